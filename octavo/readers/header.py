"""Header: a page and its provider in; the elements in which the provider says what the text is, out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from octavo.provider import Provider
from octavo.readers.tree import BLOCKS, PLACED, Page, classes, wording

HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
LABELLED = 2
"""An information block with as many labelled lines is read whatever its class (`octavo.frame`)."""


def information(page: Page, provider: Provider) -> Iterator[Element]:
    """The blocks of the provider's information class that lead the text, and lines that only name the provider.

    Under a heading of its own, without a rule between, such a block is a text.
    """
    names = frozenset(provider.information)
    above, opened, ruled = "", False, False
    for element in page.body.iter():
        if element.tag in HEADINGS or element.tag == "hr":
            above, ruled = element.tag, ruled or element.tag == "hr"
            if opened:
                return
            if element.tag in HEADINGS and names_provider(element, provider):
                yield element
        elif not classes(element) & names or element.tag not in BLOCKS:
            if opened and element.tag == "p":
                return
        elif above in HEADINGS and ruled and not opened:
            return
        else:
            opened = True
            if labels(element, provider) < LABELLED:
                yield element


def names_provider(element: Element, provider: Provider) -> bool:
    """Whether a heading says who provides the page and nothing else."""
    words = wording(element)
    return any(re.fullmatch(sign, words) for sign in (re.escape(provider.name), *provider.signs))


def labels(element: Element, provider: Provider) -> int:
    """How many of an element's lines begin with a label of the provider's header."""
    lines = [element.text or "", *(f"{wording(child)}{child.tail or ''}" for child in element)]
    return sum(bool(provider.label.match(PLACED.sub("", line))) for line in lines)
