"""Article: the parts of a short text in; where it opens without a heading, one chapter with those parts within it, out.

A book's chapters are long, numbered or called so, or have the highest headings of a page but one; the crossheads of an
article part a few paragraphs each, by headings that are lower.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from octavo import model as m
from octavo.lines import block_text
from octavo.model import Role
from octavo.structure.opened import Opened, Part

LONGEST, SECTION, MOST = 40_000, 4_000, 12
"""Characters of an article, and of each of its parts one with another; and so many parts."""
CROSSHEAD = 3
"""The level of markup from which on a heading may be one."""
PROSE = 160
"""Characters of running text at least."""


def as_one(parts: Sequence[Part], text: m.Blocks) -> list[Part]:
    """`parts` of `text` as one chapter where they are an article's: its opening under the title, and its crossheads."""
    if not is_article(parts) or not has_crossheads(parts, text):
        return list(parts)
    (opening, blocks), *rest = parts
    assert opening is not None
    return [(replace(opening, role=Role.CHAPTER), blocks), *((under(opened), text) for opened, text in rest)]


def under(opened: Opened | None) -> Opened | None:
    """A crosshead of the one chapter."""
    return replace(opened, role=Role.SUBCHAPTER, depth=opened.depth + 1) if opened else None


def has_crossheads(parts: Sequence[Part], text: m.Blocks) -> bool:
    """Whether all headings of `parts` of `text` but the first are low ones in its markup."""
    low = {block.position for block in text if isinstance(block, m.Heading) and block.level >= CROSSHEAD}
    return all(opened is not None and opened.position in low for opened, _ in parts[1:])


def is_article(parts: Sequence[Part]) -> bool:
    """Whether text opens `parts` under a title supplied, and the others are few, short and without numbers."""
    (opening, _), *rest = parts or [(None, ())]
    if opening is None or not opening.supplied or opening.role is not Role.INTRODUCTION or not 0 < len(rest) <= MOST:
        return False
    if any(one is None or one.number or one.label or one.role is not Role.CHAPTER for one, _ in rest):
        return False
    sizes = [[len(block_text(block)) for block in blocks] for _, blocks in parts]
    total = sum(map(sum, sizes))
    told = all(any(size > PROSE for size in row) for row in sizes)
    files = {block.position.file for _, blocks in parts for block in blocks}
    verse = any(isinstance(block, m.Verse) for _, blocks in parts for block in blocks)
    return told and not verse and len(files) == 1 and total < min(LONGEST, SECTION * len(parts))
