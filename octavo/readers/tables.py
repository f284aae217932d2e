"""Tables: a page's table in; its rows of cells out, where it holds figures or words in columns."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from octavo import model as m
from octavo.readers.entry import Entry
from octavo.readers.figures import pure
from octavo.readers.run import parts
from octavo.readers.semantics import HEADINGS
from octavo.readers.sheet import Sheet
from octavo.readers.tree import wording
from octavo.reading import start


def is_table(element: Element, sheet: Sheet) -> bool:
    """Whether a table holds figures or words in columns, not the layout of the page."""
    if element.find(".//table") is not None:
        return False
    cells = list(element.iter("td")) + list(element.iter("th"))
    rows = list(element.iter("tr"))
    captions = element.findall("caption")
    if len(captions) > 1 or not pure(wording(element), [*captions, *cells]):
        return False
    return (
        not sheet.holds(element, HEADINGS)
        and len(rows) > 1
        and len(cells) > len(rows)
        and not sheet.listing.is_contents(element)
    )


def table(element: Element, sheet: Sheet) -> Iterator[Entry]:
    """Rows of cells."""
    rows = []
    for row in element.iter("tr"):
        cells = [cell_of(cell, sheet) for cell in row if cell.tag in {"td", "th"}]
        if any(cell.children for cell in cells):
            rows.append(tuple(cells))
    caption = next((sheet.runs.run(parts(found)) for found in element.iter("caption")), None)
    if rows:
        position = caption[1] if caption else next(c.position for row in rows for c in row if c.children)
        yield Entry(start(position), (m.Table(tuple(rows), caption[0] if caption else (), position),))


def cell_of(element: Element, sheet: Sheet) -> m.Cell:
    """One cell."""
    run = sheet.runs.run(parts(element))
    children, position = run or ((), m.Position(sheet.page.name, 1))
    spans = [element.get(name) or "1" for name in ("colspan", "rowspan")]
    columns, rows = (int(span) if span.isdecimal() and 0 < int(span) < 100 else 1 for span in spans)
    return m.Cell(children, element.tag == "th", columns, rows, position)
