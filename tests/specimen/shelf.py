"""The specimen on a shelf: a library on disk with the specimen in it, every format of it made."""

from __future__ import annotations

import shutil
from pathlib import Path

from msgspec.structs import replace

from octavo import press
from octavo.edition import Edition
from octavo.pictures import pictures
from octavo.project import Project

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "tests" / "specimen" / "images"


def library(root: Path) -> Project:
    """An empty library at `root` with this repository's templates, styles, code and faces."""
    project = Project(root)
    project.content.mkdir(parents=True)
    for name in ("templates", "styles", "octavo"):
        (root / name).symlink_to(ROOT / name)
    for name in ("dodo.py", "uv.lock"):
        shutil.copy(ROOT / name, root / name)
    project.state.mkdir()
    (ROOT / ".octavo" / "fonts").mkdir(parents=True, exist_ok=True)
    project.fonts.symlink_to(ROOT / ".octavo" / "fonts")
    return project


def shelved(edition: Edition, project: Project) -> Edition:
    """`edition` written where the formats look for it, with the specimen's pictures."""
    files = {path.name: path.read_bytes() for path in IMAGES.iterdir()}
    whole = replace(edition, pictures=pictures(edition.book, files, {}))
    slug = edition.book.metadata.slug
    press.write_edition(project, whole)
    for picture in whole.pictures:
        project.images(slug).mkdir(parents=True, exist_ok=True)
        shutil.copy(IMAGES / picture.source, project.images(slug))
    return whole


def made(edition: Edition, root: Path, *steps: str) -> Project:
    """A library with `edition` in it, and what `steps` make of it."""
    project = library(root)
    shelved(edition, project)
    for step in steps or ("cover", "print", "epub"):
        press.STEPS[step](project, edition.book.metadata.slug)
    return project
