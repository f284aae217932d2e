"""Marks: the conventions of plain text in, the markup they stand for out.

Transcribers write _italics_ and =bold=, [Pg 12] for a page of print, [Illustration] for a picture (Project
Gutenberg's and Distributed Proofreaders' guidelines). A mark that has no partner stays a character.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from octavo import model as m
from octavo.edition import Doubt, Mark
from octavo.inlines import flat, moved, splice
from octavo.notes import divided
from octavo.reading import start
from octavo.typography.edit import Edit, Kind
from octavo.walk import Run, block_runs, rewrite_blocks

ITALIC = re.compile(
    r"(?<![\w_])_(?=[^\s_])(?P<inside>[^_]{0,1500}?[^\s_])_(?![\w_])|(?<=\w)_(?P<tail>[.,;:!?])_", re.DOTALL
)
BOLD = re.compile(r"(?<![\w=])=(?=[^\s=])(?P<inside>[^=\n]{0,300}?[^\s=])=(?![\w=])")
FOLIO = re.compile(
    r" ?(?:\[(?:Pg\.?|Page|Seite|S\.|p\.)\s*(?P<label>[0-9]{1,4}|[ivxlc]+)\]"
    r"|\{(?:Pg\.?\s*|p\.\s*)?(?P<braced>[0-9]{1,4})\})",
    re.IGNORECASE,
)
PICTURE = re.compile(
    r"\[(?:Illustrations?|Abbildung|Frontispiece|Ilustración|Bild)\.?(?P<caption>\s*:[^\[\]]*)?\]", re.IGNORECASE
)


NUMBERED = re.compile(r"(?<=\S)[ \t]{2,}(?P<number>[0-9]{1,4})[ \t]*$", re.MULTILINE)
"""The number of a line of verse, in the margin."""
FEWEST = 3


class Marked(Struct, frozen=True):
    """Blocks with markup, and the characters that stood for it."""

    blocks: m.Blocks
    marks: tuple[Mark, ...]
    doubts: tuple[Doubt, ...] = ()


def marked(blocks: m.Blocks) -> Marked:
    """`blocks` with their marks made markup."""
    marks: list[Mark] = []
    doubts: list[Doubt] = []
    folios: set[str] = set()

    counted = counts_lines(blocks)

    def change(run: Run) -> Run:
        if counted and run.kind is Kind.VERSE:
            for found in reversed(list(NUMBERED.finditer(flat(run.children)))):
                run = unnumbered(run, found, marks)
        text = flat(run.children)
        if not any(sign in text for sign in "_=[{"):
            return run
        for found in reversed(list(FOLIO.finditer(text))):
            run = paged(run, found, folios, marks)
        for found in reversed(list(PICTURE.finditer(flat(run.children)))):
            doubts.append(absent(run, found))
            if not found["caption"]:
                run = taken(run, found.start(), found.end(), marks, "illustration")
        for pattern, kind in ((ITALIC, m.Emphasis), (BOLD, m.Strong)):
            for found in reversed(list(pattern.finditer(flat(run.children)))):
                run = wrapped(run, found, kind, marks)
        return run

    changed = rewrite_blocks(blocks, change)
    return Marked(tuple(block for block in changed if not is_empty(block)), tuple(marks), tuple(doubts))


def counts_lines(blocks: m.Blocks) -> bool:
    """Whether verse has every fifth or tenth line's number in its margin."""
    verses = (run for run in block_runs(blocks) if run.kind is Kind.VERSE)
    numbers = [int(found["number"]) for run in verses for found in NUMBERED.finditer(flat(run.children))]
    return len(numbers) >= FEWEST and sum(number % 5 == 0 for number in numbers) * 10 >= len(numbers) * 9


def unnumbered(run: Run, found: re.Match[str], marks: list[Mark]) -> Run:
    """`run` without the number of a line and the space before it."""
    marks.append(Mark("line-number", start(run.position.at(found.start("number"))), found["number"]))
    edits = [Edit(found.start(), found.end(), "", "line-number")]
    return replace(run, children=splice(run.children, edits), position=moved(run.position, edits))


def absent(run: Run, found: re.Match[str]) -> Doubt:
    """The query about a picture that a plain text only tells of."""
    said = " ".join((found["caption"] or "").strip(" :\n").split())
    named = f" ({said})" if said else ""
    evidence = f"a picture stands here{named}, which a plain text cannot hold; take the HTML edition for it"
    return Doubt("picture-missing", start(run.position.at(found.start())), "", "", evidence)


def is_empty(block: m.Block) -> bool:
    """Whether a paragraph held nothing but a mark."""
    return isinstance(block, m.Paragraph) and not block.children


def paged(run: Run, found: re.Match[str], folios: set[str], marks: list[Mark]) -> Run:
    """A page number as a page break; the second of a name only goes."""
    label = found["label"] or found["braced"]
    begin = found.start() + (found[0][0] == " " and found.start() == 0)
    run = taken(run, begin, found.end(), marks, "page-number")
    if label in folios:
        return run
    folios.add(label)
    before, after = divided(run.children, begin)
    return replace(run, children=(*before, m.PageBreak(label), *after))


def taken(run: Run, begin: int, end: int, marks: list[Mark], rule: str) -> Run:
    """`run` without the characters `begin` to `end`, which are put on record."""
    text = flat(run.children)[begin:end]
    lead = len(text) - len(text.lstrip())
    marks.append(Mark(rule, start(run.position.at(begin + lead)), text.strip()))
    edits: Sequence[Edit] = [Edit(begin + lead if begin else begin, end, "", rule)]
    position = moved(run.position, edits)
    if begin == 0:
        place = run.position.at(end)
        position = m.Position(place.file, place.line, place.column, tuple(row for row in position.breaks if row[0] > 0))
    return replace(run, children=splice(run.children, edits), position=position)


def wrapped(run: Run, found: re.Match[str], kind: type[m.Emphasis | m.Strong], marks: list[Mark]) -> Run:
    """`run` with what stands between a mark and its partner in markup."""
    begin, end = found.span()
    run = taken(run, end - 1, end, marks, "markup")
    run = taken(run, begin, begin + 1, marks, "markup")
    before, rest = divided(run.children, begin)
    inside, after = divided(rest, end - begin - 2)
    return replace(run, children=(*before, kind(inside), *after))
