"""A project of its own for each test: the real templates and styles, the test's books, a shared font cache."""

import hashlib
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import tomli_w

from octavo import press
from octavo.edition import Edition
from octavo.project import Project

from .specimen import book as specimen
from .specimen.shelf import library, shelved

ROOT = Path(__file__).resolve().parent.parent

HEADER = """\
Jane Doe

A Small Book

Source : A Small Book, second printing, 1930
Publisher : The Small Press, London
Transcription/HTML Markup : John Roe, 2001
Public Domain : Marxists Internet Archive (2001). Please credit "Marxists Internet Archive" as your source.

"""
TEXT = """\
CHAPTER I. The Beginning

It was a dark night in 1941 - 1945, and "the dog," said J. V. Smith, "didn't bark."

The second paragraph has a few more words, so that there is something to compare.

CHAPTER II. The End

Nothing more is said here than that the book ends on a quiet word.
"""


def put_book(
    project: Project,
    text: str | bytes = HEADER + TEXT,
    *,
    folder: str = "a-small-book",
    emendations: str = "",
    **more: object,
) -> Path:
    """A book in `project`: its text, and what its book.toml says beyond the necessary."""
    book = project.content / folder
    (book / "text").mkdir(parents=True)
    content = text.encode() if isinstance(text, str) else text
    (book / "text" / "witness.txt").write_bytes(content)
    sha256 = hashlib.sha256(content).hexdigest()
    witness = {"file": "text/witness.txt", "sha256": sha256, "provider": "marxists.org"}
    manifest = {
        "language": "en-GB",
        "date": date(2026, 11, 23),
        "identifier": "urn:uuid:11111111-2222-3333-4444-555555555555",
        "witness": witness | more.pop("witness", {}),
    }
    (book / "book.toml").write_text(tomli_w.dumps(manifest | more), encoding="utf-8")
    if emendations:
        (book / "emendations.toml").write_text(emendations, encoding="utf-8")
    return book


def run_doit(project: Project, *arguments: str, before: tuple[str, ...] = (), **environment: str):
    """Runs doit in the project as ./build does; gives its exit status, output and errors."""
    return subprocess.run(
        [*before, sys.executable, "-m", "doit", *arguments],
        cwd=project.root,
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(project.root), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An empty project."""
    return library(tmp_path / "library")


@pytest.fixture
def add_book(project: Project):
    """Adds a book to the project."""
    return lambda *text, **more: put_book(project, *text, **more)


@pytest.fixture
def doit(project: Project):
    """Runs doit in the project."""
    return lambda *arguments, **environment: run_doit(project, *arguments, **environment)


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A library with the specimen, each of its formats made and checked."""
    project = library(tmp_path_factory.mktemp("shelf") / "library")
    shelved(specimen.EDITION, project)
    for step in ("cover", "print", "epub", "kindle", "kepub"):
        press.STEPS[step](project, "specimen")
    return project


@pytest.fixture(scope="session")
def edition(shelf: Project) -> Edition:
    """The specimen's edition."""
    return Edition.load(shelf.edition("specimen"))


@pytest.fixture(scope="session")
def epub(shelf: Project) -> Path:
    """The specimen as an EPUB."""
    return shelf.output("specimen", ".epub")


def rewritten(path: Path, old: str, new: str) -> None:
    """Replaces `old`, which must stand there once, in a text file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path, old)
    path.write_text(text.replace(old, new), encoding="utf-8")
