"""Accessibility: a book in, what it offers to those who cannot read print out, computed from what it holds.

EPUB Accessibility 1.1 (https://www.w3.org/TR/epub-a11y-11/), 2; the words are those of the Schema.org accessibility
properties (https://www.w3.org/community/reports/a11y-discov-vocab/CG-FINAL-vocabulary-20241209/).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from octavo import model as m
from octavo.edition import Edition, Pagination
from octavo.inlines import foreign_spans
from octavo.walk import blocks, runs, sections

CONFORMS = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
ALWAYS = ("displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents")


def holds(edition: Edition, *, pages: bool) -> frozenset[str]:
    """What the book holds that someone may need to know: pictures, described ones, pages, notes, an index, tables
    that all have headings."""
    book = edition.book
    described = any(picture.alternative for picture in edition.pictures)
    tables = [block for block in blocks(book) if isinstance(block, m.Table)]
    asked = undescribed(edition)
    facts = {
        "visual": bool(edition.pictures),
        "pictures": bool(edition.pictures) and not asked,
        "described": described and not asked,
        "undescribed": asked,
        "pages": pages,
        "notes": bool(book.notes),
        "index": any(section.role is m.Role.INDEX for _, _, section in sections(book)),
        "tables": bool(tables) and all(any(cell.header for row in table.rows for cell in row) for table in tables),
        "foreign": any(True for run in runs(book) for _ in foreign_spans(run.children)),
    }
    return frozenset(name for name, true in facts.items() if true)


def undescribed(edition: Edition) -> bool:
    """Whether what a picture shows is still asked: such a book is readable, but cannot be said to conform."""
    return any(doubt.rule == "picture-without-words" and not doubt.decision for doubt in edition.apparatus.doubts)


FEATURES = (
    ("described", "alternativeText"),
    ("pages", "pageBreakMarkers"),
    ("pages", "pageNavigation"),
    ("index", "index"),
)
SENTENCES = ("pictures", "undescribed", "pages", "notes", "tables", "foreign")


def accessibility(edition: Edition, say: Mapping[str, str], *, pages: bool) -> Iterator[tuple[str, str]]:
    """The properties of Schema.org with their values; `pages` tells whether there is a page list."""
    facts = holds(edition, pages=pages)
    yield "accessMode", "textual"
    if "visual" in facts:
        yield "accessMode", "visual"
    yield "accessModeSufficient", "textual,visual" if "undescribed" in facts else "textual"
    for feature in (*ALWAYS, *(feature for fact, feature in FEATURES if fact in facts)):
        yield "accessibilityFeature", feature
    yield "accessibilityHazard", "none"
    yield "accessibilitySummary", summary(facts, edition.pagination, say)


def summary(facts: frozenset[str], pagination: Pagination, say: Mapping[str, str]) -> str:
    """The facts in words, in the language of the book."""
    keys = [f"pages_{pagination.value}" if fact == "pages" else fact for fact in SENTENCES if fact in facts]
    return " ".join(say[f"access_{key}"] for key in ("text", *keys))
