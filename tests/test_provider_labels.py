"""Labels of the archive's information blocks: in the languages of its sections, with or without a colon."""

from datetime import date

import pytest

from octavo.header_fields import information
from octavo.intake import new
from octavo.lines import Line
from octavo.model import NOWHERE, LineBreak, Paragraph, Position, Text
from octavo.page_heads import headed
from octavo.provider import provider

MARXISTS = provider("marxists.org")


def told(*rows: str) -> dict[str, str]:
    lines = [Line((Text(row),), NOWHERE) for row in rows]
    return {name: field.text for name, field in information(lines, MARXISTS).items()}


@pytest.mark.parametrize(
    ("rows", "fields"),
    [
        (
            ("Escrito: En 1891.", "Fuente: Editorial Muelle.", "Traducción: Pau Weir.", "Digitalización y HTML: Una."),
            {"written": "En 1891.", "source": "Editorial Muelle.", "translator": "Pau Weir.", "transcriber": "Una."},
        ),
        (
            ("Erstveröffentlichung: Hamburg 1891.", "Nach Ada Field: Der Kai, S. 9.", "HTML-Markierung: Eine."),
            {"published": "Hamburg 1891.", "source": "Ada Field: Der Kai, S. 9.", "markup": "Eine."},
        ),
        (
            ("Primeira Edição: 1891", "Fonte: Cais", "Tradução: Paulo Weir", "Direitos de Reprodução: livres"),
            {"published": "1891", "source": "Cais", "translator": "Paulo Weir", "rights": "livres"},
        ),
        (
            ("Prima pubblicazione: 1891", "Fonte: Il Molo", "Trascrizione: Una"),
            {"published": "1891", "source": "Il Molo", "transcriber": "Una"},
        ),
        (
            ("Первая публикация: 1891", "Источник: Причал", "Перевод: П. Вейр", "OCR: Кто-то"),
            {"published": "1891", "source": "Причал", "translator": "П. Вейр", "transcriber": "Кто-то"},
        ),
        (
            ("来源：《码头》", "译者：某人", "校对：他人"),
            {"source": "《码头》", "translator": "某人", "proofreader": "他人"},
        ),
        (
            ("English Edition: Harbour & Co., York 1890.", "Transcriber's Note: Slips were mended."),
            {"publisher": "Harbour & Co., York 1890.", "remark": "Slips were mended."},
        ),
        (
            ("Published by the Harbour Press, York 1920.", "Series: The Quay Library"),
            {"publisher": "the Harbour Press, York 1920.", "series": "The Quay Library"},
        ),
        (
            ("From Harbour News, Vol. 2.", "Translated by Paul Weir.", "First Published 1891 in York."),
            {"source": "Harbour News, Vol. 2.", "translator": "Paul Weir.", "published": "1891 in York."},
        ),
    ],
)
def test_labels_are_known_in_the_languages_of_the_archives_sections(rows, fields):
    assert told(*rows) == fields


def test_lines_of_a_poem_that_begin_like_labels_are_no_information_block():
    rows = ("From the quay the lamps went down,", "From the wall the men went home,", "Published be the tale.")
    children = tuple(item for row in rows for item in (Text(row), LineBreak()))[:-1]
    breaks = tuple((sum(len(row) + 1 for row in rows[:n]), n + 1, 1) for n in range(1, len(rows)))
    verse = Paragraph(children, Position("t.txt", 1, 1, breaks))
    assert headed((verse,), MARXISTS).blocks == (verse,)


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("Translated: by Paul Weir, May 1891", ["Paul Weir"]),
        ("Translated: Ana de Weir", ["Ana de Weir"]),
        ("Traducción: Pau Weir, mayo de 1891", ["Pau Weir"]),
        ('Tradução: Edições "Cais!" com base na 5.ª edição', []),
    ],
)
def test_a_translator_is_the_name_alone(tmp_path, line, people):
    text = "The tide came in over the quay before the lamps were lit. " * 4
    block = f'<p class="information">Source: Quay<br>{line}<br>Online Version: marxists.org</p>'
    body = f"<h2>Ada Field</h2><h1>The Quay</h1><hr>{block}<hr><p>{text}</p>"
    (tmp_path / "page.htm").write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    draft = new([str(tmp_path / "page.htm")], tmp_path / "book", date(2026, 11, 24))
    assert [one.name for one in draft.edition.book.metadata.contributors if one.role == "trl"] == people


def test_a_translator_is_told_in_a_sentence_too(tmp_path):
    text = "The tide came in over the quay before the lamps were lit. " * 4
    about = (
        "This speech was held in 1891.&nbsp; Translation by Yoko Weir. The translation is in <a href='x'>a review</a>."
    )
    head = "<h2>Ada Field</h2><blockquote><h1>The Quay</h1></blockquote>"
    body = f'{head}<p class="information">{about}</p><p>{text}</p>'
    (tmp_path / "page.htm").write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    draft = new([str(tmp_path / "page.htm")], tmp_path / "book", date(2026, 11, 24))
    assert [one.name for one in draft.edition.book.metadata.contributors if one.role == "trl"] == ["Yoko Weir"]
