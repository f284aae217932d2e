"""Pages: an EPUB and the print PDF of the same edition in, every page that does not begin alike out.

Both ends are read as a reader would: the EPUB's page list is followed to its marker and the text after it, the
PDF's page is read by PDFium, its folio too. A word broken over two pages belongs to the first.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO

import pypdfium2
from lxml import etree

from octavo.checks.fidelity import FOOT, HEAD, NUMBERS, documents
from octavo.layout import Opening
from octavo.problem import Problem, Severity
from octavo.render import EPUB_TYPE_ATTRIBUTE, XHTML
from octavo.words import words

COMPARED = 30
"""Letters of a page's beginning that must agree. Letters, because PDFium may see spaced letters as words."""
FIGURES = re.compile(r"[0-9]+")
REST_OF_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
LEAST = 8
"""A page of fewer letters than this, such as one with a picture alone, begins with nothing to compare."""
HINT = "the layout and the ebook were not made of the same edition; run ./build again, and report it if it stays"


def check_pages(epub: bytes, labels: Sequence[str], pages: Sequence[Opening]) -> tuple[Problem, ...]:
    """Each difference between the EPUB's page list, which must have `labels`, and the printed `pages`."""
    listed = list(ebook_pages(epub))
    if [page.label for page in listed] != list(labels):
        missing = sorted(set(labels).symmetric_difference(page.label for page in listed))
        return (fault("V010", f"the page list and the printed pages differ in {', '.join(missing) or 'order'}"),)
    printed = {page.label: page for page in pages}
    return tuple(problem for page in listed for problem in compared(page, printed.get(page.label)))


def compared(page: Opening, printed: Opening | None) -> Iterator[Problem]:
    """What differs between a page of the ebook and the printed one."""
    if printed is None:
        yield fault("V011", f"page {page.label} of the page list is not printed")
    elif len(printed.letters) >= LEAST and not begin_alike(page.letters, printed.letters):
        message = f"page {page.label} begins with {page.letters!r} in the ebook and {printed.letters!r} in print"
        yield fault("V012", message)


def begin_alike(ebook: str, printed: str) -> bool:
    """Whether two beginnings agree as far as both go.

    Figures count on neither side, because the print's text has lost the numbers that look like a list's
    (`fidelity.NUMBERS`), headings' too. So a page that differs in a figure alone goes unseen here.
    """
    one, other = ("".join(FIGURES.split(letters)) for letters in (ebook, printed))
    return one[: len(other)] == other[: len(one)]


def fault(code: str, message: str) -> Problem:
    """A difference between ebook and print."""
    return Problem(code, Severity.ERROR, message, HINT)


# The ebook's end -------------------------------------------------------------------------------------------


def ebook_pages(epub: bytes) -> Iterator[Opening]:
    """The pages of an EPUB's page list, with what follows each marker."""
    with zipfile.ZipFile(BytesIO(epub)) as archive:
        names = documents(archive)
        trees = {name: etree.fromstring(archive.read(name)) for name in names}
    nav = next(name for name in names if posixpath.basename(name) == "nav.xhtml")
    texts = {name: Marked(tree) for name, tree in trees.items()}
    for link in page_links(trees[nav]):
        file, _, fragment = link.get("href", "").partition("#")
        name = posixpath.join(posixpath.dirname(nav), file)
        after = (texts[later].letters for later in names[names.index(name) + 1 :])
        yield Opening("".join(map(str, link.itertext())), texts[name].after(fragment, after))


def page_links(nav: etree._Element) -> list[etree._Element]:
    """The links of the page list (EPUB 3.3, 7.4.2)."""
    lists = [part for part in nav.iter(f"{{{XHTML}}}nav") if part.get(EPUB_TYPE_ATTRIBUTE) == "page-list"]
    return [link for part in lists for link in part.iter(f"{{{XHTML}}}a")]


class Marked:
    """The letters of a document, and where in them each element begins."""

    def __init__(self, tree: etree._Element) -> None:
        self.pieces: list[str] = []
        self.places: dict[str, int] = {}
        self.length = 0
        body = tree.find(f"{{{XHTML}}}body")
        if body is not None:
            self.read(body)
        self.letters = "".join(self.pieces)

    def read(self, element: etree._Element) -> None:
        """Reads `element` and all in it."""
        if name := element.get("id"):
            self.places[name] = self.length
        self.add(element.text)
        for child in element:
            self.read(child)
            self.add(child.tail)

    def add(self, text: str | None) -> None:
        """Adds the letters of a piece of text."""
        piece = "".join(words(text or ""))
        self.pieces.append(piece)
        self.length += len(piece)

    def after(self, name: str, following: Iterator[str]) -> str:
        """The letters after the element with the id `name`, going on into the documents that follow."""
        if name not in self.places:
            return ""
        found = self.letters[self.places[name] :][:COMPARED]
        while len(found) < COMPARED and (more := next(following, None)) is not None:
            found += more
        return found[:COMPARED]


# The printed end -------------------------------------------------------------------------------------------


def printed_pages(pdf: bytes, first: int) -> Iterator[Opening]:
    """The pages of text, with the folio each prints, or would print, and the letters it begins with."""
    broken = False
    for folio, page in enumerate(list(pypdfium2.PdfDocument(pdf))[first:], 1):
        _, bottom, _, top = page.get_mediabox()
        read = page.get_textpage()
        text = NUMBERS.sub("", read.get_text_bounded(bottom=bottom + FOOT, top=top - HEAD)).strip()
        printed = words(read.get_text_bounded(top=bottom + FOOT))
        label = printed[-1] if printed and printed[-1].isdecimal() else str(folio)
        begun = REST_OF_WORD.sub("", text, count=1) if broken else text
        if text:
            yield Opening(label, "".join(words(begun[: 8 * COMPARED]))[:COMPARED])
            broken = text.endswith("\u2010")
