"""Press: each step that makes a file, run by doit or by hand; reads and writes, and decides nothing.

A step makes its output beside the old one, has it checked, and only then puts it in its place. It loads its
tools itself when it runs: all of them together take a second, and no step needs all.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from octavo.edition import Edition, Pagination
from octavo.layout import Layout
from octavo.problem import ContentError, Problem
from octavo.project import Project
from octavo.store import replaced

if TYPE_CHECKING:
    from octavo.checks.copy import Around
    from octavo.formats.epub import Profile

COVER, COVER_PAGE, LAYOUT, PLACES, RECORD = ".cover.jpg", "cover.pdf", "layout.pdf", "layout.json", "record.json"
OUTLINES = ".cover.svg"


def make_edition(project: Project, folder: str, slug: str) -> None:
    """The book in content/`folder`, processed once for all formats."""
    from octavo.build import load, make
    from octavo.fonts import check_glyphs

    source = load(project.content / folder)
    edition = make(source)
    check_glyphs(edition.book, project.styles)
    shown = [picture.source for picture in edition.pictures] + ([edition.cover] if edition.cover else [])
    for name in shown:
        write(project.images(slug) / name, source.images[name])
    write_edition(project, edition)


def write_edition(project: Project, edition: Edition) -> None:
    """`edition` in its place, and beside it what the cover needs of it."""
    slug = edition.book.metadata.slug
    write(project.edition(slug), edition.encoded())
    write(project.book(slug) / RECORD, edition.without_text().encoded())


def make_cover(project: Project, slug: str) -> None:
    """The cover as a picture, and as a page for the screen PDF."""
    from octavo.checks.fidelity import check_cover_text
    from octavo.formats.cover import cover

    edition = Edition.load(project.book(slug) / RECORD)
    page, picture = cover(edition, project)
    check_cover_text(page, edition, cover_page(edition, project))
    write(project.book(slug) / COVER_PAGE, page)
    write(project.output(slug, COVER), picture)


def make_outlines(project: Project, slug: str) -> None:
    """The cover in outlines; none of a book's own picture, and none left of the cover it had before."""
    from octavo.formats.cover import outlined

    record = Edition.load(project.book(slug) / RECORD)
    if record.cover:
        project.output(slug, OUTLINES).unlink(missing_ok=True)
    else:
        write(project.output(slug, OUTLINES), outlined((project.book(slug) / COVER_PAGE).read_bytes(), record))


def make_ebook(project: Project, slug: str) -> None:
    """The EPUB for most readers."""
    from octavo.formats.epub import PROFILES

    make_epub(project, slug, PROFILES["epub"])


def make_kindle(project: Project, slug: str) -> None:
    """The EPUB for Kindle."""
    from octavo.formats.epub import PROFILES

    make_epub(project, slug, PROFILES["kindle"])


def make_kepub(project: Project, slug: str) -> None:
    """The EPUB for Kobo, made of the checked one."""
    from octavo.checks.fidelity import check_epub_text
    from octavo.checks.spans import check_spans
    from octavo.formats import kobo

    edition = Edition.load(project.edition(slug))
    epub = project.output(slug, ".epub")
    with replaced(project.output(slug, kobo.SUFFIX)) as temporary:
        kobo.write_kepub(epub, temporary)
        if problems := check_spans(temporary, epub):
            raise ContentError(problems)
        check_epub_text(temporary.read_bytes(), edition, pages_around(edition, project))


def make_epub(project: Project, slug: str, profile: Profile) -> None:
    """An EPUB, checked by EPUBCheck and against the edition's words."""
    from octavo.checks.epub import check_epub
    from octavo.checks.fidelity import check_epub_text
    from octavo.formats.epub import Made, write_epub

    edition = Edition.load(project.edition(slug))
    layout = laid_out(project, slug)
    made = Made(project.output(slug, COVER).read_bytes(), layout.starts)
    with replaced(project.output(slug, profile.suffix)) as temporary:
        write_epub(edition, profile, made, project, temporary)
        around = pages_around(edition, project)
        if problems := check_epub(temporary):
            raise ContentError(problems)
        check_epub_text(temporary.read_bytes(), edition, around)
        if unlike := unlike_print(temporary, edition, layout, around):
            raise ContentError(unlike)


def unlike_print(epub: Path, edition: Edition, layout: Layout, around: Around) -> tuple[Problem, ...]:
    """Where the pages of the EPUB are not those of the print PDF, if they are to be."""
    from octavo.checks.pages import check_pages

    if edition.pagination is not Pagination.PRINT:
        return ()
    return check_pages(epub.read_bytes(), edition, around, layout.printed)


def laid_out(project: Project, slug: str) -> Layout:
    """Where the book's text fell in print."""
    return msgspec.json.decode((project.book(slug) / PLACES).read_bytes(), type=Layout)


def make_print(project: Project, slug: str) -> None:
    """The PDF for a printer; the pages it is made of, which those for a screen are too, and where the text fell."""
    from octavo.checks.fidelity import check_pdf_text
    from octavo.checks.trim import check_trim
    from octavo.formats.pdf import print_file
    from octavo.formats.typesetting import lay_out

    edition = Edition.load(project.edition(slug))
    layout, places = lay_out(edition, project, cores=os.cpu_count() or 1)
    if problems := tuple(check_trim(layout, places.first_text)):
        raise ContentError(problems)
    content = print_file(layout)
    printed = check_pdf_text(content, edition, pages_around(edition, project))
    write(project.book(slug) / LAYOUT, layout)
    write(project.book(slug) / PLACES, msgspec.json.encode(replace(places, printed=printed)))
    write(project.output(slug, ".print.pdf"), content)


def make_screen(project: Project, slug: str) -> None:
    """The PDF for a screen."""
    from octavo.checks.fidelity import check_screen_text
    from octavo.formats import pdf

    book = project.book(slug)
    content = pdf.screen_file((book / LAYOUT).read_bytes(), laid_out(project, slug), (book / COVER_PAGE).read_bytes())
    edition = Edition.load(project.edition(slug))
    check_screen_text(content, edition, pages_around(edition, project))
    write(project.output(slug, ".screen.pdf"), content)


def make_apparatus(project: Project, slug: str) -> None:
    """The page of changes and queries."""
    from octavo.formats.web import apparatus_page

    page = apparatus_page(Edition.load(project.edition(slug)), project)
    write(project.dist / slug / "apparatus.html", page.encode())


def cover_page(edition: Edition, project: Project) -> str:
    """What a typographic cover says, by its template."""
    from octavo.pages import Pages

    pages = Pages(edition, project.templates)
    return pages.cover([edition.book.metadata.title], ornament=False)


def pages_around(edition: Edition, project: Project) -> Around:
    """What the formats print beside the text, by their templates."""
    from octavo.checks.copy import Around
    from octavo.pages import Pages

    pages = Pages(edition, project.templates)
    return Around(
        cover_page(edition, project),
        pages.half_title().content,
        pages.title_page().content,
        pages.imprint().content,
        pages.attribution().content,
        pages.colophon().content,
        pages.say,
    )


def write(path: Path, content: bytes) -> None:
    """`content` in the place of `path`, whole or not at all."""
    with replaced(path) as temporary:
        temporary.write_bytes(content)


STEPS: dict[str, Callable[[Project, str], None]] = {
    "cover": make_cover,
    "outlines": make_outlines,
    "epub": make_ebook,
    "kindle": make_kindle,
    "kepub": make_kepub,
    "print": make_print,
    "screen": make_screen,
    "apparatus": make_apparatus,
}
