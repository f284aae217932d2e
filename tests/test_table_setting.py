"""Tables: columns of figures stand to the right, wide tables small, short ones on one page."""

from octavo import model as m
from octavo.table_setting import columns_of_figures, table_class

from .specimen import book as specimen

HEADS = ("Port.", "Ships.", "Sum.", "Remarks.")


def rows(*lines: tuple[str, ...]) -> tuple[tuple[m.Cell, ...], ...]:
    return tuple(tuple(m.Cell(specimen.inlines(text)) for text in line) for line in lines)


def test_columns_of_figures_are_those_that_say_nothing_else():
    table = rows(HEADS, ("Lynn", "1,114", "£3 2s.", "Corn"), ("Wells", "9", "—", "14 of them new"))
    assert columns_of_figures(table) == {1, 2}
    assert columns_of_figures(table[:1]) == frozenset()


def test_a_table_whose_words_do_not_fit_beside_each_other_is_wide():
    assert table_class(rows(HEADS)) == "short"
    assert table_class(rows(("Extraordinary",) * 5)) == "short wide"
    assert table_class(rows(*[HEADS] * 9)) == ""
