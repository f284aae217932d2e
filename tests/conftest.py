"""What the tests share: a library on disk with the specimen in it, every format of it made once a session."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from octavo import press
from octavo.edition import Edition
from octavo.pictures import pictures
from octavo.project import Project

from .specimen import book as specimen

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "tests" / "specimen" / "images"


def library(root: Path) -> Project:
    """A library at `root` with this repository's templates, styles and faces."""
    project = Project(root)
    for name in ("templates", "styles"):
        (root / name).symlink_to(ROOT / name)
    project.state.mkdir()
    (ROOT / ".octavo" / "fonts").mkdir(parents=True, exist_ok=True)
    project.fonts.symlink_to(ROOT / ".octavo" / "fonts")
    return project


def shelved(edition: Edition, project: Project) -> Edition:
    """`edition` written where the formats look for it, with the specimen's pictures."""
    from msgspec.structs import replace

    files = {path.name: path.read_bytes() for path in IMAGES.iterdir()}
    whole = replace(edition, pictures=pictures(edition.book, files, {}))
    slug = edition.book.metadata.slug
    press.write(project.edition(slug), whole.encoded())
    for picture in whole.pictures:
        project.images(slug).mkdir(parents=True, exist_ok=True)
        shutil.copy(IMAGES / picture.source, project.images(slug))
    return whole


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A library with the specimen, each of its formats made and checked."""
    project = library(tmp_path_factory.mktemp("library"))
    shelved(specimen.EDITION, project)
    for step in ("cover", "layout", "print", "epub", "kindle", "kepub"):
        press.STEPS[step](project, "specimen")
    return project


@pytest.fixture(scope="session")
def edition(project: Project) -> Edition:
    """The specimen's edition."""
    return Edition.load(project.edition("specimen"))


@pytest.fixture(scope="session")
def epub(project: Project) -> Path:
    """The specimen as an EPUB."""
    return project.output("specimen", ".epub")
