"""Indented paragraphs: a plain text whose paragraphs no blank line parts, each beginning with an indent, in; each out.

So Russian libraries give their texts, and books typed as they are printed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from octavo import model as m
from octavo.inlines import flat
from octavo.lines import Line, cut, glued

FEWEST, LEAST, MOST = 6, 0.04, 0.5
"""So many lines within blocks begin paragraphs, and so large a part of all: more of them are verse."""
SURE = 0.8
"""So many of them follow the end of a sentence and begin as one does, where they begin paragraphs."""
ENDS = re.compile(r"(?:[.!?…:;*]|--|[—–-])[\])'\"”’»]*\s*$")
BEGINS = re.compile(r"[\[('\"“‘«„_=]*(?:[A-ZÀ-ÖØ-ÞΑ-ΩА-ЯЁ0-9]|--?|[—–…]|\.\.\.)")


def indented_paragraphs(blocks: m.Blocks) -> m.Blocks:
    """`blocks` cut before each line set in as far as those that begin paragraphs, where these are told by that."""
    column = indent(blocks)
    if column is None:
        return blocks
    return tuple(part for block in blocks for part in (parted(block, column) if is_lines(block) else (block,)))


def is_lines(block: m.Block) -> bool:
    """Whether a block is a paragraph of several lines."""
    return isinstance(block, m.Paragraph) and bool(block.position.breaks)


def indent(blocks: m.Blocks) -> int | None:
    """The column at which the paragraphs of a text begin, none where blank lines part them."""
    several = [block for block in blocks if isinstance(block, m.Paragraph) and block.position.breaks]
    columns = Counter(column for block in several for _, _, column in block.position.breaks)
    margin = min(columns, default=1)
    column, count = max(((c, n) for c, n in columns.items() if c > margin), key=lambda row: row[1], default=(0, 0))
    if count < max(FEWEST, LEAST * columns.total()) or count > MOST * columns.total() or columns[margin] < count:
        return None
    told = [begins for block in several for begins in beginnings(block, column)]
    return column if sum(told) >= SURE * len(told) else None


def beginnings(block: m.Paragraph, column: int) -> Iterator[bool]:
    """For each line of a block at `column`, but the first, whether a sentence ends before it and one begins there."""
    text = flat(block.children)
    for offset, _, at in block.position.breaks:
        if at == column:
            yield bool(ENDS.search(text[max(0, offset - 8) : offset])) and bool(BEGINS.match(text, offset))


def parted(block: m.Block, column: int) -> Iterator[m.Block]:
    """A paragraph cut before each of its lines at `column`."""
    assert isinstance(block, m.Paragraph)
    group: list[Line] = []
    for line in cut(block.children, block.position):
        if group and line.position.column == column:
            yield joined(group)
            group = []
        group.append(line)
    yield joined(group)


def joined(lines: Sequence[Line]) -> m.Paragraph:
    """Lines as one paragraph."""
    return m.Paragraph(*glued(lines))
