"""Spaces at punctuation: those a language sets before its marks, and inside its quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from octavo.languages import Language
from octavo.typography.characters import NO_BREAK, THIN_SPACE
from octavo.typography.context import Context
from octavo.typography.edit import Edit
from octavo.typography.substitution import in_order, substitute

TRIGGER = re.compile(r"[;:!?«»]")
_SPACE = f"[ {NO_BREAK}{THIN_SPACE}]"


def punctuation_spaces(text: str, context: Context) -> Iterator[Edit]:
    """A fixed space stands before high marks and inside quotation marks where the language has it so."""
    if not context.language.spaced_marks:
        return iter(())
    return in_order(
        edit
        for pattern, space in spaces_of(context.language)
        for edit in substitute(pattern, text, space, "punctuation-spaces")
    )


@cache
def spaces_of(language: Language) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Where a language wants which space: not in '12:30', 'http://', '(?)' nor between '?' and '!'."""
    marks = "".join(marks for marks, _ in language.spaced_marks)
    found = [
        (re.compile(rf"(?<=[^\s(\[{marks}«“‘]){_SPACE}*(?=[{high}]+(?:[\s)\]»”’,…]|$))"), space)
        for high, space in language.spaced_marks
    ]
    for style in language.quotes:
        opening, closing = style.double
        if style.padding:
            found.append((re.compile(rf"(?<={opening}){_SPACE}*(?=[^\s{closing}])"), style.padding))
            found.append((re.compile(rf"(?<=[^\s{opening}]){_SPACE}*(?={closing})"), style.padding))
    return tuple(found)
