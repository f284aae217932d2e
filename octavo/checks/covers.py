"""Covers: a cover's picture in, whether it is whole and the one its edition asks for out."""

from __future__ import annotations

import posixpath
import zipfile
from io import BytesIO
from xml.etree import ElementTree

from octavo.checks.ebook import OPF, package_of
from octavo.edition import Edition
from octavo.formats.cover import outlined, own, picture
from octavo.problem import ContentError, Problem, Severity
from octavo.project import Project

HINT = "the cover was changed after it was made, or not wholly written; run ./build again"


def check_cover_picture(jpeg: bytes, page: bytes, edition: Edition, project: Project) -> None:
    """Raises ContentError where the picture is not that of the cover's `page`, or of the book's own cover."""
    if edition.cover:
        file = project.images(edition.book.metadata.slug) / edition.cover
        wanted = own(file.read_bytes(), edition.cover)
    else:
        wanted = picture(page)
    refuse_other(jpeg, wanted, "cover's picture")


def check_outlines(svg: bytes, page: bytes, edition: Edition) -> None:
    """Raises ContentError where the outlines are not those of the cover's `page`."""
    refuse_other(svg, outlined(page, edition), "cover in outlines")


def check_cover_in(epub: bytes, edition: Edition, project: Project) -> None:
    """Raises ContentError where the EPUB's cover is not the book's."""
    with zipfile.ZipFile(BytesIO(epub)) as archive:
        name, package = package_of(archive)
        found = archive.read(posixpath.join(posixpath.dirname(name), cover_image(package)))
    refuse_other(found, project.output(edition.book.metadata.slug, ".cover.jpg").read_bytes(), "EPUB's cover")


def cover_image(package: ElementTree.Element) -> str:
    """The file of the cover (EPUB 3.3, 5.5.4)."""
    items = package.iter(f"{OPF}item")
    return next(item.attrib["href"] for item in items if "cover-image" in item.get("properties", "").split())


def refuse_other(found: bytes, wanted: bytes, what: str) -> None:
    """Raises ContentError where two pictures differ."""
    if found != wanted:
        raise ContentError((Problem("V004", Severity.ERROR, f"the {what} is not the one that was made", HINT),))
