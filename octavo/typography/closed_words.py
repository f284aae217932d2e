"""Closed words: queries on words that a transcriber seems to have run together, or cut a letter short."""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.typography.context import Context
from octavo.typography.dictionary import RARE, dictionary
from octavo.typography.edit import Query

TRIGGER = re.compile(r"[^\W\d_]{7}")
_LONG_WORD = re.compile(r"(?<![\w'’-])[a-z]{7,}(?![\w'’-])")
_SHORTEST_HALF = 4
_FAMILIAR = 540
"""The rarity of a word that everybody knows: once in 250,000 words."""
_COINAGES = 5
"""A book that runs more words together than this, and one in 2,000, does so on purpose."""


def closed_words(text: str, context: Context) -> Iterator[Query]:
    """A word that the book hyphenates elsewhere, or unknown and made of two common words, is queried."""
    if not context.language.hyphens.never_last:
        return
    for match in _LONG_WORD.finditer(text):
        if found := doubt(match[0], context):
            suggestion, evidence = found
            yield Query(*match.span(), suggestion, "closed-words", evidence)


def doubt(word: str, context: Context) -> tuple[str, str] | None:
    """What else a word may be, and the evidence; None for a word that may stand."""
    words, counts = dictionary(context.language.wordlist), context.book.words
    if words.rarity(word) < RARE:
        return None
    for first, last in halves(word):
        compound = f"{first}-{last}"
        if (times := counts[compound]) and times >= counts[word]:
            return compound, f"the book has '{compound}'"
    if counts[word] > 1 or any(stem in words for stem in stems(word)):
        return None
    return cut_short(word, context) or run_together(word, context)


def stems(word: str) -> Iterator[str]:
    """A word and what it may be an inflection of."""
    yield word
    for ending, instead in (
        ("s", ""),
        ("es", ""),
        ("ies", "y"),
        ("ied", "y"),
        ("ed", ""),
        ("er", ""),
        ("est", ""),
    ):
        if word.endswith(ending):
            yield word[: -len(ending)] + instead


def halves(word: str) -> Iterator[tuple[str, str]]:
    """Every way to split a word in two that are long enough."""
    for at in range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1):
        yield word[:at], word[at:]


def cut_short(word: str, context: Context) -> tuple[str, str] | None:
    """The word with its last letter doubled, if only that is in the dictionary."""
    longer = word + word[-1]
    if dictionary(context.language.wordlist).rarity(longer) > RARE + 100:
        return None
    return longer, f"the dictionary has '{longer}' and not '{word}'"


def run_together(word: str, context: Context) -> tuple[str, str] | None:
    """Two familiar words, unless the book likes such words."""
    if not (pair := familiar_halves(word, context)) or coins_words(context):
        return None
    first, last = pair
    like = context.book.hyphened.get(last)
    evidence = f"the book has '{like}'" if like else f"'{first}' and '{last}' are common words"
    return f"{first}-{last}", f"no dictionary has it; {evidence}"


def familiar_halves(word: str, context: Context) -> tuple[str, str] | None:
    """The two familiar words that a word consists of, neither a prefix nor a suffix."""
    words, rules = dictionary(context.language.wordlist), context.language.hyphens
    for first, last in halves(word):
        if first in rules.prefixes or first in rules.solid or last in rules.suffixes:
            continue
        if words.rarity(first) < _FAMILIAR and words.rarity(last) < _FAMILIAR:
            return first, last
    return None


def coins_words(context: Context) -> bool:
    """Whether the book runs so many words together that it means to."""
    if context.book.coinages is None:
        words = dictionary(context.language.wordlist)
        unknown = (word for word in context.book.words if len(word) > 7 and word.isalpha() and word not in words)
        context.book.coinages = sum(familiar_halves(word, context) is not None for word in unknown)
    return context.book.coinages > max(_COINAGES, context.book.words.total() // 2000)
