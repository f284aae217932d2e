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
MARK = re.compile(ELLIPSIS)
_SPACE = f"[ {NO_BREAK}]"
_SPACED = re.compile(rf"{_SPACE}?(?<!\.)\.{_SPACE}\.{_SPACE}\.(?P<fourth>{_SPACE}?\.)?(?!{_SPACE}?\.)")
_SOLID = re.compile(rf"(?<![.{ELLIPSIS}])\.{{3,}}(?![.{ELLIPSIS}])")


def ellipses(text: str, context: Context) -> Iterator[Edit]:
    """Three points, spaced or not, are an ellipsis; four are a full stop and an ellipsis; more are leaders."""
    mark = context.language.ellipsis
    if not mark:
        return iter(())

    def solid(match: re.Match[str]) -> str:
        threes, rest = divmod(len(match[0]), 3)
        return f".{mark}" if len(match[0]) == 4 else mark * threes + "." * rest

    def spaced(match: re.Match[str]) -> str:
        return f".{mark}" if match["fourth"] else mark

    return iter(
        sorted([*substitute(_SPACED, text, spaced, "ellipses"), *substitute(_SOLID, text, solid, "ellipses")])
    )


def ellipsis_spaces(text: str, context: Context) -> Iterator[Edit]:
    """A hair space sets the ellipsis off the word before; one that opens a quotation keeps to its word."""
    space = context.language.ellipsis_space
    if not space:
        return iter(())
    before, after, opening = spacings(context.language)
    return iter(
        sorted(
            [
                *substitute(before, text, space, "ellipsis-spaces"),
                *substitute(after, text, space, "ellipsis-spaces"),
                *substitute(opening, text, NO_BREAK_SPACE, "ellipsis-spaces"),
            ]
        )
    )


@cache
def spacings(language: Language) -> tuple[re.Pattern[str], ...]:
    """Where the space goes: before an ellipsis, between it and a closing mark, after one that opens a quotation."""
    openings = "".join(opening for style in language.quotes for opening, _ in (style.double, style.single))
    return (
        re.compile(rf"(?<=[^\s{openings}(\[—{ELLIPSIS}]) ?(?={ELLIPSIS})"),
        re.compile(rf"(?<={ELLIPSIS})(?=[?!;])"),
        re.compile(rf"(?:(?<=[{openings}]{ELLIPSIS})|(?<=^{ELLIPSIS})) (?=\w)"),
    )
