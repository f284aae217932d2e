"""Normalise: a reading as a reader made it in, the copy-text out.

The provider's frame is set apart, characters are composed (Unicode NFC, UAX #15), and of a plain text the marks
become markup, the notes are linked and the lines judged (`octavo.shape`). What is set apart or changed is told
in the apparatus.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from octavo import model as m
from octavo.bracketed import Unbracketed, unbracketed
from octavo.drama import dramatised
from octavo.edition import Change, Doubt, Mark, Move, Omission
from octavo.frame import told_in, unframed
from octavo.header_fields import Field
from octavo.inlines import flat, moved, splice
from octavo.marks import marked
from octavo.misread import CONTROL, SUSPECT, misread
from octavo.notes import Noted, endnotes, unlinked
from octavo.notes.in_line import in_line
from octavo.notes.orphans import orphans
from octavo.omissions import omission
from octavo.page_heads import Framed
from octavo.provider import Provider
from octavo.reading import Reading
from octavo.shape import shaped
from octavo.shape.page_lines import paged
from octavo.shape.underlined import underlined
from octavo.source_address import without_address
from octavo.typography.edit import Edit
from octavo.walk import Run, rewrite_blocks

DECOMPOSED = re.compile(r"[^\u0300-\u036f\u0483-\u0487][\u0300-\u036f\u0483-\u0487]+")


class Copy(Struct, frozen=True):
    """The copy-text: the body's blocks and notes, the header by field, and what was changed or set apart."""

    blocks: m.Blocks
    header: dict[str, Field]
    notes: tuple[m.Note, ...] = ()
    changes: tuple[Change, ...] = ()
    omissions: tuple[Omission, ...] = ()
    moves: tuple[Move, ...] = ()
    marks: tuple[Mark, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    joined_lines: int = 0


def normalise(reading: Reading, provider: Provider | None) -> Copy:
    """The copy-text of `reading`, a page of `provider` or of nobody known."""
    framed = unframed(reading.blocks, provider) if provider else Framed({}, reading.blocks)
    header = told_in(reading.omissions, provider) | framed.header if provider else {}
    kept, addresses = without_address(framed.blocks) if reading.plain else (framed.blocks, ())
    text = unbracketed(kept) if reading.plain else Unbracketed(kept)
    blocks, rules = underlined(text.blocks) if reading.plain else (text.blocks, [])
    blocks, numbers = paged(blocks, plain=reading.plain)
    blocks, changes = compose(blocks)
    notes, changed = composed_notes(reading.notes)
    copy = Copy(
        blocks,
        header,
        notes,
        (*reading.changes, *changes, *changed),
        (*reading.omissions, *framed.omissions, *addresses, *text.omissions),
        reading.moves,
        (*reading.marks, *text.marks, *rules, *numbers),
        (*reading.doubts, *text.doubts),
    )
    acted, cue_marks = dramatised(copy.blocks)
    copy = replace(copy, blocks=acted, marks=(*copy.marks, *cue_marks))
    copy = unmarked(copy) if reading.plain else linked(copy)
    return replace(copy, doubts=(*copy.doubts, *orphans(copy.blocks, copy.doubts)))


def linked(copy: Copy) -> Copy:
    """A page with the notes linked that no link of it calls."""
    taken = [int(note.id[1:]) for note in copy.notes if re.fullmatch("n[0-9]+", note.id)]
    links = unlinked.noted(copy.blocks, max(taken, default=0))
    if not links.notes:
        return replace(copy, doubts=(*copy.doubts, *links.doubts))
    notes, moves = in_order(copy, links)
    return replace(
        copy,
        blocks=links.blocks,
        notes=notes,
        omissions=(*copy.omissions, *headings_of(links, copy.blocks)),
        moves=moves,
        marks=(*copy.marks, *links.marks),
        doubts=(*copy.doubts, *links.doubts),
    )


def headings_of(links: Noted, blocks: m.Blocks) -> Iterator[Omission]:
    """The headings among `blocks` whose notes are all linked, left out."""
    return (omission("notes-heading", blocks, index, index + 1) for index in links.headings)


def unmarked(copy: Copy) -> Copy:
    """A plain text with its marks made markup, its notes linked and its lines judged."""
    shape = shaped(copy.blocks)
    links = with_in_line(endnotes.noted(shape.blocks, unlinked.under_headings(shape.blocks)))
    text = marked(links.blocks)
    notes: list[m.Note] = []
    marks: list[Mark] = []
    doubts = list(text.doubts)
    for note in links.notes:
        content = marked(note.blocks)
        notes.append(replace(note, blocks=content.blocks))
        marks += content.marks
        doubts += content.doubts
    return replace(
        copy,
        blocks=text.blocks,
        notes=tuple(notes),
        omissions=(*copy.omissions, *headings_of(links, shape.blocks)),
        moves=links.moves,
        marks=(*copy.marks, *links.marks, *text.marks, *marks),
        doubts=(*copy.doubts, *links.doubts, *doubts),
        joined_lines=shape.joined_lines,
    )


def with_in_line(links: Noted) -> Noted:
    """A plain text's notes with those that stand in its lines, in the order they are called."""
    found = in_line(links.blocks, len(links.notes))
    if not found.notes:
        return links
    notes, moves = in_order(links, found)
    return replace(links, blocks=found.blocks, notes=notes, moves=moves, marks=(*links.marks, *found.marks))


def in_order(known: Copy | Noted, found: Noted) -> tuple[tuple[m.Note, ...], tuple[Move, ...]]:
    """The notes `known` and `found` with where they stood, in the order the blocks call them."""
    rows = zip((*known.notes, *found.notes), (*known.moves, *found.moves), strict=True)
    ordered = unlinked.in_order(tuple(rows), found.blocks)
    return tuple(note for note, _ in ordered), tuple(move for _, move in ordered)


def composed_notes(notes: tuple[m.Note, ...]) -> tuple[tuple[m.Note, ...], tuple[Change, ...]]:
    """`notes` in Unicode NFC."""
    pairs = [(note, compose(note.blocks)) for note in notes]
    return (
        tuple(replace(note, blocks=blocks) for note, (blocks, _) in pairs),
        tuple(change for _, (_, changes) in pairs for change in changes),
    )


# Characters ------------------------------------------------------------------------------------------------


def compose(blocks: m.Blocks) -> tuple[m.Blocks, tuple[Change, ...]]:
    """`blocks` in Unicode NFC, without characters misread, and each character sequence that was changed for it."""
    changes: list[Change] = []

    def composed(run: Run) -> Run:
        text = flat(run.children)
        sound = text.replace("\n", "").isprintable() or not CONTROL.search(text)
        if sound and text.isascii():
            return run
        edits = () if unicodedata.is_normalized("NFC", text) else tuple(compositions(text))
        edits = tuple(sorted((*edits, *misread(text)))) if not sound or SUSPECT.search(text) else edits
        if not edits:
            return run
        changes.extend(
            Change(edit.rule, run.position.at(edit.start), text[edit.start : edit.end], edit.replacement)
            for edit in edits
        )
        return replace(run, children=splice(run.children, edits), position=moved(run.position, edits))

    return rewrite_blocks(blocks, composed), tuple(changes)


def compositions(text: str) -> Iterator[Edit]:
    """Each letter with combining marks that Unicode writes in fewer characters."""
    for found in DECOMPOSED.finditer(text):
        composed = unicodedata.normalize("NFC", found[0])
        if composed != found[0]:
            yield Edit(found.start(), found.end(), composed, "compose")
