"""Pieces: a section in, the files it is cut into out.

A part and its chapters stand apart, because each opens a page. In an ebook no file may grow so large that an old
reader takes long to open it: a longer section is cut between blocks, its subdivisions into files of their own; and a
block that is too long by itself between its stanzas, lines, items or rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from octavo import model as m
from octavo.inlines import leaves
from octavo.render import heading_text
from octavo.typography.edit import Kind
from octavo.walk import Run, block_runs, nested

LIMIT = 230_000
"""Bytes of text and tags in one file of an ebook for Kobo, reckoned; with its frame a file stays below 250 KB."""
TAGS = {Kind.PROSE: 16, Kind.VERSE: 95, Kind.HEADING: 75, Kind.CELL: 20, Kind.VERBATIM: 11}
"""Bytes of tags around a run, reckoned; a heading may be a speaker's name with the speech around it."""
FEW, SHORT_PIECE = 8, 3_000
"""Fewer pieces than this may each open a recto, and so may those of more bytes, reckoned: more than a page."""
SPAN = 50
"""Bytes of the tags Kobo wants around each sentence (`octavo.formats.kobo`)."""
TEXT = SPAN + 8
MARKS: dict[type[Any], int] = {m.LineBreak: 45, m.Image: 120, m.NoteReference: 155, m.PageBreak: 110}
"""Bytes of the tags of a text or another leaf, reckoned, with those of the emphasis or the line of verse around it."""
SENTENCE = re.compile(r"[.!?…][’”»“\"')\]]*\s+(?=\S)")


def follows_on(book: m.Book) -> bool:
    """Whether pieces open on the next page, recto or verso: most are so short that half the book would be blank."""
    found = [piece for section in book.body for piece in pieces(section)]
    lengths = sorted(whole_weight(piece.section) for piece in found if piece.section.role is not m.Role.PART)
    return bool(lengths) and len(lengths) >= FEW and lengths[len(lengths) // 2] < SHORT_PIECE


class Piece(Struct, frozen=True):
    """A section as one file holds it: how deep it stands in the book, its title, whether it goes on with another."""

    section: m.Section
    level: int
    title: str
    continues: bool = False


def pieces(section: m.Section, limit: int | None = None, level: int = 0) -> Iterator[Piece]:
    """`section` whole; or cut, where it is a part or holds more than `limit`."""
    title = heading_text(section)
    if section.role is not m.Role.PART and (limit is None or whole_weight(section) <= limit):
        yield Piece(section, level, title)
        return
    first, *rest = cut(section.blocks, limit)
    yield Piece(replace(section, blocks=first, sections=()), level, title)
    for number, blocks in enumerate(rest, 2):
        more = replace(section, id=f"{section.id}-{number}-ff", label=(), title=(), blocks=blocks, sections=())
        yield Piece(more, level, title, continues=True)
    for inner in section.sections:
        yield from pieces(inner, limit, level + 1)


def cut(blocks: m.Blocks, limit: int | None) -> list[m.Blocks]:
    """`blocks` in as few groups as keep to `limit`; at least one."""
    groups: list[list[m.Block]] = [[]]
    filled = 0
    for block in parted(blocks, limit) if limit else blocks:
        heavy = weight((block,))
        if limit and groups[-1] and filled + heavy > limit:
            groups.append([])
            filled = 0
        groups[-1].append(block)
        filled += heavy
    return [tuple(group) for group in groups]


def parted(blocks: m.Blocks, limit: int) -> Iterator[m.Block]:
    """`blocks`, each heavier than `limit` in halves, as often as it takes and can be done."""
    for block in blocks:
        inner = halves(block) if weight((block,)) > limit else (block,)
        if len(inner) > 1:
            yield from parted(inner, limit)
        else:
            yield block


def halves(block: m.Block) -> m.Blocks:
    """`block` as two that say the same; itself where it has no place to be cut at."""
    match block:
        case m.Verse((stanza,)) if len(stanza) > 1:
            middle = len(stanza) // 2
            return tuple(replace(block, stanzas=(half,)) for half in (stanza[:middle], stanza[middle:]))
        case m.Verse(stanzas) if len(stanzas) > 1:
            middle = len(stanzas) // 2
            return tuple(replace(block, stanzas=half) for half in (stanzas[:middle], stanzas[middle:]))
        case m.List(items, start) if len(items) > 1:
            middle = len(items) // 2
            onward = None if start is None else start + middle
            return replace(block, items=items[:middle]), replace(block, items=items[middle:], start=onward)
        case m.Table(rows) if len(rows) > 1:
            middle = len(rows) // 2
            return replace(block, rows=rows[:middle]), replace(block, rows=rows[middle:], caption=())
        case m.Quotation(blocks) if len(blocks) > 1:
            middle = len(blocks) // 2
            return replace(block, blocks=blocks[:middle]), replace(block, blocks=blocks[middle:])
        case _:
            return (block,)


def weight(blocks: m.Blocks) -> int:
    """How many bytes of XHTML `blocks` make, reckoned."""
    return sum(map(run_weight, block_runs(blocks)))


def run_weight(run: Run) -> int:
    """How many bytes of XHTML `run` makes for Kobo, whose files are the largest, reckoned."""
    return TAGS[run.kind] + sum(map(leaf_weight, leaves(run.children)))


def leaf_weight(leaf: m.Inline) -> int:
    """How many bytes of XHTML `leaf` makes."""
    if isinstance(leaf, m.Text):
        return len(leaf.content.encode()) + TEXT + SPAN * len(SENTENCE.findall(leaf.content))
    return MARKS[type(leaf)]


def whole_weight(section: m.Section) -> int:
    """How many bytes of XHTML a section with its subdivisions makes, reckoned."""
    return sum(weight(inner.blocks) for _, inner in nested(section))


def ids(section: m.Section) -> Iterator[str]:
    """Every id a link can point to in `section`: its own, its subdivisions', its notes' calls."""
    for _, inner in nested(section):
        yield inner.id
        for inlines in (inner.label, inner.title, *(run.children for run in block_runs(inner.blocks))):
            for leaf in leaves(inlines):
                if isinstance(leaf, m.NoteReference):
                    yield f"call-{leaf.note}"
