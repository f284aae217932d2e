"""Titling: a display line in, the lines a designer would break it into out.

Lines come out nearly even. None ends with a word that leans on the next (an article, a preposition), which would hang
at the end of a display line, and none parts a name. The words stay as they are; only where they break is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import pairwise
from math import ceil, inf

from msgspec import Struct

from octavo import model as m
from octavo.inlines import flat
from octavo.walk import runs

LEANS, PARTS = 0.25, 0.6
"""What a line costs that ends with a leaning word, or within a name; a line of twice the mean length costs 1."""
INITIAL = re.compile(r"[^\W\d_]\.")
WORD, CAPITAL = re.compile(r"(?:(?![\d_])\w)+"), 1.5
"""Words, and the mean breadth of a capital of the text face where that of its characters is 1."""
MARKS = ",.;:!?()«»„“”‘’"
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
OFTEN = 2
"""So many times a text writes a name in the middle of a sentence, at least."""

Pair = tuple[str, str]


class Setting(Struct, frozen=True):
    """Lines, and what is wrong with them: 0 where all are even and whole."""

    lines: tuple[str, ...]
    cost: float


class Breaks(Struct, frozen=True):
    """Where a line may break ill: words that lean on the next, and pairs of words that are a name."""

    leaning: frozenset[str] = frozenset()
    names: frozenset[Pair] = frozenset()

    def cost(self, before: str, after: str) -> float:
        """What a break between two words costs."""
        initial = INITIAL.fullmatch(before) or INITIAL.fullmatch(after)
        if initial or (before.strip(MARKS), after.strip(MARKS)) in self.names:
            return PARTS
        return LEANS if before.lower() in self.leaning else 0.0


def display_lines(text: str, measure: int, breaks: Breaks) -> tuple[str, ...]:
    """`text` in as few lines of about `measure` characters as it needs.

    A no-break space keeps its words together; a word longer than the measure stands alone.
    """
    return in_lines(text, max(1, ceil(breadth(text) / measure)), breaks, breadth, measure).lines


def shortened(text: str, fits: Callable[[str], bool], leaning: frozenset[str] = frozenset()) -> str:
    """`text` for a running head: whole where it fits, else up to the last stop that fits, or a word and an ellipsis."""
    if fits(text):
        return text
    words = text.split()
    most = max((end for end in range(1, len(words)) if fits(" ".join(words[:end]) + ELLIPSIS)), default=1)
    for end in range(most, most // 2, -1):
        if words[end - 1][-1] in ",;:.—" and end > 1:
            return " ".join(words[:end]).rstrip(",;:.— ")
    while most > 1 and words[most - 1].lower() in leaning:
        most -= 1
    return " ".join(words[:most]) + ELLIPSIS


def breadth(text: str) -> float:
    """How many characters of mean width `text` is as broad as: those of words set in capitals are broader by half."""
    return len(text) + sum(len(word) for word in WORD.findall(text) if word.isupper() and len(word) > 1) * (CAPITAL - 1)


def settings(text: str, breaks: Breaks, width: Callable[[str], float], counts: Iterable[int]) -> Iterator[Setting]:
    """`text` in each of `counts` lines, as far as it has words enough; `width` measures a line."""
    for count in counts:
        if count <= text.count(" ") + 1:
            yield in_lines(text, count, breaks, width)


def in_lines(text: str, count: int, breaks: Breaks, width: Callable[[str], float], measure: float = inf) -> Setting:
    """`text` in `count` lines, the best of all ways; a line over the `measure` costs four times as much."""
    words = text.split(" ")
    ideal = (width(text) or 1) / count

    def cost(begin: int, end: int) -> float:
        length = width(" ".join(words[begin:end]))
        over = max(0.0, length - measure)
        broken = breaks.cost(words[end - 1], words[end]) if end < len(words) else 0.0
        return ((length - ideal) / ideal) ** 2 + (over / ideal) ** 2 * 4 + broken

    @cache
    def best(begin: int, left: int) -> tuple[float, tuple[int, ...]]:
        if left == 1:
            return cost(begin, len(words)), (len(words),)
        choices = ((cost(begin, end), end) for end in range(begin + 1, len(words) - left + 2))
        return min(
            ((c + best(end, left - 1)[0], (end, *best(end, left - 1)[1])) for c, end in choices), default=(inf, ())
        )

    total, ends = best(0, min(count, len(words)))
    return Setting(tuple(" ".join(words[a:b]) for a, b in zip((0, *ends), ends, strict=False)), total)


def names(book: m.Book) -> frozenset[Pair]:
    """Pairs of words in the titles that are a name: the text writes the pair so, or has each for a name only."""
    titles = f"{book.metadata.title}\n{book.metadata.subtitle or ''}"
    words = [word.strip(MARKS) for word in titles.split()]
    pairs = {pair for pair in pairwise(words) if all(word[:1].isupper() for word in pair)}
    text = "\n".join(flat(run.children) for run in runs(book)) if pairs else ""
    return frozenset(
        pair
        for pair in pairs
        if inside_sentences(" ".join(pair), text) >= OFTEN or all(is_name(word, text) for word in pair)
    )


def is_name(word: str, text: str) -> bool:
    """Whether `text` has `word` inside its sentences, and never in small letters."""
    return inside_sentences(word, text) > 0 and not re.search(rf"\b{re.escape(word.lower())}\b", text)


def inside_sentences(words: str, text: str) -> int:
    """How often `words` stand in `text` after a word in small letters."""
    places = (found.start() for found in re.finditer(rf"\b{re.escape(words)}\b", text))
    return sum(text[at - 2].islower() and text[at - 1] == " " for at in places if at > 1)
