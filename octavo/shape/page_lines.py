"""Page lines: a text's blocks in; lines that only number the pages of the printed source as page breaks out.

Hand-made pages set `page 12`, or the number in brackets, in a paragraph of its own where that page begins. Plain texts
also have `[12]`, `|12|`, `- 12 -` or the bare number, often within a sentence, which then goes on behind it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from msgspec.structs import replace

from octavo import model as m
from octavo.edition import Mark
from octavo.facts import alternatives, every_word
from octavo.inlines import flat
from octavo.lines import cut, glued
from octavo.reading import start
from octavo.shape.running_heads import count_upwards, running_heads

WORDS = alternatives(every_word("marks.toml", "page"))
LINE = re.compile(rf"[\[({{]?\s*(?:{WORDS})\s*(?P<label>[0-9]{{1,4}})\s*[\])}}]?", re.IGNORECASE)
FORMS = (
    LINE,
    re.compile(
        r"[-–—~]{1,2}\s*(?P<label>[0-9]{1,4})\s*[-–—~]{1,2}|\|\s*(?P<barred>[0-9]{1,4})\s*\||\{(?P<braced>[0-9]{1,4})\}"
    ),
    re.compile(r"\[(?P<label>[0-9]{1,4})\]|\((?P<round>[0-9]{1,4})\)"),
    re.compile(r"(?P<label>[0-9]{1,4})"),
)
"""The shapes of a page's number alone on its line; from the third on a label's or heading's too."""
FIGURE = re.compile(r"[0-9]")
SURE = FORMS[:2]
FEWEST, SERIES, LONGEST = 3, 5, 24
"""So many such lines number pages, of unsure shapes so many; fewer may be anything."""
STEADY, BROKEN = 0.9, 0.25
"""Pages of unsure shapes count on by one nearly always, and break so many sentences."""
CLOSED = re.compile(r"[.!?:;…][\])'\"”’»_*]*$")
DISPLAY = 80
"""A line no longer than this may be a heading, under which no page begins."""


def paged(blocks: m.Blocks, *, plain: bool = False) -> tuple[m.Blocks, list[Mark]]:
    """`blocks` with each line that numbers a page, where a file's count upwards, as a break in the paragraph after."""
    labels = plain_labels(blocks) if plain else labels_of(brief_lines(blocks), LINE)
    if not counts(blocks, labels):
        return blocks, []
    last = max((n for n, block in enumerate(blocks) if isinstance(block, m.Paragraph) and n not in labels), default=0)
    out: list[m.Block] = []
    waiting: list[m.Inline] = []
    marks = []
    for index, block in enumerate(blocks):
        if index in labels and index < last:
            waiting.append(m.PageBreak(labels[index]))
            marks.append(Mark("page-number", start(block.position), said(block).strip()))
        elif waiting and isinstance(block, m.Paragraph) and not (plain and index < last and is_brief(block)):
            paragraph = replace(block, children=(*waiting, *block.children))
            goes_on = plain and index - 1 in labels and bool(out) and breaks_off(out[-1], block)
            out[-1:] = [joined(out[-1], paragraph)] if goes_on else [*out[-1:], paragraph]
            waiting = []
        else:
            out.append(block)
    return tuple(out), marks


def plain_labels(blocks: m.Blocks) -> Mapping[int, str]:
    """The pages that lines of a plain text number, by block, in the first shape that numbers any."""
    if heads := running_heads(blocks):
        return heads
    lines = brief_lines(blocks)
    for form in FORMS:
        labels = labels_of(lines, form)
        sure = form in SURE or (len(labels) >= SERIES and is_steady(blocks, labels))
        if sure and counts(blocks, labels):
            return labels
    return {}


def brief_lines(blocks: m.Blocks) -> dict[int, str]:
    """The paragraphs of one short line that holds a figure, by block."""
    return {index: text for index, block in enumerate(blocks) if (text := brief(block)) and FIGURE.search(text)}


def labels_of(lines: Mapping[int, str], form: re.Pattern[str]) -> dict[int, str]:
    """The page each of `lines` numbers in a shape, by block."""
    rows = ((index, form.fullmatch(text)) for index, text in lines.items())
    return {index: next(filter(None, found.groups())) for index, found in rows if found}


def counts(blocks: m.Blocks, labels: Mapping[int, str]) -> bool:
    """Whether there are pages enough, and those of a file count upwards."""
    return len(labels) >= FEWEST and count_upwards(blocks, labels)


def is_steady(blocks: m.Blocks, labels: Mapping[int, str]) -> bool:
    """Whether numbers that may be headings or notes are pages: they count on by one, and break sentences off.

    In brackets they need break none where they do not begin with one.
    """
    first = next(iter(labels))
    bracketed = said(blocks[first]).strip()[0] == "[" and int(labels[first]) > 1
    steps = [int(other) - int(one) == 1 for one, other in pairwise(labels.values())]
    around = (neighbours(blocks, index) for index in labels)
    broken = [breaks_off(*pair) for pair in around if pair]
    return sum(steps) >= STEADY * len(steps) and (bracketed or sum(broken) >= BROKEN * len(labels))


def neighbours(blocks: m.Blocks, index: int) -> tuple[m.Block, m.Block] | None:
    """The blocks on both sides of the one at `index`."""
    return (blocks[index - 1], blocks[index + 1]) if 0 < index < len(blocks) - 1 else None


def breaks_off(before: m.Block, after: m.Block) -> bool:
    """Whether a sentence that a page ends within goes on with the next: nothing closes it, and it goes on small."""
    over, under = said(before).rstrip(), said(after).lstrip()
    return bool(over) and not CLOSED.search(over) and under[:1].islower()


def joined(before: m.Block, after: m.Block) -> m.Block:
    """Two paragraphs as one."""
    if not (isinstance(before, m.Paragraph) and isinstance(after, m.Paragraph)):
        return after
    rows = [*cut(before.children, before.position), *cut(after.children, after.position)]
    return m.Paragraph(*glued(rows))


def is_brief(block: m.Paragraph) -> bool:
    """Whether a paragraph is one short line that closes no sentence: a heading, say."""
    text = said(block).strip()
    return len(text) <= DISPLAY and "\n" not in text and not CLOSED.search(text)


def said(block: m.Block) -> str:
    """The text of a paragraph; nothing of any other block."""
    return flat(block.children) if isinstance(block, m.Paragraph) else ""


def brief(block: m.Block) -> str:
    """The text of a paragraph of one short line; nothing of any other block."""
    if not isinstance(block, m.Paragraph) or block.position.breaks:
        return ""
    text = said(block).strip()
    return text if len(text) <= LONGEST else ""
