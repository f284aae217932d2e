"""Texts in other languages than English: their title pages, lists of contents, and what language they are in."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.inlines import flat
from octavo.intake import new
from octavo.model import Role

from .inputs import DAY, archive, put

PROSE = {
    "fr": "Le vent du large soufflait sur les maisons du port, et les femmes attendaient les barques de leurs maris. ",
    "de": "Der Wind kam von der See, und die Frauen standen am Hafen und warteten auf die Boote ihrer Männer. ",
    "es": "El viento del mar soplaba sobre las casas del puerto, y las mujeres esperaban las barcas de sus maridos. ",
}
TITLE_PAGES = {
    "fr": ("LE PORT DU NORD", "CHAPITRE I", "CHAPITRE II"),
    "de": ("DER HAFEN IM NORDEN", "ERSTES KAPITEL", "ZWEITES KAPITEL"),
    "es": ("EL PUERTO DEL NORTE", "CAPÍTULO I", "CAPÍTULO II"),
}


@pytest.mark.parametrize("language", TITLE_PAGES)
def test_a_chapter_under_the_title_is_a_chapter_in_any_language(tmp_path: Path, language: str) -> None:
    title, *chapters = TITLE_PAGES[language]
    text = f"{title}\n\n\n" + "".join(f"{chapter}\n\n{PROSE[language] * 8}\n\n\n" for chapter in chapters)
    book = new([str(put(tmp_path, "t.txt", text.encode()))], tmp_path / "b", DAY).edition.book
    assert book.metadata.title.upper() == title
    assert book.front == ()
    assert [section.role for section in book.body] == [Role.CHAPTER] * 2


def test_an_index_page_is_read_in_its_own_encoding(tmp_path: Path) -> None:
    page = "<html><head><meta charset='utf-8'></head><body>{}</body></html>"
    files = {f"{n}.htm": page.format(f"<p>{PROSE['fr'] * 8}</p>").encode() for n in (1, 2)}
    links = "<h1>Le Port</h1><ul><li><a href='1.htm'>Préface</a></li><li><a href='2.htm'>Les élèves</a></li></ul>"
    files["index.htm"] = page.format(links).encode()
    book = new([str(archive(tmp_path, files))], tmp_path / "b", DAY).edition.book
    assert [flat(section.title) for section in (*book.front, *book.body)] == ["Préface", "Les élèves"]


def test_a_language_that_the_text_does_not_look_like_is_asked_about(tmp_path: Path) -> None:
    page = f"<html lang='en'><body><h1>Der Hafen</h1><p>{PROSE['de'] * 20}</p></body></html>"
    made = new([str(put(tmp_path, "t.htm", page.encode()))], tmp_path / "b", DAY)
    assert made.edition.book.metadata.language == "en"
    assert any("stated as en, and looks like de" in doubt for doubt in made.remarks)
