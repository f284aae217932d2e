"""Endnotes: notes listed at the end of a page of HTML, tied to their calls where no link does so."""

from datetime import date
from pathlib import Path

import pytest

from octavo.intake import Draft, new
from octavo.model import NoteReference
from octavo.walk import flat, leaves, runs, sections

from .drafts import text as words

DAY = date(2026, 11, 24)
TEXT = "The tide came in over the quay before the lamps were lit, and the men went home along the wall. " * 2


def made(tmp_path: Path, *bodies: str) -> Draft:
    folder = tmp_path / "site"
    folder.mkdir()
    for number, body in enumerate(bodies, 1):
        page = f'<html lang="en"><head><title>Ada Field: The Quay</title></head><body>{body}</body></html>'
        (folder / f"c{number}.htm").write_text(page, encoding="utf-8")
    return new([str(folder)], tmp_path / "book", DAY)


def notes(draft: Draft) -> list[tuple[str, str]]:
    book = draft.edition.book
    return [(note.label, " / ".join(flat(block.children) for block in note.blocks)) for note in book.notes]


def calls(draft: Draft) -> list[str]:
    found = (leaf for run in runs(draft.edition.book) for leaf in leaves(run.children))
    return [leaf.note for leaf in found if isinstance(leaf, NoteReference)]


HEAD = "<h1>The Quay</h1><h2>Chapter {}</h2>"


@pytest.mark.parametrize(
    ("call", "label", "head"),
    [
        ("<sup class='enote'>[{}]</sup>", "<a name='n{0}'><span>{0}.</span></a>", "<h3>Notes</h3><hr>"),
        ("<sup>({})</sup>", "({})", "<hr><p><b>Notas</b></p>"),
        ("[{}]", "[{}]", "<h4>Anmerkungen</h4>"),
        ("<sup>{}</sup>", "<sup>{}</sup>", "<hr>"),
        (" <b>[{}]</b>", "{})", "<h3>Примечания</h3>"),
    ],
)
def test_notes_at_a_pages_end_are_tied_to_labels_without_links(tmp_path, call, label, head):
    def body(chapter: int) -> str:
        first, second = call.format(1), call.format(2)
        listed = f"<p>{label.format(1)} The old wall.</p><p>It fell.</p><p>{label.format(2)} Of tar.</p>"
        return f"{HEAD.format(chapter)}<p>Lamps{first} and rope{second}. {TEXT}</p><p>{TEXT}</p>{head}{listed}"

    draft = made(tmp_path, body(1), body(2))
    assert notes(draft) == [("1", "The old wall. / It fell."), ("2", "Of tar.")] * 2
    assert calls(draft) == [note.id for note in draft.edition.book.notes]
    assert "Lamps and rope." in words(draft) and "Not" not in words(draft)
    assert [section.role.value for _, _, section in sections(draft.edition.book)] == ["chapter", "chapter"]


def test_a_second_call_of_a_note_leads_to_it(tmp_path):
    body = f"<p>Lamps[1] and rope[1]. {TEXT}</p><h3>Notes</h3><p>[1] The old wall.</p>"
    draft = made(tmp_path, HEAD.format(1) + body, HEAD.format(2) + f"<p>{TEXT}</p>")
    assert len(notes(draft)) == 1 and len(calls(draft)) == 1
    assert "rope[1]" in words(draft)


@pytest.mark.parametrize(
    "body",
    [
        f"<p>Lamps. {TEXT}</p><h3>Notes</h3><p>1. The old wall.</p><p>2. The rope.</p>",
        f"<p>Two (1) lamps and (2) ropes. {TEXT}</p><hr><p>(1) Lamps burn.</p><p>(2) Ropes rot.</p>",
    ],
)
def test_what_is_not_called_for_certain_stays_as_it_stands(tmp_path, body):
    draft = made(tmp_path, HEAD.format(1) + body, HEAD.format(2) + f"<p>{TEXT}</p>")
    assert notes(draft) == [] and calls(draft) == []


def test_a_number_that_a_list_has_had_begins_no_note(tmp_path):
    body = f"<p>Lamps[1]. {TEXT}</p><h3>Notes</h3><p>1. The old wall.</p><p>1. The rope.</p><p>2. Tar.</p>"
    draft = made(tmp_path, HEAD.format(1) + body, HEAD.format(2) + f"<p>{TEXT}</p>")
    assert notes(draft) == [("1", "The old wall.")] and "1. The rope." in words(draft)


def test_a_page_of_notes_is_called_by_the_others_and_a_page_with_its_own_by_itself(tmp_path):
    own = f"<p>Lamps[1]. {TEXT}</p><h4>Notes</h4><p>1. The old wall.</p>"
    away = f"<p>Rope[2]. {TEXT}</p>"
    page = "<h2>Notes</h2><p>2. Of tar.</p>"
    draft = made(tmp_path, HEAD.format(1) + f"<p>In 1891[1]. {TEXT}</p>" + away, HEAD.format(2) + own, page)
    assert notes(draft) == [("2", "Of tar."), ("1", "The old wall.")]
    assert "1891[1]" in words(draft)


def test_notes_tied_by_links_and_without_stand_in_the_order_of_their_calls(tmp_path):
    linked = '<p>Rope<a name="f2" href="#n2">[2]</a>.</p>'
    listed = '<h3>Notes</h3><p>[1] The old wall.</p><p><a name="n2" href="#f2">[2]</a> Of tar.</p>'
    draft = made(tmp_path, f"{HEAD.format(1)}<p>Lamps[1]. {TEXT}</p>{linked}{listed}", f"{HEAD.format(2)}<p>{TEXT}</p>")
    assert notes(draft) == [("1", "The old wall."), ("2", "Of tar.")]
    assert calls(draft) == [note.id for note in draft.edition.book.notes]


def test_what_a_call_and_a_link_back_tie_is_a_note_whatever_it_begins_with(tmp_path):
    def call(letter: str) -> str:
        return f"<p>Lamps <a name='f{letter}' href='c2.htm#{letter}'>({letter})</a> and rope. {TEXT}</p>"

    def note(letter: str, words: str) -> str:
        return f"<p><a name='{letter}' href='c1.htm#f{letter}'><em>{words}</em></a> Not so.</p>"

    errata = f"<h2>Notes and Errata</h2><p>{TEXT}</p>{note('a', 'Page 10.')}{note('b', 'Pages 12, 13.')}"
    draft = made(tmp_path, HEAD.format(1) + call("a") + call("b"), errata)
    assert notes(draft) == [("a", "Page 10. Not so."), ("b", "Pages 12, 13. Not so.")]


def test_words_that_lead_back_from_the_end_of_a_note_are_none_of_its_text(tmp_path):
    body = f"<p>Lamps<a name='t1' href='#i1'>(1)</a>. {TEXT}</p><hr><p><b>Notas:</b></p>"
    back = "<p><a name='i1' href='#t1'>(1)</a> The wall. <a href='#t1'>(retornar ao texto)</a></p>"
    draft = made(tmp_path, HEAD.format(1) + body + back, HEAD.format(2) + f"<p>{TEXT}</p>")
    assert notes(draft) == [("1", "The wall.")]
