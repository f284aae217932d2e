"""Press: each step that makes a file, run by doit or by hand; reads and writes, and decides nothing.

A step makes its output beside the old one, has it checked, and only then puts it in its place.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from octavo.build import load, make
from octavo.checks.epub import check_epub
from octavo.checks.fidelity import Around, check_epub_text, check_pdf_text
from octavo.edition import Edition
from octavo.fonts import check_glyphs
from octavo.formats import pdf
from octavo.formats.cover import cover
from octavo.formats.epub import PROFILES, Profile, write_epub
from octavo.formats.web import apparatus_page
from octavo.pages import Pages
from octavo.problem import ContentError
from octavo.project import Project
from octavo.store import replaced

COVER, COVER_PAGE, LAYOUT, PLACES = ".cover.jpg", "cover.pdf", "layout.pdf", "layout.json"


def make_edition(project: Project, folder: str, slug: str) -> None:
    """The book in content/`folder`, processed once for all formats."""
    edition = make(load(project.content / folder))
    check_glyphs(edition.book, project.styles, project.fonts)
    write(project.edition(slug), edition.encoded())


def make_cover(project: Project, slug: str) -> None:
    """The cover as a picture, and as a page for the screen PDF."""
    page, picture = cover(Edition.load(project.edition(slug)), project)
    write(project.book(slug) / COVER_PAGE, page)
    write(project.output(slug, COVER), picture)


def make_epub(project: Project, slug: str, profile: Profile) -> None:
    """An EPUB, checked by EPUBCheck and against the edition's words."""
    edition = Edition.load(project.edition(slug))
    picture = project.output(slug, COVER).read_bytes()
    with replaced(project.output(slug, profile.suffix)) as temporary:
        write_epub(edition, profile, picture, project, temporary)
        if problems := check_epub(temporary):
            raise ContentError(problems)
        check_epub_text(temporary.read_bytes(), edition, pages_around(edition, project))


def make_layout(project: Project, slug: str) -> None:
    """The pages laid out once for print and screen."""
    layout, places = pdf.lay_out(Edition.load(project.edition(slug)), project)
    write(project.book(slug) / LAYOUT, layout)
    write(project.book(slug) / PLACES, msgspec.json.encode(places))


def make_print(project: Project, slug: str) -> None:
    """The PDF for a printer."""
    content = pdf.print_file((project.book(slug) / LAYOUT).read_bytes())
    edition = Edition.load(project.edition(slug))
    check_pdf_text(content, edition, pages_around(edition, project))
    write(project.output(slug, ".print.pdf"), content)


def make_screen(project: Project, slug: str) -> None:
    """The PDF for a screen."""
    book = project.book(slug)
    places = msgspec.json.decode((book / PLACES).read_bytes(), type=pdf.Layout)
    content = pdf.screen_file((book / LAYOUT).read_bytes(), places, (book / COVER_PAGE).read_bytes())
    edition = Edition.load(project.edition(slug))
    check_pdf_text(content, edition, pages_around(edition, project))
    write(project.output(slug, ".screen.pdf"), content)


def make_apparatus(project: Project, slug: str) -> None:
    """The page of changes and queries."""
    page = apparatus_page(Edition.load(project.edition(slug)), project)
    write(project.dist / slug / "apparatus.html", page.encode())


def pages_around(edition: Edition, project: Project) -> Around:
    """The pages before and after the text that every format prints."""
    pages = Pages(edition, project.templates)
    before = (pages.title_page(), pages.imprint(), pages.attribution())
    after = (*pages.notes(), pages.colophon())
    return Around(tuple(page.content for page in before), tuple(page.content for page in after))


def write(path: Path, content: bytes) -> None:
    """`content` in the place of `path`, whole or not at all."""
    with replaced(path) as temporary:
        temporary.write_bytes(content)


STEPS: dict[str, Callable[[Project, str], None]] = {
    "cover": make_cover,
    "epub": lambda project, slug: make_epub(project, slug, PROFILES["epub"]),
    "kindle": lambda project, slug: make_epub(project, slug, PROFILES["kindle"]),
    "layout": make_layout,
    "print": make_print,
    "screen": make_screen,
    "apparatus": make_apparatus,
}
