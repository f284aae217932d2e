"""Make-up: pages set apart in, one PDF out, their links, bookmarks and tags joined.

Links between pages set apart carry an address of our own, which becomes a place in the file here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from io import BytesIO
from urllib.parse import quote, unquote

import pikepdf
from msgspec import Struct

from octavo.formats.compositor import Bookmark, Place, Setting
from octavo.formats.pdf import saved
from octavo.problem import ToolError

BOXES = ("/MediaBox", "/TrimBox", "/BleedBox")
SCHEME = "octavo:"
FURNITURE = "/Furniture"
BEFORE, AFTER = b"q\n", b"\nQ\n/Artifact BMC\n/Furniture Do\nEMC\n"
"""What stands around a page's own content, so that running head and folio are laid over it and not read as text."""


def address(name: str) -> str:
    """The address of an id of the book, wherever it is set."""
    return SCHEME + quote(name)


class Part(Struct, frozen=True):
    """Pages set apart: their PDF, where everything fell, and the index of their first page in the book."""

    content: bytes
    setting: Setting
    first: int


def made_up(parts: Sequence[Part], furniture: bytes, first: int) -> bytes:
    """The book of `parts`, the first of them lending its metadata, `furniture` laid over it from page `first` on."""
    head, *others = parts
    with ExitStack() as opened:  # the pages' streams are read when the whole is saved
        pdf, over = (opened.enter_context(pikepdf.open(BytesIO(content))) for content in (head.content, furniture))
        for part in others:
            pad(pdf, part.first)
            join(pdf, opened.enter_context(pikepdf.open(BytesIO(part.content))))
        lay_over(pdf, over, first, headed(parts))
        link(pdf, dict(places(parts)))
        if "/Names" in pdf.Root:
            del pdf.Root.Names  # of the first part; every link now leads to a place itself
        bookmark(pdf, list(bookmarks(parts)))
        return saved(pdf)


# Where everything stands in the book -----------------------------------------------------------------------


def moved(place: Place, first: int) -> Place:
    """A place of pages that begin at `first`, in the book."""
    index, x, y = place
    return first + index, x, y


def places(parts: Sequence[Part]) -> Iterator[tuple[str, Place]]:
    """Each id and its place; of one met twice, the first counts."""
    for part in reversed(parts):
        for name, place in part.setting.places.items():
            yield name, moved(place, part.first)


def bookmarks(parts: Sequence[Part]) -> Iterator[Bookmark]:
    """Every bookmark in its place."""
    for part in parts:
        for mark in part.setting.bookmarks:
            yield Bookmark(mark.level, mark.title, moved(mark.place, part.first))


def headed(parts: Sequence[Part]) -> set[int]:
    """The indexes of the pages with running head and folio."""
    return {
        part.first + index for part in parts for index in range(part.setting.pages) if index not in part.setting.blind
    }


# Pages -----------------------------------------------------------------------------------------------------


def pad(pdf: pikepdf.Pdf, length: int) -> None:
    """Adds blank pages like the last one until there are `length`."""
    while len(pdf.pages) < length:
        last = pdf.pages[-1].obj
        blank = {box: last[box] for box in BOXES if box in last}
        blank |= {"/Type": pikepdf.Name.Page, "/Contents": pdf.make_stream(b""), "/Resources": pikepdf.Dictionary()}
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(pikepdf.Dictionary(blank))))


def join(pdf: pikepdf.Pdf, source: pikepdf.Pdf) -> None:
    """Adds the pages of `source`, their tags after those there are (ISO 32000-2, 14.7.5)."""
    before = len(pdf.pages)
    pdf.pages.extend(source.pages)
    whole = pdf.Root.StructTreeRoot
    added = pdf.copy_foreign(source.Root.StructTreeRoot)
    numbers, more = whole.ParentTree.Nums, added.ParentTree.Nums
    offset = int(numbers[-2]) + 1
    for index in range(0, len(more), 2):
        numbers.append(int(more[index]) + offset)
        numbers.append(more[index + 1])
    for child in added.K[0].K:
        child.P = whole.K[0]
        whole.K[0].K.append(child)
    for page in list(pdf.pages)[before:]:
        renumber(page.obj, offset)


def renumber(page: pikepdf.Object, offset: int) -> None:
    """Adds `offset` to the numbers by which a page and its links find their tags."""
    if "/StructParents" in page:
        page.StructParents += offset
    for link in page.get("/Annots", ()):
        if "/StructParent" in link:
            link.StructParent += offset


def lay_over(pdf: pikepdf.Pdf, furniture: pikepdf.Pdf, first: int, headed: set[int]) -> None:
    """Lays the pages of `furniture` over those of `pdf` that are `headed`, from `first` on."""
    before, after = pdf.make_stream(BEFORE), pdf.make_stream(AFTER)
    for index, sheet in enumerate(furniture.pages, first):
        if index in headed:
            page = pdf.pages[index].obj
            form = pdf.copy_foreign(sheet.as_form_xobject())
            own = with_entry(page.Resources.get("/XObject", pikepdf.Dictionary()), FURNITURE, form)
            page.Resources = with_entry(page.Resources, "/XObject", own)
            page.Contents = pikepdf.Array([before, page.Contents, after])


def with_entry(dictionary: pikepdf.Object, key: str, value: pikepdf.Object) -> pikepdf.Dictionary:
    """A dictionary with one entry more than a shared one."""
    return pikepdf.Dictionary({name: dictionary[name] for name in dictionary.keys()} | {key: value})  # noqa: SIM118


# Links and bookmarks ---------------------------------------------------------------------------------------


def link(pdf: pikepdf.Pdf, where: Mapping[str, Place]) -> None:
    """Makes addresses of our own places in the file (ISO 32000-2, 12.3.2.2). Raises ToolError where there is none."""
    pages = [page.obj for page in pdf.pages]
    for page in pages:
        for note in page.get("/Annots", ()):
            target = str(note.A.URI) if "/A" in note else ""
            if target.startswith(SCHEME):
                name = unquote(target[len(SCHEME) :])
                if name not in where:
                    raise ToolError(f"the PDF could not be laid out: a link leads to {name!r}, which no page holds")
                del note["/A"]
                note.Dest = destination(pages, where[name])
                note.Contents = pikepdf.String(name)


def destination(pages: Sequence[pikepdf.Object], place: Place) -> pikepdf.Array:
    """A place as links and bookmarks tell it."""
    index, x, y = place
    return pikepdf.Array([pages[index], pikepdf.Name.XYZ, x, y, 0])


def bookmark(pdf: pikepdf.Pdf, marks: Sequence[Bookmark]) -> None:
    """Gives the file its bookmarks, each below the one before it of a higher level."""
    pages = [page.obj for page in pdf.pages]
    with pdf.open_outline() as outline:
        outline.root.clear()
        above: list[tuple[int, list[pikepdf.OutlineItem]]] = [(0, outline.root)]
        for mark in marks:
            while above[-1][0] >= mark.level:
                above.pop()
            item = pikepdf.OutlineItem(mark.title, destination(pages, mark.place))
            above[-1][1].append(item)
            above.append((mark.level, item.children))
