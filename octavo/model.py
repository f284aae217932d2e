"""The book as a value: readers build it, every stage passes it on, every format prints it.

Everything here is frozen; a change is a new value. `Inline` and `Block` are closed unions: match on them
and end in `assert_never`. The only recursion over them is `octavo.walk`.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

END = 10**9
"""A line beyond all others."""


class Position(Struct, frozen=True, eq=False):
    """Where in the witness a run of text stands; takes no part in comparing blocks.

    `line` and `column` count from 1. `breaks` holds (offset, line, column) for each further witness line,
    offset being where that line begins in the run's flat text.
    """

    file: str
    line: int
    column: int = 1
    breaks: tuple[tuple[int, int, int], ...] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Position)

    def __hash__(self) -> int:
        return hash(Position)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    @property
    def place(self) -> tuple[str, int, int]:
        """Where it begins, to be compared with another: positions themselves are all alike."""
        return self.file, self.line, self.column

    def at(self, offset: int) -> Position:
        """The place of the character at `offset` of the run's flat text."""
        count = bisect_right(self.breaks, (offset, END))
        start, line, column = self.breaks[count - 1] if count else (0, self.line, self.column)
        return Position(self.file, line, column + offset - start)


NOWHERE = Position("", 0)
"""The position of what stands in no witness, such as a heading the editor supplies."""


# Inlines ---------------------------------------------------------------------------------------------------


class Text(Struct, frozen=True, tag="text"):
    """Characters."""

    content: str


class Emphasis(Struct, frozen=True, tag="emphasis"):
    """Stress or a title: italics."""

    children: Inlines


class Strong(Struct, frozen=True, tag="strong"):
    """Strong importance: bold."""

    children: Inlines


class SmallCapitals(Struct, frozen=True, tag="small-capitals"):
    """Text the printed source sets in small capitals."""

    children: Inlines


class Foreign(Struct, frozen=True, tag="foreign"):
    """Text in another language, a BCP 47 tag."""

    children: Inlines
    language: str
    italic: bool = True


class Superscript(Struct, frozen=True, tag="superscript"):
    """Raised text."""

    children: Inlines


class Subscript(Struct, frozen=True, tag="subscript"):
    """Lowered text."""

    children: Inlines


class Link(Struct, frozen=True, tag="link"):
    """A hyperlink: an absolute IRI, or `#id` of a section of this book."""

    children: Inlines
    target: str


class Image(Struct, frozen=True, tag="image"):
    """A picture inside a line; `source` is a path below the book's `images/`."""

    source: str
    alternative: str | None = None


class NoteReference(Struct, frozen=True, tag="note-reference"):
    """The call of a note, by the note's id."""

    note: str


class PageBreak(Struct, frozen=True, tag="page-break"):
    """Where a page of the printed source begins; `label` is its folio."""

    label: str


class LineBreak(Struct, frozen=True, tag="line-break"):
    """A line end that belongs to the text."""


Inline: TypeAlias = (
    Text
    | Emphasis
    | Strong
    | SmallCapitals
    | Foreign
    | Superscript
    | Subscript
    | Link
    | Image
    | NoteReference
    | PageBreak
    | LineBreak
)
Inlines: TypeAlias = tuple[Inline, ...]


# Blocks ----------------------------------------------------------------------------------------------------


class Heading(Struct, frozen=True, tag="heading"):
    """A heading as a reader finds it, level 1 to 6; structure turns it into a section's title.

    `role` and `matter` are what the markup states of the section it heads.
    """

    level: int
    children: Inlines
    position: Position = NOWHERE
    role: Role | None = None
    matter: Matter | None = None


class Paragraph(Struct, frozen=True, tag="paragraph"):
    """A paragraph of prose."""

    children: Inlines
    position: Position = NOWHERE


class VerseLine(Struct, frozen=True, tag="verse-line"):
    """One line of verse; `indent` counts steps of one em."""

    children: Inlines
    indent: int = 0
    position: Position = NOWHERE


class Verse(Struct, frozen=True, tag="verse"):
    """Stanzas of lines."""

    stanzas: tuple[tuple[VerseLine, ...], ...]
    position: Position = NOWHERE


class Quotation(Struct, frozen=True, tag="quotation"):
    """Displayed matter quoted from elsewhere."""

    blocks: Blocks
    position: Position = NOWHERE


class List(Struct, frozen=True, tag="list"):
    """A list; `start` is the first number of an ordered one, None of an unordered one.

    `labelled` tells that each item begins with a label of its own, such as `(a)`, and the list prints none.
    """

    items: tuple[Blocks, ...]
    start: int | None = None
    position: Position = NOWHERE
    labelled: bool = False


class Cell(Struct, frozen=True, tag="cell"):
    """A table's cell."""

    children: Inlines
    header: bool = False
    columns: int = 1
    rows: int = 1
    position: Position = NOWHERE


class Table(Struct, frozen=True, tag="table"):
    """Rows of cells, with a caption."""

    rows: tuple[tuple[Cell, ...], ...]
    caption: Inlines = ()
    position: Position = NOWHERE


class Figure(Struct, frozen=True, tag="figure"):
    """A picture on its own, with its caption."""

    image: Image
    caption: Inlines = ()
    position: Position = NOWHERE


class LetterPart(StrEnum):
    """The parts of a letter that are set apart from its body."""

    DATELINE = "dateline"
    SALUTATION = "salutation"
    CLOSING = "closing"
    SIGNATURE = "signature"
    POSTSCRIPT = "postscript"


class LetterLine(Struct, frozen=True, tag="letter-line"):
    """A dateline, salutation, closing or signature."""

    part: LetterPart
    children: Inlines
    position: Position = NOWHERE


class Speech(Struct, frozen=True, tag="speech"):
    """Drama: who speaks, and what."""

    speaker: Inlines
    blocks: Blocks
    position: Position = NOWHERE


class Direction(Struct, frozen=True, tag="direction"):
    """Drama: a stage direction."""

    children: Inlines
    position: Position = NOWHERE


class ThematicBreak(Struct, frozen=True, tag="thematic-break"):
    """A pause between scenes: the asterism or the blank line."""

    position: Position = NOWHERE


class Preformatted(Struct, frozen=True, tag="preformatted"):
    """Text whose lines and spaces stand as they are."""

    children: Inlines
    position: Position = NOWHERE


Block: TypeAlias = (
    Heading
    | Paragraph
    | Verse
    | Quotation
    | List
    | Table
    | Figure
    | LetterLine
    | Speech
    | Direction
    | ThematicBreak
    | Preformatted
)
Blocks: TypeAlias = tuple[Block, ...]


# The book --------------------------------------------------------------------------------------------------


class Matter(StrEnum):
    """The three divisions of a book."""

    FRONT = "front"
    BODY = "body"
    BACK = "back"


class Role(StrEnum):
    """What a section is, in the terms of the EPUB Structural Semantics Vocabulary 1.1."""

    DEDICATION = "dedication"
    EPIGRAPH = "epigraph"
    FOREWORD = "foreword"
    PREFACE = "preface"
    INTRODUCTION = "introduction"
    ACKNOWLEDGMENTS = "acknowledgments"
    PERSONS = "dramatis-personae"
    PROLOGUE = "prologue"
    PART = "part"
    CHAPTER = "chapter"
    SUBCHAPTER = "subchapter"
    LETTER = "letter"
    EPILOGUE = "epilogue"
    AFTERWORD = "afterword"
    CONCLUSION = "conclusion"
    APPENDIX = "appendix"
    GLOSSARY = "glossary"
    BIBLIOGRAPHY = "bibliography"
    INDEX = "index"
    COLOPHON = "colophon"


class Note(Struct, frozen=True):
    """A note of the text: `id` is what references name, `label` what the source prints."""

    id: str
    label: str
    blocks: Blocks
    position: Position = NOWHERE


class Section(Struct, frozen=True):
    """A part, chapter or other division, with its subdivisions.

    `label` is what the witness prints over or before the title ('CHAPTER IV'), `number` the number in it
    ('IV'). `supplied` marks a title that stands in no witness and comes from the editor.
    """

    id: str
    role: Role
    title: Inlines
    label: Inlines = ()
    number: str | None = None
    blocks: Blocks = ()
    sections: tuple[Section, ...] = ()
    supplied: bool = False
    position: Position = NOWHERE
    title_position: Position = NOWHERE


class Contributor(Struct, frozen=True, forbid_unknown_fields=True):
    """A person and what they did, a MARC relator code (octavo/relators.toml).

    `authorities` are IRIs under which libraries know the person (VIAF, Wikidata, the Library of Congress).
    """

    name: str
    role: str = "aut"
    file_as: str | None = None
    authorities: tuple[str, ...] = ()


class Series(Struct, frozen=True, forbid_unknown_fields=True):
    """The series a book belongs to, and its place in it, a number such as '2' or '2.1'."""

    name: str
    position: str | None = None


class Subject(Struct, frozen=True, forbid_unknown_fields=True):
    """What a book is about; `term` is the code of it in the scheme `authority` (EPUB 3.3, D.3.2 and D.3.14)."""

    name: str
    authority: str | None = None
    term: str | None = None


class Certification(Struct, frozen=True, forbid_unknown_fields=True):
    """Who has evaluated the book by EPUB Accessibility 1.1 and WCAG 2.2 Level AA, and found that it conforms.

    `report` is the IRI of the evaluation, `credential` the name or IRI of what entitles to it.
    """

    certified_by: str
    evaluated: date | None = None
    report: str | None = None
    credential: str | None = None


class Provenance(Struct, frozen=True):
    """Where the text comes from, in the source's own words; None where the source says nothing."""

    provider: str | None = None
    source: str | None = None
    published: str | None = None
    publisher: str | None = None
    transcriber: str | None = None
    rights: str | None = None
    credit: str | None = None
    url: str | None = None


class Metadata(Struct, frozen=True):
    """What the catalogue needs to know of a book; `language` is a BCP 47 tag, `date` the edition's.

    `contains` tells which part of the work the book holds, `note` what its editor has to say of that.
    `licence` is the IRI of the terms the whole book may be used under.
    """

    slug: str
    title: str
    language: str
    date: date
    identifier: str
    contributors: tuple[Contributor, ...] = ()
    subtitle: str | None = None
    short_title: str | None = None
    volume: str | None = None
    contains: str | None = None
    description: str | None = None
    note: str | None = None
    subjects: tuple[Subject, ...] = ()
    provenance: Provenance = Provenance()
    series: Series | None = None
    licence: str | None = None
    accessibility: Certification | None = None

    @property
    def running_title(self) -> str:
        """The title for half-titles and running heads."""
        return self.short_title or self.title


class Book(Struct, frozen=True):
    """A whole book."""

    metadata: Metadata
    front: tuple[Section, ...] = ()
    body: tuple[Section, ...] = ()
    back: tuple[Section, ...] = ()
    notes: tuple[Note, ...] = ()
