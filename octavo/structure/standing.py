"""Standing: a text's blocks and what each says as a heading in; how it stands out: listed, in capitals, over text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from octavo import model as m
from octavo.structure.headings import DATE, SENTENCE, SHORT, SHORT_LINES, Patterns, Said
from octavo.structure.in_place import fold, headings
from octavo.structure.titlepage import is_year

SET_OFF = 3
"""So many blank lines set a line widely off."""
QUOTES = tuple('"“‘«„')
SENTENCES, DASHED = re.compile(r"[a-z][.!?] (?=[^\W\d_])"), re.compile(r"—|--| - ")
TEXT = (m.Paragraph, m.Verse, m.Quotation, m.Speech, m.Direction, m.LetterLine)
METRE = re.compile(r"[0-9]{1,2}s?(?:[,.]?\s?(?:&\s|and\s)?[0-9]{1,2}s?)*\.?")
"""The metre of a hymn, behind its number: `8s & 7s.`; `C.M.` is in capitals."""
WORDS = re.compile(r"[^\W\d_]{4,}")
"""The words of a title that begin with capitals where each does so."""


def runs_on(said: Said) -> bool:
    """Whether a paragraph that begins as a division does goes on in sentences: 'Book II. (Small).--A rogue. He is …'.

    A short one begins with words that it quotes. The argument of a chapter may have sentences too; it stands further
    off, or has a dash between them.
    """
    if said.level is not None or said.gap > 1 or said.capital:
        return False
    if len(said.title) <= SHORT:
        return said.title.startswith(QUOTES) and said.title[-1] == "."
    return len(SENTENCES.findall(said.title)) > 1 and len(DASHED.findall(said.title)) < 2


class Standing:
    """Knows of each block of a text what it says, and what it stands over."""

    def __init__(
        self, blocks: m.Blocks, said: Sequence[Said | None], listed: frozenset[str], patterns: Patterns
    ) -> None:
        self.blocks = blocks
        self.said: Sequence[Said | None] = said
        self.listed = listed
        self.patterns = patterns
        self.files = len({block.position.file for block in blocks})
        self.headed = headings(blocks)

    def at(self, index: int) -> Said:
        """What the block at `index` says."""
        said = self.said[index]
        assert said is not None
        return said

    @staticmethod
    def is_strong(said: Said) -> bool:
        """Whether a division's word and a number leave no doubt."""
        return bool(said.role and said.numeral) and not runs_on(said)

    @staticmethod
    def is_short(said: Said) -> bool:
        """Whether a block has a heading's size."""
        return len(said.text) <= SHORT and said.text.count("\n") < SHORT_LINES

    def is_listed(self, said: Said) -> bool:
        """Whether the contents list has this line, or its title."""
        return bool(self.listed) and (
            fold(said.text) in self.listed or (bool(said.title) and fold(said.title) in self.listed)
        )

    def is_listed_line(self, index: int) -> bool:
        """Whether a line that neither word nor number makes a heading is in the contents list."""
        said = self.said[index]
        return said is not None and not said.role and not said.numeral and self.is_listed(said)

    def is_capital_line(self, index: int) -> bool:
        """Whether a block is a short line in capitals that neither word nor number makes a heading."""
        said = self.said[index]
        return said is not None and said.capital and self.is_short(said) and not said.role and not said.numeral

    def is_word(self, said: Said) -> bool:
        """Whether a division's word stands as a heading without a number."""
        if not said.role or said.numeral:
            return False
        if said.level is not None or self.is_listed(said):
            return True
        if "\n" in said.text.strip() or len(said.text) > SHORT // 2 or not said.text[0].isupper():
            return False
        whole = not said.title
        stopped = is_stopped(said.text) if said.gap >= SET_OFF else SENTENCE.search(said.text)
        named = said.capital or not stopped or bool(self.patterns.credits.match(said.title))
        return (whole and said.gap >= 1) or (said.gap >= 2 and named)

    def can_head(self, said: Said) -> bool:
        """Whether a numeral stands as a heading does: alone, or before a title in capitals or set off."""
        if said.level is not None or self.is_listed(said):
            return True
        if said.text.count("\n") >= SHORT_LINES or len(said.text) > SHORT:
            return False
        if not said.title:
            return said.text[-1] in ".)]" or said.gap >= 1
        capital = said.title.upper() == said.title or bool(METRE.fullmatch(said.title))
        if said.gap >= SET_OFF and len(said.text) <= SHORT // 2 and said.title[0].isupper():
            return True
        return capital or (said.gap >= 2 and not SENTENCE.search(said.title) and said.title[0].isupper())

    def names_tale(self, index: int) -> bool:
        """Whether a line over a number is a title: the contents list has it, or it stands widely set off."""
        said = self.said[index]
        return self.is_listed_line(index) or (said is not None and said.gap >= SET_OFF and is_title(said))

    def is_year(self, index: int) -> bool:
        """Whether a line is a year over running text, and under no title."""
        over = self.said[index - 1] if index else None
        return is_year(self.blocks, index) and not (over and is_title(over))

    def is_over_text(self, index: int) -> bool:
        """Whether running text begins at `index`."""
        return index < len(self.blocks) and isinstance(self.blocks[index], TEXT)

    def is_over_words(self, index: int) -> bool:
        """Whether text that is no title itself begins under the line at `index`."""
        under = self.said[index + 1] if index + 1 < len(self.said) else None
        return self.is_over_text(index + 1) and not (under and under.gap >= SET_OFF and (under.role or is_title(under)))

    def begins_file(self, index: int) -> bool:
        """Whether the block at `index` stands in another file than the one before it."""
        return self.blocks[index].position.file != self.blocks[index - 1].position.file


def is_title(said: Said) -> bool:
    """Whether a line is short and begins as a title does, and is no sentence, speech or heading of another kind."""
    text = said.text.strip()
    plain = not said.role and not said.numeral and said.word != DATE and not is_stopped(text)
    return plain and len(text) <= SHORT // 2 and text[0].isupper() and text[-1] not in ",;:—-" and "\n" not in text


def is_stopped(text: str) -> bool:
    """Whether a line ends as a sentence does, and not all its long words begin with capitals."""
    return bool(SENTENCE.search(text)) and not all(word[0].isupper() for word in WORDS.findall(text))


def is_set_off(said: Said) -> bool:
    """Whether a line stands widely set off as a title does."""
    return said.level is None and said.gap >= SET_OFF and is_title(said)
