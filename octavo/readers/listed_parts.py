"""Listed parts: pages' entries in; each part's heading that stands over links in an index moved to where they lead.

The heading is left out where it stands, as the list under it is, and supplied over the first page of the part.
"""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from octavo import model as m
from octavo.divisions import holds, rows
from octavo.edition import Change
from octavo.headings import Said, patterns
from octavo.lines import block_text
from octavo.opened import SUPPLIED

if TYPE_CHECKING:
    from octavo.readers.entries import Entry

LISTS = {"contents", "navigation"}
TOP = 8
"""The entries of a page among which it prints the heading of its part."""


def moved(pages: Sequence[list[Entry]]) -> tuple[list[list[Entry]], list[Change]]:
    """The entries of all pages, parts' headings with their first pages; and what that supplied."""
    out = [list(page) for page in pages]
    places = {posixpath.basename(page[0].position.file): number for number, page in enumerate(pages) if page}
    changes: list[Change] = []
    for page, kept in zip(pages, out, strict=True):
        texts = [number for number, entry in enumerate(page) if entry.position is not m.NOWHERE]
        for number, after in pairwise(texts):
            target = places.get(page[after].leads or "") if page[after].omitted in LISTS else None
            said = part(page[number]) if target is not None else None
            if said is None or target is None or pages[target] is page:
                continue
            kept[number] = replace(page[number], omitted="contents")
            text = [entry for entry in pages[target] if not entry.omitted and entry.position is not m.NOWHERE]
            if text and not any((own := part(one)) and own.number == said.number for one in text[:TOP]):
                heading, change = supplied(said, text[0].position)
                opening = replace(text[0], blocks=(heading,), note=None, caption=False)
                out[target].insert(out[target].index(text[0]), opening)
                changes.append(change)
    return out, changes


def part(entry: Entry) -> Said | None:
    """A part's heading with its number, in any language; None for anything else."""
    heading = entry.blocks[0] if len(entry.blocks) == 1 and not entry.omitted else None
    if not isinstance(heading, m.Heading) or not holds(m.Role.PART.value, block_text(heading)):
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
