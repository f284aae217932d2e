"""Hierarchy: what offers itself as a heading in; which of it divides the text, and how deep, out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, takewhile

from octavo import model as m
from octavo.lines import block_text
from octavo.model import Role
from octavo.roles import SEMANTICS
from octavo.structure.candidates import CHAPTERS, Candidates
from octavo.structure.chosen import Chosen, gathered, grouped, without_parts
from octavo.structure.headings import FRONTS, SECTIONS, SHORT, Patterns, Said
from octavo.structure.standing import SET_OFF
from octavo.structure.under_numbers import SERIES, stated

APART = 2
"""So many titles, and so many for each chapter, are a periodical's pieces; so many blank lines set a heading off."""

MOTTO = 3
"""So many blocks a motto under the title of a part has at most."""


def hierarchy(
    blocks: m.Blocks, said: Sequence[Said | None], listed: frozenset[str], patterns: Patterns
) -> list[Chosen]:
    """The headings among `blocks`; `listed` are the lines of the contents list, folded."""
    return Outline(blocks, said, listed, patterns).chosen()


class Outline(Candidates):
    """Chooses the headings among the candidates."""

    def __init__(
        self, blocks: m.Blocks, said: Sequence[Said | None], listed: frozenset[str], patterns: Patterns
    ) -> None:
        super().__init__(blocks, said, listed, patterns)
        self.named = {index for index in self.strong if self.at(index).role in CHAPTERS}
        self.numbered = sorted(self.named)
        self.holders = self.holding()
        self.leading = sorted(self.named | {index for index in self.numerals if self.at(index).title})
        self.levels = Counter(self.at(index).level for index in self.chapters)
        self.pieces = self.level_of_pieces()

    def chosen(self) -> list[Chosen]:
        """Every heading in order, with its depth."""
        out: list[Chosen] = []
        parts: list[str] = []
        seen: list[str] = []
        inside = False
        titles = set(self.titles.values())
        top = self.chapter_level()
        part: Chosen | None = None
        for index, said in enumerate(self.said):
            if said is None or index in titles:
                continue
            parts = self.open_parts(parts, said)
            level = self.level_in(parts, out) if self.ranked else self.below_part(part, index, parts, top)
            kind = self.kind(index, said, level)
            if kind is None:
                continue
            if kind is Role.SUBCHAPTER and not out and said.role and not stated(said).role:
                kind = said.role
            if kind is Role.PART:
                name = str(said.level) if self.ranked or index in self.holders else said.word
                seen += [] if name in seen else [name]
                higher = parts if self.ranked or self.holders else seen[: seen.index(name)]
                over = parts[: parts.index(name)] if name in parts else parts
                parts = [*(one for one in over if one in higher), name]
                depth, inside = len(parts) - 1, False
            elif kind is Role.SUBCHAPTER and self.is_top(said, level) and not stated(said).role:
                depth, inside = len(parts), True
            elif kind is Role.SUBCHAPTER or (kind not in CHAPTERS and self.lies_below(said, level)):
                depth = len(parts) + inside + self.below(said, level)
            else:
                opens = bool(out) and out[-1].role is Role.PART and self.is_bare(out[-1], index)
                stays = kind is Role.PERSONS or (SEMANTICS[kind].matter is m.Matter.BODY and index not in self.singles)
                parts = parts if opens or stays else []
                depth, inside = len(parts), kind is not Role.PERSONS
            out.append(Chosen(index, said, depth, kind, self.titles.get(index)))
            part = out[-1] if kind is Role.PART else part
        return grouped(without_parts(gathered(out)))

    def is_bare(self, part: Chosen, index: int) -> bool:
        """Whether nothing but pictures stands between a part's heading, with its title, and the block at `index`."""
        first = (part.index if part.title is None else part.title) + 1
        return not any(isinstance(block, m.Paragraph | m.Verse | m.Quotation) for block in self.blocks[first:index])

    @staticmethod
    def lies_below(said: Said, level: int | None) -> bool:
        """Whether markup sets a heading lower than the chapters."""
        return said.level is not None and level is not None and said.level > level

    @staticmethod
    def is_top(said: Said, level: int | None) -> bool:
        """Whether markup sets a heading as high as the chapters."""
        return said.level is not None and level is not None and said.level <= level

    def below_part(self, part: Chosen | None, index: int, parts: Sequence[str], level: int | None) -> int | None:
        """The level of chapters at a heading: among tales that of the tales, of several files below their own part."""
        if self.files == 1 and self.holders and not parts:
            return self.at(min(self.holders)).level
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
        """The parts that go on at a heading: where parts are told by levels, those above it.

        A numbered chapter stands in a part that no list has higher than it.
        """
        if not (self.ranked or self.holders) or said.level is None:
            return parts
        last = said.level - (said.role is Role.PART or not said.numeral)
        return [name for name in parts if (int(name) <= last if name.isdecimal() else not self.ranked)]

    def holding(self) -> set[int]:
        """Headings without a name that are parts: chapters stand in files of their own under them, or begin again."""
        rows = [(index, one) for index, one in enumerate(self.said) if one and one.level is not None]
        if self.ranked:
            return {
                index
                for (index, one), (after, other) in pairwise(rows)
                if (other.level or 0) > (one.level or 0)
                and self.begins_file(after)
                and not any(self.is_over_text(place) for place in range(index + 1, after))
            }
        holders = {
            index
            for (index, one), (after, other) in pairwise(rows)
            if not one.role and not one.numeral and after in self.named and self.holds(index, after)
        }
        return holders if len(holders) > 1 else set()

    def holds(self, index: int, after: int) -> bool:
        """Whether a chapter is lower than the heading before it and begins again, or leaves it without a paragraph."""
        chapter, level = self.at(after), self.at(index).level or 0
        bare = not any(isinstance(block, m.Paragraph) for block in self.blocks[index + 1 : after])
        begins = chapter.number == 1 and (chapter.level or 0) > level
        return begins or (bare and (chapter.level or 0) >= level)

    def is_beside_parts(self, said: Said) -> bool:
        """Whether a heading has the level of parts without a name: a tale among tales with chapters."""
        return bool(self.holders) and self.at(min(self.holders)).level == said.level

    def chapter_level(self) -> int | None:
        """The level of markup that chapters have: that of numbered ones, else the highest used twice."""
        if self.files > 1:
            return 1
        if self.pieces:
            return self.pieces
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

    def level_of_pieces(self) -> int | None:
        """The level of titles without a number where what counts is lower, and of single pieces: as in a periodical.

        A chapter stands under few of them; books without chapters stand among titles; or paragraphs (§) are counted.
        """
        if self.files > 1 or self.ranked or self.holders:
            return None
        rows = {i: one for i, one in enumerate(self.said) if one and one.level and self.is_unnamed(one)}
        top = min((one.level or 0 for one in rows.values() if not one.numeral), default=0)
        titles = [index for index, one in rows.items() if one.level == top and not one.numeral]
        counted = [index for index in sorted(self.strong | self.numerals) if self.at(index).level]
        if len(titles) < APART or not counted or any((self.at(index).level or 0) <= top for index in counted):
            return None
        first = min(self.strong, default=0)
        few = len(self.named) * APART <= len(titles) > APART and self.named
        books = self.strong and not self.named and titles[0] < first < titles[-1]
        levels = {self.at(index).level for index in self.strong}
        marked = levels <= {None} and all(self.at(index).text.lstrip().startswith("§") for index in counted)
        return top if few or books or marked else None

    def dedicates(self, said: Said) -> bool:
        """Whether a heading says whom the book is for."""
        named = self.is_listed(said) and said.level is None
        return bool(self.patterns.dedicates.match(said.text)) and said.text[0].isupper() and not named

    def is_unnamed(self, said: Said) -> bool:
        """Whether a heading has no division's word and is not one of notes."""
        return not said.role and not self.patterns.notes.fullmatch(said.text.strip())

    def kind(self, index: int, said: Said, level: int | None) -> Role | None:
        """The role of the block at `index` as a heading, None where it is text."""
        if role := stated(said).role:
            return said.role if role is Role.CHAPTER and said.role in CHAPTERS else role
        if index in self.strong:
            return Role.SUBCHAPTER if self.pieces and self.lies_below(said, self.pieces) else said.role
        if index in self.letters - self.indexed or index in self.years:
            return Role.CHAPTER
        if index in self.dates or index in self.indexed:
            return Role.SUBCHAPTER
        if index in self.numerals:
            return self.numeral_role(index, said, level)
        if self.patterns.notes.fullmatch(said.text.strip()):
            return self.notes_role(index, said, level)
        if self.is_word(said):
            return Role.SUBCHAPTER if self.lies_below(said, level) or self.is_within(index, said) else said.role
        if said.numeral and said.level is None and not self.is_listed(said):
            return None
        if not self.is_display(index, said):
            return None
        if said.level is not None and self.is_dedication(index, said):
            return Role.DEDICATION
        if said.level is None or level is None:
            return self.line_role(index, said)
        return self.heading_role(index, said, level)

    def is_within(self, index: int, said: Said) -> bool:
        """Whether a section of plain text without a number stands in a chapter, which is set off more widely."""
        near = said.level is None and said.role in SECTIONS and said.gap < SET_OFF
        if not near or index < self.first or (index > self.last and said.role not in FRONTS):
            return False
        over = self.chapters[bisect_left(self.chapters, index) - 1]
        parts = any(over < other < index and self.at(other).role is Role.PART for other in self.strong)
        return self.at(over).gap >= SET_OFF and not parts

    def notes_role(self, index: int, said: Said, level: int | None) -> Role | None:
        """The role of a heading of notes, None where it is text."""
        if self.lies_below(said, level):
            return Role.SUBCHAPTER
        closes = index + 1 == len(self.blocks) or (index > self.last and said.gap >= APART)
        return Role.APPENDIX if closes or self.is_display(index, said) else None

    def is_dedication(self, index: int, said: Said) -> bool:
        """Whether a heading of markup before the first chapter says whom the book is for."""
        before = index < self.first and bool(self.chapters) and self.is_short(said)
        return before and self.dedicates(said) and not self.is_under(index, said)

    def heading_role(self, index: int, said: Said, level: int) -> Role | None:
        """The role of a heading of markup without word or number; chapters have `level`."""
        counted = not self.pieces and (self.named or self.levels[level] >= SERIES)
        if index in self.holders:
            return Role.PART
        if not self.is_top(said, level) or (self.files == 1 and counted and not self.is_beside_parts(said)):
            return Role.SUBCHAPTER
        leads = self.named and index < self.first
        front = self.patterns.front_role(said.text.rpartition("\n")[2]) if leads else None
        return front or nameless(stated(said).matter)

    def line_role(self, index: int, said: Said) -> Role | None:
        """The role of a line that is set off as a heading is, without word or number; None where it is text."""
        if index in self.singles or (index in self.unnamed and index > min(self.strong, default=index)):
            return Role.CHAPTER
        if self.openings and index < self.first and self.dedicates(said):
            return Role.DEDICATION if len(block_text(self.blocks[index + 1])) > SHORT else None
        if index in self.volumes:
            return Role.PART
        if self.is_listed(said) and self.opens_chapter(self.under_motto(index + 1)):
            return Role.PART if index - 1 not in self.openings and index - 1 not in self.titles.values() else None
        if index in self.beyond or (self.is_listed(said) and index > self.last and said.gap >= SET_OFF):
            piece = self.is_listed(said) and self.at(self.last).word in self.patterns.row.pieces
            return Role.CHAPTER if piece else Role.APPENDIX
        front = self.patterns.front_role(said.text) if index < self.first else None
        return front or (Role.SUBCHAPTER if self.openings else Role.CHAPTER)

    def is_under(self, index: int, said: Said) -> bool:
        """Whether a higher heading stands right over the one at `index`."""
        above = self.blocks[index - 1] if index else None
        return isinstance(above, m.Heading) and said.level is not None and above.level < said.level

    def numeral_role(self, index: int, said: Said, level: int | None) -> Role:
        """Whether a bare numeral counts chapters or parts of one."""
        if said.level is not None and level is not None:
            return Role.CHAPTER if self.is_top(said, level) else Role.SUBCHAPTER
        if not self.named:
            first = min(self.numerals)
            titled = self.is_titled(index) or index in self.going_on
            within = self.is_titled(first) and not titled and said.level is None
            under = self.tales and said.level is None and self.at(min(self.tales)).level is not None
            if within or under or (self.tales and not said.title) or self.poems:
                return Role.SUBCHAPTER
            return Role.CHAPTER if said.style.split("/")[1] == self.at(first).style.split("/")[1] else Role.SUBCHAPTER
        return Role.CHAPTER if said.title and self.goes_on(index) else Role.SUBCHAPTER

    def goes_on(self, index: int) -> bool:
        """Whether a number goes on from the one before, and the first number under the last named chapter from that."""
        before = bisect_left(self.leading, index)
        named = bisect_left(self.numbered, index)
        first = bisect_right(self.leading, self.numbered[named - 1]) if named else before
        follow = [self.at(at) for at in (*self.leading[max(0, first - 1) : first + 1], index)][:2]
        last = self.at(self.leading[before - 1]) if before else None
        begun = not named or (follow[0].number or 0) + 1 == follow[1].number
        return last is not None and begun and self.at(index).number == (last.number or 0) + 1

    def under_motto(self, index: int) -> int:
        """The index of the block under the verse or quotation that begins at `index`, with who wrote it."""
        for block in self.blocks[index : index + MOTTO]:
            signed = isinstance(block, m.Paragraph) and block_text(block).lstrip("_").startswith(("--", "—"))
            if not signed and not isinstance(block, m.Verse | m.Quotation | m.LetterLine):
                break
            index += 1
        return index

    def opens_chapter(self, index: int) -> bool:
        """Whether a chapter or part of plain text begins at `index`."""
        if index not in self.openings:
            return False
        return index not in self.numerals or self.numeral_role(index, self.at(index), None) is Role.CHAPTER

    @staticmethod
    def below(said: Said, level: int | None) -> int:
        """How much deeper markup sets a subdivision than the highest of them."""
        return max(0, said.level - level - 1) if said.level is not None and level is not None else 0


def nameless(matter: m.Matter | None) -> Role:
    """The role of a division that nothing names, by the part of the book it is said to stand in."""
    return {m.Matter.FRONT: Role.SUBCHAPTER, m.Matter.BACK: Role.APPENDIX}.get(matter or m.Matter.BODY, Role.CHAPTER)


def level_of(parts: Sequence[str]) -> int:
    """The level of the innermost of `parts` that are named by their levels."""
    return int(parts[-1]) if parts and parts[-1].isdecimal() else 0
