"""Casing: a line in capitals in; the same in the mixture its language has in titles, out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from octavo.structure.title_words import rows, small_words

COUNT = re.compile(r"(?:X{0,3})(?:IX|IV|V?I{1,3}|V|X)[.,:;]?")
"""A roman number in a title, such as a king's; a single I is a word in most languages, and looks the same."""

WORD = re.compile(r"[^\W\d_]+")
STEM = 4
"""So many letters at least begin the forms of one word."""


def case(text: str) -> str:
    """A line in capitals in the usual mixture, the small words of titles small."""
    if text.upper() != text or len(text) < 4:
        return text
    words = [word if COUNT.fullmatch(word) else capitalised(word) for word in text.split(" ")]
    return " ".join([words[0], *(word.lower() if word.lower() in small_words() else word for word in words[1:])])


def capitalised(word: str) -> str:
    """A word in capitals with but its first letter so, and the one after each hyphen."""
    return word.title().replace("’S", "’s").replace("'S", "'s")


def spoken(title: str, language: str, texts: Sequence[str], page: Sequence[str]) -> str:
    """A title that a page has in capitals, its words small where the text has them so.

    In some languages alone titles have capitals throughout; elsewhere one is spelled as a sentence is, and the text
    tells which of its words are nouns or names. What it has not is small where nouns are.
    """
    shouted = any(line.isupper() and title.upper().startswith(line.strip(" .,")) for line in page)
    if language.partition("-")[0] in rows()["capitalised"] or not (shouted or title.isupper()):
        return title
    counted = Counter(word for text in texts for word in WORD.findall(text))
    unseen = language.partition("-")[0] not in rows()["nouns"]
    first, *others = case(title).split(" ")
    spelled = [first]
    for word in others:
        low = (WORD.findall(word.lower()) or [""])[-1]
        small = leaning(low, counted, int(unseen and len(low) > 1)) > 0 and not (
            COUNT.fullmatch(word) or spelled[-1].endswith(":")
        )
        spelled.append(word.lower() if small else elided(word, texts))
    return " ".join(spelled)


def leaning(low: str, counted: Mapping[str, int], unseen: int) -> int:
    """How much oftener the text has a word small than with a capital, or its other forms, if any; else `unseen`."""
    if low in counted or low.title() in counted or len(low) < STEM:
        return counted.get(low, 0) - counted.get(low.title(), 0) + unseen
    stem = low[: max(STEM, len(low) - 2)]
    forms = {word: times for word, times in counted.items() if word.lower().startswith(stem) and not word.isupper()}
    return sum(times if word[0].islower() else -times for word, times in forms.items()) if forms else unseen


def elided(word: str, texts: Sequence[str]) -> str:
    """A name behind an elided word, which is small where the texts have it so: 'd'Anne'."""
    before, mark, name = word.partition("'" if "'" in word else "\u2019")
    whole = f"{before.lower()}{mark}{name}"
    return whole if mark and any(whole in text for text in texts) else word
