"""Under numbers: the divisions of a text that are numbers alone in; which block under each is its title out."""

from __future__ import annotations

from collections import Counter

from octavo import model as m
from octavo.model import Role
from octavo.structure.headings import DATE, LONGEST, OPENING_SPEECH, SECTIONS, SENTENCE, SHORT, Said
from octavo.structure.in_place import fold, is_bold
from octavo.structure.standing import SET_OFF, Standing

PAGES = (".htm", ".html", ".xhtml")
"""The files in which lines of the source show no blank ones."""
FOLLOWED, SERIES, DIARY = 0.8, 5, 3
"""What is true of such a share is the rule; so many are a series; so many headings are enough where they say more."""
SAME = 2
"""Where so many numbers, most of all, have one line under them, it is the title of none."""


class UnderNumbers(Standing):
    """Knows which lines are the titles of the numbers they stand under."""

    strong: set[int]
    numerals: set[int]
    chapters: list[int]

    def title_blocks(self) -> dict[int, int]:
        """For each heading that is a number alone, the index of the block that is its title."""
        alone = [index for index in sorted(self.strong | self.numerals) if not self.at(index).title]
        styles: Counter[str] = Counter()
        titled: Counter[str] = Counter()
        pairs: dict[int, int] = {}
        for index in alone:
            style = self.at(index).style
            styles[style] += 1
            if self.can_title(index + 1) and not self.opens_part(index + 1):
                titled[style] += 1
                pairs[index] = index + 1
        same = self.said_under_most(pairs)
        return {
            index: title
            for index, title in pairs.items()
            if titled[self.at(index).style] >= FOLLOWED * styles[self.at(index).style] or self.surely(title)
            if title not in same
        } | {index: index + 1 for index in range(len(self.said) - 2) if self.is_titled_section(index)}

    def said_under_most(self, pairs: dict[int, int]) -> set[int]:
        """Of the lines under books or cantos of plain text those that most have: each heads an argument.

        Letters may all be to one person, and a number alone may be a letter's.
        """
        counted = [one for one in pairs if one in self.strong and self.at(one).role is not Role.LETTER]
        plain = [pairs[one] for one in counted if self.at(pairs[one]).level is None]
        most = Counter(fold(self.at(title).text) for title in plain).most_common(1)
        if not most or most[0][1] < SAME or most[0][1] * 2 <= len(counted):
            return set()
        return {title for title in plain if fold(self.at(title).text) == most[0][0]}

    def is_titled_section(self, index: int) -> bool:
        """Whether a file begins with what a section is called, without a number, right over its one title as high."""
        one, after = self.said[index : index + 2]
        if self.files == 1 or not one or not after or one.role not in SECTIONS or one.numeral or one.title:
            return False
        if one.level is None or after.level is None or after.level > one.level or after.role or after.numeral:
            return False
        alone = self.begins_file(index) and not self.begins_file(index + 1)
        return alone and not self.is_first_of_several(index + 1)

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
        before = self.at(index - 1)
        if said.level is not None:
            return before.role is not Role.PART or not self.is_first_of_several(index)
        last = index + 1 in self.strong or index + 1 in self.numerals
        if SENTENCE.search(said.text) and not said.capital and (last or not self.closes_title(said)):
            return False
        if said.role is Role.SUBCHAPTER:
            return False
        short = len(said.text) <= LONGEST - 100
        spread = self.blocks[index].position.file.endswith(PAGES)
        near = said.gap <= 2 or (said.capital and (spread or self.is_listed(said)))
        alike = before.level is None or (isinstance(said.block, m.Paragraph) and is_bold(said.block))
        return alike and short and near and (said.capital or said.text[0] not in OPENING_SPEECH)

    def closes_title(self, said: Said) -> bool:
        """Whether a stop may end a title under its number: there are many numbers, or several and it is brief."""
        numbers = len(self.strong | self.numerals)
        brief = said.text.count("\n") == 0 and len(said.text) <= SHORT // 2 and said.text[-1] == "."
        return len(self.strong) >= SERIES or self.is_listed(said) or (numbers >= DIARY and brief)

    def opens_part(self, index: int) -> bool:
        """Whether a listed line widely set off under a part is the first of several, where no chapter has a number."""
        said = self.at(index)
        if self.chapters or self.at(index - 1).role is not Role.PART or said.gap < SET_OFF or not self.is_listed(said):
            return False
        end = min((other for other in self.strong if other > index), default=len(self.said))
        return any(self.is_listed_line(other) and self.at(other).gap >= SET_OFF for other in range(index + 1, end))

    def is_first_of_several(self, index: int) -> bool:
        """Whether the heading at `index` is over text, and the next of its level nameless too, before another part."""
        for other in range(index + 1, len(self.said) if self.is_over_text(index + 1) else 0):
            after = self.said[other]
            if after is None or after.level is None or other - 1 in self.numerals:
                continue
            if after.role is Role.PART:
                return False
            if after.level == self.at(index).level:
                return after.role is None and after.numeral is None
        return False

    def surely(self, index: int) -> bool:
        """Whether a title leaves no doubt: it is markup's, or set in capitals."""
        said = self.at(index)
        return said.level is not None or (said.capital and self.is_short(said))


def stated(said: Said) -> m.Heading:
    """What the markup states of a heading's section; nothing of a paragraph's."""
    return said.block if isinstance(said.block, m.Heading) else m.Heading(0, ())
