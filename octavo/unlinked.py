"""Unlinked: a page's blocks in; the notes that no link calls, with their calls, out.

A note is a paragraph in brackets with its label, behind a star, or behind a raised label; under a heading of notes
it may begin with its bare number. Its call is the label in brackets or raised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo import model as m
from octavo.divisions import heads
from octavo.inlines import flat
from octavo.labels import BRACKETED, LABEL
from octavo.lines import block_text
from octavo.notes import BODY, Body, Noted, Place, bracket_end, calls_in, is_graphic, with_notes
from octavo.walk import block_runs

RAISED = re.compile(rf"[\[(]?(?P<label>{LABEL})[\])]?")
NUMBERED = re.compile(r"(?P<label>[0-9]{1,4})[.):]?\s+\S")


def noted(blocks: m.Blocks, known: int) -> Noted:
    """`blocks` of a page that has `known` notes already, with each other one that is called taken out and linked."""
    return with_notes(blocks, list(bodies_of(blocks)), calls_of, known)


def bodies_of(blocks: m.Blocks) -> Iterator[Body]:
    """Each block, or run of blocks in one bracket, that is a note."""
    listed = end = 0
    for index, block in enumerate(blocks):
        if isinstance(block, m.Heading):
            listed = int(heads("notes", block_text(block)))
        if index < end or not isinstance(block, m.Paragraph):
            continue
        text = flat(block.children)
        end = bracket_end(blocks, index) if BRACKETED.match(text) else index + 1
        found = raised(block) or (not is_graphic(block) and BODY.match(text))
        if listed and not found and (numbered := NUMBERED.match(text)) and int(numbered["label"]) == listed:
            found = numbered
        if found:
            listed += bool(listed)
            yield Body(found["label"] or found["star"], index, end)


def raised(block: m.Paragraph) -> re.Match[str] | None:
    """The raised label a paragraph begins with."""
    first = block.children[0] if block.children else None
    return RAISED.fullmatch(flat(first.children)) if isinstance(first, m.Superscript) else None


def calls_of(index: int, block: m.Block) -> Iterator[Place]:
    """Every call in a block: in brackets, starred, or raised."""
    yield from calls_in(index, block)
    for number, run in enumerate(block_runs((block,))):
        begin = 0
        for inline in run.children:
            length = len(flat((inline,)))
            found = RAISED.fullmatch(flat(inline.children)) if isinstance(inline, m.Superscript) else None
            if found and found[0] == found["label"] and begin:
                yield Place(index, number, begin, begin + length, found["label"])
            begin += length
