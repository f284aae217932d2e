"""Apostrophes: how unlikely it is that a word begins or ends with one."""

from __future__ import annotations

import re
from functools import cache

from octavo.languages import Language
from octavo.typography.dictionary import COMMON, UNKNOWN, Dictionary, dictionary

WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
LAST_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*\Z")

CERTAIN, LIKELY, POSSIBLE, DOUBTFUL, UNLIKELY = 0.1, 0.6, 1.6, 2.6, 5.0
"""What an apostrophe costs; an opening mark that is never closed costs about 4."""


class Guess:
    """What it costs to read a mark at a word's edge as an apostrophe, by lexicon and by shape."""

    def __init__(self, language: Language) -> None:
        self._lexicon = language.apostrophes
        self._wordlist = language.wordlist
        self._leading: dict[str, float] = {}
        self._trailing: dict[str, float] = {}

    @property
    def _words(self) -> Dictionary:
        return dictionary(self._wordlist)

    def leading(self, word: str, times: int) -> float:
        """The cost of an apostrophe before `word`, which the book seems to write so that many times."""
        if (cost := self._leading.get(word)) is None:
            cost = self._leading[word] = self._before(word.lower().replace("’", "'"))
        return by_habit(cost, times)

    def trailing(self, word: str, times: int) -> float:
        """The cost of an apostrophe after `word`, which the book seems to write so that many times."""
        if (cost := self._trailing.get(word)) is None:
            cost = self._trailing[word] = self._after(word.lower().replace("’", "'"))
        return by_habit(cost, times)

    def common(self, word: str) -> bool:
        """Whether a word is often met as it stands."""
        return word.lower() not in self._lexicon.leading and self._words.rarity(word.lower()) < COMMON

    def _before(self, word: str) -> float:
        if word[:2].isdigit():
            return LIKELY if re.fullmatch(r"\d\d(?:s|th|rd|nd|st|er|ers)?", word) else UNLIKELY
        stem = word.split("'", maxsplit=1)[0]
        if stem in self._lexicon.leading:
            return CERTAIN
        if stem in self._lexicon.sometimes or word.replace("'", "") in self._lexicon.sometimes:
            return LIKELY
        whole = [prefix + stem for prefix in self._lexicon.restored]
        cost = self._by_shape(stem, whole)
        if DOUBTFUL <= cost < UNLIKELY and len(stem) > 3:
            return min(
                cost,
                self._by_shape(stem, [word + end for word in whole for end in self._lexicon.endings]) + 0.5,
            )
        return cost

    def _after(self, word: str) -> float:
        if word in self._lexicon.trailing:
            return CERTAIN
        stem = word.rsplit("'", maxsplit=1)[-1]
        if stem.endswith("in") and len(stem) > 3 and "g" in self._lexicon.endings:
            return LIKELY if self._words.rarity(stem) < COMMON else CERTAIN
        if stem[-1] in self._lexicon.possessive:
            return POSSIBLE
        return self._by_shape(stem, [stem + ending for ending in self._lexicon.endings])

    def _by_shape(self, stem: str, whole: list[str]) -> float:
        """The likelier, the more common the whole word is than the clipped one."""
        rarity = self._words.rarity(stem)
        gain = rarity - min((self._words.rarity(word) for word in whole), default=UNKNOWN)
        if rarity > 600 and gain > 150:
            return LIKELY
        if rarity > COMMON and gain > 0:
            return POSSIBLE
        return DOUBTFUL if rarity > COMMON or gain > 100 else UNLIKELY


def by_habit(cost: float, times: int) -> float:
    """What habit leaves of a cost: the oftener, the less, once is none."""
    return max(CERTAIN, cost - 0.5 * min(times - 1, 4)) if times > 1 else cost


@cache
def guess(language: Language) -> Guess:
    """The guess of a language, kept because its answers are."""
    return Guess(language)
