"""Unmarked headings: a page without headings of markup in; its lines in bold or large type over text made headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from xml.etree.ElementTree import Element

from octavo.provider import Provider
from octavo.readers.semantics import HEADINGS
from octavo.readers.tree import BLOCKS, PLACED, Page, classes, wording
from octavo.structure.headings import OPENING_SPEECH, SENTENCE, SHORT

LINES = frozenset({"p", "center", "div", "dd", "dt"})
STRONG = frozenset({"b", "strong", "big"})
LARGE = re.compile(r"\+[1-9]|[4-7]")
BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)\b", re.IGNORECASE)
FEWEST, MANY, LEVEL = 3, 6, "h2"
"""So many lines of a page over text that are set off by their type are headings; more headings than `MANY` are all."""


def with_headings(page: Page, names: Mapping[str, frozenset[str]], provider: Provider | None) -> None:
    """Makes the lines set off by their type headings, where three or more of them stand over text and none repeats.

    `names` are class names by what they mean.
    """
    if sum(element.tag in HEADINGS for element in page.body.iter()) > MANY:
        return
    rows = list(lines(page.body, names["navigation"] | frozenset(provider.omit if provider else ())))
    after = dict(pairwise(rows))
    shown = [row for row in rows if row.tag in HEADINGS or is_display(row, names["pseudo_heading"])]
    if provider:
        own = provider.remarks + provider.trail
        shown = [row for row in shown if not provider.matches(own, wording(row))]
    known = set(shown)
    over = [row for row in shown if row in after and after[row] not in known]
    words = [wording(row) for row in over]
    marked = sum(row.tag in HEADINGS for row in over)
    if marked <= 1 and len(over) - marked >= FEWEST and len(set(words)) == len(words):
        for row in shown:
            row.tag = row.tag if row.tag in HEADINGS else LEVEL


def lines(body: Element, apart: frozenset[str]) -> Iterator[Element]:
    """The headings and paragraphs of a page that have words, but for what is the provider's own."""
    pending = [body]
    while pending:
        element = pending.pop()
        if classes(element) & apart or element.tag in {"nav", "table"}:
            continue
        inner = any(one.tag in BLOCKS for one in element.iter() if one is not element)
        if element.tag in HEADINGS or (element.tag in LINES and not inner):
            if wording(element):
                yield element
        else:
            pending += reversed(element)


def is_display(line: Element, names: frozenset[str]) -> bool:
    """Whether a line is short, no sentence or speech, and all of it in bold or large type, or of such a class."""
    words = wording(line)
    if len(words) > SHORT or words[0] in OPENING_SPEECH or not any(map(str.isalnum, words)):
        return False
    if SENTENCE.search(words) and words.upper() != words and words[-1] != ".":
        return False
    return bool(classes(line) & names) or not plain(line).strip()


def plain(element: Element) -> str:
    """The words of an element that are neither in bold nor in large type."""
    if element.tag in STRONG or LARGE.fullmatch(element.get("size") or "") or BOLD.search(element.get("style") or ""):
        return ""
    pieces = [element.text or "", *(f"{plain(child)}{child.tail or ''}" for child in element)]
    return PLACED.sub("", "".join(pieces)).replace("\u00a0", " ")
