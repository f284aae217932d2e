"""Packages: pages in, an EPUB of them out, and the outline of the book that is made of it."""

from __future__ import annotations

import zipfile
from pathlib import Path

from octavo.inlines import flat
from octavo.model import Book
from octavo.walk import sections

PROSE = "It was a long sentence about nothing that anybody in the harbour would remember. " * 4
CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OPS/p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
RECORD = "<dc:title>A Parcel</dc:title><dc:creator>Ada Field</dc:creator><dc:language>en</dc:language>"


def epub(path: Path, pages: dict[str, str], nav: str = "", record: str = RECORD, **more: str) -> Path:
    """An EPUB of `pages`, in order, with a list of contents; `more` is what else its package or container holds."""
    items = "".join(f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>' for name in pages)
    spine = "".join(f'<itemref idref="{name}"/>' for name in pages)
    package = f"""<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:opf="http://www.idpf.org/2007/opf"><metadata>{record}</metadata><manifest>{items}{more.get("items", "")}
<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/></manifest>
<spine>{spine}{more.get("spine", "")}</spine>{more.get("guide", "")}</package>"""
    files = {f"OPS/{name}.xhtml": page_of(body) for name, body in pages.items()}
    files |= {"META-INF/container.xml": more.get("container", CONTAINER), "OPS/p.opf": package}
    marks = f'<nav epub:type="landmarks"><ol>{more["landmarks"]}</ol></nav>' if "landmarks" in more else ""
    files["OPS/nav.xhtml"] = page_of(f'<nav epub:type="toc"><ol>{nav}</ol></nav>{marks}')
    if "encryption" in more:
        files["META-INF/encryption.xml"] = more["encryption"]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def page_of(body: str) -> str:
    """A page with `body`, which may be an element `body` itself."""
    body = body if body.startswith("<body") else f"<body>{body}</body>"
    return f'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">{body}</html>'


def entry(place: str, words: str, inner: str = "") -> str:
    return f'<li><a href="{place}">{words}</a>{f"<ol>{inner}</ol>" if inner else ""}</li>'


def outline(book: Book) -> list[tuple[str, int, str, str]]:
    """(matter, depth, role, words) of each section."""
    return [
        (matter.value, depth, section.role.value, " ".join(filter(None, map(flat, (section.label, section.title)))))
        for matter, depth, section in sections(book)
    ]
