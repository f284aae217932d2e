"""Inner: the divisions of a text with word and number in; those within chapters, called as higher ones are, out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from octavo.model import Role
from octavo.structure.headings import Said

WITHIN = {Role.CHAPTER, Role.LETTER, Role.SUBCHAPTER}
SECTIONS = 2
"""So many sections a part has, one with another, where they are its chapters."""


def inner(said: Sequence[Said | None], strong: set[int]) -> set[int]:
    """Those of `strong` whose word counts within chapters: each first one stands in a chapter, the second after it."""
    rows = [(index, one) for index in sorted(strong) if (one := said[index])]
    words: set[str] = set()
    while more := words_within(rows, words) - words:
        words |= more
    return {index for index, one in rows if one.word in words}


def words_within(rows: Sequence[tuple[int, Said]], known: set[str]) -> set[str]:
    """The words of higher divisions that count within chapters, or within the divisions `known` to."""
    firsts: dict[str, list[bool]] = {}
    for (_, before), (index, one), (after_at, after) in zip(rows, rows[1:], [*rows[2:], *rows[:1]], strict=False):
        if one.role is Role.PART and one.number == 1:
            within = before.role in WITHIN or before.word in known
            follows = (after.word, after.number) == (one.word, 2) and after_at > index + 1
            firsts.setdefault(one.word, []).append(within and follows)
    opens = {one.word for _, one in rows[:1]}
    return {word for word, within in firsts.items() if all(within)} - opens


def are_chapters(said: Sequence[Said | None], strong: set[int], few: int) -> bool:
    """Whether sections are the chapters of the only higher divisions there are: parts that each begin with one."""
    rows = [one for index in sorted(strong) if (one := said[index])]
    parts = sum(one.role is Role.PART for one in rows)
    sections = sum(one.role is Role.SUBCHAPTER for one in rows)
    if not parts or parts + sections < len(rows) or sections < max(few, SECTIONS * parts):
        return False
    if rows[0].role is not Role.PART or rows[-1].role is Role.PART:
        return False
    return all(
        after.role is Role.SUBCHAPTER or after.word != one.word
        for one, after in pairwise(rows)
        if one.role is Role.PART
    )
