"""Table setting: a table's rows in, how it is set out: kept on one page, set small, its figures to the right."""

from __future__ import annotations

import re
from collections import Counter

from octavo import model as m
from octavo.inlines import flat

SHORT_TABLE = 8
"""The rows of the longest table that is kept on one page: of one with fewer a row alone overleaf is no table's."""
WIDE_TABLE = 60
"""The characters of the longest words of a table's columns, one after the other, that fit on a line of text."""
FIGURES = re.compile(r"[£$€]?\s*[(\[]?[-+–−—±]?\s*\d[\d\s.,:'’/½¼¾⅓⅔⅛%°-]*[)\]]?(?:[a-z]{1,2}\.?)?|[-–—.\s\"”″]*")
"""What stands in a column of figures: numbers, sums, and the marks for none or the same."""


Rows = tuple[tuple[m.Cell, ...], ...]


def table_class(rows: Rows) -> str:
    """The classes of a table: whether it is short, and whether it is wide."""
    return " ".join(["short"] * (len(rows) <= SHORT_TABLE) + ["wide"] * is_wide(rows))


def columns_of_figures(rows: Rows) -> frozenset[int]:
    """The columns of a table in which all say figures but for their heads; none where cells are joined."""
    if len(rows) < 2 or any(cell.columns > 1 or cell.rows > 1 for row in rows for cell in row):
        return frozenset()
    said: dict[int, list[str]] = {}
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if number and not cell.header:
                said.setdefault(column, []).append(flat(cell.children).strip())
    return frozenset(
        column
        for column, texts in said.items()
        if any(map(str.isdecimal, "".join(texts))) and all(FIGURES.fullmatch(text) for text in texts)
    )


def is_wide(rows: Rows) -> bool:
    """Whether the longest words of a table's columns do not fit beside each other."""
    longest: Counter[int] = Counter()
    for row in rows:
        for column, cell in enumerate(row):
            length = max(map(len, flat(cell.children).split()), default=0) + 2
            longest[column] = max(longest[column], length)
    return longest.total() > WIDE_TABLE
