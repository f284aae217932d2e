"""Typed pages: a page whose text stands in `pre` as it was typed or scanned, in; its lines as those of plain text out.

What stands beside that is the site's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element

from msgspec.structs import replace

from octavo import model as m
from octavo.lines import Line, glued, stripped
from octavo.readers.entry import Entry
from octavo.readers.run import Node, parts
from octavo.readers.semantics import HEADINGS
from octavo.readers.tree import Page, wording
from octavo.readers.verse import stanzas
from octavo.reading import start

MOST, LEAST = 0.8, 2000
"""So much of a page's words, and so many characters, stand in `pre` where it is the text and not a piece of it."""


def is_typed(page: Page) -> bool:
    """Whether nearly all words of a page stand in `pre`, running text among them."""
    held = [wording(element) for element in page.body.iter("pre")]
    typed = sum(map(len, held))
    return typed > LEAST and typed > MOST * len(wording(page.body))


def paragraphs(lines: Sequence[Line]) -> Iterator[Entry]:
    """Each run of lines without a blank one between as a paragraph of plain text."""
    for stanza in stanzas(lines):
        children, position = glued([stripped(line) for line in stanza])
        yield Entry(start(position), (m.Paragraph(children, position),), typed=True)


def pieces(element: Element) -> Iterator[Element | list[Node]]:
    """What stands in `pre`, in order: each heading, and the stretches between them."""
    stretch: list[Node] = []
    for node in parts(element):
        if isinstance(node, str) or not any(inner.tag in HEADINGS for inner in node.iter()):
            stretch.append(node)
            continue
        yield stretch
        stretch = []
        yield from [node] if node.tag in HEADINGS else pieces(node)
    yield stretch


def alone(entries: Iterable[Entry]) -> Iterator[Entry]:
    """`entries` of a typed page, all but the typed ones left out."""
    for entry in entries:
        if entry.typed or entry.omitted:
            yield entry
        elif entry.position is not m.NOWHERE:
            yield replace(entry, omitted="navigation", note=None)
