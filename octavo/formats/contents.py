"""Contents: a book in, what its ebook says of its order out: addresses, contents, landmarks, guide, page list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from octavo import model as m
from octavo.pages import Pages
from octavo.pieces import LIMIT, ids, pieces
from octavo.render import heading_text


class Entry(Struct, frozen=True):
    """A line of the contents with those under it; `order` counts through the whole tree."""

    title: str
    href: str
    order: int
    children: tuple[Entry, ...] = ()


class Mark(Struct, frozen=True):
    """A place a reading system offers to go to: its `epub:type`, address and name."""

    kind: str
    href: str
    title: str


class PageMark(Struct, frozen=True):
    """A line of the page list."""

    title: str
    href: str

    @property
    def kind(self) -> str:
        """What sort of page the NCX (ANSI/NISO Z39.86-2005, pageTarget) has it for: a Roman number is of the front."""
        if ARABIC.fullmatch(self.title):
            return "normal"
        return "front" if ROMAN.fullmatch(self.title) else "special"


ARABIC, ROMAN = re.compile("[1-9][0-9]*"), re.compile("[ivxlcdm]+", re.IGNORECASE)


def addresses(book: m.Book) -> dict[str, str]:
    """The file each id of `book` stands in."""
    files = {"notes": "notes"} | {f"note-{note.id}": "notes" for note in book.notes}
    for section in (*book.front, *book.body, *book.back):
        for piece in pieces(section, LIMIT):
            files |= dict.fromkeys(ids(piece.section), piece.section.id)
    return files


def address(name: str, files: dict[str, str]) -> str:
    """The address of the id `name` from any document; a file's own id needs no fragment."""
    file = files[name]
    return f"{file}.xhtml" if file == name else f"{file}.xhtml#{name}"


def entries(book: m.Book, pages: Pages, files: dict[str, str]) -> tuple[Entry, ...]:
    """The contents as a tree."""
    order = iter(range(1, 1_000_000))

    def entry(section: m.Section) -> Entry:
        number = next(order)
        inner = tuple(entry(child) for child in section.sections)
        return Entry(heading_text(section), address(section.id, files), number, inner)

    tree = [entry(section) for section in (*book.front, *book.body, *book.back)]
    if book.notes:
        tree.append(Entry(pages.say["notes"], address("notes", files), next(order)))
    return tuple(tree)


def levelled(contents: tuple[Entry, ...], levels: int) -> tuple[Entry, ...]:
    """`contents` with no more than `levels` levels, what lies deeper raised to the lowest."""
    if levels > 1:
        return tuple(replace(entry, children=levelled(entry.children, levels - 1)) for entry in contents)
    return tuple(replace(entry, children=()) for entry in flattened(contents))


def flattened(contents: Iterable[Entry]) -> Iterator[Entry]:
    """Every line of `contents`, in order."""
    for entry in contents:
        yield entry
        yield from flattened(entry.children)


def depth(entry: Entry) -> int:
    """How many levels the contents have at `entry`."""
    return 1 + max(map(depth, entry.children), default=0)


def landmarks(pages: Pages, folder: str, *, cover: bool) -> Iterator[Mark]:
    """The places a reading system offers to go to (EPUB 3.3, 7.4.3)."""
    book = pages.book
    rows = [
        ("cover", "cover", pages.say["cover"]) if cover else None,
        ("titlepage", "title-page", pages.say["title_page"]),
        ("toc", "nav", pages.say["contents"]),
        ("bodymatter" if book.body else start(book).role.value, start(book).id, pages.say["start"]),
        ("endnotes", "notes", pages.say["notes"]) if book.notes else None,
    ]
    for kind, file, title in filter(None, rows):
        yield Mark(kind, f"{folder}{file}.xhtml", title)


def start(book: m.Book) -> m.Section:
    """Where reading begins."""
    return (*book.body, *book.front, *book.back)[0]


def guide(marks: Iterable[Mark], book: m.Book) -> list[dict[str, str]]:
    """The EPUB 2 guide (OPF 2.0.1, 2.6): cover, contents, beginning of the text."""
    kinds = {"cover": "cover", "toc": "toc", "bodymatter": "text", start(book).role.value: "text"}
    return [{"type": kinds[mark.kind], "title": mark.title, "href": mark.href} for mark in marks if mark.kind in kinds]


PAGE_BREAK = "doc-pagebreak"


def page_list(documents: Iterable[tuple[str, etree._Element]]) -> tuple[PageMark, ...]:
    """The pages that begin in the documents, each told by its file's name and its tree.

    The list is made from what stands there, so it cannot name a page that has no place.
    """
    return tuple(
        PageMark(mark.get("aria-label", ""), f"{name}.xhtml#{mark.get('id')}")
        for name, tree in documents
        for mark in tree.iter()
        if mark.get("role") == PAGE_BREAK
    )
