"""The edition: one book ready to print in any format, with the record of how it came about."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from octavo.model import Book, Position


class Change(Struct, frozen=True):
    """One difference between witness and edition: which rule, where, what stood and what stands.

    `left` and `right` are the words around it as the witness has them; `reason` is the editor's.
    """

    rule: str
    position: Position
    before: str
    after: str
    left: str = ""
    right: str = ""
    reason: str | None = None


class Doubt(Struct, frozen=True):
    """A query: a doubtful reading, what the engine would read, why; and the editor's answer, if given."""

    rule: str
    position: Position
    reading: str
    suggestion: str
    evidence: str
    left: str = ""
    right: str = ""
    decision: str | None = None
    reason: str | None = None


class Stet(Struct, frozen=True):
    """A reading the editor lets stand, and where: no rule may touch it."""

    position: Position
    reading: str


PICTURE_OF_WORDS = "picture-of-words"
"""The rule of a change that supplies the words a picture stands for."""


class Omission(Struct, frozen=True):
    """Words of the witness kept out of the body: the provider's header, licence or navigation, a contents list.

    They reach from `position` up to `end`; `text` is what stands there.
    """

    rule: str
    position: Position
    last_line: int
    text: str
    end: Position


class Move(Struct, frozen=True):
    """Words that the edition prints elsewhere than the witness: a note, gathered with the others at the end."""

    rule: str
    position: Position
    end: Position


class Mark(Struct, frozen=True):
    """Characters of the witness that stand for something the edition has as structure: `[1]`, `[Pg 12]`, `_`."""

    rule: str
    position: Position
    text: str


class Apparatus(Struct, frozen=True):
    """Everything that differs from the witness, and everything in doubt.

    `moves` are in the order of the edition's notes. `joined_lines` counts the hard line ends that became
    spaces; the positions in the book tell where.
    """

    changes: tuple[Change, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    omissions: tuple[Omission, ...] = ()
    moves: tuple[Move, ...] = ()
    marks: tuple[Mark, ...] = ()
    stets: tuple[Stet, ...] = ()
    joined_lines: int = 0


class Picture(Struct, frozen=True):
    """A picture of the book: its file below images/, what it is, and what it says to those who cannot see it."""

    source: str
    media_type: str
    width: int
    height: int
    size: int
    sha256: str
    alternative: str


class Pagination(StrEnum):
    """Whose page numbers the ebook carries: those of the print PDF of this edition, or of the printed source."""

    PRINT = "print"
    SOURCE = "source"


class Edition(Struct, frozen=True):
    """The book as every format prints it, its apparatus, the version of Octavo that made it.

    `trim` is the width and height of the printed page in points, `cover` the picture below images/ that is the cover.
    `names` are pairs of words in the title that belong in one line (`octavo.titling`).
    """

    book: Book
    apparatus: Apparatus
    octavo: str
    trim: tuple[float, float] = (432.0, 648.0)
    pictures: tuple[Picture, ...] = ()
    pagination: Pagination = Pagination.PRINT
    cover: str | None = None
    names: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def load(cls, path: Path) -> Edition:
        """The edition written at `path`."""
        return msgspec.json.decode(path.read_bytes(), type=cls)

    def without_text(self) -> Edition:
        """What the cover tells of this edition: it stays the same when a word of the text changes."""
        return replace(self, book=Book(self.book.metadata), apparatus=Apparatus(), pictures=())

    def encoded(self) -> bytes:
        """This edition as JSON, indented so that a difference of two editions can be read; its sets in order."""
        return msgspec.json.format(msgspec.json.encode(self, order="deterministic"), indent=1) + b"\n"
