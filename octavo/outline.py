"""Outline: a book in, its parts out: of each section matter, role, number, title, words and notes."""

from __future__ import annotations

from msgspec import Struct

from octavo import model as m
from octavo.inlines import flat, leaves
from octavo.render import heading_text
from octavo.walk import section_runs, sections
from octavo.words import words


class Part(Struct, frozen=True):
    """A section as the outline shows it; `words` and `notes` count its subdivisions too."""

    matter: m.Matter
    role: m.Role
    number: str | None
    title: str
    words: int
    notes: int
    depth: int


class Outline(Struct, frozen=True):
    """A book's title, authors, language and parts, in reading order."""

    title: str
    authors: tuple[str, ...]
    language: str
    parts: tuple[Part, ...]


def outline(book: m.Book) -> Outline:
    """The outline of `book`."""
    authors = tuple(person.name for person in book.metadata.contributors if person.role == "aut")
    parts = tuple(part(matter, depth, section) for matter, depth, section in sections(book))
    return Outline(book.metadata.title, authors, book.metadata.language, parts)


def part(matter: m.Matter, depth: int, section: m.Section) -> Part:
    """One line of the outline."""
    seen = section_runs(section)
    return Part(
        matter=matter,
        role=section.role,
        number=section.number,
        title=" ".join(flat(section.title).split()) or heading_text(section),
        words=sum(len(words(flat(run.children))) for run in seen),
        notes=sum(isinstance(leaf, m.NoteReference) for run in seen for leaf in leaves(run.children)),
        depth=depth,
    )


def rows(parts: Outline) -> list[str]:
    """The outline as lines for a terminal."""
    head = f"{'matter':<7} {'role':<16} {'no.':<6} {'words':>8} {'notes':>6}  title"
    body = (
        f"{row.matter.value:<7} {row.role.value:<16} {row.number or '':<6} {row.words:>8,} {row.notes:>6,}  "
        f"{'  ' * row.depth}{row.title}"
        for row in parts.parts
    )
    return [f"{parts.title}, by {', '.join(parts.authors)} ({parts.language})", head, *body]
