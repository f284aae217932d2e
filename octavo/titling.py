"""Titling: a display line in, the lines a designer would break it into out.

Lines come out nearly even, and none ends with a word that leans on the next (an article, a preposition), which
would hang at the end of a display line. The words stay as they are; only where they break is chosen.
"""

from __future__ import annotations

from collections.abc import Set
from functools import cache
from math import ceil, inf

LEANS = 0.5
"""What a line ending with such a word costs, as a share of a whole line's length."""


def display_lines(text: str, measure: int, leaning: Set[str] = frozenset()) -> list[str]:
    """`text` in as few lines of about `measure` characters as it needs, none ending with a `leaning` word.

    A no-break space keeps its words together; a word longer than the measure stands alone.
    """
    words = text.split(" ")
    count = max(1, ceil(len(text) / measure))
    if len(words) == 1 or count == 1:
        return [text]
    ideal = len(text) / count

    def cost(begin: int, end: int) -> float:
        length = len(" ".join(words[begin:end]))
        over = max(0, length - measure)
        leans = end < len(words) and words[end - 1].lower() in leaning
        return ((length - ideal) / ideal) ** 2 + (over / ideal) ** 2 * 4 + (LEANS**2 if leans else 0)

    @cache
    def best(begin: int, left: int) -> tuple[float, tuple[int, ...]]:
        if left == 1:
            return cost(begin, len(words)), (len(words),)
        choices = ((cost(begin, end), end) for end in range(begin + 1, len(words) - left + 2))
        return min(
            ((c + best(end, left - 1)[0], (end, *best(end, left - 1)[1])) for c, end in choices), default=(inf, ())
        )

    _, ends = best(0, min(count, len(words)))
    return [" ".join(words[begin:end]) for begin, end in zip((0, *ends), ends, strict=False)]
