"""Doubled marks: two typed marks that stand for one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.typography.characters import BACKTICK, RIGHT_SINGLE, STRAIGHT_DOUBLE, STRAIGHT_SINGLE
from octavo.typography.context import Context
from octavo.typography.edit import Edit
from octavo.typography.substitution import substitute

TRIGGER = re.compile(f"{BACKTICK}{BACKTICK}|{STRAIGHT_SINGLE}{STRAIGHT_SINGLE}")
_ACCENTS = re.compile(f"{BACKTICK}{BACKTICK}")
_TYPED = re.compile(rf"``|(?<=\S)(?:''|{RIGHT_SINGLE}{RIGHT_SINGLE})(?!')")
_APOSTROPHES = re.compile(r"(?<!')''(?!')")


def doubled_marks(text: str, context: Context) -> Iterator[Edit]:
    """Two grave accents open a quotation, as TeX has it, and two apostrophes close it.

    Where no word begins with an apostrophe, two are always a quotation mark.
    """
    if not context.language.quotes:
        return iter(())
    if _ACCENTS.search(text):
        return substitute(_TYPED, text, STRAIGHT_DOUBLE, "doubled-marks")
    if context.language.apostrophes.leading:
        return iter(())
    return substitute(_APOSTROPHES, text, STRAIGHT_DOUBLE, "doubled-marks")
