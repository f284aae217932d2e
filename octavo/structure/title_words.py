"""Title words: titlepage.toml in; what the lines of a title page are known by, out."""

from __future__ import annotations

import re
from functools import cache

from octavo.facts import Words, alternatives, read_facts


@cache
def telling() -> re.Pattern[str]:
    """The words of titlepage.toml."""
    return re.compile("|".join(rf"(?<!\w){re.escape(word)}" for word in rows()["words"]), re.IGNORECASE)


@cache
def kinds() -> re.Pattern[str]:
    """What a work is, behind an article if there is one, at the beginning of a line (titlepage.toml)."""
    small, words = alternatives(rows()["small"]), alternatives(rows()["kinds"])
    return re.compile(rf"(?:(?:{small})\s+)?(?:{words})(?!\w)", re.IGNORECASE)


@cache
def explaining() -> re.Pattern[str]:
    """What begins a subtitle that tells what the title means (titlepage.toml)."""
    return re.compile(rf"(?:{alternatives(rows()['explaining'])})(?!\w)", re.IGNORECASE)


@cache
def small_words() -> frozenset[str]:
    """The words of titlepage.toml that titles do not capitalise."""
    return frozenset(rows()["small"])


@cache
def rights() -> re.Pattern[str]:
    """What begins a statement of rights (titlepage.toml)."""
    return re.compile(rf"\W*(?:{alternatives(rows()['rights'])})(?!\w)", re.IGNORECASE)


@cache
def houses() -> re.Pattern[str]:
    """What publishers' houses are called."""
    return re.compile(rf"(?<!\w)(?:{alternatives(rows()['houses'])})(?!\w)", re.IGNORECASE)


@cache
def rows() -> Words:
    """titlepage.toml."""
    return read_facts("structure/titlepage.toml", Words)
