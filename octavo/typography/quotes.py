"""Quotation marks and apostrophes: each mark of a passage set as what the cheapest consistent reading takes it for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from octavo.languages.language import Quotes
from octavo.typography.apostrophes import CERTAIN, LAST_WORD, WORD, Guess, guess
from octavo.typography.characters import (
    ACUTE,
    BACKTICK,
    DASHES,
    DOUBLE_PRIME,
    DOUBLES,
    ELLIPSIS,
    HYPHEN,
    LEFT_DOUBLE,
    LEFT_GUILLEMET,
    LEFT_SINGLE,
    LOW_DOUBLE,
    LOW_SINGLE,
    PRIME,
    RIGHT_DOUBLE,
    RIGHT_GUILLEMET,
    RIGHT_SINGLE,
    SINGLES,
    STRAIGHT_DOUBLE,
    STRAIGHT_SINGLE,
)
from octavo.typography.context import Context
from octavo.typography.edit import Edit
from octavo.typography.reading import Costs, Role, cheapest, grammar

TRIGGER = re.compile(rf"[{DOUBLES}{SINGLES}]")
_RUN = re.compile(rf"[{DOUBLES}{SINGLES}]+")
_MIDDLE = re.compile(rf"(?<=[^\W_])[{SINGLES}](?=[^\W\d_])")
_NEVER = 9.0

# What it costs to open or to close between two neighbours: S space or edge, O opening bracket, D dash, W word, P point,
# E ellipsis. The first letter is what stands on the left of the mark, the second on its right.
_OPEN = {
    "SW": 0.0, "SO": 0.1, "SE": 0.1, "SD": 0.5, "SP": 4.0, "SS": 3.0,
    "OW": 0.0, "OO": 0.1, "OE": 0.1, "OD": 0.5, "OP": 4.0, "OS": 3.5,
    "DW": 0.3, "DO": 0.3, "DE": 0.3, "DD": 2.0, "DP": 5.0, "DS": 4.5,
    "EW": 1.5, "PW": 2.5, "PE": 3.0, "PO": 3.0, "WW": 4.5, "WO": 6.0,
}  # fmt: skip
_CLOSE = {
    "WS": 0.0, "WP": 0.0, "WD": 0.1, "WE": 0.5, "WO": 1.0, "WW": 4.5,
    "PS": 0.0, "PP": 0.0, "PD": 0.0, "PE": 0.5, "PO": 1.0, "PW": 1.6,
    "ES": 0.0, "EP": 0.0, "ED": 0.0, "EE": 0.5, "EO": 1.0, "EW": 2.5,
    "DS": 0.1, "DP": 0.1, "DD": 1.0, "DW": 2.5, "DO": 2.0, "DE": 1.0,
    "SS": 4.0, "SP": 3.0, "SD": 4.0, "OS": 7.0, "OP": 6.0,
}  # fmt: skip
BARE_WORD, CLIPPED_WORD, UNUSUAL_PRIME = 0.8, 2.0, 3.2


class Glyphs(NamedTuple):
    """What a mark in the text already says of its role: an extra cost a role."""

    opening: float = 0.0
    closing: float = 0.0
    apostrophe: float = 0.0


_HINTS = {
    STRAIGHT_DOUBLE: Glyphs(),
    STRAIGHT_SINGLE: Glyphs(),
    LEFT_DOUBLE: Glyphs(closing=2.0),
    RIGHT_DOUBLE: Glyphs(opening=3.0),
    LOW_DOUBLE: Glyphs(closing=4.0),
    LEFT_GUILLEMET: Glyphs(closing=6.0),
    RIGHT_GUILLEMET: Glyphs(opening=6.0),
    LEFT_SINGLE: Glyphs(closing=2.5, apostrophe=2.0),
    RIGHT_SINGLE: Glyphs(opening=4.0),
    LOW_SINGLE: Glyphs(closing=4.0, apostrophe=4.0),
    BACKTICK: Glyphs(closing=3.0, apostrophe=2.0),
    ACUTE: Glyphs(opening=2.0),
}


@cache
def hints(style: Quotes) -> dict[str, Glyphs]:
    """The hints of the marks in a book of this style: what it opens with is no close, whatever others do."""
    found = dict(_HINTS)
    for opening, closing in (style.single, style.inner, style.double):
        found[opening] = Glyphs(closing=found[closing].opening or 3.0, apostrophe=found[opening].apostrophe)
        found[closing] = Glyphs(opening=3.0, apostrophe=found[closing].apostrophe)
    if style.double[0] == RIGHT_GUILLEMET or style.double[1] == LEFT_DOUBLE:
        found[LEFT_DOUBLE] = Glyphs(opening=1.0)
    return found


def neighbour(character: str) -> str:
    """The class of a mark's neighbour, as in the tables of costs."""
    return _CLASSES[character]


class _Classes(dict[str, str]):
    def __missing__(self, character: str) -> str:
        found = self[character] = "S" if character.isspace() else "W" if character.isalnum() else "P"
        return found


_CLASSES = _Classes(
    {"": "S", "\N{OBJECT REPLACEMENT CHARACTER}": "W", ELLIPSIS: "E"}
    | dict.fromkeys("([{", "O")
    | dict.fromkeys(DASHES + HYPHEN, "D")
    | dict.fromkeys("&$£€#@%*+=§†‡°½¼¾_", "W")
)


class Mark(NamedTuple):
    """One mark: its place, and what each role would cost it."""

    place: int
    costs: Costs


def quotes(text: str, context: Context) -> Iterator[Edit]:
    """Quotation marks and apostrophes take their form; where a straight one stands for both, the reading decides."""
    language = context.language
    if not language.quotes:
        return
    middles = {match.start() for match in _MIDDLE.finditer(text)}
    marks = list(found_marks(text, context, middles))
    nesting = grammar(context.book.outer, context.book.quotes.inner != context.book.quotes.double)
    roles = cheapest([mark.costs for mark in marks], nesting, context.book.first_family(context.place + 1))
    edits = [*glyph_edits(text, marks, roles, context.book.quotes)]
    edits += [
        Edit(at, at + 1, language.apostrophe, "apostrophes")
        for at in middles
        if text[at] != language.apostrophe
    ]
    yield from sorted(edits)


def found_marks(text: str, context: Context, middles: set[int]) -> Iterator[Mark]:
    """The marks of a text that are not in the middle of a word."""
    known, guessed = hints(context.book.quotes), guess(context.language)
    for run in _RUN.finditer(text):
        first, last = run.span()
        if last - first == 1 and first in middles:
            continue
        between = neighbour(text[first - 1 : first]) + neighbour(text[last : last + 1])
        for at in range(first, last):
            hint = known[text[at]]
            if text[at] in DOUBLES:
                yield Mark(at, double_costs(between, hint, text, at))
            else:
                yield Mark(at, single_costs(between, hint, text, at, guessed, first, last))


def double_costs(between: str, hint: Glyphs, text: str, at: int) -> Costs:
    """What each role costs a double mark."""
    costs = {
        Role.OPEN_DOUBLE: _OPEN.get(between, _NEVER) + hint.opening,
        Role.CLOSE_DOUBLE: _CLOSE.get(between, _NEVER) + hint.closing,
    }
    if text[at - 1 : at] == "\n":
        costs[Role.AGAIN_DOUBLE] = costs[Role.OPEN_DOUBLE]
    if text[at - 1 : at].isdigit():
        costs[Role.DOUBLE_PRIME] = UNUSUAL_PRIME
    return costs


def single_costs(
    between: str, hint: Glyphs, text: str, at: int, guessed: Guess, first: int, last: int
) -> Costs:  # noqa: PLR0913, PLR0917
    """What each role costs a single mark."""
    opening = _OPEN.get(between, _NEVER) + hint.opening
    closing = _CLOSE.get(between, _NEVER) + hint.closing
    apostrophe = _NEVER
    if at == last - 1 and between[1] == "W" and (word := WORD.match(text, last)):
        apostrophe = guessed.leading(word[0]) + (2.0 if between[0] == "P" and at == first else 0.0)
    if at == first and between[0] == "W" and (word := LAST_WORD.search(text, max(0, first - 30), first)):
        trailing = guessed.trailing(word[0])
        closing += BARE_WORD + (CLIPPED_WORD if trailing == CERTAIN else 0.0)
        apostrophe = min(apostrophe, trailing)
    costs = {
        Role.OPEN_SINGLE: opening,
        Role.CLOSE_SINGLE: closing,
        Role.APOSTROPHE: apostrophe + hint.apostrophe,
    }
    if text[at - 1 : at] == "\n":
        costs[Role.AGAIN_SINGLE] = opening
    if text[at - 1 : at].isdigit():
        costs[Role.PRIME] = UNUSUAL_PRIME
    return costs


def glyph_edits(text: str, marks: Sequence[Mark], roles: Sequence[Role], style: Quotes) -> Iterator[Edit]:
    """The edits that give each mark the glyph of its role."""
    doubles = 0
    for mark, role in zip(marks, roles, strict=True):
        opens = role in (Role.OPEN_DOUBLE, Role.AGAIN_DOUBLE)
        doubles += opens
        glyph = glyph_of(role, style, inner=doubles > 1)
        doubles = max(0, doubles - (role is Role.CLOSE_DOUBLE)) if role is not Role.AGAIN_DOUBLE else 1
        if text[mark.place] != glyph:
            name = "apostrophes" if role is Role.APOSTROPHE else "quotes"
            yield Edit(mark.place, mark.place + 1, glyph, name)


def glyph_of(role: Role, style: Quotes, *, inner: bool) -> str:
    """The character of a role."""
    double = style.inner if inner else style.double
    match role:
        case Role.APOSTROPHE:
            return RIGHT_SINGLE
        case Role.PRIME:
            return PRIME
        case Role.DOUBLE_PRIME:
            return DOUBLE_PRIME
        case Role.OPEN_DOUBLE | Role.AGAIN_DOUBLE:
            return double[0]
        case Role.CLOSE_DOUBLE:
            return double[1]
        case Role.OPEN_SINGLE | Role.AGAIN_SINGLE:
            return style.single[0]
        case Role.CLOSE_SINGLE:
            return style.single[1]
