"""Aligned lines: a page in; which of its elements stand in the middle or at the right margin, by attribute or style.

HTML 4.01, 15.1.2; CSS Text 3, 6.1. Of style sheets the page's own are read, and of those the rules for one class.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from xml.etree.ElementTree import Element

from octavo.readers.tree import PLACED, Page, classes

RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
ONE_CLASS = re.compile(r"(?:p|div|span|center)?\.([\w-]+)", re.IGNORECASE)
ALIGN = re.compile(r"text-align\s*:\s*(center|right|end)\b", re.IGNORECASE)
SIDES = {"center": "center", "middle": "center", "right": "right", "end": "right"}


class Alignment:
    """Knows where the lines of one page's elements stand; `names` are the class names that say so, by side."""

    def __init__(self, page: Page, names: Mapping[str, frozenset[str]]) -> None:
        self.page = page
        self.names = {"center": names["centred"], "right": names["right"]}

    @cached_property
    def by_class(self) -> dict[str, str]:
        """The side that the page's style sheets set each class to, by its name in small letters."""
        found: dict[str, str] = {}
        for sheet in self.page.root.iter("style"):
            for selectors, rules in RULE.findall(COMMENT.sub("", PLACED.sub("", "".join(sheet.itertext())))):
                if side := ALIGN.search(rules):
                    names = (ONE_CLASS.fullmatch(one.strip()) for one in selectors.split(","))
                    found |= {name[1].lower(): SIDES[side[1].lower()] for name in names if name}
        return found

    def side(self, element: Element) -> str:
        """Where an element itself sets its lines: `center`, `right`, or nothing that is known."""
        if element.tag == "center":
            return "center"
        if side := SIDES.get((element.get("align") or "").lower()):
            return side
        if found := ALIGN.search(element.get("style") or ""):
            return SIDES[found[1].lower()]
        names = classes(element)
        told = next((self.by_class[one] for one in sorted(names & self.known)), "")
        return told or next((side for side, known in self.names.items() if names & known), "")

    @cached_property
    def known(self) -> frozenset[str]:
        """The class names that the page's style sheets set to a side."""
        return frozenset(self.by_class)

    def is_right(self, element: Element) -> bool:
        """Whether a paragraph states that its lines end at the right margin."""
        return self.side(element) == "right"

    def is_centred(self, element: Element) -> bool:
        """Whether an element, or the nearest around it that says where its lines stand, sets them in the middle."""
        while not (side := self.side(element)) and element in self.page.parents and element.tag != "body":
            element = self.page.parents[element]
        return side == "center"
