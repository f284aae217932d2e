"""Divisions: what a book's divisions are called and how they are numbered, by language, read from divisions.toml."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
from msgspec import Struct

from octavo.model import Role

ROMAN = re.compile(r"(?=[IVXLC])(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", re.IGNORECASE)
VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
FALLBACK = "en"
OF_VOLUME = (
    r"(?:\s*[(\[][^)\]]{1,60}[)\]])?"
    r"(?:[\s,.:—–-]+(?:\w+\s+){0,3}(?:vol(?:ume)?|tome?|tomo|band|deel|bind|част)\b\.?\s*\w{0,8})?"
)
"""What may follow the name of a list: a remark in brackets, and the volume it is of."""


class Row(Struct, frozen=True):
    """One language of divisions.toml, `words` by role."""

    roles: dict[str, Role]
    contents: tuple[str, ...]
    pictures: tuple[str, ...]
    notes: tuple[str, ...]
    numbers: dict[str, int]
    last: tuple[str, ...]
    by: tuple[str, ...]
    continued: tuple[str, ...]
    to: tuple[str, ...]


@cache
def rows() -> dict[str, dict[str, list[Any]]]:
    """divisions.toml by language."""
    content = files("octavo").joinpath("divisions.toml").read_bytes()
    return msgspec.toml.decode(content, type=dict[str, dict[str, list[Any]]])


@cache
def row(language: str) -> Row:
    """What `language` calls its divisions; a language nobody has described has English numbers only."""
    table = rows().get(language.partition("-")[0].lower(), {})
    numbers = {str(word): number for words in table.get("numbers", []) for number, word in enumerate(words, 1)}
    roles = {role.value for role in Role}
    words = {str(word): Role(role) for role, names in table.items() if role in roles for word in names}

    def plain(name: str) -> tuple[str, ...]:
        return tuple(map(str, table.get(name, [])))

    return Row(
        roles=words,
        contents=plain("contents"),
        pictures=plain("pictures"),
        notes=plain("notes"),
        numbers=numbers,
        last=plain("last"),
        by=plain("by"),
        continued=plain("continued"),
        to=plain("to"),
    )


@cache
def headings_of(kind: str) -> re.Pattern[str]:
    """What any language calls a list of one kind: `contents` or `notes`."""
    words = [str(word) for table in rows().values() for word in table.get(kind, [])]
    return re.compile(rf"(?:{alternatives(words)}){OF_VOLUME}\s*[.:]?", re.IGNORECASE)


def heads(kind: str, text: str) -> bool:
    """Whether `text` is what some language calls a list of one kind: `contents` or `notes`."""
    return bool(headings_of(kind).fullmatch(text.strip()))


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longest first; typographic apostrophes are as good as straight ones."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace("'", "['’]").replace(r"\ ", r"\s+") for word in ordered) or "(?!)"


def value(number: str, row: Row) -> int | None:
    """The number a heading's numeral says; None for `last` and what is none."""
    plain = number.strip(" .").lower().rpartition("the ")[2].strip()
    if plain.isdecimal():
        return int(plain)
    if plain in row.numbers:
        return row.numbers[plain]
    if ROMAN.fullmatch(plain):
        return roman(plain)
    return None


def roman(numeral: str) -> int:
    """The value of a roman numeral in lower case."""
    total = 0
    for digit, after in zip(numeral, [*numeral[1:], ""], strict=True):
        step = VALUES[digit]
        total += -step if after and VALUES[after] > step else step
    return total
