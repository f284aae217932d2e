"""Casing: a line in capitals in; the same in the usual mixture, the small words of titles small, out."""

from __future__ import annotations

import re

from octavo.structure.title_words import small_words

COUNT = re.compile(r"(?:X{0,3})(?:IX|IV|V?I{1,3}|V|X)[.,:;]?")
"""A roman number in a title, such as a king's; a single I is a word in most languages, and looks the same."""


def case(text: str) -> str:
    """A line in capitals in the usual mixture, the small words of titles small."""
    if text.upper() != text or len(text) < 4:
        return text
    words = [word if COUNT.fullmatch(word) else capitalised(word) for word in text.split(" ")]
    return " ".join([words[0], *(word.lower() if word.lower() in small_words() else word for word in words[1:])])


def capitalised(word: str) -> str:
    """A word in capitals with but its first letter so, and the one after each hyphen."""
    return word.title().replace("’S", "’s").replace("'S", "'s")
