"""Shape: the paragraphs of a plain text as its lines stand in; prose, verse, letters, tables and breaks out.

Prose has its hard line ends undone where its lines were filled. Lines that are not, and are set in or begin
like verse, stay lines. What stands in columns stays as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from octavo import model as m
from octavo.inlines import flat, united
from octavo.lines import Line, cut
from octavo.notes import BODY, is_bulleted, last_line
from octavo.shape.indented import indented_paragraphs
from octavo.shape.letters import parts_of_letter
from octavo.shape.line_heads import line_paragraphs
from octavo.shape.rows import NARROWEST, STANZA, Row, are_lines, is_full, is_listing, is_set_right, rows_of, width
from octavo.shape.tabulated import RULE
from octavo.structure.divisions import divides, opens_division
from octavo.walk import nested_blocks

FILLED, HALF = 0.75, 0.6
WRAPPED_AT_MOST = 100
UNFILLED_AT_MOST = 0.3
PAUSES, SLENDER = 0.4, 50
"""So many of a poet's lines end with a stop, and no prose is so narrow: of prose, one line in six."""
STOPS = re.compile(r"[.,;:!?—-][_\"'”’»)]*$")
FEWEST_WORDS, CLOSE = 4, 2
SAMPLE, MEASURED = 500, 1500
"""So many paragraphs tell what the lines of a text have in common, and how wide they are."""
SET_IN, BY_CHANCE, NEVER = 0.2, 0.005, 1e-6
"""How likely prose may be taken for verse where it is set in, in a speech, and elsewhere."""
BREAK = re.compile(r"[*·•⁂#~+\-–—_= \u00a0\n]{3,}|[*⁂]")
COLUMNS = re.compile(r"\S {3,}\S|\S\.{4,} ?\S|\S(?: \.){4,} ?\S|\|.*\|")
PARTING = ("   ", "....", " . .", "|")
"""What parts columns: a text without any of these has none."""


class Page(Struct, frozen=True):
    """How a text's lines stand: the width of its prose, how many words within lines begin with a capital, from none (0)
    to all (1), the column its margin is, whether most of its lines are verse, whether they end with stops as often, and
    the width of the prose in a play that is in verse as a rule.
    """

    measure: int
    capital: float
    margin: int = 1
    lyrical: bool = False
    paused: bool = False
    spoken: int = 0

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
    blocks = indented_paragraphs(blocks)
    page = habits(blocks, measure)
    kept: list[m.Block] = []
    joined_lines = 0
    for block in blocks:
        judged = judge(block, page)
        joined_lines += joined(block, judged)
        kept += parts_of_letter(judged, measure)
    return Shaped(tuple(poems(kept, page)), joined_lines)


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


def sampled(blocks: m.Blocks, most: int) -> list[list[Row]]:
    """The rows of the paragraphs of several lines, of `most` of them or fewer where there are more, evenly taken."""
    several = list(paragraphs(blocks))
    return [rows_of(block) for block in several[:: 1 + len(several) // most]]


def wrap_measure(blocks: m.Blocks) -> int:
    """The width the witness's lines are wrapped at: what nine in ten lines that are not last keep within."""
    widths = sorted(width(row) for rows in sampled(blocks, MEASURED) for row in rows[:-1])
    return widths[len(widths) * 9 // 10] if widths else 0


def habits(blocks: m.Blocks, measure: int) -> Page:
    """What the lines of a text have in common, told by a sample of them."""
    sample = sampled(blocks, SAMPLE)
    inside = [word[0].isupper() for rows in sample for text, _ in rows for word in text.split()[1:]]
    stanzas = [rows for rows in sample if len(rows) > STANZA]
    verses = (len(rows) for rows in stanzas if are_lines([text for text, _ in rows[1:]]) and not is_listing(rows))
    capital = min(0.9, max(0.02, sum(inside) / max(1, len(inside))))
    columns = Counter(column for rows in sample for _, column in rows[1:])
    margin = columns.most_common(1)[0][0] if columns else 1
    lyrical = sum(verses) * 2 > sum(map(len, stanzas))
    page = Page(measure, capital, margin, lyrical, are_paused(sample))
    return replace(page, spoken=spoken_measure(blocks, page))


def spoken_measure(blocks: m.Blocks, page: Page) -> int:
    """The width of the prose in speeches whose lines, all taken together, are verse's; 0 where they are not."""
    speeches = tuple(block for block in blocks if isinstance(block, m.Speech))
    pairs = [pair for block in paragraphs(speeches) for pair in pairwise(rows_of(block))]
    following = [text for _, (text, _) in pairs]
    if not are_lines(following) or page.chance(len(following)) >= BY_CHANCE:
        return 0
    return max((width(row) for row, (text, _) in pairs if text[:1].islower()), default=WRAPPED_AT_MOST)


def are_paused(sample: Sequence[Sequence[Row]]) -> bool:
    """Whether lines that are not last end where a sentence pauses, as a poet's do."""
    ends = [bool(STOPS.search(text)) for rows in sample if not is_listing(rows) for text, _ in rows[:-1]]
    return sum(ends) > len(ends) * PAUSES


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
    meant = is_meant(rows, page) or not is_full(rows, page.spoken)
    if len(rows) > 1 and are_lines([text for text, _ in rows[1:]]) and meant:
        return verse(cut(block.children, block.position), hanging=block.position.line == line)
    return unwrapped(block) if is_wrapped(rows, page) else block


def shaped_paragraph(block: m.Paragraph, page: Page) -> m.Block:
    """A paragraph as what its lines show."""
    text = flat(block.children)
    if BREAK.fullmatch(text):
        return m.ThematicBreak(block.position)
    rows = rows_of(block)
    if len(rows) < 2:
        return block
    if is_parted(text) and is_drawn(rows):
        return table(rows, block.position)
    if is_set_right(rows, page.measure) or opens_division(rows[0][0]) or lists_divisions(rows):
        return block
    if is_poem(rows, page):
        return verse(cut(block.children, block.position))
    if is_wrapped(rows, page) or (opens_note(block, rows) and any(text[:1].islower() for text, _ in rows[1:])):
        return set_in(unwrapped(block), rows, page)
    if is_verse(rows, page) and not is_listing(rows):
        return unwrapped(block) if is_hanging(rows) else verse(cut(block.children, block.position))
    return block


def lists_divisions(rows: Sequence[Row]) -> bool:
    """Whether most lines begin as the heading of a division does: they are of a list of contents, however long."""
    capital = rows[0][0][:1].isupper() and rows[1][0][:1].isupper()
    return capital and divides(rows[0][0]) and sum(divides(text) for text, _ in rows) * 2 > len(rows)


def opens_note(block: m.Paragraph, rows: Sequence[Row]) -> bool:
    """Whether a note's label begins a paragraph of `rows`."""
    return bool(BODY.match(rows[0][0])) and not is_bulleted(block)


def is_parted(text: str) -> bool:
    """Whether anything in `text` may part columns."""
    return any(sign in text for sign in PARTING)


def is_drawn(rows: Sequence[Row]) -> bool:
    """Whether most lines, but for ruled ones, stand in columns."""
    drawn = [is_parted(text) and bool(COLUMNS.search(text)) for text, _ in rows if not RULE.fullmatch(text)]
    return sum(drawn) * 2 > len(drawn)


def is_poem(rows: Sequence[Row], page: Page) -> bool:
    """Whether lines end as those of a text of verse, or begin with capitals and are unfilled or too many for chance."""
    following = [text for text, _ in rows[1:]]
    if is_listing(rows) or BODY.match(rows[0][0]) or all(text.upper() == text for text, _ in rows):
        return False
    if not are_lines(following):
        return page.paused and (not is_full(rows, page.measure) or max(map(width, rows)) < SLENDER)
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
    if page.measure <= NARROWEST:
        return False
    set_in = min(column for _, column in rows) > page.margin
    reach = max(map(width, rows)) if set_in else page.measure
    if set_in and reach < page.measure * FILLED:
        return False
    unfilled = sum(width(row) + 1 + len(after.split(" ", 1)[0]) <= reach * FILLED for row, (after, _) in pairwise(rows))
    if unfilled <= (len(rows) - 1) * UNFILLED_AT_MOST:
        return True
    small = sum(text[:1].islower() for text, _ in rows[1:])
    return not set_in and small * 2 > len(rows) - 1 and max(map(width, rows)) > page.measure * HALF


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
    return replace(block, children=united(spaced))


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


# Poems -----------------------------------------------------------------------------------------------------


def poems(blocks: Sequence[m.Block], page: Page) -> Iterator[m.Block]:
    """Stanzas a single blank line apart made one poem, and paragraphs set in one quotation."""
    waiting: m.Block | None = None
    for single in blocks:
        block = last_of_poem(single, waiting, page)
        if waiting is not None and (one := together(waiting, block)):
            waiting = one
            continue
        if waiting is not None:
            yield waiting
        waiting = block
    if waiting is not None:
        yield waiting


def last_of_poem(block: m.Block, before: m.Block | None, page: Page) -> m.Block:
    """`block`, in a text of verse as the line that ends the poem `before` where it is one: in terza rima, say."""
    if not isinstance(block, m.Paragraph) or not isinstance(before, m.Verse) or block.position.breaks:
        return block
    if not is_close(before, block):
        return block
    text = flat(block.children)
    columns = {line.position.column for stanza in before.stanzas for line in stanza}
    whole = len(text.split()) >= FEWEST_WORDS and text.upper() != text and bool(STOPS.search(text))
    alike = block.position.column in columns and len(text) < page.measure
    return verse(cut(block.children, block.position)) if (page.lyrical or page.paused) and whole and alike else block


def is_close(block: m.Block, after: m.Block) -> bool:
    """Whether no more than a blank line parts two blocks."""
    return after.position.line - last_line(block) <= CLOSE


def together(block: m.Block, after: m.Block) -> m.Block | None:
    """Two blocks as one where the second goes on with the first."""
    if not is_close(block, after):
        return None
    match block, after:
        case m.Verse(stanzas), m.Verse(more):
            return replace(block, stanzas=stanzas + more)
        case m.Quotation(blocks), m.Quotation(more):
            return replace(block, blocks=blocks + more)
        case _:
            return None
