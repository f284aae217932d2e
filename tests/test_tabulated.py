"""Tables that a plain text draws: with bars and rules, with blanks, with leaders."""

from __future__ import annotations

from datetime import date

import pytest

from octavo import model as m
from octavo.inlines import flat
from octavo.intake import new
from octavo.walk import sections

PROSE = (
    "The lamp was lit at six, as it had been every evening since the harbour\n"
    "was built, and the keeper went down the stair again with the can.\n\n"
)
BOXED = """+-------+---------+
| Year  | Oil     |
+-------+---------+
| 1829  | _66 s._ |
| 1830  |         |
+-------+---------+
"""
RULED = """ Year. | Oil. | Wicks.
-------+------+-------
 1829  |  66  |  5
 1830  |  64  |  4
"""
BLANK = """Keeper      Age     Trade
Rowena      50      oil
Tom         18      none at all
"""
LEADERS = """    Oil a gallon . . . . . . 4s. 6d.
    Wicks . . . . . . . . . . 2l. 1s.
"""
UNTOLD = """Keeper      Trade     Place
Rowena      keeper    the lamp
            of oil
"""


@pytest.fixture
def book(tmp_path):
    def made(drawn: str):
        path = tmp_path / "tables.txt"
        path.write_text(f"THE LAMP\n\nby Ada Reed\n\n\nCHAPTER I\n\n{PROSE}{drawn}\n{PROSE}\n\nCHAPTER II\n\n{PROSE}")
        return new([str(path)], tmp_path / "book", date(2026, 11, 24)).edition

    return made


def tables(edition) -> list[list[list[str]]]:
    blocks = (block for _, _, section in sections(edition.book) for block in section.blocks)
    return [
        [[flat(cell.children) for cell in row] for row in block.rows] for block in blocks if isinstance(block, m.Table)
    ]


@pytest.mark.parametrize(
    ("drawn", "rows"),
    [
        pytest.param(BOXED, [["Year", "Oil"], ["1829", "66 s."], ["1830", ""]], id="boxed"),
        pytest.param(RULED, [["Year.", "Oil.", "Wicks."], ["1829", "66", "5"], ["1830", "64", "4"]], id="ruled"),
        pytest.param(
            BLANK, [["Keeper", "Age", "Trade"], ["Rowena", "50", "oil"], ["Tom", "18", "none at all"]], id="blank"
        ),
        pytest.param(LEADERS, [["Oil a gallon", "4s. 6d."], ["Wicks", "2l. 1s."]], id="leaders"),
    ],
)
def test_lines_in_columns_are_rows_of_cells(book, drawn, rows):
    assert tables(book(drawn)) == [rows]


def test_a_line_over_a_rule_heads_the_columns(book):
    (table,) = (block for block in book(BOXED).book.body[0].blocks if isinstance(block, m.Table))
    assert [[cell.header for cell in row] for row in table.rows] == [[True, True], [False, False], [False, False]]


def test_what_is_drawn_around_cells_is_on_record(book):
    changes = [(change.before, change.after) for change in book(RULED).apparatus.changes if change.rule == "table"]
    assert changes == [("|", " "), ("|", " "), ("-------+------+-------", " ")] + [("|", " ")] * 4


def test_a_line_that_begins_with_an_empty_cell_is_left_as_it_stands(book):
    edition = book(UNTOLD)
    assert tables(edition) == []
    assert any(isinstance(block, m.Preformatted) for block in edition.book.body[0].blocks)
