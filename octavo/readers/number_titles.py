"""Titles under numbers: pages' entries in; the centred lines under headings of a number alone as headings, out.

Old pages make a heading of `CHAPTER I` and set its title as a paragraph in the middle of the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from octavo import model as m
from octavo.inlines import flat
from octavo.readers.entry import Entry
from octavo.structure.divisions import divides, opens_division
from octavo.structure.headings import OPENING_SPEECH, SENTENCE, SHORT

NUMBER = re.compile(r"(?:[0-9]{1,3}|[IVXLC]+)\s*[.:]?")
FEWEST, MOST_OF_THEM, LOWEST = 2, 0.8, 6
"""So many numbers have a title, and so large a part of them, where such lines are titles."""


def is_number(heading: m.Block) -> bool:
    """Whether a heading of a page is a number alone, with or without its division's word."""
    if not isinstance(heading, m.Heading):
        return False
    text = flat(heading.children).strip()
    return bool(NUMBER.fullmatch(text)) or opens_division(text)


def with_titles(pages: Sequence[list[Entry]]) -> list[list[Entry]]:
    """`pages` with the centred line under each number as a heading one level lower, where nearly each has one."""
    numbers = Counter(level_of(entry) for page in pages for entry in page if is_numbered(entry))
    titled = Counter(level_of(over) for page in pages for over, entry in under(page) if is_title(over, entry))
    levels = {level for level in titled if titled[level] >= max(FEWEST, MOST_OF_THEM * numbers[level])}
    return [[raised(over, entry, levels) for over, entry in under(page)] for page in pages] if levels else list(pages)


def under(page: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """(the one before that is text, entry) of each entry of a page; the first stands under itself."""
    over = page[0] if page else None
    for entry in page:
        yield over or entry, entry
        over = over if entry.omitted or entry.position is m.NOWHERE else entry


def is_numbered(entry: Entry) -> bool:
    """Whether an entry is a heading that is a number alone."""
    return not entry.omitted and not entry.note and bool(entry.blocks) and is_number(entry.blocks[0])


def level_of(entry: Entry) -> int:
    """The level of the heading that an entry is."""
    return entry.blocks[0].level if isinstance(entry.blocks[0], m.Heading) else 0


def is_title(over: Entry, entry: Entry) -> bool:
    """Whether a centred line right under a number is its title: it is short, and no sentence, speech or direction."""
    if not entry.centred or entry.omitted or entry.note or not is_numbered(over):
        return False
    text = flat(entry.blocks[0].children).strip() if isinstance(entry.blocks[0], m.Paragraph) else ""
    closed = SENTENCE.search(text) and text[-1:] != "." and text.upper() != text
    begins = text[:1] and text[0] not in OPENING_SPEECH + "[*"
    return bool(begins) and len(text) <= SHORT and not closed and not divides(text)


def raised(over: Entry, entry: Entry, levels: set[int]) -> Entry:
    """An entry as a heading, where it is the title of a number of those levels."""
    if not is_title(over, entry) or (level := level_of(over)) not in levels:
        return entry
    block = entry.blocks[0]
    assert isinstance(block, m.Paragraph)
    return replace(entry, blocks=(m.Heading(min(LOWEST, level + 1), block.children, block.position),))
