"""Synopses: a text's blocks in; the headings under chapters' titles that tell their matter, as paragraphs, out.

Transcribers set the argument of a chapter as a heading below its title. It divides nothing: nothing else of its level
stands in the chapter, and dashes part what it tells.
"""

from __future__ import annotations

from itertools import pairwise

from octavo import model as m
from octavo.inlines import flat
from octavo.structure.headings import Patterns

DASHES = ("—", "--", "–")
LEAST = 2
"""So many chapters have one: a single title may have a dash."""


def told(blocks: m.Blocks, shapes: Patterns) -> m.Blocks:
    """`blocks` with the headings that tell what is in a chapter as paragraphs."""
    headings = [index for index, block in enumerate(blocks) if isinstance(block, m.Heading)]
    following = dict(pairwise(headings))
    found = {index for index in headings if tells(blocks, index, following.get(index), shapes)}
    if len(found) < LEAST:
        return blocks
    return tuple(told_as(block) if at in found else block for at, block in enumerate(blocks))


def told_as(block: m.Block) -> m.Block:
    """A heading as the paragraph it is."""
    return m.Paragraph(block.children, block.position) if isinstance(block, m.Heading) else block


def tells(blocks: m.Blocks, index: int, after: int | None, shapes: Patterns) -> bool:
    """Whether the heading at `index` tells the matter of the numbered and titled one right over it, over its text."""
    block, over = blocks[index], blocks[index - 1] if index else None
    if not isinstance(block, m.Heading) or not isinstance(over, m.Heading) or block.level <= over.level:
        return False
    text = flat(block.children).strip()
    if not any(text.find(dash) > 0 for dash in DASHES) or after == index + 1 or index + 1 == len(blocks):
        return False
    said, own = shapes.said(over, 0), shapes.said(block, 0)
    ends = blocks[after] if after is not None else None
    alone = not isinstance(ends, m.Heading) or ends.level <= over.level
    return alone and bool(said and said.numeral and said.title) and not (own and (own.role or own.numeral))
