"""Pages: an EPUB and the pages PDFium read in the print of the same edition in, every page that differs out.

The EPUB's page list is followed to its marker; the word after it must be the word the printed page begins with.
"""

from __future__ import annotations

from collections.abc import Sequence

from octavo.checks.copy import Around, ebook_copy
from octavo.checks.ebook import Ebook
from octavo.edition import Edition
from octavo.layout import PageStart
from octavo.problem import Problem, Severity

SHOWN = 8
HINT = "the layout and the ebook were not made of the same edition; run ./build again, and report it if it stays"


def check_pages(epub: bytes, edition: Edition, around: Around, printed: Sequence[PageStart]) -> tuple[Problem, ...]:
    """Each difference between the EPUB's page list and the `printed` pages, label by label and word by word."""
    ebook = Ebook(epub)
    listed = list(ebook.pages())
    labels, wanted = [label for label, _ in listed], [page.label for page in printed]
    if labels != wanted:
        missing = sorted(set(labels).symmetric_difference(wanted))
        return (fault("V010", f"the page list and the printed pages differ in {', '.join(missing) or 'order'}"),)
    copy = ebook_copy(edition, around)
    own = copy.own_words()
    return tuple(
        fault(
            "V012", f"page {label} begins {said(ebook.words, at)!r} in the ebook and {said(own, page.word)!r} in print"
        )
        for (label, at), page in zip(listed, printed, strict=True)
        if copy.own(at) != page.word or ebook.words[at : at + SHOWN] != copy.words[at : at + SHOWN]
    )


def said(words: Sequence[str], place: int) -> str:
    """The words from `place` on."""
    return " ".join(words[place : place + SHOWN])


def fault(code: str, message: str) -> Problem:
    """A difference between ebook and print."""
    return Problem(code, Severity.ERROR, message, HINT)
