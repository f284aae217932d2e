"""Sequence: names of files in; a key for each that puts them in the order they are counted in, out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from octavo.intake.file_names import rank
from octavo.structure.divisions import row, rows, value

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
Key = tuple[int, list[tuple[int, int, str]]]


def sequence(names: Sequence[str]) -> dict[str, Key]:
    """A key for each of `names`: ch2 before ch10, ii before x, two before three; a preface before all."""
    spelled = {name: found for name in names if (found := counted(name))}
    often = len(spelled) > 1 and len(spelled) * 2 >= len(names)
    return {name: (rank(name), split(spelled.get(name, name) if often else name)) for name in names}


def counted(name: str) -> str | None:
    """A name with its first number in letters as figures; None where it has none, or figures."""
    folder, slash, file = name.rpartition("/")
    stem, _, ending = file.rpartition(".")
    for found in WORD.finditer(stem) if not re.search(r"\d", stem) else ():
        for word in (found[0], found[0].partition("-")[0], found[0].rpartition("-")[2]):
            if (number := number_of(word.lower())) is not None:
                return f"{folder}{slash}{stem.replace(word, str(number), 1)}.{ending}"
    return None


@cache
def number_of(word: str) -> int | None:
    """The number a roman numeral says, or a word of some language."""
    return next((number for language in rows() if (number := value(word, row(language))) is not None), None)


def split(name: str) -> list[tuple[int, int, str]]:
    """A name's stretches of figures, by what they count, and of other characters."""
    parts = re.findall(r"\d+|\D+", name.lower())
    return [(1, len(number := part.lstrip("0")), number) if part.isdecimal() else (0, 0, part) for part in parts]
