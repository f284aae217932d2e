"""Inline: what an element means in a line of its page beyond its tag; calls, labels, folios, pictures, languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from octavo import model as m
from octavo.edition import Change
from octavo.identifiers import web_address
from octavo.readers.calls import LABEL, LONGEST_FOLIO, Notes, leads
from octavo.readers.figures import continued, initial, picture
from octavo.readers.run import DROPPED, RUBY, SIDENOTE, Runs
from octavo.readers.tree import Page, classes, wording

FOLIO = re.compile(
    r"[\[{(]?\s*(?:pg\.?|page|p\.?|s\.)?\s*(?P<label>[0-9]{1,4}[a-z]?|[ivxlcdm]+)\s*[\]})]?", re.IGNORECASE
)
PAGE_ID = re.compile(r"(?:page|pg|p|seite)[_-]?(?P<label>[0-9]{1,4}[a-z]?|[ivxlcdm]+)", re.IGNORECASE)
LONGEST_RETURN = 12
"""Letters of the words that lead from a note back to its call; at its end there may be more."""
NUMBER = re.compile(r"[\[(]?[0-9]{1,5}[\])]?")
"""The number of a line in its margin."""


class Inline:
    """Knows what the elements in the lines of one page mean; `runs` makes its runs by that.

    `taken` are pictures that a figure shows, `omitting` tells that what is read is the provider's.
    """

    def __init__(self, page: Page, notes: Notes, names: Mapping[str, frozenset[str]]) -> None:
        self.page = page
        self.notes = notes
        self.names = names
        self.language = page.root.get("lang") or page.root.get("xml:lang") or page.body.get("lang") or ""
        self.runs = Runs(page, self.special)
        self.folios: set[str] = set()
        self.taken: set[Element] = set()
        self.changes = self.runs.changes
        self.omitting = False

    def special(self, element: Element) -> m.Inline | str | None:
        """What `element` means in a line beyond its tag."""
        if element in self.notes.calls:
            return self.call(element)
        if element.tag == "a" and self.is_label(element):
            self.runs.mark("note-label", element)
            return DROPPED
        if element.tag == "img":
            return self.shown(element)
        if classes(element) & self.names["navigation"] and not self.omitting:
            self.runs.mark("navigation", element)
            return DROPPED
        if classes(element) & self.names["page_number"] and (label := self.folio(element)):
            return self.page_break(element, label)
        if classes(element) & self.names["line_number"] and NUMBER.fullmatch(wording(element)):
            self.runs.mark("line-number", element)
            return DROPPED
        if classes(element) & self.names["sidenote"] and wording(element) and not self.omitting:
            return SIDENOTE
        if element.tag == "rt" and not self.omitting and self.page.parents[element].find("rp") is None:
            return RUBY
        if element.tag == "a" and (address := web_address(element.get("href") or "")):
            return address
        if classes(element) & self.names["small_capitals"]:
            return "small-capitals"
        language = element.get("lang") or element.get("xml:lang") or ""
        if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*", language) and language != self.language:
            return language
        return None

    def shown(self, element: Element) -> m.Inline | str:
        """A picture in a line, or the letter it stands for."""
        if element in self.taken:
            return DROPPED
        letter = initial(self.page, element)
        if letter is None or self.omitting:
            return picture(element)
        goes_on = continued(self.page, element, letter)
        self.runs.tight |= {element} if goes_on else set()
        place = goes_on or self.page.tag_position(element)
        reason = "the page shows this letter as a picture; it is its alternative text"
        self.changes.append(Change("initial", place, "", letter, reason=reason))
        return m.Text(letter)

    def call(self, element: Element) -> m.Inline | str:
        """The call of a note; a second call of one note stays a word that leads to it."""
        found = self.notes.calls[element]
        if element is not found.calls[0]:
            return f"#note-{found.id}"
        self.runs.mark("note-call", element)
        return m.NoteReference(found.id)

    def is_label(self, element: Element) -> bool:
        """Whether a link leads back from a note to its call."""
        target = self.notes.target(self.page, element.get("href") or "")
        if target is None:
            return False
        other, place = target
        return any(
            other.stands_in(call, place) or other.stands_in(place, other.block(call))
            for found in self.notes.links[element]
            for call in found.calls
        ) and self.says_back(element)

    def says_back(self, element: Element) -> bool:
        """Whether a link's words are a label, or what leads back: a sign, or a few words without a number."""
        words = wording(element)
        most = LONGEST_RETURN if leads(self.page, element) else 2 * LONGEST_RETURN
        return bool(LABEL.fullmatch(words)) or (len(words) < most and not any(map(str.isdecimal, words)))

    def folio(self, element: Element) -> str | None:
        """The folio a page number's element says."""
        words = wording(element)
        for text in (words, *(element.get(name) or "" for name in ("data-page-number", "title", "aria-label"))):
            if found := FOLIO.fullmatch(text.strip()):
                return found["label"]
        if len(words) > LONGEST_FOLIO:
            return None
        for inner in element.iter():
            for name in (inner.get("id") or "", inner.get("name") or ""):
                if found := PAGE_ID.fullmatch(name):
                    return found["label"]
        return None

    def page_break(self, element: Element, label: str) -> m.Inline | str:
        """Where a page of the printed source begins; the second of a name is passed over."""
        self.runs.mark("page-number", element)
        if label in self.folios:
            return DROPPED
        self.folios.add(label)
        return m.PageBreak(label)
