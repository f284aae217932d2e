"""Drama: the paragraphs of a text in; where they are a play's, speeches, stage directions and the persons out.

A play is known by its cues: paragraphs that begin with a name which is set off, the names few and coming again.
In a plain text this is judged before its lines are, so that each speech is prose or verse for itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from octavo import model as m
from octavo.drama.cues import Cue, Style, cue_of
from octavo.drama.line_speeches import parted
from octavo.drama.persons import cast, cues_of_persons, persons_of
from octavo.drama.stage import Stage, is_direction
from octavo.edition import Mark
from octavo.inlines import flat
from octavo.notes import last_line
from octavo.structure.divisions import divides

TIMES, SPEECHES, SHARE, APART = 2, 6, 0.4, 12
"""A play has so many speeches by names that come so often, a share of its paragraphs, none further from the next."""
FEW = 2
"""So many speeches are a play where a list of persons has the names of those who speak."""
LONGEST, UNDER = 1200, 3
"""Speeches under names alone have so many letters at most, one with the other, and begin so few lines under them."""
NUMBER = re.compile(r"(?:[0-9]{1,4}|[IVXLC]+)\.?")
SETTING = 4
"""So many headings and directions before the first speech are the play's too."""


def dramatised(blocks: m.Blocks) -> tuple[m.Blocks, list[Mark]]:
    """`blocks` with speeches, directions and the persons where they are a play's, and what is markup there."""
    blocks = parted(blocks)
    listed = persons_of(blocks)
    out: list[m.Block] = []
    marks: list[Mark] = []
    done = 0
    for first, end, style in plays(blocks, listed):
        begin = max(done, first - SETTING, *(index + 1 for index in listed if index < first))
        before = next((i for i in range(begin, first) if is_stage(text_of(blocks[i]))), first)
        after = next((i for i in range(end, len(blocks)) if not is_direction(text_of(blocks[i]))), len(blocks))
        out += (cast(block) if index in listed else block for index, block in enumerate(blocks[done:before], done))
        stage = Stage(style)
        out += stage.played(blocks[before:after])
        marks += stage.marks
        done = after
    return ((*out, *blocks[done:]) if done else blocks), marks


def plays(blocks: m.Blocks, listed: set[int]) -> Iterator[tuple[int, int, Style]]:
    """The indexes (first, end) of each stretch that is a play's, and how it names its speakers."""
    cues = [
        cue if index not in listed and (cue := cue_of(block)) and not is_numbered(blocks, index) else None
        for index, block in enumerate(blocks)
    ]
    cues = [
        cue if cue and not is_listed(cue, after) and not (cue.bare and says_nothing(blocks, index)) else None
        for index, (cue, after) in enumerate(zip(cues, [*cues[1:], None], strict=False))
    ]
    if not listed:
        cues = [None if cue and cue.bare and is_over(blocks, index) else cue for index, cue in enumerate(cues)]
    counted = Counter(name for cue in cues if cue for name in cue.names)
    often = [(index, cue) for index, cue in enumerate(cues) if cue and counted[cue.names[0]] >= TIMES]
    least = SPEECHES
    if len(often) < SPEECHES:
        often, least = list(cues_of_persons(blocks, listed, cues)), FEW
    if len(often) < least:
        return
    style = style_of([cue for _, cue in often], min(column for block in blocks for column in columns(block)))
    run: list[tuple[int, Cue]] = []
    for index, cue in often:
        if not style.has(cue):
            continue
        if run and (index - run[-1][0] > APART or any(place in listed for place in range(run[-1][0], index))):
            yield from play(blocks, run, style, least)
            run = []
        run.append((index, cue))
    yield from play(blocks, run, style, least)


def is_listed(cue: Cue, after: Cue | None) -> bool:
    """Whether a bare name stands over another in capitals and so says nothing: one of a list of contents, say."""
    return cue.bare and after is not None and after.bare and after.sure


def says_nothing(blocks: m.Blocks, index: int) -> bool:
    """Whether a heading, a gap or nothing stands under a name alone, or a gap over it: it signs, or is a title."""
    under = blocks[index + 1] if index + 1 < len(blocks) else None
    if index and blocks[index].position.line - last_line(blocks[index - 1]) > UNDER:
        return True
    if under is None or not isinstance(under, m.Paragraph):
        return True
    return under.position.line - last_line(blocks[index]) > UNDER or divides(text_of(under))


def is_over(blocks: m.Blocks, index: int) -> bool:
    """Whether a name alone stands closer to what is under it than to what is over it, as the title of a poem does."""
    if not 0 < index < len(blocks) - 1:
        return False
    over, name, under = blocks[index - 1 : index + 2]
    return name.position.line - last_line(over) > under.position.line - last_line(name)


def is_numbered(blocks: m.Blocks, index: int) -> bool:
    """Whether a number stands over or under a block: it is the title of a letter, say, or its signature."""
    return any(
        NUMBER.fullmatch(text_of(block))
        for block in (*blocks[max(0, index - 1) : index], *blocks[index + 1 : index + 2])
    )


def style_of(cues: Sequence[Cue], margin: int) -> Style:
    """How most of `cues` are set."""
    bare, sure, headed, set_in = (
        sum(traits) * 2 > len(cues)
        for traits in zip(*((cue.bare, cue.sure, cue.headed, cue.column > margin) for cue in cues), strict=True)
    )
    return Style(frozenset(), bare, sure, headed, set_in, margin)


def columns(block: m.Block) -> Iterator[int]:
    """The columns that the lines of a block begin at."""
    yield block.position.column
    yield from (column for _, _, column in block.position.breaks)


def play(
    blocks: m.Blocks, run: Sequence[tuple[int, Cue]], style: Style, least: int
) -> Iterator[tuple[int, int, Style]]:
    """A stretch with cues, if they are the `least` for a play: from a speaker to a speaker who come again in it."""
    counted = Counter(name for _, cue in run for name in cue.names)
    again = [place for place, (_, cue) in enumerate(run) if least == FEW or counted[cue.names[0]] >= TIMES]
    run = run[again[0] : again[-1] + 1] if again else ()
    names = frozenset(name for _, cue in run for name in cue.names)
    if len(run) >= least and len(names) >= TIMES:
        first, end = run[0][0], run[-1][0] + 1
        lengthy = style.bare and sum(len(text_of(block)) for block in blocks[first:end]) > LONGEST * len(run)
        if len(run) * (1 + style.bare) >= SHARE * (end - first) and not lengthy:
            yield first, end + style.bare, replace(style, names=names)


def is_stage(text: str) -> bool:
    """Whether a paragraph may stand before the first speech of a play: a direction, an act's or a scene's heading."""
    return is_direction(text) or divides(text)


def text_of(block: m.Block) -> str:
    """The characters of a paragraph; nothing of another block."""
    return flat(block.children).strip() if isinstance(block, m.Paragraph) else ""
