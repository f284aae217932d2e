"""Endnotes: the blocks of a page in; the notes listed at its end, without links, taken out and tied to their calls.

A heading of notes, or a rule, parts them from the text; each begins with its label, and the text above calls it in
brackets, or in raised figures. What is not called so stays as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from octavo import model as m
from octavo.divisions import heads
from octavo.edition import Move, Omission
from octavo.frame import omission
from octavo.inlines import PARENTS, flat, leaves
from octavo.lines import block_text
from octavo.notes import Body, Noted, Place, tied
from octavo.walk import block_runs

LABEL = r"[0-9]{1,3}|[*†‡]{1,3}"
BODY = re.compile(rf"[\[({{]?\s*(?P<label>{LABEL})(?:\s*[\])}}.:]+\s*|(?<=[*†‡])\s*)(?=\S)")
CALL = re.compile(rf"\[(?P<label>{LABEL})\]")
RAISED = re.compile(rf"\s*[\[(]?(?P<label>{LABEL})[\])]?\s*")
Called = tuple[int, int, int]
"""The block, run and place of a note that is called."""


class Listed(Struct, frozen=True):
    """Notes at a page's end: the index of their heading or rule, and where they end."""

    head: int
    bodies: tuple[Body, ...]
    end: int


def endnoted(blocks: m.Blocks, first: int) -> tuple[Noted, list[Omission]]:
    """`blocks` with the notes of each page tied, their ids counting from `first`; the headings over them set apart."""
    pairs: dict[Body, Place] = {}
    again: dict[Place, Body] = {}
    emptied: list[int] = []
    begin = 0
    for _, group in groupby(blocks, key=lambda block: block.position.file):
        end = begin + len(tuple(group))
        for listed in lists(blocks, begin, end):
            calls = [call for index in range(begin, listed.head) for call in calls_in(index, blocks[index])]
            found = tied_to(listed.bodies, calls)
            begin = listed.end
            if not found:
                continue
            pairs |= found
            again |= {c: b for b in found for c in calls if c.label == b.label and c != found[b]}
            if len(found) == len(listed.bodies) and not isinstance(blocks[listed.head], m.ThematicBreak):
                emptied.append(listed.head)
        begin = end
    if not pairs:
        return Noted(blocks), []
    omissions = [omission("notes-heading", blocks, index, index + 1) for index in emptied]
    noted = tied(blocks, pairs, again, first)
    heads_gone = {id(blocks[index]) for index in emptied}
    return replace(noted, blocks=tuple(block for block in noted.blocks if id(block) not in heads_gone)), omissions


def lists(blocks: m.Blocks, begin: int, end: int) -> Iterator[Listed]:
    """The notes listed between two indexes: under headings of notes, or after the last rule."""
    heads_of = [index for index in range(begin, end) if is_heading(blocks[index])]
    rules = [index for index in range(begin, end) if isinstance(blocks[index], m.ThematicBreak)]
    for index in heads_of or rules[-1:]:
        stop = next((i for i in range(index + 1, end) if is_end(blocks[i])), end)
        bodies = tuple(bodies_in(blocks, index + 1, stop))
        if bodies and bodies[0].first == index + 1:
            yield Listed(index, bodies, stop)


def is_heading(block: m.Block) -> bool:
    """Whether a block heads a list of notes, in any language."""
    return isinstance(block, m.Heading | m.Paragraph) and heads("notes", block_text(block))


def is_end(block: m.Block) -> bool:
    """Whether a list of notes ends before a block."""
    return isinstance(block, m.Heading | m.ThematicBreak)


def bodies_in(blocks: m.Blocks, begin: int, end: int) -> Iterator[Body]:
    """The blocks between two indexes as notes, each from one with a label up to the next."""
    starts = [(index, label) for index in range(begin, end) if (label := label_of(blocks[index]))]
    stops = [*(index for index, _ in starts[1:]), end]
    yield from (Body(label, index, stop) for (index, label), stop in zip(starts, stops, strict=False))


def label_of(block: m.Block) -> str | None:
    """The label a block begins with, raised or set off."""
    if not isinstance(block, m.Paragraph):
        return None
    first = block.children[0] if block.children else None
    raised = RAISED.fullmatch(flat(first.children)) if isinstance(first, m.Superscript) else None
    found = raised or BODY.match(flat(block.children))
    return found["label"] if found else None


def calls_in(index: int, block: m.Block) -> Iterator[Place]:
    """The calls in a block: labels in square brackets, and raised ones."""
    for number, run in enumerate(block_runs((block,))):
        text = flat(run.children)
        bracketed = [(found.start(), found.end(), found["label"]) for found in CALL.finditer(text)]
        raised = [(at, end, label) for at, end, label in raised_in(run.children, 0) if text[:at].strip()]
        kept = [row for row in raised if not any(row[0] < end and begin < row[1] for begin, end, _ in bracketed)]
        for begin, end, label in sorted([*bracketed, *kept]):
            yield Place(index, number, begin, end, label)


def raised_in(children: Sequence[m.Inline], begin: int) -> Iterator[tuple[int, int, str]]:
    """(begin, end, label) of each raised label in `children`, whose flat text begins at `begin`."""
    for inline in children:
        text = flat((inline,))
        if isinstance(inline, m.Superscript) and (found := RAISED.fullmatch(text)):
            yield begin, begin + len(text), found["label"]
        elif isinstance(inline, PARENTS):
            yield from raised_in(inline.children, begin)
        begin += len(text)


def tied_to(bodies: Sequence[Body], calls: Sequence[Place]) -> dict[Body, Place]:
    """Each note with its first call; none where labels come twice, or too few of them are called."""
    labels = [body.label for body in bodies]
    if len(set(labels)) < len(labels):
        return {}
    first = {call.label: call for call in reversed(calls)}
    found = {body: first[body.label] for body in bodies if body.label in first}
    return found if len(found) * 2 > len(bodies) else {}


def in_order(notes: Sequence[tuple[m.Note, Move]], blocks: m.Blocks) -> list[tuple[m.Note, Move]]:
    """`notes` and where they stood, in the order in which `blocks` call them; those that notes call come after."""
    runs = block_runs((*blocks, *(block for note, _ in notes for block in note.blocks)))
    calls = (leaf.note for run in runs for leaf in leaves(run.children) if isinstance(leaf, m.NoteReference))
    place = {name: number for number, name in reversed(list(enumerate(calls)))}
    return sorted(notes, key=lambda row: place.get(row[0].id, len(place)))
