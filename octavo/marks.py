"""Marks: the conventions of plain text in, the markup they stand for out.

Transcribers write _italics_ and =bold=, ~letters set apart~ for emphasis in German, [Pg 12] for a page of print,
[Illustration] for a picture (Project Gutenberg's and Distributed Proofreaders' guidelines). A mark that has no partner
stays a character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

from msgspec import Struct
from msgspec.structs import replace

from octavo import model as m
from octavo.edition import Doubt, Mark
from octavo.facts import alternatives, every_word
from octavo.inlines import flat, moved, shifter, splice
from octavo.notes import divided
from octavo.reading import start
from octavo.typography.edit import Edit, Kind
from octavo.walk import Run, block_runs, rewrite_blocks

ITALIC = re.compile(
    r"(?<![\w_])_(?=[^\s_])(?P<inside>[^_]{0,1500}?[^\s_])_(?![\w_])|(?<=\w)_(?P<tail>[.,;:!?])_"
    r"|(?<=[0-9])_(?P<unit>[^\W\d_]{1,4}\.?)_(?![^\W\d])",
    re.DOTALL,
)
"""The last: what a number counts, as in '1_s._ 6_d._' and '3_rd_'."""
BOLD = re.compile(r"(?<![\w=])=(?=[^\s=])(?P<inside>[^=\n]{0,300}?[^\s=])=(?![\w=])")
SPACED = re.compile(r"(?<![\w~/])~(?=[^\s~])(?P<inside>[^~]{0,300}?[^\s~])~(?![\w~])")
"""Letters set apart, as German printed in black letter has for emphasis."""
PAGES, PICTURES = (alternatives(every_word("marks.toml", kind)) for kind in ("page", "picture"))
FOLIO = re.compile(
    rf" ?(?:\[(?:{PAGES})\s*(?P<label>[0-9]{{1,4}}|[ivxlc]+)\]"
    rf"|\{{(?:(?:{PAGES})\s*)?(?P<braced>[0-9]{{1,4}})\}})",
    re.IGNORECASE,
)
BARE = {"[": r" ?(?<!\S)\[(?P<bare>[0-9]{1,4})\](?!\[)", "|": r" ?\|\s?(?P<bare>[0-9]{1,4})\s?\|"}
"""Numbers that may be of pages, each by its sign; one in brackets that follows its word is a note's call."""
SERIES, STEADY, EVEN, WIDE, SHORTEST = 5, 0.8, 0.7, 3, 300
"""So many pages tell the shape of all; so many go on by one, and stand within so many times the common distance, which
is no shorter than this in characters."""
PICTURE = re.compile(rf"\[(?:{PICTURES})\.?(?P<caption>\s*:[^\[\]]*)?\]", re.IGNORECASE)


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

    runs = block_runs(blocks)
    counted = counts_lines(runs)
    shape = page_shape(runs)

    def change(run: Run) -> Run:
        if counted and run.kind is Kind.VERSE:
            run = unnumbered(run, marks)
        text = flat(run.children)
        if "[" in text or "{" in text or "|" in text:
            run = illustrated(paged(run, folios, marks, shape), marks, doubts)
        for sign, pattern, kind in (("_", ITALIC, m.Emphasis), ("=", BOLD, m.Strong), ("~", SPACED, m.Emphasis)):
            run = wrapped(run, pattern, kind, marks) if sign in text else run
        return run

    changed = rewrite_blocks(blocks, change)
    return Marked(tuple(turned(block for block in changed if not is_empty(block))), tuple(marks), tuple(doubts))


def turned(blocks: Iterable[m.Block]) -> Iterator[m.Block]:
    """`blocks` with each page that begins in a paragraph of its own begun in the next paragraph."""
    waiting: list[m.Inline] = []
    lone: list[m.Block] = []
    for block in blocks:
        if isinstance(block, m.Paragraph) and block.children and all(map(is_page, block.children)):
            waiting += block.children
            lone.append(block)
        elif waiting and isinstance(block, m.Paragraph):
            yield replace(block, children=(*waiting, *block.children))
            waiting, lone = [], []
        else:
            yield block
    yield from lone


def is_page(inline: m.Inline) -> bool:
    """Whether an inline only begins a page."""
    return isinstance(inline, m.PageBreak)


def page_shape(runs: Sequence[Run]) -> re.Pattern[str]:
    """What numbers pages within the text: FOLIO, and beside it [12] or |12| where such numbers count pages."""
    texts = [flat(run.children) for run in runs]
    offsets = list(accumulate(map(len, texts), initial=0))
    for sign, shape in BARE.items():
        places = [
            (int(found["bare"]), offset + found.start(), found.start() == 0)
            for text, offset in zip(texts, offsets, strict=False)
            if sign in text
            for found in re.finditer(shape, text)
        ]
        if are_pages(places):
            return re.compile(f"{FOLIO.pattern}|{shape}", re.IGNORECASE)
    return FOLIO


def are_pages(places: Sequence[tuple[int, int, bool]]) -> bool:
    """Whether numbers, each with its place and whether it begins a paragraph, count pages.

    They count upwards, by one as a rule, stand as far from one another as pages do, and seldom begin a paragraph, as
    what is listed does.
    """
    steps = [other[0] - one[0] for one, other in pairwise(places)]
    if len(places) < SERIES or min(steps) < 1 or steps.count(1) < STEADY * len(steps):
        return False
    apart = sorted(other[1] - one[1] for one, other in pairwise(places))
    middle = apart[len(apart) // 2]
    even = sum(middle <= WIDE * gap <= WIDE * WIDE * middle for gap in apart)
    first = sum(begins for _, _, begins in places)
    return middle >= SHORTEST and even >= EVEN * len(apart) and first * 2 <= len(places)


def counts_lines(runs: Sequence[Run]) -> bool:
    """Whether verse has every fifth or tenth line's number in its margin."""
    verses = (run for run in runs if run.kind is Kind.VERSE)
    numbers = [int(found["number"]) for run in verses for found in NUMBERED.finditer(flat(run.children))]
    return len(numbers) >= FEWEST and sum(number % 5 == 0 for number in numbers) * 10 >= len(numbers) * 9


def unnumbered(run: Run, marks: list[Mark]) -> Run:
    """`run` without the numbers of its lines and the spaces before them."""
    edits: list[Edit] = []
    for found in NUMBERED.finditer(flat(run.children)):
        marks.append(Mark("line-number", start(run.position.at(found.start("number"))), found["number"]))
        edits.append(Edit(found.start(), found.end(), "", "line-number"))
    return without(run, edits)


def illustrated(run: Run, marks: list[Mark], doubts: list[Doubt]) -> Run:
    """`run` with a query about each picture it tells of; the mark of one without words goes."""
    edits: list[Edit] = []
    for found in PICTURE.finditer(flat(run.children)):
        doubts.append(absent(run, found))
        if not found["caption"]:
            edits.append(taken(run, found[0], found.start(), marks, "illustration"))
    return without(run, edits)


def absent(run: Run, found: re.Match[str]) -> Doubt:
    """The query about a picture that a plain text only tells of."""
    said = " ".join((found["caption"] or "").strip(" :\n").split())
    named = f" ({said})" if said else ""
    evidence = f"a picture stands here{named}, which a plain text cannot hold; take the HTML edition for it"
    return Doubt("picture-missing", start(run.position.at(found.start())), "", "", evidence)


def is_empty(block: m.Block) -> bool:
    """Whether a paragraph held nothing but a mark."""
    return isinstance(block, m.Paragraph) and not block.children


def paged(run: Run, folios: set[str], marks: list[Mark], shape: re.Pattern[str]) -> Run:
    """`run` with its page numbers, of a `shape`, as page breaks; the second of a name only goes."""
    edits: list[Edit] = []
    breaks: list[tuple[int, str]] = []
    for found in shape.finditer(flat(run.children)):
        begin = found.start() + (found[0][0] == " " and found.start() == 0)
        edits.append(taken(run, found[0][begin - found.start() :], begin, marks, "page-number"))
        label = next(filter(None, found.groups()))
        if label not in folios:
            folios.add(label)
            breaks.append((begin, label))
    run, place = without(run, edits), shifter(edits)
    children = run.children
    for begin, label in reversed(breaks):
        before, after = divided(children, place(begin))
        children = (*before, m.PageBreak(label), *after)
    return replace(run, children=children)


def wrapped(run: Run, pattern: re.Pattern[str], kind: type[m.Emphasis | m.Strong], marks: list[Mark]) -> Run:
    """`run` with what stands between each mark and its partner in markup."""
    text = flat(run.children)
    spans = [found.span() for found in pattern.finditer(text)]
    if not spans:
        return run
    signs = [sign for begin, end in spans for sign in (begin, end - 1)]
    edits = [taken(run, text[sign], sign, marks, "markup") for sign in signs]
    run, place = without(run, edits), shifter(edits)
    out: list[m.Inline] = []
    rest, done = run.children, 0
    for begin, end in ((place(begin), place(end)) for begin, end in spans):
        before, rest = divided(rest, begin - done)
        inside, rest = divided(rest, end - begin)
        out += (*before, kind(inside))
        done = end
    return replace(run, children=(*out, *rest))


def taken(run: Run, text: str, begin: int, marks: list[Mark], rule: str) -> Edit:
    """The edit that takes `text`, which begins at `begin`, out of a run, and its mark; a space before it stays."""
    lead = len(text) - len(text.lstrip())
    marks.append(Mark(rule, start(run.position.at(begin + lead)), text.strip()))
    return Edit(begin + lead if begin else begin, begin + len(text), "", rule)


def without(run: Run, edits: Sequence[Edit]) -> Run:
    """`run` with `edits` carried out; it begins where its first character that is left stands."""
    if not edits:
        return run
    position = moved(run.position, edits)
    if edits[0].start == 0:
        place = position.at(0)
        position = replace(place, breaks=tuple(row for row in position.breaks if row[0] > 0))
    return replace(run, children=splice(run.children, edits), position=position)
