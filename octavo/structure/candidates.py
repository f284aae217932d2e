"""Candidates: the blocks of a text as they read in; what among them offers itself as a heading out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec.structs import replace

from octavo import model as m
from octavo.lines import block_text
from octavo.model import Role
from octavo.notes import last_line
from octavo.structure.headings import (
    DATE,
    SENTENCE,
    SHORT,
    Patterns,
    Said,
)
from octavo.structure.in_place import MARKED, fold, is_plain, unnumbered
from octavo.structure.inner import are_chapters, inner
from octavo.structure.poems import going_on, numbered_books, poems, within_poems
from octavo.structure.series import counting
from octavo.structure.standing import SET_OFF, is_set_off, is_title
from octavo.structure.tales import tales_by_level
from octavo.structure.titlepage import is_running
from octavo.structure.under_numbers import DIARY, FOLLOWED, PAGES, SERIES, UnderNumbers

LETTER = re.compile(r"[^\W\d_]\.?")
CHAPTERS = {Role.CHAPTER, Role.LETTER}
YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
TOP = 4
"""So many blocks of a text may be its title's."""
TWO_LINES = 2
"""So many lines from one to the next leave one blank between them."""
LISTS = {Role.INDEX, Role.GLOSSARY}
UNDER = 4
APART = 2


class Candidates(UnderNumbers):
    """Knows all that a text offers as headings: divisions named and numbered, dates, letters, lines set apart."""

    def __init__(
        self, blocks: m.Blocks, said: Sequence[Said | None], listed: frozenset[str], patterns: Patterns
    ) -> None:
        super().__init__(blocks, said, listed, patterns)
        self.ranked = len(set(leading(blocks))) > 1 < self.files
        self.strong = {index for index, one in enumerate(said) if one and self.is_strong(one)}
        self.strong -= self.announced()
        books = numbered_books(self)
        self.said = [replace(one, role=Role.PART) if one and i in books else one for i, one in enumerate(self.said)]
        self.strong |= books
        self.poems = poems(self, self.strong)
        self.inner = inner(self.said, self.strong) | within_poems(self, self.strong, self.poems)
        self.said = self.raised()
        self.letters = self.alphabet()
        self.indexed = self.letters if self.is_under_index(min(self.letters, default=0)) else set()
        self.said = [unnumbered(one) if one and index in self.letters else one for index, one in enumerate(self.said)]
        even = self.evenly_numbered()
        self.numerals = even or counting(self.said, self.strong, self.letters, self.can_head)
        self.dates = self.calendar()
        self.years = self.years_of_dates()
        self.chapters = [
            index
            for index in sorted(self.strong | (self.letters - self.indexed) | self.numerals)
            if self.numbers_chapters(index)
        ]
        self.tales = self.numbered_within()
        if self.tales or self.poems:
            self.chapters = []
        divided = set() if self.poems else {*self.chapters, *self.strong}
        self.openings = {index for index in divided if self.at(index).level is None}
        self.first = self.chapters[0] if self.chapters else len(self.blocks)
        named = [index for index in self.chapters if index in self.strong]
        self.last = max(named or self.chapters, default=len(self.blocks))
        self.unnamed = self.series_of_names()
        self.titles = self.title_blocks()
        self.going_on = going_on(self, self.numerals, {*filter(self.is_titled, self.numerals)})
        self.volumes = self.named_volumes()
        self.singles = self.beside_volumes()
        self.beyond = self.after_chapters()

    def numbers_chapters(self, index: int) -> bool:
        """Whether the heading at `index` is one of a series of chapters."""
        said = self.at(index)
        return said.role in CHAPTERS or (said.role is None and index not in self.strong)

    def announced(self) -> set[int]:
        """Headings one under the other whose word and number stand again with text: they only tell of it."""
        runs = {index for index in self.strong if self.is_beside_its_like(index)}
        keys = {index: (self.at(index).role, self.at(index).number) for index in sorted(self.strong)}
        last = {keys[index]: index for index in keys if index not in runs}
        told = self.in_argument(keys)
        return told | {index for index in runs if last.get(keys[index], index) > index}

    def in_argument(self, keys: Mapping[int, tuple[Role | None, int | None]]) -> set[int]:
        """The acts, by `keys`, that are told of before the persons of a play: each stands again after these."""
        persons = next((i for i, one in enumerate(self.said) if one and one.role is Role.PERSONS), 0)
        before = {index for index in keys if index < persons}
        again = {key for index, key in keys.items() if index > persons}
        told = bool(before) and all(keys[index] in again for index in before)
        return before if told and not any(isinstance(block, m.Speech) for block in self.blocks[:persons]) else set()

    def is_beside_its_like(self, index: int) -> bool:
        """Whether a heading with the same word stands directly before or after the one at `index`."""
        beside = (other for other in (index - 1, index + 1) if other in self.strong)
        return any(self.at(other).word == self.at(index).word for other in beside)

    def raised(self) -> Sequence[Said | None]:
        """What the blocks say, with what stands within chapters below them, and sections as chapters.

        They are where they count through a file and nothing higher is named, or where parts have no others.
        """
        outer = self.strong - self.inner
        roles = Counter(self.at(index).role for index in outer)
        ones = sum(self.at(index).number == 1 for index in outer)
        alone = set(roles) == {Role.SUBCHAPTER} and ones == 1
        acted = any(isinstance(block, m.Speech) for block in self.blocks)
        parts = not alone and not acted and are_chapters(self.said, outer, DIARY)
        whole = self.files == 1 and roles[Role.SUBCHAPTER] >= DIARY and (alone or parts)
        return [self.ranked_as(index, one, raises=whole) if one else one for index, one in enumerate(self.said)]

    def ranked_as(self, index: int, said: Said, *, raises: bool) -> Said:
        """What a block says, a division within chapters being below them; one that `raises` sections makes chapters."""
        if index in self.inner:
            first = index < min(self.poems, default=0)
            return replace(said, role=Role.CHAPTER if first else Role.SUBCHAPTER)
        is_section = raises and index in self.strong and said.role is Role.SUBCHAPTER
        return replace(said, role=Role.CHAPTER) if is_section else said

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

    def is_under_index(self, index: int) -> bool:
        """Whether a letter is an index's or glossary's: under its heading, or in a text that has chapters."""
        over = [said for said in self.said[max(0, index - UNDER) : index] if said and said.role in LISTS]
        return bool(over) or any(self.at(other).role in CHAPTERS for other in self.strong)

    def calendar(self) -> set[int]:
        """Dates and years over text, as in a diary, not under it; that over a letter's salutation is the letter's."""
        rows = {
            index
            for index, one in enumerate(self.said)
            if one and one.level is None and one.gap >= 1 and self.is_over_text(index + 1)
            if one.word == DATE or self.is_year(index)
            if self.blocks[index + 1].position.line - last_line(one.block) - 1 <= one.gap
        }
        entries = [index for index in rows if not self.is_dateline(index)]
        return rows if len(entries) >= DIARY else set()

    def years_of_dates(self) -> set[int]:
        """Years, two or more, that stand right over dates: those of a diary."""
        years = {
            index - 1
            for index in self.dates
            if index and (over := self.said[index - 1]) and over.gap >= 1 and YEAR.fullmatch(over.text.strip())
        }
        return years if len(years) > 1 else set()

    def is_dateline(self, index: int) -> bool:
        """Whether a letter's number, with its title or without, or to whom it goes stands right over its date."""
        known = self.strong | self.numerals
        titled = index - 2 in known and not self.at(index - 2).title and self.can_title(index - 1)
        over = self.said[index - 1] if index else None
        named = over is not None and (over.role is Role.LETTER or self.is_listed_line(index - 1) or is_set_off(over))
        return index - 1 in known or titled or named

    def is_display(self, index: int, said: Said) -> bool:
        """Whether a line without word or number stands as a heading does."""
        if said.level is not None:
            return True
        if not self.is_short(said) or index + 1 >= len(self.blocks) or is_plain(said.block, self.headed):
            return False
        if self.is_listed(said) or index in {*self.unnamed, *self.tales, *self.poems, *self.volumes, *self.beyond}:
            return True
        if (
            said.gap < SET_OFF
            and self.patterns.dedicates.match(said.text)
            and index
            and self.is_capital_line(index - 1)
        ):
            return False
        marked = self.headed[said.block.position.file] >= MARKED
        among = index > min(self.unnamed, default=self.first) and not {index - 1, index + 1} & self.unnamed
        alone = index < self.first and not (marked or among) and said.gap >= APART and said.capital
        return alone and self.is_over(index) and not self.is_over_all(index)

    def named_volumes(self) -> set[int]:
        """Lines over chapters that count anew, two or more: parts without numbers.

        Each stands widely set off in capitals right over the first chapter, or is the last before it of those listed.
        """
        rows: set[int] = set()
        over: int | None = None
        for index, said in enumerate(self.said):
            if index in self.openings and self.at(index).role in CHAPTERS:
                rows |= {over} if over is not None and self.at(index).number == 1 else set()
                over = None
            elif said and said.gap >= SET_OFF and not said.role and not said.numeral:
                near = index + 1 in self.openings and self.is_capital_line(index)
                over = index if near or self.is_listed_line(index) else over
        return rows if len(rows) > 1 else set()

    def beside_volumes(self) -> set[int]:
        """Listed titles beside the parts without numbers that hold no chapter: plays of one act among longer ones."""
        if not self.volumes:
            return set()
        rows = [i for i, said in enumerate(self.said) if said and said.gap >= SET_OFF and self.is_listed_line(i)]
        chapters = sorted(self.openings)
        bounds = [*rows, len(self.said)]
        return {
            index
            for index, after in pairwise(bounds)
            if index < self.last and bisect_left(chapters, index) == bisect_left(chapters, after)
        }

    def evenly_numbered(self) -> set[int]:
        """Five titles or more that count from one, each over running text, in a plain text no line of which is set off.

        Where single blank lines part everything, a number before a short line without a stop is all that tells a title.
        """
        if (
            self.strong
            or self.letters
            or self.files > 1
            or self.headed[self.blocks[0].position.file if self.blocks else ""]
        ):
            return set()
        rows = {
            index: one for index, one in enumerate(self.said) if one and one.number and self.names_piece(index, one)
        }
        counts = [one.number for one in rows.values()] == list(range(1, len(rows) + 1))
        if len(rows) < SERIES or not counts:
            return set()
        apart = (block.position.line - last_line(over) for over, block in pairwise(self.blocks[TOP:]))
        return set() if any(lines > TWO_LINES for lines in apart) else set(rows)

    def names_piece(self, index: int, said: Said) -> bool:
        """Whether a number stands before a short title over running text."""
        plain = said.level is None and not said.role and "\n" not in said.text and len(said.text) <= SHORT // 2
        named = said.title[:1].isupper() and not SENTENCE.search(said.title)
        after = self.blocks[index + 1 : index + 2]
        return plain and named and bool(after) and isinstance(after[0], m.Paragraph) and is_running(after[0])

    def after_chapters(self) -> set[int]:
        """Lines in capitals widely set off over text, after the last chapter, where none stands among the chapters."""
        rows = [
            index
            for index, said in enumerate(self.said)
            if said and said.gap >= SET_OFF and self.is_capital_line(index) and self.is_over(index)
        ]
        among = any(self.first < index < self.last and index not in self.titles.values() for index in rows)
        return set() if among else {index for index in rows if index > self.last}

    def is_over(self, index: int) -> bool:
        """Whether text stands under a line in capitals, or under the one that follows it."""
        under = index + 1
        while under < len(self.blocks) and self.is_capital_line(under):
            under += 1
        said = self.said[under] if under < len(self.blocks) else None
        opens = under in self.strong or under in self.numerals or (said is not None and self.is_word(said))
        return under - index <= 2 and under < len(self.blocks) and not opens

    def is_over_all(self, index: int) -> bool:
        """Whether a line stands right over the first of those listed, and is none: the title of all of them."""
        after = next((place for place, said in enumerate(self.said) if said and self.is_listed(said)), None)
        return after == index + 1 and len(self.listed) >= DIARY

    def is_titled(self, index: int) -> bool:
        """Whether a numeral has a title, beside it or under it."""
        return bool(self.at(index).title) or index in self.titles

    def numbered_within(self) -> set[int]:
        """In a text without named chapters, the titles of tales: the lines under which numbers begin again.

        Where numbers begin once, so many other titles stand in the contents list that the numbers are of one tale.
        """
        if self.strong:
            return set()
        over = {
            index - 1
            for index in self.numerals
            if index and self.at(index).number == 1 and (not self.at(index).title or self.is_under_markup(index))
        }
        if any((one := self.said[index]) and one.level is not None for index in {*self.numerals, *over}):
            return set(tales_by_level(self, over, len(self.numerals)))
        names = {index for index in over if self.is_capital_line(index) or self.names_tale(index)}
        if len([index for index in names if self.is_over_words(index + 1)]) > 1:
            return names
        numbered = {place for index in self.numerals for place in (index, index + 1)}
        others = {
            index
            for index in range(len(self.said))
            if index not in numbered and self.is_listed_line(index) and self.is_over_text(index + 1)
        }
        return names | others if names and len(others - names) > len(self.numerals) else set()

    def is_under_markup(self, index: int) -> bool:
        """Whether a line that is no heading's stands right under a heading of markup."""
        return self.at(index).level is None and isinstance(self.blocks[index - 1], m.Heading)

    def series_of_names(self) -> set[int]:
        """In a text without chapters, three lines or more that stand widely set off, each like a title, over text.

        Where it has parts, what heads text in several of them, such as an argument, is no title.
        """
        if self.chapters or any(self.at(index).role is not Role.PART for index in self.strong):
            return set()
        rows = {
            index
            for index, said in enumerate(self.said)
            if said and ((is_set_off(said) and self.is_over_words(index)) or self.is_address(index, said))
        }
        names = Counter(fold(self.at(index).text) for index in rows)
        rows = {index for index in rows if not self.strong or names[fold(self.at(index).text)] == 1}
        return rows if len(rows) >= DIARY else self.series_less_apart()

    def is_address(self, index: int, said: Said) -> bool:
        """Whether a line widely set off tells to whom a letter goes, right over its salutation."""
        if said.level is not None or said.gap < SET_OFF or not self.is_short(said):
            return False
        return bool(self.patterns.dedicates.match(said.text)) and any(map(greets, self.blocks[index + 1 : index + 2]))

    def series_less_apart(self) -> set[int]:
        """Five lines or more, each like a title over text, where two blank lines stand before these and little else."""
        first = self.blocks[0].position.file if self.blocks else ""
        if not first or self.files > 1 or self.strong or self.headed[first] or first.endswith(PAGES):
            return set()
        rows = enumerate(pairwise(self.blocks), 1)
        apart = [0, *(index for index, (over, block) in rows if block.position.line - last_line(over) > TWO_LINES)]
        names = {
            index
            for index in apart
            if (said := self.said[index]) and is_title(said) and self.is_over_words(index) and index + 1 not in apart
        }
        return names if len(names) >= SERIES and len(names) >= FOLLOWED * len(apart) else set()


def greets(block: m.Block) -> bool:
    """Whether a block is a letter's salutation, or a few words that end as one does."""
    text = block_text(block)
    plain = isinstance(block, m.Paragraph) and len(text) < SHORT // 3 and text.endswith((",", ":"))
    return plain or (isinstance(block, m.LetterLine) and block.part is m.LetterPart.SALUTATION)


def leading(blocks: m.Blocks) -> Iterator[int]:
    """The level of each file's first heading."""
    files: set[str] = set()
    for block in blocks:
        if isinstance(block, m.Heading) and block.position.file not in files:
            files.add(block.position.file)
            yield block.level
