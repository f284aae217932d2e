"""PDF: the edition in, its pages for the printer and for the screen out.

The text is set take by take and made up once. The print file is that layout without what a printer refuses
(links, bookmarks); the screen file is the same pages without blank ones, the mirrored margins evened, the cover
in front: so a page number means the same words in both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

import pikepdf
from msgspec.structs import replace

from octavo.edition import Edition
from octavo.formats.compositor import Copy
from octavo.formats.makeup import Part, address, made_up, places, saved
from octavo.formats.standing_type import StandingType
from octavo.formats.takes import Sheet, begins, sheets, takes
from octavo.layout import Layout, PageStart
from octavo.pages import Pages
from octavo.paginate import paginated
from octavo.project import Project

SHEETS, FURNITURE = ("base.css", "print.css"), "furniture.css"
OTHER_BOXES = ("/TrimBox", "/BleedBox", "/CropBox", "/ArtBox")
MIRRORED = 6.0
"""Half the difference of spine and fore-edge margin in points, as in styles/print.css."""


def lay_out(edition: Edition, project: Project, *, cores: int = 1) -> tuple[bytes, Layout]:
    """The pages of `edition` with links and bookmarks, and where everything fell; its text is set on `cores`.

    Raises ToolError.
    """
    standing = StandingType(project, edition.book.metadata.slug)
    book = BookCopy(edition, project)
    text = standing.settings(book.takes(), cores)
    *begin, end = begins([setting for _, setting in text])
    takes = [Part(content, setting, first) for first, (content, setting) in zip(begin, text, strict=True)]
    opening, opened = standing.setting(book.preliminaries(folios(takes)))
    first = opened.pages + opened.pages % 2
    running, _ = standing.setting(book.furniture(sheets([take.setting for take in takes])))
    closing = standing.setting(book.colophon(recto=(first + end) % 2 == 0))
    standing.clear()
    body = [replace(take, first=first + take.first) for take in takes]
    parts = [Part(opening, opened, 0), *body, Part(*closing, first + end)]
    return made_up(parts, running, first), layout(parts, first, tuple(starts(takes)))


class BookCopy:
    """What of one edition is set by itself."""

    def __init__(self, edition: Edition, project: Project) -> None:
        width, height = edition.trim
        self.own = f"@page {{ size: {width}pt {height}pt }}"
        images = project.images(edition.book.metadata.slug).as_uri()
        whole = replace(edition, book=paginated(edition.book, ()))
        self.pages = Pages(whole, project.templates, address, images=f"{images}/")

    def takes(self) -> list[Copy]:
        """The text and its notes, take by take."""
        return [
            Copy(self.pages.template("take.xhtml", sections=[page.content for page in take]), SHEETS, self.own)
            for take in takes([*self.pages.text(), *self.pages.notes()])
        ]

    def preliminaries(self, folios: Mapping[str, str]) -> Copy:
        """The pages before the text, its contents with their `folios`."""
        pages = self.pages
        front = (pages.half_title(), pages.title_page(), pages.imprint(), pages.attribution(), pages.contents(folios))
        markup = pages.template("pages.xhtml", preliminaries=[page.content for page in front])
        return Copy(markup, (*SHEETS, FURNITURE), self.own)

    def furniture(self, sheets: Sequence[Sheet]) -> Copy:
        """The running heads and folios of the text's pages."""
        return Copy(self.pages.template("furniture.xhtml", sheets=sheets), (*SHEETS, FURNITURE), self.own, tagged=False)

    def colophon(self, *, recto: bool) -> Copy:
        """The colophon, on a `recto` or on a verso."""
        side = f"html {{ break-before: {'right' if recto else 'left'} }}"
        return Copy(self.pages.template("take.xhtml", after=self.pages.colophon().content), SHEETS, self.own + side)


def folios(takes: Sequence[Part]) -> dict[str, str]:
    """The folio each id of the text stands on."""
    return {name: str(place[0] + 1) for name, place in places(takes)}


def starts(takes: Sequence[Part]) -> Iterator[PageStart]:
    """Each page of text, its label the folio it prints."""
    seen = 0
    for take in takes:
        for index, word in take.setting.starts:
            yield PageStart(str(take.first + index + 1), seen + word)
        seen += take.setting.words


def layout(parts: Sequence[Part], first: int, starts: tuple[PageStart, ...]) -> Layout:
    """Where everything fell in the book."""
    count = parts[-1].first + parts[-1].setting.pages
    return Layout(count, first, {name: place[0] for name, place in places(parts)}, starts)


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
    shown = [set(drawn(page).split()) for page in pdf.pages]
    return {index for index, operators in enumerate(shown) if operators.isdisjoint({b"BT", b"Do"})}


def drawn(page: pikepdf.Page) -> bytes:
    """What a page's content streams say, one after the other (ISO 32000-2, 7.8.2)."""
    contents = page.Contents
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join(stream.read_bytes() for stream in streams)


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
