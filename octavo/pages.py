"""Pages: the edition in, the pages of a book out, each made by its template in `templates/`.

Every format prints these pages, so one template serves the EPUB, the Kindle and the paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date
from lxml import etree
from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from octavo import model as m
from octavo.edition import Edition
from octavo.note_groups import note_groups
from octavo.pieces import Piece, pieces
from octavo.problem import ToolError
from octavo.render import (
    NAMESPACES,
    XHTML,
    Locate,
    Renderer,
    heading_parts,
    heading_text,
    here,
    inline_markup,
    loosed,
    markup,
    view,
)
from octavo.roles import EPUB_TYPE
from octavo.templates import FALLBACK, Templates, phrases
from octavo.titling import Breaks, breadth, display_lines
from octavo.walk import sections

LONG_TITLE, LONGER_TITLE = 60, 120
TITLE_SIZES = {"short": 32.0, "long": 24.0, "longer": 17.0}
SIDE_MARGINS = 112.0
"""The title's sizes on the title page and the page's two side margins in points, as in styles/print.css."""
AUTHOR_MEASURE, SUBTITLE_MEASURE = 26, 42
"""Characters of a line of the author's name and of the subtitle on the cover."""
HALF_TITLE_LETTER = 9.0
"""The mean width of a letter of the half-title in points: small capitals of 14 points, spaced."""
CLOTHS = 7
"""How many colours styles/cover.css has."""
CHARACTER = 0.44
"""The mean width of a character of the text face, in ems."""


class Page(Struct, frozen=True):
    """One page of a book: `name` is its id, `matter` its `epub:type` division, None for the cover."""

    name: str
    title: str
    content: Markup
    matter: str | None = None
    section: m.Section | None = None


class Entry(Struct, frozen=True):
    """A line of the contents: the section's id, its label with what joins the title to it, its title, and its depth."""

    id: str
    label: str
    title: str
    depth: int


class Pages:
    """The pages of one edition; `locate` tells the address of an id, `images` that of the pictures' folder."""

    def __init__(self, edition: Edition, templates: Path, locate: Locate = here, *, images: str = "images/") -> None:
        self.edition = edition
        self.book = edition.book
        self.metadata = edition.book.metadata
        self.locate = locate
        alternatives = {picture.source: picture.alternative for picture in edition.pictures}
        self.renderer = Renderer(self.book.notes, locate, pictures=alternatives, folder=images)
        self.templates = Templates(templates)
        self.say = phrases(templates, self.metadata.language)

    def template(self, name: str, **values: object) -> Markup:
        """The template `name` filled in. Raises ToolError naming the template's line."""
        frame = {"edition": self.edition, "book": self.book, "metadata": self.metadata, "say": self.say}
        return self.templates.fill(name, {**frame, "credits": self.credits, "date": self.date, **values})

    @cached_property
    def credits(self) -> tuple[str, ...]:
        """What those who are no authors of the book did for it, a phrase a role."""
        people: dict[str, list[str]] = {}
        for person in self.metadata.contributors:
            people.setdefault(person.role, []).append(person.name)
        return tuple(self.say[f"by_{role}"].format(names=", ".join(people[role])) for role in people if role != "aut")

    @cached_property
    def date(self) -> str:
        """The edition's date in words."""
        return long_date(self.metadata.date, self.metadata.language, self.say["date"])

    def cover(self, title: Sequence[str], *, ornament: bool) -> Markup:
        """The typographic cover, its `title` in lines; the identifier chooses its colour."""
        people = [person.name for person in self.metadata.contributors if person.role == "aut"]
        return self.template(
            "cover.xhtml",
            title=title,
            ornament=ornament,
            authors=[line for name in people for line in display_lines(name, AUTHOR_MEASURE, Breaks())],
            subtitle=display_lines(self.metadata.subtitle or "", SUBTITLE_MEASURE, self.breaks),
            cloth=sha256(self.metadata.identifier.encode()).digest()[0] % CLOTHS + 1,
        )

    # The pages before and after the text -------------------------------------------------------------------

    def half_title(self) -> Page:
        """The short title alone on a recto."""
        measure = (self.edition.trim[0] - SIDE_MARGINS) / HALF_TITLE_LETTER
        title = display_lines(self.metadata.running_title, int(measure), self.breaks)
        content = self.template("half-title.xhtml", title=title)
        return Page("half-title", self.metadata.running_title, content, "frontmatter")

    def title_page(self) -> Page:
        """Author, title, subtitle, volume, publisher."""
        measure = (self.edition.trim[0] - SIDE_MARGINS) / (TITLE_SIZES[self.size] * CHARACTER)
        title = display_lines(self.metadata.title, int(measure), self.breaks)
        content = self.template("title-page.xhtml", size=self.size, title=title)
        return Page("title-page", self.say["title_page"], content, "frontmatter")

    @cached_property
    def breaks(self) -> Breaks:
        """Where a line of the title may break ill."""
        return Breaks(frozenset(self.say["leaning"].split()), self.edition.names)

    @property
    def size(self) -> str:
        """How long the title is, so that styles can set it to fit."""
        length = max(breadth(self.metadata.title), 5 * max(map(breadth, self.metadata.title.split())))
        return "longer" if length > LONGER_TITLE else "long" if length > LONG_TITLE else "short"

    def imprint(self) -> Page:
        """The verso of the title page."""
        return Page("imprint", self.say["imprint"], self.template("imprint.xhtml"), "frontmatter")

    def attribution(self) -> Page:
        """Where the text comes from, whom to credit, what was changed, when and with what it was made."""
        changes = self.edition.apparatus.changes
        headings = [change.after.strip() for change in changes if change.rule == "supply-heading"]
        emendations = sum(change.rule == "emendation" for change in changes)
        content = self.template(
            "attribution.xhtml",
            counted=self.counted,
            emendations=emendations,
            corrections=len(changes) - emendations - len(headings),
            supplied=headings,
        )
        return Page("attribution", self.say["attribution"], content, "frontmatter")

    def counted(self, what: str, number: int) -> str:
        """`number` of something, in words that agree with it."""
        word = self.say.get(f"{what}_{number}") or self.say[what]
        return word.format(n=number)

    def contents(self, folios: Mapping[str, str]) -> Page:
        """The table of contents; `folios` are those of the entries' ids."""
        entries = list(self.entries())
        content = self.template("contents.xhtml", entries=entries, folios=folios, locate=self.locate)
        return Page("contents", self.say["contents"], content, "frontmatter")

    def entries(self) -> Iterator[Entry]:
        """Each line of the contents, in reading order."""
        for _, depth, section in sections(self.book):
            yield Entry(section.id, *heading_parts(section), depth)
        if self.book.notes:
            yield Entry("notes", "", self.say["notes"], 0)

    def colophon(self) -> Page:
        """The type, and how the book was made."""
        return Page("colophon", self.say["colophon"], self.template("colophon.xhtml"), "backmatter")

    # The text ----------------------------------------------------------------------------------------------

    def text(self, limit: int | None = None) -> Iterator[Page]:
        """The sections in reading order, cut to `limit` (`octavo.pieces`)."""
        for matter in m.Matter:
            for section in getattr(self.book, matter.value):
                for piece in pieces(section, limit):
                    yield self.piece(piece, EPUB_TYPE[matter])

    def piece(self, piece: Piece, matter: str) -> Page:
        """One section with its subdivisions, or what follows of it."""
        part = view(piece.section, self.renderer, level=piece.level)
        content = self.template("section.xhtml", part=part, continues=piece.continues and piece.title)
        return Page(piece.section.id, piece.title, content, matter, piece.section)

    def notes(self, template: str = "notes.xhtml") -> Iterator[Page]:
        """The page of notes, where the book has any; a page that begins with the first begins before the heading."""
        if self.book.notes:
            pages, first = opened(self.book.notes[0])
            groups = [
                {
                    "title": heading_text(group.section) if group.section else "",
                    "notes": [self.note(first if note.id == first.id else note) for note in group.notes],
                }
                for group in note_groups(self.book)
            ]
            content = self.template(template, groups=groups, pages=inline_markup(pages, self.renderer))
            yield Page("notes", self.say["notes"], content, "backmatter")

    def note(self, note: m.Note) -> dict[str, object]:
        """A note as its template takes it: its label belongs in its first paragraph, where that comes first."""
        content = etree.Element(f"{{{XHTML}}}div", nsmap=NAMESPACES)
        begins, rest = begun(note)
        return {
            "id": note.id,
            "label": note.label,
            "back": self.locate(f"call-{note.id}"),
            "opening": inline_markup(begins, self.renderer),
            "content": markup(self.renderer.blocks(content, rest)),
        }


def begun(note: m.Note) -> tuple[m.Inlines, m.Blocks]:
    """The first paragraph of a note, where it begins with one, and the rest."""
    match note.blocks:
        case (m.Paragraph(children), *rest):
            return children, tuple(rest)
        case _:
            return (), note.blocks


def opened(note: m.Note) -> tuple[m.Inlines, m.Note]:
    """The page breaks before a note's first word, and the note without them."""
    children, rest = begun(note)
    start = loosed(children)
    first = (m.Paragraph(start.words),) if children else ()
    return start.pages, replace(note, blocks=(*first, *rest))


def long_date(day: date, language: str, pattern: str) -> str:
    """`day` written by `pattern` (Unicode LDML, UTS #35 part 4) in `language`."""
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse(FALLBACK)
    try:
        return format_date(day, pattern, locale)
    except (ValueError, KeyError, AttributeError) as error:
        raise ToolError(
            f"templates/words.toml: date {pattern!r} is no pattern of a date (UTS #35), as in 'd MMMM y': {error}"
        ) from None
