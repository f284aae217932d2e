"""Remarks: what volunteers say before and behind a text of Project Gutenberg, in the languages of the texts."""

from datetime import date

import pytest

from octavo.intake import new

from .drafts import text

DAY = date(2026, 12, 1)
PROSE = """Era ya tarde cuando bajaron al vado, y el barquero se había ido a su casa
a pasar la noche, de modo que todos tuvieron que esperar en la orilla hasta
la mañana siguiente. Nadie habló después de ello, y el camino era tan oscuro.
"""
BODY = f"EL VADO\n\nADA REED\n\n\n\n\nI\n\n\n{PROSE}\n\n\n\nII\n\n\n{PROSE}\n\n\n\nIII\n\n\n{PROSE}\n\n\nFIN\n"


@pytest.fixture
def said(tmp_path):
    """The words of a book made of a text in Project Gutenberg's frame."""

    def make(before: str = "", after: str = "") -> str:
        frame = "THIS PROJECT GUTENBERG EBOOK EL VADO ***"
        labels = "Title: El vado\n\nAuthor: Ada Reed\n\nLanguage: Spanish"
        end = f"End of the Project Gutenberg EBook of El vado, by Ada Reed\n\n*** END OF {frame}\n"
        whole = f"{labels}\n\n*** START OF {frame}\n\n\n\n\n{before}\n\n\n\n\n{BODY}\n\n\n\n{after}\n\n\n{end}"
        (tmp_path / "vado.txt").write_text(whole, encoding="utf-8")
        return text(new([str(tmp_path / "vado.txt")], tmp_path / "book", DAY))

    return make


@pytest.mark.parametrize(
    "heading",
    [
        "NOTA DE TRANSCRIPCIÓN",
        "NOTE DEL TRASCRITTORE",
        "Notas de transcrição",
        "Opmerkingen van de bewerker",
        "Notes de transcription",
    ],
)
def test_remarks_are_left_out_under_their_heading_in_any_language(said, heading):
    words = said(f"{heading}\n\n  * Las cursivas están entre _subrayados_.\n\n  * Los zarcillos se han corregido.")
    assert "zarcillos" not in words and "NOTA" not in words and "barquero" in words


@pytest.mark.parametrize(
    "remark",
    [
        "[ Anmerkungen zur Transkription:\n\n    Der Zarcillo wurde gesperrt.\n\n    Der Rest blieb.\n  ]",
        "  +--------------+\n  | Anmerkungen zur Transkription |\n  |   zarcillo   |\n  +--------------+",
        "  Au lecteur.\n\n  Cette version numérisée reproduit le livre.\n\n  Le zarcillo a été corrigé.",
        "  *Nota de editor:* Devido à existência de erros no texto,\n  houve zarcillo.\n\n"
        "  Vol. I\n\n\n       Rita Reed (Agosto 2012)",
    ],
)
def test_remarks_in_a_bracket_or_a_box_or_of_a_reader_go_whole(said, remark):
    words = said(remark)
    assert "arcillo" not in words and "Rest blieb" not in words and "2012" not in words and "barquero" in words


@pytest.mark.parametrize(
    "remark",
    [
        "[ Im folgenden werden alle geänderten Textstellen angeführt:\n\n"
        + "  der zarcillo\n  das Zarcillo\n\n" * 90
        + "  Ende/Schluß\n  ]",
        "Lista de erros corrigidos\n\n\nAqui encontram-se todos os erros:\n\n  zarcillo",
        "  Corrections.\n\n  Page 12: «zarcillo» remplacé par «Zarcillo».",
    ],
)
def test_lists_of_corrections_that_close_a_text_are_left_out(said, remark):
    words = said(after=remark)
    assert "arcillo" not in words and words.rstrip().endswith("FIN")


def test_an_address_to_the_reader_stays(said):
    assert (
        "barquero" in (words := said("AL LECTOR\n\nEste libro es breve, lector, como la vida.\n")) and "breve" in words
    )


def test_a_text_without_a_header_is_known_by_its_last_line(tmp_path):
    last = "End of the Project Gutenberg EBook of El vado, by Ada Reed"
    whole = f"NOTA DE TRANSCRIPCIÓN\n\n  * Se ha corregido el zarcillo.\n\n\n\n\n{BODY}\n\n\n\n\n{last}\n\n"
    (tmp_path / "99999-0.txt").write_text(whole, encoding="utf-8")
    draft = new([str(tmp_path / "99999-0.txt")], tmp_path / "book", DAY)
    data = draft.edition.book.metadata
    assert (data.title, [person.name for person in data.contributors]) == ("El vado", ["Ada Reed"])
    assert "zarcillo" not in text(draft) and "Gutenberg" not in text(draft)
