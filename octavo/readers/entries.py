"""Entries: what a page holds in its order, block by block; all pages' entries gathered as one reading."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from octavo import model as m
from octavo.edition import Change, Doubt, Move, Omission
from octavo.inlines import OBJECT_REPLACEMENT, flat, leaves
from octavo.lines import block_text
from octavo.notes import last_line
from octavo.readers.entry import Entry
from octavo.readers.figures import unread
from octavo.readers.listed_parts import moved as moved_parts
from octavo.readers.order import Piece, carried, in_order, is_moved, moved, pieces
from octavo.readers.repeated import said_once
from octavo.readers.sheet import Sheet
from octavo.reading import Reading, end_of
from octavo.structure.divisions import heads
from octavo.walk import block_runs
from octavo.words import words

PROVIDERS = {"provider-header", "provider-remarks"}
"""The rules by which what the provider says goes: notes that it alone calls go with it."""


def gathered(entries: Sequence[list[Entry]], sheets: Sequence[Sheet], ids: Sequence[str]) -> Reading:
    """What all pages give together, notes in the order of their calls."""
    every = [entry for page in entries for entry in page]
    live = alive(every)
    told = (entry.blocks for entry in every if entry.omitted in PROVIDERS)
    headed = {name for rows in told for name in references(rows)} - live
    headed = headed if len(entries) > 1 else headed & under_remarks(every)
    entries, parts = moved_parts(said_once(entries))
    made = Gathering(live, headed)
    made.changes += [*(change for sheet in sheets for change in sheet.inline.changes), *parts]
    for page in map(placed, entries):
        made.add(page)
    ordered = [made.notes[name] for name in ids if name in made.notes]
    return Reading(
        tuple(made.blocks),
        tuple(note for note, _ in ordered),
        tuple(move for _, move in ordered),
        tuple(mark for sheet in sheets for mark in sheet.runs.marks),
        tuple(made.omissions),
        (*made.doubts, *(doubt for sheet in sheets for doubt in unread(sheet.page))),
        tuple(made.changes),
    )


class Gathering:
    """Takes in pages one by one; `live` are the notes that the text calls, `headed` those of the header of pages."""

    def __init__(self, live: set[str], headed: set[str]) -> None:
        self.live = live
        self.headed = headed
        self.blocks: list[m.Block] = []
        self.notes: dict[str, tuple[m.Note, Move]] = {}
        self.omissions: list[Omission] = []
        self.doubts: list[Doubt] = []
        self.changes: list[Change] = []

    def add(self, page: Sequence[Entry]) -> None:
        """A page's entries, what stands elsewhere in the page than it is read from on record."""
        stretches: list[list[Piece]] = [[] for _ in page]
        if is_moved(tuple(block for entry in page for block in entry.blocks)):
            stretches = [list(pieces(e.blocks, n, omitted=bool(e.omitted))) for n, e in enumerate(page)]
        left_out, supplied = moved(page[0].position.file if page else "", [one for row in stretches for one in row])
        self.omissions += left_out
        self.changes += supplied
        for entry, end, row in zip(page, ends(page, stretches), stretches, strict=True):
            self.add_entry(entry, end, row)

    def add_entry(self, entry: Entry, end: m.Position, stretches: Sequence[Piece]) -> None:
        """An entry as text, as a note, or as what is kept out of both."""
        rule = "provider-remarks" if entry.note and entry.note.id in self.headed else entry.omitted
        if rule:
            self.omissions.append(kept_out(entry, rule, stretches, end))
        elif entry.note and entry.note.id in self.live:
            note = m.Note(entry.note.id, entry.note.label, entry.blocks, entry.position)
            self.notes[note.id] = note, Move("note", entry.position, end)
        else:
            self.blocks += entry.blocks
            if entry.note:
                said = "what calls this note is no part of the text"
                self.doubts.append(Doubt("note-without-call", entry.position, "", "", said))


def kept_out(entry: Entry, rule: str, stretches: Sequence[Piece], end: m.Position) -> Omission:
    """An entry on record as kept out of the text."""
    text = "\n\n".join(map(block_text, entry.blocks)).replace(OBJECT_REPLACEMENT, "")
    return Omission(rule, entry.position, last_line(entry.blocks[-1]), in_order(text, stretches), end)


def ends(page: Sequence[Entry], stretches: Sequence[Sequence[Piece]]) -> Iterator[m.Position]:
    """Where each entry ends: where the next one of the page's own order begins."""
    lifted = {id(piece) for piece, _ in carried([piece for row in stretches for piece in row])}
    stay = [not row or any(id(piece) not in lifted for piece in row) for row in stretches]
    starts = sorted(
        (entry.position.line, entry.position.column) for entry, stays in zip(page, stay, strict=True) if stays
    )
    for entry in page:
        after = bisect_right(starts, (entry.position.line, entry.position.column))
        yield m.Position(entry.position.file, *starts[after]) if after < len(starts) else end_of(entry.position.file)


def under_remarks(entries: Sequence[Entry]) -> set[str]:
    """The notes of a page that stand under the heading of its transcriber's remarks."""
    out: set[str] = set()
    inside = False
    for entry in entries:
        if entry.blocks and isinstance(entry.blocks[0], m.Heading):
            inside = entry.omitted == "provider-remarks"
        out |= {entry.note.id} if inside and entry.note else set()
    return out


def alive(entries: Sequence[Entry]) -> set[str]:
    """The ids of the notes that the text calls, or a note that is called itself."""
    calls = {entry.note.id: references(entry.blocks) for entry in entries if entry.note}
    live = {name for entry in entries if not entry.note and not entry.omitted for name in references(entry.blocks)}
    while more := {name for known in live for name in calls.get(known, ())} - live:
        live |= more
    return live


def references(blocks: m.Blocks) -> list[str]:
    """The notes that `blocks` call."""
    seen = (leaf for run in block_runs(blocks) for leaf in leaves(run.children))
    return [leaf.note for leaf in seen if isinstance(leaf, m.NoteReference)]


def placed(entries: list[Entry]) -> list[Entry]:
    """A page's entries, a rule kept only between two of text, and standing where the one after it does."""
    out: list[Entry] = []
    entries = list_headings(list(quotations(entries)))
    for number, entry in enumerate(entries):
        if entry.position is not m.NOWHERE:
            out.append(entry)
            out[-2:] = with_caption(*out[-2:]) if len(out) > 1 else out
            continue
        after = entries[number + 1] if number + 1 < len(entries) else None
        if after and out and is_text(out[-1]) and is_text(after):
            out.append(Entry(after.position, (m.ThematicBreak(after.position),)))
    return out


def quotations(entries: list[Entry]) -> Iterator[Entry]:
    """`entries`, the paragraphs that quote, one after the other, as one quotation."""
    for quoted, group in groupby(entries, key=lambda entry: entry.quoted and not entry.omitted and not entry.note):
        rows = list(group)
        if quoted:
            blocks = tuple(block for entry in rows for block in entry.blocks)
            yield replace(rows[0], blocks=(m.Quotation(blocks, blocks[0].position),))
        else:
            yield from rows


def list_headings(entries: list[Entry]) -> list[Entry]:
    """`entries`, each heading that only names the list of contents or the notes under it left out.

    Under a heading of notes are those too that only tell of which chapter the notes are.
    """
    out: list[Entry] = []
    notes: int | None = None
    for entry, after in zip(entries, following_text(entries), strict=True):
        rule = list_named(entry, after)
        block = entry.blocks[0] if entry.blocks and not entry.omitted and not entry.note else None
        if isinstance(block, m.Heading) and notes is not None and block.level > notes and after.note:
            rule = "notes-heading"
        elif isinstance(block, m.Heading):
            notes = block.level if heads("notes", block_text(block)) else None
        elif block is not None and block != m.ThematicBreak():
            notes = None
        out.append(replace(entry, omitted=rule) if rule else entry)
    return out


def following_text(entries: list[Entry]) -> list[Entry]:
    """For each entry the next that is more than a rule; its own self for the last."""
    out: list[Entry] = []
    after: Entry | None = None
    for entry in reversed(entries):
        out.append(after or entry)
        after = after if entry.position is m.NOWHERE else entry
    return out[::-1]


def list_named(entry: Entry, after: Entry) -> str | None:
    """The rule by which a heading goes, in any language, with the list that is `after` it."""
    block = entry.blocks[0] if len(entry.blocks) == 1 and not entry.omitted and not entry.note else None
    if after.note and isinstance(block, m.Heading | m.Paragraph) and heads("notes", block_text(block)):
        return "notes-heading"
    listed = after.omitted == "contents"
    if listed and isinstance(block, m.Heading | m.Paragraph) and heads("contents", block_text(block)):
        return "contents"
    return None


def with_caption(shown: Entry, caption: Entry) -> list[Entry]:
    """A picture and the caption that stands after it as one: what says so, or says what the picture's text does."""
    figure, under = (shown.blocks or (None,))[-1], (caption.blocks or (None,))[0]
    if not isinstance(figure, m.Figure) or figure.caption or not isinstance(under, m.Paragraph) or shown.omitted:
        return [shown, caption]
    said = words((figure.image.alternative or "").casefold())
    if not caption.caption and (not said or caption.omitted or said != words(flat(under.children).casefold())):
        return [shown, caption]
    return [replace(shown, blocks=(*shown.blocks[:-1], m.Figure(figure.image, under.children, under.position)))]


def is_text(entry: Entry) -> bool:
    """Whether an entry is running text."""
    kinds = m.Paragraph | m.Verse | m.Quotation
    return entry.omitted is None and entry.note is None and isinstance(entry.blocks[0], kinds)
