"""Ellipses: three points become one mark, and keep close to their word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from octavo.languages import Language
from octavo.typography.characters import ELLIPSIS, NO_BREAK, NO_BREAK_SPACE
from octavo.typography.context import Context
from octavo.typography.edit import Edit
from octavo.typography.substitution import in_order, substitute

POINTS = re.compile(rf"\.[ {NO_BREAK}]?\.")
MARK = re.compile(ELLIPSIS)
_FEWEST_LEADERS = 9
_SPACE = f"[ {NO_BREAK}]"
_SPACED = re.compile(rf"(?P<before>{_SPACE}?)(?<!\.)\.{_SPACE}\.{_SPACE}\.(?P<fourth>{_SPACE}?\.)?(?!{_SPACE}?\.)")
_SOLID = re.compile(rf"(?<![.{ELLIPSIS}])\.{{3,}}(?![.{ELLIPSIS}])")


def ellipses(text: str, context: Context) -> Iterator[Edit]:
    """Three points are an ellipsis, four a full stop and an ellipsis, nine or more are leaders."""
    mark = context.language.ellipsis
    if not mark:
        return iter(())

    def solid(match: re.Match[str]) -> str:
        points = len(match[0])
        if points < _FEWEST_LEADERS:
            return {3: mark, 4: f".{mark}"}.get(points, match[0])
        return mark * (points // 3) + "." * (points % 3)

    def spaced(match: re.Match[str]) -> str:
        before = match["before"] if context.language.ellipsis_apart else ""
        return f"{before}.{mark}" if match["fourth"] else before + mark

    return in_order(substitute(_SPACED, text, spaced, "ellipses"), substitute(_SOLID, text, solid, "ellipses"))


def ellipsis_spaces(text: str, context: Context) -> Iterator[Edit]:
    """A hair space sets the ellipsis off the word before; one that opens a quotation keeps to its word."""
    space = context.language.ellipsis_space
    if not space:
        return iter(())
    before, after, opening = spacings(context.language)
    return in_order(
        substitute(before, text, space, "ellipsis-spaces"),
        substitute(after, text, space, "ellipsis-spaces"),
        substitute(opening, text, NO_BREAK_SPACE, "ellipsis-spaces"),
    )


@cache
def spacings(language: Language) -> tuple[re.Pattern[str], ...]:
    """Where space goes: before an ellipsis, before a mark after it, after one that opens a quotation."""
    openings = "".join(opening for style in language.quotes for opening, _ in (style.double, style.single))
    return (
        re.compile(rf"(?<=[^\s{openings}(\[—{ELLIPSIS}]) ?(?={ELLIPSIS})"),
        re.compile(rf"(?<={ELLIPSIS})(?=[?!;])"),
        re.compile(rf"(?:(?<=[{openings}]{ELLIPSIS})|(?<=^{ELLIPSIS})) (?=\w)"),
    )
