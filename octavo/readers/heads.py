"""Heads: a page's heading in, its lines and what its section states out; several elements may be one heading."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from octavo import model as m
from octavo.edition import PICTURE_OF_WORDS, Change
from octavo.inlines import flat, leaves
from octavo.readers.entry import Entry
from octavo.readers.figures import picture
from octavo.readers.run import Node, parts
from octavo.readers.semantics import HEADINGS, Stated
from octavo.readers.sheet import Sheet
from octavo.readers.tree import classes, wording
from octavo.reading import start

SUPPLIED = 0
"""The line of words that stand on none."""


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


def heading(element: Element, sheet: Sheet) -> Iterator[Entry]:
    """A heading, the pictures in it after it; the page breaks in it wait for the text."""
    shown = list(element.iter("img"))
    sheet.inline.taken |= set(shown)
    run = sheet.runs.run(stacked(element, sheet.names["heading_title"]))
    if run and shown and not flat(run[0]).strip():
        sheet.waiting += [leaf for leaf in leaves(run[0]) if isinstance(leaf, m.PageBreak)]
        run = None
    yield from titled(element, run, sheet) if run else drawn(element, shown, sheet)
    if run:
        places = [sheet.page.tag_position(image) for image in shown]
        end = run[1].at(len(flat(run[0])))
        yield from (Entry(end, (m.Figure(picture(i), (), p),)) for i, p in zip(shown, places, strict=True))


def drawn(element: Element, shown: list[Element], sheet: Sheet) -> Iterator[Entry]:
    """A heading that is only pictures: the words they stand for, and where there are none the pictures."""
    for image in shown:
        place = sheet.page.tag_position(image)
        words = picture(image).alternative
        if not words or sheet.inline.omitting:
            yield Entry(place, (m.Figure(picture(image), (), place),))
            continue
        after = (len(words) + 1, place.line, place.column)
        nowhere = m.Position(sheet.page.name, SUPPLIED, breaks=(after,))
        reason = "the page shows these words as a picture; they are its alternative text"
        sheet.inline.changes.append(Change(PICTURE_OF_WORDS, place, "", f"{words}\n\n", reason=reason))
        yield Entry(place, (head(element, (m.Text(words),), nowhere, sheet),))


def titled(element: Element, run: tuple[m.Inlines, m.Position], sheet: Sheet) -> Iterator[Entry]:
    """A heading that has words."""
    children, position = run
    breaks = [inline for inline in children if isinstance(inline, m.PageBreak)]
    sheet.waiting += breaks
    children = tuple(inline for inline in children if inline not in breaks)
    if children:
        yield Entry(start(position), (head(element, children, position, sheet),))


def head(element: Element, children: m.Inlines, position: m.Position, sheet: Sheet) -> m.Heading | m.Paragraph:
    """A heading with what its section states; on the title page it is a line like the others."""
    if element in sheet.title_page:
        return m.Paragraph(children, position)
    first = headed(element)
    said = sheet.stated.get(first, Stated())
    return m.Heading(HEADINGS[first.tag], children, position, said.role, said.matter)
