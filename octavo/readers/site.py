"""Site: a page in; the elements beside its text, which are the site's own, out."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from octavo.provider import Provider
from octavo.readers.semantics import HEADINGS
from octavo.readers.tree import Page, classes, opening, wording

OWN = frozenset({"footer", "aside", "form"})
BOXES = frozenset({"div", "section", "blockquote", "table"})
OUTER, FIRST, LONGEST = 6, 60, 4000
"""So many divisions at either end of a page may be remarks, told by so many characters and no longer than so many."""
TITLE_PAGES = 2
"""So many headings, a book's title among them, make a title page; one with its subtitle makes a chapter's head."""


def beside(page: Page, text: frozenset[str]) -> Iterator[Element]:
    """What stands beside the elements of a class of `text`; else what beside `main` is no part of the text by its tag.

    HTML Standard, 4.4.14: `main` is the dominant contents of the document.
    """
    found = [element for element in page.body.iter() if classes(element) & text] if text else []
    around = found or page.body.findall(".//main")
    path = {element for one in around for element in ancestors(page, one)}
    for element in path - set(around):
        for child in element:
            if child not in path and (found or child.tag in OWN or is_banner(child)):
                yield child


def remarks(page: Page, provider: Provider) -> Iterator[Element]:
    """The divisions at the ends of a page that begin with the heading of a remark, and hold no title."""
    boxes = [box for box in boxed(page.body) if box.tag in BOXES and box.find(".//h1") is None]
    patterns = tuple(one for one in provider.remarks + provider.closing if one.startswith("^"))
    for box in boxes[:OUTER] + boxes[max(OUTER, len(boxes) - OUTER) :]:
        first = opening(box, FIRST)[:FIRST]
        if first and len(wording(box)) < LONGEST and provider.matches(patterns, first):
            yield box


def boxed(body: Element) -> Iterator[Element]:
    """What stands in the body, or in the one division that holds all of it."""
    inner = list(body)
    yield from boxed(inner[0]) if len(inner) == 1 and inner[0].tag in BOXES else inner


def ancestors(page: Page, element: Element) -> Iterator[Element]:
    """An element and what it stands in, up to the page's body."""
    yield element
    while element is not page.body and element in page.parents:
        element = page.parents[element]
        yield element


def is_banner(element: Element) -> bool:
    """Whether an element is the head of a site, with its navigation."""
    return element.tag == "header" and element.find(".//nav") is not None


def title_page(page: Page, names: frozenset[str]) -> Iterator[Element]:
    """The headings in elements of the class of a title page, where they are the book's: they divide nothing."""
    for box in (element for tag in ("div", "section") for element in page.body.iter(tag)):
        inner = [element for element in box.iter() if element.tag in HEADINGS] if classes(box) & names else []
        several = len(inner) >= TITLE_PAGES and any(element.tag == "h1" for element in inner)
        if several or len(inner) > 2 * TITLE_PAGES:
            yield from inner
