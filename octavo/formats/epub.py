"""EPUB: the edition in, an EPUB 3.3 with EPUB 2 fall-backs out.

ebooklib writes the package document and the archive only; each XHTML file, the navigation document and the
NCX go in as finished bytes, because ebooklib damages what it builds itself (see ARCHITECTURE in `octavo`).
Standards: https://www.w3.org/TR/epub-33/ and https://www.w3.org/TR/epub-a11y-11/.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from ebooklib import epub
from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from octavo.edition import Edition, Pagination, Picture
from octavo.faces import Face
from octavo.formats.contents import (
    Entry,
    PageMark,
    address,
    addresses,
    depth,
    entries,
    guide,
    landmarks,
    levelled,
    page_list,
)
from octavo.formats.ebook_styles import Resource, fonts, licences, stylesheet, used
from octavo.formats.record import Row, link, record
from octavo.layout import PageStart
from octavo.pages import Page, Pages
from octavo.paginate import paginated
from octavo.pieces import LIMIT
from octavo.problem import ToolError
from octavo.project import Project

EPOCH = (1980, 1, 1, 0, 0, 0)
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FOLDER = "EPUB"
TEXT = "text/{}.xhtml"
UNLIMITED = 99


class Profile(Struct, frozen=True):
    """What tells one EPUB from another.

    `levels` is how deep the contents go, `notes` the template of the notes, `spelled` what stands in the place of
    characters its readers show badly.
    """

    suffix: str
    cover_page: bool = True
    levels: int = UNLIMITED
    notes: str = "notes.xhtml"
    spelled: dict[str, str] = {}

    def spell(self, text: str) -> bytes:
        """`text` as its readers show it well."""
        return text.translate({ord(character): stands for character, stands in self.spelled.items()}).encode()


PROFILES = {
    "epub": Profile(".epub"),
    # Kindle Publishing Guidelines 2026.1, 4.2 (no cover page in the reading order), 5.2 (two levels), 10.3.12 (notes as
    # paragraphs), 6.7 (of spaces, only these do not disturb selection, dictionary and line ends; no format characters).
    "kindle": Profile(
        ".kindle.epub",
        cover_page=False,
        levels=2,
        notes="notes-plain.xhtml",
        spelled={
            "\N{NARROW NO-BREAK SPACE}": "\N{NO-BREAK SPACE}",
            "\N{THIN SPACE}": "\N{NO-BREAK SPACE}",
            "\N{HAIR SPACE}": "",
            "\N{WORD JOINER}": "",
        },
    ),
}


class Made(Struct, frozen=True):
    """What other steps made of the same edition: the JPEG of its cover, where its printed pages begin."""

    cover: bytes
    starts: tuple[PageStart, ...] = ()


def write_epub(edition: Edition, profile: Profile, made: Made, project: Project, target: Path) -> None:
    """Writes `edition` to `target`. Raises ToolError."""
    if edition.pagination is Pagination.PRINT:
        edition = replace(edition, book=paginated(edition.book, made.starts))
    files = addresses(edition.book)
    pages = Pages(edition, project.templates, lambda name: address(name, files), images="../pictures/")
    documents = [Document.of(page, pages, profile) for page in texts(pages, profile)]
    contents = levelled(entries(edition.book, pages, files), profile.levels)
    marks = page_list([(document.name, document.tree) for document in documents])
    nav = Document.of(navigation(pages, profile, contents, marks), pages, profile)
    documents.insert(place_of_contents(documents), nav)
    book = package(edition, (*record(edition, pages.say, pages=bool(marks)), *licensed(used(edition.book, project))))
    for item in (*items(documents, made.cover, edition, project), ncx(pages, profile, contents, marks)):
        book.add_item(item)
    book.spine = [document.name for document in documents]
    book.guide = guide(landmarks(pages, "text/", cover=profile.cover_page), edition.book)
    writer = Writer(str(target), book, {"mtime": modified(edition)})
    writer.process()
    writer.write()


def items(documents: Sequence[Document], cover: bytes, edition: Edition, project: Project) -> Iterator[epub.EpubItem]:
    """Every file of the package but the NCX: pictures, styles and faces, then the documents."""
    yield image(cover)
    embedded = used(edition.book, project)
    characters = {character for document in documents for text in document.tree.itertext() for character in str(text)}
    resources = [picture(found, f"picture-{n}", project, edition) for n, found in enumerate(edition.pictures, 1)]
    for resource in (*resources, stylesheet(embedded, project), *fonts(embedded, characters, project)):
        yield epub.EpubItem(resource.id, resource.name, resource.media_type, resource.content)
    for resource, _ in licences(embedded):
        yield epub.EpubItem(
            resource.id, f"{FOLDER}/{resource.name}", resource.media_type, resource.content, manifest=False
        )
    for document in documents:
        yield document.item()


# The documents ---------------------------------------------------------------------------------------------


class Document(Struct, frozen=True):
    """A page as a file of the package: its tree, and the bytes that go in."""

    name: str
    tree: etree._Element
    content: bytes

    @classmethod
    def of(cls, page: Page, pages: Pages, profile: Profile) -> Document:
        """The file of `page`. Raises ToolError where a template made no well-formed XHTML."""
        text = pages.template("ebook-page.xhtml", title=page.title, matter=page.matter, content=page.content)
        content = profile.spell(text)
        tree = parsed(page.name, content)
        return cls(page.name, tree, content)

    def item(self) -> epub.EpubItem:
        """The file as ebooklib takes it."""
        item = epub.EpubItem(self.name, TEXT.format(self.name), "application/xhtml+xml", self.content)
        item.properties = ["nav"] if self.name == "nav" else []
        return item


def parsed(name: str, content: bytes) -> etree._Element:
    """`content` as a tree. Raises ToolError where it is not well-formed XML."""
    try:
        return etree.fromstring(content)
    except etree.XMLSyntaxError as error:
        raise ToolError(f"{name} would not be well-formed XML: {error}; mend its template") from None


def texts(pages: Pages, profile: Profile) -> Iterator[Page]:
    """Every document of the EPUB but the contents, as a reader meets them."""
    if profile.cover_page:
        yield Page("cover", pages.say["cover"], pages.template("ebook-cover.xhtml"))
    yield pages.title_page()
    yield pages.imprint()
    yield pages.attribution()
    yield from pages.text(LIMIT)
    yield from pages.notes(profile.notes)
    yield pages.colophon()


def place_of_contents(documents: Sequence[Document]) -> int:
    """The contents stand after the attribution, before the text."""
    return next(index for index, document in enumerate(documents, 1) if document.name == "attribution")


def navigation(pages: Pages, profile: Profile, contents: Sequence[Entry], marks: Sequence[PageMark]) -> Page:
    """The navigation document, which is the contents page too; it stands in the folder of the text."""
    content = pages.template(
        "nav.xhtml",
        contents=contents,
        landmarks=list(landmarks(pages, "", cover=profile.cover_page)),
        pages=marks,
    )
    return Page("nav", pages.say["contents"], content, "frontmatter")


def ncx(pages: Pages, profile: Profile, contents: Sequence[Entry], marks: Sequence[PageMark]) -> epub.EpubItem:
    """The contents for readers of EPUB 2 (OPF 2.0.1, 2.4.1)."""
    text = pages.template("toc.ncx", contents=contents, pages=marks, depth=max(map(depth, contents), default=1))
    content = profile.spell(text)
    parsed("toc.ncx", content)
    return epub.EpubItem("ncx", "toc.ncx", "application/x-dtbncx+xml", content)


# The package -----------------------------------------------------------------------------------------------


def package(edition: Edition, rows: Iterable[Row]) -> epub.EpubBook:
    """The package with its metadata."""
    metadata = edition.book.metadata
    book = epub.EpubBook()
    book.FOLDER_NAME = FOLDER
    book.metadata.clear()
    book.set_identifier(metadata.identifier)
    book.title = metadata.title
    book.set_language(metadata.language)
    for row in rows:
        book.add_metadata(row.namespace, row.name, row.value, row.attributes)
    return book


def licensed(embedded: tuple[Face, ...]) -> Iterator[Row]:
    """The licence of each embedded face."""
    for resource, ids in licences(embedded):
        for name in ids:
            yield link("dcterms:license", resource.name, name, media_type=resource.media_type)


def modified(edition: Edition) -> datetime:
    """The moment the edition is dated: the beginning of its day, UTC."""
    return datetime.combine(edition.book.metadata.date, time(), UTC)


def image(cover: bytes) -> epub.EpubItem:
    """The cover's picture."""
    item = epub.EpubItem("cover-image", "images/cover.jpg", "image/jpeg", cover)
    item.properties = ["cover-image"]
    return item


def picture(found: Picture, name: str, project: Project, edition: Edition) -> Resource:
    """A picture of the book as a file of the package, with the id `name`; apart from the cover, whose name it may have.

    Two may have the same bytes, so that no id can be made of these.
    """
    content = (project.images(edition.book.metadata.slug) / found.source).read_bytes()
    return Resource(name, f"pictures/{found.source}", found.media_type, content)


# The archive -----------------------------------------------------------------------------------------------


class Archive(zipfile.ZipFile):
    """A zip whose entries say nothing of when and where they were made."""

    def writestr(self, name: Any, data: Any, compress_type: Any = None, compresslevel: Any = 9) -> None:
        """Adds an entry with a fixed date and mode."""
        entry = zipfile.ZipInfo(name, date_time=EPOCH)
        entry.create_system = 3
        entry.external_attr = 0o644 << 16
        entry.compress_type = self.compression if compress_type is None else compress_type
        super().writestr(entry, data, compresslevel=compresslevel)


class Writer(epub.EpubWriter):  # type: ignore[misc]
    """ebooklib's writer, writing the same bytes each time."""

    def write(self) -> None:
        """The archive: `mimetype` first and stored, then container, package and items (OCF, EPUB 3.3, 4.2)."""
        with Archive(self.file_name, "w", zipfile.ZIP_DEFLATED) as self.out:
            self.out.writestr("mimetype", "application/epub+zip", compress_type=zipfile.ZIP_STORED)
            self._write_container()
            self._write_opf()
            self._write_items()

    def _write_opf_file(self, root: etree._Element) -> None:
        root.set(XML_LANG, self.book.language)
        super()._write_opf_file(root)
