"""Unlinked: pages' blocks in; the notes that no link calls, with their calls, out.

A note is a paragraph in brackets with its label, behind a star, or behind a raised label. Under a heading of notes, or
after a page's last rule, it may begin with its bare number, and goes on up to the next. Its call is the label in
square brackets, or raised, on the same page; or on any, where the notes have a page of their own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from octavo import model as m
from octavo.edition import Move
from octavo.inlines import PARENTS, flat, leaves
from octavo.lines import block_text
from octavo.notes import BODY, Body, Noted, Place, bracket_end, calls_in, is_graphic, with_notes
from octavo.notes.endnotes import agreed, asking, is_heading, opened, within
from octavo.notes.labels import BRACKETED, LABEL
from octavo.walk import block_runs

RAISED = re.compile(rf"\s*[\[(]?(?P<label>{LABEL})[\])]?\s*")
LOOSE = ("(", "^", "<", "")
"""The shapes that call a note only where all of them agree with a list."""
NUMBERED = re.compile(r"[\[(]?(?P<label>[0-9]{1,4})(?:[.):\]]+\s*|\s+)(?=\S)")


def noted(blocks: m.Blocks, known: int) -> Noted:
    """`blocks` of pages that have notes up to number `known`, with each other one that is called taken out and linked.

    A page's own notes are called on it alone; a label that its page does not call is called by the others.
    """
    blocks, sure = opened(blocks, calls_of)
    loose = agreed(blocks, LOOSE)
    sure |= loose.pairs
    bodies = [body for body in bodies_of(blocks) if body.first not in within(sure)]
    inside = {index for body in bodies for index in range(body.first, body.end)}
    own: defaultdict[str, set[str]] = defaultdict(set)
    called: defaultdict[str, set[str]] = defaultdict(set)
    for body in bodies:
        own[file_of(blocks, body.first)].add(body.label)
    for index, block in enumerate(blocks):
        if index not in inside:
            called[file_of(blocks, index)] |= {call.label for call in calls_of(index, block)}
    apart = {label for file, labels in own.items() for label in labels - called[file]}

    def calls_here(index: int, block: m.Block) -> Iterator[Place]:
        here = own[file_of(blocks, index)]
        return (call for call in calls_of(index, block) if call.label in here or call.label in apart)

    anywhere = set[str]().union(*called.values())
    links = with_notes(blocks, [body for body in bodies if body.label in anywhere], calls_here, sure, known)
    return asking(links, loose.doubts)


def under_headings(blocks: m.Blocks) -> list[Body]:
    """The paragraphs of a plain text right under a heading of notes that count from one, and that brackets call."""
    bodies = []
    for index in (index for index, block in enumerate(blocks) if is_heading(block)):
        for label, place in enumerate(range(index + 1, len(blocks)), 1):
            found = NUMBERED.match(block_text(blocks[place])) if isinstance(blocks[place], m.Paragraph) else None
            if found is None or found["label"] != str(label):
                break
            bodies.append(Body(found["label"], place, place + 1))
    inside = {body.first for body in bodies}
    calls = (calls_in(index, block) for index, block in enumerate(blocks) if index not in inside)
    called = {call.label for row in calls for call in row} if bodies else set()
    return [body for body in bodies if body.label in called]


def file_of(blocks: m.Blocks, index: int) -> str:
    """The file that a block stands in."""
    return blocks[index].position.file


def bodies_of(blocks: m.Blocks) -> Iterator[Body]:
    """Each block, or run of blocks, that is a note."""
    begin = 0
    for _, group in groupby(blocks, key=lambda block: block.position.file):
        end = begin + len(tuple(group))
        lists = list(lists_in(blocks, begin, end))
        for first, stop in zip([begin, *lists], [*lists, end], strict=True):
            yield from listed(blocks, first, stop) if first in lists else apart(blocks, first, stop)
        begin = end


def lists_in(blocks: m.Blocks, begin: int, end: int) -> Iterator[int]:
    """Where a page's lists of notes begin and what follows them does: at headings of notes, or at its last rule."""
    headed = [index for index in range(begin, end) if is_heading(blocks[index])]
    rules = [index for index in range(begin, end) if isinstance(blocks[index], m.ThematicBreak)]
    yield from headed or rules[-1:]


def listed(blocks: m.Blocks, begin: int, end: int) -> Iterator[Body]:
    """The notes under the heading or rule at `begin`, in order, each up to the next, a heading or a rule."""
    stop = next((i for i in range(begin + 1, end) if isinstance(blocks[i], m.Heading | m.ThematicBreak)), end)
    starts: list[tuple[int, str]] = []
    for index in range(begin + 1, stop):
        label = label_of(blocks[index])
        if label and begins_again(label, starts):
            stop = index
            break
        if label and (not is_bare(blocks[index]) or goes_on(label, starts)):
            starts.append((index, label))
    if starts and starts[0][0] == begin + 1:
        stops = [*(index for index, _ in starts[1:]), stop]
        yield from (Body(label, index, after) for (index, label), after in zip(starts, stops, strict=True))
        begin = stop
    yield from apart(blocks, begin, end)


def label_of(block: m.Block) -> str | None:
    """The label that a note of a list begins with."""
    if not isinstance(block, m.Paragraph):
        return None
    numbered = NUMBERED.match(flat(block.children))
    return marked(block) or (numbered["label"] if numbered else None)


def is_bare(block: m.Block) -> bool:
    """Whether a paragraph begins with a mere number."""
    return isinstance(block, m.Paragraph) and not marked(block)


def begins_again(label: str, starts: Sequence[tuple[int, str]]) -> bool:
    """Whether a list has a number again: another list begins, or a text."""
    return any(label == before for _, before in starts) and label.isdecimal()


def goes_on(label: str, starts: Sequence[tuple[int, str]]) -> bool:
    """Whether a bare number begins a list, or is the next after the last."""
    before = starts[-1][1] if starts else ""
    return not before.isdecimal() or int(label) == int(before) + 1


def apart(blocks: m.Blocks, begin: int, end: int) -> Iterator[Body]:
    """The notes that stand among the text between two indexes."""
    stop = begin
    for index in range(begin, end):
        block = blocks[index]
        if index < stop or not isinstance(block, m.Paragraph):
            continue
        if label := marked(block):
            bracketed = BRACKETED.match(flat(block.children))
            stop = min(end, bracket_end(blocks, index)) if bracketed else index + 1
            yield Body(label, index, stop)


def marked(block: m.Paragraph) -> str | None:
    """The label a paragraph begins with, raised, in brackets or a star."""
    first = block.children[0] if block.children else None
    if isinstance(first, m.Superscript) and (raised := RAISED.fullmatch(flat(first.children))):
        return raised["label"]
    found = None if is_graphic(block) else BODY.match(flat(block.children))
    return found["label"] or found["star"] or found["inside"] if found else None


def calls_of(index: int, block: m.Block) -> Iterator[Place]:
    """Every call in a block: in brackets, starred, or raised."""
    yield from calls_in(index, block)
    for number, run in enumerate(block_runs((block,))):
        for begin, end, label in raised_in(run.children, 0):
            yield Place(index, number, begin, end, label)


def raised_in(children: Sequence[m.Inline], begin: int) -> Iterator[tuple[int, int, str]]:
    """(begin, end, label) of each raised label that begins no paragraph, in `children` from the offset `begin` on."""
    for inline in children:
        text = flat((inline,))
        if isinstance(inline, m.Superscript):
            if begin and not text.strip().startswith("[") and (found := RAISED.fullmatch(text)):
                yield begin, begin + len(text), found["label"]
        elif isinstance(inline, PARENTS):
            yield from raised_in(inline.children, begin)
        begin += len(text)


def in_order(notes: Sequence[tuple[m.Note, Move]], blocks: m.Blocks) -> list[tuple[m.Note, Move]]:
    """`notes` and where they stood, in the order in which `blocks` call them; those that notes call come after."""
    runs = block_runs((*blocks, *(block for note, _ in notes for block in note.blocks)))
    calls = (leaf.note for run in runs for leaf in leaves(run.children) if isinstance(leaf, m.NoteReference))
    place = {name: number for number, name in reversed(list(enumerate(calls)))}
    return sorted(notes, key=lambda row: place.get(row[0].id, len(place)))
