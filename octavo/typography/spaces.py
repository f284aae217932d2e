"""Spaces: those that nobody meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from octavo.languages import Language
from octavo.typography.characters import (
    DOUBLES,
    EM_DASH,
    INVISIBLES,
    LEFT_GUILLEMET,
    NO_BREAK,
    RIGHT_GUILLEMET,
    SINGLES,
)
from octavo.typography.context import Context
from octavo.typography.edit import Edit
from octavo.typography.substitution import in_order, substitute

INVISIBLE = re.compile(f"[{INVISIBLES}]+")
STRAY = re.compile(rf"[ {NO_BREAK}][ \t{NO_BREAK},;:!?.)\]}}»]|[(\[{{«][ {NO_BREAK}]|\t")
_RUN = re.compile(r"(?<=[^\s])[ \t]{2,}(?=\S)|\t")
_AFTER_BRACKET = re.compile(r"(?<=[(\[{]) +(?=\S)")

_GUILLEMETS = frozenset((LEFT_GUILLEMET, RIGHT_GUILLEMET))


def invisibles(text: str, context: Context) -> Iterator[Edit]:
    """Zero-width and hair spaces are taken out; those the rules want come back at the end."""
    return substitute(INVISIBLE, text, "", "invisibles") if context.language.quotes else iter(())


def spaces(text: str, context: Context) -> Iterator[Edit]:
    """Runs of spaces become one; none stands before a closing mark or after an opening bracket."""
    if not context.language.quotes:
        return iter(())
    return in_order(
        substitute(before_marks(context.language), text, "", "spaces"),
        substitute(padding(context.language), text, "", "spaces"),
        substitute(_RUN, text, " ", "spaces"),
        substitute(_AFTER_BRACKET, text, "", "spaces"),
    )


@cache
def before_marks(language: Language) -> re.Pattern[str]:
    """A space before a mark that the language sets tight; not before three spaced points, nor '.5'."""
    if not language.tight_marks:
        return re.compile(r"(?!)")
    others = re.escape(language.tight_marks.replace(".", ""))
    return re.compile(rf"(?<=[\w){DOUBLES}{SINGLES}])[ {NO_BREAK}]+(?=[{others}](?!\w)|\.(?![ .]*\.|\w))")


@cache
def padding(language: Language) -> re.Pattern[str]:
    """The spaces inside guillemets; those a language wants are set afresh when the marks are."""
    openings = {style.double[0] for style in language.quotes}
    closings = {style.double[1] for style in language.quotes}
    after, before = _GUILLEMETS & (openings - closings), _GUILLEMETS & (closings - openings)
    if not after:
        return re.compile(r"(?!)")
    apart = "" if any(style.padding for style in language.quotes) else rf"(?![\w{EM_DASH}-])"
    opened = rf"(?<=[{''.join(after)}])[ {NO_BREAK}]+(?=\S)"
    closed = rf"(?<=\S)[ {NO_BREAK}]+(?=[{''.join(before)}]{apart})"
    return re.compile(f"{opened}|{closed}")
