"""File names: file_names.toml in; what the name of a file or folder tells of it, out."""

from __future__ import annotations

import re
from functools import cache

from octavo.facts import Words, read_facts

RANKS = ("first", "opening", "", "closing")
"""Files in the order they stand in; those that nothing tells are counted among themselves."""


@cache
def rows() -> Words:
    """file_names.toml."""
    return read_facts("intake/file_names.toml", Words)


@cache
def any_of(kind: str) -> str:
    """A pattern for what is called so."""
    return "|".join(rows()[kind])


def rank(name: str) -> int:
    """Where a file stands by what it is called: 0 before all others."""
    told = (
        number for number, kind in enumerate(RANKS) if kind and re.search(rf"(?:^|/)(?:{any_of(kind)})", name, re.I)
    )
    return next(told, 2)


def is_aside(name: str) -> bool:
    """Whether a file speaks of the others; where a list of contents leads to one, it is of the book."""
    return bool(re.search(rf"(?:^|/)(?:{any_of('aside')})\b[^/]*$", name, re.IGNORECASE))


def tells_cover(words: str) -> bool:
    """Whether words about a picture call it a cover."""
    return bool(re.search(any_of("cover"), words, re.IGNORECASE))


def is_room(name: str) -> bool:
    """Whether a folder is called as one within a book's own is."""
    return name.lower() in rows()["rooms"]


def page_of(name: str) -> str:
    """A file's name, or what the names of the pieces of one page have in common; pieces may be cut again."""
    found = re.fullmatch(rf"(?P<page>.*)(?:{any_of('pieces')})(?P<ending>\.[^/]*)", name)
    return page_of(found["page"] + found["ending"]) if found else name
