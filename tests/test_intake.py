"""octavo new: each fixture becomes a draft book, proved by the laws while it is made."""

import re
from datetime import date
from pathlib import Path

import pytest

from octavo import model as m
from octavo.__main__ import main
from octavo.build import load, make
from octavo.checks.laws import Copy
from octavo.inlines import flat, leaves
from octavo.intake import Draft, new
from octavo.render import heading_text
from octavo.walk import block_runs, runs, sections

FIXTURES = Path(__file__).parent / "fixtures" / "intake"
DAY = date(2026, 11, 23)


def draft(name: str, tmp_path: Path) -> Draft:
    return new([str(FIXTURES / name)], tmp_path / "a-book", DAY)


def headings(made: Draft) -> list[tuple[str, str, str, int]]:
    return [
        (matter.value, s.role.value, heading_text(s).replace("\u00a0", " "), depth)
        for matter, depth, s in sections(made.edition.book)
    ]


def kinds(made: Draft) -> list[str]:
    return [type(block).__name__ for _, _, section in sections(made.edition.book) for block in section.blocks]


def text(made: Draft) -> str:
    return "\n".join(flat(run.children) for run in runs(made.edition.book))


def omitted(made: Draft, rule: str) -> list[str]:
    return [row.text for row in made.edition.apparatus.omissions if row.rule == rule]


# Plain text with a frame -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def framed(tmp_path_factory):
    return draft("framed.txt", tmp_path_factory.mktemp("framed"))


def test_a_framed_text_says_what_it_is(framed):
    record = framed.edition.book.metadata
    assert (record.title, record.subtitle, record.language) == ("The Lantern", "A Tale of the Harbour", "en-GB")
    assert [(p.name, p.role) for p in record.contributors] == [("Ada Field", "aut"), ("Paul Weir", "trl")]
    assert record.provenance.provider == "Project Gutenberg"
    assert record.provenance.url == "https://www.gutenberg.org/ebooks/99999"
    assert record.provenance.transcriber.startswith("Two Volunteers")


def test_nothing_of_the_frame_is_left_and_all_of_it_on_record(framed):
    assert "Gutenberg" not in text(framed) and "pgdp" not in text(framed)
    assert "no cost" in omitted(framed, "provider-header")[0]
    assert "License" in omitted(framed, "provider-footer")[0]
    assert omitted(framed, "contents")[0].startswith("CONTENTS\n\nI. THE QUAY")
    assert omitted(framed, "title-page")[0].startswith("THE LANTERN")


def test_numbers_and_titles_on_lines_of_their_own_are_one_heading(framed):
    assert headings(framed) == [
        ("front", "preface", "PREFACE", 0),
        ("body", "chapter", "CHAPTER I. THE QUAY", 0),
        ("body", "chapter", "CHAPTER II. THE LIGHT", 0),
        ("body", "chapter", "CHAPTER IV. THE RETURN", 0),
    ]


def test_a_number_passed_over_is_a_query(framed):
    (doubt,) = [row for row in framed.edition.apparatus.doubts if row.rule == "heading-number"]
    assert doubt.reading == "CHAPTER IV" and doubt.position.line == 98


def test_marks_of_plain_text_become_markup(framed):
    found = [leaf for run in runs(framed.edition.book) for leaf in leaves(run.children)]
    assert m.PageBreak("12") in found
    markup = str(framed.edition.book)
    assert "Emphasis(children=(Text(content='Morning Star'),))" in markup
    assert "Strong(children=(Text(content='burning'),))" in markup
    assert not re.search(r"[_=\[\]]", text(framed))


def test_notes_are_linked_in_the_order_of_their_calls(framed):
    notes = framed.edition.book.notes
    assert [(note.id, note.label) for note in notes] == [("n1", "1"), ("n2", "2")]
    assert flat(block_runs(notes[0].blocks)[0].children).startswith("The harbour book says")
    assert flat(block_runs(notes[1].blocks)[0].children) == "The oil came in November, and was paid for."


def test_verse_letters_and_breaks_are_told(framed):
    found = kinds(framed)
    assert found.count("Verse") == 1 and found.count("ThematicBreak") == 1
    parts = [
        block.part.value
        for _, _, section in sections(framed.edition.book)
        for block in section.blocks
        if isinstance(block, m.LetterLine)
    ]
    assert parts == ["signature", "salutation", "closing", "signature"]


def test_a_verse_keeps_its_indents(framed):
    (verse,) = [block for _, _, s in sections(framed.edition.book) for block in s.blocks if isinstance(block, m.Verse)]
    assert [line.indent for line in verse.stanzas[0]] == [0, 1, 0, 1]


def test_a_play_is_known_by_its_speakers(tmp_path):
    made = draft("play.txt", tmp_path)
    assert kinds(made).count("Speech") == 8 and kinds(made).count("Direction") == 1
    assert headings(made)[0] == ("body", "chapter", "FIRST ACT", 0)
    assert made.edition.book.metadata.title == "The Door"


# HTML ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return draft("site", tmp_path_factory.mktemp("site"))


def test_pages_stand_in_the_order_of_their_index(site):
    assert headings(site) == [
        ("front", "preface", "Preface", 0),
        ("body", "chapter", "The Second Thing", 0),
        ("body", "subchapter", "1. A part of it", 1),
        ("body", "chapter", "Chapter II. The First Word", 0),
        ("back", "appendix", "Appendix I. A Loose Leaf", 0),
    ]


def test_a_heading_the_page_lacks_comes_from_the_contents_and_is_on_record(site):
    supplied = [row.after.strip() for row in site.edition.apparatus.changes if row.rule == "supply-heading"]
    assert supplied == ["Chapter II: The First Word", "Appendix I"]


def test_a_page_that_is_missing_is_said(site):
    assert any("gone.htm" in remark for remark in site.remarks)


def test_notes_are_linked_over_pages_and_go_on_over_paragraphs(site):
    on_the_title, first, second = site.edition.book.notes
    assert flat(block_runs(on_the_title.blocks)[0].children) == "Of the title."
    calls = [leaf.note for run in runs(site.edition.book) for leaf in leaves(run.children) if hasattr(leaf, "note")]
    assert calls == ["n1", "n2", "n3"]
    assert [flat(run.children) for run in block_runs(first.blocks)] == ["So the bakers say.", "And they say it twice."]
    assert second.label == "9"


def test_the_site_leaves_nothing_behind(site):
    assert not re.search(r"Next|Top of|Contents|MIA|Footnotes|Ada Field", text(site))
    record = site.edition.book.metadata
    assert record.provenance.credit == "Marxists Internet Archive"
    assert [(p.name, p.role) for p in record.contributors] == [("Ada Field", "aut"), ("Paul Weir", "trl")]


def test_what_is_not_to_be_trusted_is_not_there(site):
    markup = str(site.edition.book)
    for evil in ("steal", "javascript", "file:", "evil.example", "no word of mine", "<script"):
        assert evil not in markup


def test_a_page_of_html_keeps_poems_pages_tables_and_languages(tmp_path):
    made = draft("page.htm", tmp_path)
    assert headings(made) == [("body", "chapter", "I. At Sea", 0), ("body", "chapter", "II. Ashore", 0)]
    assert kinds(made) == ["Paragraph", "Verse", "Table", "Quotation", "Paragraph", "ThematicBreak", "Paragraph"]
    found = [leaf for run in runs(made.edition.book) for leaf in leaves(run.children)]
    assert [leaf.label for leaf in found if isinstance(leaf, m.PageBreak)] == ["5", "6"]
    assert "Foreign(children=(Text(content='la mer'),), language='fr'" in str(made.edition.book)
    assert made.edition.book.metadata.title == "Small Verses"


def test_a_word_that_tells_no_language_is_taken_for_english_and_asked_about(tmp_path, capsys):
    (tmp_path / "one.txt").write_text("Xyzzy\n", encoding="utf-8")
    assert main(["new", str(tmp_path / "one.txt"), "--to", str(tmp_path / "one")]) == 0
    assert 'language = "en"' in (tmp_path / "one" / "book.toml").read_text(encoding="utf-8")
    assert "the language is not sure" in capsys.readouterr().out


# The folder ------------------------------------------------------------------------------------------------


def test_the_folder_is_a_book_that_can_be_made_again(framed):
    assert make(load(framed.folder)) == framed.edition
    assert sorted(path.name for path in framed.folder.iterdir()) == ["book.toml", "text"]
    assert (framed.folder / "text" / "framed.txt").read_bytes() == (FIXTURES / "framed.txt").read_bytes()
    assert sorted(path.name for path in framed.folder.parent.iterdir()) == ["a-book"]


def test_a_folder_whose_name_is_no_slug_is_told_as_it_was_written(tmp_path, capsys):
    assert main(["new", str(FIXTURES / "play.txt"), "--to", str(tmp_path / "play.txt")]) == 1
    assert f"{tmp_path / 'play.txt'}: slug 'play.txt' is not" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_there_is_left_alone(tmp_path, capsys):
    (tmp_path / "here").mkdir()
    assert main(["new", str(FIXTURES / "play.txt"), "--to", str(tmp_path / "here")]) == 1
    assert "is there already" in capsys.readouterr().err
    assert list((tmp_path / "here").iterdir()) == []


def test_the_command_says_what_to_look_at(tmp_path, capsys):
    assert main(["new", str(FIXTURES / "framed.txt"), "--to", str(tmp_path / "b")]) == 0
    said = capsys.readouterr().out
    assert "The Lantern, Ada Field" in said and "heading-number" in said and "./build" in said


def test_the_apparatus_accounts_for_every_mark_and_move(framed):
    source = load(framed.folder)
    copy = Copy(source.witnesses, framed.edition.apparatus)
    assert len(copy.moves) == 2 and {mark.rule for mark in framed.edition.apparatus.marks} == {
        "note-call",
        "note-label",
        "page-number",
        "markup",
    }
