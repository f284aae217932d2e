"""Pictures: a book's tree and the files of its folder in; each picture it shows, measured, out.

A picture says what it shows to those who cannot see it (WCAG 2.2, 1.1.1): in the witness, or in book.toml under
[alternatives]. An empty text there says that it is an ornament and says nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from io import BytesIO

from msgspec import Struct
from PIL import Image, UnidentifiedImageError

from octavo import model as m
from octavo.edition import Picture
from octavo.problem import ContentError, Problem, Severity
from octavo.walk import images

MEDIA_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif", "WEBP": "image/webp"}
"""The core media types of EPUB 3.3, 3.2, that Pillow reads."""


class Found(Struct, frozen=True):
    """A picture where it stands in the book."""

    image: m.Image
    position: m.Position


def pictures(book: m.Book, files: Mapping[str, bytes], alternatives: Mapping[str, str]) -> tuple[Picture, ...]:
    """Each picture of `book` once, in the order of their names. Raises ContentError."""
    seen: dict[str, Picture] = {}
    problems: list[Problem] = []
    for image, position in images(book):
        found = Found(image, position)
        faults = list(wrong(found, files, alternatives))
        problems += faults
        if not faults:
            seen[image.source] = measured(image, files[image.source], alternatives)
    if problems:
        raise ContentError(tuple(problems))
    return tuple(seen[source] for source in sorted(seen))


def wrong(found: Found, files: Mapping[str, bytes], alternatives: Mapping[str, str]) -> Iterator[Problem]:
    """What keeps a picture out of the book."""
    source = found.image.source
    if source not in files:
        yield fault("P001", f"the picture {source!r} is not in the folder images/", "add the file", found)
    elif not format_of(files[source]):
        yield fault("P002", f"{source!r} is no JPEG, PNG, GIF or WebP", "convert the file", found)
    if source not in alternatives and found.image.alternative is None:
        yield fault("P003", f"the picture {source!r} has no alternative text", REMEDY.format(source), found)


REMEDY = (
    'say what it shows in book.toml: [alternatives] "{}" = "…"; an empty text if it only adorns the page '
    "(https://www.w3.org/WAI/tutorials/images/)"
)


def fault(code: str, message: str, hint: str, found: Found) -> Problem:
    """A problem at the place of a picture."""
    return Problem(code, Severity.ERROR, message, hint, found.position)


def format_of(content: bytes) -> str | None:
    """The media type of a picture's bytes."""
    try:
        with Image.open(BytesIO(content)) as image:
            return MEDIA_TYPES.get(image.format or "")
    except UnidentifiedImageError:
        return None


def measured(image: m.Image, content: bytes, alternatives: Mapping[str, str]) -> Picture:
    """What the formats need to know of a picture."""
    with Image.open(BytesIO(content)) as opened:
        width, height = opened.size
    return Picture(
        source=image.source,
        media_type=format_of(content) or "",
        width=width,
        height=height,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        alternative=alternatives.get(image.source, image.alternative or ""),
    )
