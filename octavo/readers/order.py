"""Order: a page's blocks in the tree's order in; a record of what the tree moved, and where each entry ends, out.

A browser sets text that stands between the rows of a table before the table (HTML Standard, 13.2.6.1, foster
parenting). The edition reads as browsers do; the apparatus tells it as words left out at one place and supplied at
another.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from octavo import model as m
from octavo.edition import Change, Omission
from octavo.inlines import flat
from octavo.reading import end_of
from octavo.walk import block_runs

Place = tuple[int, int]
RULE = "foster-parenting"


class Piece(Struct, frozen=True):
    """A stretch of the page's text: line and column, its characters, its entry's number, whether that is left out."""

    place: Place
    text: str
    entry: int
    omitted: bool


def is_moved(blocks: m.Blocks) -> bool:
    """Whether any text stands before earlier text of the page: almost never, and quickly told."""
    last = (0, 0)
    for run in block_runs(blocks):
        position = run.position
        for place in ((position.line, position.column), *(row[1:] for row in position.breaks)):
            if place < last and place[0]:
                return True
            last = max(last, place)
    return False


def pieces(blocks: m.Blocks, entry: int, *, omitted: bool) -> Iterator[Piece]:
    """The stretches of text in `blocks`; words that stand on no line have no place."""
    for run in block_runs(blocks):
        text, position = flat(run.children), run.position
        starts = [(0, position.line, position.column), *position.breaks]
        for (begin, line, column), after in zip(starts, [*(row[0] for row in starts[1:]), len(text)], strict=True):
            if line and begin < after and text[begin:after].strip():
                yield Piece((line, column), text[begin:after], entry, omitted)


def carried(stretches: Sequence[Piece]) -> list[tuple[Piece, Place]]:
    """Each stretch that stands before one of the page's earlier text, and the place of that."""
    out: list[tuple[Piece, Place]] = []
    least: Place | None = None
    for piece in reversed(stretches):
        if least is not None and piece.place > least:
            out.append((piece, least))
        else:
            least = piece.place
    return out[::-1]


def moved(file: str, stretches: Sequence[Piece]) -> tuple[list[Omission], list[Change]]:
    """What the tree carried upwards, left out where it stands and supplied where it is read."""
    places = sorted(piece.place for piece in stretches)
    omissions, changes = [], []
    for piece, to in carried(stretches):
        if piece.omitted:
            continue
        begin = m.Position(file, *piece.place)
        after = bisect_right(places, piece.place)
        end = m.Position(file, *places[after]) if after < len(places) else end_of(file)
        omissions.append(Omission(RULE, begin, piece.place[0], piece.text, end))
        reason = "text between the rows of a table is read before the table (HTML Standard)"
        changes.append(Change(RULE, m.Position(file, *to), "", f"{piece.text}\n", reason=reason))
    return omissions, changes


def in_order(text: str, stretches: Sequence[Piece]) -> str:
    """`text`, made of `stretches`; in the page's order where that is another."""
    return (
        "\n".join(piece.text for piece in sorted(stretches, key=lambda piece: piece.place))
        if carried(stretches)
        else text
    )
