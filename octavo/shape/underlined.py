"""Underlined: a plain text's paragraphs in; lines with a rule of their own length under them made headings, out.

Plain texts of archives and readme files rule their headings so, a sign for each level (as reStructuredText and Setext
do); the first sign met is the highest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from octavo import model as m
from octavo.edition import Mark
from octavo.inlines import flat
from octavo.lines import Line, cut, glued
from octavo.reading import start
from octavo.structure.divisions import opens_division

RULE = re.compile(r"([=\-~*^#+_])\1{2,}")
FEWEST, LONGEST, BESIDE = 3, 80, 2
"""So many lines are ruled where rules tell headings; none is longer; its rule is as long, but for so many signs."""


def underlined(blocks: m.Blocks) -> tuple[m.Blocks, list[Mark]]:
    """`blocks` with their ruled lines as headings, and the rules; as they are where other headings have none."""
    rows = {index: lines for index, block in enumerate(blocks) if (lines := ruled(block))}
    if len(rows) < FEWEST or any(is_division(block) for block in blocks):
        return blocks, []
    signs = list(dict.fromkeys(lines[1].text.strip()[0] for lines in rows.values()))
    marks = [Mark("markup", start(lines[1].position), lines[1].text.strip()) for lines in rows.values()]
    out: list[m.Block] = []
    for index, block in enumerate(blocks):
        out += headed(rows[index], signs) if index in rows else (block,)
    return tuple(out), marks


def headed(rows: Sequence[Line], signs: Sequence[str]) -> Iterator[m.Block]:
    """A ruled line as a heading, and the lines under its rule as a paragraph."""
    level = min(6, 1 + signs.index(rows[1].text.strip()[0]))
    yield m.Heading(level, rows[0].children, rows[0].position)
    if rows[2:]:
        yield m.Paragraph(*glued(rows[2:]))


def ruled(block: m.Block) -> Sequence[Line]:
    """The lines of a paragraph whose first one has a rule of its length under it; of any other block none."""
    if not isinstance(block, m.Paragraph) or len(block.children) < FEWEST:
        return ()
    rule = block.children[2]
    if not isinstance(rule, m.Text) or not RULE.fullmatch(rule.content.strip()):
        return ()
    title = flat(block.children[:1])
    plain = title[:1].isalnum() and "  " not in title.strip() and len(title) <= LONGEST
    near = abs(len(title.strip()) - len(rule.content.strip())) <= BESIDE
    return cut(block.children, block.position) if plain and near else ()


def is_division(block: m.Block) -> bool:
    """Whether a paragraph of one line is the word and number of a division."""
    return isinstance(block, m.Paragraph) and len(block.children) == 1 and opens_division(flat(block.children))
