"""Page lines: a page's blocks in; lines that only number the pages of the printed source as page breaks out.

Hand-made pages set `page 12`, or the number in brackets, in a paragraph of its own where that page begins.
"""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec.structs import replace

from octavo import model as m
from octavo.edition import Mark
from octavo.inlines import flat
from octavo.reading import start

LINE = re.compile(
    r"[\[({]?\s*(?:page|p\.|pg\.|seite|s\.|págs?\.|стр\.)\s*(?P<label>[0-9]{1,4})\s*[\])}]?", re.IGNORECASE
)
FEWEST = 3
"""So many such lines number pages; fewer may be anything."""


def paged(blocks: m.Blocks) -> tuple[m.Blocks, list[Mark]]:
    """`blocks` with each line that numbers a page, where a file's count upwards, as a break in the paragraph after."""
    labels = {index: label for index, block in enumerate(blocks) if (label := label_of(block))}
    rows = [(blocks[index].position.file, int(label)) for index, label in labels.items()]
    if len(labels) < FEWEST or any(one[0] == other[0] and one[1] >= other[1] for one, other in pairwise(rows)):
        return blocks, []
    last = max((n for n, block in enumerate(blocks) if isinstance(block, m.Paragraph) and n not in labels), default=0)
    out: list[m.Block] = []
    waiting: list[m.Inline] = []
    marks = []
    for index, block in enumerate(blocks):
        if index in labels and index < last:
            waiting.append(m.PageBreak(labels[index]))
            marks.append(Mark("page-number", start(block.position), said(block).strip()))
        elif waiting and isinstance(block, m.Paragraph):
            out.append(replace(block, children=(*waiting, *block.children)))
            waiting = []
        else:
            out.append(block)
    return tuple(out), marks


def said(block: m.Block) -> str:
    """The text of a paragraph; nothing of any other block."""
    return flat(block.children) if isinstance(block, m.Paragraph) else ""


def label_of(block: m.Block) -> str | None:
    """The page a line numbers, and says nothing else."""
    found = LINE.fullmatch(said(block).strip())
    return found["label"] if found else None
