"""Joiners: what keeps two marks apart by a hair, and a dash with the word before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from octavo.languages import Language
from octavo.typography.characters import EM_DASH, WORD_JOINER
from octavo.typography.context import Context
from octavo.typography.edit import Edit
from octavo.typography.substitution import substitute

DASH = re.compile(EM_DASH)
_DASH = re.compile(rf"(?<=[^\s{EM_DASH}{WORD_JOINER}])(?={EM_DASH})")


def nested_quotes(text: str, context: Context) -> Iterator[Edit]:
    """A hair space parts two quotation marks that touch."""
    space = context.language.nested_space
    return substitute(touching(context.language), text, space, "nested-quotes") if space else iter(())


@cache
def touching(language: Language) -> re.Pattern[str]:
    """Where two marks touch and one of them is single."""
    doubles = "".join("".join(style.double) for style in language.quotes)
    singles = "".join("".join(style.single) for style in language.quotes)
    return re.compile(rf"(?<=[{doubles}])(?=[{singles}])|(?<=[{singles}])(?=[{doubles}{singles}])")


def dash_joiners(text: str, context: Context) -> Iterator[Edit]:
    """A dash does not begin a line: a word joiner ties it to what stands before."""
    joiner = context.language.dash_joiner
    return substitute(_DASH, text, joiner, "dash-joiners") if joiner else iter(())
