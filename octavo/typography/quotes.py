"""Quotation marks and apostrophes: each set as what the cheapest reading of its passage takes it for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from octavo.languages.language import Quotes
from octavo.typography.characters import APOSTROPHE, DOUBLE_PRIME, DOUBLES, PRIME, SINGLES, STRAIGHT_SINGLE
from octavo.typography.context import Context
from octavo.typography.edit import Edit, Kind
from octavo.typography.marks import Mark, found_marks, middles
from octavo.typography.reading import Role, cheapest, grammar

TRIGGER = re.compile(rf"[{DOUBLES}{SINGLES}]")

_DITTO = frozenset((*DOUBLES, STRAIGHT_SINGLE * 2))


def quotes(text: str, context: Context) -> Iterator[Edit]:
    """Quotation marks and apostrophes take their form; where one mark may be either, the reading decides."""
    if not context.language.quotes or (context.kind is Kind.CELL and text.strip() in _DITTO):
        return iter(())
    style = context.book.quotes
    inside = middles(text)
    marks = found_marks(text, context, inside)
    nesting = grammar(context.book.outer, style.inner != style.double)
    roles = cheapest([mark.costs for mark in marks], nesting, context.book.beginning(context.place + 1))
    within = (Edit(at, at + 1, APOSTROPHE, "apostrophes") for at in inside if text[at] != APOSTROPHE)
    return iter(sorted([*within, *glyph_edits(text, marks, roles, style)]))


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
    glyphs = {
        Role.APOSTROPHE: APOSTROPHE,
        Role.PRIME: PRIME,
        Role.DOUBLE_PRIME: DOUBLE_PRIME,
        Role.CLOSE_DOUBLE: double[1],
        Role.CLOSE_SINGLE: style.single[1],
        Role.OPEN_DOUBLE: double[0],
        Role.OPEN_SINGLE: style.single[0],
        Role.AGAIN_DOUBLE: double[0],
        Role.AGAIN_SINGLE: style.single[0],
    }
    return glyphs[role]
