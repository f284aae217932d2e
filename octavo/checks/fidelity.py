"""Fidelity: an EPUB's or a PDF's own words in, every difference from the edition's text out.

The words are taken out of the finished file by tools that had no part in writing it: the standard
library's zip and HTML parsers, and PDFium. That the edition agrees with the witness is the law its making
is held to (`octavo.checks.laws`); here each output is held to the same words.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterable, Sequence
from html.parser import HTMLParser
from io import BytesIO
from xml.etree import ElementTree

import pypdfium2
from msgspec import Struct

from octavo import model as m
from octavo.checks.laws import compared, shared
from octavo.edition import Edition
from octavo.problem import ContentError, Problem, Severity
from octavo.walk import Run, blocks, leaves, section_runs, spelled
from octavo.words import words

HEAD, FOOT = 52.0, 58.0
"""Points from a page's head and foot within which running heads and folios stand (styles/print.css)."""
BROKEN_WORD = re.compile("\u2010[\r\n]+\\s*")
NUMBERS = re.compile(r"^\d+\.\s*$", re.MULTILINE)
"""The numbers of an ordered list, which PDFium reads as lines of their own after the page's text."""
OPF = "{http://www.idpf.org/2007/opf}"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"


class Around(Struct, frozen=True):
    """The XHTML of the pages before the text, and of those after it, in order."""

    before: tuple[str, ...]
    after: tuple[str, ...]


def check_epub_text(epub: bytes, edition: Edition, around: Around) -> None:
    """Raises ContentError where the EPUB's text is not the edition's word for word, or lacks its credit.

    The words of the pages `around` the text must be there too.
    """
    check_text(epub_words(epub), edition, around, where="EPUB", calls=False)


def check_pdf_text(pdf: bytes, edition: Edition, around: Around) -> None:
    """Raises ContentError where the PDF's text is not the edition's word for word, or lacks its credit.

    The letters of the pages `around` the text must be there too: their display lines are spaced, so that
    PDFium may see each letter as a word.
    """
    check_text(pdf_words(pdf, numbered=numbered(edition.book)), edition, around, where="PDF", calls=True)


def check_text(found: Sequence[str], edition: Edition, around: Around, *, where: str, calls: bool) -> None:
    """Compares the words of an output; one of paper holds the labels of note `calls` and spaced display lines."""
    letters = "".join(found)
    following = [word for page in around.after for word in words(document_text(page, calls=calls))]
    texts = [[*edition_words(edition.book, calls=calls), *following]]
    texts += [words(document_text(page, calls=calls)) for page in around.before]
    problems: list[Problem] = []
    for expected in texts:
        if not (calls and stands_spaced(expected, found)):
            problems += differences(expected, found, where)
    problems += [
        Problem("V002", Severity.ERROR, f"the {where} does not say {owed!r}", OWED)
        for owed in owed_words(edition.book.metadata)
        if "".join(words(owed)) not in letters
    ]
    if problems:
        raise ContentError(tuple(problems))


def stands_spaced(expected: Sequence[str], found: Sequence[str]) -> bool:
    """Whether `expected` stands in `found` word for word, though PDFium may see the letters of a spaced word apart."""
    places = (index for index, word in enumerate(found) if expected and expected[0].startswith(word))
    return any(reads_on(expected, found, place) for place in places)


def reads_on(expected: Sequence[str], found: Sequence[str], place: int) -> bool:
    """Whether from `place` on each expected word is the next of `found`, or several of them run together."""
    for word in expected:
        letters = ""
        while len(letters) < len(word) and place < len(found):
            letters += found[place]
            place += 1
        if letters != word:
            return False
    return True


OWED = "the source asks for it; templates/attribution.xhtml must print it"
LOST = "text was lost between edition and output: a template or style drops it"


def differences(expected: Sequence[str], found: Sequence[str], where: str) -> list[Problem]:
    """What keeps `expected` from standing in `found` as one stretch, at the place where they agree best."""
    places = [index for index, word in enumerate(found) if expected and word == expected[0]]
    if not expected or any(found[place : place + len(expected)] == expected for place in places):
        return []
    if not places:
        return [Problem("V001", Severity.ERROR, f"the {where} lacks the word {expected[0]!r}", LOST)]
    best = max(places, key=lambda place: shared(expected, found[place : place + len(expected)]))
    return compared(expected, found[best : best + len(expected)], where)


def owed_words(metadata: m.Metadata) -> list[str]:
    """What every output must say of where its text comes from."""
    told = metadata.provenance
    people = [person.name for person in metadata.contributors]
    owed = [metadata.title, *people, told.credit, told.rights, told.source, told.publisher, told.transcriber]
    return [phrase for phrase in owed if phrase]


def edition_words(book: m.Book, *, calls: bool) -> list[str]:
    """The words of the text in the order outputs print them."""
    sections = (*book.front, *book.body, *book.back)
    return printed_words((run for section in sections for run in section_runs(section)), book, calls=calls)


def printed_words(runs: Iterable[Run], book: m.Book, *, calls: bool) -> list[str]:
    """The words of `runs`, with the labels of the notes they call where outputs print them as text."""
    labels = {note.id: note.label for note in book.notes}
    pieces = (
        "".join(
            labels[leaf.note] if calls and isinstance(leaf, m.NoteReference) else spelled(leaf)
            for leaf in leaves(run.children)
        )
        for run in runs
    )
    return words("\n".join(pieces))


# Out of the EPUB -------------------------------------------------------------------------------------------


def epub_words(epub: bytes) -> list[str]:
    """The words of an EPUB's documents in reading order, without calls of notes and links back."""
    with zipfile.ZipFile(BytesIO(epub)) as archive:
        texts = [document_text(archive.read(name).decode()) for name in documents(archive)]
    return words("\n".join(texts))


def documents(archive: zipfile.ZipFile) -> list[str]:
    """The names of the documents in reading order (EPUB 3.3, 5.7)."""
    container = ElementTree.fromstring(archive.read("META-INF/container.xml"))  # noqa: S314 - our own file
    package = next(container.iter(f"{CONTAINER}rootfile")).attrib["full-path"]
    root = ElementTree.fromstring(archive.read(package))  # noqa: S314 - our own file
    files = {item.attrib["id"]: item.attrib["href"] for item in root.iter(f"{OPF}item")}
    folder = posixpath.dirname(package)
    return [posixpath.join(folder, files[ref.attrib["idref"]]) for ref in root.iter(f"{OPF}itemref")]


def document_text(markup: str, *, calls: bool = False) -> str:
    """The text of one XHTML document, each block on lines of its own, with or without note calls and links back."""
    parser = Text(frozenset() if calls else SILENT)
    parser.feed(markup)
    return "".join(parser.pieces)


INLINE = frozenset({"a", "em", "i", "b", "strong", "span", "sup", "sub"})
SILENT = frozenset({"doc-noteref", "doc-backlink"})


class Text(HTMLParser):
    """Collects text outside the head and elements whose role is `unsaid`."""

    def __init__(self, unsaid: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.unsaid = unsaid
        self.pieces: list[str] = []
        self.silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begins an element."""
        if tag == "head" or (self.silent and tag == self.silent[-1]) or dict(attrs).get("role") in self.unsaid:
            self.silent.append(tag)
        elif tag not in INLINE or "verse-line" in (dict(attrs).get("class") or ""):
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Ends an element."""
        if self.silent and tag == self.silent[-1]:
            self.silent.pop()
        elif tag not in INLINE:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        """Text."""
        if not self.silent:
            self.pieces.append(data)


# Out of the PDF --------------------------------------------------------------------------------------------


def numbered(book: m.Book) -> bool:
    """Whether `book` has a numbered list."""
    return any(isinstance(block, m.List) and block.start is not None for block in blocks(book))


def pdf_words(pdf: bytes, *, numbered: bool = False) -> list[str]:
    """The words of a PDF's pages in order, broken words made whole, without running heads and folios.

    In a book with `numbered` lists, lines that hold a number alone are the lists'.
    """
    document = pypdfium2.PdfDocument(pdf)
    texts = []
    for page in document:
        _, bottom, _, top = page.get_mediabox()
        texts.append(page.get_textpage().get_text_bounded(bottom=bottom + FOOT, top=top - HEAD))
    text = "\n".join(texts)
    return words(BROKEN_WORD.sub("", NUMBERS.sub("", text) if numbered else text))
