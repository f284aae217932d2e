"""In place: the blocks of a text in; what each says as a heading where it stands, out.

Where it stands tells how many blank lines set it off, whether an I is a number, and what is said before many a number.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from octavo import model as m
from octavo.edition import Omission
from octavo.inlines import flat
from octavo.notes import last_line
from octavo.structure.headings import LOWER, Patterns, Said, lower

MARKED = 2
"""So many headings of markup a file has where markup tells all of them."""
PREFIX = re.compile(r"(?P<name>[^\n•·:.;—–]{2,40}?)(?:\s*(?:[•·:.;—–]|--?)\s+|\n)(?=\S)")
"""What stands before the word and number of a division, or over them: the part it is in, in 'Inferno • Canto I'."""
OFTEN, APART = 3, 4
TITLE_LINES, LABEL = 4, 3
"""At most so many lines or blocks a printed title has, and words the label before it."""


class Read:
    """What is known of a text that is read several times while it is taken apart.

    `said` is what blocks said before, by their identity and the blank lines before them; `between` are the first and
    last line of each stretch set `apart` before, by file.
    """

    def __init__(self, apart: Sequence[Omission] = ()) -> None:
        self.said: dict[tuple[int, int], tuple[m.Block, Said | None]] = {}
        self.between: dict[str, list[tuple[int, int]]] = {}
        for one in apart:
            self.between.setdefault(one.position.file, []).append((one.position.line, one.last_line))
        for rows in self.between.values():
            rows.sort()

    def gap(self, file: str, over: int, under: int) -> int:
        """The most blank lines that stand together between two lines, what was set apart there being none."""
        gap = under - over - 1
        rows = self.between.get(file, ()) if gap > 1 else ()
        first = bisect_right(rows, (over, under)) if rows else 0
        last = bisect_right(rows, (under, 0)) if rows else 0
        if first == last:
            return gap
        bounds = [over, *(line for row in rows[first:last] for line in row), under]
        return max(after - line - 1 for line, after in zip(bounds[::2], bounds[1::2], strict=True))


def with_gaps(blocks: m.Blocks, patterns: Patterns, known: Read | None = None) -> list[Said | None]:
    """What each block says as a heading; where markup tells headings, blank lines tell none but of bold ones."""
    known = known or Read()
    read = known.said
    out: list[Said | None] = []
    last: m.Position | None = None
    headed = headings(blocks)
    ruled = under_rules(blocks)
    for block in blocks:
        position = block.position
        same = last is not None and last.file == position.file
        gap = known.gap(position.file, last.line, position.line) if last is not None and same else 9
        gap = max(gap, APART) if id(block) in ruled else gap
        gap = 0 if is_plain(block, headed) else gap
        before, said = read.get((id(block), gap), (None, None))
        if before is not block:
            said = patterns.said(block, gap)
            said = (lower(said, patterns) if said else None) or said
            read[id(block), gap] = block, said
        out.append(said)
        last = replace(position, line=last_line(block))
    out = lettered(out)
    going_on = {said.style for said in out if said and said.number == 2}
    return prefixed([unnumbered(said) if said and is_pronoun(said, going_on) else said for said in out], patterns)


def under_rules(blocks: Sequence[m.Block]) -> set[int]:
    """The identities of the lines in capitals right under rules, where several pieces of a text have such a heading."""
    found = {id(b) for a, b in pairwise(blocks) if isinstance(a, m.ThematicBreak) and is_capital(b)}
    return found if len(found) >= OFTEN else set()


def is_capital(block: m.Block) -> bool:
    """Whether a block is a line in capitals, as a piece under a rule has for its heading."""
    text = flat(block.children) if isinstance(block, m.Paragraph) and not block.position.breaks else ""
    return text.upper() == text and any(map(str.isalpha, text))


def lettered(said: list[Said | None]) -> list[Said | None]:
    """`said` with letters as numbers where an A and a B count a division: its C is no hundred."""
    words = [{one.word for one in said if one and one.numeral == letter} for letter in "AB"]
    if not (words[0] & words[1]):
        return said
    return [
        replace(one, number=ord(one.numeral) - ord("@"))
        if one and one.word in words[0] & words[1] and one.numeral and re.fullmatch("[A-Z]", one.numeral)
        else one
        for one in said
    ]


def prefixed(said: list[Said | None], patterns: Patterns) -> list[Said | None]:
    """`said` with the number of each division whose heading begins with the name of its part, as several do."""
    found = {index: row for index, one in enumerate(said) if one for row in named(one, patterns)}
    often = Counter(name for name, _ in found.values())
    lines = {fold(one.text) for one in said if one} if found else set()
    known = {name for name in often if often[name] >= OFTEN or name in lines}
    return [found[index][1] if index in found and found[index][0] in known else one for index, one in enumerate(said)]


def named(said: Said, patterns: Patterns) -> Sequence[tuple[str, Said]]:
    """The folded name a heading begins with and the division it says behind that; nothing where it says none."""
    found = PREFIX.match(said.text) if not said.role and not said.numeral else None
    if found is None:
        return ()
    below = patterns.read(said.block, said.text[found.end() :], said.gap, said.level)
    if not below.numeral or below.role not in LOWER:
        return ()
    place = found.end()
    whole = replace(below, text=said.text, title_at=place + below.title_at, label_end=place + below.label_end)
    return ((fold(found["name"]), whole),)


def headings(blocks: m.Blocks) -> Counter[str]:
    """How many headings of markup each file has."""
    return Counter(block.position.file for block in blocks if isinstance(block, m.Heading))


def is_plain(block: m.Block, headed: Counter[str]) -> bool:
    """Whether a block has no markup of a heading where markup tells the headings; `headed` counts them by file."""
    if headed[block.position.file] < MARKED or isinstance(block, m.Heading):
        return False
    return not (isinstance(block, m.Paragraph) and is_bold(block))


def is_bold(block: m.Paragraph) -> bool:
    """Whether all words of a paragraph are bold."""
    plain = (inline for inline in block.children if not isinstance(inline, m.Strong))
    return not flat(tuple(plain)).strip() and any(isinstance(inline, m.Strong) for inline in block.children)


def unnumbered(said: Said) -> Said:
    """What a heading says where its number is none: its text alone."""
    return Said(said.block, said.text, gap=said.gap, level=said.level)


def is_pronoun(said: Said, going_on: set[str]) -> bool:
    """Whether the `I` a text begins with is no number: nothing parts it from the words after, and no II goes on.

    `going_on` are the styles of headings with a second number.
    """
    alone = said.numeral == "I" and not said.word and said.text[said.label_end : said.title_at] == " "
    return alone and said.style not in going_on


def fold(text: str) -> str:
    """A line without case, spaces and points."""
    return " ".join(re.findall(r"[^\W_]+", text.lower()))


def is_title(said: str, name: str) -> bool:
    """Whether folded words are a folded title: alone, or under a label of a few words."""
    return bool(name) and (said == name or (said.endswith(f" {name}") and said.count(" ") - name.count(" ") <= LABEL))
