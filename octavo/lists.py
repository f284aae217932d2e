"""Lists: sections of a plain text in; lines that are the items of a list as lists, and the labels taken out.

They are items where they begin with labels that count on (`1.`, `(a)`, `ii.`) or with one sign (`*`, `-`, `•`), each on
a line of its own or with further lines set in under it. Structure comes first: it reads headings, contents and notes
out of such lines, and what it leaves is none of these.

A list prints `1.` and bullets by itself; any other label stays the first word of its item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from octavo import model as m
from octavo.edition import Doubt, Mark
from octavo.inlines import flat, united
from octavo.items import LABEL, Item, are_alike, first_number, items_of, lines_of
from octavo.lines import Line, block_text, glued, without
from octavo.notes import divided
from octavo.reading import start
from octavo.shape.rows import are_lines
from octavo.structure.divisions import heads
from octavo.structure.matter import Structured
from octavo.typography.edit import Edit
from octavo.walk import block_runs, nested
from octavo.words import words

DASHES = "-–"
"""What begins what is said, too."""
CLOSE, FEWEST, INITIALS = 2, 2, 3
"""Items are so many lines apart at most, and so many a list; of letters that may be initials so many."""
LONGEST, LONG, SHORT = 600, 240, 60
"""No item has more characters, nor have all on average; what is said in running verses or paragraphs has more than the
last."""
COLUMNS = ("   ", "....", " . .", "|", "\t")
FOLIO = re.compile(r"[\s,.]\(?[0-9]{1,4}\)?$")
ASKED = re.compile(r"[?!…][\])'\"”’»]*$")
STOPPED = re.compile(r"[.:][\])'\"”’»]*$")


class Found(Struct, frozen=True):
    """The items of blocks in a row, up to the block `end`; `lead` is what stands right over them."""

    items: tuple[Item, ...]
    end: int
    lead: m.Block | None = None


class Lists(Struct, frozen=True):
    """A book's parts with their lists, the labels these print, and how many line ends became spaces."""

    parts: Structured
    marks: tuple[Mark, ...] = ()
    joined_lines: int = 0


def with_lists(parts: Structured, doubts: Sequence[Doubt]) -> Lists:
    """`parts` of a plain text with their lists; what stands where one of `doubts` is stays as it is."""
    sections = (*parts.front, *parts.body, *parts.back)
    finder = Finder((*doubts, *parts.doubts), [inner for section in sections for _, inner in nested(section)])
    front, body, back = (tuple(map(finder.section, matter)) for matter in (parts.front, parts.body, parts.back))
    return Lists(replace(parts, front=front, body=body, back=back), tuple(finder.marks), finder.joined_lines)


class Finder:
    """Finds the lists of sections, notes the labels they print, and counts the line ends that become spaces."""

    def __init__(self, doubts: Sequence[Doubt], titles: Sequence[m.Section]) -> None:
        self.asked = {(doubt.position.file, doubt.position.line) for doubt in doubts}
        self.titles = {tuple(words(flat(section.title))) for section in titles} - {()}
        self.marks: list[Mark] = []
        self.joined_lines = 0
        self.counted = 0
        self.whole = 0

    def section(self, section: m.Section) -> m.Section:
        """`section` and its subdivisions with their lists."""
        title = flat(section.title)
        blocks = section.blocks
        if not (heads("contents", title) or heads("notes", title)) and any(map(may_begin, blocks)):
            self.whole = sum(len(flat(run.children)) for run in block_runs(blocks))
            self.counted = 0
            blocks = self.blocks(blocks)
        inner = tuple(map(self.section, section.sections))
        return replace(section, blocks=blocks, sections=inner)

    def blocks(self, blocks: m.Blocks) -> m.Blocks:
        """`blocks` with their lists."""
        out: list[m.Block] = []
        index = 0
        while index < len(blocks):
            block = blocks[index]
            found = found_at(blocks, index) if may_begin(block) else None
            if found and self.is_list(found, out[-1] if out else None):
                out += [found.lead] if found.lead else []
                out.append(self.list(found.items))
                index = found.end
                continue
            out.append(self.inside(block) if isinstance(block, m.Quotation) else block)
            index += 1
        return tuple(out)

    def inside(self, block: m.Quotation) -> m.Block:
        """A quotation with its lists; one that was only set in as lists are is none."""
        if not any(map(may_begin, block.blocks)):
            return block
        inner = self.blocks(block.blocks)
        return inner[0] if len(inner) == 1 and isinstance(inner[0], m.List) else replace(block, blocks=inner)

    def is_list(self, found: Found, over: m.Block | None) -> bool:
        """Whether items are a list rather than notes, contents, verse, dialogue, a table or numbered prose."""
        items = found.items
        first = items[0]
        if len(items) < FEWEST or any((line.position.file, line.position.line) in self.asked for line in starts(items)):
            return False
        over_text = block_text(over).strip(" .:") if isinstance(over, m.Paragraph | m.Heading) else ""
        if heads("notes", over_text) or heads("contents", over_text):
            return False
        said = [item.said for item in items]
        length = sum(map(len, said))
        if max(map(len, said)) > LONGEST or length > LONG * len(said) or are_in_columns(items):
            return False
        further = [line.text for item in items for line in item.lines[1:]]
        if len(further) > 1 and are_lines(further):
            return False
        if first.label.is_sign:
            return first.label.shape not in DASHES or is_no_dialogue(found, said)
        if are_apart(items) and not further:
            return False
        return self.counts(items) and not self.runs_on(said, length) and not self.repeats(said)

    def counts(self, items: Sequence[Item]) -> bool:
        """Whether labels count on from one, or from the last number of a list before."""
        first = first_number([item.label.number for item in items])
        if first is None or (first != 1 and not (first == self.counted + 1 and items[0].label.number.isdecimal())):
            return False
        capital = items[0].label.number.isupper() and items[0].label.shape == "."
        return not capital or len(items) >= INITIALS

    def runs_on(self, said: Sequence[str], length: int) -> bool:
        """Whether items are sentences that make up most of a section: its verses, or numbered paragraphs."""
        return length > SHORT * len(said) and length * 2 > self.whole

    def repeats(self, said: Sequence[str]) -> bool:
        """Whether items are what sections are called, or end with pages: a list of contents."""
        called = sum(tuple(words(text)) in self.titles for text in said)
        return called * 2 >= len(said) or all(map(FOLIO.search, said))

    def list(self, items: Sequence[Item]) -> m.List:
        """Items as a list."""
        label = items[0].label
        prints = label.is_sign or (label.shape == "." and label.number.isdecimal())
        inner = tuple((self.paragraph(item, prints=prints),) for item in items)
        first = int(label.number) if prints and label.number else None
        self.counted = int(items[-1].label.number) if label.number.isdecimal() else 0
        return m.List(inner, first, start(items[0].lines[0].position), labelled=not prints)

    def paragraph(self, item: Item, *, prints: bool) -> m.Paragraph:
        """An item's text in one line, without the label where the list `prints` it."""
        first, *more = item.lines
        self.joined_lines += 0 if item.flowed else len(more)
        if prints:
            lead = len(first.text) - len(first.text.lstrip())
            text = first.text[lead : item.label.end].rstrip()
            self.marks.append(Mark("list-label", start(first.position.at(lead)), text))
            first = without(first, [Edit(0, item.label.end, "", "list-label")])
        children, position = glued([first, *more])
        spaced = (m.Text(" ") if isinstance(inline, m.LineBreak) else inline for inline in children)
        return m.Paragraph(united(spaced), position)


# Items -----------------------------------------------------------------------------------------------------


def may_begin(block: m.Block) -> bool:
    """Whether a list may begin with a block, or in it."""
    match block:
        case m.Paragraph(children):
            text = flat(children)
            return bool(LABEL.match(text)) or (":" in text and bool(block.position.breaks))
        case m.Verse(((line, *_), *_)):
            return bool(LABEL.match(flat(line.children)))
        case m.Quotation(blocks):
            return any(map(may_begin, blocks))
        case _:
            return False


def found_at(blocks: m.Blocks, index: int) -> Found | None:
    """The items that begin with the block at `index`."""
    rows = list(lines_of(blocks[index]))
    led = next((n for n, row in enumerate(rows) if LABEL.match(row.text)), len(rows))
    if led == len(rows) or (led and not rows[led - 1].text.rstrip().endswith(":")):
        return None
    items = items_of(rows[led:], is_flowed(blocks[index]))
    if not items:
        return None
    lead = led_by(blocks[index], rows[led]) if led else None
    end = index + 1
    while end < len(blocks) and may_begin(blocks[end]):
        more = items_of(list(lines_of(blocks[end])), is_flowed(blocks[end]))
        if not more or not goes_on(items[-1], more[0]):
            break
        items += more
        end += 1
    return Found(tuple(items), end, lead)


def led_by(block: m.Block, row: Line) -> m.Block | None:
    """What of a paragraph stands over the line `row` of it."""
    assert isinstance(block, m.Paragraph)
    place = next(at for at, line, _ in block.position.breaks if line == row.position.line)
    before, _ = divided(block.children, place - 1)
    return m.Paragraph(before, replace(block.position, breaks=tuple(b for b in block.position.breaks if b[0] < place)))


def is_flowed(block: m.Block) -> bool:
    """Whether the line ends of a block are undone."""
    return isinstance(block, m.Paragraph) and m.LineBreak() not in block.children


def goes_on(item: Item, after: Item) -> bool:
    """Whether an item goes on with a list."""
    return are_alike(item, after) and 0 < after.lines[0].position.line - item.lines[-1].position.line <= CLOSE


def starts(items: Sequence[Item]) -> Iterator[Line]:
    """The first lines of items."""
    return (item.lines[0] for item in items)


# What looks like them --------------------------------------------------------------------------------------


def are_apart(items: Sequence[Item]) -> bool:
    """Whether blank lines part items."""
    return any(b.lines[0].position.line - a.lines[-1].position.line > 1 for a, b in pairwise(items))


def are_in_columns(items: Sequence[Item]) -> bool:
    """Whether what items say stands in columns."""
    texts = (line.text[item.label.end * (line is item.lines[0]) :] for item in items for line in item.lines)
    return any(sign in text for text in texts for sign in COLUMNS)


def is_no_dialogue(found: Found, said: Sequence[str]) -> bool:
    """Whether items after dashes are none of them what somebody says: no question, and no sentence on a line."""
    if any(map(ASKED.search, said)):
        return False
    hanging = any(len(item.lines) > 1 for item in found.items)
    return hanging or found.lead is not None or not any(map(STOPPED.search, said))
