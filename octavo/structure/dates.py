"""Dates: what a line that is only a date looks like in a language, by the names CLDR has for days and months."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from babel.core import Locale, UnknownLocaleError

from octavo.structure.divisions import rows

DAY = r"[0-9]{1,2}(?:st|nd|rd|th|d|er|ro|[.ºª°])?"
YEAR = r"(?:1[0-9]{3}|20[0-9]{2}|1[0-9]{1,2}[—–-]+|'?[0-9]{2})"
YEARS = rf"{YEAR}(?:[-–—/][0-9]{{1,4}})?"
"""A year, or two where it begins in spring: `February 1659-60`."""
NEVER = re.compile(r"(?!)")
PLACE = 2
"""The words after the first that the name of a place may have."""
ALSO = {"en": ("Sept",)}
"""What CLDR lacks (The Chicago Manual of Style 18, 10.44)."""


@cache
def dates(language: str) -> re.Pattern[str]:
    """Matches a line that is a date, after a weekday or a place if there is one; in an unknown language nothing."""
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return NEVER
    months, days = names(locale.months, range(1, 13)), names(locale.days, range(7))
    months = "|".join((*ALSO.get(locale.language, ()), months))
    month = rf"(?:{months})\.?"
    day = rf"{DAY}(?:\s*\([0-9]{{1,2}}\)|\s*[–—-]\s*{DAY})?"
    day_of_month = rf"(?:the\s+)?{day}\s+(?:of\s+|de\s+)?{month}|{month},?\s+(?:the\s+)?{day}"
    days_of_months = rf"(?:{day_of_month})(?:\s*[–—-]\s*(?:{day_of_month}))?"
    full = rf"{days_of_months}(?:\s*\({days_of_months}\))?(?:,?\s+(?:de\s+)?{YEARS})?|{month},?\s+{YEARS}"
    before = rf"(?:[A-ZÀ-ÝА-Я][^\s,.]*(?:\s[^\s,.]+){{0,{PLACE}}}[,.]\s+)?"
    return re.compile(rf"[\[(_]?{before}(?:(?i:{days})\.?,?\s+)?(?:(?i:{full}))[\s.,:;\])_—–-]*")


@cache
def dated(text: str) -> bool:
    """Whether `text` is a date in any language that the divisions of books are known in."""
    return any(dates(language).fullmatch(text) for language in rows())


def names(table: Mapping[str, Any], keys: range) -> str:
    """The names of days or months, the longest first."""
    found = {
        str(row[key]).rstrip(".")
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for row in [table[context][width]]
        for key in keys
        if key in row
    }
    return "|".join(
        map(re.escape, sorted((name for name in found if len(name) > 2), key=lambda name: (-len(name), name)))
    )
