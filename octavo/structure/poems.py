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
    """Those of the `strong` that divide poems: all but the parts whose like all stand right over a poem's title."""
    over = {index for index in strong if found.at(index).role is Role.PART and index + 1 in titles}
    words = {found.at(index).word for index in over} - {found.at(index).word for index in strong - over}
    return {index for index in strong if found.at(index).word not in words} if titles else set()
