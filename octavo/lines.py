"""Lines: a run of inlines in, its lines out, each with its place in the witness."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from octavo import model as m
from octavo.inlines import flat, lines, moved, splice, within
from octavo.typography.edit import Edit
from octavo.walk import block_runs


class Line(Struct, frozen=True, dict=True):
    """One line of a run."""

    children: m.Inlines
    position: m.Position

    @cached_property
    def text(self) -> str:
        """The line's characters."""
        return flat(self.children)


def cut(children: m.Inlines, position: m.Position) -> tuple[Line, ...]:
    """The run's lines; markup that spans line ends is begun again on each."""
    if not any(isinstance(inline, m.LineBreak) or hasattr(inline, "children") for inline in children):
        return (Line(children, position),)
    out, offset = [], 0
    for line in lines(children):
        length = len(flat(line))
        out.append(Line(line, within(position, offset, offset + length)))
        offset += length + 1
    return tuple(out)


def glued(rows: Sequence[Line]) -> tuple[m.Inlines, m.Position]:
    """Lines as one run again, a line break between."""
    children: list[m.Inline] = []
    breaks: list[tuple[int, int, int]] = []
    offset, first = 0, next((line for line in rows if line.children), rows[0])
    for line in rows:
        if children or offset:
            children.append(m.LineBreak())
            offset += 1
            breaks.append((offset, line.position.line, line.position.column))
        breaks += [(offset + at, row, column) for at, row, column in line.position.breaks]
        children += line.children
        offset += len(line.text)
    return tuple(children), replace(first.position, breaks=tuple(breaks))


def block_lines(block: m.Block) -> list[Line]:
    """Every line of every run of a block."""
    return [line for run in block_runs((block,)) for line in cut(run.children, run.position)]


def block_text(block: m.Block) -> str:
    """The characters of a block, a line each."""
    if isinstance(block, m.Paragraph | m.Heading):
        return flat(block.children)
    return "\n".join(flat(run.children) for run in block_runs((block,)))


def stripped(line: Line) -> Line:
    """A line without the spaces around it."""
    text = line.text
    lead, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return part(line, lead, end) if end else part(line, len(text), len(text))


def part(line: Line, begin: int, end: int) -> Line:
    """The characters `begin` to `end` of a line, its place that of the first of them."""
    if len(line.children) == 1 and isinstance(said := line.children[0], m.Text):
        children = (m.Text(said.content[begin:end]),) if begin < end else ()
        return Line(children, within(line.position, begin, end))
    gone = ((0, begin), (end, len(line.text)))
    return without(line, [Edit(first, last, "", "part") for first, last in gone if first < last])


def without(line: Line, edits: Sequence[Edit]) -> Line:
    """A line with some of its characters taken out, its place that of the first that stays."""
    if not edits:
        return line
    first = edits[0].end if edits[0].start == 0 else 0
    begin = line.position.at(first)
    later = moved(line.position, edits)
    position = m.Position(begin.file, begin.line, begin.column, tuple(row for row in later.breaks if row[0] > 0))
    return Line(splice(line.children, edits), position)
