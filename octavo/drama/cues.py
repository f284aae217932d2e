"""Cues: the names that begin speeches in a play, and how a play sets them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from octavo import model as m
from octavo.facts import Words, alternatives, read_facts
from octavo.lines import Line, cut
from octavo.personal_names import ANDS
from octavo.structure.dates import dated
from octavo.structure.divisions import ROMAN, divides, every

TITLES = alternatives(read_facts("drama/drama.toml", Words)["titles"])
TITLE = rf"(?:(?:{TITLES}|[A-Z][a-z]?)\.\s?|(?:{TITLES.upper()})\.\s?(?=[^\W\d_a-z]{{2}}))"
"""A title before a name; one in capitals is a speaker's whole name where none in capitals follows: `CAPT. I come.`"""
UNFINISHED = re.compile(rf"\s(?:{TITLES})$", re.IGNORECASE)
"""The title before a name at the end of words in capitals, which are none: `SEARCH FOR MR. HYDE`."""
ASIDE = r"[\[(][^\[\]()]*[\])]"
SIGNS = "_~"
"""What sets off a name in plain text: italics, or letters set apart."""
NAME = rf"(?:[0-9][a-z.]{{0,3}}\s?)?{TITLE}?[^\W\d_a-z][^.:\n\[\]()!?,;“”\"\t{SIGNS}]{{0,30}}?"
MANNER = r",\s+[a-zà-ÿа-яё][^.:,;!?\n\[\]()]{1,39}"
"""What a speaker does, after a comma and without a bracket, as French plays have it: `CAMILLE, lisant.`"""
CUE = re.compile(
    rf"(?P<mark>[{SIGNS}]?)(?P<name>{NAME})(?P<aside>(?:,?\s*{ASIDE})?|(?P<manner>{MANNER}))"
    rf"(?:(?P<point>[.:](?:--|—)?(?P=mark)|(?P=mark)[.:](?:--|—)?)(?P<after>\s*{ASIDE}[.:]?$)?(?:\s+|$)|(?P<tab>\t+))"
)
"""A name with a point or colon, and what is said; what stands in brackets beside the name belongs to it."""
MARKED = re.compile(
    rf"(?P<mark>[{SIGNS}])"
    rf"(?P<name>[^\W\d_a-z](?:[^.:\n\[\]()!?,;“”\"{SIGNS}]|(?<=\b\w)\.|(?<=\b\w\w)\.){{0,40}}?)(?P<manner>(?!))?"
    rf"(?:[.:](?P=mark)|(?P=mark)[.:]|(?P=mark)(?=\s*[\[(]))(?P<aside>\s*{ASIDE})?(?:\s+|$)"
)
"""A name that is set off, may be shortened, and needs no point before brackets: `~D. a. Moor.~`, `~Karl~ (_lacht_)`."""
BETWEEN = re.compile(rf",\s*|\s+(?:{ANDS}|{ANDS.upper()}|&|y|Y)\s+")
NUMBERED = re.compile(r"\(?(?:[0-9]|[IVXLC]+\.)")
"""What follows the name of a series, as in `Obs. 4.`, and no speaker's."""
COUNTED = re.compile(r"\s[IVXLC]+$")
"""The number at the end of what is counted, such as the songs of an opera."""
CUED, CUE_LENGTH = re.compile(r"[.:\[(\t]"), 60
"""What a line must have near its beginning to be a cue, if it is not in capitals."""
CALLED = re.compile(rf"(?P<name>{NAME}(?:,\s+{NAME})*)(?P<aside>(?:,?\s*{ASIDE})?|(?P<manner>{MANNER}(?=[.:])))[.:]?")
"""Names alone on their line."""
SMALL = re.compile(r"(?<!\S)(?!(?:of|the|and|to|de|du|der|von)\b)[a-zà-ÿа-я]")
"""A word that begins small, but for those that names have."""
LIKELY, CAPITALS, WORDS = 3, 2, 5


class Cue(Struct, frozen=True):
    """Who begins to speak on a line: the names, where they stand in it, what beside them, and where speech begins.

    `sure` are names in capitals or italics, `likely` ones only have every word begin with a capital. `column` is the
    line's; `headed` says that more lines stand under the name, `bare` that none does and nothing stands beside it.
    """

    names: tuple[str, ...]
    place: tuple[int, int]
    aside: tuple[int, int]
    said: int
    sure: bool
    likely: bool
    column: int = 1
    headed: bool = False
    bare: bool = False


class Style(Struct, frozen=True):
    """How a play names its speakers, who they are, and the column its margin is."""

    names: frozenset[str]
    bare: bool
    sure: bool
    headed: bool
    set_in: bool
    margin: int

    def has(self, cue: Cue) -> bool:
        """Whether a cue is set as the play's are."""
        return cue.sure >= self.sure and self.bare >= cue.bare

    def speaks(self, cue: Cue | None) -> bool:
        """Whether a cue is one of the play's."""
        if cue is None or cue.sure < self.sure:
            return False
        alike = (self.headed and cue.headed) or (self.set_in and cue.column > self.margin)
        stranger = self.has(cue) and (cue.sure or (cue.likely and alike))
        return stranger or all(name in self.names for name in cue.names)


@cache
def entering() -> re.Pattern[str]:
    """What begins a direction that no bracket sets off: drama.toml."""
    table = read_facts("drama/drama.toml", Words)
    return re.compile(rf"_?(?:{alternatives(table['directions'])})(?![^\W_])(?![^_\n]*[?!])")


@cache
def addressed() -> re.Pattern[str]:
    """What begins with the word of an address, as over a letter, in any language."""
    return re.compile(rf"(?:{alternatives(every('to'))})\s", re.IGNORECASE)


def cue_of(block: m.Block) -> Cue | None:
    """The cue a paragraph begins with."""
    if not isinstance(block, m.Paragraph) or not block.children:
        return None
    first = block.children[0]
    if (
        isinstance(first, m.Text)
        and not CUED.search(first.content, 0, CUE_LENGTH)
        and first.content.upper() != first.content
    ):
        return None
    if isinstance(first, m.Text) and ends_line(block.children[1:2]) and not called_in(first.content.strip()):
        return None
    return cue_at(cut(block.children, block.position), 0)


def ends_line(after: m.Inlines) -> bool:
    """Whether a text before `after` is a whole line."""
    return not after or isinstance(after[0], m.LineBreak)


def cue_at(rows: Sequence[Line], index: int) -> Cue | None:
    """The cue that one of the lines of a paragraph begins with."""
    cue = cue_in(rows[index])
    if cue is None or cue.said < len(rows[index].text.rstrip()):
        return cue
    return replace(cue, headed=index + 1 < len(rows), bare=len(rows) == 1)


def cue_in(line: Line) -> Cue | None:
    """The cue a line begins with; a heading is none."""
    cue = cue_of_text(line.text.rstrip())
    return replace(cue, column=line.position.column) if cue else None


@lru_cache(10_000)
def cue_of_text(text: str) -> Cue | None:
    """The cue that the characters of a line begin with: whether a text is a play, and each of its scenes, asks anew."""
    lead = len(text) - len(text.lstrip())
    text = text[lead:]
    found = called_in(text)
    if found is None or divides(text.lstrip(SIGNS)) or entering().match(text) or addressed().match(text):
        return None
    capital = found["name"].upper() == found["name"]
    groups = found.groupdict()
    begin, end = found.span("name")
    aside, closed = found.span("after" if groups.get("after") else "aside")
    sure = capital or bool(groups.get("mark"))
    names = tuple(" ".join(name.lower().split()) for name in BETWEEN.split(found["name"]))
    places = (lead + begin, lead + end), (lead + aside, lead + closed)
    likely = len(found["name"].split()) <= LIKELY and not SMALL.search(found["name"])
    return Cue(names, *places, lead + found.end(), sure, likely)


def called_in(text: str) -> re.Match[str] | None:
    """The name that a line of speech begins with, or that stands alone on it."""
    called = CALLED.fullmatch(text)
    found = called if called and called["name"].upper() == called["name"] else CUE.match(text)
    found = found or (MARKED.match(text) if text[:1] in SIGNS else None)
    if found and found["manner"] and (len(found["name"]) < CAPITALS or found["name"].upper() != found["name"]):
        return None
    if not found or not is_name(found["name"]) or NUMBERED.match(text, found.end()):
        return None
    return None if found.end() < len(text) and COUNTED.search(found["name"]) else found


def is_name(text: str) -> bool:
    """Whether `text` can be a person's name: a few words, the last no title before a name, and no number or date."""
    if len(text.split()) > WORDS or ROMAN.fullmatch(text.strip()) or UNFINISHED.search(text):
        return False
    return not (text[-1:].isdecimal() and dated(text))
