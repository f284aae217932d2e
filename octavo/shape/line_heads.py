"""Line heads: the blocks of a text that has a paragraph a line in; each line a paragraph, titles among them headings.

Where paragraphs follow each other without a blank line, the blank line under a short last one makes it a title.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from octavo import model as m
from octavo.lines import Line, cut
from octavo.structure.divisions import ROMAN, opens_division
from octavo.structure.headings import OPENING_SPEECH, SENTENCE

WIDE, SHORT, FEWEST = 100, 60, 3
"""A line as wide is a paragraph, one as short may be a title, and so many titles a text has where such lines are."""
GOING_ON = (",", ":", ";", ".")


def line_paragraphs(blocks: m.Blocks) -> Iterator[m.Block]:
    """Each line of `blocks` a paragraph; the last of several, short and over a blank line, a heading."""
    rows = [cut(block.children, block.position) if isinstance(block, m.Paragraph) else () for block in blocks]
    heads = {index for index, lines in enumerate(rows[:-1]) if ends_with_title(lines)}
    names = [index for index in heads if not ROMAN.fullmatch(rows[index][-1].text.strip())]
    heads = heads if len(names) >= FEWEST and not any(map(has_division, rows)) else set()
    for index, (block, lines) in enumerate(zip(blocks, rows, strict=True)):
        head = lines[-1:] if index in heads else ()
        yield from (m.Paragraph(line.children, line.position) for line in lines[: len(lines) - len(head)])
        yield from (heading(line, counts=index not in names) for line in head)
        if not lines:
            yield block


def heading(line: Line, *, counts: bool) -> m.Heading:
    """A line as a title, or as the number of what stands under one."""
    if counts:
        return m.Heading(2, line.children, line.position, m.Role.SUBCHAPTER)
    return m.Heading(1, line.children, line.position)


def has_division(lines: Sequence[Line]) -> bool:
    """Whether one of several lines is the word and number of a division: those tell a text's divisions."""
    return any(len(line.text) <= SHORT and opens_division(line.text.strip()) for line in lines)


def ends_with_title(lines: Sequence[Line]) -> bool:
    """Whether the last of several lines is short, no sentence and no speech, where one before it is a paragraph."""
    if len(lines) < 2 or all(len(line.text) <= WIDE for line in lines[:-1]):
        return False
    text = lines[-1].text.strip()
    quiet = not SENTENCE.search(text) and not text.endswith(GOING_ON)
    return 0 < len(text) <= SHORT and text[0].isupper() and text[0] not in OPENING_SPEECH and quiet
