"""Shape: the paragraphs of a plain text as its lines stand in; prose, verse, letters, tables and breaks out.

Prose has its hard line ends undone where its lines were filled. Lines that are not, and are set in or begin
like verse, stay lines. What stands in columns stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from octavo import model as m
from octavo.lines import Line, cut
from octavo.notes import BODY, last_line
from octavo.walk import flat

FILLED, HALF = 0.75, 0.6
WRAPPED_AT_MOST = 100
UNFILLED_AT_MOST = 0.3
SET_RIGHT = 0.4
LETTER_LINES, SIGNED = 300, 4
BREAK = re.compile(r"[*·•⁂#~+\-–—_= \u00a0\n]{3,}|[*⁂]")
COLUMNS = re.compile(r"\S {3,}\S|\S\.{4,} ?\S|\|.*\|")
DATE = re.compile(r"\b(?:1[0-9]{3}|20[0-9]{2})\b|\b[0-9]{1,2}(?:st|nd|rd|th)\b")


class Shaped(Struct, frozen=True):
    """Blocks judged, and how many line ends became spaces."""

    blocks: m.Blocks
    joined_lines: int = 0


def shaped(blocks: m.Blocks) -> Shaped:
    """`blocks`, each as what its lines show it to be."""
    measure = wrap_measure(blocks)
    if measure > WRAPPED_AT_MOST:
        blocks = tuple(line_paragraphs(blocks))
    kept: list[m.Block] = []
    joined_lines = 0
    for block in blocks:
        judged = judge(block, measure) if isinstance(block, m.Paragraph) else block
        if isinstance(judged, m.Paragraph) and judged is not block:
            joined_lines += len(block.position.breaks)
        kept += parts_of_letter(judged, measure)
    return Shaped(tuple(poems(kept)), joined_lines)


def wrap_measure(blocks: m.Blocks) -> int:
    """The width the witness's lines are wrapped at: what nine in ten lines that are not last keep within."""
    rows = [rows_of(block) for block in blocks if isinstance(block, m.Paragraph) and len(block.children) > 1]
    widths = sorted(width(line) for row in rows for line in row[:-1])
    return widths[len(widths) * 9 // 10] if widths else 0


Row = tuple[str, int]
"""A line's characters, and the column they begin at."""


def rows_of(block: m.Paragraph) -> list[Row]:
    """The lines of a plain text's paragraph."""
    columns = {offset: column for offset, _, column in block.position.breaks}
    rows, offset = [], 0
    for text in flat(block.children).split("\n"):
        rows.append((text, columns.get(offset, block.position.column)))
        offset += len(text) + 1
    return rows


def width(row: Row) -> int:
    """How far a line reaches, its indent counted."""
    return row[1] - 1 + len(row[0])


def line_paragraphs(blocks: m.Blocks) -> Iterator[m.Block]:
    """Each line a paragraph, in a text that has a paragraph a line."""
    for block in blocks:
        if isinstance(block, m.Paragraph):
            yield from (m.Paragraph(line.children, line.position) for line in cut(block.children, block.position))
        else:
            yield block


# One block -------------------------------------------------------------------------------------------------


def judge(block: m.Paragraph, measure: int) -> m.Block:
    """A paragraph as prose, verse, table, quotation or break."""
    if BREAK.fullmatch(flat(block.children)):
        return m.ThematicBreak(block.position)
    rows = rows_of(block)
    if len(rows) < 2:
        return block
    if sum(bool(COLUMNS.search(text)) for text, _ in rows) * 2 > len(rows):
        return table(rows, block.position)
    if is_set_right(rows, measure):
        return block
    if is_wrapped(rows, measure) or (BODY.match(rows[0][0]) and any(text[:1].islower() for text, _ in rows[1:])):
        return set_in(unwrapped(block), rows)
    return verse(cut(block.children, block.position)) if is_verse(rows) else block


def is_wrapped(rows: Sequence[Row], measure: int) -> bool:
    """Whether most lines but the last are so full that the next line's first word would not have fitted."""
    least = min(column for _, column in rows)
    reach = max(map(width, rows)) if least > 1 else measure
    if least > 1 and reach < measure * FILLED:
        return False
    unfilled = sum(width(row) + 1 + len(after.split(" ", 1)[0]) <= reach * FILLED for row, (after, _) in pairwise(rows))
    if unfilled <= (len(rows) - 1) * UNFILLED_AT_MOST:
        return True
    small = sum(text[:1].islower() for text, _ in rows[1:])
    return least == 1 and small * 2 > len(rows) - 1 and max(map(width, rows)) > measure * HALF


def is_set_right(rows: Sequence[Row], measure: int) -> bool:
    """Whether a few lines stand far to the right, as the ends of letters do."""
    return len(rows) <= SIGNED and measure > 20 and all(column > measure * SET_RIGHT for _, column in rows)


def is_verse(rows: Sequence[Row]) -> bool:
    """Whether lines that are not filled are verse: set in, two or more."""
    return all(column > 1 for _, column in rows[1:]) and not BODY.match(rows[0][0])


def unwrapped(block: m.Paragraph) -> m.Paragraph:
    """The paragraph with a space for each line end."""
    spaced = (m.Text(" ") if isinstance(inline, m.LineBreak) else inline for inline in block.children)
    return replace(block, children=merged(tuple(spaced)))


def merged(inlines: m.Inlines) -> m.Inlines:
    """`inlines` with neighbouring texts made one."""
    out: list[m.Inline] = []
    pieces: list[str] = []
    for inline in inlines:
        if isinstance(inline, m.Text):
            pieces.append(inline.content)
            continue
        out += [m.Text("".join(pieces))] if pieces else []
        pieces = []
        out.append(inline)
    return (*out, m.Text("".join(pieces))) if pieces else tuple(out)


def set_in(block: m.Paragraph, rows: Sequence[Row]) -> m.Block:
    """A paragraph all of whose lines are set in is a quotation, unless it is a note."""
    if min(column for _, column in rows) > 2 and not BODY.match(rows[0][0]):
        return m.Quotation((block,), block.position)
    return block


def verse(rows: Sequence[Line]) -> m.Verse:
    """Lines as a stanza, an em for every two spaces of indent."""
    least = min(line.position.column for line in rows)
    lines = tuple(
        m.VerseLine(line.children, min((line.position.column - least) // 2, 9), line.position) for line in rows
    )
    return m.Verse((lines,), lines[0].position)


def table(rows: Sequence[Row], position: m.Position) -> m.Preformatted:
    """Lines in columns, as they stand."""
    least = min(column for _, column in rows)
    texts = [" " * (column - least) + text for text, column in rows]
    breaks, offset = [], 0
    for number, text in enumerate(texts[:-1], 1):
        offset += len(text) + 1
        breaks.append((offset, position.line + number, least))
    return m.Preformatted((m.Text("\n".join(texts)),), replace(position, column=least, breaks=tuple(breaks)))


# Letters ---------------------------------------------------------------------------------------------------


@cache
def openings() -> dict[str, re.Pattern[str]]:
    """letters.toml: what opens a salutation or closing."""
    rows = msgspec.toml.decode(files("octavo").joinpath("letters.toml").read_bytes(), type=dict[str, list[str]])
    return {
        part: re.compile(rf"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})\b", re.IGNORECASE)
        for part, words in rows.items()
    }


def parts_of_letter(block: m.Block, measure: int) -> Iterator[m.Block]:
    """A block, or the parts of a letter it is: set far in, or a salutation's line."""
    match block:
        case m.Paragraph(children, position) if len(flat(children)) < LETTER_LINES:
            rows = cut(children, position)
        case m.Verse((rows_of_verse,)):
            rows = tuple(Line(line.children, line.position) for line in rows_of_verse)
        case _:
            yield block
            return
    if is_set_right([(line.text, line.position.column) for line in rows], measure):
        yield from (m.LetterLine(part(line, row, rows), line.children, line.position) for row, line in enumerate(rows))
    elif len(rows) == 1 and is_salutation(rows[0].text):
        yield m.LetterLine(m.LetterPart.SALUTATION, rows[0].children, rows[0].position)
    else:
        yield block


def is_salutation(text: str) -> bool:
    """Whether a line greets: opens so, is short, and ends as a greeting does."""
    return len(text) < 60 and bool(openings()["salutation"].match(text)) and bool(re.search(r"[,:!—-]$", text))


def part(line: Line, row: int, rows: Sequence[Line]) -> m.LetterPart:
    """The part of a letter that a line set far in is."""
    if DATE.search(line.text):
        return m.LetterPart.DATELINE
    if openings()["closing"].match(line.text) or (line.text.endswith(",") and row + 1 < len(rows)):
        return m.LetterPart.CLOSING
    return m.LetterPart.SIGNATURE


# Poems -----------------------------------------------------------------------------------------------------


def poems(blocks: Sequence[m.Block]) -> Iterator[m.Block]:
    """Stanzas a single blank line apart made one poem, and paragraphs set in one quotation."""
    waiting: m.Block | None = None
    for block in blocks:
        if waiting is not None and (one := together(waiting, block)):
            waiting = one
            continue
        if waiting is not None:
            yield waiting
        waiting = block
    if waiting is not None:
        yield waiting


def together(block: m.Block, after: m.Block) -> m.Block | None:
    """Two blocks as one where the second goes on with the first."""
    if after.position.line - last_line(block) > 2:
        return None
    match block, after:
        case m.Verse(stanzas), m.Verse(more):
            return replace(block, stanzas=stanzas + more)
        case m.Quotation(blocks), m.Quotation(more):
            return replace(block, blocks=blocks + more)
        case _:
            return None
