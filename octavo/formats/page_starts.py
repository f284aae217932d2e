"""Page starts: the pages WeasyPrint laid out in, the word each page of the text begins with out.

The pages' boxes are read, not their PDF: so generated numbers and the hyphens of broken words are known for
what they are. A word broken over two pages belongs to the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from octavo.words import words

TEXT = "main"
"""The element that holds the text and its notes (templates/take.xhtml)."""
SILENT = frozenset({"note-label", "note-call", "notes-heading", "notes-section"})
"""Classes of what stands in the text and is not of it: labels of notes, their calls, the notes' headings."""
GENERATED = ("::before", "::after", "::marker")
"""Pseudo-elements whose text the style sheet supplies; first lines and first letters are the book's own."""
BROKEN = "\N{HYPHEN}"
BROKEN_WORD = re.compile(f"{BROKEN}\n+")
"""A styled first line ends twice: its own box stands in the line's."""


def page_starts(pages: Sequence[Any]) -> tuple[tuple[tuple[int, int], ...], int]:
    """The index of each page with text and how many words begin before it; then how many begin in all."""
    starts: list[tuple[int, int]] = []
    seen, broken = 0, False
    for index, page in enumerate(pages):
        text = page_text(page)
        begun = len(words(BROKEN_WORD.sub("", text))) - broken
        if begun > 0:
            starts.append((index, seen))
            seen += begun
        if text:
            broken = text.rstrip("\n").endswith(BROKEN)
    return tuple(starts), seen


def page_text(page: Any) -> str:
    """The text of one page, each line ended."""
    return "".join(piece for box in page._page_box.children for piece in pieces(box, inside=False))


def pieces(box: Any, *, inside: bool) -> Iterator[str]:
    """The text of `box` and what is in it, `inside` telling whether it is of the book's text."""
    tag = box.element_tag or ""
    classes = (box.element.get("class") or "").split() if box.element is not None else ()
    if type(box).__name__ == "MarginBox" or tag.endswith(GENERATED) or SILENT.intersection(classes):
        return
    inside = inside or tag == TEXT
    if inside and hasattr(box, "text"):
        yield box.text
    for child in getattr(box, "children", ()):
        yield from pieces(child, inside=inside)
    if inside and type(box).__name__ == "LineBox":
        yield "\n"
