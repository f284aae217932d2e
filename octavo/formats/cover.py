"""Cover: the metadata in, a typographic cover out, as a page of PDF and a JPEG of 1600 x 2560 pixels."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
from PIL import Image, ImageOps

from octavo.edition import Edition
from octavo.formats.compositor import compose
from octavo.formats.record import MAKER
from octavo.pages import Pages
from octavo.problem import ToolError
from octavo.project import Project

WIDTH, HEIGHT = 1600, 2560
MARGIN = 140
CLEAR = 90
"""Pixels between the publisher's line and what stands above it."""
LEAST = (625, 1000)
"""Pixels of the smallest cover a shop takes (https://kdp.amazon.com/help/topic/G200645690)."""
TITLE_SIZES = (340, 280, 230, 200, 180, 160, 145, 130, 115, 100, 90, 80, 70, 60, 50)
"""Sizes of the title in pixels, tried in turn."""
TITLE_WIDTH = 1260
EM_PER_CHARACTER = 0.46
POINTS = 72 / 96
PLAIN = "@page { background: #fff }"
QUALITY = 90


def cover(edition: Edition, project: Project) -> tuple[bytes, bytes]:
    """The cover as (PDF, JPEG): the book's own picture, or its title as large as fits. Raises ToolError."""
    pages = Pages(edition, project.templates)
    if edition.cover:
        file = project.images(edition.book.metadata.slug) / edition.cover
        page = compose(pages.template("cover-picture.xhtml", file=file.as_uri()), project, ("cover.css",), own=PLAIN)
        return page.write_pdf(), own(file.read_bytes(), edition.cover)
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
    """Whether the cover is one page, all its letters inside the frame and the publisher's line clear of the rest."""
    document = pypdfium2.PdfDocument(pdf)
    if len(document) != 1:
        return False
    text = document[0].get_textpage()
    boxes = [text.get_charbox(index) for index in range(text.count_chars())]
    inked = [box for box in boxes if box[2] > box[0]]
    above, publisher = inked[: -len(MAKER)], inked[-len(MAKER) :]
    low, high = MARGIN * POINTS, (WIDTH - MARGIN) * POINTS
    lowest = min((bottom for _, bottom, _, _ in above), default=HEIGHT)
    clear = max(top for *_, top in publisher) + CLEAR * POINTS
    return all(low <= left and right <= high for left, _, right, _ in inked) and lowest >= clear


def own(content: bytes, name: str) -> bytes:
    """A book's own picture as its cover, as large as a cover may be. Raises ToolError where it is too small."""
    with Image.open(BytesIO(content)) as opened:
        upright = ImageOps.exif_transpose(opened).convert("RGB")
        if opened.width < LEAST[0] or opened.height < LEAST[1]:
            raise ToolError(
                f"images/{name} has {opened.width} x {opened.height} pixels; a cover needs {LEAST[0]} x {LEAST[1]} at "
                "least (Kindle Direct Publishing, cover requirements)"
            )
    return jpeg(ImageOps.contain(upright, (WIDTH, HEIGHT), Image.Resampling.LANCZOS))


def picture(pdf: bytes) -> bytes:
    """The first page of `pdf` as a JPEG."""
    return jpeg(pypdfium2.PdfDocument(pdf)[0].render(scale=1 / POINTS).to_pil().convert("RGB"))


def jpeg(image: Image.Image) -> bytes:
    """A picture's bytes."""
    content = BytesIO()
    image.save(content, "JPEG", quality=QUALITY, optimize=True, dpi=(300, 300))
    return content.getvalue()
