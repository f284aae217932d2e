"""The dictionary: how common a word is, from the word lists of wordfreq (Speer 2022, CC BY-SA 4.0)."""

from __future__ import annotations

import gzip
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import msgspec

UNKNOWN = 999
"""The rarity of a word in no list."""
COMMON = 520
"""Words rarer than this are seldom met: once in 160,000 words."""

RARE = 600
"""Words rarer than this may be a slip or foreign: once in a million words."""


class Dictionary:
    """The rarity of words: centibels below certainty, 127 for 'the', about 800 at the end of the list."""

    def __init__(self, rarities: dict[str, int]) -> None:
        self._rarities = rarities

    def rarity(self, word: str) -> int:
        """How rare a word in lower case is."""
        return self._rarities.get(word, UNKNOWN)

    def __contains__(self, word: str) -> bool:
        return word in self._rarities

    def __bool__(self) -> bool:
        return bool(self._rarities)


@cache
def dictionary(wordlist: str) -> Dictionary:
    """wordfreq's large list of a language, read when first asked for; '' is a dictionary without words.

    The list is a msgpack array: a header, then the words of each rarity in turn. It is read past the
    package's own functions, whose import takes longer than the reading.
    """
    if not wordlist:
        return Dictionary({})
    spec = find_spec("wordfreq")
    assert spec is not None and spec.origin is not None
    path = Path(spec.origin).parent / "data" / f"large_{wordlist}.msgpack.gz"
    _, *steps = msgspec.msgpack.decode(gzip.decompress(path.read_bytes()))
    return Dictionary({word: rarity for rarity, words in enumerate(steps) for word in words})
