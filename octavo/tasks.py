"""Tasks: books times steps, as doit runs them. Kept light: doit loads it even when there is nothing to do.

Each step names what it reads and writes; doit runs it again only when one of these changed.
"""

from __future__ import annotations

import errno
import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from doit.exceptions import InvalidDodoFile, TaskFailed
from doit.task import clean_targets
from msgspec import Struct

from octavo.manifest import Manifest, load_manifest
from octavo.problem import ManifestError, OctavoError
from octavo.progress import LAST
from octavo.project import Project

EDITION, PICTURE, COVER_PAGE = "{book}/edition.json", "{out}.cover.jpg", "{book}/cover.pdf"
LAYOUT, PLACES, RECORD = "{book}/layout.pdf", "{book}/layout.json", "{book}/record.json"
COLLECTION = 100_000
"""After so many new objects Python looks for dead ones: seldom, for trees of fonts and pages live long."""
PAGES = (
    "title-page.xhtml",
    "imprint.xhtml",
    "attribution.xhtml",
    "section.xhtml",
    "notes.xhtml",
    "colophon.xhtml",
)
EBOOK = (*PAGES, "nav.xhtml", "toc.ncx", "ebook-page.xhtml", "ebook-cover.xhtml", "words.toml")
PAPER = (
    *PAGES,
    "half-title.xhtml",
    "contents.xhtml",
    "pages.xhtml",
    "take.xhtml",
    "furniture.xhtml",
    "words.toml",
)
PAPER_STYLES = ("base.css", "print.css", "furniture.css", "furniture-italic.css", "fonts.toml")


class Step(Struct, frozen=True):
    """A kind of file made of each book: what it is for, what it reads and what it makes.

    In `reads` and `makes`, {book} is where a book's intermediate files stand, {out} its outputs' stem. `draws` is made
    only of a book that brings no picture of its own.
    """

    name: str
    purpose: str
    reads: tuple[str, ...]
    makes: tuple[str, ...]
    templates: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    draws: tuple[str, ...] = ()

    def makes_of(self, manifest: Manifest) -> tuple[str, ...]:
        """What the step makes of the book with `manifest`."""
        return self.makes if manifest.cover else (*self.makes, *self.draws)


STEPS = (
    Step(
        "epub",
        "most e-readers, phones and tablets",
        (EDITION, PICTURE, PLACES),
        ("{out}.epub",),
        EBOOK,
        ("base.css", "ebook.css", "fonts.toml"),
    ),
    Step(
        "kindle",
        "Send to Kindle and KDP",
        (EDITION, PICTURE, PLACES),
        ("{out}.kindle.epub",),
        (*EBOOK, "notes-plain.xhtml"),
        ("base.css", "ebook.css", "fonts.toml"),
    ),
    Step(
        "kepub",
        "Kobo readers",
        (EDITION, "{out}.epub"),
        ("{out}.kepub.epub",),
        PAGES,
    ),
    Step(
        "print",
        "a printer, or your own press",
        (EDITION,),
        ("{out}.print.pdf", LAYOUT, PLACES),
        PAPER,
        PAPER_STYLES,
    ),
    Step(
        "screen",
        "reading the printed pages on a screen",
        (EDITION, LAYOUT, PLACES, COVER_PAGE),
        ("{out}.screen.pdf",),
    ),
    Step(
        "cover",
        "cover picture",
        (RECORD,),
        (PICTURE, COVER_PAGE),
        ("cover.xhtml", "cover-picture.xhtml", "words.toml"),
        ("base.css", "cover.css", "fonts.toml"),
    ),
    Step("outlines", "a cover at any size", (RECORD, COVER_PAGE), (), draws=("{out}.cover.svg",)),
    Step(
        "apparatus",
        "every change and query",
        (EDITION,),
        ("{dist}/apparatus.html",),
        ("apparatus.html", "words.toml"),
        ("web.css",),
    ),
)


def tasks(project: Project) -> Iterator[dict[str, Any]]:
    """Every task of `project`. Raises InvalidDodoFile with all that is wrong with the manifests."""
    books = manifests(project)
    code = sources(project)
    if not books:
        yield {"basename": "books", "actions": [no_books], "doc": "content/ has none yet"}
    yield {"basename": "edition", "name": None, "doc": "the text of each book, processed once for all formats"}
    for folder, manifest in books.items():
        yield edition_task(project, folder, manifest, code)
    for step in STEPS:
        yield {"basename": step.name, "name": None, "doc": step.purpose}
        for manifest in books.values():
            yield step_task(project, step, manifest, code)
    yield catalogue_task(project, list(books.values()), code)


def manifests(project: Project) -> dict[str, Manifest]:
    """The manifest of each folder in content/. Raises InvalidDodoFile."""
    books: dict[str, Manifest] = {}
    faults: list[str] = []
    slugs: dict[str, str] = {}
    folders = sorted(path for path in project.content.glob("*") if path.is_dir() and path.name[0] != ".")
    for folder in folders:
        try:
            manifest = load_manifest(folder / "book.toml")
        except ManifestError as error:
            faults.append(str(error))
            continue
        if other := slugs.get(manifest.slug):
            faults.append(
                f"content/{folder.name}/book.toml: the slug {manifest.slug!r} is taken by content/{other}; "
                "give one of them another slug"
            )
        slugs[manifest.slug] = folder.name
        books[folder.name] = manifest
    if faults:
        raise InvalidDodoFile("\n".join(faults).replace(f"{project.root}{os.sep}", ""))
    return books


def no_books() -> TaskFailed:
    """The failure of a library without books."""
    return TaskFailed(
        "content/: there is no book yet; .venv/bin/octavo new FILE makes one of a transcription (see README.md)"
    )


def sources(project: Project) -> list[str]:
    """What every step depends on: the code, its data, and the lock of the libraries and fonts."""
    package = project.root / "octavo"
    files = (path for pattern in ("*.py", "*.toml") for path in package.rglob(pattern))
    return [*sorted(map(str, files)), str(project.root / "uv.lock")]


def edition_task(project: Project, folder: str, manifest: Manifest, code: list[str]) -> dict[str, Any]:
    """The task that processes a book's text once for all formats."""
    own = project.content / folder
    return {
        "basename": "edition",
        "name": manifest.slug,
        "actions": [(run, ["edition", str(project.root), manifest.slug, folder])],
        "file_dep": [*files(own), str(project.styles / "fonts.toml"), *code],
        "targets": [str(project.edition(manifest.slug)), RECORD.format(book=project.book(manifest.slug))],
        "clean": True,
    }


def files(folder: Path) -> list[str]:
    """Every file below a book's folder, but for hidden ones."""
    return sorted(str(path) for path in folder.rglob("*") if path.is_file() and path.name[0] != ".")


def step_task(project: Project, step: Step, manifest: Manifest, code: list[str]) -> dict[str, Any]:
    """The task of one step for one book."""
    slug = manifest.slug
    places = {
        "book": project.book(slug),
        "dist": project.dist / slug,
        "out": project.dist / slug / slug,
    }
    shared = [project.templates / name for name in step.templates]
    shared += [project.styles / name for name in step.styles]
    return {
        "basename": step.name,
        "name": slug,
        "actions": [(run, [step.name, str(project.root), slug])],
        "file_dep": [*(path.format(**places) for path in step.reads), *map(str, shared), *code],
        "targets": [path.format(**places) for path in step.makes_of(manifest)],
        "clean": True,
    }


def catalogue_task(project: Project, books: list[Manifest], code: list[str]) -> dict[str, Any]:
    """The task that lists all books."""
    outputs = {book.slug: published(book) for book in sorted(books, key=lambda book: book.slug)}
    made = [str(project.dist / slug / name) for slug, names in outputs.items() for name in names]
    editions = [str(project.edition(slug)) for slug in outputs]
    pages = [project.templates / "catalogue.html", project.styles / "web.css"]
    return {
        "basename": "catalogue",
        "doc": "index.html and SHA256SUMS over all books",
        "actions": [(run, ["catalogue", str(project.root), "", "", outputs])],
        "file_dep": [*made, *editions, *map(str, pages), *code],
        "targets": [str(project.dist / "index.html"), str(project.dist / "SHA256SUMS")],
        "clean": [clean_targets, (clean_gone, [str(project.root), list(outputs)])],
        "meta": {LAST: True},
    }


def clean_gone(root: str, slugs: list[str]) -> None:
    """Removes what was made of books that are no longer in content/."""
    from octavo.catalogue import remove_gone  # noqa: PLC0415 - needed only when there is work

    remove_gone(Project(Path(root)), set(slugs))


def published(manifest: Manifest) -> dict[str, str]:
    """The names of a book's files in dist/, and what each is for."""
    stem = {"out": manifest.slug, "dist": ".", "book": "?"}
    names = ((path.format(**stem), step.purpose) for step in STEPS for path in step.makes_of(manifest))
    return {Path(name).name: purpose for name, purpose in names if not name.startswith("?")}


def run(
    step: str, root: str, slug: str, folder: str = "", outputs: dict[str, dict[str, str]] | None = None
) -> TaskFailed | None:
    """Runs one step; a user's mistake or a full disk becomes one message, not a traceback."""
    from octavo import catalogue, press  # noqa: PLC0415 - needed only when there is work

    gc.set_threshold(COLLECTION)
    project = Project(Path(root))
    try:
        if step == "edition":
            press.make_edition(project, folder, slug)
        elif step == "catalogue":
            catalogue.write_catalogue(project, outputs or {})
        else:
            press.STEPS[step](project, slug)
    except OctavoError as error:
        return TaskFailed(str(error).replace(f"{root}{os.sep}", ""))
    except (OSError, ImportError) as error:
        return TaskFailed(refused(error).replace(f"{root}{os.sep}", ""))
    return None


REMEDIES = (
    ({errno.ENOENT}, "restore it, then run ./build again"),
    ({errno.ENOSPC, errno.EDQUOT, errno.EFBIG}, "the disk is full: make room, then run ./build again"),
    ({errno.EACCES, errno.EPERM, errno.EROFS}, "mend its rights, or its folder's, then run ./build again"),
    ({errno.EEXIST, errno.ENOTDIR, errno.EISDIR}, "a file or folder is in the way: move it, then run ./build again"),
)


def refused(error: OSError | ImportError) -> str:
    """What the system refused, with its remedy: a full disk, a file, or a library that is not there."""
    if isinstance(error, ImportError) or error.errno is None:
        return f"a library is missing: {error}. Delete .octavo/setup-* and run ./build, which installs what is missing"
    remedy = next((words for errors, words in REMEDIES if error.errno in errors), "run ./build again")
    return f"{error.filename or 'a file'}: {error.strerror}; {remedy}"
