"""What transcribers of plain texts put in brackets on lines of its own."""

from datetime import date

import pytest

from octavo import model as m
from octavo.intake import Draft
from octavo.walk import sections

from .drafts import ford, outline, text

DAY = date(2026, 12, 1)
PROSE = """It was late when they came down to the ford, and the ferryman had gone home
for the night, so that all of them had to wait on the bank until the morning.
"""


@pytest.fixture
def made(tmp_path):
    """Makes a book of a plain text under its title and author."""
    return lambda body: ford(tmp_path, body, DAY)


def apart(draft: Draft, rule: str) -> list[str]:
    return [omission.text for omission in draft.edition.apparatus.omissions if omission.rule == rule]


@pytest.mark.parametrize(
    "picture",
    [
        "[Illustration: The mill]",
        "[Illustration]",
        "[Illustration: The mill\n(_from a sketch_)]",
        "[Illustration:\n\nThe mill\n\n[_By the author._]]",
        "[Picture: The mill]",
        "[Map 2: The mill]",
    ],
)
def test_the_caption_of_a_picture_is_set_apart(made, picture):
    draft = made(f"CHAPTER I\n\n{PROSE}\n{picture}\n\n{PROSE}\n\n\nCHAPTER II\n\n{PROSE}")
    assert apart(draft, "picture") == [picture] and "[" not in text(draft)
    assert outline(draft) == ["chapter: CHAPTER I", "chapter: CHAPTER II"]


def test_the_pictures_that_are_missing_are_one_query(made):
    pictures = "\n".join(f"[Illustration: Boat {number}]\n\n{PROSE}" for number in range(9))
    draft = made(f"CHAPTER I\n\n{PROSE}\n{pictures}\n\n\nCHAPTER II\n\n{PROSE}")
    (query,) = [doubt for doubt in draft.edition.apparatus.doubts if doubt.rule == "picture-missing"]
    assert "9 pictures" in query.evidence and "Boat 0" in query.evidence


def test_a_paragraph_goes_on_behind_a_picture_among_its_lines(made):
    first, second = PROSE.splitlines()
    draft = made(f"CHAPTER I\n\n{first}\n[Illustration: The mill]\n{second}\n\n\n\nCHAPTER II\n\n{PROSE}")
    assert f"{first} {second}" in text(draft)


def test_the_heading_that_closes_a_caption_stays(made):
    draft = made(f"[Illustration: THE FORD\n\n\n\nCHAPTER I.]\n\n\n{PROSE}\n\n\n\nCHAPTER II.\n\n{PROSE}")
    assert outline(draft) == ["chapter: CHAPTER I.", "chapter: CHAPTER II."]


@pytest.mark.parametrize(
    "words", ["He saw [Illustration: a hand] on the wall.", "[Illustration: A hand, and nothing closes it."]
)
def test_what_shares_a_line_with_the_text_or_does_not_close_stays(made, words):
    draft = made(f"CHAPTER I\n\n{words}\n\n{PROSE}\n\n\nCHAPTER II\n\n{PROSE}")
    assert words in text(draft)


def test_a_picture_sets_no_line_off(made):
    rows = "\n".join(f"[Illustration: Boat]\n\nAll the Harbours {number}\n\n{PROSE}" for number in range(4))
    assert not any("Harbours" in row for row in outline(made(f"{PROSE}\n{rows}")))


def test_empty_pages_and_a_transcribers_remarks_are_set_apart(made):
    remark = "[Transcriber's Note: the next page is torn.]"
    draft = made(f"CHAPTER I\n\n{PROSE}\n[Blank Page]\n\n{remark}\n\n{PROSE}\n\n\nCHAPTER II\n\n{PROSE}")
    assert (apart(draft, "blank-page"), apart(draft, "provider-remarks")) == (["[Blank Page]"], [remark])


def test_a_note_from_the_margin_stands_over_its_paragraph(made):
    note = "[Sidenote: The ford in\nthe year 1300.]"
    draft = made(f"CHAPTER I\n\n{note}\n\n{PROSE}\n{note}\n{PROSE}\n\n\nCHAPTER II\n\n{PROSE}")
    chapter = next(section for _, _, section in sections(draft.edition.book))
    assert [type(block) for block in chapter.blocks] == [m.Quotation, m.Paragraph] * 2
    assert text(draft).count("\nThe ford in the year 1300.\n") == 2
