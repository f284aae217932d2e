"""The reading: what a reader makes of a witness before anything is judged."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

from octavo.edition import Change, Doubt, Mark, Move, Omission
from octavo.model import Blocks, Note, Position

EMPTY: Mapping[str, str] = MappingProxyType({})
END_OF_FILE = 10**9


class Reading(Struct, frozen=True):
    """Blocks in order, the notes taken out of them, and what of the witness stands in neither.

    `plain` tells that the lines of paragraphs are the witness's own, for `normalise` to judge; `record` is what the
    text says of itself, in the terms of Dublin Core.
    """

    blocks: Blocks
    notes: tuple[Note, ...] = ()
    moves: tuple[Move, ...] = ()
    marks: tuple[Mark, ...] = ()
    omissions: tuple[Omission, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    changes: tuple[Change, ...] = ()
    plain: bool = False
    record: Mapping[str, str] = EMPTY


def start(position: Position) -> Position:
    """Where a run begins in the witness, after words that are supplied, and without its further lines."""
    if position.line or not position.breaks:
        return position.at(0)
    _, line, column = position.breaks[0]
    return Position(position.file, line, column)


def end_of(file: str) -> Position:
    """The end of a file of the witness."""
    return Position(file, END_OF_FILE)
