"""Books of prose as plain text at intake: divisions within divisions, lists of contents, and last words."""

from datetime import date

import pytest

from octavo.inlines import flat
from octavo.intake import Draft, new
from octavo.readers.text import read
from octavo.readers.witness import Witness
from octavo.shape import shaped

from .drafts import ford, outline, text

DAY = date(2026, 12, 1)
PROSE = """It was late when they came down to the ford, and the ferryman had gone home
for the night, so that all of them had to wait on the bank until the morning.
Nobody spoke of it afterwards, and the road was as dark as the water was.
"""


@pytest.fixture
def made(tmp_path):
    """Makes a book of a plain text under its title and author."""
    return lambda body: ford(tmp_path, body, DAY)


def under(*titles: str) -> str:
    return "\n\n\n".join(f"{title}\n\n\n{PROSE}" for title in titles)


def roles(draft: Draft) -> list[str]:
    return [row.split(":")[0].strip() for row in outline(draft)]


def test_a_title_before_a_name_ends_no_speakers_name(made):
    titles = ("THE OLD HOUSE", "SEARCH FOR MR. REED", "THE MILL", "DEATH OF DR. HOLM", "RETURN OF MR. REED", "HOME")
    rows = "\n\n".join(f" {title}" for title in titles)
    assert outline(made(f"Contents\n\n\n{rows}\n\n\n\n\n{under(*titles)}")) == [f"chapter: {title}" for title in titles]


def test_the_last_number_of_a_list_is_over_no_title_that_stands_apart(made):
    numbers = ("I", "II", "III", "IV")
    rows = "\n\n".join([" INTRODUCTION AND NOTES.", *(f" BOOK {number}." for number in numbers)])
    books = under("INTRODUCTION AND NOTES.", *(f"BOOK {number}." for number in numbers))
    assert outline(made(f"Contents\n\n{rows}\n\n\n\n\n{books}")) == [
        "introduction: INTRODUCTION AND NOTES.",
        *(f"chapter: BOOK {number}." for number in numbers),
    ]


def test_rows_of_divisions_are_a_list_however_long_they_are():
    rows = [
        "BOOK II -- OF THE OTHER SHORE, AND OF ALL WHO CAME THERE IN THE YEAR OF THE LONG FROST, AND WHY SO LATE",
        "  Chapter i -- Of the ford, with a short account of the ferryman, and a fuller one of his sister",
        "  Chapter ii -- Of what befel them all on their return in the winter, and what was said of it then",
    ]
    witness = Witness("text/ford.txt", "\n".join([*rows, "", *[PROSE] * 9]).encode(), "utf-8")
    listed = shaped(read([witness], None).blocks).blocks[0]
    assert flat(listed.children).split("\n") == [row.strip() for row in rows]


@pytest.mark.parametrize("end", ["THE END", "The End.", "FINIS", "* THE END *"])
def test_the_last_words_are_no_heading(made, end):
    titles = ("The Mill", "The Ford", "The Wharf", "The Road")
    draft = made(under(*titles) + f"\n\n\n\n{end}\n\n\n\n{under('The Other Shore')}")
    assert outline(draft) == [f"chapter: {title}" for title in (*titles, "The Other Shore")]


def test_one_title_right_over_the_first_of_many_is_a_part(made):
    titles = ("OF MILLS", "OF FORDS", "OF FERRYMEN", "OF ROADS", "OF LAMPS", "OF BELLS")
    rows = "\n".join(titles)
    draft = made(f"CONTENTS\n\nTHE RIVER FOLK\n\n{rows}\n\n\n\n\nTHE RIVER FOLK\n\n\n\n\n{under(*titles)}")
    assert roles(draft) == ["part", *["chapter"] * len(titles)]


def test_sections_are_the_chapters_of_parts_that_have_no_others(made):
    first = under(*(f"Section {number}. Of {name}" for number, name in enumerate(("Mills", "Fords", "Roads"), 1)))
    second = under(*(f"Section {number}. Of {name}" for number, name in enumerate(("Lamps", "Bells"), 4)))
    draft = made(f"PART I\n\nTHIS SHORE\n\n\n\n{first}\n\n\n\nPART II\n\nTHE OTHER SHORE\n\n\n\n{second}")
    assert roles(draft) == ["part", *["chapter"] * 3, "part", *["chapter"] * 2]


def test_parts_within_sections_are_below_them(made):
    parts = f"PART I.\n\n\n{PROSE}\n\n\nPART II.\n\n\n{PROSE}"
    rows = (
        f"SECTION {number}.\n\nOF {name}.\n\n\n"
        for number, name in zip(("I", "II", "III"), ("MILLS", "FORDS", "ROADS"), strict=True)
    )
    one, two, three = rows
    draft = made(f"{one}{PROSE}\n\n\n{two}{parts}\n\n\n{three}{parts}")
    assert roles(draft) == ["chapter", "chapter", "subchapter", "subchapter", "chapter", "subchapter", "subchapter"]


def test_parts_and_periods_within_a_chapter_leave_the_book_open(made):
    inner = under("PART I.--Of the Mill", "PART II.--Of the Ford")
    periods = under("First Period.", "Second Period.")
    first = f"CHAPTER I.\n\nOF WATER.\n\n\n{PROSE}\n\n\nCHAPTER II.\n\nOF RENT.\n\n\n{PROSE}\n\n{inner}\n\n{periods}"
    second = f"CHAPTER I.\n\nOF BOATS.\n\n\n{PROSE}"
    draft = made(f"BOOK I.\n\nOF LAND.\n\n\n\n{first}\n\n\n\nBOOK II.\n\nOF SEA.\n\n\n\n{second}")
    assert roles(draft).count("part") == 2 and roles(draft).count("chapter") == 3
    assert roles(draft)[-2:] == ["part", "chapter"]


def test_the_parts_of_a_chapter_that_say_its_number_and_title_again_are_below_it(made):
    titles = [
        f"Chapter {number}: The {name}.--Part {part}."
        for number, name in (("I", "Mill"), ("II", "Ford"))
        for part in ("I", "II", "III")
    ]
    draft = made(under(*titles))
    assert roles(draft) == ["chapter", "subchapter", "subchapter"] * 2
    assert not any(doubt.rule == "heading-number" for doubt in draft.edition.apparatus.doubts)


def test_an_introduction_within_a_chapter_does_not_close_it(made):
    rows = (f"Chapter {number}: Of Water\n\nIntroduction.\n\n{PROSE}" for number in ("I", "II", "III"))
    assert roles(made("\n\n\n\n".join(rows))) == ["chapter", "subchapter"] * 3


AUSTRALIA = """Project Gutenberg of Australia eBook

Title:      The Long Ford (1923)
Author:     Ada Reed
eBook No.:  0200999.txt
Edition:    1
Language:   English
Character set encoding:     Latin-1(ISO-8859-1)--8 bit
Date first posted:          March 2002

This eBook was produced by: Tom Holm

Project Gutenberg of Australia eBooks are created from printed editions
which are in the public domain in Australia, unless a copyright notice
is included.

To contact Project Gutenberg of Australia go to http://gutenberg.net.au

-----------------------------------------------------------------------

A Project Gutenberg of Australia eBook

Title:      The Long Ford (1923)
Author:     Ada Reed




"""


def test_a_text_of_project_gutenberg_australia_is_read_by_its_header(tmp_path):
    (tmp_path / "0200999.txt").write_text(AUSTRALIA + under("CHAPTER I", "CHAPTER II") + "\n\nTHE END\n")
    draft = new([str(tmp_path / "0200999.txt")], tmp_path / "book", DAY)
    book = draft.edition.book.metadata
    assert (book.title, book.contributors[0].name, book.provenance.provider) == (
        "The Long Ford",
        "Ada Reed",
        "Project Gutenberg Australia",
    )
    assert outline(draft) == ["chapter: CHAPTER I", "chapter: CHAPTER II"] and "Australia" not in text(draft)


def test_one_heading_may_have_two_numbers(made):
    draft = made(
        under(
            "LECTURE I\n\nOF MILLS",
            "LECTURES II AND III\n\nOF FORDS",
            "LECTURES IV-V\n\nOF ROADS",
            "LECTURE VI\n\nOF LAMPS",
        )
    )
    assert roles(draft) == ["chapter"] * 4 and "LECTURES II AND III" in text(draft)


def test_the_last_essay_of_a_list_needs_no_number(made):
    names = ("MILLS", "FORDS", "ROADS", "LAMPS")
    titles = [f"ESSAY {number}. OF {name}" for number, name in zip(("I", "II", "III", "IV"), names, strict=True)]
    rows = "\n".join([*titles, "A LAST ADDRESS"])
    draft = made(f"CONTENTS\n\n{rows}\n\n\n\n\n" + under(*(f"\n{title}" for title in [*titles, "A LAST ADDRESS"])))
    assert roles(draft) == ["chapter"] * 5


def test_a_books_ordinal_may_be_its_owners(made):
    books = under("HIS FIRST BOOK", "THE SECOND BOOK", "THE THIRD BOOK")
    assert roles(made(f"INTRODUCTION\n\n\n{PROSE}\n\n\n\n{books}")) == ["introduction", *["chapter"] * 3]


def test_a_note_on_a_book_begins_with_words_of_it_and_is_no_heading(made):
    notes = "\n\n".join(f'BOOK {number}. "The mill" (4): the text is corrupt.' for number in ("I", "II"))
    books = under("BOOK I", "BOOK II", "BOOK III")
    assert roles(made(f"{books}\n\n\n\nNOTES\n\n\n{PROSE}\n{notes}")) == [*["chapter"] * 3, "appendix"]


def test_a_motto_under_the_title_of_a_part_leaves_it_a_part(made):
    names = ("THE MILL", "THE FORD", "THE ROAD", "THE LAMP", "THE BELL")
    motto = "    Oh lamp and mill! Oh ford and ferry mine!\n    Oh all that was and is no more!\n\n    --OLD SONG."
    chapters = [
        f"CHAPTER {number}\n\n{name}\n\n\n{PROSE}"
        for number, name in zip(("I", "II", "III", "IV", "V"), names, strict=True)
    ]
    rows = [f"  {number} {name}" for number, name in zip(("I", "II", "III", "IV", "V"), names, strict=True)]
    lists = "\n".join(["THIS SHORE", *rows[:3], "", "THE OTHER SHORE", *rows[3:]])
    first, second = "\n\n\n".join(chapters[:3]), "\n\n\n".join(chapters[3:])
    draft = made(
        f"CONTENTS\n\n{lists}\n\n\n\n\nTHIS SHORE\n\n{motto}\n\n\n\n\n{first}\n\n\n\nTHE OTHER SHORE\n\n\n\n\n{second}"
    )
    assert roles(draft) == ["part", *["chapter"] * 3, "part", *["chapter"] * 2]


def test_a_single_note_in_round_brackets_right_under_its_call_is_one(made):
    words = "He came down to the ford. (1) Nobody saw him there."
    draft = made(
        under("CHAPTER I", "CHAPTER II")
        + "".join(f"\n\n{words}\n\n(1) In the winter of that year.\n\n{PROSE}" for _ in range(3))
    )
    assert len(draft.edition.book.notes) == 3 and "(1)" not in text(draft)


def test_what_is_enumerated_in_round_brackets_is_no_note(made):
    words = "There are two roads: (1) by the mill, (2) by the ford.\n\n(1) The mill is nearer.\n\n(2) The ford is safe."
    draft = made(under("CHAPTER I", "CHAPTER II") + f"\n\n{words}\n\n{PROSE}")
    assert not draft.edition.book.notes


GUTENBERG = """The Project Gutenberg EBook of The Long Ford, by graf Tom Holm

Title: The Long Ford

Author: graf Tom Holm

Release Date: July 6, 2005 [EBook #99999]

Language: English

*** START OF THIS PROJECT GUTENBERG EBOOK THE LONG FORD ***




THE LONG FORD

by Tom Holm




TRANSCRIBER'S NOTE ABOUT THIS E-TEXT EDITION:

The following is a reprint of the first edition. Italics are in capitals.




{}




*** END OF THIS PROJECT GUTENBERG EBOOK THE LONG FORD ***
"""


def test_a_transcribers_notes_under_the_title_are_set_apart_and_a_catalogues_rank_is_no_name(tmp_path):
    (tmp_path / "99999.txt").write_text(GUTENBERG.format(under("CHAPTER I", "CHAPTER II")))
    draft = new([str(tmp_path / "99999.txt")], tmp_path / "book", DAY)
    assert outline(draft) == ["chapter: CHAPTER I", "chapter: CHAPTER II"] and "reprint" not in text(draft)
    assert draft.edition.book.metadata.contributors[0].name == "Tom Holm"


def test_a_rule_as_long_as_the_title_over_it_tells_a_heading_however_long(made):
    titles = ("1. The Mill", "2. The Ford", "3. A Long Letter from the Ferryman", "4. The Lamp", "5. The Bell")
    draft = made("\n\n".join(f"{title}\n{'-' * len(title)}\n\n{PROSE}" for title in titles))
    assert roles(draft) == ["chapter"] * len(titles)
