"""Quotation marks and apostrophes: each set as what the cheapest reading of its passage takes it for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from octavo.languages.language import Quotes
from octavo.typography.characters import APOSTROPHE, DOUBLE_PRIME, DOUBLES, PRIME, SINGLES, STRAIGHT_SINGLE
from octavo.typography.context import Context
from octavo.typography.edit import Edit, Kind
from octavo.typography.marks import Mark, found_marks, middles
from octavo.typography.reading import Grammar, Role, cheapest, grammar

TRIGGER = re.compile(rf"[{DOUBLES}{SINGLES}]")

_DITTO = frozenset((*DOUBLES, STRAIGHT_SINGLE * 2))


def quotes(text: str, context: Context) -> Iterator[Edit]:
    """Quotation marks and apostrophes take their form; where one mark may be either, the reading decides."""
    if not context.language.quotes or (context.kind is Kind.CELL and text.strip() in _DITTO):
        return iter(())
    style = context.book.quotes
    inside = middles(text)
    marks = found_marks(text, context, inside)
    nesting = grammar(context.book.outer, inner_family(style))
    roles = cheapest([mark.costs for mark in marks], nesting, context.book.beginning(context.place + 1))
    return iter(
        sorted(
            [
                *within_words(text, inside, context),
                *glyph_edits(text, zip(marks, roles, strict=True), style, nesting),
            ]
        )
    )


def within_words(text: str, places: set[int], context: Context) -> Iterator[Edit]:
    """The edits of the apostrophes within words, but for signs of stress in a script that is not Latin."""
    for at in places:
        stress = context.language.stress_marks and not text[at - 1].isascii() and text[at - 1].islower()
        if text[at] != APOSTROPHE and not stress:
            yield Edit(at, at + 1, APOSTROPHE, "apostrophes")


def inner_family(style: Quotes) -> str:
    """The family of the marks for a double within a double, '' if they are no others."""
    if style.inner == style.double:
        return ""
    return "s" if style.inner[0] in SINGLES else "d"


def glyph_edits(text: str, read: Iterable[tuple[Mark, Role]], style: Quotes, nesting: Grammar) -> Iterator[Edit]:
    """The edits that give each mark the glyph of its role."""
    stack = ""
    for mark, role in read:
        glyph = glyph_of(role, style, style.inner if nesting.nests(stack, role) else style.double)
        _, stack = nesting.step(stack, role)
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
        Role.CONTINUE: style.continuing,
    }
    return glyphs[role]
