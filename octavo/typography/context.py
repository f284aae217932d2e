"""The context in which a rule reads a text."""

from __future__ import annotations

from msgspec import Struct

from octavo.languages import Language
from octavo.typography.book import Book
from octavo.typography.edit import Kind


class Context(Struct, frozen=True, eq=False):
    """The language of a text, its book, its place there and its kind."""

    language: Language
    book: Book
    place: int = 0
    kind: Kind = Kind.PROSE
