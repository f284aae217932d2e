"""Ellipses: three points become one mark, and keep close to their word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from octavo.languages import Language
from octavo.typography.characters import ELLIPSIS, NO_BREAK, NO_BREAK_SPACE
from octavo.typography.context import Context
from octavo.typography.edit import Edit
from octavo.typography.substitution import substitute

POINTS = re.compile(rf"\.[ {NO_BREAK}]?\.")
_THREE = re.compile(
    rf"(?<![.{ELLIPSIS}])(?P<stop>\.?)(?P<gap> ?)(?:\.[ {NO_BREAK}]\.[ {NO_BREAK}]\.|(?<! )\.\.\.|\.\.\.)(?![.{ELLIPSIS}])"
)
_SPACED = re.compile(
    rf"[ {NO_BREAK}]?(?<!\.)\.[ {NO_BREAK}]\.[ {NO_BREAK}]\.(?:(?P<stop>[ {NO_BREAK}]?\.))?(?![ {NO_BREAK}]?\.)"
)
_SOLID = re.compile(rf"(?<![.{ELLIPSIS}])\.{{3,4}}(?![.{ELLIPSIS}])")
MARK = re.compile(ELLIPSIS)


def ellipses(text: str, context: Context) -> Iterator[Edit]:
    """Three points, spaced or not, are an ellipsis; four are a full stop and an ellipsis."""
    mark = context.language.ellipsis
    if not mark:
        return
    yield from sorted(
        [
            *substitute(_SPACED, text, lambda match: f".{mark}" if match["stop"] else mark, "ellipses"),
            *substitute(_SOLID, text, lambda match: f".{mark}" if len(match[0]) == 4 else mark, "ellipses"),
        ]
    )


def ellipsis_spaces(text: str, context: Context) -> Iterator[Edit]:
    """A hair space sets the ellipsis off the word before; one that opens a quotation keeps to its word."""
    if not context.language.ellipsis_space:
        return
    before, after, opening = spacings(context.language)
    yield from sorted(
        [
            *substitute(before, text, context.language.ellipsis_space, "ellipsis-spaces"),
            *substitute(after, text, context.language.ellipsis_space, "ellipsis-spaces"),
            *substitute(opening, text, NO_BREAK_SPACE, "ellipsis-spaces"),
        ]
    )


@cache
def spacings(language: Language) -> tuple[re.Pattern[str], ...]:
    """Where the space goes: before an ellipsis, between it and a closing mark, after one that opens a quotation."""
    openings = "".join(opening for style in language.quotes for opening, _ in (style.double, style.single))
    return (
        re.compile(rf"(?<=[^\s{openings}(\[—]) ?(?={ELLIPSIS})"),
        re.compile(rf"(?<={ELLIPSIS})(?=[?!;])"),
        re.compile(rf"(?:(?<=[{openings}]{ELLIPSIS})|(?<=^{ELLIPSIS})) (?=\w)"),
    )
