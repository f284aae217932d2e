"""Credits: whom a title page names, for what, and in which year; and where the book says so."""

from datetime import date

import pytest
from msgspec.structs import replace

from octavo import genitives
from octavo.build import load, make
from octavo.credits import credited, publisher, year
from octavo.frame import told_by
from octavo.intake import new
from octavo.model import Contributor, LineBreak, Paragraph, Text
from octavo.pages import Pages

PAGE = """\
THE SALT ROAD

A TALE

By Ada Fenwick

WITH AN ENGLISH TRANSLATION BY

W.R. HOLT, M.A.

Illustrated by Ines Marlow and Jan Peel

London: The Harbour Press
1871


CHAPTER I

The road was long, and by evening it was white with salt. Nobody had been along it for a year, and
nobody wanted to be the first.

CHAPTER II

It rained, and the road was a road again.
"""


@pytest.mark.parametrize(
    ("lines", "role", "names"),
    [
        ("Translated from the French by Ada Fenwick", "trl", ["Ada Fenwick"]),
        ("SELECTED AND TRANSLATED BY\nADA FENWICK, PH.D.", "trl", ["ADA FENWICK"]),
        ("Edited by John Holt, Jr., of the Harbour School", "edt", ["John Holt, Jr."]),
        ("Aus dem Englischen übersetzt von Ada Fenwick", "trl", ["Ada Fenwick"]),
        ("A translation of the Salt Road", "trl", []),
        ("By land and sea", "trl", []),
        ("Edited, with Notes, by\nANN HOLT, M.A.", "edt", ["ANN HOLT"]),
    ],
)
def test_a_name_stands_after_the_words_that_lead_it(lines, role, names):
    assert list(credited(lines, role)) == names


def test_an_author_nobody_knows_is_filed_under_no_surname(tmp_path):
    (tmp_path / "tale.txt").write_text("CHAPTER I\n\nThe road was long.\n\n\nCHAPTER II\n\nIt rained.\n")
    (person,) = new(
        [str(tmp_path / "tale.txt")], tmp_path / "tale", date(2026, 11, 23)
    ).edition.book.metadata.contributors
    assert (person.name, person.file_as) == ("Unknown author", "Unknown author")


@pytest.mark.parametrize(("page", "found"), [("Leeds, 1871", "1871"), ("1871\nCopyright 1869", None), ("Leeds", None)])
def test_a_title_page_has_the_year_it_names_alone(page, found):
    assert year(page) == found


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("London: Holt, Peel & Co., 15 Quay Street\n1871", "Holt, Peel & Co."),
        ("Berlin\nP. Holt Verlag\n1893", "P. Holt Verlag"),
        ("Leeds\nPublished by Ann Holt, 1871", "Ann Holt"),
        ("Published by the Harbour Society in the belief that\nit will be read", None),
        ('Author of "The Harbour Press"\nPrinted at the Leeds Press\n1871', None),
    ],
)
def test_a_title_page_names_its_publisher_without_place_and_year(page, found):
    assert publisher(page) == found


def test_a_name_that_stands_a_line_below_what_leads_it_is_on_the_title_page(tmp_path):
    page = PAGE.replace("Illustrated by Ines Marlow and Jan Peel", "Edited, with Notes, by\n\nANN LEE, M.A.")
    (tmp_path / "road.txt").write_text(page.replace("London: The Harbour Press\n1871\n", ""), encoding="utf-8")
    made = new([str(tmp_path / "road.txt")], tmp_path / "road", date(2026, 11, 23))
    assert ("Ann Lee", "edt") in [(one.name, one.role) for one in made.edition.book.metadata.contributors]


@pytest.fixture
def book(tmp_path):
    (tmp_path / "road.txt").write_text(PAGE, encoding="utf-8")
    new([str(tmp_path / "road.txt")], tmp_path / "a-book", date(2026, 11, 23))
    return make(load(tmp_path / "a-book"))


def test_the_title_page_says_who_made_the_book_and_when(book):
    assert [(person.name, person.role) for person in book.book.metadata.contributors] == [
        ("Ada Fenwick", "aut"),
        ("W.R. Holt", "trl"),
        ("Ines Marlow", "ill"),
        ("Jan Peel", "ill"),
    ]
    assert book.book.metadata.provenance.published == "1871"
    assert book.book.metadata.provenance.publisher == "The Harbour Press"


def test_each_is_thanked_for_what_he_did(book, project):
    pages = Pages(book, project.templates)
    assert pages.credits == ("Translated by W.R. Holt", "Illustrated by Ines Marlow, Jan Peel")
    for page in (pages.title_page(), pages.attribution()):
        assert all(credit in page.content for credit in pages.credits)
    author = pages.attribution().content.split("<dt>Author</dt>")[1].split("<dt>")[0]
    assert "Ada Fenwick" in author and "Holt" not in author
    assert Contributor("W.R. Holt", "trl", "Holt, W.R.") in book.book.metadata.contributors


def test_a_book_without_an_author_says_nothing_of_one(book, project):
    editor = replace(book.book.metadata, contributors=(Contributor("W.R. Holt", "edt"),))
    pages = Pages(replace(book, book=replace(book.book, metadata=editor)), project.templates)
    said = pages.attribution().content
    assert "<dt>Author</dt>" not in said and "Edited by W.R. Holt" in said


@pytest.mark.parametrize(
    ("remark", "transcriber", "source"),
    [
        ("Produced by Ada Fenwick\nand the Harbour Team", "Ada Fenwick and the Harbour Team", None),
        (
            "Transcribed from the 1871 Holt & Co. edition by\nA. Fenwick, email a@b.org",
            "A. Fenwick",
            "1871 Holt & Co. edition",
        ),
        ("This eBook was prepared by A. Fenwick, email a@b.org,\nfrom the Holt edition.", "A. Fenwick", "Holt edition"),
    ],
)
def test_a_transcribers_remark_tells_name_and_edition(remark, transcriber, source):
    lines = remark.split("\n")
    block = Paragraph((Text(lines[0]), LineBreak(), Text(lines[1])) if len(lines) > 1 else (Text(lines[0]),))
    told = {name: field.text for name, field in told_by((block,))}
    assert told == {"transcriber": transcriber} | ({"source": source} if source else {})


@pytest.mark.parametrize(
    ("line", "role", "names"),
    [
        ("Перевод с английского А. Полевой", "trl", ["А. Полева"]),
        ("Перевод Н. Полева", "trl", ["Н. Полев"]),
        ("Пер. с фр. Е. Лесковой-Береговской", "trl", ["Е. Лескова-Береговская"]),
        ("Перевод Анны Ганзен", "trl", ["Анна Ганзен"]),
        ("Под редакцией Б. Морского", "edt", ["Б. Морский"]),
        ("Перевод Л. Толстого", "trl", []),
        ("Перевод этой книги был начат давно", "trl", []),
        ("Перевод с английского", "trl", []),
    ],
)
def test_a_name_in_the_genitive_is_told_by_its_ending(line, role, names):
    assert list(genitives.named(f"ДОМ У МОРЯ\n{line}\nМосква", role)) == names
