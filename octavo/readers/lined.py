"""Lined: a page's blocks in; paragraphs whose lines are a poet's as verse, and those without words as breaks, out.

Markup keeps no line end but those that are meant, so that only their shape is judged: old pages set verse in
paragraphs, a line break after each line and hard spaces before the indented ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element

from msgspec.structs import replace

from octavo import model as m
from octavo.inlines import flat
from octavo.lines import Line, cut
from octavo.readers.tree import Page
from octavo.readers.verse import indented, verse_lines
from octavo.shape import BREAK
from octavo.shape.rows import are_lines, is_listing

INDENT, FEWEST, SHORTEST, LONGEST = 2, 4, 20, 75
"""The spaces of an indent, the lines of a poem that none tells, the characters of a line, on average and at most."""


def lined(blocks: m.Blocks) -> m.Blocks:
    """`blocks`, from the first heading of markup on, with the verse and the breaks that paragraphs are."""
    first = next((index for index, block in enumerate(blocks) if isinstance(block, m.Heading)), len(blocks))
    return (*blocks[:first], *judged(blocks[first:]))


def judged(blocks: m.Blocks) -> Iterator[m.Block]:
    """`blocks`, paragraphs judged, stanzas one after the other as one poem."""
    stanzas: list[tuple[m.VerseLine, ...]] = []
    for block in blocks:
        stanza = verse_lines(rows) if isinstance(block, m.Paragraph) and is_stanza(rows := lines_of(block)) else ()
        if stanzas and not stanza:
            yield m.Verse(tuple(stanzas), stanzas[0][0].position)
            stanzas = []
        if stanza:
            stanzas.append(stanza)
        elif isinstance(block, m.Quotation):
            yield replace(block, blocks=tuple(judged(block.blocks)))
        elif isinstance(block, m.Paragraph) and BREAK.fullmatch(flat(block.children)):
            yield m.ThematicBreak(block.position)
        else:
            yield block
    if stanzas:
        yield m.Verse(tuple(stanzas), stanzas[0][0].position)


def set_in(element: Element, page: Page, block: m.Block) -> m.Verse | None:
    """The verse that a paragraph of a page is, some of whose lines the styles in its `element` set in."""
    rows = lines_of(block) if isinstance(block, m.Paragraph) else ()
    indents = dict(indented(element, page)) if rows else {}
    return m.Verse((verse_lines(rows, indents),), rows[0].position) if indents and is_stanza(rows) else None


def lines_of(block: m.Paragraph) -> Sequence[Line]:
    """The lines of a paragraph that breaks them; none of another."""
    return cut(block.children, block.position) if "\n" in flat(block.children) else ()


def is_stanza(rows: Sequence[Line]) -> bool:
    """Whether lines are verse: some set in by hard spaces and others not; else several, short, each with a capital."""
    texts = [row.text for row in rows]
    if len(rows) < 2 or max(map(len, texts)) > LONGEST or all(text.upper() == text for text in texts):
        return False
    steps = [len(text) - len(text.lstrip()) for text in texts]
    if any(step >= INDENT for step in steps[1:]):
        return len(rows) >= FEWEST or any(step > after for step, after in pairwise(steps))
    average = sum(map(len, texts)) / len(rows)
    return len(rows) >= FEWEST and average >= SHORTEST and are_lines(texts) and not is_listing([(t, 1) for t in texts])
