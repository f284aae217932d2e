"""Tables: lines in columns, as a plain text draws them, in; the rows and cells they draw, out.

Columns are parted by bars, or by blanks that stand in all lines. What is drawn between cells is left out, on record;
where a line has not two cells, or begins with an empty one, nothing tells what it goes on with: it stays as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from octavo import model as m
from octavo.edition import Change
from octavo.inlines import flat
from octavo.lines import Line, without
from octavo.marks import marked
from octavo.typography.edit import Edit

RULE = re.compile(r"[-+=|_ \t—–]+")
LEADERS = re.compile(r"(?:(?<=\s)\.(?:\s+|$)){2,}|\.{4,}")
"""The points that lead the eye from one cell to the next."""
GUTTER = re.compile(r" {2,}")
LONGEST = 300
Span = tuple[int, int]


def tabulated(block: m.Block) -> tuple[m.Block, list[Change]]:
    """`block` as a table where its lines draw one, and what was drawn around the cells."""
    if not isinstance(block, m.Preformatted):
        return block, []
    text = flat(block.children)
    begins = [found.end() for found in re.finditer(r"^|\n", text)]
    lines = text.split("\n")
    told = [number for number, line in enumerate(lines) if not RULE.fullmatch(line) and line]
    spans = columns([lines[number] for number in told])
    if len(lines) > LONGEST or len(told) < 2 or not spans:
        return block, []
    whole = Line(block.children, block.position)
    heads = headings(lines, told)
    rows = [
        tuple(cell(whole, begins[number], span, header=number < heads) for span in row)
        for number, row in zip(told, spans, strict=True)
    ]
    kept = dict(zip(told, spans, strict=True))
    drawn = [
        Change("table", block.position.at(begins[number] + found.start()), found[0], " ")
        for number, line in enumerate(lines)
        for found in re.finditer(r"\S+", beside(line, kept.get(number, ())))
    ]
    text_of_cells = marked((m.Table(tuple(rows), (), block.position),))
    drawn += [Change(mark.rule, mark.position, mark.text, "") for mark in text_of_cells.marks]
    return text_of_cells.blocks[0], drawn


def columns(lines: Sequence[str]) -> list[list[Span]]:
    """Where the cells of each line stand; nothing where the lines have not all as many, or draw none."""
    blank = [LEADERS.sub(lambda found: " " * len(found[0]), line) for line in lines]
    is_barred = all("|" in line for line in lines)
    if is_barred:
        spans = [barred(line) for line in blank]
    else:
        reach = max(map(len, blank), default=0)
        common = "".join("x" if any(line[at : at + 1].strip() for line in blank) else " " for at in range(reach))
        edges = [(found.start(), found.end()) for found in GUTTER.finditer(common)]
        bounds = [0, *(end for _, end in edges), reach]
        spans = [[trimmed(line, *pair) for pair in pairwise(bounds)] for line in blank]
    least = 1 if is_barred else 2
    full = all(row and row[0][0] < row[0][1] and sum(begin < end for begin, end in row) >= least for row in spans)
    alike = {len(row) for row in spans}
    return spans if full and len(alike) == 1 and max(alike) > 1 else []


def barred(line: str) -> list[Span]:
    """The cells of a line between its bars."""
    stripped = line.strip()
    bars = [at for at, sign in enumerate(line) if sign == "|"]
    begins = [at + 1 for at in bars]
    begins = begins if stripped.startswith("|") else [0, *begins]
    ends = bars[1:] if stripped.startswith("|") else bars
    return [trimmed(line, begin, end) for begin, end in zip(begins, [*ends, len(line)], strict=True) if begin < end]


def trimmed(line: str, begin: int, end: int) -> Span:
    """A stretch of a line without the spaces around what it holds."""
    piece = line[begin:end]
    first = begin + len(piece) - len(piece.lstrip())
    return (first, first + len(piece.strip())) if piece.strip() else (begin, begin)


def cell(whole: Line, begin: int, span: Span, *, header: bool) -> m.Cell:
    """The cell that stands at `span` of the line that begins at `begin`."""
    first, end = begin + span[0], begin + span[1]
    if first == end:
        return m.Cell((), header, position=whole.position.at(first))
    edits = [Edit(0, first, "", "table"), Edit(end, len(whole.text), "", "table")]
    line = without(whole, [edit for edit in edits if edit.start < edit.end])
    return m.Cell(line.children, header, position=line.position)


def headings(lines: Sequence[str], told: Sequence[int]) -> int:
    """The index of the rule under the one line that heads the columns; 0 where none does."""
    first, second = told[:2]
    return second if any(RULE.fullmatch(line) for line in lines[first + 1 : second]) else 0


def beside(line: str, spans: Sequence[Span]) -> str:
    """What stands in a line outside its cells."""
    kept = {at for begin, end in spans for at in range(begin, end)}
    return "".join(sign if at not in kept else " " for at, sign in enumerate(line))
