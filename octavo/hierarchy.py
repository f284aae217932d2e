"""Hierarchy: the blocks of a text as they read, all in view; which of them are headings, and how deep, out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from msgspec import Struct
from msgspec.structs import replace

from octavo import model as m
from octavo.headings import DATE, LONGEST, OPENING_SPEECH, SENTENCE, SHORT, SHORT_LINES, Patterns, Said, lower
from octavo.lines import block_text
from octavo.model import Role
from octavo.notes import last_line
from octavo.roles import SEMANTICS
from octavo.series import counting
from octavo.walk import flat

LETTER = re.compile(r"[^\W\d_]\.?")
CHAPTERS = {Role.CHAPTER, Role.LETTER}
FOLLOWED, SERIES, DIARY, SET_OFF = 0.8, 5, 3, 3
MARKED = 2
"""So many headings of markup a file has where markup tells all of them."""


class Chosen(Struct, frozen=True):
    """A heading: the index of its block, what it says, its depth and role, the index of the block that is its title."""

    index: int
    said: Said
    depth: int
    role: Role
    title: int | None = None


def hierarchy(
    blocks: m.Blocks, said: Sequence[Said | None], listed: frozenset[str], patterns: Patterns
) -> list[Chosen]:
    """The headings among `blocks`; `listed` are the lines of the contents list, folded."""
    judge = Judge(blocks, said, listed, patterns)
    return judge.chosen()


class Judge:
    """Knows all that a text offers as headings."""

    def __init__(
        self, blocks: m.Blocks, said: Sequence[Said | None], listed: frozenset[str], patterns: Patterns
    ) -> None:
        self.blocks = blocks
        self.said: Sequence[Said | None] = said
        self.listed = listed
        self.patterns = patterns
        self.files = len({block.position.file for block in blocks})
        self.headed = headings(blocks)
        self.ranked = len(set(leading(blocks))) > 1 < self.files
        self.strong = {index for index, one in enumerate(said) if one and self.is_strong(one)}
        self.strong -= self.announced()
        self.letters = self.alphabet()
        self.said = [unnumbered(one) if one and index in self.letters else one for index, one in enumerate(said)]
        self.numerals = counting(self.said, self.strong, self.letters, self.can_head)
        self.dates = self.calendar()
        self.chapters = [
            index for index in sorted(self.strong | self.letters | self.numerals) if self.numbers_chapters(index)
        ]
        self.tales = self.numbered_within()
        if self.tales:
            self.chapters = []
        self.openings = {index for index in {*self.chapters, *self.strong} if self.at(index).level is None}
        self.first = self.chapters[0] if self.chapters else len(self.blocks)
        named = [index for index in self.chapters if index in self.strong]
        self.last = max(named or self.chapters, default=len(self.blocks))
        self.unnamed = self.series_of_names()
        self.titles = self.title_blocks()
        self.holders = self.holding()

    def at(self, index: int) -> Said:
        """What the block at `index` says."""
        said = self.said[index]
        assert said is not None
        return said

    @staticmethod
    def is_strong(said: Said) -> bool:
        """Whether a division's word and a number leave no doubt."""
        return bool(said.role and said.numeral)

    def numbers_chapters(self, index: int) -> bool:
        """Whether the heading at `index` is one of a series of chapters."""
        said = self.at(index)
        return said.role in CHAPTERS or (said.role is None and index not in self.strong)

    def announced(self) -> set[int]:
        """Headings one under the other whose word and number stand again with text: they only tell of it."""
        runs = [index for index in self.strong if self.is_beside_its_like(index)]
        keys = {index: (self.at(index).role, self.at(index).number) for index in self.strong}
        return {
            index
            for index in runs
            if any(keys[other] == keys[index] and other > index and other not in runs for other in self.strong)
        }

    def is_beside_its_like(self, index: int) -> bool:
        """Whether a heading with the same word stands directly before or after the one at `index`."""
        beside = (other for other in (index - 1, index + 1) if other in self.strong)
        return any(self.at(other).word == self.at(index).word for other in beside)

    # Kinds of headings -------------------------------------------------------------------------------------

    def alphabet(self) -> set[int]:
        """Single letters in the order of the alphabet."""
        rows = [
            (index, one.text[0])
            for index, one in enumerate(self.said)
            if one and one.text[0].isupper() and LETTER.fullmatch(one.text.strip())
        ]
        letters = [letter for _, letter in rows]
        if len(rows) < 5 or letters != sorted(set(letters)):
            return set()
        return {index for index, _ in rows}

    def calendar(self) -> set[int]:
        """Dates that stand over text, as in a diary; the one over a letter's salutation is the letter's."""
        rows = {
            index
            for index, one in enumerate(self.said)
            if one and one.word == DATE and one.level is None and one.gap >= 1 and self.is_over_text(index + 1)
        }
        entries = [index for index in rows if not self.is_under_number(index)]
        return rows if len(entries) >= DIARY else set()

    def is_under_number(self, index: int) -> bool:
        """Whether a number, with its title or without, stands right over the block at `index`, as over a letter's date."""
        known = self.strong | self.numerals
        titled = index - 2 in known and not self.at(index - 2).title and self.can_title(index - 1)
        return index - 1 in known or titled

    def is_over_text(self, index: int) -> bool:
        """Whether running text begins at `index`."""
        return index < len(self.blocks) and isinstance(self.blocks[index], m.Paragraph | m.Verse | m.Quotation)

    def can_head(self, said: Said) -> bool:
        """Whether a numeral stands as a heading does: alone, or before a title in capitals or set off."""
        if said.level is not None or self.is_listed(said):
            return True
        if said.text.count("\n") >= SHORT_LINES or len(said.text) > SHORT:
            return False
        if not said.title:
            return said.text[-1] in ".)]" or said.gap >= 1
        capital = said.title.upper() == said.title
        if said.gap >= SET_OFF and len(said.text) <= SHORT // 2 and said.title[0].isupper():
            return True
        return capital or (said.gap >= 2 and not SENTENCE.search(said.title) and said.title[0].isupper())

    def is_listed(self, said: Said) -> bool:
        """Whether the contents list has this line, or its title."""
        return bool(self.listed) and (
            fold(said.text) in self.listed or (bool(said.title) and fold(said.title) in self.listed)
        )

    def is_word(self, said: Said) -> bool:
        """Whether a division's word stands as a heading without a number."""
        if not said.role or said.numeral:
            return False
        if said.level is not None or self.is_listed(said):
            return True
        if "\n" in said.text.strip() or len(said.text) > SHORT // 2 or not said.text[0].isupper():
            return False
        whole = not said.title
        return (whole and said.gap >= 1) or (said.gap >= 2 and (said.capital or not SENTENCE.search(said.text)))

    def is_display(self, index: int, said: Said) -> bool:
        """Whether a line without word or number stands as a heading does."""
        if said.level is not None:
            return True
        if not self.is_short(said) or index + 1 >= len(self.blocks) or is_plain(said.block, self.headed):
            return False
        if self.is_listed(said) or index in self.unnamed or index in self.tales:
            return True
        return index < self.first and said.gap >= 2 and said.capital and self.is_over(index)

    def is_over(self, index: int) -> bool:
        """Whether text stands under a line in capitals, or under the one that follows it."""
        under = index + 1
        while under < len(self.blocks) and self.is_capital_line(under):
            under += 1
        said = self.said[under] if under < len(self.blocks) else None
        opens = under in self.strong or under in self.numerals or (said is not None and bool(said.role))
        return under - index <= 2 and under < len(self.blocks) and not opens

    def is_capital_line(self, index: int) -> bool:
        """Whether a block is a short line in capitals that neither word nor number makes a heading."""
        said = self.said[index]
        return said is not None and said.capital and self.is_short(said) and not said.role and not said.numeral

    def is_titled(self, index: int) -> bool:
        """Whether a numeral has a title, beside it or under it."""
        return bool(self.at(index).title) or index in self.titles

    def numbered_within(self) -> set[int]:
        """In a text without named chapters, the lines under which numbers begin again: titles of numbered tales."""
        if any(self.at(index).level is not None for index in self.numerals) or self.strong:
            return set()
        over = {
            index - 1
            for index in self.numerals
            if index and self.at(index).number == 1 and not self.at(index).title and self.is_over_words(index)
        }
        names = {index for index in over if self.is_capital_line(index) or self.is_listed_line(index)}
        return names if len(names) > 1 else set()

    def is_listed_line(self, index: int) -> bool:
        """Whether a line that neither word nor number makes a heading is in the contents list."""
        said = self.said[index]
        return said is not None and not said.role and not said.numeral and self.is_listed(said)

    def series_of_names(self) -> set[int]:
        """In a text without chapters, three lines or more that stand widely set off, each like a title, over text."""
        if self.chapters or self.strong:
            return set()
        rows = {
            index
            for index, said in enumerate(self.said)
            if said and said.level is None and said.gap >= SET_OFF and is_title(said) and self.is_over_words(index)
        }
        return rows if len(rows) >= DIARY else set()

    def is_over_words(self, index: int) -> bool:
        """Whether text that is no title itself begins under the line at `index`."""
        under = self.said[index + 1] if index + 1 < len(self.said) else None
        return self.is_over_text(index + 1) and not (under and under.gap >= SET_OFF and is_title(under))

    @staticmethod
    def is_short(said: Said) -> bool:
        """Whether a block has a heading's size."""
        return len(said.text) <= SHORT and said.text.count("\n") < SHORT_LINES

    # Titles under their numbers ----------------------------------------------------------------------------

    def title_blocks(self) -> dict[int, int]:
        """For each heading that is a number alone, the index of the block that is its title."""
        alone = [index for index in sorted(self.strong | self.numerals) if not self.at(index).title]
        styles: Counter[str] = Counter()
        titled: Counter[str] = Counter()
        pairs: dict[int, int] = {}
        for index in alone:
            style = self.at(index).style
            styles[style] += 1
            if self.can_title(index + 1):
                titled[style] += 1
                pairs[index] = index + 1
        return {
            index: title
            for index, title in pairs.items()
            if titled[self.at(index).style] >= FOLLOWED * styles[self.at(index).style] or self.surely(title)
        }

    def can_title(self, index: int) -> bool:
        """Whether the block at `index` may be a title that stands under its number."""
        said = self.said[index] if index < len(self.said) else None
        if (
            said is None
            or said.word == DATE
            or (self.at(index - 1).role is Role.PART and self.begins_file(index))
            or stated(said).role not in {None, Role.SUBCHAPTER}
            or index in self.strong
            or index in self.numerals
            or index + 1 >= len(self.blocks)
        ):
            return False
        if said.level is not None:
            return True
        before = self.at(index - 1)
        last = index + 1 in self.strong or index + 1 in self.numerals
        if SENTENCE.search(said.text) and not said.capital and (last or len(self.strong) < SERIES):
            return False
        if said.role is Role.SUBCHAPTER:
            return False
        short = len(said.text) <= LONGEST - 100
        near = said.gap <= 2 or (said.capital and self.is_listed(said))
        alike = before.level is None or (isinstance(said.block, m.Paragraph) and is_bold(said.block))
        return alike and short and near and (said.capital or said.text[0] not in OPENING_SPEECH)

    def begins_file(self, index: int) -> bool:
        """Whether the block at `index` stands in another file than the one before it."""
        return self.blocks[index].position.file != self.blocks[index - 1].position.file

    def surely(self, index: int) -> bool:
        """Whether a title leaves no doubt: it is markup's, or set in capitals."""
        said = self.at(index)
        return said.level is not None or (said.capital and self.is_short(said))

    # The outline -------------------------------------------------------------------------------------------

    def chosen(self) -> list[Chosen]:
        """Every heading in order, with its depth."""
        out: list[Chosen] = []
        parts: list[str] = []
        inside = False
        titles = set(self.titles.values())
        top = self.chapter_level()
        for index, said in enumerate(self.said):
            if said is None or index in titles:
                continue
            parts = self.open_parts(parts, said)
            level = self.level_in(parts, out) if self.ranked else self.below_part(out, index, top)
            kind = self.kind(index, said, level)
            if kind is None:
                continue
            if kind is Role.SUBCHAPTER and not out and said.role and not stated(said).role:
                kind = said.role
            if kind is Role.PART:
                name = str(said.level) if self.ranked else said.word
                parts = [*parts[: parts.index(name)], name] if name in parts else [*parts, name]
                depth, inside = len(parts) - 1, False
            elif kind is Role.SUBCHAPTER and self.is_top(said, level) and not stated(said).role:
                depth, inside = len(parts), True
            elif kind is Role.SUBCHAPTER or (kind not in CHAPTERS and self.lies_below(said, level)):
                depth = len(parts) + inside + self.below(said, level)
            else:
                opens = bool(out) and out[-1].role is Role.PART and not self.is_over_text(index - 1)
                parts = parts if opens or SEMANTICS[kind].matter is m.Matter.BODY else []
                depth, inside = len(parts), True
            out.append(Chosen(index, said, depth, kind, self.titles.get(index)))
        return without_parts(out)

    @staticmethod
    def lies_below(said: Said, level: int | None) -> bool:
        """Whether markup sets a heading lower than the chapters."""
        return said.level is not None and level is not None and said.level > level

    @staticmethod
    def is_top(said: Said, level: int | None) -> bool:
        """Whether markup sets a heading as high as the chapters."""
        return said.level is not None and level is not None and said.level <= level

    def below_part(self, out: Sequence[Chosen], index: int, level: int | None) -> int | None:
        """The level of chapters at a heading: of several files, below that of the part its own file begins with."""
        part = next((one for one in reversed(out) if one.role is Role.PART), None)
        if self.files == 1 or part is None or part.said.level is None:
            return level
        same = self.blocks[part.index].position.file == self.blocks[index].position.file
        return part.said.level + 1 if same else level

    def level_in(self, parts: Sequence[str], out: Sequence[Chosen]) -> int:
        """The level of chapters in the innermost of `parts`: that of its own first one, else the next below it."""
        inside = takewhile(lambda one: one.role is not Role.PART, reversed(out)) if parts else ()
        levels = [one.said.level for one in inside if one.role in CHAPTERS and one.said.level]
        return levels[-1] if levels else level_of(parts) + 1

    def open_parts(self, parts: list[str], said: Said) -> list[str]:
        """The parts that go on at a heading: where files stand at several levels, those above it.

        A numbered chapter stands in a part that no list has higher than it.
        """
        if not self.ranked or said.level is None:
            return parts
        last = said.level - (said.role is Role.PART or not said.numeral)
        return [name for name in parts if name.isdecimal() and int(name) <= last]

    def holding(self) -> set[int]:
        """Headings of several files that hold no text of their own, but chapters in files of theirs: parts."""
        if not self.ranked:
            return set()
        rows = [(index, one) for index, one in enumerate(self.said) if one and one.level is not None]
        return {
            index
            for (index, one), (after, other) in pairwise(rows)
            if (other.level or 0) > (one.level or 0)
            and self.blocks[index].position.file != self.blocks[after].position.file
            and not any(self.is_over_text(place) for place in range(index + 1, after))
        }

    def chapter_level(self) -> int | None:
        """The level of markup that chapters have: that of numbered ones, else the highest used twice."""
        if self.files > 1:
            return 1
        named = [index for index in self.chapters if self.at(index).role in CHAPTERS]
        levels = Counter(said.level for index in named or self.chapters if (said := self.at(index)).level is not None)
        unnamed = Counter(said.level for said in self.said if said and said.level is not None and self.is_unnamed(said))
        several = [level for level, count in unnamed.items() if level is not None and count > 1]
        if levels:
            most = levels.most_common(1)[0][0]
            begun_again = sum(self.at(index).number == 1 for index in self.chapters) > 1
            return min(several) if begun_again and not named and several and min(several) < (most or 0) else most
        every = [level for level in unnamed if level is not None]
        return min(several or every, default=None)

    def dedicates(self, said: Said) -> bool:
        """Whether a heading says whom the book is for."""
        return bool(self.patterns.dedicates.match(said.text)) and said.text[0].isupper() and self.is_short(said)

    def is_unnamed(self, said: Said) -> bool:
        """Whether a heading has no division's word and is not one of notes."""
        return not said.role and not self.patterns.notes.fullmatch(said.text.strip())

    def kind(self, index: int, said: Said, level: int | None) -> Role | None:
        """The role of the block at `index` as a heading, None where it is text."""
        if role := stated(said).role:
            return role
        if index in self.strong:
            return said.role
        if index in self.letters:
            return Role.CHAPTER
        if index in self.dates:
            return Role.SUBCHAPTER
        if index in self.numerals:
            return self.numeral_role(index, said, level)
        if self.patterns.notes.fullmatch(said.text.strip()):
            if self.lies_below(said, level):
                return Role.SUBCHAPTER
            return Role.APPENDIX if self.is_display(index, said) else None
        if self.is_word(said):
            return Role.SUBCHAPTER if self.lies_below(said, level) else said.role
        if said.numeral and said.level is None and not self.is_listed(said):
            return None
        if not self.is_display(index, said):
            return None
        if said.level is not None and index < self.first and self.chapters and self.dedicates(said):
            return Role.DEDICATION
        if said.level is not None and level is not None:
            here = [other for other in self.chapters if self.at(other).level == level]
            named = len(here) >= SERIES or any(self.at(other).role in CHAPTERS for other in self.chapters)
            if not self.is_top(said, level) or (self.files == 1 and named):
                return Role.SUBCHAPTER
            return Role.PART if index in self.holders else nameless(stated(said).matter)
        if self.openings and index < self.first and self.patterns.dedicates.match(said.text):
            return Role.DEDICATION if len(block_text(self.blocks[index + 1])) > SHORT else None
        if self.is_listed(said) and self.opens_chapter(index + 1):
            return Role.PART if index - 1 not in self.openings and index - 1 not in self.titles.values() else None
        if self.is_listed(said) and index > self.last and said.gap >= SET_OFF:
            return Role.APPENDIX
        front = self.patterns.front_role(said.text) if index < self.first else None
        return front or (Role.SUBCHAPTER if self.openings else Role.CHAPTER)

    def numeral_role(self, index: int, said: Said, level: int | None) -> Role:
        """Whether a bare numeral counts chapters or parts of one."""
        named = [other for other in self.strong if self.at(other).role in CHAPTERS]
        if said.level is not None and level is not None:
            return Role.CHAPTER if self.is_top(said, level) else Role.SUBCHAPTER
        if not named:
            first = min(self.numerals)
            within = self.is_titled(first) and not self.is_titled(index) and said.level is None
            if within or (self.tales and not said.title):
                return Role.SUBCHAPTER
            return Role.CHAPTER if said.style.split("/")[1] == self.at(first).style.split("/")[1] else Role.SUBCHAPTER
        before = [other for other in named if other < index]
        sequel = [other for other in self.numerals if other < index and self.at(other).title]
        last = max([*before, *sequel], default=None)
        goes_on = last is not None and said.title and said.number == (self.at(last).number or 0) + 1
        return Role.CHAPTER if goes_on else Role.SUBCHAPTER

    def opens_chapter(self, index: int) -> bool:
        """Whether a chapter or part of plain text begins at `index`."""
        if index not in self.openings:
            return False
        return index not in self.numerals or self.numeral_role(index, self.at(index), None) is Role.CHAPTER

    @staticmethod
    def below(said: Said, level: int | None) -> int:
        """How much deeper markup sets a subdivision than the highest of them."""
        return max(0, said.level - level - 1) if said.level is not None and level is not None else 0


def leading(blocks: m.Blocks) -> Iterator[int]:
    """The level of each file's first heading."""
    files: set[str] = set()
    for block in blocks:
        if isinstance(block, m.Heading) and block.position.file not in files:
            files.add(block.position.file)
            yield block.level


def stated(said: Said) -> m.Heading:
    """What the markup states of a heading's section; nothing of a paragraph's."""
    return said.block if isinstance(said.block, m.Heading) else m.Heading(0, ())


def nameless(matter: m.Matter | None) -> Role:
    """The role of a division that nothing names, by the part of the book it is said to stand in."""
    return {m.Matter.FRONT: Role.SUBCHAPTER, m.Matter.BACK: Role.APPENDIX}.get(matter or m.Matter.BODY, Role.CHAPTER)


def level_of(parts: Sequence[str]) -> int:
    """The level of the innermost of `parts` that are named by their levels."""
    return int(parts[-1]) if parts and parts[-1].isdecimal() else 0


def is_title(said: Said) -> bool:
    """Whether a line is short and begins as a title does, and is no sentence, speech or heading of another kind."""
    text = said.text.strip()
    plain = not said.role and not said.numeral and said.word != DATE and not SENTENCE.search(text)
    return plain and len(text) <= SHORT // 2 and text[0].isupper() and text[-1] not in ",;:—-" and "\n" not in text


def headings(blocks: m.Blocks) -> Counter[str]:
    """How many headings of markup each file has."""
    return Counter(block.position.file for block in blocks if isinstance(block, m.Heading))


def is_plain(block: m.Block, headed: Counter[str]) -> bool:
    """Whether a block has no markup of a heading where markup tells the headings; `headed` counts them by file."""
    bold = isinstance(block, m.Heading) or (isinstance(block, m.Paragraph) and is_bold(block))
    return headed[block.position.file] >= MARKED and not bold


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


def without_parts(rows: list[Chosen]) -> list[Chosen]:
    """`rows` with the lowest parts as chapters, where no part has any: the books of an epic."""
    if any(one.role in CHAPTERS for one in rows):
        return rows
    lowest = max((one.depth for one in rows if one.role is Role.PART), default=0)
    return [replace(one, role=Role.CHAPTER) if one.role is Role.PART and one.depth == lowest else one for one in rows]


def fold(text: str) -> str:
    """A line without case, spaces and points."""
    return " ".join(re.findall(r"[^\W_]+", text.lower()))


def with_gaps(blocks: m.Blocks, patterns: Patterns) -> list[Said | None]:
    """What each block says as a heading; where markup tells headings, blank lines tell none but of bold ones."""
    out: list[Said | None] = []
    last: m.Position | None = None
    headed = headings(blocks)
    for block in blocks:
        position = block.position
        same = last is not None and last.file == position.file
        gap = position.line - last.line - 1 if last is not None and same else 9
        gap = 0 if is_plain(block, headed) else gap
        said = patterns.said(block, gap)
        out.append((lower(said, patterns) if said else None) or said)
        last = replace(position, line=last_line(block))
    going_on = {said.style for said in out if said and said.number == 2}
    return [unnumbered(said) if said and is_pronoun(said, going_on) else said for said in out]


def texts(blocks: m.Blocks) -> str:
    """The words of blocks, a line each."""
    return "\n".join(map(block_text, blocks))
