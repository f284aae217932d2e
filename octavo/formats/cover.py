"""Cover: the metadata in, a typographic cover out, as a page of PDF, a JPEG of 1600 x 2560 pixels, and SVG."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from math import ceil
from typing import cast

import pypdfium2
from msgspec import Struct
from PIL import Image, ImageOps

from octavo.edition import Edition
from octavo.faces import faces
from octavo.fonts import measured
from octavo.formats.compositor import compose
from octavo.formats.record import MAKER
from octavo.formats.svg import svg
from octavo.pages import Pages
from octavo.problem import ToolError
from octavo.project import Project
from octavo.titling import Setting, settings

WIDTH, HEIGHT = 1600, 2560
MARGIN = 140
MIDDLE, LEAST_DROP = 700, 190
"""Pixels from below the author to the middle of a title, and to its top at least."""
CLEAR = 110
"""Pixels between what stands at the foot and what stands above it."""
LEAST = (625, 1000)
"""Pixels of the smallest cover a shop takes (https://kdp.amazon.com/help/topic/G200645690)."""
LARGEST, SMALLEST = 320, 50
"""The sizes a title may have, in pixels."""
EVENNESS = 0.7
"""How much even and whole lines count beside the size, which counts 1."""
TITLE_WIDTH = 1240
TITLE_HEIGHTS = (1050, 1300, 1500, 1300, 1100, 900, 700, 500)
"""Pixels the title may fill, tried in turn: first beside an ornament, then as large as fits."""
LEADING = 1.12
"""The title's line height, as in styles/cover.css."""
POINTS = 72 / 96
PLAIN = "@page { background: #fff }"
QUALITY = 90


class Design(Struct, frozen=True):
    """How a title is set: its lines, its size in pixels, whether an ornament stands below it."""

    lines: tuple[str, ...]
    size: int
    ornament: bool

    @property
    def drop(self) -> int:
        """Pixels between the author and the title, whose middle is a little above the middle of the cover."""
        return max(LEAST_DROP, MIDDLE - int(len(self.lines) * self.size * LEADING / 2))


def cover(edition: Edition, project: Project) -> tuple[bytes, bytes]:
    """The cover as (PDF, JPEG): the book's own picture, or its title as large as fits. Raises ToolError."""
    pages = Pages(edition, project.templates)
    if edition.cover:
        file = project.images(edition.book.metadata.slug) / edition.cover
        page = compose(pages.template("cover-picture.xhtml", file=file.as_uri()), project, ("cover.css",), own=PLAIN)
        return page.write_pdf(), own(file.read_bytes(), edition.cover)
    for design in designs(pages, project):
        page = set_up(design, pages, project)
        if fits(page, foot=len(MAKER) + design.ornament):
            return page, picture(page)
    raise ToolError(
        f"the title of {edition.book.metadata.slug} does not fit on its cover at {SMALLEST} pixels; "
        "give book.toml a shorter title and put the rest into subtitle"
    )


def outlined(page: bytes, edition: Edition) -> bytes:
    """The cover of `edition`, whose page of PDF is `page`, in SVG. Raises ToolError."""
    metadata = edition.book.metadata
    people = ", ".join(person.name for person in metadata.contributors if person.role == "aut")
    return svg(page, f"{metadata.title}, {people}" if people else metadata.title)


def designs(pages: Pages, project: Project) -> Iterator[Design]:
    """Ways to set the title, the finest first; none twice."""
    width = measured(faces(project.styles)[0], project.fonts)
    fewest = ceil(width(pages.metadata.title) * SMALLEST / TITLE_WIDTH)
    most = int(max(TITLE_HEIGHTS) / LEADING / SMALLEST)
    ways = list(settings(pages.metadata.title, pages.breaks, width, range(fewest, most + 1)))
    seen: set[Design] = set()
    for attempt, height in enumerate(TITLE_HEIGHTS if ways else ()):
        sizes = {way: size_of(way, height, width) for way in ways}
        way = max(ways, key=lambda way: sizes[way] / (1 + way.cost) ** EVENNESS)
        design = Design(way.lines, sizes[way], ornament=attempt == 0)
        if design.size >= SMALLEST and design not in seen:
            seen.add(design)
            yield design


def size_of(way: Setting, height: float, width: Callable[[str], float]) -> int:
    """The largest size in pixels at which the lines keep to the title's width and to `height`."""
    widest = max(map(width, way.lines))
    return int(min(LARGEST, TITLE_WIDTH / widest, height / LEADING / len(way.lines)))


def set_up(design: Design, pages: Pages, project: Project) -> bytes:
    """The cover's page of PDF."""
    markup = pages.cover(design.lines, ornament=design.ornament)
    title = f".cover-title {{ font-size: {design.size}px; margin-top: {design.drop}px }}"
    return cast(bytes, compose(markup, project, ("base.css", "cover.css"), own=title).write_pdf())


def fits(pdf: bytes, foot: int = len(MAKER)) -> bool:
    """Whether the cover is one page, all letters inside the frame, and the `foot` last ones clear of the rest."""
    document = pypdfium2.PdfDocument(pdf)
    if len(document) != 1:
        return False
    text = document[0].get_textpage()
    boxes = [text.get_charbox(index) for index in range(text.count_chars())]
    inked = [box for box in boxes if box[2] > box[0]]
    above, below = inked[:-foot], inked[-foot:]
    low, high = MARGIN * POINTS, (WIDTH - MARGIN) * POINTS
    lowest = min((bottom for _, bottom, _, _ in above), default=HEIGHT)
    clear = max(top for *_, top in below) + CLEAR * POINTS
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
