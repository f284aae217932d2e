"""Poems: the blocks of a text of verse in; the titles of its poems, some of which have cantos or parts, out."""

from __future__ import annotations

from octavo import model as m
from octavo.model import Role
from octavo.structure.headings import Said
from octavo.structure.standing import SET_OFF, Standing, is_title
from octavo.structure.under_numbers import FOLLOWED, SERIES

SUBTITLES, NEAR = 3, 3
"""So many short lines stand under a title at most, and the verse so many blocks under them."""


def poems(found: Standing, strong: set[int]) -> set[int]:
    """Lines widely set off over verse, in a text of one file that has divisions with word and number, `strong` ones.

    They are the titles of poems where they are many, and more than the chapters: few lines stand so in an epic.
    """
    if not strong or found.files > 1 or not any(isinstance(block, m.Verse) for block in found.blocks):
        return set()
    rows = [index for index, said in enumerate(found.said) if said and names_poem(found, index, said, strong)]
    sung = {index for index in rows if is_over_verse(found, index, strong)}
    chapters = sum(found.at(index).role is not Role.PART for index in strong)
    return sung if len(sung) >= max(SERIES, chapters, FOLLOWED * len(rows)) else set()


def names_poem(found: Standing, index: int, said: Said, strong: set[int]) -> bool:
    """Whether a line stands as a title does, and is not that of the number over it."""
    if said.level is not None or said.gap < SET_OFF or said.role or said.numeral:
        return False
    under = index - 1 in strong and not found.at(index - 1).title
    return not under and (is_title(said) or found.is_capital_line(index))


def is_over_verse(found: Standing, index: int, strong: set[int]) -> bool:
    """Whether verse stands under a title and its further lines, or the first of the numbers or divisions of a poem."""
    under = index + 1
    while under <= index + SUBTITLES and found.is_capital_line(under) and found.at(under).gap < SET_OFF:
        under += 1
    for place in range(under, min(under + NEAR, len(found.blocks))):
        said = found.said[place]
        if isinstance(found.blocks[place], m.Verse):
            return True
        if said and (place in strong or said.numeral):
            return said.number == 1
        if said and said.gap >= SET_OFF:
            return False
    return False


def within_poems(found: Standing, strong: set[int], titles: set[int]) -> set[int]:
    """Those of the `strong` that divide poems: all but the parts some of which stand right over a poem's title.

    None of their like stands right over verse, as what divides a poem does.
    """
    if not titles:
        return set()
    parts = {index for index in strong if found.at(index).role is Role.PART}
    over = {found.at(index).word for index in parts if index + 1 in titles}
    under = [(found.at(index).word, block) for index in parts for block in found.blocks[index + 1 : index + 2]]
    sung = {word for word, block in under if isinstance(block, m.Verse)}
    return {index for index in strong if found.at(index).word not in over - sung}


def numbered_books(found: Standing) -> set[int]:
    """Numbers alone, from one on, over a line in capitals and the number one: books of numbered poems."""
    rows = [index for index in range(len(found.said) - 2) if is_book(found, index)]
    counts = [found.at(index).number for index in rows] == list(range(1, len(rows) + 1))
    return set(rows) if counts and len(rows) > 1 else set()


def is_book(found: Standing, index: int) -> bool:
    """Whether a number alone stands over a line in capitals that is right over the number one."""
    said, first = found.said[index], found.said[index + 2]
    alone = said is not None and said.level is None and said.numeral and not said.role and not said.title
    opens = first is not None and first.number == 1 and not first.role
    return bool(alone and opens and found.is_capital_line(index + 1))


def going_on(found: Standing, numerals: set[int], titled: set[int]) -> set[int]:
    """The numbers without a title that fill a gap in those with one: poems of a series, not the parts of a poem."""
    out: set[int] = set()
    run: list[int] = []
    last: int | None = None
    for index in [*sorted(numerals), None]:
        if index is not None and index not in titled:
            run.append(index)
            continue
        number = 1 if index is None else found.at(index).number
        begin = 0 if last is None else last + 1
        fills = number == begin + len(run) or (number == 1 and (index is not None or bool(out)))
        if begin and fills and [found.at(one).number for one in run] == list(range(begin, begin + len(run))):
            out |= set(run)
        run, last = [], number
    return out
