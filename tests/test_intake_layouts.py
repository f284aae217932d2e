"""Layouts at intake: the shapes in which the great archives give their texts, each with its parts found."""

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from octavo.inlines import flat
from octavo.intake import Draft, new
from octavo.render import heading_text
from octavo.walk import runs, sections

LAYOUTS = Path(__file__).parent / "fixtures" / "intake" / "layouts"
DAY = date(2026, 11, 23)
OF_THE_PROVIDER = (
    "Gutenberg",
    "Volunteer",
    "Top of the page",
    "Marxists Internet",
    "Small Print",
    "Wikisource",
    "Last updated",
)


@cache
def draft(name: str) -> Draft:
    with TemporaryDirectory() as place:
        return new([str(LAYOUTS / name)], Path(place) / "book", DAY)


def outline(name: str) -> list[str]:
    found = sections(draft(name).edition.book)
    return [f"{'  ' * depth}{s.role.value}: {heading_text(s)}".replace("\u00a0", " ") for _, depth, s in found]


def kinds(name: str) -> Counter[str]:
    return Counter(type(block).__name__ for _, _, s in sections(draft(name).edition.book) for block in s.blocks)


@pytest.mark.parametrize(
    ("name", "title", "author", "language"),
    [
        ("mia.htm", "The Mass Meeting", "Rosa Example", "en-GB"),
        ("pgnew.html", "The Long Pier", "Ada Field", "en-GB"),
        ("pgold.txt", "The Two Lamps", "Ada Field", "en-GB"),
        ("play.txt", "The Open Window", "Ada Field", "en-GB"),
        ("poems.txt", "Harbour Poems", "Ada Field", "en"),
        ("fr.txt", "Lettres du port", "Jeanne Exemple", "fr"),
        ("de.txt", "Der lange Steg", "Anna Beispiel", "de"),
        ("ws.html", "The Tide", "Ada Field", "en-GB"),
        ("diary.txt", "The Log of the Star", "Ada Field", "en-GB"),
        ("pgfoot.txt", "A History of the Quay", "Ada Field", "en-GB"),
        ("parts.html", "The Two Houses", "Ada Field", "en-GB"),
        ("es.txt", "El muelle largo", "Ana Ejemplo", "es"),
        ("stories.html", "Harbour Tales", "Ada Field", "en-GB"),
    ],
)
def test_each_says_what_it_is_and_keeps_nothing_of_its_provider(name, title, author, language):
    book = draft(name).edition.book
    assert (book.metadata.title, book.metadata.language) == (title, language)
    assert next(person.name for person in book.metadata.contributors if person.role == "aut") == author
    text = "\n".join(flat(run.children) for run in runs(book))
    assert not [words for words in OF_THE_PROVIDER if words in text]


def test_a_page_of_the_marxists_archive_in_sections_with_notes():
    assert outline("mia.htm") == ["chapter: I. The Meeting", "chapter: II. The Strike", "chapter: III. After"]
    notes = draft("mia.htm").edition.book.notes
    assert [len(note.blocks) for note in notes] == [1, 2, 1] and kinds("mia.htm")["Quotation"] == 1


def test_a_page_in_gutenbergs_newer_markup():
    assert outline("pgnew.html") == [
        "chapter: CHAPTER I. THE QUAY",
        "chapter: CHAPTER II. THE LIGHT",
        "chapter: CHAPTER III. THE STORM",
    ]
    edition = draft("pgnew.html").edition
    assert edition.book.metadata.provenance.url == "https://www.gutenberg.org/ebooks/65001"
    assert edition.book.metadata.provenance.transcriber.startswith("Two Volunteers")
    assert len(edition.book.notes) == 1 and kinds("pgnew.html")["Verse"] == 1
    assert "PageBreak(label='19')" in str(edition.book)


def test_an_old_text_with_the_small_print_in_books_and_chapters():
    assert outline("pgold.txt") == [
        "part: BOOK THE FIRST",
        "  chapter: CHAPTER I. In which a Lamp is lit",
        "  chapter: CHAPTER II. In which a Lamp goes out",
        "part: BOOK THE SECOND",
        "  chapter: CHAPTER I. In which it is dark",
        "  chapter: CHAPTER II. In which it is light",
    ]
    assert kinds("pgold.txt")["ThematicBreak"] == 1


def test_a_play_with_its_persons_acts_and_scenes():
    assert outline("play.txt") == [
        "dramatis-personae: DRAMATIS PERSONAE",
        *["chapter: ACT I", "  subchapter: SCENE I", "  subchapter: SCENE II"],
        *["chapter: ACT II", "  subchapter: SCENE I"],
    ]
    assert kinds("play.txt")["Speech"] == 24 and kinds("play.txt")["Direction"] == 2


def test_poems_of_a_book_without_prose_are_verse():
    assert outline("poems.txt") == ["chapter: THE BAR", "chapter: THE LAMP", "chapter: THE BREAD", "chapter: TO A GULL"]
    assert kinds("poems.txt") == {"Verse": 4}


def test_french_letters_with_their_contents_at_the_end():
    assert outline("fr.txt") == [
        "foreword: AVANT-PROPOS",
        "chapter: LETTRE PREMIÈRE",
        "chapter: LETTRE II",
        "chapter: LETTRE III",
    ]
    assert kinds("fr.txt")["LetterLine"] == 6 and len(draft("fr.txt").edition.book.notes) == 1
    assert [
        row.text.split("\n")[0] for row in draft("fr.txt").edition.apparatus.omissions if row.rule == "contents"
    ] == ["TABLE DES MATIÈRES"]


def test_german_headings_in_the_middle_of_the_page():
    assert outline("de.txt") == [f"chapter: {number} Kapitel" for number in ("Erstes", "Zweites", "Drittes")]
    assert not draft("de.txt").edition.apparatus.doubts


def test_a_page_of_wikisource():
    assert outline("ws.html") == ["chapter: CHAPTER I. The Flood"]
    assert len(draft("ws.html").edition.book.notes) == 1
    assert "PageBreak(label='4')" in str(draft("ws.html").edition.book)


def test_a_diary_is_divided_by_its_dates():
    assert outline("diary.txt") == [f"chapter: {day} May, 1871." for day in range(3, 9)]


def test_a_list_with_a_line_between_entries_and_page_numbers_is_no_text():
    assert outline("pgfoot.txt") == [
        "introduction: INTRODUCTION.",
        *[
            f"chapter: CHAPTER {n}. THE {title} STONES."
            for n, title in (("I", "FIRST"), ("II", "SECOND"), ("III", "LAST"))
        ],
        "appendix: APPENDIX.",
        "index: INDEX.",
    ]
    notes = draft("pgfoot.txt").edition.book.notes
    assert len(notes) == 3 and kinds("pgfoot.txt")["Table"] == 1
    assert not [doubt for doubt in draft("pgfoot.txt").edition.apparatus.doubts if doubt.rule == "contents-differ"]


def test_parts_and_chapters_of_a_page():
    assert outline("parts.html") == [
        *["part: PART ONE. THE FIRST HOUSE", "  chapter: CHAPTER I. Morning", "  chapter: CHAPTER II. Noon"],
        *["part: PART TWO. THE SECOND HOUSE", "  chapter: CHAPTER I. Evening", "  chapter: CHAPTER II. Night"],
    ]


def test_spanish_parts_with_numbers_and_their_index_at_the_end():
    assert outline("es.txt") == [
        *["part: PRIMERA PARTE", "  chapter: I", "  chapter: II"],
        *["part: SEGUNDA PARTE", "  chapter: I", "  chapter: II"],
    ]


def test_stories_with_numbered_sections():
    assert outline("stories.html") == [
        line
        for title in ("The Quay", "The Lamp", "A Gull")
        for line in (f"chapter: {title}", "  subchapter: I", "  subchapter: II")
    ]
    (doubt,) = draft("stories.html").edition.apparatus.doubts
    assert (doubt.rule, doubt.reading) == ("contents-differ", "The Lost Boat")
