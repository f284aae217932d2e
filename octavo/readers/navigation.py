"""Navigation: an EPUB's lists of contents and of landmarks in; what they call each place of its documents, out.

EPUB 3.3, 7 (navigation document); NCX 2005-1, 2.4, and OPF 2.0.1, 2.6 (EPUB 2).
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urldefrag

from lxml import etree
from msgspec import Struct

from octavo.readers.epub import Container, Package, beside, is_navigation, parsed

NCX = "application/x-dtbncx+xml"
TYPE = "{http://www.idpf.org/2007/ops}type"


class Listed(Struct, frozen=True):
    """One entry of a list of contents: the file and place it leads to, its words, how many entries it stands under."""

    file: str
    fragment: str
    words: str
    depth: int | None = None


class Landmark(Struct, frozen=True):
    """What kind of section a place is."""

    file: str
    fragment: str
    kind: str


def landmarks(container: Container, package: Package) -> Iterator[Landmark]:
    """The landmarks of the navigation document, and the references of the guide."""
    for item in filter(is_navigation, package.items().values()):
        file = package.place(item.get("href") or "")
        root = parsed(container, file)
        for table in root.iter("{*}nav") if root is not None else ():
            for link in table.iter("{*}a") if "landmarks" in (table.get(TYPE) or "").split() else ():
                yield landmark(file, link.get("href"), link.get(TYPE))
    for reference in package.root.iterfind("{*}guide/{*}reference"):
        yield landmark(package.path, reference.get("href"), reference.get("type"))


def landmark(file: str, address: str | None, kind: str | None) -> Landmark:
    """A landmark as `file` has it."""
    fragment = unquote(urldefrag(address or "").fragment)
    return Landmark(beside(file, address or ""), fragment, (kind or "").lower())


def contents(container: Container, package: Package) -> tuple[Listed, ...]:
    """The entries of the navigation document, else of the NCX."""
    items = package.items().values()
    named = [item for item in items if is_navigation(item)] + [item for item in items if item.get("media-type") == NCX]
    for item in named:
        file = package.place(item.get("href") or "")
        root = parsed(container, file)
        found = tuple(listed(root, file)) if root is not None else ()
        if found:
            return found
    return ()


def listed(root: etree._Element, file: str) -> Iterator[Listed]:
    """The entries of a navigation document's list of contents, or of an NCX."""
    lists = list(root.iter("{*}nav"))
    tables = [one for one in lists if "toc" in (one.get(TYPE) or one.get("role") or "").split()]
    for table in (tables or lists)[:1]:
        for link in table.iter("{*}a"):
            above = sum(linked(row) for row in link.iterancestors("{*}li"))
            yield from entry(file, link.get("href"), link, above - 1)
    for point in root.iter("{*}navPoint"):
        label, content = point.find("{*}navLabel"), point.find("{*}content")
        if label is not None and content is not None:
            yield from entry(file, content.get("src"), label, len(list(point.iterancestors("{*}navPoint"))))


def linked(row: etree._Element) -> bool:
    """Whether a row of a list leads somewhere itself."""
    return row.find("{*}a") is not None


def entry(file: str, address: str | None, words: etree._Element, depth: int) -> Iterator[Listed]:
    """One entry, where it has words and leads to a file."""
    text = " ".join("".join(map(str, words.itertext())).split())
    if text and address and not address.startswith("#"):
        yield Listed(beside(file, address), unquote(urldefrag(address).fragment), text, max(0, depth))
