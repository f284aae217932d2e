"""Shape: the paragraphs of a plain text as its lines stand in; prose, verse, letters, tables and breaks out.

Prose has its hard line ends undone where its lines were filled. Lines that are not, and are set in or begin
like verse, stay lines. What stands in columns stays as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from octavo import model as m
from octavo.inlines import flat
from octavo.lines import Line, cut
from octavo.notes import BODY, last_line
from octavo.walk import nested_blocks

FILLED, HALF = 0.75, 0.6
WRAPPED_AT_MOST = 100
UNFILLED_AT_MOST = 0.3
SET_RIGHT = 0.4
CENTRED, STANZA = 4, 3
FULL = 0.92
SAMPLE = 500
SET_IN, BY_CHANCE, NEVER = 0.2, 0.005, 1e-6
"""How likely prose may be taken for verse where it is set in, in a speech, and elsewhere."""
OPENING = "\"'“‘«„»`_*([—–-"
LETTER_LINES, SIGNED, NARROW = 300, 4, 40
BREAK = re.compile(r"[*·•⁂#~+\-–—_= \u00a0\n]{3,}|[*⁂]")
COLUMNS = re.compile(r"\S {3,}\S|\S\.{4,} ?\S|\|.*\|")
DATE = re.compile(r"\b(?:1[0-9]{3}|20[0-9]{2})\b|\b[0-9]{1,2}(?:st|nd|rd|th)\b")


class Page(Struct, frozen=True):
    """How a text's lines stand: the width of its prose, how many words within lines begin with a capital, from none (0)
    to all (1), the column its margin is, and whether most of its lines are verse."""

    measure: int
    capital: float
    margin: int = 1
    lyrical: bool = False

    def chance(self, lines: int) -> float:
        """How likely it is that so many lines of prose all begin with a capital."""
        return float(self.capital**lines)


class Shaped(Struct, frozen=True):
    """Blocks judged, and how many line ends became spaces."""

    blocks: m.Blocks
    joined_lines: int = 0


def shaped(blocks: m.Blocks) -> Shaped:
    """`blocks`, each as what its lines show it to be."""
    measure = wrap_measure(blocks)
    if measure > WRAPPED_AT_MOST:
        blocks = tuple(line_paragraphs(blocks))
    page = habits(blocks, measure)
    kept: list[m.Block] = []
    joined_lines = 0
    for block in blocks:
        judged = judge(block, page)
        joined_lines += joined(block, judged)
        kept += parts_of_letter(judged, measure)
    return Shaped(tuple(poems(kept)), joined_lines)


def joined(block: m.Block, judged: m.Block) -> int:
    """How many line ends of `block` became spaces in `judged`."""
    match block, judged:
        case m.Speech(_, blocks), m.Speech(_, more):
            return sum(joined(*pair) for pair in zip(blocks, more, strict=True))
        case m.Paragraph(), m.Paragraph() | m.Direction() if judged is not block:
            return len(block.position.breaks)
        case _:
            return 0


def paragraphs(blocks: m.Blocks) -> Iterator[m.Paragraph]:
    """The paragraphs of several lines, those of speeches too."""
    for block in nested_blocks(blocks):
        if isinstance(block, m.Paragraph) and len(block.children) > 1:
            yield block


def wrap_measure(blocks: m.Blocks) -> int:
    """The width the witness's lines are wrapped at: what nine in ten lines that are not last keep within."""
    widths = sorted(width(line) for block in paragraphs(blocks) for line in rows_of(block)[:-1])
    return widths[len(widths) * 9 // 10] if widths else 0


def habits(blocks: m.Blocks, measure: int) -> Page:
    """What the lines of a text have in common, told by a sample of them."""
    several = list(paragraphs(blocks))
    sample = [rows_of(block) for block in several[:: 1 + len(several) // SAMPLE]]
    inside = [word[0].isupper() for rows in sample for text, _ in rows for word in text.split()[1:]]
    stanzas = [rows for rows in sample if len(rows) > STANZA]
    verses = (len(rows) for rows in stanzas if are_lines([text for text, _ in rows[1:]]) and not is_listing(rows))
    capital = min(0.9, max(0.02, sum(inside) / max(1, len(inside))))
    columns = Counter(column for rows in sample for _, column in rows[1:])
    margin = columns.most_common(1)[0][0] if columns else 1
    return Page(measure, capital, margin, lyrical=sum(verses) * 2 > sum(map(len, stanzas)))


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


def judge(block: m.Block, page: Page) -> m.Block:
    """A block as prose, verse, table, quotation or break."""
    match block:
        case m.Speech(_, blocks, position):
            return replace(block, blocks=tuple(spoken(part, position.line, page) for part in blocks))
        case m.List(items):
            return replace(block, items=tuple(tuple(map(flowing, item)) for item in items))
        case m.Direction():
            return flowing(block)
        case m.Paragraph():
            return shaped_paragraph(block, page)
        case _:
            return block


def flowing(block: m.Block) -> m.Block:
    """A paragraph or direction as prose."""
    match block:
        case m.Paragraph():
            return unwrapped(block)
        case m.Direction():
            return unwrapped(block)
        case _:
            return block


def spoken(block: m.Block, line: int, page: Page) -> m.Block:
    """What is said on a stage as prose or verse; the speaker stands on `line`."""
    if not isinstance(block, m.Paragraph):
        return flowing(block)
    rows = rows_of(block)
    if len(rows) > 1 and are_lines([text for text, _ in rows[1:]]) and is_meant(rows, page):
        return verse(cut(block.children, block.position), hanging=block.position.line == line)
    return unwrapped(block) if is_wrapped(rows, page) else block


def shaped_paragraph(block: m.Paragraph, page: Page) -> m.Block:
    """A paragraph as what its lines show."""
    if BREAK.fullmatch(flat(block.children)):
        return m.ThematicBreak(block.position)
    rows = rows_of(block)
    if len(rows) < 2:
        return block
    if sum(bool(COLUMNS.search(text)) for text, _ in rows) * 2 > len(rows):
        return table(rows, block.position)
    if is_set_right(rows, page.measure):
        return block
    if is_poem(rows, page):
        return verse(cut(block.children, block.position))
    if is_wrapped(rows, page) or (BODY.match(rows[0][0]) and any(text[:1].islower() for text, _ in rows[1:])):
        return set_in(unwrapped(block), rows, page)
    if is_verse(rows, page) and not is_listing(rows):
        return unwrapped(block) if is_hanging(rows) else verse(cut(block.children, block.position))
    return block


def are_lines(texts: Sequence[str]) -> bool:
    """Whether lines begin as verse does, with capitals."""
    allowed = len(texts) // 5
    for text in texts:
        allowed -= not text.lstrip(OPENING)[:1].isupper()
        if allowed < 0:
            return False
    return True


def is_full(rows: Sequence[Row], measure: int) -> bool:
    """Whether the next line's first word would have fitted on none of the lines."""
    return all(width(row) + 1 + len(after.split(" ", 1)[0]) > measure * FULL for row, (after, _) in pairwise(rows))


def is_listing(rows: Sequence[Row]) -> bool:
    """Whether lines are a list's rather than a poem's: all end with a stop or all without one."""
    ends = [text.rstrip("_*")[-1:] for text, _ in rows]
    bare = sum(end.isalnum() or end in ")]}" for end in ends)
    stopped = ends.count(".") + ends.count(";")
    return len(rows) > STANZA and (bare * 10 >= len(rows) * 9 or stopped * 5 >= len(rows) * 4)


def is_poem(rows: Sequence[Row], page: Page) -> bool:
    """Whether lines begin with capitals, and are unfilled or too many for chance."""
    following = [text for text, _ in rows[1:]]
    if not are_lines(following) or is_listing(rows) or BODY.match(rows[0][0]):
        return False
    if all(text.upper() == text for text, _ in rows):
        return False
    if page.lyrical:
        return is_meant(rows, page)
    if min(column for _, column in rows) > page.margin:
        return page.chance(len(following)) < SET_IN
    return len(rows) > STANZA and (page.chance(len(following)) < NEVER or not is_wrapped(rows, page))


def is_meant(rows: Sequence[Row], page: Page) -> bool:
    """Whether the ends of lines that begin with capitals are a poet's: some are not full, or they are too many."""
    return page.chance(len(rows) - 1) < BY_CHANCE or not is_full(rows, page.measure)


def is_wrapped(rows: Sequence[Row], page: Page) -> bool:
    """Whether most lines but the last are so full that the next line's first word would not have fitted."""
    set_in = min(column for _, column in rows) > page.margin
    reach = max(map(width, rows)) if set_in else page.measure
    if set_in and reach < page.measure * FILLED:
        return False
    unfilled = sum(width(row) + 1 + len(after.split(" ", 1)[0]) <= reach * FILLED for row, (after, _) in pairwise(rows))
    if unfilled <= (len(rows) - 1) * UNFILLED_AT_MOST:
        return True
    small = sum(text[:1].islower() for text, _ in rows[1:])
    return not set_in and small * 2 > len(rows) - 1 and max(map(width, rows)) > page.measure * HALF


def is_set_right(rows: Sequence[Row], measure: int) -> bool:
    """Whether a few lines stand far to the right, as the ends of letters do, and are not centred as headings are."""
    if len(rows) > SIGNED or measure <= 20 or not all(column > measure * SET_RIGHT for _, column in rows):
        return False
    return not all(abs(column - 1 - (measure - width((text, column)))) <= CENTRED for text, column in rows)


def is_verse(rows: Sequence[Row], page: Page) -> bool:
    """Whether lines that are not filled are verse: set in, two or more."""
    return all(column > page.margin for _, column in rows[1:]) and not BODY.match(rows[0][0])


def is_hanging(rows: Sequence[Row]) -> bool:
    """Whether the lines under the first are set in alike and begin as prose goes on: an entry of a bibliography."""
    columns = {column for _, column in rows[1:]}
    return len(columns) == 1 and rows[0][1] < min(columns) and not are_lines([text for text, _ in rows[1:]])


Flowing = TypeVar("Flowing", m.Paragraph, m.Direction)


def unwrapped(block: Flowing) -> Flowing:
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


def set_in(block: m.Paragraph, rows: Sequence[Row], page: Page) -> m.Block:
    """A paragraph all of whose lines are set in is a quotation, unless it is a note."""
    if min(column for _, column in rows) > page.margin + 1 and not BODY.match(rows[0][0]):
        return m.Quotation((block,), block.position)
    return block


def verse(rows: Sequence[Line], *, hanging: bool = False) -> m.Verse:
    """Lines as a stanza, an em for every two spaces of indent; that of a `hanging` first line tells nothing."""
    columns = [line.position.column for line in rows]
    least = min(columns[hanging:])
    columns[0] = least if hanging else columns[0]
    lines = tuple(
        m.VerseLine(line.children, min((column - least) // 2, 9), line.position)
        for line, column in zip(rows, columns, strict=True)
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
    if is_set_right([(line.text, line.position.column) for line in rows], measure) or is_ending(rows):
        yield from (m.LetterLine(part(line, row, rows), line.children, line.position) for row, line in enumerate(rows))
    elif is_beginning(rows):
        yield from (m.LetterLine(m.LetterPart.DATELINE, line.children, line.position) for line in rows[:-1])
        yield m.LetterLine(m.LetterPart.SALUTATION, rows[-1].children, rows[-1].position)
    else:
        yield block


def is_beginning(rows: Sequence[Line]) -> bool:
    """Whether lines are a letter's first: a greeting, under place and date where these stand further to the right."""
    column = rows[-1].position.column
    return (
        len(rows) <= STANZA and is_salutation(rows[-1].text) and all(row.position.column > column for row in rows[:-1])
    )


def is_ending(rows: Sequence[Line]) -> bool:
    """Whether lines are a letter's last: one closes it, and each stands further to the right, or a name is the last."""
    if not 1 < len(rows) <= SIGNED + 1:
        return False
    steps = all(row.position.column < after.position.column for row, after in pairwise(rows))
    named = all(word[0].isupper() for word in rows[-1].text.split()) and rows[-2].text.endswith(",")
    closes = [bool(openings()["closing"].match(row.text.lstrip(OPENING))) for row in rows[:-1]]
    return (steps and any(closes)) or (named and closes[0] and max(len(row.text) for row in rows) < NARROW)


def is_salutation(text: str) -> bool:
    """Whether a line greets: opens so, is short, and ends as a greeting does."""
    ends = "[,:]$" if text[:1] in OPENING else "[,:!—-]$"
    return len(text) < 60 and bool(openings()["salutation"].match(text.lstrip(OPENING)) and re.search(ends, text))


def part(line: Line, row: int, rows: Sequence[Line]) -> m.LetterPart:
    """The part of a letter that a line set far in is."""
    if DATE.search(line.text):
        return m.LetterPart.DATELINE
    if openings()["closing"].match(line.text.lstrip(OPENING)) or (line.text.endswith(",") and row + 1 < len(rows)):
        return m.LetterPart.CLOSING
    return m.LetterPart.CLOSING if row + 1 < len(rows) and is_ending(rows) else m.LetterPart.SIGNATURE


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
