"""No-break spaces: what a line's end must not part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from octavo.languages import Language
from octavo.languages.language import NoBreak
from octavo.typography.characters import DASHES, DOUBLES, HYPHEN, NO_BREAK, NO_BREAK_SPACE, SINGLES, WORD_JOINER
from octavo.typography.context import Context
from octavo.typography.edit import Edit
from octavo.typography.substitution import substitute

TRIGGER = re.compile(r" ")
PHRASE = re.compile(r"\.")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_PARTING = re.compile(rf"[ \n(\[{{{DOUBLES}{SINGLES}{DASHES}{WORD_JOINER}{NO_BREAK}]")
_STOPS = ",;:!?)]"
_INITIAL_OR_FIGURE = re.compile(r" \d|\d\.* |\b[^\W\d_]\. ")


def no_break(text: str, context: Context) -> Iterator[Edit]:
    """A title keeps to its name, a label to its figure, a figure to its unit, initials to the surname."""
    kept = kept_words(context.language)
    words = _PARTING.split(text)
    if not kept.last and kept.first.isdisjoint(words) and not _INITIAL_OR_FIGURE.search(text):
        return
    before, word, end = "", "", -1
    for following in words:
        if word and following and text[end] == " " and kept.together(before, word, following):
            yield Edit(end, end + 1, NO_BREAK_SPACE, "no-break")
        before, word = word, following
        end += len(following) + 1


def thousands(text: str, context: Context) -> Iterator[Edit]:
    """Groups of three figures keep together."""
    space = context.language.no_break.thousands
    return substitute(_THOUSANDS, text, space, "thousands") if space else iter(())


def phrases(text: str, context: Context) -> Iterator[Edit]:
    """The parts of an abbreviated phrase are set apart by a fixed space."""
    pattern = phrase_pattern(context.language)
    if pattern is None:
        return iter(())
    space = context.language.no_break.phrase_space

    def apart(match: re.Match[str]) -> str:
        return re.sub(rf"(?<=\.)[ {NO_BREAK}]?(?=.)|(?<=\w) ", space, match[0])

    return substitute(pattern, text, apart, "phrases")


class KeptWords:
    """Which words of a language keep to the next, or to the one before.

    `first` and `last` are those that need no figure and no initial beside them.
    """

    def __init__(self, rules: NoBreak) -> None:
        self._titles = pointed(rules.titles)
        self._labels = pointed(rules.labels)
        self._units = frozenset(rules.units)
        self._proclitics = frozenset(rules.proclitics)
        self.first = self._titles | self._proclitics
        self.last = frozenset(rules.enclitics)
        self._initials = rules.initials

    def together(self, before: str, word: str, following: str) -> bool:
        """Whether `word`, which stands after `before`, and `following` keep together."""
        if word in self._titles:
            return not following[0].islower() or following in _ANDS
        if word in self._labels:
            return following[0].isdigit()
        if self._initials and is_initials(word) and not _NUMERAL.fullmatch(before):
            return is_initial(following) or ((is_initial(before) or HYPHEN in word) and following[0].isupper())
        if word in self._proclitics:
            return following[0].isalnum()
        if self._units and word.rstrip(".")[-1:].isdigit():
            return not self._units.isdisjoint((following, following.rstrip(_STOPS), following.rstrip("." + _STOPS)))
        return bool(self.last) and following.rstrip("." + _STOPS) in self.last


_ANDS = ("and", "&")


_NUMERAL = re.compile(r"[IVXLCDM]+,")
"""What follows it ends a reference, and a sentence: odes, I, I."""


def pointed(words: tuple[str, ...]) -> frozenset[str]:
    """The words with their point and without."""
    return frozenset(words) | {f"{word}." for word in words}


def is_initials(word: str) -> bool:
    """Whether a word is nothing but an initial, or those of a compound name: J.-J."""
    return word[-1] == "." and is_initial(word) and (len(word) == 2 or (len(word) == 5 and word[2] == HYPHEN))


def is_initial(word: str) -> bool:
    """Whether a word is a name's initial."""
    return len(word) >= 2 and word[1] == "." and word[0].isupper()


@cache
def kept_words(language: Language) -> KeptWords:
    """The kept words of a language, in sets."""
    return KeptWords(language.no_break)


@cache
def phrase_pattern(language: Language) -> re.Pattern[str] | None:
    """The phrases of a language, their parts apart or not."""
    if not language.no_break.phrases:
        return None
    phrases = sorted(language.no_break.phrases, key=len, reverse=True)
    kinds = (rf"[ {NO_BREAK}]?".join(map(re.escape, phrase.split())) for phrase in phrases)
    return re.compile(rf"(?<![\w.])(?:{'|'.join(kinds)})(?!\w)")
