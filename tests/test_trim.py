"""Trim: no letter of a page is lost to the knife, whatever the title and the size of the page."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from octavo import press
from octavo.checks.trim import check_trim
from octavo.problem import ContentError

from .specimen import book as specimen
from .specimen.shelf import library, shelved
from .test_cover import BOOKS, edition

SHORT = replace(specimen.BOOK, body=(specimen.LETTER,), front=(), back=(), notes=())


def short_book(name: str, trim: tuple[float, float]):
    """A book of a few pages with the title of that name."""
    metadata = edition(*BOOKS[name]).book.metadata
    return replace(specimen.EDITION, book=replace(SHORT, metadata=metadata), trim=trim)


@pytest.mark.parametrize("name", BOOKS)
def test_every_letter_of_a_short_book_stands_on_its_page(tmp_path, name):
    project = library(tmp_path / "library")
    shelved(short_book(name, (432.0, 648.0)), project)
    press.STEPS["print"](project, "specimen")
    assert list(check_trim((project.book("specimen") / "layout.pdf").read_bytes())) == []


def test_the_whole_specimen_stands_on_its_pages(shelf):
    assert list(check_trim((shelf.book("specimen") / "layout.pdf").read_bytes())) == []


def test_a_subtitle_that_runs_over_the_edge_stops_the_book_and_is_told(tmp_path):
    project = library(tmp_path / "library")
    book = replace(SHORT, metadata=replace(specimen.METADATA, subtitle="Untertitel" * 9))
    shelved(replace(specimen.EDITION, book=book, trim=(252.0, 396.0)), project)
    with pytest.raises(ContentError, match=r"V020: text on page 5 of the PDF runs \d+ points over the edge") as raised:
        press.STEPS["print"](project, "specimen")
    assert "shorten what book.toml says there" in str(raised.value)
    assert not (project.book("specimen") / "layout.pdf").exists()
