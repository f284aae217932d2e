"""Playbill: the parts of a book in; a list of persons that holds its whole play parted from it, out.

A play of one act has no heading between its persons and its first speech.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from octavo import model as m
from octavo.drama.persons import persons
from octavo.edition import Change, Doubt, Omission
from octavo.inlines import flat
from octavo.lines import block_text
from octavo.model import Matter, Role
from octavo.omissions import omission
from octavo.roles import SEMANTICS
from octavo.structure.headings import SHORT
from octavo.structure.in_place import fold
from octavo.structure.opened import Opened, Part
from octavo.structure.preliminaries import with_opening

LOWEST = 6
"""The lowest level a heading has."""
OVER, UNDER = 3, 40
"""The title of a play stands so many blocks over the heading of its persons, and again so many under it, at most."""


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


def titled_once(blocks: m.Blocks) -> tuple[m.Blocks, list[Omission]]:
    """`blocks` without a play's title where it stands again between persons and first speech, and what that omits."""
    again: list[int] = []
    for index in heads_of_persons(blocks):
        over = {fold(block_text(block)) for block in blocks[max(0, index - OVER) : index] if is_brief(block)}
        until = next((i for i in range(index, len(blocks)) if isinstance(blocks[i], m.Speech)), len(blocks))
        under = range(index + 1, min(until, index + UNDER))
        again += [i for i in under if is_brief(blocks[i]) and fold(block_text(blocks[i])) in over][:1]
    omissions = [omission("half-title", blocks, index, index + 1) for index in again]
    return tuple(block for index, block in enumerate(blocks) if index not in again), omissions


def heads_of_persons(blocks: m.Blocks) -> Iterator[int]:
    """The indexes of the headings of persons in a text with speeches."""
    if any(isinstance(block, m.Speech) for block in blocks):
        for index, block in enumerate(blocks):
            if is_brief(block) and persons().fullmatch(block_text(block).strip()):
                yield index


def is_brief(block: m.Block) -> bool:
    """Whether a block is a heading, or a line that may be one."""
    return isinstance(block, m.Heading) or (isinstance(block, m.Paragraph) and 0 < len(block_text(block)) <= SHORT)


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
