"""The tree: a page's markup in, the HTML Standard's tree out, each stretch of text knowing its place in the page.

Standard: https://html.spec.whatwg.org/multipage/parsing.html, by tinyhtml5. Nothing is fetched or run.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from xml.etree.ElementTree import Element, SubElement

from octavo import model as m
from octavo.readers.layers import levels, lifted
from octavo.readers.tokens import CLOSE, END_OF_TAG, OPEN, Parser
from octavo.readers.witness import Witness

PLACED = re.compile(f"{OPEN}([0-9]+){CLOSE}")
UNSEEN = frozenset(
    "script style title template noscript noembed noframes iframe textarea select svg math head".split(" ")
)
RAW = frozenset("script style title noembed noframes iframe textarea head".split())
"""Of these, what the tokenizer reads as one text; the others hold elements, whose words are put on record."""
BLOCKS = frozenset(
    "address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu "
    "nav ol optgroup option p plaintext pre search section summary table tbody td tfoot th thead tr ul "
    "xmp".split()
)
"""What a browser shows as a block (HTML Standard, 15.3)."""
TAG = re.compile(r"<!--.*?-->|<(?:[!?]|/[^a-zA-Z>])[^>]*|</?([a-zA-Z][a-zA-Z0-9]*)", re.DOTALL)
DEEPEST = 150


class Page:
    """A parsed page: its tree, and where an offset of it stands."""

    def __init__(self, witness: Witness) -> None:
        text = witness.text.replace(OPEN, "\ufffd").replace(CLOSE, "\ufffd")
        self.name = witness.name
        self.title = witness.title
        self.root = flattened(lifted(local(Parser().page(text)), BLOCKS))
        self.text = text
        self.starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self.parents = {child: parent for parent in self.root.iter() for child in parent}
        self.ids = {
            name: element
            for element in self.root.iter()
            for name in (element.get("name") if element.tag == "a" else None, element.get("id"))
            if name
        }

    @property
    def body(self) -> Element:
        """The page's body."""
        found = self.root.find("body")
        return self.root if found is None else found

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of the character at `offset`, both from 1."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def end_of_tag(self, element: Element) -> int:
        """The offset after the tag that begins `element`, one of SHOWN."""
        return int(element.get(END_OF_TAG) or 0)

    def tag_position(self, element: Element) -> m.Position:
        """Where the tag that begins `element`, one of SHOWN, ends."""
        return m.Position(self.name, *self.place(self.end_of_tag(element)))

    def begin(self, element: Element) -> int:
        """The offset of the first character below `element`; the page's end where there is none."""
        found = PLACED.search("".join(texts(element)))
        return int(found[1]) if found else len(self.text)

    def parts(self, begin: int, end: int) -> bool:
        """Whether a block's tag stands between two offsets: the tree may have moved the text beyond it."""
        marked = self.text.find("<", begin, end) >= 0
        return marked and any((found[1] or "").lower() in BLOCKS for found in TAG.finditer(self.text, begin, end))

    def stands_in(self, element: Element, outer: Element) -> bool:
        """Whether `element` is `outer`, or stands in it."""
        while element is not outer and element in self.parents:
            element = self.parents[element]
        return element is outer

    def block(self, element: Element) -> Element:
        """The block `element` is, or stands in."""
        while element.tag not in BLOCKS and element in self.parents:
            element = self.parents[element]
        return element


def local(root: Element) -> Element:
    """`root` with foreign elements (SVG, MathML) named without namespaces, a drawing that is one picture as that."""
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag[0] == "{":
            element.tag = element.tag.rpartition("}")[2]
            drawn = element.find(".//{*}image") if element.tag == "svg" else None
            if drawn is not None and element.find(".//{*}text") is None:
                element.tag = "img"
                element.set("src", drawn.get("{http://www.w3.org/1999/xlink}href") or drawn.get("href") or "")
    return root


def flattened(root: Element) -> Element:
    """`root` with what is nested beyond all sense as text, so that a walk over it needs no great depth."""
    for element in next(islice(levels(root), DEEPEST, None), []):
        if not isinstance(element.tag, str) or element.tag in RAW:
            continue
        words, hidden = "".join(texts(element)), "".join(unseen(element))
        tail, attributes = element.tail, dict(element.attrib)
        element.clear()
        element.attrib.update(attributes)
        element.text, element.tail = words or hidden, tail
        if words and hidden:
            SubElement(element, "template").text = hidden
    return root


def texts(element: Element) -> Iterator[str]:
    """The text below `element` with its marks of place, but for what no reader of the page sees."""
    pending: list[Element | str] = [element]
    while pending:
        item = pending.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item.tag, str) and item.tag not in UNSEEN:
            for child in reversed(item):
                pending += [child.tail or "", child]
            pending.append(item.text or "")


def opening(element: Element, length: int = 1) -> str:
    """The first words below `element`, spaces collapsed: `length` characters and more, or all there are."""
    said = ""
    pending: list[tuple[Iterator[Element], str]] = [(iter((element,)), "")]
    while pending and len(said.strip()) < length:
        children, tail = pending[-1]
        child = next(children, None)
        if child is None:
            said += PLACED.sub("", tail)
            pending.pop()
            continue
        after = (child.tail or "") if len(pending) > 1 else ""
        said += PLACED.sub("", child.text or "") if is_seen(child) else ""
        pending.append((iter(child) if is_seen(child) else iter(()), after))
    return " ".join(said.split())


def is_seen(element: Element) -> bool:
    """Whether a reader of the page sees the words in an element."""
    return isinstance(element.tag, str) and element.tag not in UNSEEN


def unseen(root: Element) -> Iterator[str]:
    """Each text with its mark of place that no reader of the page sees, but for what was never read as text."""
    pending = [(root, False)]
    while pending:
        element, hidden = pending.pop()
        if not isinstance(element.tag, str) or element.tag in RAW:
            continue
        hidden = hidden or element.tag in UNSEEN
        if hidden:
            yield element.text or ""
            yield from (child.tail or "" for child in element)
        pending += [(child, hidden) for child in element]


def wording(element: Element) -> str:
    """The text below `element`, spaces collapsed."""
    return " ".join(PLACED.sub("", "".join(texts(element))).split())


def chunks(text: str) -> Iterator[tuple[str, int | None]]:
    """(characters, their offset in the page) of a text with marks of place; spaces alone have none."""
    spaces, *placed = text.split(OPEN)
    if spaces:
        yield spaces, None
    for stretch in placed:
        offset, _, characters = stretch.partition(CLOSE)
        if characters:
            yield characters, int(offset)


def classes(element: Element) -> frozenset[str]:
    """The words of an element's class, `epub:type` and role, and its id after a `#`."""
    return named(element.get("class"), element.get("epub:type"), element.get("role"), element.get("id"))


@lru_cache(1000)
def named(*said: str | None) -> frozenset[str]:
    """The words of the attributes `classes` asks for, the id last."""
    *names, name = (words.lower() if words else "" for words in said)
    return frozenset([*" ".join(names).split(), f"#{name}"])


def lines(element: Element) -> list[str]:
    """The lines of an element that line breaks part."""
    return [" ".join(PLACED.sub("", line).split()) for line in spread(element).split("\n")]


def spread(element: Element) -> str:
    """The text below `element`, a line feed for each line break and none other."""
    pieces = [(element.text or "").replace("\n", " ")]
    for child in element:
        pieces += ["\n" if child.tag == "br" else spread(child), (child.tail or "").replace("\n", " ")]
    return "".join(pieces)
