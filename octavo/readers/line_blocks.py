"""Line blocks: a paragraph of Markdown in; where it is verse, its lines with their indents out.

Pandoc's line blocks (https://pandoc.org/MANUAL.html#line-blocks), and lines that each end in a break.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, groupby, repeat

from markdown_it.token import Token

from octavo import model as m
from octavo.lines import cut

LEAST_LINES, LONGEST_LINE = 3, 80
BARRED = re.compile(r"\|(?: .*[^|\s]| *)\s*")
"""A line led by a bar, and no row of a table."""


def line_block(inline: Token) -> list[int] | None:
    """The indents of a paragraph's lines that are verse: each led by a bar, or ended by a break; None of another."""
    rows = inline.content.split("\n")
    children = inline.children or []
    if len(rows) > 1 and all(BARRED.fullmatch(row) for row in rows):
        return barred(children)
    breaks = [child.type for child in children if child.type in {"softbreak", "hardbreak"}]
    broken = breaks and "softbreak" not in breaks and len(rows) >= LEAST_LINES
    return [0] * len(rows) if broken and max(map(len, rows)) <= LONGEST_LINE else None


def barred(children: Sequence[Token]) -> list[int]:
    """The indents of a line block's lines, their bars taken away."""
    indents = []
    for before, child in zip([None, *children], children, strict=False):
        if child.type in {"softbreak", "hardbreak"}:
            child.type = "hardbreak"
        elif child.type == "text" and (before is None or before.type == "hardbreak"):
            words = child.content.removeprefix("|").removeprefix(" ")
            indents.append((len(words) - len(words.lstrip(" \u00a0"))) // 2)
            child.content = words.lstrip(" \u00a0")
    return indents


def versified(children: m.Inlines, position: m.Position, indents: Sequence[int]) -> Iterator[m.Block]:
    """A run as verse, a stanza up to each empty line."""
    rows = cut(children, position)
    for filled, group in groupby(
        zip(rows, chain(indents, repeat(0)), strict=False), key=lambda row: bool(row[0].text.strip())
    ):
        if filled:
            stanza = tuple(m.VerseLine(line.children, indent, line.position) for line, indent in group)
            yield m.Verse((stanza,), stanza[0].position)
