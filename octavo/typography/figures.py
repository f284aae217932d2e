"""Figures: ranges between them, the minus and the primes beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from octavo.typography.characters import DOUBLE_PRIME, DOUBLES, HYPHEN, MINUS, PRIME, SINGLES
from octavo.typography.context import Context
from octavo.typography.edit import Edit
from octavo.typography.substitution import in_order, substitute

RANGE = re.compile(r"\d ?[-–—] ?['’]?\d|\d{4}- [A-Z]|\ds-\d|[a-z.]-[A-Z]")
_RANGE = re.compile(
    r"(?:(?<![\d./,:'’–—-])(?<!\) )|(?<=\d:)(?<!:\d:)(?<!:\d\d:))(\d{1,4})( ?)[-–—]( ?)"
    r"(['’]?)(\d{1,4})(?![\d/]|[-–—] ?\d|[.,:]\d)"
)
_VERSES = re.compile(r"(?<![\d.,:/-])(\d{1,3}:\d{1,3})-(\d{1,3}:\d{1,3})(?![\d:/-])")
_DECADES = re.compile(r"(?<=\d0s)-(?=(?:\d\d|['’])?\d0s)")
_SERIES = re.compile(r"(?<=['’]\d\d)-(?=['’]\d\d\b)")
_OPEN_YEAR = re.compile(r"(?<=[12]\d{3})- (?=[A-Z])")

NEGATIVE = re.compile(r"(?:^|(?<=[\s(=×÷+*/±]))-(?=\d|\.\d)|(?<=\d) - (?=\d+ ?=)")
MEASURE = re.compile(rf"\d[{SINGLES}] ?\d|\d[{DOUBLES}] ?(?:[x×]|by) ?\d|°\d+[{SINGLES}]")
_FEET = re.compile(
    rf"(?<=\d)[{SINGLES}](?= ?\d{{1,2}}(?:[½¼¾]|\.\d+)?[{DOUBLES}])|(?<=°\d)[{SINGLES}]|(?<=°\d\d)[{SINGLES}]"
)
_INCHES = re.compile(rf"(?<=\d[{SINGLES}{PRIME}]\d)[{DOUBLES}]|(?<=\d[{SINGLES}{PRIME}]\d\d)[{DOUBLES}]")
_SPACED_INCHES = re.compile(rf"(?<=\d[{SINGLES}{PRIME}] \d)[{DOUBLES}]|(?<=\d[{SINGLES}{PRIME}] \d\d)[{DOUBLES}]")


def ranges(text: str, context: Context) -> Iterator[Edit]:
    """A hyphen between two figures that rise, such as years or pages, is a range, spaced or not.

    So is one between two decades, two chapters with their verses, or two words of the calendar.
    """
    dash = context.language.range_dash
    if not dash:
        return iter(())

    def joined(match: re.Match[str]) -> str:
        first, before, after, apostrophe, last = match.groups()
        rises = len(last) < len(first) or int(last) > int(first)
        if not rises or ((before or after) and len(first) < 4):
            return match[0]
        return f"{first}{dash}{apostrophe}{last}"

    return in_order(
        substitute(_RANGE, text, joined, "ranges"),
        substitute(_VERSES, text, lambda match: f"{match[1]}{dash}{match[2]}", "ranges"),
        substitute(_SERIES, text, dash, "ranges"),
        substitute(_DECADES, text, dash, "ranges"),
        substitute(between(context.language.calendar), text, lambda match: f"{match[1]}{dash}", "ranges"),
        substitute(_OPEN_YEAR, text, f"{dash} ", "ranges"),
    )


@cache
def between(calendar: tuple[str, ...]) -> re.Pattern[str]:
    """A hyphen between two words of the calendar, abbreviated or not."""
    named = "|".join(calendar)
    return re.compile(rf"(?<![\w-])((?:{named})\.?)-(?=(?:{named})\b(?!-))" if calendar else r"(?!)")


def minus(text: str, context: Context) -> Iterator[Edit]:
    """A hyphen before a figure, after a space or an operator, is a minus."""
    if not context.language.quotes:
        return iter(())
    return substitute(NEGATIVE, text, lambda match: match[0].replace(HYPHEN, MINUS), "minus")


def primes(text: str, context: Context) -> Iterator[Edit]:
    """Feet and inches, minutes and seconds have primes, where both stand or a degree tells."""
    if not context.language.quotes:
        return iter(())
    return in_order(
        substitute(_FEET, text, PRIME, "primes"),
        substitute(_INCHES, text, DOUBLE_PRIME, "primes"),
        substitute(_SPACED_INCHES, text, DOUBLE_PRIME, "primes"),
    )
