"""Endnotes: the blocks of a text without links in; its notes by number that agree with their calls, linked, out.

A number under a heading of notes, or in round or pointed brackets or behind a caret before a paragraph, may be a
note's label, and as well no such thing. It is one where the calls before the list are the same numbers in the same
order; where only some are, the list stays and the apparatus asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

from msgspec import Struct
from msgspec.structs import replace

from octavo import model as m
from octavo.edition import Doubt
from octavo.inlines import flat
from octavo.lines import block_text
from octavo.notes import BODY, Body, Calls, Noted, Place, bodies_of, calls_in, indented, is_division, with_notes
from octavo.reading import start
from octavo.structure.divisions import tells
from octavo.walk import block_runs

NUMBER = r"(?P<label>[0-9]{1,3})"
CALLS = {
    "[": re.compile(rf"\[{NUMBER}\]"),
    "{": re.compile(rf"\{{{NUMBER}\}}"),
    "(": re.compile(rf"(?:(?<!\s)\(|\((?=[0-9]+\)\s*(?:[^\w\s(]|$))){NUMBER}\)"),
    "^": re.compile(rf"(?<![0-9\s])\^{NUMBER}(?!\w)"),
    "<": re.compile(rf"<{NUMBER}>"),
    "": re.compile(rf"\({NUMBER}\)"),
}
"""The shapes of calls; a number in round brackets that follows its word, or ends what is said, enumerates nothing."""
LABELS = {sign: re.compile(rf"{shape}\s+(?=\S)") for sign, shape in (("(", rf"\({NUMBER}\)"), ("<", rf"<{NUMBER}>"))}
LABELS |= {"^": re.compile(rf"\^{NUMBER}\s+(?=\S)")}
"""The shapes of labels that need no heading of notes."""
NUMBERED = re.compile(rf"[\[({{<^]?{NUMBER}(?:[.):\]}}>]+\s*|\s+)(?=\S)")
GAP, FEWEST, MOST, NAMED = 3, 3, 12, 12
"""So far a number is from the next, so many notes a list without a heading has, so many blocks one of them, and so many
numbers a question names."""


class Listed(Struct, frozen=True):
    """Notes one after the other, and the shapes their calls may have; `since` is the block the calls may begin at."""

    bodies: tuple[Body, ...]
    shapes: tuple[str, ...]
    since: int


class Agreed(Struct, frozen=True):
    """Each note with its call, and the queries about lists that agree with their calls in part."""

    pairs: dict[Body, Place]
    doubts: tuple[Doubt, ...] = ()


def noted(blocks: m.Blocks, listed: Sequence[Body] = ()) -> Noted:
    """`blocks` of a plain text with every note found, or `listed` under a heading, taken out and linked."""
    sure = agreed(blocks, tuple(CALLS))
    settled, apart = within(sure.pairs), within(listed)
    bodies = [*listed, *(body for body in bodies_of(blocks) if body.first not in apart)]
    bodies = tail(blocks) or sorted(bodies, key=lambda body: body.first)
    bodies = [body for body in bodies if body.first not in settled]
    return asking(with_notes(blocks, bodies, calls_in, sure.pairs), sure.doubts)


def asking(links: Noted, doubts: Sequence[Doubt]) -> Noted:
    """`links` with those of `doubts` that are about none of its notes."""
    places = {note.position.place for note in links.notes}
    return replace(links, doubts=(*links.doubts, *(doubt for doubt in doubts if doubt.position.place not in places)))


def within(bodies: Iterable[Body]) -> set[int]:
    """The indexes of the blocks that are of notes."""
    return {index for body in bodies for index in range(body.first, body.end)}


def agreed(blocks: m.Blocks, shapes: tuple[str, ...]) -> Agreed:
    """The notes by number in `blocks` that agree with the calls before them, of those under headings of `shapes`."""
    pairs: dict[Body, Place] = {}
    taken: set[Place] = set()
    doubts: list[Doubt] = []
    for row in lists_in(blocks, shapes):
        labels = [body.label for body in row.bodies]
        ways = [list(calls_before(blocks, row, CALLS[shape])) for shape in row.shapes]
        if row.shapes == ("(",) and len(row.bodies) == 1:
            right_over = replace(row, since=row.bodies[0].first - 1)
            ways.append(list(calls_before(blocks, right_over, CALLS[""])))
        ways = [calls for calls in ways if taken.isdisjoint(calls)]
        if same := next((calls for calls in ways if [call.label for call in calls] == labels), None):
            taken.update(same)
            pairs |= dict(zip(row.bodies, same, strict=True))
        elif not BODY.match(block_text(blocks[row.bodies[0].first])):
            doubts += differing(blocks, row, ways)
    return Agreed(pairs, tuple(doubts))


def opened(blocks: m.Blocks, calls_of: Calls) -> tuple[m.Blocks, dict[Body, Place]]:
    """`blocks` with the numbered lists right under headings of notes as notes where they agree with the calls before.

    Also each such note with its call, which has a shape that needs no heading or is one of `calls_of`.
    """
    out: list[m.Block] = []
    pairs: dict[Body, Place] = {}
    since = 0
    for block in blocks:
        if not isinstance(block, m.List) or block.start is None or not out or not is_heading(out[-1]):
            out.append(block)
            continue
        ends = list(accumulate(map(len, block.items), initial=len(out)))
        labels = map(str, range(block.start, block.start + len(block.items)))
        bodies = tuple(Body(label, *span, printed=False) for label, span in zip(labels, pairwise(ends), strict=True))
        row = Listed(bodies, tuple(CALLS), since)
        given = [call for index in range(since, len(out)) for call in calls_of(index, out[index])]
        ways = [given, *(list(calls_before(out, row, shape)) for shape in CALLS.values())]
        same = next((way for way in ways if [call.label for call in way] == [body.label for body in bodies]), None)
        if same and all(block.items):
            pairs |= dict(zip(bodies, same, strict=True))
            out += (inner for item in block.items for inner in item)
            since = len(out)
        else:
            out.append(block)
    return tuple(out), pairs


def lists_in(blocks: m.Blocks, shapes: tuple[str, ...]) -> Iterator[Listed]:
    """The lists of notes: those under a heading of notes, and paragraphs in a row that begin with a shape of label.

    A list right behind another one, under a heading of its own, has its calls where the other has.
    """
    since = dict.fromkeys(("", *LABELS), 0)
    end = begin = 0
    for index, block in enumerate(blocks):
        if index < end or not isinstance(block, m.Paragraph | m.Heading):
            continue
        if is_heading(block):
            bodies, sign = under(blocks, index + 1) or beneath(blocks, index + 1), ""
        else:
            text = block_text(block)
            sign = text[:1] if text[:1] in LABELS else ""
            bodies = alike(blocks, index, LABELS[sign]) if sign else ()
        if bodies:
            begin = begin if 0 < end == index else since[sign]
            end = bodies[-1].end
            yield Listed(bodies, (sign,) if sign else shapes, begin)
            since[sign] = end


def is_heading(block: m.Block) -> bool:
    """Whether a block heads a list of notes, in any language."""
    return isinstance(block, m.Heading | m.Paragraph) and tells("notes", block_text(block))


def number_of(block: m.Block, shape: re.Pattern[str]) -> int:
    """The number a paragraph begins with, 0 where it has none of that shape."""
    found = shape.match(flat(block.children)) if isinstance(block, m.Paragraph) else None
    return int(found["label"]) if found else 0


def under(blocks: m.Blocks, first: int) -> tuple[Body, ...]:
    """The notes under a heading from the block `first` on: they count on, and anew in each division."""
    starts: list[int] = []
    stops: list[int] = []
    last = 0
    for index in range(first, len(blocks)):
        number, divided = number_of(blocks[index], NUMBERED), bool(stops) and stops[-1] == index - 1
        if number and (last < number <= last + GAP or (number == 1 and divided) or not starts):
            starts.append(index)
            last = number
        elif not is_division(blocks[index]) or is_heading(blocks[index]):
            if not starts or divided or index - starts[-1] > MOST:
                break
        else:
            stops.append(index)
    ends = sorted({*starts, *stops})
    after = dict(zip(starts, (next((i for i in ends if i > begin), 0) for begin in starts), strict=True))
    if starts:
        after[starts[-1]] = indented(blocks, starts[-1]) if blocks[starts[-1]].position.column > 1 else starts[-1] + 1
    return tuple(Body(str(number_of(blocks[i], NUMBERED)), i, after[i]) for i in starts)


def beneath(blocks: m.Blocks, first: int) -> tuple[Body, ...]:
    """The notes under a heading from the block `first` on that are numbers alone on their lines, each over its note."""
    heading = next((index for index in range(first, len(blocks)) if is_heading(blocks[index])), len(blocks))
    starts = [index for index in range(first, heading) if flat_number(blocks[index])]
    counts = [flat_number(blocks[index]) for index in starts] == list(range(1, len(starts) + 1))
    if starts[:1] != [first] or not counts:
        return ()
    rows = zip(starts, [*starts[1:], heading], strict=True)
    found = tuple(Body(str(number), begin, end) for number, (begin, end) in enumerate(rows, 1))
    return found if all(1 < body.end - body.first < MOST for body in found) else ()


def alike(blocks: m.Blocks, first: int, shape: re.Pattern[str]) -> tuple[Body, ...]:
    """The paragraphs from the block `first` on that begin with labels of a shape and count on."""
    number = number_of(blocks[first], shape)
    out: list[Body] = []
    index = first
    while number and index < len(blocks) and number_of(blocks[index], shape) == number:
        out.append(Body(str(number), index, index + 1))
        index, number = index + 1, number + 1
    return tuple(out)


def calls_before(blocks: Sequence[m.Block], row: Listed, shape: re.Pattern[str]) -> Iterator[Place]:
    """What may call the notes of a list: all of one shape before it that begins no paragraph."""
    for index in range(row.since, row.bodies[0].first):
        for number, run in enumerate(block_runs((blocks[index],))):
            for found in shape.finditer(flat(run.children)):
                if found.start() or number:
                    yield Place(index, number, found.start(), found.end(), found["label"])


def differing(blocks: m.Blocks, row: Listed, ways: Sequence[Sequence[Place]]) -> Iterator[Doubt]:
    """The query about a list some of whose notes have calls."""
    labels = [body.label for body in row.bodies]
    calls = max(([call.label for call in way] for way in ways), key=lambda way: len({*way} & {*labels}))
    if {*calls} & {*labels}:
        evidence = f"the text calls {told(calls)}, and the notes here are {told(labels)}; none of them is linked"
        yield Doubt("notes-differ", start(blocks[row.bodies[0].first].position), "", "", evidence)


def told(numbers: Sequence[str]) -> str:
    """Numbers in a row; of many the first."""
    return ", ".join(numbers[:NAMED]) + (f" and {len(numbers) - NAMED} more" if len(numbers) > NAMED else "")


def tail(blocks: m.Blocks) -> list[Body]:
    """The notes that end a text as numbers alone on their lines, counting from one, each over its note.

    Chapters, or sonnets, end a text so too: most of the numbers must have been called before the first, and a few
    be all that is called, in their order.
    """
    numbers = [
        index
        for index, block in enumerate(blocks)
        if isinstance(block, m.Paragraph) and flat(block.children).strip().isdecimal()
    ]
    last = [index for index in numbers if flat_number(blocks[index]) == 1]
    rows = [index for index in numbers if last and index >= last[-1]]
    if not rows or [flat_number(blocks[index]) for index in rows] != list(range(1, len(rows) + 1)):
        return []
    ends = [*rows[1:], len(blocks)]
    if any(end - index not in range(2, MOST) for index, end in zip(rows, ends, strict=True)):
        return []
    called = [call.label for index in range(rows[0]) for call in calls_in(index, blocks[index])]
    labels = [str(number) for number in range(1, len(rows) + 1)]
    if sum(label in called for label in labels) * 2 < len(rows) or (len(rows) < FEWEST and called != labels):
        return []
    return [Body(str(flat_number(blocks[i])), i, end) for i, end in zip(rows, ends, strict=True)]


def flat_number(block: m.Block) -> int:
    """The number a block is; 0 for what is none."""
    text = flat(block.children).strip() if isinstance(block, m.Paragraph) else ""
    return int(text) if text.isdecimal() and len(text) < 5 else 0
