"""Characters encoded twice: mended each on record where the sequence is in no language, and told in a remark."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.inlines import flat
from octavo.intake import new
from octavo.misread import mended
from octavo.walk import runs

from .inputs import DAY, put

PROSE = "The wind came from the sea, and the women stood by the harbour and waited for the boats of the men. " * 4


@pytest.mark.parametrize("text", ["“Café”—it’s 50°", "là\u00a0»", "CAFÉ»", "Âge d’or – à 5€", "Ветер дул", "Μῆνιν"])
def test_what_is_well_read_stays(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize("codec", ["latin-1", "cp1252"])
@pytest.mark.parametrize("text", ["‘Café’—it’s 50° north", "Der Hafen hätte Größe", "été – « là »", "Ветер", "Μῆνιν"])
def test_what_was_encoded_twice_is_mended(text: str, codec: str) -> None:
    assert mended(text.encode().decode(codec)) == text


def test_what_is_mended_is_on_record_and_told(tmp_path: Path) -> None:
    page = "Le Café d’Été\n\nby Zoé Field\n\nPublished by Édouard and Sons"
    text = f"{page}\n\n\nCHAPTER I\n\n“Yes,” she said—and: {PROSE}\n\n\nCHAPTER II\n\n{PROSE}\n"
    draft = new([str(put(tmp_path, "t.txt", text.encode().decode("latin-1").encode()))], tmp_path / "b", DAY)
    book = draft.edition.book
    assert book.metadata.title == "Le Café d’Été"
    assert [person.name for person in book.metadata.contributors] == ["Zoé Field"]
    assert book.metadata.provenance.publisher == "Édouard and Sons"
    assert any("“Yes,” she said" in flat(run.children) for run in runs(book))
    mends = [change for change in draft.edition.apparatus.changes if change.rule == "twice-encoded"]
    assert [change.after for change in mends] == ["é", "’", "É", "é", "é", "É", "“", "”", "—"]
    assert "encoded twice, with 8 more such" in draft.remarks[-1]


def test_lost_characters_are_told(tmp_path: Path) -> None:
    text = f"THE QUAY\n\nby Ada Field\n\n\nCHAPTER I\n\nThe caf\ufffd. {PROSE}\n"
    draft = new([str(put(tmp_path, "t.txt", text.encode()))], tmp_path / "b", DAY)
    assert draft.remarks[-1] == (
        "text/t.txt:8: 1 character(s) were lost on the way here (U+FFFD); mend them in the text"
    )


UNREAD = "\x7f\ufffe"
"""What the reader of HTML takes from no number: the page's own characters, those of its markup, are whole."""


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u2069", "\x7f", "\ufffe"])
@pytest.mark.parametrize("written", ["{}", "&#{};"])
def test_what_no_page_may_hold_goes_with_a_record(tmp_path, sign, written):
    page = f"<h1>A Tale</h1><h2>Chapter I</h2><p>{'It was a lo' + written + 'ng sentence. ' + PROSE}</p>"
    shown = page.format(*[sign if written == "{}" else ord(sign)])
    made = new([str(put(tmp_path, "a.htm", shown.encode()))], tmp_path / "b", DAY).edition
    assert sign not in str(made.book) and "It was a long sentence" in str(made.book)
    recorded = [change for change in made.apparatus.changes if change.before == sign]
    assert bool(recorded) is not (written == "&#{};" and sign in UNREAD)


def test_a_control_character_far_down_a_text_goes_with_a_record(tmp_path):
    text = f"A Tale\n\n\nCHAPTER I\n\n{(PROSE + chr(10) * 2) * 400}So it lo\x01ng was.\n"
    made = new([str(put(tmp_path, "a.txt", text.encode()))], tmp_path / "b", DAY).edition
    assert "So it long was." in str(made.book)
    assert [change.rule for change in made.apparatus.changes if change.before == "\x01"] == ["control-character"]


@pytest.mark.parametrize("codec", ["latin-1", "cp1252"])
def test_what_is_mended_and_then_set_otherwise_is_told_once(tmp_path: Path, codec: str) -> None:
    said = "– Ветер дул с моря, – сказал он. Женщины стояли на берегу и ждали лодок своих мужей с самого утра. "
    text = f"А. П. Полева\n\nДом у моря\n\n\nГЛАВА I\n\n{said * 5}\n\n\nГЛАВА II\n\n{said * 5}\n".replace("ѐ", "е")
    twice = text.encode().decode(codec, errors="ignore")
    draft = new([str(put(tmp_path, "t.txt", twice.encode()))], tmp_path / "b", DAY)
    rules = {change.rule for change in draft.edition.apparatus.changes}
    assert any(rule.startswith("twice-encoded + ") for rule in rules)


def test_a_control_that_is_mended_and_then_set_otherwise_is_told_once(tmp_path: Path) -> None:
    first = f"She came \x96 at last \x96 home. {PROSE}"
    text = f"THE QUAY\n\nby Ada Field\n\n\nCHAPTER I\n\n{first}\n\n\nCHAPTER II\n\n{PROSE}\n"
    draft = new([str(put(tmp_path, "t.txt", text.encode()))], tmp_path / "b", DAY)
    rules = {change.rule for change in draft.edition.apparatus.changes}
    assert any(rule.startswith("control-character + dashes") for rule in rules)
