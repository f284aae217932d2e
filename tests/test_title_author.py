"""Nobody is author and translator of one book at once, and a title may name its author."""

from datetime import date

import pytest

from octavo.intake import new
from octavo.intake.title_author import author_in_title, settle

PROSE = "It was late when they came down to the ford, and all of them had to wait on the bank until the morning came."


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Holm's Letters 1790-1826 Vol. 2", "Holm"),
        ("Erik Holm\u2019s Collected Poetical Works", "Erik Holm"),
        ("Hopkins' Sermons", "Hopkins"),
        ("The Captain's Letters", None),
        ("A Mother's Poems", None),
        ("Holm's Travels", None),
        ("Holm's Adventures in the Land of Letters", None),
        ("Letters from the Ford", None),
        ("Midsummer", None),
    ],
)
def test_a_title_names_its_author_before_what_is_written(title, name):
    assert author_in_title(title) == name


@pytest.mark.parametrize(
    ("told", "title", "settled"),
    [
        ({"author": "Lady Reed", "translator": "LADY REED"}, "Holm's Letters", ("Holm", "LADY REED")),
        ({"translator": "Lady Reed"}, "Holm's Letters", ("Holm", "Lady Reed")),
        ({"author": "Lady Reed", "translator": "Lady Reed"}, "The Ford", ("Lady Reed", None)),
        ({"author": "Erik Holm\nJo Lee", "translator": "Jo Lee"}, "The Ford", ("Erik Holm", "Jo Lee")),
        ({"author": "Jo Lee", "translator": "Jo Lee\nAda Field"}, "The Ford", ("Jo Lee", "Ada Field")),
    ],
)
def test_nobody_is_author_and_translator(told, title, settled):
    doubts: list[str] = []
    settle(told, title, doubts)
    assert (told.get("author"), told.get("translator")) == settled and len(doubts) == 1


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ({"author": "Erik Holm", "translator": "Jo Lee"}, "Holm's Letters"),
        ({"author": "Jo Lee"}, "Holm's Letters"),
        ({"translator": "Jo Lee"}, "The Captain's Letters"),
    ],
)
def test_what_is_clear_stays_without_a_remark(told, title):
    doubts: list[str] = []
    before = dict(told)
    settle(told, title, doubts)
    assert told == before and not doubts


def test_a_header_that_calls_the_translator_the_author_is_set_right(tmp_path):
    frame = "THE PROJECT GUTENBERG EBOOK HOLM'S LETTERS ***"
    page = "HOLM'S LETTERS.\n\nTRANSLATED BY\nLADY REED.\n\n\nLONDON: 1866."
    text = "\n\n\n\n".join([page, *(f"CHAPTER {n}\n\n{PROSE}" for n in ("I", "II"))])
    whole = f"Title: Holm's Letters\n\nAuthor: Lady Reed\n\nLanguage: English\n\n*** START OF {frame}\n\n{text}\n\n"
    (tmp_path / "pg99999.txt").write_text(f"{whole}*** END OF {frame}\n", encoding="utf-8")
    draft = new([str(tmp_path / "pg99999.txt")], tmp_path / "book", date(2026, 12, 1))
    people = [(person.name, person.role) for person in draft.edition.book.metadata.contributors]
    assert people == [("Holm", "aut"), ("Lady Reed", "trl")]
    assert any("Lady Reed" in remark for remark in draft.remarks)
