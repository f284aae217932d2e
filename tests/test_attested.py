"""Attested: the apparatus carried out on the witness gives the edition's words."""

import pytest

from octavo.checks.laws import attested
from octavo.edition import Apparatus, Change, Edition, Omission
from octavo.model import Position
from octavo.problem import ContentError
from octavo.readers.witness import Witness


def read(text: str, *changes: tuple[int, int, str, str], omitted: int = 0) -> list[str]:
    made = tuple(Change("rule", Position("w.txt", line, column), old, new) for line, column, old, new in changes)
    end = Position("w.txt", omitted + 1, 1)
    left_out = (Omission("header", Position("w.txt", 1, 1), omitted, "Header", end),) if omitted else ()
    edition = Edition(None, Apparatus(made, (), left_out), "0")  # type: ignore[arg-type]
    return attested([Witness("w.txt", text.encode())], edition)


def test_changes_in_any_order_and_at_one_place():
    changes = [(2, 5, "two", "second"), (1, 1, "", "Title\n\n"), (1, 1, "one", "first"), (2, 1, "and", "&")]
    assert read("one\nand two three", *changes) == ["Title", "first", "second", "three"]


def test_a_change_may_stand_over_a_line_end():
    assert read("a well-\n  known name", (1, 3, "well- known", "wellknown")) == ["a", "wellknown", "name"]


def test_what_is_left_out_is_left_out():
    assert read("Header\none\ntwo", (1, 1, "Header", "x"), (3, 1, "two", "2"), omitted=1) == ["one", "2"]


def test_a_reading_that_does_not_stand_there_is_told():
    with pytest.raises(ContentError, match=r"T003.*records 'four'.*where the witness has 'two\\n'"):
        read("one two", (1, 5, "four", "4"))
