"""Ranks: a page's tree, and the places in it that a list of contents leads to, in; its headings as deep as listed, out.

A place is the id of an element, or "" for the beginning of the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from octavo.readers.navigation import Listed
from octavo.readers.semantics import HEADINGS
from octavo.readers.tree import BLOCKS, Page, wording
from octavo.structure.in_place import TITLE_LINES, fold, is_title

LOWEST = 6
LINES = {*HEADINGS, "p", "div", "center"}


def levels(page: Page, entries: Sequence[Listed], *, nested: bool) -> dict[str, int]:
    """The levels of the headings `entries` lead to, by place, where the page's own tags say otherwise.

    A line of text whose words are an entry's is a heading. A list that is not `nested` tells nothing of depth.
    """
    lines = Lines(page)
    found: dict[Element, Listed] = {}
    for entry in entries:
        head = lines.at(entry.fragment) if entry.depth is not None else None
        if head is not None and (head.tag in HEADINGS or lines.print(head, entry.words)):
            found.setdefault(head, entry)
    tagged = [HEADINGS[head.tag] for head in found if head.tag in HEADINGS]
    if not nested:
        level = max(tagged, default=1)
        return {entry.fragment: level for head, entry in found.items() if head.tag not in HEADINGS}
    depths = {head: min(LOWEST, (entry.depth or 0) + 1) for head, entry in found.items()}
    lifts = {depth - HEADINGS[head.tag] for head, depth in depths.items() if head.tag in HEADINGS}
    if len(tagged) == len(found) and len(lifts) < 2:
        return {}
    return {entry.fragment: depths[head] for head, entry in found.items()}


def ranked(page: Page, places: Mapping[str, int]) -> None:
    """Makes the line at each of `places` a heading of that level; other headings go with the one before them."""
    if not places:
        return
    lines = Lines(page)
    known = {head: level for place, level in places.items() if (head := lines.at(place)) is not None}
    lifts = [level - HEADINGS[head.tag] for head, level in known.items() if head.tag in HEADINGS]
    lift = lifts[0] if lifts else 0
    for line in lines.rows:
        own = HEADINGS.get(line.tag)
        if line in known:
            lift = known[line] - own if own else lift
            line.tag = f"h{known[line]}"
        elif own:
            line.tag = f"h{max(1, min(LOWEST, own + lift))}"


class Lines:
    """The headings and paragraphs of a page that have words, in order."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.order = {element: number for number, element in enumerate(page.body.iter())}
        self.rows = [element for element in self.order if element.tag in LINES and is_line(element)]

    def at(self, place: str) -> Element | None:
        """The line a place is in, or the first one from there on."""
        target = self.page.ids.get(place) if place else self.page.body
        if target is None or target not in self.order:
            return None
        around = next((line for line in self.above(target) if line.tag in LINES and is_line(line)), None)
        return around or next((line for line in self.rows if self.order[line] >= self.order[target]), None)

    def above(self, element: Element) -> list[Element]:
        """An element and what it stands in."""
        out = [element]
        while out[-1] is not self.page.body and out[-1] in self.page.parents:
            out.append(self.page.parents[out[-1]])
        return out

    def print(self, first: Element, title: str) -> bool:
        """Whether the lines from `first` on begin with a title: alone, over more of it, or under a label."""
        said, name, begin = "", fold(title), self.rows.index(first)
        for line in self.rows[begin : begin + TITLE_LINES]:
            said = f"{said} {fold(wording(line))}".strip()
            if is_title(said, name):
                return True
        return False


def is_line(element: Element) -> bool:
    """Whether an element is one heading or paragraph, with words."""
    inner = list(element.iter())[1:]
    return bool(wording(element)) and (element.tag in HEADINGS or not any(one.tag in BLOCKS for one in inner))
