"""Catalogue: what stands in dist/ in, the page that lists it and its sums out."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from octavo.edition import Edition
from octavo.model import Metadata
from octavo.project import Project
from octavo.store import replaced
from octavo.templates import Templates, sheet

APPARATUS = "apparatus.html"


class File(Struct, frozen=True):
    """An output as the catalogue lists it; `size` in bytes."""

    name: str
    href: str
    purpose: str
    size: int
    sha256: str


class Listing(Struct, frozen=True):
    """A book and its files; `cover` is the address of its picture."""

    metadata: Metadata
    cover: str
    files: tuple[File, ...]


def write_catalogue(project: Project, outputs: dict[str, dict[str, str]]) -> None:
    """Writes index.html and SHA256SUMS over those of `outputs` that stand: by slug, each file's name and purpose."""
    remove_gone(project, set(outputs))
    standing = {slug: stand(project.dist / slug, files) for slug, files in sorted(outputs.items())}
    books = [listing(project, slug, files) for slug, files in standing.items() if files]
    styles = sheet(project.styles / "web.css")
    index = Templates(project.templates).fill("catalogue.html", {"books": books, "styles": styles})
    with replaced(project.dist / "index.html") as temporary:
        temporary.write_text(index, encoding="utf-8")
    rows = [(file.href, file.sha256) for book in books for file in book.files]
    rows.append(("index.html", hashlib.sha256(index.encode()).hexdigest()))
    with replaced(project.dist / "SHA256SUMS") as temporary:
        temporary.write_text(sums(rows), encoding="utf-8")


def stand(folder: Path, files: dict[str, str]) -> dict[str, str]:
    """Those of `files` that stand in `folder`: all of them, but where a step failed and had never made its file."""
    return {name: purpose for name, purpose in files.items() if (folder / name).is_file()}


def remove_gone(project: Project, slugs: set[str]) -> None:
    """Takes what was made of books that are no longer in content/ out of dist/ and .octavo/."""
    for folder in gone(project.dist, slugs):
        for path in folder.iterdir():
            if path.name == APPARATUS or path.name.startswith((f"{folder.name}.", f".{folder.name}.", ".apparatus.")):
                path.unlink()
        if not any(folder.iterdir()):
            folder.rmdir()
    for folder in gone(project.books, slugs):
        shutil.rmtree(folder)


def gone(parent: Path, slugs: set[str]) -> list[Path]:
    """The folders in `parent` that are none of `slugs`."""
    return [path for path in parent.glob("*") if path.is_dir() and path.name not in slugs]


def listing(project: Project, slug: str, files: dict[str, str]) -> Listing:
    """The catalogue's entry of one book."""
    rows = tuple(described(project.dist, f"{slug}/{name}", purpose) for name, purpose in files.items())
    cover = next((row.href for ending in (".svg", ".jpg") for row in rows if row.name.endswith(ending)), "")
    return Listing(Edition.load(project.edition(slug)).book.metadata, cover, rows)


def described(dist: Path, href: str, purpose: str) -> File:
    """The file at `href` below `dist`."""
    content = (dist / href).read_bytes()
    return File(Path(href).name, href, purpose, len(content), hashlib.sha256(content).hexdigest())


def sums(rows: Sequence[tuple[str, str]]) -> str:
    """Names and hashes as `sha256sum -c` reads them."""
    return "".join(f"{sha256}  {name}\n" for name, sha256 in sorted(rows))
