"""Rows: a plain text's paragraph in; its lines, each with the column it begins at, and how they stand, out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from octavo import model as m
from octavo.inlines import flat
from octavo.structure.divisions import ROMAN

OPENING = "\"'“‘«„»`_*([—–-"
FULL = 0.92
SET_RIGHT = 0.4
CENTRED, STANZA, SIGNED = 4, 3, 4
NARROWEST = 20
"""No prose is wrapped at so few characters."""

Row = tuple[str, int]
"""A line's characters, and the column they begin at."""


def rows_of(block: m.Paragraph) -> list[Row]:
    """The lines of a plain text's paragraph."""
    first, *more = flat(block.children).split("\n")
    if not more:
        return [(first, block.position.column)]
    columns = {offset: column for offset, _, column in block.position.breaks}
    rows, offset = [(first, block.position.column)], len(first) + 1
    for text in more:
        rows.append((text, columns.get(offset, block.position.column)))
        offset += len(text) + 1
    return rows


def width(row: Row) -> int:
    """How far a line reaches, its indent counted."""
    return row[1] - 1 + len(row[0])


def are_lines(texts: Sequence[str]) -> bool:
    """Whether lines begin as verse does, with capitals."""
    allowed = len(texts) // 5
    for text in texts:
        allowed -= not text.lstrip(OPENING)[:1].isupper()
        if allowed < 0:
            return False
    return True


def is_full(rows: Sequence[Row], measure: int) -> bool:
    """Whether the next line's first word would have fitted on none of the lines."""
    return all(width(row) + 1 + len(after.split(" ", 1)[0]) > measure * FULL for row, (after, _) in pairwise(rows))


def is_listing(rows: Sequence[Row]) -> bool:
    """Whether lines are a list's rather than a poem's: all end with a stop or all without one."""
    ends = [text.rstrip("_*")[-1:] for text, _ in rows]
    bare = sum(end.isalnum() or end in ")]}" for end in ends)
    stopped = ends.count(".") + ends.count(";")
    return len(rows) > STANZA and (bare * 10 >= len(rows) * 9 or stopped * 5 >= len(rows) * 4)


def is_set_right(rows: Sequence[Row], measure: int) -> bool:
    """Whether a few lines stand far to the right, as the ends of letters do, and are not centred as headings are."""
    if len(rows) > SIGNED or measure <= NARROWEST or not all(column > measure * SET_RIGHT for _, column in rows):
        return False
    if all(ROMAN.fullmatch(text.rstrip(".")) or text.isdecimal() for text, _ in rows):
        return False
    return not all(abs(column - 1 - (measure - width((text, column)))) <= CENTRED for text, column in rows)
