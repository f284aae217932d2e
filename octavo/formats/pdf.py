"""PDF: the edition in, its pages for the printer and for the screen out.

The text is laid out once. The print file is that layout without what a printer refuses (links, bookmarks);
the screen file is the same pages without blank ones, the mirrored margins evened, the cover in front: so a
page number means the same words in both.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from typing import Any

import pikepdf
from msgspec.structs import replace
from weasyprint import CSS, HTML
from weasyprint.pdf import pydyf
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from octavo.edition import Edition
from octavo.faces import faces
from octavo.fonts import instance
from octavo.formats.page_starts import page_starts
from octavo.layout import Layout
from octavo.pages import Pages
from octavo.paginate import paginated
from octavo.problem import ToolError
from octavo.project import Project

PRINT_SHEETS = ("base.css", "print.css")
OTHER_BOXES = ("/TrimBox", "/BleedBox", "/CropBox", "/ArtBox")
MIRRORED = 6.0
"""Half the difference of spine and fore-edge margin in points, as in styles/print.css."""


def lay_out(edition: Edition, project: Project) -> tuple[bytes, Layout]:
    """The pages of `edition` with links and bookmarks, and where everything fell. Raises ToolError."""
    width, height = edition.trim
    size = f"@page {{ size: {width}pt {height}pt }}"
    document = compose(book_markup(edition, project), project, PRINT_SHEETS, own=size)
    places = {name: index for index, page in reversed(list(enumerate(document.pages))) for name in page.anchors}
    first = edition.book.front + edition.book.body + edition.book.back
    begin = places[first[0].id]
    layout = Layout(len(document.pages), begin, places, page_starts(document.pages, begin))
    with pages_listed_once():
        return document.write_pdf(pdf_tags=True), layout


def book_markup(edition: Edition, project: Project) -> str:
    """The whole book as one page of XHTML."""
    whole = replace(edition, book=paginated(edition.book, ()))
    images = project.images(edition.book.metadata.slug).as_uri()
    pages = Pages(whole, project.templates, images=f"{images}/")
    front = [pages.half_title(), pages.title_page(), pages.imprint(), pages.attribution(), pages.contents()]
    text = [*pages.text(), *pages.notes()]
    return pages.template(
        "pages.xhtml",
        preliminaries=[page.content for page in front],
        sections=[page.content for page in text],
        colophon=pages.colophon().content,
    )


def compose(markup: str, project: Project, sheets: tuple[str, ...], *, own: str) -> Any:
    """`markup` laid out by WeasyPrint with the project's faces and `sheets`, then the rules of its `own`.

    Raises ToolError for what WeasyPrint could not do.
    """
    fonts = FontConfiguration()
    fetcher = URLFetcher(allowed_protocols={"file"})
    with warnings_as_errors():
        styles = [CSS(string=font_faces(project), font_config=fonts, url_fetcher=fetcher)]
        styles += [CSS(project.styles / sheet, font_config=fonts, url_fetcher=fetcher) for sheet in sheets]
        styles.append(CSS(string=own))
        page = HTML(string=markup, base_url=str(project.root), url_fetcher=fetcher)
        return page.render(stylesheets=styles, font_config=fonts)


def font_faces(project: Project) -> str:
    """The @font-face rules for the project's faces."""
    rule = "@font-face {{ font-family: '{}'; font-style: {}; font-weight: {}; src: url('{}') }}\n"
    return "".join(
        rule.format(face.family, face.style, face.weight, instance(face, project.fonts).as_uri())
        for face in faces(project.styles)
    )


@contextmanager
def warnings_as_errors() -> Iterator[None]:
    """Turns what WeasyPrint would only mutter into a ToolError."""
    heard: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: heard.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
    if heard:
        raise ToolError("the PDF could not be laid out as the styles ask: " + "; ".join(heard[:5]))


@contextmanager
def pages_listed_once() -> Iterator[None]:
    """Lets pydyf list the pages of a document once.

    WeasyPrint 70 asks for the whole list at each tag and link, so that time grows with the square of the book.
    """
    listed = pydyf.PDF.page_references
    known = lru_cache(maxsize=1)(lambda pdf, _count: listed.fget(pdf))
    pydyf.PDF.page_references = property(lambda pdf: known(pdf, len(pdf.pages["Kids"])))
    try:
        yield
    finally:
        pydyf.PDF.page_references = listed


# The two files ---------------------------------------------------------------------------------------------


def print_file(layout: bytes) -> bytes:
    """The layout for a printer: no links, no bookmarks, no tags."""
    with pikepdf.open(BytesIO(layout)) as pdf:
        for page in pdf.pages:
            drop(page.obj, "/Annots", "/StructParents", "/Tabs")
        drop(
            pdf.Root,
            "/Outlines",
            "/Names",
            "/Dests",
            "/StructTreeRoot",
            "/MarkInfo",
            "/PageMode",
            "/OpenAction",
        )
        return saved(pdf)


def drop(where: pikepdf.Object, *keys: str) -> None:
    """Takes `keys` out of a dictionary of the PDF."""
    for key in keys:
        if key in where:
            del where[key]


def screen_file(layout: bytes, where: Layout, cover: bytes) -> bytes:
    """The layout for a screen: its cover first, no blank pages, margins even, pages labelled as printed."""
    with pikepdf.open(BytesIO(layout)) as pdf, pikepdf.open(BytesIO(cover)) as front:
        blank = blank_pages(pdf)
        for index, page in enumerate(pdf.pages):
            even_margins(page, recto=index % 2 == 0)
        labels = page_labels(where, blank)
        for index in sorted(blank, reverse=True):
            del pdf.pages[index]
        pdf.pages.insert(0, fitted(front.pages[0], pdf.pages[0]))
        pdf.Root.PageLabels = pdf.make_indirect(labels)
        return saved(pdf)


def blank_pages(pdf: pikepdf.Pdf) -> set[int]:
    """The indexes of pages that show neither text nor picture (ISO 32000-2, table 50: BT, Do)."""
    shown = [set(page.Contents.read_bytes().split()) for page in pdf.pages]
    return {index for index, operators in enumerate(shown) if operators.isdisjoint({b"BT", b"Do"})}


def even_margins(page: pikepdf.Page, *, recto: bool) -> None:
    """Moves the page's boxes so that the text stands in the middle."""
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    moved = MIRRORED if recto else -MIRRORED
    page.mediabox = pikepdf.Array([left + moved, bottom, right + moved, top])
    drop(page.obj, *OTHER_BOXES)


def fitted(cover: pikepdf.Page, page: pikepdf.Page) -> pikepdf.Page:
    """The cover scaled to the height of `page`."""
    *_, width, height = (float(edge) for edge in cover.mediabox)
    scale = (float(page.mediabox[3]) - float(page.mediabox[1])) / height
    cover.contents_add(f"{scale:.6f} 0 0 {scale:.6f} 0 0 cm".encode(), prepend=True)
    cover.mediabox = pikepdf.Array([0, 0, round(width * scale, 3), round(height * scale, 3)])
    drop(cover.obj, *OTHER_BOXES)
    return cover


def page_labels(where: Layout, blank: set[int]) -> pikepdf.Dictionary:
    """Labels as printed: a cover, roman folios before the text, arabic ones from it on (ISO 32000-2, 12.4.2)."""
    numbers: list[Any] = [0, pikepdf.Dictionary(P=pikepdf.String("Cover"))]
    kept = [index for index in range(where.pages) if index not in blank]
    previous = None
    for place, index in enumerate(kept, 1):
        roman = index < where.first_text
        folio = index + 1 if roman else index - where.first_text + 1
        if previous != (roman, folio - 1):
            style = pikepdf.Name.r if roman else pikepdf.Name.D
            numbers += [place, pikepdf.Dictionary(S=style, St=folio)]
        previous = (roman, folio)
    return pikepdf.Dictionary(Nums=pikepdf.Array(numbers))


def saved(pdf: pikepdf.Pdf) -> bytes:
    """The file's bytes, the same each time."""
    pdf.remove_unreferenced_resources()
    content = BytesIO()
    pdf.save(content, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return content.getvalue()
