"""Fidelity: an EPUB's or a PDF's own words in, every difference from what the edition must print out.

The words are taken out of the finished file by tools that had no part in writing it: the standard
library's zip and XML parsers, and PDFium. That the edition agrees with the witness is the law its making
is held to (`octavo.checks.laws`); here each output is held to the same words, no more and no fewer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import pypdfium2

from octavo import model as m
from octavo.checks.copy import (
    Around,
    Copy,
    bookmarks,
    ebook_copy,
    entries,
    heading_words,
    paper_copy,
    shown,
    whole,
)
from octavo.checks.ebook import Ebook
from octavo.checks.laws import compared
from octavo.checks.paper import Reading, made_whole, sheets
from octavo.edition import Edition, Pagination
from octavo.formats.record import record
from octavo.inlines import leaves
from octavo.layout import PageStart
from octavo.problem import ContentError, Problem, Severity
from octavo.walk import images, nested, runs
from octavo.words import words

OWED = "the source asks for it; templates/attribution.xhtml must print it"
LOST = "text was lost or added between edition and output: a template or style does it"


def fault(code: str, message: str, hint: str = LOST) -> Problem:
    """A difference between an output and its edition."""
    return Problem(code, Severity.ERROR, message, hint)


def unowed(metadata: m.Metadata, letters: str, where: str) -> Iterator[Problem]:
    """What an output must say of where its text comes from, and does not."""
    told = metadata.provenance
    people = [person.name for person in metadata.contributors]
    record = (told.credit, told.rights, told.source, told.published, told.publisher, told.transcriber)
    for phrase in filter(None, (metadata.title, *people, *record)):
        if "".join(words(phrase)) not in letters:
            yield fault("V002", f"the {where} does not say {phrase!r}", OWED)


def refuse(problems: Sequence[Problem]) -> None:
    """Raises ContentError where there are problems."""
    if problems:
        raise ContentError(tuple(problems))


# Ebooks ----------------------------------------------------------------------------------------------------


def check_epub_text(epub: bytes, edition: Edition, around: Around) -> None:
    """Raises ContentError where an EPUB says anything but the edition's words and what is `around` them, or less.

    Its documents are compared word for word, in order; then its contents, the names of its parts, what stands for
    its pictures, and its metadata.
    """
    ebook = Ebook(epub)
    copy = ebook_copy(edition, around)
    problems = compared(copy.words, ebook.words, "EPUB")
    problems += unowed(edition.book.metadata, "".join(ebook.words), "EPUB")
    problems += [fault("V001", f"the EPUB hides {text!r}") for text in ebook.hidden()]
    problems += unlisted(ebook, edition.book, around)
    problems += misnamed(ebook, edition, around)
    problems += unrecorded(ebook, edition, around)
    refuse(problems)


def unlisted(ebook: Ebook, book: m.Book, around: Around) -> list[Problem]:
    """Where the contents, the landmarks or the page list are not what they must be."""
    say = around.say
    lines = [word for _, line in entries(book, say) for word in line]
    cover = [say["cover"]] if ebook.cover is not None else []
    marks = [say["landmarks"], *cover, say["title_page"], say["contents"], say["start"]]
    marks += [say["notes"]] if book.notes else []
    pages = words("\n".join([say["pages"], *ebook.labels])) if ebook.labels else []
    return [
        *compared([*words(say["contents"]), *lines], ebook.listed("toc"), "EPUB's contents"),
        *compared(words("\n".join(marks)), ebook.listed("landmarks"), "EPUB's landmarks"),
        *compared(pages, ebook.listed("page-list"), "EPUB's page list"),
        *compared([*words(book.metadata.title), *lines, *pages], ebook.ncx_words(), "EPUB's NCX"),
    ]


def misnamed(ebook: Ebook, edition: Edition, around: Around) -> Iterator[Problem]:
    """Names of documents and words for pictures that are not the book's; pages of the source that are not marked."""
    book, say = edition.book, around.say
    known = {tuple(heading_words(section)) for part in whole(book) for _, section in nested(part)}
    known |= {tuple(words(phrase)) for phrase in say.values()}
    for name in ebook.names():
        if tuple(words(name)) not in known:
            yield fault("V001", f"the EPUB calls a part {name!r}, which is no heading of the book")
    described = {picture.source: picture.alternative for picture in edition.pictures}
    wanted = Counter(described.get(image.source, image.alternative or "") for image, _ in images(book))
    found = Counter(ebook.alternatives())
    for alternative in (wanted - found) + (found - wanted):
        yield fault("V001", f"the EPUB describes a picture otherwise: {alternative!r}")
    if ebook.cover is not None:
        said = [image for image in ebook.cover.iter() if image.tag.endswith("}img")]
        alternative = said[0].get("alt", "") if said else ""
        yield from compared(words(f"{say['cover']} {book.metadata.title}"), words(alternative), "EPUB's cover")
    if edition.pagination is Pagination.SOURCE:
        broken = (leaf for run in runs(book) for leaf in leaves(run.children))
        labels = [leaf.label for leaf in broken if isinstance(leaf, m.PageBreak)]
        if labels != ebook.labels:
            lost = sorted(set(labels).symmetric_difference(ebook.labels))
            yield fault("V010", f"the EPUB does not mark the source's pages: {', '.join(lost) or 'their order'}")


def unrecorded(ebook: Ebook, edition: Edition, around: Around) -> Iterator[Problem]:
    """Rows of the metadata that are lost, added or changed."""
    metadata = edition.book.metadata
    wanted = Counter(
        (
            row.name,
            row.attributes.get("property") or row.attributes.get("name") or row.attributes.get("rel") or "",
            row.value or row.attributes.get("content") or row.attributes.get("href") or "",
        )
        for row in record(edition, around.say, pages=bool(ebook.labels))
    )
    wanted[("identifier", "", metadata.identifier)] += 1
    wanted[("language", "", metadata.language)] += 1
    wanted[("meta", "dcterms:modified", f"{metadata.date.isoformat()}T00:00:00Z")] += 1
    found = Counter(ebook.metadata())
    for verb, rows in (("lacks", wanted - found), ("adds", found - wanted)):
        for name, about, value in rows:
            yield fault("V001", f"the EPUB's metadata {verb} {about or name} {value!r}")


# Paper -----------------------------------------------------------------------------------------------------


def check_pdf_text(pdf: bytes, edition: Edition, around: Around) -> tuple[PageStart, ...]:
    """The print PDF's pages of text, each with the word PDFium finds first on it.

    Raises ContentError where the print PDF's pages say anything but the edition's words and what is `around` them.

    Every page is compared word for word, its running head and folio too; then the contents' folios and the
    document's own metadata.
    """
    document = pypdfium2.PdfDocument(pdf)
    reading = read_pages(document, edition, around, where="PDF")
    refuse(list(untitled(document, edition.book.metadata)))
    return tuple(reading.starts())


def check_screen_text(pdf: bytes, edition: Edition, around: Around) -> None:
    """Raises ContentError where the screen PDF's cover, pages, bookmarks or metadata are not what they must be."""
    document = pypdfium2.PdfDocument(pdf)
    refuse(uncovered(document, edition, around.cover))
    read_pages(document, edition, around, where="PDF", first=1)
    refuse([*untitled(document, edition.book.metadata), *unmarked(document, edition.book, around)])


def check_cover_text(pdf: bytes, edition: Edition, cover: str) -> None:
    """Raises ContentError where the cover's words are not those of its page `cover`; a picture has none."""
    refuse(uncovered(pypdfium2.PdfDocument(pdf), edition, cover))


def read_pages(
    document: pypdfium2.PdfDocument, edition: Edition, around: Around, *, where: str, first: int = 0
) -> Reading:
    """The pages from index `first` on, read. Raises ContentError where they are not what they must be."""
    metadata = edition.book.metadata
    found = sheets(document, first)
    reading = Reading(found, paper_copy(edition, around), metadata.running_title, where)
    if not first:
        reading.check_sides()
    letters = "".join(word for sheet in found for word in sheet.words)
    refuse([*reading.problems, *unowed(metadata, letters, where)])
    return reading


def uncovered(document: pypdfium2.PdfDocument, edition: Edition, cover: str) -> list[Problem]:
    """What is wrong with the words of the first page, which is the cover."""
    copy = Copy()
    if edition.cover is None:
        copy.add(shown(cover))
    found = words(document[0].get_textpage().get_text_bounded())
    rest = iter(found)
    cuts = (copy.joints.get(at, frozenset()) for at in range(len(copy.words)))
    whole = all(made_whole(word, cut, next(rest, ""), rest) for word, cut in zip(copy.words, cuts, strict=True))
    if whole and next(rest, None) is None:
        return []
    return [fault("V001", f"the cover has {' '.join(found)!r} for {' '.join(copy.words)!r}")]


def untitled(document: pypdfium2.PdfDocument, metadata: m.Metadata) -> Iterator[Problem]:
    """What the document's own metadata do not say (ISO 32000-2, 14.3.3)."""
    authors = ", ".join(person.name for person in metadata.contributors if person.role == "aut")
    wanted = {"Title": metadata.title, "Author": authors, "Subject": metadata.description or ""}
    for key, value in wanted.items():
        found = document.get_metadata_value(key)
        if words(found) != words(value):
            yield fault("V003", f"the PDF's metadata have the {key.lower()} {found!r} for {value!r}")


def unmarked(document: pypdfium2.PdfDocument, book: m.Book, around: Around) -> list[Problem]:
    """What the bookmarks do not say."""
    wanted = [word for line in bookmarks(book, around.say) for word in line]
    found = [word for mark in document.get_toc(max_depth=32) for word in words(mark.get_title())]
    return compared(wanted, found, "PDF's bookmarks")
