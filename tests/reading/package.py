"""An EPUB read back: its documents, its record, and what its pages are those of."""

from __future__ import annotations

import zipfile
from pathlib import Path

from lxml import etree

NAMES = {
    "h": "http://www.w3.org/1999/xhtml",
    "o": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "n": "http://www.daisy.org/z3986/2005/ncx/",
}
TYPE = "{http://www.idpf.org/2007/ops}type"


def tree(epub: Path, name: str) -> etree._Element:
    with zipfile.ZipFile(epub) as archive:
        return etree.fromstring(archive.read(f"EPUB/{name}"))


def found(epub: Path, name: str, path: str) -> list:
    return tree(epub, name).xpath(path, namespaces=NAMES)


def meta(epub: Path, name: str) -> list[str]:
    return found(epub, "content.opf", f"//o:meta[@property='{name}']/text()")


def source_of_pages(epub: Path) -> str:
    """What the page numbers are those of."""
    (refined,) = found(epub, "content.opf", "//o:meta[@property='source-of' and text()='pagination']/@refines")
    return found(epub, "content.opf", f"//dc:source[@id='{refined[1:]}']/text()")[0]


def rewritten_epub(epub: Path, target: Path, name: str, old: str, new: str) -> bytes:
    """The EPUB with `old` in the file `name` become `new`."""
    with zipfile.ZipFile(epub) as read, zipfile.ZipFile(target, "w") as write:
        for entry in read.infolist():
            content = read.read(entry)
            if entry.filename == f"EPUB/{name}":
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode(), 1)
            write.writestr(entry, content)
    return target.read_bytes()
