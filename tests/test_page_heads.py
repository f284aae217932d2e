"""What the head of an HTML page says of the work: Dublin Core, Open Graph, JSON-LD, and the title itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from octavo.intake import new

from .inputs import DAY, put

PROSE = "The wind came from the sea, and the women stood by the harbour and waited for the boats of the men. " * 4
BOOK = {
    "@type": "Book",
    "name": "The Quay",
    "author": [{"name": "Ada Field"}, {"name": "Bo Lake"}],
    "inLanguage": "en-GB",
}


def script(value: object) -> str:
    said = value if isinstance(value, str) else json.dumps(value)
    return f'<script type="application/ld+json">{said}</script>'


def meta(**said: str) -> str:
    return "".join(f'<meta name="{name.replace("_", ".")}" content="{text}">' for name, text in said.items())


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        ("<title>x</title>" + meta(dc_creator="Field, Ada, 1813-1880"), ["Ada Field"]),
        ("<title>x</title>" + 2 * '<meta name="DC.Creator" content="Ada Field">' + meta(dc_creator="Bo Lake"),
         ["Ada Field", "Bo Lake"]),
        ('<title>x</title><meta property="book:author" content="Ada Field">', ["Ada Field"]),
        ("<title>The Quay - My Shelf</title>" + script(BOOK), ["Ada Field", "Bo Lake"]),
        ("<title>x</title>" + script({"@graph": [{"@type": "WebSite", "name": "Me"}, BOOK]}), ["Ada Field", "Bo Lake"]),
        ("<title>x</title>" + script({"@type": ["Book", "Thing"], "author": "Ada Field"}), ["Ada Field"]),
        ("<title>Ada Field: The Quay</title>", ["Ada Field"]),
        ("<title>The Quay - My Shelf</title>" + script("{not json"), ["Unknown author"]),
        ("<title>x</title>" + script("[" * 9999), ["Unknown author"]),
        ("<title>x</title>" + script({"@type": "WebPage", "author": {"name": "My Shelf"}}), ["Unknown author"]),
        ("<title>x</title>" + script({"@type": {"a": 1}, "@graph": 3}), ["Unknown author"]),
    ],
)  # fmt: skip
def test_the_head_of_a_page_names_authors(tmp_path: Path, head: str, authors: list[str]) -> None:
    body = f"<h1>The Quay</h1><h2>Chapter I</h2><p>{PROSE}</p><h2>Chapter II</h2><p>{PROSE}</p>"
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    book = new([str(put(tmp_path, "a.html", page.encode()))], tmp_path / "b", DAY).edition.book
    assert book.metadata.title == "The Quay"
    assert [person.name for person in book.metadata.contributors] == authors


@pytest.mark.parametrize(
    ("head", "language"),
    [(meta(dc_language="eng"), "en"), (meta(dcterms_language="en-gb"), "en-GB"), (script(BOOK), "en-GB")],
)
def test_the_head_of_a_page_states_the_language(tmp_path: Path, head: str, language: str) -> None:
    body = "<h1>The Quay</h1><p>The wind blew. The men came.</p>"
    page = f"<html><head><title>x</title>{head}</head><body>{body}</body></html>"
    draft = new([str(put(tmp_path, "a.html", page.encode()))], tmp_path / "b", DAY)
    assert draft.edition.book.metadata.language == language
    assert not any("no language is stated" in remark for remark in draft.remarks)


def test_a_title_of_the_head_alone_is_the_work_s_not_the_site_s(tmp_path: Path) -> None:
    page = f"<html><head><title>The Quay - My Shelf</title>{script(BOOK)}</head><body><p>{PROSE}</p></body></html>"
    book = new([str(put(tmp_path, "a.html", page.encode()))], tmp_path / "b", DAY).edition.book
    assert book.metadata.title == "The Quay"
