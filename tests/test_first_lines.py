"""The first lines of a text nobody has described: title, subtitle, authors and year."""

import pytest

from octavo.identify import identify
from octavo.readers.witness import Witness
from octavo.titlepage import year

PROSE = "The road was long, and by evening it was white with salt, as it had been before.\n\n" * 4
TEXT = f"\n\n\nCHAPTER I\n\n{PROSE}\n\nCHAPTER II\n\n{PROSE}"


def said(head: str) -> tuple[str, str | None, list[str]]:
    found = identify([Witness("text/a-file.txt", f"{head}{TEXT}".encode())])
    return found.title, found.subtitle, [person.name for person in found.contributors if person.role == "aut"]


@pytest.mark.parametrize(
    ("head", "title", "subtitle"),
    [
        ("THE SALT ROAD\n\nA TALE OF THE HARBOUR\n\nBY ADA FIELD", "The Salt Road", "A Tale of the Harbour"),
        ("THE LIFE\n\nOF\n\nA ROAD\n\nBY ADA FIELD", "The Life of a Road", None),
        ("ADA FIELD'S\n\nSALT ROAD\n\n1871", "Ada Field's Salt Road", None),
        ('"THE SALT ROAD"\n\nBY ADA FIELD', "The Salt Road", None),
        ("SALT ROADS\n\nEdited by Bo Lake\n\n1992", "Salt Roads", None),
    ],
)
def test_the_title_is_the_first_block_and_what_leans_on_it(head, title, subtitle):
    assert said(head)[:2] == (title, subtitle)


@pytest.mark.parametrize(
    ("head", "people"),
    [
        ("THE SALT ROAD\n\nBY\n\nADA FIELD\nAND\nBO LAKE", ["Ada Field", "Bo Lake"]),
        ('THE SALT ROAD\n\nBY THE AUTHOR OF "THE FORD"', ['The Author of "The Ford"']),
        ("MEMOIRS\nOF\nADA FIELD\n\nWRITTEN BY HERSELF", ["Ada Field"]),
        ("DIE SALZSTRASSE\n\nRoman von Ada Feld", ["Ada Feld"]),
        ("THE SALT ROAD\n\nBY MRS. FIELD", ["Mrs. Field"]),
        ("THE SALT ROAD\n\nBY VOLTAIRE", ["Voltaire"]),
        ("THE SALT ROAD\n\nBy the harbour it began", ["Unknown author"]),
        ("MEMOIRS OF ADA FIELD", ["Unknown author"]),
    ],
)
def test_authors_are_named_behind_by(head, people):
    assert said(head)[2] == people


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("THE SALT ROAD\nLondon: The Harbour Press\n1871", "1871"),
        ("THE SALT ROAD\nCopyright by the Harbour Press of Lee and its sons in 1871", "1871"),
        ("THE SALT ROAD\nFrom the papers found in 1871 in the ruins by the sea", None),
    ],
)
def test_a_year_in_a_sentence_dates_no_book(page, found):
    assert year(page) == found
