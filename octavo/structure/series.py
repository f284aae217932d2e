"""Series: numerals that stand as headings, and titles that end with one, in; those that count one after another out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence

from octavo import model as m
from octavo.lines import block_text
from octavo.model import Role
from octavo.structure.headings import Said

CHAPTERS = {Role.CHAPTER, Role.LETTER}
COUNTS, GAP = 5, 3
ONE, TWO = re.compile(r"(?P<stem>[^\W\d_][^\n]{1,40}?[ .])(?:1|I)\.?"), re.compile(r"(?:2|II)\.?")
"""The end of the first and the second title of a series."""


def counting(
    said: Sequence[Said | None],
    strong: Collection[int],
    letters: Collection[int],
    can_head: Callable[[Said], bool],
) -> set[int]:
    """Bare numerals that count: one opens a series, each of the others goes on with one.

    `strong` are headings with a division's word, `letters` those of the alphabet; a series that stays at one is none.
    """
    taken = taken_up(said, strong, letters, can_head)
    styles = Counter(one.style for index in taken if (one := said[index]))
    numbers = {one.number for index in strong if (one := said[index])}
    return {
        index
        for index in taken
        if (one := said[index]) and (styles[one.style] > 1 or one.level is not None or (one.number or 0) - 1 in numbers)
    }


def taken_up(
    said: Sequence[Said | None],
    strong: Collection[int],
    letters: Collection[int],
    can_head: Callable[[Said], bool],
) -> set[int]:
    """The numerals in series, each begun again by a chapter or part; misprinted ones count where the next are right."""
    taken: set[int] = set()
    last: dict[str, Said] = {}
    slips: dict[str, list[int]] = {}
    chapter = 0
    opening = later_openings(said, can_head)
    for index, one in enumerate(said):
        if one is None or index in letters:
            continue
        if index in strong:
            if one.role in CHAPTERS and one.number:
                chapter = one.number
            last = {} if one.role in CHAPTERS else last
        elif one.numeral and not one.role and one.number and can_head(one):
            if one.title and one.number == chapter + 1 and chapter:
                chapter += 1
                last = {}
            elif not goes_on(one, last.get(one.style)) and (one.style in last or index not in opening):
                wrong = slips.setdefault(one.style, [])
                before = last[one.style].number or 0 if one.style in last else 0
                if one.title or not wrong or before + len(wrong) + 1 != one.number:
                    wrong += [] if one.title else [index]
                    continue
                taken |= set(wrong)
            slips[one.style] = []
            last[one.style] = one
            taken.add(index)
    return taken


def later_openings(said: Sequence[Said | None], can_head: Callable[[Said], bool]) -> set[int]:
    """Numerals beyond one from which their kind counts on a while without a gap: as in a second volume."""
    styles: dict[str, list[tuple[int, int]]] = {}
    for index, one in enumerate(said):
        if one and one.numeral and not one.role and one.number and (one.title or one.text[-1] == ".") and can_head(one):
            styles.setdefault(one.style, []).append((index, one.number))
    return {
        row[0][0]
        for rows in styles.values()
        for row in (rows[begin : begin + COUNTS] for begin in range(len(rows) - COUNTS + 1))
        if all(number == row[0][1] + step for step, (_, number) in enumerate(row))
    }


def goes_on(one: Said, last: Said | None) -> bool:
    """Whether a numeral begins a series or has the number after the last of its kind.

    One with a title, in print like the last, may have its number again, or leave out a few: pieces of a chapter, or a
    fault that the apparatus asks about.
    """
    if last is None or one.number == 1:
        return one.number == 1
    step = (one.number or 0) - (last.number or 0)
    alike = one.title not in {"", last.title} and (one.capital, one.level) == (last.capital, last.level)
    return step == 1 or (alike and 0 <= step <= GAP)


def opens_series(blocks: m.Blocks, index: int) -> bool:
    """Whether a line is the first of a series that goes on in the text: a paper called 'PATRIOT No. 1', and No. 2."""
    found = ONE.fullmatch(block_text(blocks[index]).strip())
    stem = found["stem"].lower() if found else ""
    return bool(stem) and any(
        isinstance(block, m.Paragraph | m.Heading)
        and (text := block_text(block).strip()).lower().startswith(stem)
        and TWO.fullmatch(text[len(stem) :])
        for block in blocks[index + 1 :]
    )
