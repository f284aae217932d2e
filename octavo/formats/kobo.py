"""Kobo: a checked EPUB in, the same with every sentence in a span of its own out.

Kobo's reader keeps the reading place, highlights and page counts by such spans
(https://github.com/kobolabs/epub-spec, "Kobo spans"): `kobo.PARAGRAPH.SENTENCE`, both counted from 1. The file's
ending tells the reader that they are there.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from octavo.formats.epub import Archive
from octavo.render import XHTML

SUFFIX = ".kepub.epub"
SENTENCE = re.compile(r".*?[.!?…][’”»“\"')\]]*\s+|.+", re.DOTALL)
BLOCKS = frozenset(f"{{{XHTML}}}{tag}" for tag in ("p", "li", "td", "th", "dt", "dd", "caption", "figcaption", "pre"))
HEADINGS = frozenset(f"{{{XHTML}}}h{level}" for level in range(1, 7))
NAVIGATION = "nav.xhtml"
"""The document that is no text to keep a place in."""


def write_kepub(epub: Path, target: Path) -> None:
    """Writes the EPUB at `epub` to `target` as Kobo's reader wants it."""
    with zipfile.ZipFile(epub) as given, Archive(target, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in given.infolist():
            content = given.read(entry)
            name = Path(entry.filename)
            text = name.suffix == ".xhtml" and name.name != NAVIGATION
            made.writestr(entry.filename, spanned(content) if text else content, compress_type=entry.compress_type)


def spanned(content: bytes) -> bytes:
    """A document with its sentences in spans, its text unchanged."""
    whole = etree.fromstring(content)
    body = whole.find(f"{{{XHTML}}}body")
    if body is not None:
        _Spans().inside(body)
    return etree.tostring(whole.getroottree(), encoding="utf-8", xml_declaration=True)


class _Spans:
    """One pass over a document, counting paragraphs and sentences."""

    def __init__(self) -> None:
        self.paragraph = 0
        self.sentence = 0

    def inside(self, element: etree._Element) -> None:
        if element.tag in BLOCKS | HEADINGS:
            self.paragraph += 1
            self.sentence = 0
        children = list(element)
        begin = list(self.spans(element.text))
        if begin:
            element.text = None
        for child in children:
            self.inside(child)
            after = list(self.spans(child.tail))
            if after:
                child.tail = None
            for span in reversed(after):
                child.addnext(span)
        element[:0] = begin

    def spans(self, text: str | None) -> Iterator[etree._Element]:
        for piece in SENTENCE.findall(text or "") if text and text.strip() else ():
            self.sentence += 1
            span = etree.Element(f"{{{XHTML}}}span", {"class": "koboSpan", "id": self.name()})
            span.text = piece
            yield span

    def name(self) -> str:
        return f"kobo.{max(self.paragraph, 1)}.{self.sentence}"
