"""Dashes: breaks in the sentence and speeches, however they were typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.languages.language import Dash
from octavo.typography.characters import (
    DASHES,
    DOUBLES,
    EM_DASH,
    EN_DASH,
    HORIZONTAL_BAR,
    HYPHEN,
    NO_BREAK,
    NO_BREAK_SPACE,
    SINGLES,
)
from octavo.typography.context import Context
from octavo.typography.edit import Edit
from octavo.typography.substitution import in_order, substitute

TRIGGER = re.compile(rf"--|^{HYPHEN}|[\s«»“”„]{HYPHEN}|[{EN_DASH}{EM_DASH}{HORIZONTAL_BAR}]", re.MULTILINE)
_SPACE = f"[ {NO_BREAK_SPACE}]"
_ALONE = rf"(?<![-{DASHES}])(?:-{{2,3}}|{EM_DASH}(?!\d)|(?<!\d){EM_DASH})(?![-{DASHES}])"
_CLOSED = re.compile(
    rf"(?<=[^\s{DASHES}-]){_SPACE}+(?:-{{1,3}}|[{EN_DASH}{EM_DASH}]){_SPACE}+(?=[^\s{DASHES}-])"
    rf"|(?<![-{DASHES}])-{{2,3}}(?![-{DASHES}])"
)
_SPACED = re.compile(
    rf"[ {NO_BREAK}]*(?:{_ALONE})[ {NO_BREAK}]*"
    rf"|(?<=\S)[ {NO_BREAK}]+(?:-|{EN_DASH})[ {NO_BREAK}]+(?=\S)"
    rf"|(?<=\S)[ {NO_BREAK}]+{EN_DASH}(?=[,;:.!?])"
)
_KEPT = re.compile(
    rf"(?<![-{DASHES}])-{{2,3}}(?![-{DASHES}])|(?<= )[-{EN_DASH}](?= )"
    rf"|(?<=[\s»])-(?=[^\W\d_]|[¿¡«“])|(?<=[^\W\d_?!…»”])-(?=[.,;:](?:\s|$))"
)
_CLASPED = re.compile(r"(?<=\s)-(?=[^\W\d_]|[¿¡«“])[^-]*?[^\W\d_?!….»”](?P<closing>-)(?=\s|$)")
_APART = rf"{_SPACE}(?:-{{1,3}}|[{EN_DASH}{EM_DASH}]){_SPACE}"
_INSERTION = re.compile(rf"(?<=\w)(?P<opening>{_APART})(?=\w)[^-.!?{DASHES}]*\w(?P<closing>{_APART})(?=\w)")
_BEGINNING = rf"(?:-{{1,3}}|[{EN_DASH}{EM_DASH}{HORIZONTAL_BAR}])[ {NO_BREAK}]*"
_NUMBER = rf"[IVXLC]+\s?[-{EN_DASH}{EM_DASH}]+$"
"""The rest of a number between hyphens, - I -, which opens no speech."""
_SPEECH = re.compile(rf"(?m)^{_BEGINNING}(?!{_NUMBER})(?=[^\W\d_]|[¿¡…{DOUBLES}{SINGLES}])")
_TIGHT_BEFORE, _TIGHT_AFTER = ("", *"([{¿¡\n"), ("", *",;:.!?)]}…\n")
_MARKS, _POINTS = frozenset(DOUBLES + SINGLES), ".,;:!?)…"


def dashes(text: str, context: Context) -> Iterator[Edit]:
    """Two or three hyphens, or one between spaces, are a dash; so is one that begins a speech."""
    dash = context.language.dash
    if dash is None:
        return iter(())
    if dash.keeps_spaces:
        found = kept(text, dash)
    elif dash.before or dash.after:
        found = substitute(_SPACED, text, lambda match: spaced(match, dash), "dashes")
    else:
        found = substitute(_CLOSED, text, dash.mark, "dashes")
    if not dash.dialogue:
        return found
    begun = {match.start() for match in _SPEECH.finditer(text)}
    speeches = substitute(_SPEECH, text, dash.dialogue, "dashes")
    return in_order(speeches, (edit for edit in found if edit.start not in begun))


def spaced(match: re.Match[str], dash: Dash) -> str:
    """A dash with its spaces, but not beside an edge, a bracket, a point or the inside of a quotation.

    Before one that a point follows no line breaks, or the next would begin with both.
    """
    left, right = match.string[: match.start()][-2:], match.string[match.end() : match.end() + 2]
    opened = left[-1:] in _MARKS and not (left[:-1] and (left[0].isalnum() or left[0] in _POINTS))
    closed = right[:1] in _MARKS and not (right[1:] and (right[1].isalnum() or right[1] in "¿¡…"))
    before = "" if opened or left[-1:] in _TIGHT_BEFORE else dash.before
    if before == " " and right[:1] in tuple(_POINTS):
        before = NO_BREAK_SPACE
    return before + dash.mark + ("" if closed or right[:1] in _TIGHT_AFTER else dash.after)


def kept(text: str, dash: Dash) -> Iterator[Edit]:
    """Dashes with the spaces they have; but two that stand apart clasp what is between them."""
    pairs = [*_INSERTION.finditer(text)]
    opening = (Edit(*match.span("opening"), f" {dash.mark}", "dashes") for match in pairs)
    closing = (Edit(*match.span("closing"), f"{dash.mark} ", "dashes") for match in pairs)
    clasps = (Edit(*match.span("closing"), dash.mark, "dashes") for match in _CLASPED.finditer(text))
    return in_order(opening, closing, clasps, substitute(_KEPT, text, dash.mark, "dashes"))
