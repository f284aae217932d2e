"""Facts: the name of a table of facts beside the code (a TOML file) in; what it holds, checked, out.

What a book of another language or provider may want added stands in such a table, each row with its source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec

from octavo.problem import FactsError

Value = TypeVar("Value")
Words = dict[str, list[str]]
"""Words by what they tell."""


def read_facts(name: str, kind: type[Value]) -> Value:
    """The table `name`, a path below octavo/, as a value of `kind`. Raises FactsError."""
    return checked(files("octavo").joinpath(name).read_bytes(), f"octavo/{name}", kind)


def every_word(name: str, kind: str) -> list[str]:
    """The words of one kind in any language, of a table that has them by kind and language."""
    return [word for words in by_kind(name)[kind].values() for word in words]


@cache
def by_kind(name: str) -> dict[str, Words]:
    """A table that has words by kind and language."""
    return read_facts(name, dict[str, Words])


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longest first; typographic apostrophes are as good as straight ones."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace("'", "['’]").replace(r"\ ", r"\s+") for word in ordered) or "(?!)"


def checked(content: bytes, where: str, kind: type[Value]) -> Value:
    """The bytes of a table as a value of `kind`."""
    try:
        return msgspec.toml.decode(content, type=kind)
    except UnicodeDecodeError as error:
        raise FactsError(f"{where}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
    except msgspec.ValidationError as error:
        raise FactsError(f"{where}: {error}; write the row as its neighbours are") from None
    except msgspec.DecodeError as error:
        raise FactsError(f"{where}: not TOML: {error}") from None
