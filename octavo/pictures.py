"""Pictures: a book's tree and the files of its folder in; each picture it shows, measured, out.

What a witness shows by an address is looked for in the folder's images/ under the last part of that address; nothing
is fetched. One that is not there, or is no picture, leaves the book with a query. A picture says what it shows to
those who cannot see it (WCAG 2.2, 1.1.1): in the witness, or in book.toml under [alternatives]. An empty text there
says that it is an ornament and says nothing.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from urllib.parse import unquote, urlsplit

from msgspec import Struct
from msgspec.structs import replace
from PIL import Image, ImageFile, UnidentifiedImageError

from octavo import model as m
from octavo.edition import Doubt, Picture
from octavo.inlines import flat
from octavo.problem import ContentError, Problem, Severity
from octavo.readers.witness import Witness
from octavo.structure.matter import Structured
from octavo.walk import images, nested_blocks, with_images

MEDIA_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif", "WEBP": "image/webp"}
"""The core media types of EPUB 3.3, 3.2, that Pillow reads."""
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
"""How an address of the web begins (RFC 3986, 3.1 and 4.2)."""
UNREADABLE = (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError)
"""What Pillow raises of bytes that are no picture, are cut off, or would fill the memory."""


class Found(Struct, frozen=True):
    """A picture where it stands in the book."""

    image: m.Image
    position: m.Position


# What a witness shows ---------------------------------------------------------------------------------------


def shown(
    parts: Structured,
    notes: Sequence[m.Note],
    witnesses: Sequence[Witness],
    files: Mapping[str, bytes],
    alternatives: Mapping[str, str],
) -> tuple[Structured, tuple[m.Note, ...]]:
    """`parts` and `notes` with each picture under its name below images/.

    One that is not there goes, its caption a paragraph; that and one that says nothing are queries of the parts.
    """
    gallery = Gallery({witness.name: witness for witness in witnesses}, files, alternatives)
    front, body, back = (tuple(map(gallery.section, matter)) for matter in (parts.front, parts.body, parts.back))
    hung = tuple(replace(note, blocks=gallery.hung(note.blocks)) for note in notes)
    doubts = (*gallery.doubts.values(), *parts.doubts)
    return replace(parts, front=front, body=body, back=back, doubts=doubts), hung


class Gallery:
    """The pictures there are, and the queries about those a witness shows; one for each picture."""

    def __init__(
        self, witnesses: Mapping[str, Witness], files: Mapping[str, bytes], alternatives: Mapping[str, str]
    ) -> None:
        self.witnesses = witnesses
        self.files = files
        self.alternatives = alternatives
        self.formats: dict[str, str | None] = {}
        self.captions: dict[m.Image, str] = {}
        self.doubts: dict[tuple[str, str], Doubt] = {}

    def hung(self, blocks: m.Blocks) -> m.Blocks:
        """`blocks` with their pictures looked for."""
        figures = [block for block in nested_blocks(blocks) if isinstance(block, m.Figure)]
        self.captions = {figure.image: " ".join(flat(figure.caption).split()) for figure in figures}
        return with_images(blocks, self.found)

    def section(self, section: m.Section) -> m.Section:
        """A section with the pictures of its title and below it looked for."""
        title = self.hung((m.Paragraph(section.title, section.title_position),)) if section.title else ()
        line = next((block for block in title if isinstance(block, m.Paragraph)), m.Paragraph(()))
        return replace(
            section,
            title=line.children,
            title_position=line.position if title else section.title_position,
            blocks=self.hung(section.blocks),
            sections=tuple(map(self.section, section.sections)),
        )

    def found(self, image: m.Image, position: m.Position) -> m.Image | None:
        """`image` under its name; None where there is no such picture."""
        name = self.name(image.source, position.file)
        place = f"save it as images/{name or 'NAME.png'} in the book's folder"
        if name not in self.files:
            why = "nothing is fetched" if SCHEME.match(image.source) else "its file was not given"
            self.ask("picture-missing", image, position, f"the page shows it here, and {why}; {place}")
            return None
        if name not in self.formats:
            self.formats[name] = format_of(self.files[name])
        if not self.formats[name]:
            self.ask("picture-unreadable", image, position, f"it is no whole JPEG, PNG, GIF or WebP; {place}")
            return None
        return replace(image, source=name, alternative=self.alternative(image, name, position))

    def name(self, address: str, file: str) -> str:
        """The name below images/ of what a page shows by `address`."""
        known = self.witnesses[file].pictures if file in self.witnesses else {}
        return known.get(address) or own_name(address)

    def alternative(self, image: m.Image, name: str, position: m.Position) -> str:
        """What a picture says to those who cannot see it; where the page has no words for it, a query."""
        said = image.alternative or self.captions.get(image, "")
        if not said and name not in self.alternatives:
            lacks = "says it is an ornament" if image.alternative == "" else "has no words for it"
            asks = f"the page {lacks}; {REMEDY.format(name)}"
            self.ask("picture-without-words", image, position, asks)
        return said

    def ask(self, rule: str, image: m.Image, position: m.Position, evidence: str) -> None:
        """A query about a picture, once."""
        called = repr(image.source[:LONGEST_ADDRESS]) if image.source else "a picture without an address"
        said = f" ({image.alternative})" if image.alternative else ""
        doubt = Doubt(rule, position.at(0), "", "", f"{called}{said}: {evidence}")
        self.doubts.setdefault((rule, image.source), doubt)


LONGEST_ADDRESS = 200


def own_name(address: str) -> str:
    """The last part of an address; nothing for what is written out in the page itself (`data:`)."""
    if re.match(r"data:", address, re.IGNORECASE):
        return ""
    try:
        return posixpath.basename(unquote(urlsplit(address).path))
    except ValueError:
        return ""


# What a book shows ------------------------------------------------------------------------------------------


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
    """The media type of a picture's bytes; None for what is no picture, or not a whole one."""
    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False  # WeasyPrint sets it for all
    try:
        with Image.open(BytesIO(content)) as image:
            image.load()
            return MEDIA_TYPES.get(image.format or "")
    except UNREADABLE:
        return None
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


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
