"""Orphans: blocks whose notes are linked in; a query for each call left, to which no note answers, out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from octavo import model as m
from octavo.edition import Doubt
from octavo.inlines import flat
from octavo.notes.labels import KINDS
from octavo.reading import start
from octavo.walk import Run, block_runs

CALL = re.compile(
    rf"\[(?:\^[\w-]{{1,20}}|(?:(?:{KINDS})\s*)?#?[1-9][0-9]{{0,2}})\]|<[1-9][0-9]{{0,2}}>"
    r"|(?<=[^\W\d]|[.,;:!?\"'”’»)])\^[0-9]{1,3}(?!\w)"
)
"""A number as a note's call has it; one of four digits is a year."""
SIGNS = re.compile(r"[\[<^]")
FEW, AROUND, NAMED = 3, 40, 12


def orphans(blocks: m.Blocks, asked: Sequence[Doubt]) -> list[Doubt]:
    """The queries about calls in `blocks` that are not `asked` about; of more than a few one, at the first."""
    before = {doubt.position.place for doubt in asked if doubt.rule == "call-without-note"}
    found = [doubt for doubt in left_over(blocks) if doubt.position.place not in before]
    if len(found) <= FEW:
        return found
    first, *others = found
    named = ", ".join(doubt.reading for doubt in others[:NAMED]) + (", …" if len(others) > NAMED else "")
    evidence = f"no note answers this, nor {len(others)} more ({named}): calls whose notes are missing, or page numbers"
    return [Doubt(first.rule, first.position, first.reading, "", evidence, first.left)]


def left_over(blocks: m.Blocks) -> Iterator[Doubt]:
    """A query for each call that leads nowhere: it stands within a paragraph, or is one."""
    for block in blocks:
        for number, run in enumerate(() if isinstance(block, m.Preformatted) else block_runs((block,))):
            text = plain(run) if SIGNS.search(flat(run.children)) else ""
            for found in CALL.finditer(text):
                if found.start() or number or found[0] == text.strip():
                    around = text[max(0, found.start() - AROUND) : found.start()]
                    place = start(run.position.at(found.start()))
                    yield Doubt("call-without-note", place, found[0], "", f"no note answers {found[0]}", around)


def plain(run: Run) -> str:
    """The characters of a run, spaces for those that lead elsewhere."""
    return "".join(
        " " * len(flat((inline,))) if isinstance(inline, m.Link) else flat((inline,)) for inline in run.children
    )
