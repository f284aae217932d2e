"""Ebook: an EPUB's bytes in, what it says out, read by the standard library alone, which had no part in writing it."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from functools import cached_property
from io import BytesIO
from xml.etree import ElementTree

from octavo.checks.copy import MARK, is_hidden, text_of
from octavo.words import words

OPF = "{http://www.idpf.org/2007/opf}"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
PAGE_BREAK = "doc-pagebreak"
NCX_TYPE = "application/x-dtbncx+xml"

HIDING = re.compile(r"([^{}]+)\{[^{}]*(?:display:\s*none|visibility:\s*hidden)[^{}]*\}")
"""A rule of a style sheet by which something is not shown."""
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)

Row = tuple[str, str, str]
"""An element of the metadata: its name, the property, name or relation it tells, and its value."""


class Ebook:
    """An EPUB opened; `cover` is its cover's page, `nav` its contents, `documents` all others in reading order."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            name, self.package = package_of(archive)
            folder = posixpath.dirname(name)
            items = {item.attrib["id"]: item for item in self.package.iter(f"{OPF}item")}
            files = {key: posixpath.join(folder, item.attrib["href"]) for key, item in items.items()}
            listed = [ref.attrib["idref"] for ref in self.package.iter(f"{OPF}itemref")]
            trees = {key: parsed(archive, files[key]) for key in listed}
            ncx = next(key for key, item in items.items() if item.get("media-type") == NCX_TYPE)
            self.ncx = parsed(archive, files[ncx])
            sheets = [files[key] for key, item in items.items() if item.get("media-type") == "text/css"]
            styles = "\n".join(archive.read(sheet).decode() for sheet in sheets)
        self.unseen = [hider for rule in HIDING.finditer(styles) for hider in hiders(rule[1])]
        nav = next(key for key in listed if "nav" in items[key].get("properties", "").split())
        self.nav = trees.pop(nav)
        first = listed[0]
        self.cover = trees.pop(first) if is_cover(trees.get(first)) else None
        self.documents = trees
        self.files = {files[key]: key for key in listed}
        self.folder = posixpath.dirname(files[nav])

    @property
    def all(self) -> Iterator[ElementTree.Element]:
        """Every document."""
        yield from (tree for tree in (self.cover, self.nav) if tree is not None)
        yield from self.documents.values()

    @cached_property
    def texts(self) -> dict[str, str]:
        """The text of each document but cover and contents, by its id."""
        return {key: text_of(tree) for key, tree in self.documents.items()}

    @cached_property
    def words(self) -> list[str]:
        """The words of the documents."""
        return words("\n".join(self.texts.values()).replace(MARK, ""))

    @cached_property
    def marks(self) -> dict[tuple[str, str], int]:
        """The word before which each page begins, by its document's id and its own."""
        found: dict[tuple[str, str], int] = {}
        seen = 0
        for key, tree in self.documents.items():
            names = [mark.get("id", "") for mark in tree.iter() if mark.get("role") == PAGE_BREAK]
            *before, last = self.texts[key].split(MARK)
            for name, text in zip(names, before, strict=True):
                seen += len(words(text))
                found[key, name] = seen
            seen += len(words(last))
        return found

    @property
    def labels(self) -> list[str]:
        """The labels of the pages that begin in the documents, in order."""
        return [
            mark.get("aria-label", "")
            for tree in self.documents.values()
            for mark in tree.iter()
            if mark.get("role") == PAGE_BREAK
        ]

    def listed(self, kind: str) -> list[str]:
        """The words of one of the lists of the contents document (EPUB 3.3, 7.4)."""
        lists = [part for part in self.nav.iter(f"{XHTML}nav") if part.get(EPUB_TYPE) == kind]
        return words("\n".join("\n".join(map(str, part.itertext())) for part in lists))

    def pages(self) -> Iterator[tuple[str, int]]:
        """Each line of the page list: its label, and the word it leads to."""
        for part in self.nav.iter(f"{XHTML}nav"):
            if part.get(EPUB_TYPE) == "page-list":
                for link in part.iter(f"{XHTML}a"):
                    file, _, name = link.get("href", "").partition("#")
                    key = self.files.get(posixpath.join(self.folder, file), "")
                    yield "".join(map(str, link.itertext())), self.marks.get((key, name), -1)

    def hidden(self) -> Iterator[str]:
        """What stands in the documents and is not shown, by its own word or by the style sheet's."""
        for tree in self.documents.values():
            for element in tree.iter():
                text = " ".join("".join(map(str, element.itertext())).split()) if self.hides(element) else ""
                if text:
                    yield text

    def hides(self, element: ElementTree.Element) -> bool:
        """Whether `element` is not shown."""
        return is_hidden(element) or any(hides(*hider, element) for hider in self.unseen)

    def names(self) -> Iterator[str]:
        """The titles of the documents, and what parts of them are called for those who listen."""
        for tree in self.all:
            yield from (title.text or "" for title in tree.iter(f"{XHTML}title"))
            yield from (
                element.attrib["aria-label"]
                for element in tree.iter()
                if "aria-label" in element.attrib and element.get("role") != PAGE_BREAK
            )

    def alternatives(self) -> Iterator[str]:
        """What is said in the place of each picture but the cover."""
        for tree in self.documents.values():
            yield from (image.get("alt", "") for image in tree.iter(f"{XHTML}img"))

    def metadata(self) -> Iterator[Row]:
        """Every element of the package's metadata that tells of the book; a link with a type tells of a file."""
        for element in self.package.iterfind(f"{OPF}metadata/*"):
            if element.get("media-type"):
                continue
            about = element.get("property") or element.get("name") or element.get("rel") or ""
            value = element.text or element.get("content") or element.get("href") or ""
            yield element.tag.rpartition("}")[2], about, value

    def ncx_words(self) -> list[str]:
        """What the contents for readers of EPUB 2 say."""
        return words("\n".join(text.text or "" for text in self.ncx.iter(f"{NCX}text")))


def hiders(selectors: str) -> Iterator[tuple[str, frozenset[str]]]:
    """The element, if named, and the classes each of `selectors` ends in."""
    for selector in COMMENT.sub("", selectors).split(","):
        if parts := selector.split():
            tag, *classes = parts[-1].partition(":")[0].split(".")
            yield tag, frozenset(classes)


def hides(tag: str, classes: frozenset[str], element: ElementTree.Element) -> bool:
    """Whether a selector that ends in `tag` and `classes` may be of `element`."""
    return tag in ("", "*", element.tag.rpartition("}")[2]) and classes <= set(element.get("class", "").split())


def parsed(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    """A file of the archive as a tree. Raises KeyError where it is missing."""
    return ElementTree.fromstring(archive.read(name))  # noqa: S314 - our own file


def package_of(archive: zipfile.ZipFile) -> tuple[str, ElementTree.Element]:
    """The package document's name, and itself (EPUB 3.3, 4.2.6.3.1)."""
    container = parsed(archive, "META-INF/container.xml")
    name = next(container.iter(f"{CONTAINER}rootfile")).attrib["full-path"]
    return name, parsed(archive, name)


def is_cover(tree: ElementTree.Element | None) -> bool:
    """Whether a document is the cover's page."""
    return tree is not None and any(element.get(EPUB_TYPE) == "cover" for element in tree.iter())
