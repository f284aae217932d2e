"""Plain text: paragraphs set apart by blank lines, each line end kept for `normalise` to judge."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from octavo.model import Inline, LineBreak, Paragraph, Position, Text
from octavo.provider import Provider
from octavo.readers.witness import Witness
from octavo.reading import Reading

INDENT = re.compile(r"[ \t\f\u00a0\u3000]*")
RULE = re.compile(r"\s*([-=_])\1{19,}")
COLUMNS = re.compile(r"\S {3,}\S|\|")
"""A rule drawn over the whole measure, and what tells that it is of a table."""
TITLED, NEAR = 2, 2
"""A title and its rule are so many lines, and their lengths differ by so little."""


def read(witnesses: Sequence[Witness], provider: Provider | None) -> Reading:  # noqa: ARG001 - one shape a reader
    """One Paragraph for each run of lines without a blank one between. Raises WitnessError."""
    blocks = tuple(
        paragraph(witness.name, first, lines) for witness in witnesses for first, lines in gathered(witness.text)
    )
    return Reading(blocks, plain=True)


def gathered(text: str) -> Iterator[tuple[int, list[str]]]:
    """(number of the first line, lines) of each run of lines that are not blank."""
    first = 1
    lines: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            first = first if lines else number
            lines.append(line.rstrip())
        elif lines:
            yield from unruled(first, lines)
            lines = []
    if lines:
        yield from unruled(first, lines)


def unruled(first: int, lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """A run of lines without the rules at its ends, which stand alone; those of a table stay, and one under a title."""
    over, under = (bool(RULE.fullmatch(line)) for line in (lines[0], lines[-1]))
    under = under and not (len(lines) == TITLED and abs(len(lines[0]) - len(lines[1])) <= NEAR)
    inner = lines[over : len(lines) - under]
    if not (over or under) or not inner or any(RULE.fullmatch(line) or COLUMNS.search(line.strip()) for line in inner):
        yield first, lines
        return
    if over:
        yield first, lines[:1]
    yield first + over, inner
    if under:
        yield first + len(lines) - 1, lines[-1:]


def paragraph(file: str, first: int, lines: list[str]) -> Paragraph:
    """Lines as a paragraph, without their indents, a LineBreak between; positions tell the indents."""
    children: list[Inline] = []
    breaks, offset = [], 0
    for number, line in enumerate(lines, first):
        indent = indented(line)
        content = line[indent:]
        if children:
            children.append(LineBreak())
            offset += 1
            breaks.append((offset, number, indent + 1))
        children.append(Text(content))
        offset += len(content)
    position = Position(file, first, indented(lines[0]) + 1, tuple(breaks))
    return Paragraph(tuple(children), position)


def indented(line: str) -> int:
    """How many characters of white space `line` begins with."""
    found = INDENT.match(line)
    return found.end() if found else 0
