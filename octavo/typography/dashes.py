"""Dashes: breaks in the sentence, omissions and ranges, however they were typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.typography.characters import (
    DASHES,
    EM_DASH,
    EN_DASH,
    HORIZONTAL_BAR,
    HYPHEN,
    MINUS,
    NO_BREAK_SPACE,
    THREE_EM_DASH,
    TWO_EM_DASH,
)
from octavo.typography.context import Context
from octavo.typography.edit import Edit
from octavo.typography.substitution import substitute

RANGE = re.compile(r"\d\)? ?[-–] ?['’]?\d|\d{4}- [A-Z]")
_NUMBERS = re.compile(r"(?<![\d./,:'’–-])(\d{1,4})( ?)[-–]( ?)(['’]?)(\d{1,4})(?![\d/]|[-–]\d|[.,]\d)")
_OPEN_YEAR = re.compile(r"(?<=[12]\d{3})- (?=[A-Z])")

OMISSION = re.compile(rf"-{{4,}}|{EM_DASH}{{2,}}|[{TWO_EM_DASH}{THREE_EM_DASH}]")
_OMISSION = re.compile(rf"(?<![-{EM_DASH}])(?:-{{4}}|-{{6}}|{EM_DASH}{{2,3}})(?![-{EM_DASH}])")

DASH = re.compile(rf"--| [-{EN_DASH}] |[{EM_DASH}{HORIZONTAL_BAR}]")
_SPACES = f"[ {NO_BREAK_SPACE}]"
_BREAK = re.compile(
    rf"(?<=\S){_SPACES}+(?:-{{1,3}}|[{EN_DASH}{EM_DASH}]){_SPACES}+(?=\S)"
    rf"|(?<![-{DASHES}])(?:-{{2,3}}|{EM_DASH}(?=\S)(?<=\S.))(?![-{DASHES}])"
)

NEGATIVE = re.compile(r"(?:^|(?<=[\s(=×÷+*/±]))-(?=\d|\.\d)|(?<=\d )- (?=\d)|(?<=\d) - (?=\d+ ?=)")


def ranges(text: str, context: Context) -> Iterator[Edit]:
    """A hyphen between two figures that rise, such as years or pages, is a range, whatever space is round it."""
    dash = context.language.range_dash
    if not dash:
        return

    def joined(match: re.Match[str]) -> str:
        first, before, after, apostrophe, last = match.groups()
        rises = len(last) < len(first) or int(last) > int(first)
        spaced = bool(before or after)
        if not rises or (spaced and len(first) < 4):
            return match[0]
        return f"{first}{dash}{apostrophe}{last}"

    yield from sorted(
        [*substitute(_NUMBERS, text, joined, "ranges"), *substitute(_OPEN_YEAR, text, f"{dash} ", "ranges")]
    )


def omissions(text: str, context: Context) -> Iterator[Edit]:
    """Four hyphens or two em dashes stand for part of a word or name, six or three for all of it."""
    if not context.language.omission_dashes:
        return iter(())
    return substitute(
        _OMISSION, text, lambda match: THREE_EM_DASH if len(match[0].replace("--", "—")) == 3 else TWO_EM_DASH, "omissions"
    )


def dashes(text: str, context: Context) -> Iterator[Edit]:
    """Two or three hyphens, or one between spaces, are the dash of the language."""
    dash = context.language.dash
    if dash is None:
        return iter(())

    def set_dash(match: re.Match[str]) -> str:
        if match[0][0] in f" {NO_BREAK_SPACE}":
            return dash.before + dash.mark + dash.after
        return dash.mark

    return substitute(_BREAK, text, set_dash, "dashes")


def minus(text: str, context: Context) -> Iterator[Edit]:
    """A hyphen before a figure, after a space or an operator, is a minus."""
    return substitute(NEGATIVE, text, lambda match: match[0].replace(HYPHEN, MINUS), "minus") if context.language.quotes else iter(())
