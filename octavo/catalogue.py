"""Catalogue: all finished books in, the page that lists them and their sums out."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from msgspec import Struct

from octavo.edition import Edition
from octavo.model import Metadata
from octavo.problem import ToolError
from octavo.project import Project
from octavo.store import replaced


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
    """Writes index.html and SHA256SUMS over `outputs`: by slug, each file's name and purpose."""
    books = [listing(project, slug, files) for slug, files in sorted(outputs.items())]
    pages = Environment(
        loader=FileSystemLoader(project.templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    styles = (project.styles / "web.css").read_text(encoding="utf-8")
    try:
        index = pages.get_template("catalogue.html").render(books=books, styles=styles)
    except TemplateError as error:
        raise ToolError(f"templates/catalogue.html: {error.message}") from None
    remove_gone(project.dist, set(outputs))
    with replaced(project.dist / "index.html") as temporary:
        temporary.write_text(index, encoding="utf-8")
    rows = [(file.href, file.sha256) for book in books for file in book.files]
    rows.append(("index.html", hashlib.sha256(index.encode()).hexdigest()))
    with replaced(project.dist / "SHA256SUMS") as temporary:
        temporary.write_text(sums(rows), encoding="utf-8")


def remove_gone(dist: Path, slugs: set[str]) -> None:
    """Takes the outputs of books that are no longer in content/ out of dist/."""
    for folder in dist.iterdir():
        if folder.is_dir() and folder.name not in slugs and (folder / "apparatus.html").exists():
            shutil.rmtree(folder)


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
