"""Paginate: a book and where its pages begin in, the book with a page break at each such place out.

A place is told in words, counted through the text and its notes, so that a page of paper and a page of an
ebook begin with the same word, whatever lies between them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from octavo import model as m
from octavo.inlines import flat, insert, without_page_breaks
from octavo.layout import PageStart
from octavo.walk import Run, rewrite
from octavo.words import words

DASHES = "\N{EM DASH}\N{EN DASH}-"


def paginated(book: m.Book, starts: Sequence[PageStart]) -> m.Book:
    """`book` with a page break before the word each page begins with, and no other page break."""
    return rewrite(book, _Pagination(starts))


class _Pagination:
    """One pass over the runs, knowing how many words it has come past and which page is next."""

    def __init__(self, starts: Sequence[PageStart]) -> None:
        self.starts = list(starts)
        self.seen = 0

    def __call__(self, run: Run) -> Run:
        children = without_page_breaks(run.children)
        text = flat(children)
        first, self.seen = self.seen, self.seen + len(words(text))
        for start in reversed(list(self.reached())):
            children = insert(children, word_offset(text, max(0, start.word - first)), m.PageBreak(start.label))
        return replace(run, children=children)

    def reached(self) -> Iterator[PageStart]:
        """The pages that begin before the end of this run."""
        while self.starts and self.starts[0].word < self.seen:
            yield self.starts.pop(0)


def word_offset(text: str, number: int) -> int:
    """Where the word with `number` (0 the first) begins in `text`, with the marks that open it."""
    total = len(words(text))
    if not number:
        return 0
    end = bisect_left(range(len(text)), number - total, key=lambda offset: -len(words(text[offset:])))
    gap = text[end : word_begin(text, end)]
    spaces = [index for index, character in enumerate(gap, 1) if character.isspace()]
    dashes = [index for index, character in enumerate(gap, 1) if character in DASHES]
    return end + max(spaces or dashes or [0])


def word_begin(text: str, offset: int) -> int:
    """Where the first word from `offset` on begins."""
    return next((index for index in range(offset, len(text)) if words(text[index])), len(text))
