"""Dashes: breaks in the sentence and speeches, however they were typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.languages.language import Dash
from octavo.typography.characters import (
    DASHES,
    EM_DASH,
    EN_DASH,
    HORIZONTAL_BAR,
    HYPHEN,
    NO_BREAK,
    NO_BREAK_SPACE,
)
from octavo.typography.context import Context
from octavo.typography.edit import Edit
from octavo.typography.substitution import substitute

TRIGGER = re.compile(rf"--|(?:^|[\s«»“”„]){HYPHEN}\s|[{EN_DASH}{EM_DASH}{HORIZONTAL_BAR}]", re.MULTILINE)
_SPACE = f"[ {NO_BREAK_SPACE}]"
_ALONE = rf"(?<![-{DASHES}])(?:-{{2,3}}|{EM_DASH}(?!\d)|(?<!\d){EM_DASH})(?![-{DASHES}])"
_CLOSED = re.compile(
    rf"(?<=\S){_SPACE}+(?:-{{1,3}}|[{EN_DASH}{EM_DASH}]){_SPACE}+(?=\S)|(?<![-{DASHES}])-{{2,3}}(?![-{DASHES}])"
)
_SPACED = re.compile(
    rf"[ {NO_BREAK}]*(?:{_ALONE})[ {NO_BREAK}]*"
    rf"|(?<=\S)[ {NO_BREAK}]+(?:-|{EN_DASH})[ {NO_BREAK}]+(?=\S)"
    rf"|(?<=\S)[ {NO_BREAK}]+{EN_DASH}(?=[,;:.!?])"
)
_KEPT = re.compile(rf"(?<![-{DASHES}])-{{2,3}}(?![-{DASHES}])|(?<= )[-{EN_DASH}](?= )")
_APART = rf"{_SPACE}(?:-{{1,3}}|[{EN_DASH}{EM_DASH}]){_SPACE}"
_INSERTION = re.compile(rf"(?<=\w)(?P<opening>{_APART})(?=\w)[^-.!?{DASHES}]*\w(?P<closing>{_APART})(?=\w)")
_SPEECH = re.compile(
    rf"(?m)^(?:-{{1,3}}|[{EN_DASH}{EM_DASH}{HORIZONTAL_BAR}])[ {NO_BREAK}]*(?=[^\W\d_]|[¿¡«“\"…])"
)
_OPENING, _CLOSING = "([{«„“‚‘¿¡\"'\n", ",;:.!?)]}»”’\"'…\n"


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
    speeches = [*substitute(_SPEECH, text, dash.dialogue, "dashes")]
    begun = {edit.start for edit in speeches}
    starts = {match.start() for match in _SPEECH.finditer(text)} | begun
    return iter(sorted([*speeches, *(edit for edit in found if edit.start not in starts)]))


def spaced(match: re.Match[str], dash: Dash) -> str:
    """A dash with its spaces, but for those that a mark beside it or a line's end takes away."""
    text = match.string
    left, right = text[: match.start()][-1:], text[match.end() : match.end() + 1]
    before = "" if not left or left in _OPENING else dash.before
    after = "" if not right or right in _CLOSING else dash.after
    return f"{before}{dash.mark}{after}"


def kept(text: str, dash: Dash) -> Iterator[Edit]:
    """Dashes with the spaces they have; but two that stand apart clasp what is between them."""
    pairs = {}
    for match in _INSERTION.finditer(text):
        pairs[match.start("opening")] = Edit(*match.span("opening"), f" {dash.mark}", "dashes")
        pairs[match.start("closing")] = Edit(*match.span("closing"), f"{dash.mark} ", "dashes")
    inside = {place for edit in pairs.values() for place in range(edit.start, edit.end)}
    alone = substitute(_KEPT, text, dash.mark, "dashes")
    return iter(sorted([*pairs.values(), *(edit for edit in alone if edit.start not in inside)]))
