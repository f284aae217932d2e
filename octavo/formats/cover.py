"""Cover: the metadata in, a typographic cover out, as a page of PDF and a JPEG of 1600 x 2560 pixels."""

from __future__ import annotations

from io import BytesIO

import pypdfium2

from octavo.edition import Edition
from octavo.formats.pdf import compose
from octavo.pages import Pages
from octavo.problem import ToolError
from octavo.project import Project

WIDTH, HEIGHT = 1600, 2560
MARGIN = 140
TITLE_SIZES = (230, 200, 180, 160, 145, 130, 115, 100, 90, 80, 70, 60, 50)
"""Sizes of the title in pixels, tried in turn."""
TITLE_WIDTH = 1260
EM_PER_CHARACTER = 0.46
POINTS = 72 / 96
QUALITY = 90


def cover(edition: Edition, project: Project) -> tuple[bytes, bytes]:
    """The cover as (PDF, JPEG), its title as large as fits. Raises ToolError where none fits."""
    pages = Pages(edition, project.templates)
    for size in TITLE_SIZES:
        lines = pages.lines(edition.book.metadata.title, int(TITLE_WIDTH / size / EM_PER_CHARACTER))
        markup = pages.template("cover.xhtml", size=pages.size, title=lines)
        title = f".cover-title {{ font-size: {size}px }}"
        page = compose(markup, project, ("base.css", "cover.css"), own=title).write_pdf()
        if fits(page):
            return page, picture(page)
    raise ToolError(
        f"the title of {edition.book.metadata.slug} does not fit on its cover at {TITLE_SIZES[-1]} pixels; "
        "give book.toml a shorter title and put the rest into subtitle"
    )


def fits(pdf: bytes) -> bool:
    """Whether the cover is one page and all its characters stand inside the frame."""
    document = pypdfium2.PdfDocument(pdf)
    if len(document) != 1:
        return False
    text = document[0].get_textpage()
    boxes = [text.get_charbox(index) for index in range(text.count_chars())]
    low, high = MARGIN * POINTS, (WIDTH - MARGIN) * POINTS
    return all(low <= left and right <= high for left, _, right, _ in boxes if right > left) and not overlaps(text)


def overlaps(text: pypdfium2.PdfTextPage) -> bool:
    """Whether the text reaches down into the publisher's line."""
    lowest = sorted(round(text.get_charbox(index)[1]) for index in range(text.count_chars()))
    publisher = HEIGHT * POINTS * 0.115
    return any(publisher < bottom < publisher * 1.5 for bottom in lowest)


def picture(pdf: bytes) -> bytes:
    """The first page of `pdf` as a JPEG."""
    image = pypdfium2.PdfDocument(pdf)[0].render(scale=1 / POINTS).to_pil().convert("RGB")
    content = BytesIO()
    image.save(content, "JPEG", quality=QUALITY, optimize=True, dpi=(300, 300))
    return content.getvalue()
