"""Listed parts: pages' entries in; each part's heading that stands over links in an index moved to where they lead.

The heading is left out where it stands, as the list under it is, and supplied over the first page of the part.
"""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from octavo import model as m
from octavo.edition import Change
from octavo.inlines import flat
from octavo.lines import block_text
from octavo.readers.entry import Entry
from octavo.structure.divisions import holds, rows
from octavo.structure.headings import SHORT, Said, patterns
from octavo.structure.in_place import fold
from octavo.structure.opened import SUPPLIED

LISTS = {"contents", "navigation"}
TOP = 8
"""The entries of a page among which it prints the heading of its part."""


def moved(pages: Sequence[list[Entry]]) -> tuple[list[list[Entry]], list[Change]]:
    """The entries of all pages, parts' headings with their first pages; and what that supplied."""
    out = [list(page) for page in pages]
    places = {posixpath.basename(page[0].position.file): number for number, page in enumerate(pages) if page}
    changes: list[Change] = []
    for page, kept in zip(pages, out, strict=True):
        own = posixpath.basename(page[0].position.file) if page else ""
        texts = [number for number, entry in enumerate(page) if entry.position is not m.NOWHERE]
        for number, after in reversed(list(pairwise(texts))):
            leads = kept[after].leads if kept[after].omitted in LISTS else None
            if leads in {None, own} or stands_over(kept, after):
                continue
            heading = heading_of(page[number]) or part_line(page[number])
            if heading is None:
                continue
            if kept[after].omitted == "contents" or part(heading):
                kept[number] = replace(page[number], omitted="contents", leads=leads)
            if leads in places and (said := part(heading)):
                changes += over_pages(said, out, places[leads])
    return out, changes


def stands_over(entries: Sequence[Entry], first: int) -> bool:
    """Whether text of its own follows the list that begins at `first`, before the next heading or a rule."""
    after = next((entry for entry in entries[first:] if not entry.omitted), None)
    return after is not None and after.position is not m.NOWHERE and not heading_of(after)


def heading_of(entry: Entry) -> m.Heading | None:
    """The heading an entry is."""
    heading = entry.blocks[0] if len(entry.blocks) == 1 and not entry.omitted and not entry.note else None
    return heading if isinstance(heading, m.Heading) else None


def part_line(entry: Entry) -> m.Heading | None:
    """The heading that an entry is as good as: a line with a part's word, number and title."""
    line = entry.blocks[0] if len(entry.blocks) == 1 and not entry.omitted and not entry.note else None
    if not isinstance(line, m.Paragraph) or len(block_text(line)) > SHORT:
        return None
    heading = m.Heading(1, line.children, line.position)
    return heading if part(heading) else None


def over_pages(said: Said, pages: list[list[Entry]], target: int) -> list[Change]:
    """Sets a part's heading over the page `target`, if that does not print it; what it says again is left out."""
    text = [entry for entry in pages[target] if not entry.omitted and entry.position is not m.NOWHERE]
    own = [part(heading) for entry in text[:TOP] if (heading := heading_of(entry))]
    if not text or any(one and one.number == said.number for one in own):
        return []
    for page in pages[target:]:
        again = [entry for entry in page[:TOP] if (printed := heading_of(entry)) and is_title(said, printed)]
        if not again:
            break
        page[:] = [replace(entry, omitted="continued") if entry in again else entry for entry in page]
    heading, change = supplied(said, text[0].position)
    place = next(n for n, entry in enumerate(pages[target]) if entry.position.place == text[0].position.place)
    pages[target].insert(place, replace(text[0], blocks=(heading,), note=None, caption=False, omitted=None))
    return [change]


def is_title(said: Said, heading: m.Heading) -> bool:
    """Whether a heading is the title of a part alone."""
    return bool(said.title.strip()) and fold(flat(heading.children)) == fold(said.title)


def part(heading: m.Heading) -> Said | None:
    """A part's heading with its number, in any language; None for anything else."""
    if not holds(m.Role.PART.value, block_text(heading)):
        return None
    said = (patterns(language).said(heading, 0) for language in rows())
    return next((one for one in said if one and one.role is m.Role.PART and one.numeral), None)


def supplied(said: Said, place: m.Position) -> tuple[m.Heading, Change]:
    """A part's heading over the page that begins at `place`, and its record."""
    children = tuple(leaf for leaf in said.block.children if not isinstance(leaf, m.NoteReference))
    heading = m.Heading(1, children, m.Position(place.file, SUPPLIED))
    reason = "the index has this heading over the pages that begin here"
    change = Change("supply-heading", place.at(0), "", f"{block_text(heading)}\n\n", reason=reason)
    return heading, change
