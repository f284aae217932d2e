"""Sheet: a page and what is known of it while it is read: its notes, its contents list, what of it is left out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from functools import cache
from xml.etree.ElementTree import Element

from octavo import model as m
from octavo.facts import Words, read_facts
from octavo.provider import Provider
from octavo.readers.aligned_lines import Alignment
from octavo.readers.calls import Notes
from octavo.readers.entry import Entry
from octavo.readers.header import information
from octavo.readers.inline import Inline
from octavo.readers.listing import Listing
from octavo.readers.semantics import headless, indexed, stated
from octavo.readers.site import beside, remarks, title_page
from octavo.readers.tree import Page, classes


@cache
def class_names() -> dict[str, frozenset[str]]:
    """classes.toml: what class names mean."""
    return {meaning: frozenset(names) for meaning, names in read_facts("readers/classes.toml", Words).items()}


class Sheet(ABC):
    """One page, which may be the index of the others.

    `box` is what the text that is read stands in, `numbered` tells that the last thing read is a number's heading.
    """

    def __init__(
        self, page: Page, notes: Notes, provider: Provider | None, *, is_index: bool = False, is_typed: bool = False
    ) -> None:
        self.page = page
        self.notes = notes
        self.names = class_names()
        self.alignment = Alignment(page, self.names)
        self.omit = self.names["navigation"] | frozenset(provider.omit if provider else ())
        self.header = set(information(page, provider)) if provider else set()
        self.inline = Inline(page, notes, self.names)
        self.runs = self.inline.runs
        self.waiting: list[m.Inline] = []
        self.box = page.body
        self.numbered = False
        self.typed = is_typed
        self.bodies = {element: found for element, found in notes.parts.items() if found.page is page}
        self.stated = stated(page.body)
        self.beside = set(beside(page, frozenset(provider.text if provider else ())))
        self.remarks = set(remarks(page, provider)) if provider and provider.closing else set()
        self.title_page = set(title_page(page, self.names["title_page"]))
        self.listing = Listing(page, notes.calls, indexed(page.body), is_index=is_index)
        self.states = any(one.role for one in self.stated.values()) or headless(page.body) is not None

    @abstractmethod
    def inside(self, element: Element) -> Iterator[Entry]:
        """The blocks in `element`, lines that stand free made paragraphs."""

    @abstractmethod
    def inside_plain(self, element: Element) -> Iterator[Entry]:
        """The paragraphs in `element`, their own classes disregarded."""

    def left_out(self, element: Element) -> bool:
        """Whether the provider's own matter stands in `element`."""
        return (
            element.tag == "nav"
            or (element in self.beside and not self.inline.omitting)
            or bool(classes(element) & self.omit)
        )

    def holds(self, element: Element, tags: dict[str, int]) -> bool:
        """Whether one of `tags`, a note or what is left out stands in `element`."""
        return any(inner.tag in tags or inner in self.bodies or self.left_out(inner) for inner in element.iter())
