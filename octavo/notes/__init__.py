"""Notes: the notes of a plain text in; each linked to its call and taken out of the run of blocks.

Transcribers print a note after its paragraph, its chapter or the book, and number anew with each or never. A note
goes to the calls of its label that stand before it and have none yet.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from octavo import model as m
from octavo.edition import Doubt, Mark, Move
from octavo.inlines import PARENTS, flat, moved
from octavo.lines import block_text
from octavo.notes.labels import BRACKETED, KINDS, LABEL, NUMBER, unlabelled
from octavo.reading import end_of, start
from octavo.structure.divisions import divides, tells
from octavo.typography.edit import Edit
from octavo.walk import Run, block_runs, rewrite_blocks

HEADING = 80
"""So many characters a heading has at most."""
BODY = re.compile(
    rf"[\[{{](?:(?:{KINDS})\s*)?(?:#\s*)?(?P<label>{LABEL})[\]}}:][:.]?\s*"
    r"|(?P<star>\*{1,3}|†|‡)\s?(?=\S)|\[(?P<inside>\*{1,3}|†|‡)\s+(?=[^\s*†‡\]])",
)
CALL = re.compile(
    rf"(?P<space>[ ]?)[\[{{](?:(?:{KINDS})\s*)?#?(?P<label>{NUMBER}|[A-Z]|[*†‡§]{{1,3}})[\]}}]"
    r"|(?<=[\w.,;:!?\"'”’)_])(?P<star>\*{1,3}|†|‡)(?![\w*])"
)


SIGNS = re.compile(r"[\[{*†‡]")


class Noted(Struct, frozen=True):
    """Blocks without their notes, and the notes; `headings` are the indexes of those that headed notes and are gone."""

    blocks: m.Blocks
    notes: tuple[m.Note, ...] = ()
    moves: tuple[Move, ...] = ()
    marks: tuple[Mark, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    headings: tuple[int, ...] = ()


class Body(Struct, frozen=True):
    """A note's blocks, from the index `first` up to `end`; `printed` says whether its label stands before it."""

    label: str
    first: int
    end: int
    printed: bool = True


class Place(Struct, frozen=True):
    """A call: the block and run it stands in, and its characters there."""

    block: int
    run: int
    begin: int
    end: int
    label: str


NONE: Mapping[Body, Place] = MappingProxyType({})
Calls = Callable[[int, m.Block], Iterator[Place]]
"""The calls in the block at an index."""


def with_notes(
    blocks: m.Blocks, bodies: Sequence[Body], calls_of: Calls, sure: Mapping[Body, Place] = NONE, known: int = 0
) -> Noted:
    """`blocks` with each of `bodies` that a call calls taken out and linked; `known` notes are there before.

    Those of `sure` are called from where it says, the others by their labels.
    """
    bodies = [*bodies, *sure]
    if not bodies:
        return Noted(blocks)
    inside = {index for body in bodies for index in range(body.first, body.end)}
    calls = [call for index, block in enumerate(blocks) if index not in inside for call in calls_of(index, block)]
    settled = {(call.block, call.run, call.begin) for call in sure.values()}
    calls = [call for call in calls if (call.block, call.run, call.begin) not in settled]
    pairs, again = paired([body for body in bodies if body not in sure], calls)
    pairs |= sure
    ordered = sorted(pairs.items(), key=lambda pair: (pair[1].block, pair[1].run, pair[1].begin))
    names = {body: f"n{number}" for number, (body, _) in enumerate(ordered, known + 1)}
    called = by_run([*((call, names[body]) for body, call in ordered), *again_called(again, names)])
    marks: list[Mark] = []
    kept = []
    taken = {index for body, _ in ordered for index in range(body.first, body.end)}
    headings = tuple(headings_of(blocks, taken, inside))
    for index, block in enumerate(blocks):
        if index not in taken and index not in headings:
            kept.append(linked(block, index, called, marks))
    notes = [note_of(blocks, body, names[body], marks) for body, _ in ordered]
    moves = [Move("note", start(blocks[body.first].position), following(blocks, body.end)) for body, _ in ordered]
    return Noted(
        tuple(kept),
        tuple(notes),
        tuple(moves),
        tuple(marks),
        tuple(unmatched(blocks, bodies, calls, {*pairs, *again.values()}, {*pairs.values(), *again})),
        headings,
    )


def again_called(again: Mapping[Place, Body], names: Mapping[Body, str]) -> Iterator[tuple[Place, str]]:
    """Calls of notes that are called before, each with the address of the note."""
    return ((call, f"#note-{names[body]}") for call, body in again.items())


def by_run(calls: Iterable[tuple[Place, str]]) -> dict[tuple[int, int], list[tuple[Place, str]]]:
    """`calls` by the block and the run they stand in."""
    found: dict[tuple[int, int], list[tuple[Place, str]]] = defaultdict(list)
    for call, name in calls:
        found[call.block, call.run].append((call, name))
    return found


def note_of(blocks: m.Blocks, body: Body, name: str, marks: list[Mark]) -> m.Note:
    """The note of a body, without the label that the witness prints."""
    content = blocks[body.first : body.end]
    if body.printed:
        content, labels = unlabelled(content, body.label)
        marks += labels
    return m.Note(name, body.label, content, start(blocks[body.first].position))


def headings_of(blocks: m.Blocks, taken: set[int], notes: set[int]) -> Iterator[int]:
    """The headings of lists of `notes` all of which are `taken`, and those of the divisions in the lists."""
    for first in sorted(taken):
        places = (place for place in (first - 1, first - 2) if place >= 0 and place not in notes)
        over = next((place for place in places if tells("notes", block_text(blocks[place]))), None)
        if over is None or (over == first - 2 and not is_division(blocks[first - 1])):
            continue
        gone, index = [over], over + 1
        while index in taken or (index + 1 in taken and is_division(blocks[index])):
            gone += [] if index in taken else [index]
            index += 1
        yield from gone if index not in notes else []


def is_division(block: m.Block) -> bool:
    """Whether a block in a list of notes may tell what division the notes under it are of."""
    if isinstance(block, m.Heading):
        return True
    text = block_text(block).strip() if isinstance(block, m.Paragraph) else ""
    return 0 < len(text) <= HEADING and (divides(text) or text.upper() == text) and not text[:1].isdecimal()


def following(blocks: m.Blocks, index: int) -> m.Position:
    """Where the block at `index` begins, or its file ends."""
    here = blocks[index - 1].position.file
    if index < len(blocks) and blocks[index].position.file == here:
        return start(blocks[index].position)
    return end_of(here)


def bodies_of(blocks: m.Blocks) -> Iterator[Body]:
    """Each block, or run of blocks, that is a note."""
    index = 0
    while index < len(blocks):
        block = blocks[index]
        text = flat(block.children) if isinstance(block, m.Paragraph) else ""
        found = BODY.match(text)
        if not found or is_graphic(block) or is_bulleted(block):
            index += 1
            continue
        end = index + 1
        if BRACKETED.match(text):
            end = bracket_end(blocks, index)
        elif block.position.column > 1:
            end = indented(blocks, index)
        yield Body(found["label"] or found["star"] or found["inside"], index, end)
        index = end


def is_graphic(block: m.Block) -> bool:
    """Whether a block is one bracketed remark rather than a note: `[A]` alone."""
    text = flat(block.children).strip() if isinstance(block, m.Paragraph) else ""
    found = BODY.match(text)
    return bool(found) and not text[found.end() :].strip(" ]*.†‡") if found else False


def are_items(blocks: m.Blocks, one: Body, other: Body) -> bool:
    """Whether two notes under one sign, with a space after it, stand one right after the other: items, it may be."""
    if one.label != other.label or one.end != other.first or one.label[0] not in "*†‡":
        return False
    return all(block_text(blocks[body.first]).startswith(f"{one.label} ") for body in (one, other))


def is_bulleted(block: m.Block) -> bool:
    """Whether a sign of notes with a space after it begins a paragraph and a further line of it: it is a bullet."""
    text = flat(block.children) if isinstance(block, m.Paragraph) else ""
    sign = text[:2]
    return sign in {"* ", "† ", "‡ "} and any(text.startswith(sign, at) for at, _, _ in block.position.breaks)


def bracket_end(blocks: m.Blocks, index: int, *, most: int = 12) -> int:
    """The index after the block where the bracket opened at `index` closes, the next one where it never does."""
    depth = 0
    for end in range(index, min(index + most, len(blocks))):
        text = "".join(flat(run.children) for run in block_runs((blocks[end],)))
        depth += text.count("[") - text.count("]")
        if depth <= 0:
            return end + 1
    return index + 1


def indented(blocks: m.Blocks, index: int) -> int:
    """The index after the indented blocks that go on with the indented note at `index`."""
    column = blocks[index].position.column
    end = index + 1
    while end < len(blocks):
        block = blocks[end]
        if block.position.column < column or not isinstance(block, m.Paragraph | m.Verse | m.Quotation):
            break
        if isinstance(block, m.Paragraph) and BODY.match(flat(block.children)):
            break
        if block.position.line - last_line(blocks[end - 1]) > 2:
            break
        end += 1
    return end


def last_line(block: m.Block) -> int:
    """The last line a block stands on."""
    runs = () if isinstance(block, m.Paragraph | m.Heading) else block_runs((block,))
    position = runs[-1].position if runs else block.position
    return position.breaks[-1][1] if position.breaks else position.line


def calls_in(index: int, block: m.Block) -> Iterator[Place]:
    """Every call in a block."""
    for number, run in enumerate(block_runs((block,))):
        if not SIGNS.search(flat(run.children)):
            continue
        for found in CALL.finditer(flat(run.children)):
            begin = found.start() + len(found["space"] or "")
            yield Place(index, number, begin, found.end(), found["label"] or found["star"])


def paired(bodies: Sequence[Body], calls: Sequence[Place]) -> tuple[dict[Body, Place], dict[Place, Body]]:
    """Each note's call, by label, in order, a note after its call; and the further calls of a note."""
    again: dict[Place, Body] = {}
    waiting: dict[str, list[Place]] = defaultdict(list)
    pairs: dict[Body, Place] = {}
    events: list[tuple[int, int, Body | Place]] = sorted(
        [*((body.first, 1, body) for body in bodies), *((call.block, 0, call) for call in calls)],
        key=lambda event: event[:2],
    )
    ahead = counted(events)
    for place, (_, _, event) in enumerate(events):
        queue = waiting[event.label]
        if isinstance(event, Place):
            queue.append(event)
        elif queue:
            pairs[event] = queue.pop(0)
            if ahead[place] == 0:
                again |= dict.fromkeys(queue, event)
                queue.clear()
    return pairs, again


def counted(events: Sequence[tuple[int, int, Body | Place]]) -> list[int]:
    """For each event, how many notes of its label come before the next call of that label."""
    ahead = [0] * len(events)
    run: dict[str, int] = defaultdict(int)
    for place in range(len(events) - 1, -1, -1):
        event = events[place][2]
        if isinstance(event, Place):
            run[event.label] = 0
        else:
            ahead[place] = run[event.label]
            run[event.label] += 1
    return ahead


def linked(
    block: m.Block, index: int, called: dict[tuple[int, int], list[tuple[Place, str]]], marks: list[Mark]
) -> m.Block:
    """`block` with note references where its calls stood."""
    numbers = iter(range(1_000_000))

    def change(run: Run) -> Run:
        rows = sorted(called.get((index, next(numbers)), []), key=lambda row: row[0].begin)
        text = flat(run.children) if rows else ""
        ends = {call.begin: call.end for call, _ in rows}
        out: list[m.Inline] = []
        edits: list[Edit] = []
        rest, done = run.children, 0
        for call, name in rows:
            links = name.startswith("#")
            begin = call.begin - (not links and is_spaced(text, call, ends))
            before, rest = divided(rest, begin - done)
            inside, rest = divided(rest, call.end - begin)
            out += [*before, m.Link(inside, name) if links else m.NoteReference(name)]
            done = call.end
            if not links:
                signs = (at for at in range(call.begin, call.end) if text[at].strip())
                marks.extend(Mark("note-call", start(run.position.at(at)), text[at]) for at in signs)
                edits.append(Edit(begin, call.end, "", "note-call"))
        return replace(run, children=(*out, *rest), position=moved(run.position, edits)) if rows else run

    return rewrite_blocks((block,), change)[0]


def is_spaced(text: str, call: Place, ends: Mapping[int, int]) -> bool:
    """Whether a call, with those right behind it, stands between spaces: it belongs to the word before it."""
    end = call.end
    while end in ends:
        end = ends[end]
    return text[call.begin - 1 : call.begin] == " " and not text[end : end + 1].strip()


def divided(children: m.Inlines, offset: int) -> tuple[m.Inlines, m.Inlines]:
    """`children` cut in two at `offset` of their flat text; markup there is begun again behind it."""
    before: list[m.Inline] = []
    for index, inline in enumerate(children):
        size = len(flat((inline,)))
        if size <= offset:
            before.append(inline)
            offset -= size
        elif offset == 0:
            return tuple(before), children[index:]
        elif isinstance(inline, m.Text):
            head, tail = m.Text(inline.content[:offset]), m.Text(inline.content[offset:])
            return (*before, head), (tail, *children[index + 1 :])
        elif isinstance(inline, PARENTS):
            first, second = divided(inline.children, offset)
            inner = replace(inline, children=first), replace(inline, children=second)
            return (*before, inner[0]), (inner[1], *children[index + 1 :])
    return tuple(before), ()


def unmatched(
    blocks: m.Blocks, bodies: Sequence[Body], calls: Sequence[Place], found: set[Body], linked_calls: set[Place]
) -> Iterator[Doubt]:
    """A query for each note without a call and each call without a note, which stay as they are."""
    called = {call.label for call in calls}
    items = {one for pair in pairwise(bodies) if are_items(blocks, *pair) for one in pair if one.label not in called}
    for body in bodies:
        if body not in found and body not in items:
            place = start(blocks[body.first].position)
            yield Doubt("note-without-call", place, "", "", f"nothing calls note {body.label}")
    labels = {body.label for body in bodies}
    for call in calls:
        if call not in linked_calls and call.label in labels:
            run = block_runs((blocks[call.block],))[call.run]
            place = start(run.position.at(call.begin))
            text = flat(run.children)
            around = text[max(0, call.begin - 40) : call.begin]
            yield Doubt(
                "call-without-note", place, text[call.begin : call.end], "", f"no note {call.label} follows", around
            )
