"""Layout: where the text of a book fell in print, as every format that follows its pages reads it."""

from __future__ import annotations

from msgspec import Struct

from octavo.paginate import Opening, PageStart


class Layout(Struct, frozen=True):
    """Where the text fell: the page count, the index of the first page of text, and of each id's page.

    `starts` tells the word each page of the text begins with, for the page list of the EPUB; `printed` what PDFium
    reads there, to hold that list to.
    """

    pages: int
    first_text: int
    places: dict[str, int]
    starts: tuple[PageStart, ...] = ()
    printed: tuple[Opening, ...] = ()
