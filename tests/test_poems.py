"""Books of verse: which lines are the titles of poems, and what divides a poem."""

from __future__ import annotations

from datetime import date

import pytest

from octavo.intake import Draft, new

from .drafts import kinds, outline

STANZA = (
    "The lamp was lit above the bar,\nThe boats came home across the foam,\n"
    "The keeper told us where we are,\nAnd nobody had gone from home."
)
POEM = "\n\n".join([STANZA] * 3)
TITLES = ("THE BAR", "TO A GULL", "SONG", "THE NET", "REST")


@pytest.fixture
def made(tmp_path):
    """Makes a book of the pieces of a plain text, widely set off."""

    def make(*pieces: str) -> Draft:
        (tmp_path / "poems.txt").write_text("\n\n\n\n\n".join(pieces), encoding="utf-8")
        return new([str(tmp_path / "poems.txt")], tmp_path / "book", date(2026, 12, 1))

    return make


def test_poems_among_which_one_has_cantos_are_all_chapters(made):
    cantos = "\n\n\n\n".join(f"CANTO {number}\n\n{POEM}" for number in ("I", "II"))
    draft = made("VERSES", f"THE VOYAGE\n\n\n\n{cantos}", *(f"{title}\n\n{POEM}" for title in TITLES))
    assert outline(draft) == [
        *["chapter: THE VOYAGE", "  subchapter: CANTO I", "  subchapter: CANTO II"],
        *(f"chapter: {title}" for title in TITLES),
    ]


def test_the_poems_of_a_book_of_poems_are_the_chapters_of_its_parts(made):
    poems = "\n\n\n\n\n".join(f"{title.title()}\n\n{POEM}" for title in TITLES[:3])
    draft = made(
        "VERSES", *(f"BOOK {number}.  {name}\n\n\n\n\n{poems}" for number, name in (("I", "SEA"), ("II", "LAND")))
    )
    chapters = [f"  chapter: {title.title()}" for title in TITLES[:3]]
    assert outline(draft) == ["part: BOOK I. SEA", *chapters, "part: BOOK II. LAND", *chapters]


def test_an_epic_is_divided_by_its_books_however_few_songs_stand_in_it(made):
    books = [f"BOOK {number}\n\n{POEM}" for number in ("I", "II", "III", "IV", "V", "VI")]
    songs = [f"{title}\n\n{POEM}" for title in TITLES[:2]]
    draft = made("THE VOYAGE", *books[:3], *songs, *books[3:])
    assert [row for row in outline(draft) if row.startswith("chapter")] == [
        f"chapter: BOOK {number}" for number in ("I", "II", "III", "IV", "V", "VI")
    ]


@pytest.mark.parametrize("under", ["", "A TALE OF THE SEA\n\n"])
def test_the_poem_that_others_are_bound_with_keeps_its_title(made, under):
    start = "*** START OF THE PROJECT GUTENBERG EBOOK THE VOYAGE ***"
    head = f"Title: The Voyage and Other Poems\n\nAuthor: Ada Reed\n\n{start}"
    poems = [f"{title}\n\n{under}{POEM}" for title in ("THE VOYAGE", *TITLES)]
    draft = made(head, "THE VOYAGE\n\nAND OTHER POEMS\n\nBY ADA REED", *poems)
    assert outline(draft) == [f"chapter: {title}" for title in ("THE VOYAGE", *TITLES)]


def test_the_first_poem_under_a_name_with_a_particle_keeps_its_title(made):
    start = "*** START OF THE PROJECT GUTENBERG EBOOK GEDICHTE ***"
    head = f"Title: Gedichte\n\nAuthor: Heinrich von Reet\n\nLanguage: German\n\n{start}"
    draft = made(head, "GEDICHTE\n\nvon\n\nHeinrich von Reet", *(f"{title}\n\n{POEM}" for title in TITLES))
    assert outline(draft) == [f"chapter: {title}" for title in TITLES]


@pytest.mark.parametrize("gap", ["\n\n\n", "\n\n\n\n"])
def test_titles_that_come_again_over_poems_speak_nothing(made, gap):
    titles = ("SONG.", "SONNET.", "SONG.", "ELEGY.", "SONNET.", "SONG.", "ELEGY.", "SONG.")
    draft = made("VERSES\n\nBY ADA REED", gap.join(f"{title}\n\n{STANZA}\n\n{STANZA}" for title in titles))
    assert not any("Speech" in row for row in kinds(draft))


def test_titles_under_numbers_speak_nothing(made):
    fables = [f"{n}\n\n{title}\n\n{STANZA}" for n, title in zip(("I", "II", "III"), TITLES, strict=False)]
    draft = made("FABLES", *(f"BOOK {book}\n\n\n" + "\n\n\n".join(fables) for book in ("I", "II", "III")))
    assert not any("Speech" in row for row in kinds(draft))


def test_numbered_poems_stand_in_their_numbered_books(made):
    poems = [f"{n}.\n\n{title}{STANZA}" for n, title in (("I", "THE BAR.\n\n"), ("II", ""), ("III", "SONG.\n\n"))]
    books = [f"{n}.\n\n{name}.\n\n\n\n" + "\n\n\n".join(poems) for n, name in (("I", "SEA"), ("II", "LAND"))]
    rows = ["  chapter: I. THE BAR.", "  chapter: II.", "  chapter: III. SONG."]
    draft = made(f"PREFACE\n\n{' '.join([STANZA] * 3)}", *books)
    assert outline(draft)[1:] == ["part: I. SEA.", *rows, "part: II. LAND.", *rows]


def test_books_of_poems_are_parts_though_some_hold_one_poem_of_their_name(made):
    poems = [f"{title}\n\n{POEM}" for title in TITLES]
    draft = made(
        "VERSES", "BOOK I.  OPENINGS", *poems, f"BOOK II\n\n\n\n\nThe Long Net\n\n       1\n{POEM}", *poems[:2]
    )
    assert [row for row in outline(draft) if "OO" in row] == ["part: BOOK I. OPENINGS", "part: BOOK II"]
