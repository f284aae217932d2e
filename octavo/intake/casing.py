"""Casing: a line in capitals in; the same in the mixture its language has in titles, out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from octavo.structure.title_words import rows, small_words

COUNT = re.compile(r"(?:X{0,3})(?:IX|IV|V?I{1,3}|V|X)[.,:;]?")
"""A roman number in a title, such as a king's; a single I is a word in most languages, and looks the same."""

WORD = re.compile(r"[^\W\d_]+")


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
        often = counted[low] - counted[low.title()] + (unseen and len(low) > 1) > 0
        small = often and not (COUNT.fullmatch(word) or spelled[-1].endswith(":"))
        spelled.append(word.lower() if small else elided(word, texts))
    return " ".join(spelled)


def elided(word: str, texts: Sequence[str]) -> str:
    """A name behind an elided word, which is small where the texts have it so: 'd'Anne'."""
    before, mark, name = word.partition("'" if "'" in word else "\u2019")
    whole = f"{before.lower()}{mark}{name}"
    return whole if mark and any(whole in text for text in texts) else word
