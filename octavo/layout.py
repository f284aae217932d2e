"""Layout: where a book's text fell in print, as the other formats need to know it. Light: no typesetter here."""

from __future__ import annotations

from msgspec import Struct


class PageStart(Struct, frozen=True):
    """A page: its label, and how many words of the text begin before it."""

    label: str
    word: int


class Layout(Struct, frozen=True):
    """Where the text fell: the page count, the index of the first page of text, and of each id's page.

    `starts` tells the word each page of the text begins with, for the page list of the EPUB; `printed` the
    same as PDFium reads the pages, to hold that list to.
    """

    pages: int
    first_text: int
    places: dict[str, int]
    starts: tuple[PageStart, ...] = ()
    printed: tuple[PageStart, ...] = ()
