"""Titles in capitals: in English each word keeps one, elsewhere those that the text writes so."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.intake import new
from octavo.intake.casing import spoken

from .inputs import DAY, put

RUSSIAN = (
    "Он ушёл в дом у моря и жил там, где Москва была далека, а женщины ждали лодок своих мужей с самого утра. " * 4
)


@pytest.mark.parametrize(
    ("title", "language", "text", "spelled"),
    [
        ("ДОМ У МОРЯ", "ru", "Это был дом у самого моря.", "Дом у моря"),
        ("ИЗ МОСКВЫ В ДОМ", "ru", "Ушёл из Москвы в новый дом.", "Из Москвы в дом"),
        ("LES GENS DE LA MER", "fr", "Voilà des gens de mer.", "Les gens de la mer"),
        ("DAS HAUS AM MEER", "de", "Ein Haus stand am Meer.", "Das Haus am Meer"),
        ("LA MAISON GRISE", "fr", "Voilà des gens de mer.", "La maison grise"),
        ("DAS GRAUE HAUS", "de", "Sie war am Meer, das graue Meer.", "Das graue Haus"),
        ("LA MER: HISTOIRE D'ANNE", "fr", "Voilà la mer, une histoire d'Anne et d'autres.", "La mer: Histoire d'Anne"),
        ("LE ROI LOUIS XIV", "fr", "Voilà le roi Louis et sa mer.", "Le roi Louis XIV"),
        ("THE HOUSE BY THE SEA", "en-GB", "A house by the sea.", "THE HOUSE BY THE SEA"),
        ("ПИСЬМА ИЗ ПОДПОЛЬЯ", "ru", "Я сижу в подполье. ПОДПОЛЬЕ", "Письма из подполья"),
        ("ПИСЬМА К ЛАРИНОЙ", "ru", "Ларина и Ларину я видел.", "Письма к Лариной"),
        ("ŒUVRES COMPLÈTES", "fr", "Voilà des gens de mer.", "Œuvres complètes"),
        ("HENRI IV", "fr", "Voilà des gens de mer.", "Henri IV"),
        ("DAS SCHLOSS", "de", "Ein Haus stand am Meer.", "Das Schloss"),
        ("Les Gens de la Mer", "fr", "Voilà des gens de mer.", "Les Gens de la Mer"),
    ],
)
def test_a_title_in_capitals_has_those_of_its_language(title: str, language: str, text: str, spelled: str) -> None:
    assert spoken(title, language, [text], []) == spelled


def test_a_title_page_in_capitals_is_spelled_as_the_text_speaks(tmp_path: Path) -> None:
    text = f"А. П. ПОЛЕВА\n\nДОМ У МОРЯ\n\n\nГЛАВА I\n\n{RUSSIAN}\n\n\nГЛАВА II\n\n{RUSSIAN}\n"
    book = new([str(put(tmp_path, "a.txt", text.encode()))], tmp_path / "b", DAY).edition.book
    assert (book.metadata.title, book.metadata.contributors[0].name) == ("Дом у моря", "А. П. Полева")


def test_a_header_s_title_in_capitals_is_set_in_the_usual_mixture(tmp_path: Path) -> None:
    prose = "The wind came from the sea, and the women stood by the harbour and waited for the boats of the men. " * 4
    head = "The Project Gutenberg eBook of The Quay\n\nTitle: THE HOUSE OF THE SEA\n\nAuthor: ADA FIELD\n\n"
    frame = "*** {} OF THE PROJECT GUTENBERG EBOOK THE QUAY ***\n\n"
    text = f"{head}{frame.format('START')}CHAPTER I\n\n{prose}\n\nCHAPTER II\n\n{prose}\n\n{frame.format('END')}"
    book = new([str(put(tmp_path, "a.txt", text.encode()))], tmp_path / "b", DAY).edition.book
    assert (book.metadata.title, book.metadata.contributors[0].name) == ("The House of the Sea", "Ada Field")


def test_a_header_s_title_keeps_the_capitals_of_names_that_the_text_has_nowhere(tmp_path: Path) -> None:
    prose = "De wind kwam van de zee, en de vrouwen stonden bij de haven en wachtten op de boten van de mannen. " * 4
    head = "The Project Gutenberg eBook of Jan Roelant\n\nTitle: Jan Roelant\n\nAuthor: Ada Veld\n\nLanguage: Dutch\n\n"
    frame = "*** {} OF THE PROJECT GUTENBERG EBOOK JAN ROELANT ***\n\n"
    body = f"JAN ROELANT\n\nDOOR ADA VELD\n\n\nHOOFDSTUK I\n\n{prose}\n\nHOOFDSTUK II\n\n{prose}\n\n"
    text = f"{head}{frame.format('START')}{body}{frame.format('END')}"
    book = new([str(put(tmp_path, "a.txt", text.encode()))], tmp_path / "b", DAY).edition.book
    assert book.metadata.title == "Jan Roelant"
