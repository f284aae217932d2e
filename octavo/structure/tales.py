"""Tales: a page's headings in; which of them are titles of tales, in numbered pieces or called as the book is, out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from octavo import model as m
from octavo.edition import Omission
from octavo.lines import block_text
from octavo.structure.standing import Standing

UNMARKED = 7
"""The level of a line that is no heading's: below the six of HTML (HTML 4.3.6)."""
PAGE = re.compile(r"[\s.…]*\d+\s*$")
"""The number of its page behind an entry of a list of contents."""


def tales_by_level(found: Standing, over: Iterable[int], numbers: int) -> set[int]:
    """The headings of one level over text, with those that hold lower numbers instead; nothing where they hold more.

    The contents list names them all, or there are more of them than of the numbers. `over` stand right over a number 1,
    which in no heading's markup is lower than any.
    """
    lower = {index: level(found, index + 1) or UNMARKED for index in over}
    tales = {index for index in lower if is_nameless(found, index) and level(found, index) < lower[index]}
    levels = {level(found, index) for index in tales}
    others = {
        index
        for index in (range(len(found.said)) if tales else ())
        if is_nameless(found, index) and level(found, index) in levels and found.is_over_text(index + 1)
    }
    if len(others) < 2 or max(others) < min(tales):
        return set()
    listed = bool(found.listed) and all(found.is_listed(found.at(index)) for index in tales | others)
    more = not found.listed and len(others) > numbers
    return tales | others if listed or more else set()


def level(found: Standing, index: int) -> int:
    """The level of the heading at `index`, 0 where markup makes it none."""
    said = found.said[index]
    return (said.level if said else None) or 0


def is_nameless(found: Standing, index: int) -> bool:
    """Whether the block at `index` is a heading of markup without a division's word or number."""
    said = found.said[index]
    return said is not None and said.level is not None and not said.role and not said.numeral


def listed_tale(blocks: m.Blocks, is_title: Callable[[str], bool], lists: Sequence[Omission]) -> int:
    """The index of the heading under the contents of the tale the book is called by: they name it; else the end.

    Its title there is a part of the book, not the book's again.
    """
    rows = [PAGE.sub("", row) for one in lists for row in one.text.split("\n")]
    if not any(map(is_title, rows)):
        return len(blocks)
    places = {one.position.file: (one.position.line, one.position.column) for one in lists}
    under = (
        index
        for index, block in enumerate(blocks)
        if isinstance(block, m.Heading)
        and block.position.file in places
        and (block.position.line, block.position.column) > places[block.position.file]
    )
    return next((index for index in under if is_title(block_text(blocks[index]))), len(blocks))
