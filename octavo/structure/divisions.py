"""Divisions: what a book's divisions are called and how they are numbered, by language, read from divisions.toml."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from msgspec import Struct

from octavo.facts import alternatives, read_facts
from octavo.model import Role

ROMAN = re.compile(r"(?=[IVXLC])(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", re.IGNORECASE)
VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
FALLBACK = "en"
ALONE = 4
"""So many words a division's name and number are at most: `Een en twintigste hoofdstuk`."""
WORD = r"\w+(?:-\w+)*"
LONGEST = 200
"""No heading of a list is longer, in characters."""
MORE = "['’-]"
"""What goes on with a word, so that it is no division's name: `Acton-Bell`, `Scene's`."""
FIRST_OF_SEVERAL = re.compile(r"(?<=[0-9ivxlc])\s*(?:[,&–-]|\s\w{1,4}\s)\s*(?=[0-9ivxlc]+$).*")
"""What stands behind the first of two numbers: `IV and V`."""
FIRST, FIGURE = re.compile(rf"(?P<word>{WORD})\s+"), re.compile(r"[0-9]+|[ivxlc]+")


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
    for_one: tuple[str, ...]
    ends: tuple[str, ...]
    closes: tuple[str, ...]
    of_one: tuple[str, ...]
    pieces: tuple[str, ...]


@cache
def rows() -> dict[str, dict[str, list[Any]]]:
    """divisions.toml by language."""
    return read_facts("structure/divisions.toml", dict[str, dict[str, list[Any]]])


def every(kind: str) -> list[str]:
    """The words of one kind in any language."""
    return [str(word) for table in rows().values() for word in table.get(kind, [])]


OF_VOLUME = (
    r"(?:\s*[(\[][^)\]]{1,60}[)\]])?"
    rf"(?:[\s,.:—–-]+(?:\w+\s+){{0,3}}(?:{alternatives(every('volume'))})\b\.?\s*\w{{0,8}})?"
)
"""What may follow the name of a list: a remark in brackets, and the volume it is of."""


@cache
def row(language: str) -> Row:
    """What `language` calls its divisions; one that nobody has described is taken for English."""
    table = rows().get(language.partition("-")[0].lower()) or rows()[FALLBACK]
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
        for_one=plain("for"),
        ends=plain("ends"),
        closes=plain("closes"),
        of_one=plain("his"),
        pieces=plain("pieces"),
    )


@cache
def words_of(kind: str) -> re.Pattern[str]:
    """The words of one kind in any language, as a word, and what may follow the name of a list."""
    return re.compile(rf"(?<!\w)(?:{alternatives(every(kind))})(?!\w){OF_VOLUME}\s*[.:]?", re.IGNORECASE)


def heads(kind: str, text: str) -> bool:
    """Whether `text` is what some language calls a list of one kind: `contents` or `notes`."""
    return len(text) <= LONGEST and bool(words_of(kind).fullmatch(text.strip()))


def tells(kind: str, text: str) -> bool:
    """Whether `text` begins with what some language calls a list of one kind; a longer heading is in capitals."""
    found = words_of(kind).match(text.strip()) if len(text) <= LONGEST else None
    return found is not None and (found.end() == len(text.strip()) or text.upper() == text)


def holds(kind: str, text: str) -> bool:
    """Whether a word of one kind in any language stands in `text`."""
    return bool(words_of(kind).search(text))


def value(number: str, row: Row) -> int | None:
    """The number a heading's numeral says; None for `last` and what is none."""
    plain = FIRST_OF_SEVERAL.sub("", number.strip(" .").lower()).rpartition("the ")[2].strip()
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


class Names:
    """What the divisions of books are called in any language, in small letters, and the numbers in words.

    One pattern of all names and numbers would take ten milliseconds and a megabyte to compile.
    """

    def __init__(self) -> None:
        def called(*roles: Role) -> str:
            return alternatives(word.lower() for role in roles for word in every(role))

        self.higher = re.compile(
            rf"(?:{called(Role.PART, Role.CHAPTER)})\b(?:\s+(?:the\s+)?(?P<number>{WORD})|(?!{MORE}))"
        )
        self.lower = re.compile(rf"(?:{called(Role.SUBCHAPTER, Role.PERSONS)})\b(?!{MORE})")
        lists = (row for table in rows().values() for row in table.get("numbers", []))
        self.numbers = {str(word).lower() for row in lists for word in row}

    def counts(self, word: str | None) -> bool:
        """Whether `word` is a number, in figures, Roman or in words."""
        return word is not None and (word in self.numbers or bool(FIGURE.fullmatch(word)))


@cache
def names() -> Names:
    """The divisions' names, read once."""
    return Names()


def divides(text: str) -> bool:
    """Whether `text` begins as the heading of a division does, in any language: `Act II`, `Third Act`, `Scene`.

    A word of one language may be a name in another (Tom, a volume); so the higher divisions have a number.
    """
    known, text = names(), text.lower().removeprefix("the ")
    first = FIRST.match(text)
    numbered = first is not None and first["word"] in known.numbers
    begin = first.end() if first and numbered else 0
    if known.lower.match(text, begin):
        return True
    found = known.higher.match(text, begin)
    return found is not None and (numbered or known.counts(found["number"]))


def opens_division(line: str) -> bool:
    """Whether a line is the word and number of a division in any language, and nothing else."""
    text = line.strip()
    return len(text.split()) <= ALONE and (text[-1:].isalnum() or text[-1:] in ".:") and divides(text)
