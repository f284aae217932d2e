"""The persons of a play: their list, under its heading, a person a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from octavo import model as m
from octavo.drama.cues import Cue, cue_of
from octavo.drama.stage import is_direction
from octavo.facts import alternatives
from octavo.lines import Line, block_text, cut, glued
from octavo.model import Role
from octavo.shape import table
from octavo.shape.rows import rows_of
from octavo.structure.divisions import divides, every
from octavo.words import words

BRACED = re.compile(r"\S {3,}\S|[{}|\t]")
"""A line of persons that a brace, or a column beside it, binds to others."""
FULL = 58
PERSONS_LINES, PERSONS = 3, 2


@cache
def persons() -> re.Pattern[str]:
    """The heading of a list of the persons, in any language."""
    return re.compile(rf"_?(?:the\s+)?(?:{alternatives(every(Role.PERSONS))})\s*[.:]?_?", re.IGNORECASE)


def persons_of(blocks: m.Blocks) -> set[int]:
    """The indexes of the paragraphs under a heading of persons, up to a larger gap, a division or the first speech.

    Where the first of the persons is set as a speaker is, with a point, one that comes again speaks first.
    """
    found: set[int] = set()
    met: set[str] = set()
    inside = pointed = False
    last = 0
    for index, block in enumerate(blocks):
        short = isinstance(block, m.Heading) or (isinstance(block, m.Paragraph) and not block.position.breaks)
        text = block_text(block).strip() if inside or short else ""
        if short and persons().fullmatch(text):
            inside, met = True, set()
        elif isinstance(block, m.Paragraph) and inside:
            cue = cue_of(block)
            pointed = cue is not None if index - 1 not in found else pointed
            speaks = cue is not None and not cue.bare and (not pointed or bool(met & {*cue.names}))
            inside = not divides(text) and not speaks and block.position.line - last <= PERSONS_LINES
            met |= {*cue.names} if cue else set()
            if inside:
                found.add(index)
            elif speaks:
                found -= directions(blocks, index)
        else:
            inside = False
        last = block.position.breaks[-1][1] if block.position.breaks else block.position.line
    return found


def directions(blocks: m.Blocks, end: int) -> set[int]:
    """The indexes of the directions right before the block at `end`."""
    first = end
    while first and is_direction(block_text(blocks[first - 1]).strip()):
        first -= 1
    return {*range(first, end)}


def cues_of_persons(blocks: m.Blocks, listed: set[int], cues: Sequence[Cue | None]) -> Iterator[tuple[int, Cue]]:
    """Those of `cues`, with the block of each, under a list of persons whose names in capitals it has."""
    first = min(listed, default=len(blocks))
    known = {*words("\n".join(block_text(blocks[index]) for index in listed).lower())}
    for index, cue in enumerate(cues[first:], first):
        if cue and cue.sure and not cue.bare and known.issuperset(words(" ".join(cue.names))):
            yield index, cue


def cast(block: m.Block) -> m.Block:
    """The persons of a paragraph, if each has a line; what begins small, is set in or under a full line goes on."""
    if not isinstance(block, m.Paragraph):
        return block
    rows = cut(block.children, block.position)
    least = min(row.position.column for row in rows)
    if any(BRACED.search(row.text) for row in rows):
        return table(rows_of(block), block.position)
    if len(rows) < PERSONS:
        return block
    items: list[list[Line]] = []
    for row in rows:
        full = bool(items) and len(items[-1][-1].text) >= FULL and items[-1][-1].text[-1] not in ".;"
        if items and (full or row.position.column > least or row.text.lstrip("_")[:1].islower()):
            items[-1].append(row)
        else:
            items.append([row])
    if len(items) < PERSONS:
        return block
    return m.List(tuple((m.Paragraph(*glued(item)),) for item in items), None, block.position)
