"""Genitives: a title page's lines in; the persons they name in the genitive, by what these did, out.

'Перевод А. Ивановой' names А. Иванова. A name whose nominative its ending does not tell is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from octavo.facts import read_facts
from octavo.personal_names import is_name

STEM = 2
"""So many letters stand before the ending of a name."""
STAYS = re.compile(r"[^\W\d_]\.|.*[бвгджзклмнпрстфхцчшщ]", re.IGNORECASE)
"""What is the same in both cases: an initial, and a name that ends in a consonant."""


class Genitives(Struct, frozen=True):
    """genitives.toml."""

    leads: dict[str, list[str]]
    endings: dict[str, list[tuple[str, str]]]


@cache
def table() -> Genitives:
    """genitives.toml."""
    return read_facts("genitives.toml", Genitives)


def named(page: str, role: str) -> Iterator[str]:
    """The names that the lines of a title page give in the genitive to those who did what `role` says."""
    for found in lead(role).finditer(page) if role in table().leads else ():
        name = nominative(found["name"])
        if name and is_name(name):
            yield name


@cache
def lead(role: str) -> re.Pattern[str]:
    """A line that tells what a person did, and the name behind it."""
    phrases = (re.escape(phrase).replace("…", r"[^\W\d_]+\.?(?:\s[^\W\d_]+\.?)??") for phrase in table().leads[role])
    name = r"(?P<name>(?:[^\W\d_]\.\s?){0,2}[^\W\d_][^\n,;()\d]{2,40}?)"
    return re.compile(rf"^(?:{'|'.join(phrases)})[ \t:]+{name}[.,]?$", re.IGNORECASE | re.MULTILINE)


def nominative(name: str) -> str | None:
    """`name` as it is without the words that lead it; None where a word of it does not tell."""
    words = [restored(word) for word in re.split(r"([\s-]+)", name)]
    return None if None in words else "".join(word or "" for word in words)


def restored(word: str) -> str | None:
    """A word of a name in the nominative."""
    if not word.strip(" -") or STAYS.fullmatch(word):
        return word
    for endings in table().endings.values():
        for ending, nominative_s in endings:
            if word.endswith(ending) and len(word) - len(ending) >= STEM:
                return word.removesuffix(ending) + nominative_s
    return None
