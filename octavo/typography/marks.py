"""Marks: what each quotation mark or apostrophe could be, and what each reading of it would cost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from octavo.languages.language import Quotes
from octavo.typography.apostrophes import DOUBTFUL, LAST_WORD, LIKELY, WORD, Guess, guess
from octavo.typography.characters import (
    ACUTE,
    BACKTICK,
    DASHES,
    DOUBLES,
    ELLIPSIS,
    HYPHEN,
    LEFT_DOUBLE,
    LEFT_GUILLEMET,
    LEFT_SINGLE,
    LEFT_SINGLE_GUILLEMET,
    LOW_DOUBLE,
    LOW_SINGLE,
    RIGHT_DOUBLE,
    RIGHT_GUILLEMET,
    RIGHT_SINGLE,
    RIGHT_SINGLE_GUILLEMET,
    SINGLE_GUILLEMETS,
    SINGLES,
    STRAIGHT_DOUBLE,
    STRAIGHT_SINGLE,
    THREE_EM_DASH,
    TWO_EM_DASH,
)
from octavo.typography.context import Context
from octavo.typography.reading import Costs, Role

_MIDDLE = re.compile(rf"[{SINGLES}](?:(?<=[^\W_].)(?=[^\W\d_])|(?<=[{TWO_EM_DASH}{THREE_EM_DASH}].)(?=s\b))")
_MID_CLAUSE = re.compile(rf"\w[{SINGLES}]? \Z")
_NEVER = 9.0

# What it costs to open or to close between two neighbours: S space or edge, M a space within a clause, O
# opening bracket, D dash, W word, P point, E ellipsis. The first letter is what stands on the left, the
# second on the right.
_OPEN = {
    "SW": 0.0, "SO": 0.1, "SE": 0.1, "SD": 0.5, "SP": 4.0, "SS": 3.0,
    "MW": 1.0, "MO": 1.0, "ME": 1.0, "MD": 1.5, "MP": 5.0, "MS": 3.5,
    "OW": 0.0, "OO": 0.1, "OE": 0.1, "OD": 0.5, "OP": 4.0, "OS": 3.5,
    "DW": 0.3, "DO": 0.3, "DE": 0.3, "DD": 2.0, "DP": 5.0, "DS": 4.5,
    "EW": 1.5, "PW": 2.5, "PE": 3.0, "PO": 3.0, "WW": 4.5, "WO": 6.0,
}  # fmt: skip
_CLOSE = {
    "WS": 0.0, "WP": 0.0, "WD": 0.1, "WE": 0.5, "WO": 1.0, "WW": 4.5,
    "PS": 0.0, "PP": 0.0, "PD": 0.0, "PE": 0.5, "PO": 1.0, "PW": 1.6,
    "ES": 0.0, "EP": 0.0, "ED": 0.0, "EE": 0.5, "EO": 1.0, "EW": 2.5,
    "DS": 0.1, "DP": 0.1, "DD": 1.0, "DW": 2.5, "DO": 2.0, "DE": 1.0,
    "SS": 4.0, "SP": 3.0, "SD": 4.0, "MS": 4.0, "MP": 3.0, "MD": 4.0, "OS": 7.0, "OP": 6.0,
}  # fmt: skip
_LEADING = {"S": 0.8, "M": -0.5, "O": 1.5, "D": 0.4, "E": 0.5, "W": 2.0, "P": 2.0}
"""What an apostrophe at a word's beginning costs besides, by what stands on its left."""
_CONTINUING = frozenset(("SW", "MW", "SO", "SD", "DW", "DO"))
"""Where what else would close begins a paragraph of a quotation that goes on, before or after its dash."""
OUT_OF_PLACE, CAPITAL_IN_CLAUSE = 1.2, 2.0
BARE_WORD, UNUSUAL_PRIME = 1.4, 3.2
IN_DIALECT, MOST_IN_DIALECT = 0.5, 2.5


class Glyphs(NamedTuple):
    """What a mark in the text already says of its role: an extra cost a role."""

    opening: float = 0.0
    closing: float = 0.0
    apostrophe: float = 0.0


# No mark says more than those of the book's own style, so that a reading, once set, is read as it was set.
_HINTS = {
    STRAIGHT_DOUBLE: Glyphs(),
    STRAIGHT_SINGLE: Glyphs(),
    LEFT_DOUBLE: Glyphs(closing=2.0),
    RIGHT_DOUBLE: Glyphs(opening=3.0),
    LOW_DOUBLE: Glyphs(closing=3.0),
    LEFT_GUILLEMET: Glyphs(closing=3.0),
    RIGHT_GUILLEMET: Glyphs(opening=3.0),
    LEFT_SINGLE: Glyphs(closing=2.0, apostrophe=2.0),
    RIGHT_SINGLE: Glyphs(opening=4.0),
    LOW_SINGLE: Glyphs(closing=2.0, apostrophe=2.0),
    LEFT_SINGLE_GUILLEMET: Glyphs(closing=2.0, apostrophe=2.0),
    RIGHT_SINGLE_GUILLEMET: Glyphs(opening=4.0, apostrophe=2.0),
    BACKTICK: Glyphs(closing=2.0, apostrophe=2.0),
    ACUTE: Glyphs(opening=2.0),
}


@cache
def hints(style: Quotes) -> dict[str, Glyphs]:
    """The hints of the marks in a book of this style: what it opens with is no close, whatever others do."""
    found = dict(_HINTS)
    for opening, closing in (style.single, style.inner, style.double):
        single = opening in SINGLES
        found[opening] = Glyphs(closing=2.0 if single else 3.0, apostrophe=2.0)
        found[closing] = Glyphs(opening=4.0, apostrophe=found[closing].apostrophe)
    return found


class Mark(NamedTuple):
    """One mark: its place, what each role would cost it, and two signs of speech as it is spoken.

    It is `bare` if only a word tells whether it opens, closes or clips; it `clips` if likely an apostrophe.
    """

    place: int
    costs: Costs
    bare: bool = False
    clips: bool = False


class Spot(NamedTuple):
    """Where a run of marks stands: its text, its first and last place, the classes of its neighbours."""

    text: str
    first: int
    end: int
    left: str
    right: str


class _Classes(dict[str, str]):
    """The class of each neighbour, as in the tables of costs, worked out when first met."""

    def __missing__(self, character: str) -> str:
        found = self[character] = "S" if character.isspace() else "W" if character.isalnum() else "P"
        return found


_CLASSES = _Classes(
    {"": "S", "\N{OBJECT REPLACEMENT CHARACTER}": "W", ELLIPSIS: "E"}
    | dict.fromkeys("([{¿¡", "O")
    | dict.fromkeys(DASHES + HYPHEN, "D")
    | dict.fromkeys("&$£€#@%*+=§†‡°½¼¾_", "W")
)


@cache
def marks_of(quotes: tuple[Quotes, ...]) -> str:
    """The marks that a language reads: straight, curly, and its own."""
    own = "".join("".join((*style.double, *style.inner, *style.single)) for style in quotes)
    foreign = {LEFT_GUILLEMET, RIGHT_GUILLEMET, *SINGLE_GUILLEMETS}.difference(own)
    return "".join(mark for mark in DOUBLES + SINGLES if mark not in foreign)


@cache
def run_of(quotes: tuple[Quotes, ...]) -> re.Pattern[str]:
    """A run of the marks that a language reads."""
    return re.compile(rf"[{marks_of(quotes)}]+")


def middles(text: str) -> set[int]:
    """Where an apostrophe stands within a word."""
    return {match.start() for match in _MIDDLE.finditer(text)}


def found_marks(text: str, context: Context, inside: set[int]) -> list[Mark]:
    """The marks of a text but those inside its words."""
    known = hints(context.book.quotes)
    marks: list[Mark] = []
    for run in run_of(context.language.quotes).finditer(text):
        first, end = run.span()
        if end - first == 1 and first in inside:
            continue
        spot = Spot(text, first, end, left_class(text, first), _CLASSES[text[end : end + 1]])
        marks += (mark_at(place, spot, known[text[place]], context) for place in range(first, end))
    return as_spoken(marks)


def left_class(text: str, place: int) -> str:
    """The class of what stands on the left of a place."""
    found = _CLASSES[text[max(0, place - 1) : place]]
    return "M" if found == "S" and _MID_CLAUSE.search(text, max(0, place - 3), place) else found


def mark_at(place: int, spot: Spot, hint: Glyphs, context: Context) -> Mark:
    """One mark of a run."""
    between = spot.left + spot.right
    opening = _OPEN.get(between, _NEVER) + hint.opening
    closing = _CLOSE.get(between, _NEVER) + hint.closing
    before = spot.text[place - 1 : place]
    if spot.text[place] == context.book.quotes.continuing and between in _CONTINUING:
        return Mark(place, {Role.CONTINUE: 0.0})
    if spot.text[place] in DOUBLES:
        costs = {Role.OPEN_DOUBLE: opening, Role.CLOSE_DOUBLE: closing}
        if before == "\n":
            costs[Role.AGAIN_DOUBLE] = opening
        if before.isdigit():
            costs[Role.DOUBLE_PRIME] = UNUSUAL_PRIME
        return Mark(place, costs)
    leading, likely_before = leading_cost(place, spot, context)
    trailing, likely_after = trailing_cost(place, spot, context)
    opening += against(likely_before) * (1.0 if spot.left == "M" else 0.6)
    bare = trailing < _NEVER
    closing += BARE_WORD + against(likely_after) if bare else 0.0
    apostrophe = min(leading, trailing)
    costs = {
        Role.OPEN_SINGLE: opening,
        Role.CLOSE_SINGLE: closing,
        Role.APOSTROPHE: apostrophe + hint.apostrophe,
    }
    if before == "\n":
        costs[Role.AGAIN_SINGLE] = opening
    if before.isdigit():
        costs[Role.PRIME] = UNUSUAL_PRIME
    return Mark(place, costs, bare or spot.left == "M", apostrophe <= LIKELY)


def leading_cost(place: int, spot: Spot, context: Context) -> tuple[float, float]:
    """What an apostrophe at a word's beginning costs here, and by the word alone."""
    if place != spot.end - 1 or spot.right != "W" or not (match := WORD.match(spot.text, spot.end)):
        return _NEVER, _NEVER
    word, guessed = match[0], guess(context.language)
    cost = guessed.leading(word, context.book.clipped_before[word.lower()])
    return cost + _LEADING[spot.left] + out_of_place(word, spot.left, guessed), cost


def trailing_cost(place: int, spot: Spot, context: Context) -> tuple[float, float]:
    """What an apostrophe at a word's end costs here, and by the word alone."""
    if place != spot.first or spot.left != "W":
        return _NEVER, _NEVER
    match = LAST_WORD.search(spot.text, max(0, place - 30), place)
    if not match:
        return _NEVER, _NEVER
    cost = guess(context.language).trailing(match[0], context.book.clipped_after[match[0].lower()])
    return cost, cost


def out_of_place(word: str, left: str, guessed: Guess) -> float:
    """What it costs to clip a common word at a clause's beginning, or with a capital within it."""
    if not guessed.common(word):
        return 0.0
    if left == "M":
        return CAPITAL_IN_CLAUSE if word[0].isupper() else 0.0
    return OUT_OF_PLACE


def against(apostrophe: float) -> float:
    """What it costs besides to take for a quotation mark what is likely an apostrophe."""
    return max(0.0, (DOUBTFUL - apostrophe) * 0.7)


def as_spoken(marks: Sequence[Mark]) -> list[Mark]:
    """The marks of a text that clips many words: there a bare mark hardly opens or closes."""
    clips = sum(mark.clips for mark in marks)
    if clips < 2:
        return list(marks)
    extra = min(MOST_IN_DIALECT, IN_DIALECT * (clips - 1))
    return [dearer(mark, extra) if mark.bare else mark for mark in marks]


def dearer(mark: Mark, extra: float) -> Mark:
    """The mark with its roles as a quotation mark at a higher cost."""
    costs = {
        role: cost + extra if role in (Role.OPEN_SINGLE, Role.CLOSE_SINGLE) else cost
        for role, cost in mark.costs.items()
    }
    return mark._replace(costs=costs)
