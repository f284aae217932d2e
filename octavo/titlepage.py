"""The title page: a text's blocks in; title, author and imprint at its head set apart, with every later half-title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import msgspec

from octavo import model as m
from octavo.edition import Omission
from octavo.frame import omission
from octavo.headings import SENTENCE, patterns
from octavo.lines import block_text
from octavo.words import words

DISPLAY, DISPLAY_LINES = 420, 14
APART = 2
YEAR = re.compile(r"\b(?:1[5-9][0-9]{2}|M[DCLXVI]{4,})\b")
NAMING = re.compile(r"[^\W\d_]+")


@cache
def telling() -> re.Pattern[str]:
    """The words of titlepage.toml."""
    rows = msgspec.toml.decode(files("octavo").joinpath("titlepage.toml").read_bytes(), type=dict[str, list[str]])
    return re.compile("|".join(rf"\b{re.escape(word)}" for word in rows["words"]), re.IGNORECASE)


class Names:
    """What the book and its people are called, to be known again in the text."""

    def __init__(self, title: str, people: Sequence[str], language: str) -> None:
        self.title = folded(title)
        self.people = {word for name in people for word in folded(name)}
        self.by = {word for phrase in patterns(language).row.by for word in folded(phrase)}

    def are(self, text: str) -> bool:
        """Whether `text` is the title, its beginning or end, or an author's name, and nothing else."""
        found = folded(spaced(text))
        if not found or len(found) > 3 * len(self.title) + 8:
            return False
        known = set(self.title) | self.people | self.by
        return all(word in known for word in found) and bool(
            set(found) & (set(self.title) | self.people) or all(word in self.by for word in found)
        )

    def half(self, text: str) -> bool:
        """Whether `text` is the whole title again."""
        return bool(self.title) and folded(text) == self.title


def folded(text: str) -> list[str]:
    """The words of `text` in small letters."""
    return [word.lower() for word in words(text)]


def spaced(text: str) -> str:
    """`text` with letterspaced words closed up: `K U R T` is KURT."""
    return re.sub(r"(?<!\S)(?:\w )+\w(?!\S)", lambda found: found[0].replace(" ", ""), text)


def title_page_end(blocks: m.Blocks, names: Names, language: str) -> int:
    """The index of the first block after the title page."""
    last = 0
    for index, block in enumerate(blocks):
        if index - last > APART or not is_display(block):
            break
        text = block_text(block)
        said = patterns(language).said(block, 0)
        if said and (said.role or patterns(language).contents.fullmatch(text.strip())) and not names.are(text):
            break
        if names.are(text) or evidence(text, block, index - last):
            last = index + 1
    return last


def is_display(block: m.Block) -> bool:
    """Whether a block is a few short lines, such as stand on a title page."""
    if isinstance(block, m.ThematicBreak):
        return True
    text = block_text(block)
    rows = [row for row in text.split("\n") if row.strip()]
    return len(text) <= DISPLAY and len(rows) <= DISPLAY_LINES and max(map(len, rows), default=0) <= 90


def evidence(text: str, block: m.Block, gap: int) -> bool:
    """Whether `text` speaks of edition, publisher or year, and is no sentence of the text."""
    if isinstance(block, m.LetterLine) or not text.strip():
        return False
    sentence = SENTENCE.search(text.strip()) and len(text) > 90 and text.upper() != text
    closed = spaced(text)
    return not sentence and gap <= APART and bool(YEAR.search(closed) or telling().search(closed))


def half_titles(blocks: m.Blocks, names: Names) -> list[int]:
    """The indexes of blocks that are the whole title again."""
    return [
        index
        for index, block in enumerate(blocks)
        if isinstance(block, m.Heading | m.Paragraph) and names.half(block_text(block))
    ]


def set_apart(blocks: m.Blocks, names: Names, language: str) -> tuple[m.Blocks, list[Omission]]:
    """`blocks` without title page and half-titles."""
    end = title_page_end(blocks, names, language)
    taken = [(0, end, "title-page")] if end else []
    taken += [(index, index + 1, "half-title") for index in half_titles(blocks, names) if index >= end]
    omissions = [omission(rule, blocks, first, stop) for first, stop, rule in taken]
    gone = {index for first, stop, _ in taken for index in range(first, stop)}
    return tuple(block for index, block in enumerate(blocks) if index not in gone), omissions
