"""Note groups: a book in; its notes as the page of notes has them, under the sections that call them, out.

Where every label stands but once, no reader needs to know which chapter calls it, and the notes are one group.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from octavo import model as m
from octavo.inlines import leaves
from octavo.walk import section_runs


class NoteGroup(Struct, frozen=True):
    """Notes in their order, and the section that calls them; None where the notes are one group."""

    section: m.Section | None
    notes: tuple[m.Note, ...]


def note_groups(book: m.Book) -> list[NoteGroup]:
    """The notes of `book` in groups."""
    if len({note.label for note in book.notes}) == len(book.notes):
        return [NoteGroup(None, book.notes)]
    callers = {note: section for part in (*book.front, *book.body, *book.back) for note, section in calls(part)}
    known: m.Section | None = None
    rows: list[tuple[m.Section | None, m.Note]] = []
    for note in book.notes:
        known = callers.get(note.id, known)
        rows.append((known, note))
    groups = [
        NoteGroup(of_group[0][0], tuple(note for _, note in of_group))
        for _, group in groupby(rows, key=lambda row: row[0] and row[0].id)
        if (of_group := list(group))
    ]
    return groups if len(groups) > 1 else [NoteGroup(None, book.notes)]


def calls(section: m.Section) -> Iterator[tuple[str, m.Section]]:
    """Each note that is called in `section`, with the section of it that a reader looks under: a part's chapters."""
    parted = section.role is m.Role.PART
    own = replace(section, sections=()) if parted else section
    for run in section_runs(own):
        yield from ((leaf.note, section) for leaf in leaves(run.children) if isinstance(leaf, m.NoteReference))
    for inner in section.sections if parted else ():
        yield from calls(inner)
