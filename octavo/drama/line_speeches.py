"""Line speeches: blocks in; a paragraph of several speeches or directions parted into these, out.

Transcribers of some libraries end no paragraph with a blank line, and a play's least of all: each line is a speech, or
each begins in one column, which no line that goes on begins in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from octavo import model as m
from octavo.drama.cues import Cue, cue_in, cue_of_text
from octavo.drama.stage import is_direction
from octavo.inlines import flat
from octavo.lines import Line, cut, glued

LINES, SHARE, SPEECHES, TIMES = 4, 0.3, 6, 2
"""Such a paragraph has so many lines, and cues a share of them; a play so many, by names that come so often."""
RULE = 0.8
"""So many of the lines that begin in the column of the cues are cues or directions."""
ENDS = frozenset(".!?…:;)»”\"'’*_]—-")


def parted(blocks: m.Blocks) -> m.Blocks:
    """`blocks` with a paragraph for each speech of those that hold several."""
    rows: dict[int, Sequence[Line]] = {}
    starts: dict[int, Sequence[int]] = {}
    for index, block in enumerate(blocks):
        if isinstance(block, m.Paragraph) and len(block.position.breaks) >= LINES - 1:
            lines = ends_lines(block)
            if lines or begins_with_cue(block):
                rows[index] = cut(block.children, block.position)
                starts[index] = range(len(rows[index])) if lines else in_column(rows[index])
    cues = {index: cues_of(rows[index][place] for place in places) for index, places in starts.items()}
    counted = Counter(cue.names[0] for found in cues.values() for cue in found)
    often = {
        index
        for index, found in cues.items()
        if found and sum(counted[cue.names[0]] >= TIMES for cue in found) >= SHARE * len(starts[index])
    }
    if sum(len(cues[index]) for index in often) < SPEECHES:
        return blocks
    out: list[m.Block] = []
    for index, block in enumerate(blocks):
        bounds = [0, *(place for place in starts[index] if place), len(rows[index])] if index in often else []
        out += [m.Paragraph(*glued(rows[index][begin:end])) for begin, end in pairwise(bounds)] or [block]
    return tuple(out)


def ends_lines(block: m.Paragraph) -> bool:
    """Whether each line of a paragraph but two at its end, the curtain and a heading, ends as a sentence does."""
    text = flat(block.children)
    if text[: text.find("\n")].rstrip()[-1:] not in ENDS:
        return False
    return all(line.rstrip()[-1:] in ENDS for line in text.split("\n")[:-2])


def begins_with_cue(block: m.Paragraph) -> bool:
    """Whether a paragraph in plain text begins as a speech does."""
    first = block.children[0]
    return isinstance(first, m.Text) and cue_of_text(first.content.rstrip()) is not None


def in_column(rows: Sequence[Line]) -> list[int]:
    """The lines that begin in the column of the first, if nearly all of these, and several, are cues or directions."""
    column = rows[0].position.column
    found = [index for index, row in enumerate(rows) if row.position.column == column]
    told = [bool(cues_of([rows[index]])) or is_direction(rows[index].text.strip()) for index in found]
    spoken = len(cues_of(rows[index] for index in found))
    return found if spoken >= LINES and sum(told) >= RULE * len(found) else []


def cues_of(rows: Iterable[Line]) -> list[Cue]:
    """The cues that lines begin with."""
    found = (cue_in(row) for row in rows)
    return [cue for cue in found if cue and (cue.sure or cue.likely)]
