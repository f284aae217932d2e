"""The first lines of a text nobody has described: authors and year."""

import pytest

from octavo import model as m
from octavo.credits import year
from octavo.intake.identify import identify
from octavo.intake.volume_of import own_rows
from octavo.readers.witness import Witness
from octavo.structure.headings import patterns

PROSE = "The road was long, and by evening it was white with salt, as it had been before.\n\n" * 4
TEXT = f"\n\n\nCHAPTER I\n\n{PROSE}\n\nCHAPTER II\n\n{PROSE}"


def authors(head: str) -> list[str]:
    found = identify([Witness("text/a-file.txt", f"{head}{TEXT}".encode())])
    return [person.name for person in found.contributors if person.role == "aut"]


@pytest.mark.parametrize(
    ("head", "people"),
    [
        ("THE SALT ROAD\n\nBY\n\nADA FIELD\nAND\nBO LAKE", ["Ada Field", "Bo Lake"]),
        ("THE SALT ROAD\n\nBY\n\nADA FIELD\n& BO LAKE", ["Ada Field", "Bo Lake"]),
        ('THE SALT ROAD\n\nBY THE AUTHOR OF "THE FORD"', ['The Author of "The Ford"']),
        ('THE SALT ROAD\n\nBY THE AUTHOR OF\n"THE FORD," "THE QUAY," &c.', ['The Author of "The Ford"']),
        ("MEMOIRS\nOF\nADA FIELD\n\nWRITTEN BY HERSELF", ["Ada Field"]),
        ("THE SALT ROAD\n\nBY MRS. FIELD", ["Mrs. Field"]),
        ("THE LIFE OF JO LEE\n\nBY HIS SON\n\nBO LEE", ["Bo Lee"]),
        ("LETTERS\n\nOF\n\nADA FIELD\n\nEDITED, WITH NOTES, BY\nJO LEE, M.A.", ["Ada Field"]),
        ("THE SALT ROAD\n\nBY VOLTAIRE", ["Voltaire"]),
        ("THE SALT ROAD\n\nBy the harbour it began", ["Unknown author"]),
    ],
)
def test_authors_are_named_behind_by(head, people):
    assert authors(head) == people


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


@pytest.mark.parametrize(
    ("head", "title", "author"),
    [
        ("GRETA VALLE\n\nVENTO AMARO\n\nRomanzo", "Vento Amaro", "Greta Valle"),
        ("ADA FIELD\n\nTOM FIDDLE\n\nA Novel", "Tom Fiddle", "Ada Field"),
        ("TOM FIDDLE\n\nA Novel\n\nADA FIELD", "Tom Fiddle", "Ada Field"),
    ],
)
def test_the_kind_of_a_work_stands_under_its_title(head, title, author):
    found = identify([Witness("text/a-file.txt", f"{head}{TEXT}".encode())])
    assert (found.title, found.contributors[0].name) == (title, author)


@pytest.mark.parametrize(
    ("head", "title", "subtitle"),
    [
        ("Felds Werke\n\nHerausgegeben von Jo Lehm\n\nZweiter Band\n\nDie Furt\n\nVon\n\nAda Feld", "Die Furt", None),
        ("Ada Field\nCollected Works\nVolume 2. The Ford", "The Ford", None),
        ("THE WORKS OF ADA FIELD\n\nVOLUME II.\n\nTHE FORD\n\nBY ADA FIELD", "The Ford", None),
        ("THE WORKS OF ADA FIELD\n\nIN TWO VOLUMES\n\nBY ADA FIELD", "The Works of Ada Field", None),
        ("LETTERS\n\nOF\n\nADA FIELD\n\nEDITED BY JO LEE", "Letters of Ada Field", None),
        ("THE FORD\n\nBEING A LIFE OF\nJO LEE, M.A.\n\nBY ADA FIELD", "The Ford", "Being a Life of Jo Lee, M.A."),
    ],
)
def test_an_edition_or_an_explanation_is_not_the_title(head, title, subtitle):
    found = identify([Witness("text/a-file.txt", f"{head}{TEXT}".encode())])
    assert (found.title, found.subtitle) == (title, subtitle)


def test_a_volume_s_title_that_has_years_is_the_title():
    lines = ("Собрание сочинений в двух томах", "Том 2. Рассказы 1852–1856 гг")
    rows = [(line, m.Paragraph((m.Text(line),))) for line in lines]
    assert [text for text, _ in own_rows(rows, patterns("ru"))] == ["Рассказы 1852–1856 гг"]
