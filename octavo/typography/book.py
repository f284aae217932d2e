"""The book: what its passages together tell of its habits, found out when a rule first asks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from octavo.languages import Language
from octavo.languages.language import Family, Quotes
from octavo.typography.characters import DOUBLES, INVISIBLES, SINGLES, STRAIGHT_DOUBLE

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_CLIPPED_BEFORE = re.compile(rf"[^\W_][{SINGLES}]? [{SINGLES}]([^\W_]+)(?![^\W_]|[,.!?]?[{SINGLES}](?!\w))")
_CLIPPED_AFTER = re.compile(rf"(?<![{SINGLES}\w])(\w+)[{SINGLES}](?= [a-z])")
_FIRST_MARKS = re.compile(rf"\s*((?:[{DOUBLES}{SINGLES}][{INVISIBLES}]*)+)")


class Book:
    """The passages of one book in their order."""

    def __init__(self, texts: Sequence[str], language: Language, outer: Family | None = None) -> None:
        self._texts = texts
        self._language = language
        self._outer = outer
        self.coinages: int | None = None

    @cached_property
    def words(self) -> Counter[str]:
        """How often each word occurs, compounds with their hyphens."""
        return Counter(word for text in self._texts for word in _WORD.findall(text.lower().replace("’", "'")))

    @cached_property
    def hyphened(self) -> dict[str, str]:
        """A compound of the book for each word that ends one."""
        return {word.rpartition("-")[2]: word for word in self.words if "-" in word}

    @cached_property
    def clipped_before(self) -> Counter[str]:
        """How often each word has a single mark before it within a clause, and none at its end."""
        return Counter(word for text in self._texts for word in _CLIPPED_BEFORE.findall(text.lower()))

    @cached_property
    def clipped_after(self) -> Counter[str]:
        """How often each word has a single mark after it within a clause, and none at its beginning."""
        return Counter(word for text in self._texts for word in _CLIPPED_AFTER.findall(text))

    @cached_property
    def outer(self) -> Family:
        """The family of marks that most passages begin with, unless it is laid down."""
        if self._outer:
            return self._outer
        firsts = Counter(self.beginning(place)[:1] for place in range(len(self._texts)))
        double, single = firsts["d"], firsts["s"]
        if double == single:
            return self._language.outer
        return Family.DOUBLE if double > single else Family.SINGLE

    @cached_property
    def quotes(self) -> Quotes:
        """The style of quotation marks the book shows most, if its language has more than one."""
        styles = self._language.quotes
        if len(styles) == 1:
            return styles[0]
        openings = "".join(style.double[0] for style in styles) + STRAIGHT_DOUBLE
        first = re.compile(rf"(?:^|[\s(\[—–¿¡])([{openings}])(?=[\w¿¡…{SINGLES}])", re.MULTILINE)
        firsts = Counter(match[1] for text in self._texts if (match := first.search(text)))
        firsts[styles[0].double[0]] += firsts[STRAIGHT_DOUBLE]
        return max(styles, key=lambda style: firsts[style.double[0]])

    def beginning(self, place: int) -> str:
        """The families, as in 'ds', of the marks that begin a passage; '' if there are none."""
        if place >= len(self._texts) or not (match := _FIRST_MARKS.match(self._texts[place])):
            return ""
        return "".join("d" if mark in DOUBLES else "s" for mark in match[1] if mark not in INVISIBLES)
