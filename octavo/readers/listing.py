"""Listing: an element of a page in; whether it lists the parts of the text by links out."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Sequence
from urllib.parse import unquote, urldefrag
from xml.etree.ElementTree import Element

from octavo.readers.semantics import HEADINGS
from octavo.readers.tree import Page, classes, lines, wording
from octavo.structure.divisions import heads

LISTS = frozenset({"table", "ul", "ol", "dl", "blockquote", "div", "p", "center", "section"})
LINES = frozenset(HEADINGS) | {"p", "dt", "dd"}
"""What may be one line of a list."""
LINKS, LABEL = 3, 4
"""So many links make a list, and so many words at most stand before the first of a row."""
NAMES = ("contents", "toc", "table-of-contents", "tableofcontents", "table_of_contents")
BOXES = frozenset([*NAMES, *(f"#{name}" for name in NAMES)])
"""The classes and ids of the division that holds the list."""
NUMBERED = re.compile(r"\d{1,3}\.?")
"""The number of a section, as a link to it."""
EARLY, SMALL = 1 / 3, 1 / 4
"""In so much of a page a table whose rows each have a link is its contents; later it is an index, or of errors.

And so little of it is a list that has headings of its own."""


class Listing:
    """Knows the links of a page that lead to parts of the text; `calls` lead to notes, `index` are of the index.

    `is_index` tells that the page leads to most of the witness's others.
    """

    def __init__(
        self, page: Page, calls: Collection[Element], index: Collection[Element], *, is_index: bool = False
    ) -> None:
        self.page = page
        self.is_index = is_index
        self.calls = calls
        self.index = index

    def links(self, element: Element) -> list[Element]:
        """The links within the witness that have words."""
        return [a for a in element.iter("a") if is_local(a) and a not in self.calls and wording(a)]

    def is_contents(self, element: Element) -> bool:
        """Whether most of the words in `element` are links within the witness."""
        links = [wording(a) for a in self.links(element)]
        return any(links) and sum(map(len, links)) * 3 > len(wording(element)) and element not in self.index

    def is_entry(self, element: Element) -> bool:
        """Whether a paragraph is of a list of contents: a row of one, with more links or another row beside it."""
        if not self.is_row(element):
            return False
        row = list(self.page.parents[element]) if element in self.page.parents else [element]
        place = row.index(element)
        beside = [*row[max(0, place - 1) : place], *row[place + 1 : place + 2]]
        return sum(map(is_local, element.iter("a"))) >= LINKS or any(map(self.is_row, beside))

    def is_row(self, element: Element) -> bool:
        """Whether links are most of an element, the first at its beginning or behind a label, not in a sentence."""
        first = next(iter(self.links(element)), None)
        label = wording(element).partition(wording(first))[0] if first is not None else ""
        return len(label.split()) <= LABEL and self.is_contents(element)

    def is_list(self, element: Element, bodies: Collection[Element]) -> bool:
        """Whether a block lists parts of the witness, three or more, and little else; `bodies` are notes."""
        if self.names_pages(element) or self.lists_pages(element):
            return True
        if element.tag in HEADINGS:
            return self.is_contents(element) and (len(self.links(element)) > 1 or self.heads_list(element, bodies))
        links = self.links(element) if element.tag in LISTS else []
        if links and self.is_box(element):
            return True
        if len(links) < LINKS or element in self.index or (element.tag == "p" and not self.is_row(element)):
            return False
        if any(inner in bodies or inner.tag in HEADINGS for inner in element.iter()):
            return False
        mostly = sum(len(wording(a)) for a in links) * 2 > len(wording(element))
        return mostly or (element.tag == "table" and self.has_rows(element))

    def heads_list(self, heading: Element, bodies: Collection[Element]) -> bool:
        """Whether what follows a heading is a list: a heading that is a link names a part of it."""
        row = list(self.page.parents[heading])
        after = next((one for one in row[row.index(heading) + 1 :] if wording(one)), heading)
        return after.tag not in LINES and self.is_list(after, bodies)

    def names_pages(self, element: Element) -> bool:
        """Whether a line of the index leads to other pages, be they there or not, and says little else."""
        line = self.is_index and element.tag in LINES
        return line and any(map(file_of, self.links(element))) and self.is_contents(element)

    def lists_pages(self, element: Element) -> bool:
        """Whether a paragraph of the index leads to three other pages or more, each at the beginning of a line.

        Numbers lead so though they are fewer.
        """
        links = [link for link in element.iter("a") if file_of(link) and is_local(link)] if self.is_index else []
        least = 1 if links and all(NUMBERED.fullmatch(wording(link)) for link in links) else LINKS
        if element.tag != "p" or len(links) < least:
            return False
        rows = lines(element)
        heads = [wording(link) for link in links]
        led = sum(
            any(head and head in row and len(row.partition(head)[0].split()) <= LABEL for row in rows) for head in heads
        )
        return led == len(heads) and len(rows) >= len(heads)

    def is_box(self, element: Element) -> bool:
        """Whether a division says that it is the list of contents, being a small part of the page before the text."""
        if not classes(element) & BOXES or element.tag not in {"div", "section"}:
            return False
        early = self.page.begin(element) < EARLY * len(self.page.text)
        headings = [inner for inner in element.iter() if inner.tag in HEADINGS]
        small = len(wording(element)) < SMALL * len(wording(self.page.body))
        return early and (len(headings) <= 1 or (small and len(self.links(element)) >= max(LINKS, len(headings) // 2)))

    def has_rows(self, table: Element) -> bool:
        """Whether nearly each of a table's rows leads to a part of the text, before the text has well begun.

        Right under a heading of contents half of them do; the others name what those are parts of.
        """
        filled = [row for row in table.iter("tr") if wording(row)]
        linked = [row for row in filled if self.links(row)]
        if len(linked) < LINKS:
            return False
        early = self.page.begin(filled[0]) < EARLY * len(self.page.text)
        most = early and len(linked) * 4 >= len(filled) * 3
        return most or (len(linked) * 2 >= len(filled) and heads("contents", self.words_above(table)))

    def words_above(self, element: Element) -> str:
        """What the element says that stands before another, or before what holds it."""
        while element in self.page.parents:
            row = list(self.page.parents[element])
            before = (wording(one) for one in reversed(row[: row.index(element)]))
            if words := next(filter(None, before), ""):
                return words
            element = self.page.parents[element]
        return ""


def is_local(link: Element) -> bool:
    """Whether a link leads to a page or place beside this one."""
    address = link.get("href") or ""
    return bool(address) and not re.match(r"[a-z]+:", address, re.IGNORECASE)


def leads_to(element: Element) -> str | None:
    """The file that the first link in `element` to another of the witness leads to."""
    addresses = (urldefrag(unquote(a.get("href") or "")).url for a in element.iter("a") if is_local(a))
    return next((posixpath.basename(address) for address in addresses if address and address[0] not in "./"), None)


def is_index(pages: Sequence[Page]) -> bool:
    """Whether the first of `pages` leads to most of the others: its title is the book's."""
    others = {posixpath.basename(page.name) for page in pages[1:]}
    return len(others & set(map(file_of, pages[0].root.iter("a")))) * 2 > len(others)


def file_of(link: Element) -> str:
    """The name of the file a link leads to."""
    return posixpath.basename(unquote(urldefrag(link.get("href") or "").url))
