"""Title lines: the headings of a page in; the lines of one title, each marked as a heading, made one out."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from octavo import model as m
from octavo.lines import Line, glued
from octavo.structure.headings import Patterns


def joined(blocks: m.Blocks, shapes: Patterns) -> m.Blocks:
    """`blocks` with the lower headings of one level that stand under a number, and over no text, as its title."""
    out: list[m.Block] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        out.append(block)
        index += 1
        if isinstance(block, m.Heading) and is_number(block, shapes):
            lines = list(title_lines(blocks, index, block.level, shapes))
            after = blocks[index + len(lines) : index + len(lines) + 1]
            if len(lines) > 1 and isinstance(after[0] if after else None, m.Heading):
                children, position = glued([Line(line.children, line.position) for line in lines])
                out.append(replace(lines[0], children=children, position=position))
                index += len(lines)
    return tuple(out)


def title_lines(blocks: m.Blocks, first: int, above: int, shapes: Patterns) -> Iterator[m.Heading]:
    """The headings from `first` on that have one level, lower than `above`, and no word or number of a division."""
    level = 0
    for block in blocks[first:]:
        if not isinstance(block, m.Heading) or block.level <= above or block.level != (level or block.level):
            return
        said = shapes.said(block, 0)
        if said is None or said.role or (said.numeral and not said.title):
            return
        level = block.level
        yield block


def is_number(heading: m.Heading, shapes: Patterns) -> bool:
    """Whether a heading is a division's word and number alone."""
    said = shapes.said(heading, 0)
    return said is not None and bool(said.numeral) and not said.title
