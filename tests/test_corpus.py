"""The ebooks of the corpus's raw texts, drafts as `octavo new` makes them, under both EPUBChecks and Ace.

Printed pages are left out, for laying them out takes longer than all the rest; the specimen has them.
"""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image

from octavo.edition import Pagination
from octavo.formats import kobo
from octavo.formats.epub import PROFILES, Made, write_epub
from octavo.intake import new

from .reading.tools import epubcheck, kobo_epubcheck, node_modules, said, unexpected, violations
from .specimen.shelf import library

CORPUS = os.environ.get("OCTAVO_CORPUS")
pytestmark = [
    pytest.mark.reading,
    pytest.mark.skipif(not CORPUS, reason="OCTAVO_CORPUS is not set: the raw texts are not here"),
]
VARIED = ("pg844-earnest", "pg972-devils-dictionary", "mia-lenin-state-and-revolution")
"""A play, a book of verse and headwords, one of notes and lists: looked at in every profile, and by Ace."""


@pytest.fixture(scope="module")
def ebooks(tmp_path_factory) -> list[Path]:
    """Every raw text as an EPUB, the varied ones in all profiles."""
    project = library(tmp_path_factory.mktemp("corpus") / "library")
    cover = BytesIO()
    Image.new("L", (1600, 2560)).save(cover, "JPEG")
    raw = sorted(path.with_suffix("") for path in (Path(CORPUS or "") / "raw").glob("*.json"))
    assert len(raw) == 19
    made = []
    for path in raw:
        folder = project.content / path.name.replace(".", "-")
        edition = replace(new([str(path)], folder).edition, pagination=Pagination.SOURCE)
        varied = path.name.startswith(VARIED)
        for profile in PROFILES.values() if varied else (PROFILES["epub"],):
            made.append(project.root / f"{folder.name}{profile.suffix}")
            write_epub(edition, profile, Made(cover.getvalue()), project, made[-1])
        if varied:
            made.append(project.root / f"{folder.name}{kobo.SUFFIX}")
            kobo.write_kepub(project.root / f"{folder.name}.epub", made[-1])
    return made


def test_epubcheck_has_nothing_to_say_of_any_text(ebooks):
    assert [line for book, rows in said(epubcheck(), *ebooks).items() for line in unexpected(book, rows)] == []


def test_the_epubcheck_of_kobo_finds_no_error_in_any_text(ebooks):
    told = said(kobo_epubcheck(), *ebooks)
    assert [(book.name, row) for book, rows in told.items() for row in rows if row["severity"] != "USAGE"] == []


@pytest.mark.parametrize("name", VARIED)
def test_ace_finds_no_violation_in_varied_texts(ebooks, tmp_path, name):
    (book,) = (path for path in ebooks if path.name.startswith(name) and path.name.count(".") == 1)
    assert violations(node_modules(), book, tmp_path) == []
