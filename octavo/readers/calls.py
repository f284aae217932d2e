"""Calls: the notes of HTML pages found by their links, over several pages too.

A call is a link whose text is a note's label and whose target begins a block with that label, or a block of a
class for notes. Only what such a link leads to is a note.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, takewhile
from urllib.parse import unquote, urldefrag
from xml.etree.ElementTree import Element

from octavo.notes.labels import KINDS
from octavo.readers.tree import BLOCKS, PLACED, Page, classes, opening, wording

LABEL = re.compile(
    rf"[\[({{]?\s*(?:{KINDS})?\s*"
    r"(?P<label>\*?[0-9]{1,4}(?:[a-z]|:[0-9]{1,2}|\*{1,2})?|[a-z]|[*†‡§¶#]{1,4}|[ivxlc]+)\s*[\])}]?[.:]?",
    re.IGNORECASE,
)
LONGEST_FOLIO = 20
"""Letters of what marks where a page of the printed source begins."""
FOLIO_ID = re.compile(r"(?:page|pg)[_-]?(?:[0-9]{1,4}[a-z]?|[ivxlcdm]+)", re.IGNORECASE)
"""The id of such a mark."""
LONGEST_LABEL = 40
"""More characters than LABEL ever takes but for spaces."""
CONTAINERS = frozenset({"li", "aside", "dd", "div", "tr", "td"})
ENDS = frozenset({"hr", "h1", "h2", "h3", "h4", "h5", "h6"})


class Found:
    """A note found: its id, the elements of its body, its label, and the links that call it."""

    def __init__(self, page: Page, body: Element, label: str, name: str) -> None:
        self.id = name
        self.page = page
        self.body = [body]
        self.label = label
        self.calls: list[Element] = []


class Notes:
    """The notes of `pages`: by the link that calls each, and by the first element of its body.

    `calling` are the blocks that calls stand in, `links` the notes that each link stands in.
    """

    def __init__(self, pages: Sequence[Page], names: Mapping[str, frozenset[str]]) -> None:
        self.pages = {posixpath.basename(page.name): page for page in pages}
        self.note_classes = names["note"]
        self.page_classes = names["page_number"]
        self.bodies: dict[Element, Found] = {}
        self.calls: dict[Element, Found] = {}
        self.ended: dict[Element, bool] = {}
        self.calling: set[Element] = set()
        for page in pages:
            for link in page.root.iter("a"):
                self.look(page, link)
        self.extend()
        self.parts = {element: found for found in self.bodies.values() for element in found.body}
        self.links: defaultdict[Element, list[Found]] = defaultdict(list)
        for element, found in self.parts.items():
            for link in element.iter("a"):
                self.links[link].append(found)

    def look(self, page: Page, link: Element) -> None:
        """Takes `link` for a call where it is one."""
        label = LABEL.fullmatch(wording(link))
        target = self.target(page, link.get("href") or "") if label else None
        if not label or not target or leads(page, link):
            return
        other, element = target
        if self.is_folio(other, element):
            return
        called = self.returns(other, element, page, link)
        body = self.body(other, element, label["label"], called=called)
        if body is None or (other is page and page.stands_in(link, body)):
            return
        if ":" in label["label"] and not called:
            return
        if body not in self.bodies:
            self.bodies[body] = Found(other, body, label["label"], f"n{len(self.bodies) + 1}")
        found = self.bodies[body]
        found.calls.append(link)
        self.calls[link] = found
        self.calling.add(page.block(link))

    def target(self, page: Page, address: str) -> tuple[Page, Element] | None:
        """The page and element that `address` leads to."""
        file, fragment = urldefrag(address)
        name = unquote(fragment)
        other = self.pages.get(posixpath.basename(unquote(file))) or self.holding(name) if file else page
        element = other.ids.get(name) if other and name else None
        return (other, landing(other, element)) if other and element is not None else None

    def holding(self, name: str) -> Page | None:
        """The only page that has a place of that name: the file a link names may be a piece of it."""
        found = [page for page in self.pages.values() if name in page.ids] if name else []
        return found[0] if len(found) == 1 else None

    def returns(self, page: Page, target: Element, caller: Page, link: Element) -> bool:
        """Whether what `link` on the page `caller` leads to begins with a link that leads back to it."""
        first = next((a for a in page.block(target).iter("a") if a.get("href")), None)
        back = self.target(page, first.get("href") or "") if first is not None and leads(page, first) else None
        return back is not None and back[0] is caller and caller.stands_in(back[1], caller.block(link))

    def body(self, page: Page, target: Element, label: str, *, called: bool) -> Element | None:
        """The element that holds the note `target` stands in, if it is one: it has that label, or `called` tells it."""
        block = page.block(target)
        text = opening(block, LONGEST_LABEL)
        if not text or (target.tag in BLOCKS and not opening(target)):
            return None
        if block.tag in ENDS or block.tag == "body":
            return None
        begun = LABEL.match(text)
        labelled = bool(begun) and label.lower() in text[: begun.end()].lower() if begun else False
        named = called or self.is_note(page, block)
        if not named and not (labelled and (target is block or leads(page, target))):
            return None
        if block not in self.ended:
            self.ended[block] = any(inner.tag in ENDS for inner in block.iter())
        return None if self.ended[block] else self.whole(page, block)

    def is_folio(self, page: Page, target: Element) -> bool:
        """Whether `target` marks where a page of the printed source begins, as what an index leads to does."""
        if FOLIO_ID.fullmatch(target.get("id") or target.get("name") or "") and target.tag not in BLOCKS:
            return True
        block, inner = page.block(target), target
        while inner is not block and inner in page.parents and not classes(inner) & self.page_classes:
            inner = page.parents[inner]
        return bool(classes(inner) & self.page_classes) and len(wording(inner)) <= LONGEST_FOLIO

    def is_note(self, page: Page, element: Element) -> bool:
        """Whether `element` or what it stands in is of a class for notes."""
        while True:
            if classes(element) & self.note_classes:
                return True
            if element not in page.parents or element.tag == "body":
                return False
            element = page.parents[element]

    def whole(self, page: Page, block: Element) -> Element:
        """The list item or division that holds nothing but the note."""
        while block in page.parents:
            parent = page.parents[block]
            plain = parent.tag == "div" and not classes(parent) & self.note_classes
            if parent.tag not in CONTAINERS or plain or not leads(page, block):
                break
            labels = (a for a in parent.iter("a") if LABEL.fullmatch(wording(a)) and leads(page, a))
            if len(list(islice(labels, 2))) > 1:
                break
            block = parent
        return block

    def extend(self) -> None:
        """Gives each note the paragraphs that go on with it."""
        for found in self.bodies.values():
            body, parents = found.body[0], found.page.parents
            if body not in parents or body.tag not in {"p", "dd", "dt"}:
                continue
            siblings = list(parents[body])
            after = siblings[siblings.index(body) + 1 :]
            if body.tag == "dt":
                found.body += takewhile(lambda sibling: sibling.tag == "dd", after)
                continue
            end = next((i for i, sibling in enumerate(after) if self.ends(sibling)), len(after))
            between = after[:end] if self.is_region(siblings, body, after, end) else self.of_notes(body, after[:end])
            if not any(inside(self.calling, sibling) for sibling in between):
                found.body += [sibling for sibling in between if sibling.tag in BLOCKS]

    def of_notes(self, body: Element, after: list[Element]) -> list[Element]:
        """The elements `after` a note of a class for notes up to the last that has its class."""
        named = [n for n, one in enumerate(after, 1) if classes(one) & classes(body) & self.note_classes]
        return after[: named[-1]] if named else []

    def ends(self, sibling: Element) -> bool:
        """Whether a note ends before `sibling`."""
        return sibling.tag in ENDS or any(element in self.bodies for element in sibling.iter())

    def is_region(self, siblings: list[Element], body: Element, after: list[Element], end: int) -> bool:
        """Whether `body` stands among notes: another follows, or a rule or heading began them and one ends them."""
        if end < len(after) and after[end] in self.bodies:
            return True
        before = siblings[: siblings.index(body)]
        first = next((s for s in reversed(before) if s in self.bodies or s.tag in ENDS), None)
        return first is not None and end < len(after) and after[end].tag == "hr"


def inside(blocks: set[Element], element: Element) -> bool:
    """Whether `element` or something in it is one of `blocks`."""
    return any(inner in blocks for inner in element.iter())


def landing(page: Page, target: Element) -> Element:
    """A place itself; of an anchor that marks no words, alone between blocks or in one, the block it stands before."""
    holder = page.block(target)
    if target.tag != "a":
        return target
    if holder.tag not in {"p", "div"} or opening(holder):
        holder = target
    if len(holder) > (holder is not target) or PLACED.sub("", f"{target.text or ''}{target.tail or ''}").strip():
        return target
    row = list(page.parents[holder]) if holder in page.parents else [holder]
    after = row[row.index(holder) + 1 : row.index(holder) + 2]
    return after[0] if after and after[0].tag in BLOCKS - ENDS else target


def leads(page: Page, element: Element) -> bool:
    """Whether no word stands before `element` in its block."""
    block = page.parents.get(element) if element.tag in BLOCKS else page.block(element)
    return block is None or not any(PLACED.sub("", words).strip(" \n\t\u00a0[(") for words in before(block, element))


def before(block: Element, element: Element) -> Iterator[str]:
    """The text of `block` before `element`."""
    yield (block.text or "") if block is not element else ""
    pending = [(iter(block if block is not element else ()), "")]
    while pending:
        children, tail = pending[-1]
        child = next(children, None)
        if child is element:
            return
        if child is None:
            yield tail
            pending.pop()
        else:
            yield child.text or ""
            pending.append((iter(child), child.tail or ""))
