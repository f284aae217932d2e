"""Repeated: pages' entries in; what each page says again over its text, as the first did, left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from octavo import model as m
from octavo.lines import block_text
from octavo.readers.entry import Entry

RULE = "repeated"
TOP = 12
"""The entries of a page among which its head stands."""
PROSE = 100
"""A paragraph of so many characters is no line of a title page."""


def said_once(pages: Sequence[list[Entry]]) -> list[list[Entry]]:
    """The entries of all pages, a note over the text of each, and its heading right over it, on the first alone."""
    first = pages[0] if len(pages) > 1 else []
    known = {words: over(first, index) for index, words in prose(first)}
    return [without(page, known) if number and known else page for number, page in enumerate(pages)]


def over(page: Sequence[Entry], index: int) -> str:
    """What the heading right over an entry says, nothing where there is none."""
    block = page[index - 1].blocks[0] if index and page[index - 1].blocks else None
    return " ".join(block_text(block).split()) if isinstance(block, m.Heading) else ""


def prose(page: Sequence[Entry]) -> Iterator[tuple[int, str]]:
    """The paragraphs of running text at the top of a page that a rule parts from what follows: indexes and words."""
    rules = [index for index, entry in enumerate(page[:TOP]) if entry.position is m.NOWHERE]
    yield from long(page[: max(rules, default=0)])


def long(page: Sequence[Entry]) -> Iterator[tuple[int, str]]:
    """The paragraphs of running text: indexes and words."""
    for index, entry in enumerate(page):
        block = entry.blocks[0] if entry.blocks and not entry.omitted and not entry.note else None
        if isinstance(block, m.Paragraph) and len(text := block_text(block)) >= PROSE:
            yield index, " ".join(text.split())


def without(page: list[Entry], known: Mapping[str, str]) -> list[Entry]:
    """A page without the paragraphs at its top that are `known`, up to the first that is not; one of its own words.

    A heading goes with the paragraph under it where the first page has that under the same: else it is the page's own.
    """
    if all(words in known for _, words in long(page)):
        return page
    again: set[int] = set()
    for index, words in prose(page):
        if words not in known:
            break
        heading = over(page, index)
        again |= {index - 1, index} if heading and heading == known[words] else {index}
    return [replace(entry, omitted=RULE) if index in again else entry for index, entry in enumerate(page)]
