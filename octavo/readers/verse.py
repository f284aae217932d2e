"""Verse: an element of a page that is verse, in; its stanzas, each line with its indent, out.

A stanza is an element that says so, or a paragraph; a line ends where the page breaks it, or is an element that says
so. Its indent is what the line's class says (`i2`, `indent4`), or its spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from octavo import model as m
from octavo.lines import Line, cut, stripped
from octavo.readers.entry import Entry
from octavo.readers.tree import BLOCKS, Page, chunks, classes, texts
from octavo.reading import start

INDENTS = ((re.compile(r"(?:i|in|indent-|ind)(\d{1,2})"), 1), (re.compile(r"indent(\d{1,2})"), 2))
"""Class names that indent a line, and their units in an em: Project Gutenberg's `i2`, and `indent2` of DP."""
MARGIN = re.compile(r"(?:margin|padding)-left\s*:\s*([0-9]{1,2}(?:\.[0-9]+)?)em")

Names = Mapping[str, frozenset[str]]
Place = tuple[int, int]
Rows = list[tuple[m.VerseLine, ...]]


def versified(element: Element, page: Page, entries: Iterable[Entry], names: Names) -> Iterator[Entry]:
    """A poem of the `entries` in an element; what is no line of it stands before or after."""
    indents = dict(indented(element, page))
    goes_on = set(continued(element, page, names))
    rows: Rows = []
    for entry in entries:
        block = entry.blocks[0] if entry.blocks else None
        if entry.omitted or entry.note or not isinstance(block, m.Paragraph | m.Verse):
            yield from poem(rows)
            rows = []
            yield entry
        elif isinstance(block, m.Verse):
            rows += block.stanzas
        else:
            lines = verse_lines(cut(block.children, block.position), indents)
            if rows and lines and place_of(lines[0]) in goes_on:
                rows[-1] += lines
            else:
                rows.append(lines)
    yield from poem(rows)


def place_of(line: m.VerseLine) -> Place:
    """Where a line begins in its page."""
    return line.position.line, line.position.column


def indented(element: Element, page: Page) -> Iterator[tuple[Place, int]]:
    """Where the lines begin whose elements' classes or styles indent them, and by how many ems."""
    for inner in element.iter():
        if (moved := MARGIN.search(inner.get("style") or "")) and (place := first(inner, page)):
            yield place, round(float(moved[1]))
        for name in (inner.get("class") or "").split():
            for pattern, units in INDENTS:
                if (found := pattern.fullmatch(name)) and (place := first(inner, page)):
                    yield place, int(found[1]) // units


def continued(element: Element, page: Page, names: Names) -> Iterator[Place]:
    """Where the blocks begin that go on with the stanza of the one before: in a stanza, or lines one after another."""
    for inner in element.iter():
        blocks = [child for child in inner if child.tag in BLOCKS]
        leaves = [block for block in blocks if not any(child.tag in BLOCKS for child in block)]
        for number, block in enumerate(leaves[1:], 1):
            before = leaves[number - 1]
            lines = classes(block) & names["line"] and classes(before) & names["line"]
            if (classes(inner) & names["stanza"] or lines) and (place := first(block, page)):
                yield place


def first(element: Element, page: Page) -> Place | None:
    """Where the first word of an element stands in its page."""
    for text, offset in chunks("".join(texts(element))):
        if offset is not None and text.strip():
            return page.place(offset + len(text) - len(text.lstrip()))
    return None


def stanzas(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines cut where one is blank."""
    stanza: list[Line] = []
    for line in lines:
        if line.text.strip():
            stanza.append(line)
        elif stanza:
            yield stanza
            stanza = []
    if stanza:
        yield stanza


def verse_lines(lines: Sequence[Line], indents: Mapping[Place, int] | None = None) -> tuple[m.VerseLine, ...]:
    """Lines as verse; what no class indents by ems of two spaces."""
    kept = [line for line in lines if line.text.strip() or line.children]
    spaces = [len(line.text) - len(line.text.lstrip()) for line in kept]
    least = min(spaces, default=0)
    made = [
        m.VerseLine(line.children, (space - least) // 2, line.position)
        for line, space in zip(map(stripped, kept), spaces, strict=True)
    ]
    known = indents or {}
    return tuple(m.VerseLine(one.children, known.get(place_of(one), one.indent), one.position) for one in made)


def poem(rows: list[tuple[m.VerseLine, ...]]) -> Iterator[Entry]:
    """Stanzas as one block."""
    if rows:
        position = rows[0][0].position
        yield Entry(start(position), (m.Verse(tuple(rows), position),))
