"""Playbill: the parts of a book in; a list of persons that holds its whole play parted from it, out.

A play of one act has no heading between its persons and its first speech.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from octavo import model as m
from octavo.drama.persons import persons
from octavo.edition import Change, Doubt
from octavo.inlines import flat
from octavo.model import Matter, Role
from octavo.roles import SEMANTICS
from octavo.structure.opened import Opened, Part
from octavo.structure.preliminaries import with_opening

LOWEST = 6
"""The lowest level a heading has."""


class Billed(Struct, frozen=True):
    """The parts of a book, and what was changed and is asked about them."""

    parts: list[Part]
    changes: tuple[Change, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def billed(parts: Sequence[Part], title: str) -> Billed:
    """`parts` where no play stands within its persons: it goes with the heading over them, else under the book's."""
    out: list[Part] = []
    changes: tuple[Change, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    for number, (opened, blocks) in enumerate(parts):
        place = play(blocks) if opened and lists_persons(opened) else 0
        over = out[-1] if out else (None, ())
        if not opened or not place:
            out.append((opened, blocks))
        elif over[0] and names_play(over[0], over[1]):
            level = min(over[0].depth + 2, LOWEST)
            heading = m.Heading(level, (*opened.label, *opened.title), opened.position)
            out[-1] = over[0], (*over[1], heading, *blocks)
        elif number == len(parts) - 1:
            named = with_opening(blocks[place:], [], title, None)
            out += [(opened, blocks[:place]), *named.parts]
            changes, doubts = tuple(named.changes), tuple(named.doubts)
        else:
            out.append((opened, blocks))
    return Billed(out, changes, doubts)


def lists_persons(opened: Opened) -> bool:
    """Whether a heading is that of a list of persons, below a chapter too."""
    return opened.role is Role.PERSONS or bool(persons().fullmatch(flat(opened.title).strip()))


def play(blocks: m.Blocks) -> int:
    """The index at which the play begins, at a speech or the directions before it; 0 where none does."""
    place = next((index for index, block in enumerate(blocks) if isinstance(block, m.Speech)), 0)
    while place > 1 and isinstance(blocks[place - 1], m.Direction):
        place -= 1
    return place


def names_play(opened: Opened, blocks: m.Blocks) -> bool:
    """Whether a heading over a list of persons is the title of their play: no speech stands between."""
    return SEMANTICS[opened.role].matter is Matter.BODY and not any(isinstance(block, m.Speech) for block in blocks)
