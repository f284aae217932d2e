"""The tree: a page's markup in, the HTML Standard's tree out, each stretch of text knowing its place in the page.

Standard: https://html.spec.whatwg.org/multipage/parsing.html, by tinyhtml5. Nothing is fetched or run.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from io import StringIO
from string import hexdigits
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from tinyhtml5.constants import Token
from tinyhtml5.inputstream import HTMLUnicodeInputStream
from tinyhtml5.parser import HTMLParser
from tinyhtml5.tokenizer import HTMLTokenizer
from tinyhtml5.treebuilder import TreeBuilder

from octavo import model as m
from octavo.readers.witness import Witness

OPEN, CLOSE = "\ufdd0", "\ufdd1"
"""Noncharacters around an offset that travels with the text; the page's own are replaced."""
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
MOST_ATTRIBUTES = 200
SHOWN = frozenset({"img", "image", "svg", "math", "object", "embed", "iframe", "video", "audio", "canvas"})
"""What shows something other than words."""
END_OF_TAG = f"{OPEN}end"
XHTML, HEAD = re.compile(r"<\?xml\b|xmlns\s*=\s*[\"']http://www\.w3\.org/1999/xhtml"), 2000
"""What a page that is XML begins with: there `<span/>` is an empty element (XML 1.0, 3.1), in HTML it is not closed."""


class Stream(HTMLUnicodeInputStream):  # type: ignore[misc]
    """A page as one piece: how far it has been read is known at its end too, and each pattern is made but once."""

    chunk_offset: int

    def __init__(self, page: str) -> None:
        super().__init__(StringIO(""))
        self.chunk, self.chunk_size = page, len(page)

    def read_chunk(self) -> bool:
        """There is no more than the page."""
        return False

    def chars_until(self, characters: str | tuple[str, ...] | frozenset[str], opposite: object = None) -> str:
        """The stretch up to one of `characters`, or, where `opposite` is true, of these alone."""
        found = stretch(characters, bool(opposite)).match(self.chunk, self.chunk_offset)
        if found is None:
            return ""
        self.chunk_offset = found.end()
        return found[0]


@cache
def stretch(characters: str | tuple[str, ...] | frozenset[str], of_these: bool) -> re.Pattern[str]:
    """Matches characters none of which, or each of which, is one of `characters`."""
    return re.compile(f"[{'' if of_these else '^'}{''.join(map(re.escape, characters))}]+")


@cache
def named_character(character: str) -> bool:
    """Whether a number may name `character`; those of controls and of no characters name none (html.unescape)."""
    return bool(html.unescape(f"&#{ord(character)};"))


class Tokens(HTMLTokenizer):  # type: ignore[misc]
    """The standard's tokens, each run of characters led by its offset in the page."""

    def __init__(self, page: str, parser: HTMLParser) -> None:
        super().__init__(StringIO(""), parser=parser)
        self.page = page
        self.closes_itself = bool(XHTML.search(page, 0, HEAD))
        self.stream = Stream(page)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for token in super().__iter__():
            if token["type"] == Token.CHARACTERS:
                data = token["data"]
                token["data"] = f"{OPEN}{self.begin(data, self.stream.chunk_offset)}{CLOSE}{data}"
            elif token["type"] == Token.START_TAG and token["name"] in SHOWN:
                token["data"][END_OF_TAG] = str(self.stream.chunk_offset)
            yield token
            if self.closes_itself and token.get("selfClosing") and not token["selfClosingAcknowledged"]:
                self.state = self.data_state
                yield {"type": Token.END_TAG, "name": token["name"], "data": {}, "selfClosing": False}

    def parse_error(self, _data: str, **datavars: object) -> None:
        """Says nothing: what is wrong with a page's markup is nobody's concern here."""

    def attribute_name_state(self) -> bool:
        """Keeps no more attributes of a tag than any page has, for each is compared with all before it."""
        if self.current_token["type"] != Token.CHARACTERS:
            del self.current_token["data"][MOST_ATTRIBUTES:-1]
        return bool(super().attribute_name_state())

    def consume_number_entity(self, is_hex: object) -> str:
        """A character by its number; one of more digits than Python converts is none of Unicode's."""
        try:
            found: str = super().consume_number_entity(is_hex)
        except ValueError:
            last = self.page[self.stream.chunk_offset - 1]
            if last not in f"{hexdigits};":
                self.stream.unget(last)
            return "\ufffd"
        return found if found.isprintable() or named_character(found) else ""

    def cdata_section_state(self) -> bool:
        """Passes over what begins like a CDATA section of a drawing as over a comment, as HTML does elsewhere."""
        self.stream.chars_until(">")
        self.stream.character()
        self.state = self.data_state
        return True

    def begin(self, data: str, end: int) -> int:
        """Where the characters that end at `end` begin: their own length back, or at their `&`."""
        start = max(end - len(data), 0)
        for place in (start, max(start - 1, 0)):
            if self.page.startswith(data, place):
                return place
        return max(self.page.rfind("&", 0, end), 0)


class Opened(list[Any]):
    """The stack of open elements, which knows how many of each name are on it."""

    def __init__(self) -> None:
        super().__init__()
        self.names = Counter[str]()

    def append(self, element: Any) -> None:
        """Opens an element."""
        self.names[element.name] += 1
        super().append(element)

    def insert(self, place: Any, element: Any) -> None:
        """Opens an element at a place."""
        self.names[element.name] += 1
        super().insert(place, element)

    def pop(self, place: Any = -1) -> Any:
        """Closes the element at a place, and gives it."""
        element = super().pop(place)
        self.names[element.name] -= 1
        return element

    def remove(self, element: Any) -> None:
        """Closes an element."""
        self.names[element.name] -= 1
        super().remove(element)

    def __setitem__(self, place: Any, element: Any) -> None:
        self.names[self[place].name] -= 1
        self.names[element.name] += 1
        super().__setitem__(place, element)


class Builder(TreeBuilder):  # type: ignore[misc]
    """The standard's tree builder, which looks through the open elements only for what is among them."""

    def reset(self) -> None:
        """Begins anew."""
        super().reset()
        self.open_elements = Opened()

    def element_in_scope(self, target: Any, variant: str | None = None) -> bool:
        """Whether an element is open where the standard looks for it."""
        if isinstance(target, str) and not self.open_elements.names[target]:
            return False
        return bool(super().element_in_scope(target, variant))


class Parser(HTMLParser):  # type: ignore[misc]
    """The standard's tree builder over those tokens."""

    def __init__(self) -> None:
        super().__init__(namespace_html_elements=False)
        self.tree = Builder(False)
        for phase in self.phases.values():
            phase.tree = self.tree

    def page(self, page: str) -> Element:
        """The tree of `page`."""
        self.container, self.scripting = None, False
        self.tokenizer = Tokens(page, self)
        self.reset()
        self.main_loop()
        tree: Element = self.tree.get_document(False)
        return tree

    def parse_error(self, errorcode: str, datavars: object = None) -> None:
        """Says nothing; to tell the place of each error would count the lines before it."""


class Page:
    """A parsed page: its tree, and where an offset of it stands."""

    def __init__(self, witness: Witness) -> None:
        text = witness.text.replace(OPEN, "\ufffd").replace(CLOSE, "\ufffd")
        self.name = witness.name
        self.title = witness.title
        self.root = flattened(local(Parser().page(text)))
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
    """`root` with what is nested beyond all sense lifted, so that a walk over it needs no great depth."""
    level, depth = [root], 0
    while level and depth < DEEPEST:
        level, depth = [child for element in level for child in element], depth + 1
    for element in level:
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
