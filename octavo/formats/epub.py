"""EPUB: the edition in, an EPUB 3.3 with EPUB 2 fall-backs out.

ebooklib writes the package document and the archive only; each XHTML file, the navigation document and the
NCX go in as finished bytes, because ebooklib damages what it builds itself (see ARCHITECTURE in `octavo`).
Standards: https://www.w3.org/TR/epub-33/ and https://www.w3.org/TR/epub-a11y-11/.
"""

from __future__ import annotations

import html
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from ebooklib import epub
from lxml import etree
from msgspec import Struct

from octavo import model as m
from octavo.edition import Edition
from octavo.faces import Face, faces
from octavo.fonts import licence, subset_face
from octavo.pages import Page, Pages, ids, pieces
from octavo.problem import ToolError
from octavo.project import Project
from octavo.render import heading_text
from octavo.walk import leaves, runs, section_runs

EPOCH = (1980, 1, 1, 0, 0, 0)
SHEETS = ("base.css", "ebook.css")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TEXT = "text/{}.xhtml"


class Profile(Struct, frozen=True):
    """What tells one EPUB from another: its name's ending, and whether the cover is a page of its own.

    Kindle shows the cover image itself and must not find a page of it in the reading order (Kindle
    Publishing Guidelines 2026.1, 4.2).
    """

    suffix: str
    cover_page: bool


PROFILES = {"epub": Profile(".epub", cover_page=True), "kindle": Profile(".kindle.epub", cover_page=False)}


class Entry(Struct, frozen=True):
    """A line of the contents with those under it; `order` counts through the whole tree."""

    title: str
    href: str
    order: int
    children: tuple[Entry, ...] = ()


def write_epub(edition: Edition, profile: Profile, cover: bytes, project: Project, target: Path) -> None:
    """Writes `edition` with the JPEG `cover` to `target`. Raises ToolError or ContentError."""
    files = addresses(edition.book)
    pages = Pages(edition, project.templates, lambda name: address(name, files))
    documents = list(reading_order(pages, profile))
    book = package(edition)
    book.add_item(image(cover))
    texts = "".join(document.content.striptags() for document in documents)
    for item in (stylesheet(project), *fonts(texts, project)):
        book.add_item(item)
    for document in documents:
        book.add_item(xhtml(document, pages))
    contents = tuple(entries(edition.book, pages, files))
    depth = max(map(levels, contents), default=1)
    ncx = pages.template("toc.ncx", contents=contents, depth=depth)
    book.add_item(checked(epub.EpubItem("ncx", "toc.ncx", "application/x-dtbncx+xml", ncx.encode())))
    book.spine = [document.name for document in documents]
    book.guide = guide(pages, profile, edition.book)
    writer = Writer(str(target), book, {"mtime": modified(edition)})
    writer.process()
    writer.write()


# The documents ---------------------------------------------------------------------------------------------


def reading_order(pages: Pages, profile: Profile) -> Iterator[Page]:
    """Every document of the EPUB as a reader meets it."""
    if profile.cover_page:
        yield Page("cover", pages.say["cover"], pages.template("ebook-cover.xhtml"))
    yield pages.title_page()
    yield pages.imprint()
    yield pages.attribution()
    yield navigation(pages, profile)
    yield from pages.text()
    yield from pages.notes()
    yield pages.colophon()


def navigation(pages: Pages, profile: Profile) -> Page:
    """The navigation document, which is the contents page too."""
    files = addresses(pages.book)
    content = pages.template(
        "nav.xhtml",
        contents=tuple(entries(pages.book, pages, files, folder="")),
        landmarks=list(landmarks(pages, profile, folder="")),
        pages=list(page_list(pages.book, files)),
    )
    return Page("nav", pages.say["contents"], content, "frontmatter")


def xhtml(page: Page, pages: Pages) -> epub.EpubItem:
    """A page as a file of the package. Raises ToolError where a template made no well-formed XHTML."""
    content = pages.template("ebook-page.xhtml", title=page.title, matter=page.matter, content=page.content)
    item = epub.EpubItem(page.name, TEXT.format(page.name), "application/xhtml+xml", content.encode())
    item.properties = ["nav"] if page.name == "nav" else []
    return checked(item)


def checked(item: epub.EpubItem) -> epub.EpubItem:
    """`item`, if it is well-formed XML. Raises ToolError."""
    try:
        etree.fromstring(item.content)
    except etree.XMLSyntaxError as error:
        raise ToolError(f"{item.file_name} would not be well-formed XML: {error}; mend its template") from None
    return item


# Addresses and contents ------------------------------------------------------------------------------------


def addresses(book: m.Book) -> dict[str, str]:
    """The file each id of `book` stands in."""
    files = {"notes": "notes"} | {f"note-{note.id}": "notes" for note in book.notes}
    for section in (*book.front, *book.body, *book.back):
        for piece in pieces(section):
            files |= dict.fromkeys(ids(piece), piece.id)
    return files


def address(name: str, files: dict[str, str], folder: str = "") -> str:
    """The address of the id `name`; a file's own id needs no fragment."""
    file = files[name]
    return f"{folder}{file}.xhtml" if file == name else f"{folder}{file}.xhtml#{name}"


def entries(book: m.Book, pages: Pages, files: dict[str, str], folder: str = "text/") -> Iterator[Entry]:
    """The contents as a tree."""
    order = iter(range(1, 1_000_000))

    def entry(section: m.Section) -> Entry:
        number = next(order)
        inner = tuple(entry(child) for child in section.sections)
        return Entry(heading_text(section), address(section.id, files, folder), number, inner)

    for section in (*book.front, *book.body, *book.back):
        yield entry(section)
    if book.notes:
        yield Entry(pages.say["notes"], address("notes", files, folder), next(order))


def levels(entry: Entry) -> int:
    """How deep the contents go at `entry`."""
    return 1 + max(map(levels, entry.children), default=0)


def landmarks(pages: Pages, profile: Profile, folder: str) -> Iterator[dict[str, str]]:
    """The places a reading system offers to go to (EPUB 3.3, 7.4.3)."""
    book = pages.book
    start = (*book.body, *book.front, *book.back)[0]
    rows = [
        ("cover", "cover", pages.say["cover"]) if profile.cover_page else None,
        ("titlepage", "title-page", pages.say["title_page"]),
        ("toc", "nav", pages.say["contents"]),
        ("bodymatter" if book.body else start.role.value, start.id, pages.say["start"]),
        ("endnotes", "notes", pages.say["notes"]) if book.notes else None,
    ]
    for row in filter(None, rows):
        kind, file, title = row
        yield {"kind": kind, "href": f"{folder}{file}.xhtml", "title": title}


def page_list(book: m.Book, files: dict[str, str]) -> Iterator[dict[str, str]]:
    """The pages of the printed source, where the witness marks them."""
    for section in (*book.front, *book.body, *book.back):
        for piece in pieces(section):
            for label in page_breaks(piece):
                yield {"href": f"{files[piece.id]}.xhtml#page-{label}", "title": label}


def page_breaks(section: m.Section) -> Iterator[str]:
    """The labels of the source's pages that begin in `section`."""
    for run in section_runs(section):
        for leaf in leaves(run.children):
            if isinstance(leaf, m.PageBreak):
                yield leaf.label


def guide(pages: Pages, profile: Profile, book: m.Book) -> list[dict[str, str]]:
    """The EPUB 2 guide (OPF 2.0.1, 2.6): cover, contents, beginning of the text."""
    kinds = {"cover": "cover", "toc": "toc", "bodymatter": "text"}
    kinds[(*book.body, *book.front, *book.back)[0].role.value] = "text"
    return [
        {"type": kinds[mark["kind"]], "title": mark["title"], "href": mark["href"]}
        for mark in landmarks(pages, profile, folder="text/")
        if mark["kind"] in kinds
    ]


# The package -----------------------------------------------------------------------------------------------


def package(edition: Edition) -> epub.EpubBook:
    """The package with its metadata (EPUB 3.3, 5.5; MARC relators; EPUB Accessibility 1.1, 2)."""
    metadata = edition.book.metadata
    book = epub.EpubBook()
    book.metadata.clear()
    book.set_identifier(metadata.identifier)
    book.title = metadata.title
    book.add_metadata("DC", "title", metadata.title, {"id": "title"})
    refine(book, "title", "title-type", "main")
    book.set_language(metadata.language)
    if metadata.subtitle:
        book.add_metadata("DC", "title", metadata.subtitle, {"id": "subtitle"})
        refine(book, "subtitle", "title-type", "subtitle")
    for number, person in enumerate(metadata.contributors, 1):
        add_person(book, f"person-{number}", person)
    book.add_metadata("DC", "publisher", "Octavo")
    book.add_metadata("DC", "date", metadata.date.isoformat())
    for name, value in described(metadata):
        book.add_metadata("DC", name, value)
    for name, value in accessibility(edition.book):
        book.add_metadata(None, "meta", value, {"property": f"schema:{name}"})
    book.add_metadata(None, "meta", "", {"name": "cover", "content": "cover-image"})
    return book


def add_person(book: epub.EpubBook, name: str, person: m.Contributor) -> None:
    """A creator, or a contributor where the role is not the author's."""
    book.add_metadata("DC", "creator" if person.role == "aut" else "contributor", person.name, {"id": name})
    refine(book, name, "role", person.role, scheme="marc:relators")
    refine(book, name, "file-as", person.file_as or person.name)


def refine(book: epub.EpubBook, name: str, what: str, value: str, **more: str) -> None:
    """A meta element that refines the element with the id `name`."""
    book.add_metadata(None, "meta", value, {"refines": f"#{name}", "property": what, **more})


def described(metadata: m.Metadata) -> Iterator[tuple[str, str]]:
    """The Dublin Core elements that may be absent."""
    told = metadata.provenance
    for subject in metadata.subjects:
        yield "subject", subject
    if metadata.description:
        yield "description", metadata.description
    if told.url or told.source:
        yield "source", told.url or told.source or ""
    if told.rights:
        yield "rights", told.rights


def accessibility(book: m.Book) -> Iterator[tuple[str, str]]:
    """What the book offers to those who cannot read print, computed from what it holds."""
    kinds = {type(leaf) for run in runs(book) for leaf in leaves(run.children)}
    pictures = m.Image in kinds
    yield "accessMode", "textual"
    if pictures:
        yield "accessMode", "visual"
    yield "accessModeSufficient", "textual"
    for feature in ("displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents"):
        yield "accessibilityFeature", feature
    if pictures:
        yield "accessibilityFeature", "alternativeText"
    if m.PageBreak in kinds:
        yield "accessibilityFeature", "pageBreakMarkers"
        yield "accessibilityFeature", "pageNavigation"
    yield "accessibilityHazard", "none"
    yield "accessibilitySummary", SUMMARY


SUMMARY = (
    "A book of text in reading order, with headings and a table of contents that links to them. "
    "It needs no sight, sound or colour to be read, and its text can be enlarged and reflowed."
)


def modified(edition: Edition) -> datetime:
    """The moment the edition is dated: the beginning of its day, UTC."""
    return datetime.combine(edition.book.metadata.date, time(), UTC)


# Resources -------------------------------------------------------------------------------------------------


def image(cover: bytes) -> epub.EpubItem:
    """The cover's picture."""
    item = epub.EpubItem("cover-image", "images/cover.jpg", "image/jpeg", cover)
    item.properties = ["cover-image"]
    return item


def stylesheet(project: Project) -> epub.EpubItem:
    """The one style sheet, the faces first."""
    sheets = [(project.styles / sheet).read_text(encoding="utf-8") for sheet in SHEETS]
    content = "\n".join([*map(face_rule, faces(project.styles)), *sheets])
    return epub.EpubItem("css", "css/book.css", "text/css", content.encode())


def face_rule(face: Face) -> str:
    """The @font-face rule of an embedded face."""
    return (
        f'@font-face {{ font-family: "{face.family}"; font-style: {face.style}; '
        f"font-weight: {face.weight}; src: url(../fonts/{face.file}); }}"
    )


def fonts(text: str, project: Project) -> Iterator[epub.EpubItem]:
    """Each face with the glyphs `text` needs, and the licence that lets it be embedded."""
    characters = "".join(sorted(set(html.unescape(text)) | set("0123456789")))
    for face in faces(project.styles):
        content = subset_face(face, characters, project.fonts)
        yield epub.EpubItem(face.file.replace(".", "-"), f"fonts/{face.file}", "font/ttf", content)
    for package, face in sorted({face.package: face for face in faces(project.styles)}.items()):
        name = package.replace(" ", "")
        yield epub.EpubItem(f"{name}-licence", f"fonts/{name}-OFL.txt", "text/plain", licence(face).encode())


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
