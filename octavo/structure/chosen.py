"""Chosen: the headings of a book in their order in; those that turn out to be chapters or parts, as these, out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from octavo.facts import alternatives
from octavo.model import Role
from octavo.structure.candidates import CHAPTERS
from octavo.structure.divisions import every
from octavo.structure.headings import DATE, Said
from octavo.structure.under_numbers import SERIES

HOLDERS = 2
"""So many titles hold others, and as many each, where they are parts; one title over one is its second line."""
ENOUGH = 3
"""Beside so many titles over several chapters one over a single chapter is a part too."""

PART_OF = re.compile(rf"[\s.,:;—–-]+(?:{alternatives(every('part'))})\.?\s+(?:[IVXLC]+|[0-9]+)\.?\s*$", re.IGNORECASE)
"""Which part of a chapter a heading is over, behind the chapter's title: `Chapter I: The Empire.--Part II.`"""


class Chosen(Struct, frozen=True):
    """A heading: the index of its block, what it says, its depth and role, the index of the block that is its title."""

    index: int
    said: Said
    depth: int
    role: Role
    title: int | None = None


def without_parts(rows: list[Chosen]) -> list[Chosen]:
    """`rows` with the lowest parts as chapters, where no part has any: the books of an epic; else a diary's dates."""
    if any(one.role in CHAPTERS for one in rows):
        return rows
    if all(one.role is not Role.PART for one in rows):
        return [replace(one, role=Role.CHAPTER, depth=0) if one.said.word == DATE else one for one in rows]
    lowest = max((one.depth for one in rows if one.role is Role.PART), default=0)
    return [replace(one, role=Role.CHAPTER) if one.role is Role.PART and one.depth == lowest else one for one in rows]


def gathered(rows: list[Chosen]) -> list[Chosen]:
    """`rows` with the further parts of a chapter, which have its number and title again, below the first of them."""
    out: list[Chosen] = []
    stem = ""
    for one in rows:
        said = one.said
        parted = PART_OF.search(said.text) if one.role in CHAPTERS and said.numeral and said.title else None
        name = said.text[: parted.start()] if parted else ""
        again = bool(name) and name == stem
        out.append(replace(one, role=Role.SUBCHAPTER, depth=one.depth + 1) if again else one)
        stem = name or (stem if one.role is Role.SUBCHAPTER else "")
    return out


def grouped(rows: list[Chosen]) -> list[Chosen]:
    """`rows` of a plain text with titles that stand right over two or more others as parts, where several do.

    Where enough do, one among them may stand over a single chapter; one alone stands over the first of many.
    """
    over = [index for index, (one, after) in enumerate(pairwise(rows)) if is_group(one, after)]
    lone = sum(chapters_in(rows[begin + 1 : end]) < HOLDERS for begin, end in pairwise([*over, len(rows)]))
    opens = len(over) == 1 and not chapters_in(rows[: over[0]]) and chapters_in(rows) > SERIES
    if (len(over) < HOLDERS and not opens) or lone > (len(over) > ENOUGH):
        return rows
    out, inside = rows[: over[0]], False
    for index, one in enumerate(rows[over[0] :], over[0]):
        inside = index in over or (inside and one.role in {*CHAPTERS, Role.SUBCHAPTER})
        role = Role.PART if index in over else one.role
        out.append(replace(one, role=role, depth=one.depth + (inside and index not in over)))
    return out


def chapters_in(rows: Sequence[Chosen]) -> int:
    """How many of `rows` are chapters."""
    return sum(one.role in CHAPTERS for one in rows)


def is_group(one: Chosen, after: Chosen) -> bool:
    """Whether nothing parts two titles of plain text, neither of which has a number."""
    plain = all(row.role is Role.CHAPTER and row.said.level is None and not row.said.numeral for row in (one, after))
    return plain and one.title is None and one.index + 1 == after.index
