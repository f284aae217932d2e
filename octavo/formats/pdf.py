"""PDF: the laid out pages in, the files for the printer and for the screen out.

The print file is that layout without what a printer refuses (links, bookmarks); the screen file is the same pages
without blank ones, the mirrored margins evened, the cover in front: so a page number means the same words in both.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf

from octavo.layout import Layout

OTHER_BOXES = ("/TrimBox", "/BleedBox", "/CropBox", "/ArtBox")
MIRRORED = 6.0
"""Half the difference of spine and fore-edge margin in points, as in styles/print.css."""


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


def saved(pdf: pikepdf.Pdf) -> bytes:
    """The file's bytes, the same each time."""
    pdf.remove_unreferenced_resources()
    content = BytesIO()
    pdf.save(content, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return content.getvalue()
