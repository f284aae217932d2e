"""Notes at intake: those of pages without links, and the labels that stand before and after them."""

from datetime import date

import pytest

from octavo import model as m
from octavo.inlines import leaves
from octavo.intake import Draft, new
from octavo.lines import block_text
from octavo.walk import runs, sections

DAY = date(2026, 11, 24)
PROSE = (
    "<p>It was a long sentence about nothing that anybody in the harbour would remember when the lamps were lit.</p>"
)


@pytest.fixture
def made(tmp_path):
    """Makes a book of the body of a page with two chapters, each with what is given, and an end."""

    def make(chapter: str, end: str = "") -> Draft:
        chapters = "".join(f"<h2>CHAPTER {n}</h2>{PROSE}{chapter.format(n=n)}{PROSE}" for n in (1, 2))
        page = f"<html lang='en'><title>The Long Tale, by Ada Field</title><body>{chapters}{end}</body></html>"
        (tmp_path / "page.html").write_text(page, encoding="utf-8")
        return new([str(tmp_path / "page.html")], tmp_path / "book", DAY)

    return make


def read(draft: Draft) -> tuple[list[str], list[str]]:
    """The lines that call notes, a caret for each call; and the notes."""
    called = []
    for run in runs(draft.edition.book):
        if any(isinstance(leaf, m.NoteReference) for leaf in leaves(run.children)):
            said = (
                "^" if isinstance(leaf, m.NoteReference) else getattr(leaf, "content", "")
                for leaf in leaves(run.children)
            )
            called.append("".join(said).replace("\u00a0", " "))
    return called, [" ".join(map(block_text, note.blocks)) for note in draft.edition.book.notes]


@pytest.mark.parametrize(
    ("call", "note"),
    [
        (" [{n}]", "<p>[{n}] It was burnt.</p>"),
        (" [{n}]", "<p>[Footnote {n}: It was burnt.]</p>"),
        (" [{n}*]", "<p>[{n}*] It was burnt.</p>"),
        ("[*]", "<p>[*] It was burnt.</p>"),
        ("*", "<p>* It was burnt.</p>"),
        ("<sup>{n}</sup>", "<p><sup>{n}</sup> It was burnt.</p>"),
    ],
)
def test_a_note_that_no_link_calls_is_known_by_its_label(made, call, note):
    book = made(f"<p>The mill{call} stood still.</p>{note}")
    assert read(book) == (["The mill^ stood still."] * 2, ["It was burnt."] * 2)
    assert len(list(sections(book.edition.book))) == 2


def test_numbers_under_a_heading_of_notes_are_their_labels(made):
    notes = "".join(f"<p>{n}. It was burnt, {n} times.</p>" for n in (1, 2))
    book = made(
        "<p>The mill<sup>{n}</sup> stood still.</p><p>1. A mill that stands on a hill.</p>", f"<h2>NOTES</h2>{notes}"
    )
    assert read(book)[1] == ["It was burnt, 1 times.", "It was burnt, 2 times."]
    assert len(list(sections(book.edition.book))) == 2


def test_a_raised_number_that_no_note_has_stays(made):
    book = made("<p>It was 4 m<sup>2</sup>, and the 5<sup>th</sup> was lost.</p>")
    assert not book.edition.book.notes and not read(book)[0]


@pytest.mark.parametrize(
    "note",
    [
        "<p><a name='f{n}'></a>{n} (<a href='#r{n}'>return</a>)<br>[ It was burnt.]</p>",
        "<p><a id='f{n}' href='#r{n}'>{n}</a>. It was burnt.</p>",
    ],
)
def test_the_way_back_and_the_brackets_around_a_note_are_no_part_of_it(made, note):
    notes = "".join(note.format(n=n) for n in (1, 2))
    book = made("<p>The mill<a id='r{n}' href='#f{n}'>{n}</a> stood still.</p>", f"<h2>FOOTNOTES</h2>{notes}")
    assert read(book) == (["The mill^ stood still."] * 2, ["It was burnt."] * 2)


def test_a_note_behind_an_anchor_of_its_own_paragraph_is_linked_and_its_call_stands_at_its_word(made):
    call = "<p>The mill. <a href='#f{n}' name='r{n}'><small>{n}</small></a>\nIt stood still.</p>"
    anchor = "<p>\n<a name='f{n}' id='f{n}'>\n<!-- Note --></a>\n</p>"
    note = "<p class='foot'>\n{n} (<a href='#r{n}'>return</a>)<br /> [ It was\nburnt.]</p><hr>"
    assert read(made(f"{call}{anchor}{note}")) == (["The mill.^ It stood still."] * 2, ["It was burnt."] * 2)


def test_a_list_of_labels_and_notes_is_notes(made):
    rows = "".join(f"<dt><a id='f{n}' href='#r{n}'>{n}.</a></dt><dd>It was burnt.</dd>" for n in (1, 2))
    book = made(
        "<p>The mill<a id='r{n}' href='#f{n}'><sup>{n}</sup></a> stood.</p>", f"<h2>Footnotes</h2><dl>{rows}</dl>"
    )
    assert read(book) == (["The mill^ stood."] * 2, ["It was burnt."] * 2)


@pytest.mark.parametrize(
    ("label", "words"), [("[1]", "1 Kings ii. 4."), ("[A]", "A mill."), ("[I]", "I saw it."), ("2", "2. Of two.")]
)
def test_a_note_that_begins_with_its_own_label_keeps_it_as_a_word(made, label, words):
    call = f"<p>The mill<a id='r{{n}}' href='#f{{n}}'>{label}</a> stood still.</p>"
    back = f"<a id='f{{n}}'></a><a href='#r{{n}}'><span class='label'>{label}</span></a>"
    note = f"<div class='footnote'><p>{back} {words}</p></div>"
    assert read(made(call + note))[1] == [words, words]


def test_notes_set_in_under_several_empty_lines_stand_where_they_are_written(made):
    letter = "<div>“So we part.<br/>\n<br/>\n<br/>\n<br/>\u00a0\u00a0\u00a0*She was free.<br/>\n</div>"
    draft = made(f"<p>At this time Anna,* whom we know, came to the harbour.</p>{letter}")
    assert read(draft)[1] == ["She was free.", "She was free."]
