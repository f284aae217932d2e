"""Pages saved as text from a browser: the archive's lines around them, their header, and their notes."""

from datetime import date
from pathlib import Path

from octavo.intake import Draft, new
from octavo.walk import flat

from .drafts import text as words

DAY = date(2026, 11, 24)
TEXT = "The tide came in over the quay before the lamps were lit, and the men went home along the wall.\n\n" * 3
ABOUT = """Source: Harbour Works, Volume 2, Harbour Press, York, 1891
Translated: Paul Weir and Jo Lee, Edited by Jo Lee
Transcription/HTML Markup: A Volunteer
Online Version: Harbour Internet Archive November, 2000
"""


def saved(tmp_path: Path, text: str) -> Draft:
    (tmp_path / "page.txt").write_text(text, encoding="utf-8")
    return new([str(tmp_path / "page.txt")], tmp_path / "book", DAY)


def people(draft: Draft) -> list[tuple[str, str]]:
    return [(one.name, one.role) for one in draft.edition.book.metadata.contributors]


def test_a_page_is_known_by_its_information_block_and_rid_of_what_leads_elsewhere(tmp_path):
    links = "Collected Works Table of Contents\nField Works Archive\n"
    draft = saved(tmp_path, f"A. B. Field\n\nThe Fear of the Old\nAnd the New\n\n{ABOUT}\n{TEXT}Field\n\n{links}")
    record = draft.edition.book.metadata
    assert record.title == "The Fear of the Old And the New"
    assert people(draft) == [("A. B. Field", "aut"), ("Paul Weir", "trl"), ("Jo Lee", "trl"), ("Jo Lee", "edt")]
    assert record.provenance.provider == "Marxists Internet Archive"
    assert "Archive" not in words(draft) and words(draft).endswith("Field")


def test_the_paper_over_the_author_is_neither_title_nor_author(tmp_path):
    trail = "Main Index | Newspaper Index\n\nEncyclopedia of Trotskyism | Marxists’ Internet Archive\n\n"
    head = "Harbour News, January 1891\n\nAda Field\n\nThe Quay: A Study\n\nHow It Was Built\n\nJanuary 3, 1891\n\n"
    about = "From Harbour News, Vol. 2 No. 1, pp. 14-18.\nTranslated by Paul Weir.\nTranscribed by A Volunteer.\n\n"
    draft = saved(tmp_path, f"{trail}{head}{about}{TEXT}Top of page\n\nLast updated on 9.1.2017\n")
    record = draft.edition.book.metadata
    assert (record.title, record.subtitle) == ("The Quay: A Study", "How It Was Built")
    assert people(draft) == [("Ada Field", "aut"), ("Paul Weir", "trl")]
    assert "updated" not in words(draft) and "Index" not in words(draft)
    rules = [row.rule for row in draft.edition.apparatus.omissions]
    assert rules == ["navigation", "provider-header", "navigation"]


def test_a_line_that_the_archives_place_leads_to_is_the_title(tmp_path):
    trail = "MIA: Marxists: Field: Library: 1891: The Quay\n\n"
    draft = saved(tmp_path, f"{trail}The Quay and Its Men\n\nChapter I. Lamps\n\n{TEXT}Chapter II. Rope\n\n{TEXT}")
    assert draft.edition.book.metadata.title == "The Quay and Its Men"


def test_numbers_under_a_heading_of_notes_that_the_text_calls_are_notes(tmp_path):
    notes = "Notes\n\n1. Of the old wall.\n\n2. Of tar.\n\n"
    body = f"Lamps [1] and ropes [2] were there. {TEXT}{notes}Field Works Archive\n"
    draft = saved(tmp_path, f"Ada Field\n\nThe Quay\n\n{ABOUT}\n{body}")
    found = [(note.label, flat(note.blocks[0].children)) for note in draft.edition.book.notes]
    assert found == [("1", "Of the old wall."), ("2", "Of tar.")]
    assert "Notes" not in words(draft)


def test_numbers_under_a_heading_of_notes_that_nothing_calls_stay(tmp_path):
    body = f"{TEXT}Notes\n\n1. Of the old wall.\n\n2. Of tar.\n"
    draft = saved(tmp_path, f"Ada Field\n\nThe Quay\n\n{ABOUT}\n{body}")
    assert not draft.edition.book.notes and "Of the old wall" in words(draft)


def test_a_list_of_notes_in_plain_text_ends_where_its_numbers_do(tmp_path):
    body = f"Lamps [1] were there. {TEXT}Notes\n\n1. Of the old wall.\n\n{TEXT}"
    draft = saved(tmp_path, f"Ada Field\n\nThe Quay\n\n{ABOUT}\n{body}")
    assert [len(note.blocks) for note in draft.edition.book.notes] == [1]
    assert words(draft).count("The tide") == 6


def test_of_two_names_over_a_page_without_information_the_first_is_the_authors(tmp_path):
    rows = ("MIA  >  Archive  >  Field", "Ada Le Field", "Jean-Paul Weir", "Chapter IV", TEXT, "Top of page")
    (tmp_path / "page.txt").write_text("\n\n".join(rows), encoding="utf-8")
    record = new([str(tmp_path / "page.txt")], tmp_path / "book", DAY).edition.book.metadata
    assert (record.title, record.contributors[0].name) == ("Jean-Paul Weir", "Ada Le Field")
