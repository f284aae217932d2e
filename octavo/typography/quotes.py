"""Quotation marks and apostrophes: each mark set as what the cheapest consistent reading of its passage takes it for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from octavo.languages.language import Quotes
from octavo.typography.characters import APOSTROPHE, DOUBLE_PRIME, DOUBLES, PRIME, SINGLES
from octavo.typography.context import Context
from octavo.typography.edit import Edit
from octavo.typography.marks import Mark, found_marks, middles
from octavo.typography.reading import Role, cheapest, grammar

TRIGGER = re.compile(rf"[{DOUBLES}{SINGLES}]")


def quotes(text: str, context: Context) -> Iterator[Edit]:
    """Quotation marks and apostrophes take their form; where a straight one stands for both, the reading decides."""
<<<<<<< HEAD
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
=======
    if not context.language.quotes:
        return iter(())
    style = context.book.quotes
    inside = middles(text)
    marks = found_marks(text, context, inside)
    nesting = grammar(context.book.outer, style.inner != style.double)
    roles = cheapest([mark.costs for mark in marks], nesting, context.book.beginning(context.place + 1))
    within = (Edit(at, at + 1, APOSTROPHE, "apostrophes") for at in inside if text[at] != APOSTROPHE)
    return iter(sorted([*within, *glyph_edits(text, marks, roles, style)]))
>>>>>>> typography


def glyph_edits(text: str, marks: Sequence[Mark], roles: Sequence[Role], style: Quotes) -> Iterator[Edit]:
    """The edits that give each mark the glyph of its role."""
    doubles = 0
    for mark, role in zip(marks, roles, strict=True):
        if role is Role.AGAIN_DOUBLE:
            doubles = 1
        doubles += role is Role.OPEN_DOUBLE
        glyph = glyph_of(role, style, style.inner if doubles > 1 else style.double)
        doubles -= role is Role.CLOSE_DOUBLE and doubles > 0
        if text[mark.place] != glyph:
            name = "apostrophes" if role is Role.APOSTROPHE else "quotes"
            yield Edit(mark.place, mark.place + 1, glyph, name)


def glyph_of(role: Role, style: Quotes, double: tuple[str, str]) -> str:
    """The character of a role, where double marks are `double`."""
    match role:
        case Role.APOSTROPHE:
            return APOSTROPHE
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
