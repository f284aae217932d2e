"""Layers: a page's tree in, one without the layers that a page opens and never closes out.

A chapter in each of two hundred `<div>` that no tag ends stands two hundred deep; its headings and paragraphs are as
good as any. What is taken off means little of its own, and where it begins and ends a block does.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from xml.etree.ElementTree import Element

DEEP = 100
LAYERS = frozenset("div section article center main form blockquote font span b i u big small".split())
"""What pages open and forget to close."""


def levels(root: Element) -> Iterator[list[Element]]:
    """The elements of each depth, from `root` down."""
    level = [root]
    while level:
        yield level
        level = [child for element in level for child in element]


def lifted(root: Element, blocks: frozenset[str]) -> Element:
    """`root` with the layers below a great depth that hold `blocks` taken off: a page that never closes its `<div>`."""
    deep = next(islice(levels(root), DEEP, None), [])
    parents = {child: parent for element in deep for parent in element.iter() for child in parent}
    holders: set[Element] = set()
    for element in [inner for top in deep for inner in top.iter()][::-1]:
        if element in parents and (element in holders or element.tag in blocks):
            holders.add(parents[element])
    for element in deep:
        if element in holders and element.tag in LAYERS:
            refilled(element, holders)
    return root


def refilled(element: Element, holders: set[Element]) -> None:
    """Puts what stands in the layers of `element` into it, with a bound where a layer begins and ends."""
    pending: list[Element | str] = [*pieces(element)][::-1]
    tail, attributes = element.tail, dict(element.attrib)
    element.clear()
    element.attrib.update(attributes)
    element.tail = tail
    while pending:
        item = pending.pop()
        if isinstance(item, str):
            say(element, item)
        elif item in holders and item.tag in LAYERS:
            pending += [Element("div"), *[*pieces(item)][::-1], Element("div")]
        else:
            item.tail = None
            element.append(item)


def pieces(element: Element) -> Iterator[Element | str]:
    """The text and elements of `element`, in order."""
    yield element.text or ""
    for child in list(element):
        yield child
        yield child.tail or ""


def say(element: Element, text: str) -> None:
    """Puts `text` at the end of `element`."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
