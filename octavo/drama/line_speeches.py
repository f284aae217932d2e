"""Line speeches: blocks in; a paragraph whose every line is a speech or direction, parted into them, out.

Transcribers of some libraries end no paragraph with a blank line, and a play's least of all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from octavo import model as m
from octavo.drama.cues import Cue, cue_in
from octavo.inlines import flat
from octavo.lines import Line, cut, glued

LINES, SHARE, SPEECHES, TIMES = 4, 0.3, 6, 2
"""Such a paragraph has so many lines, and cues a share of them; a play so many, by names that come so often."""
ENDS = frozenset(".!?…:;)»”\"'’*_]—-")


def parted(blocks: m.Blocks) -> m.Blocks:
    """`blocks` with a paragraph for each line of those that are speeches a line."""
    rows = {
        index: cut(block.children, block.position)
        for index, block in enumerate(blocks)
        if isinstance(block, m.Paragraph) and ends_lines(block)
    }
    cues = {index: cues_of(lines) for index, lines in rows.items()}
    counted = Counter(cue.names[0] for found in cues.values() for cue in found)
    often = {
        index
        for index, found in cues.items()
        if sum(counted[cue.names[0]] >= TIMES for cue in found) >= SHARE * len(rows[index])
    }
    if sum(len(cues[index]) for index in often) < SPEECHES:
        return blocks
    out: list[m.Block] = []
    for index, block in enumerate(blocks):
        out += [m.Paragraph(*glued([row])) for row in rows[index]] if index in often else [block]
    return tuple(out)


def ends_lines(block: m.Paragraph) -> bool:
    """Whether a paragraph has lines enough, and each but the last, the curtain, ends as a sentence does."""
    if len(block.position.breaks) < LINES - 1:
        return False
    text = flat(block.children)
    if text[: text.find("\n")].rstrip()[-1:] not in ENDS:
        return False
    return all(line.rstrip()[-1:] in ENDS for line in text.split("\n")[:-1])


def cues_of(rows: Sequence[Line]) -> list[Cue]:
    """The cues that lines begin with."""
    found = (cue_in(row) for row in rows)
    return [cue for cue in found if cue and (cue.sure or cue.likely)]
