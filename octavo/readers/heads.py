"""Heads: what a page's heading is made of; several elements, or parts of one, in lines of their own."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from octavo.readers.run import Node, parts
from octavo.readers.semantics import HEADINGS
from octavo.readers.tree import classes, wording


def headed(element: Element) -> Element:
    """A heading itself, or the highest heading of a group (HTML Standard, 4.3.7)."""
    return min((inner for inner in element.iter() if inner.tag in HEADINGS), key=lambda inner: inner.tag)


def stacked(element: Element, titles: frozenset[str]) -> Iterator[Node]:
    """The nodes of a heading: each child of a group in a line of its own, and each part that says it is the title."""
    grouped = element.tag == "hgroup"
    begun = False
    for node in parts(element):
        if isinstance(node, str):
            yield node
            continue
        if begun and (grouped or classes(node) & titles):
            yield Element("br")
        begun = begun or bool(wording(node))
        yield from parts(node) if grouped else (node,)
