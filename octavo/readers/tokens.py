"""Tokens: a page's markup in; the HTML Standard's tree out, each run of characters led by its place in the page.

Standard: https://html.spec.whatwg.org/multipage/parsing.html, by tinyhtml5, whose parts stand in here for its own where
they must know places, or bear what is repeated beyond all sense.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from io import StringIO
from string import hexdigits
from typing import Any
from xml.etree.ElementTree import Element

from tinyhtml5.constants import Token, space_characters
from tinyhtml5.inputstream import HTMLUnicodeInputStream
from tinyhtml5.parser import HTMLParser
from tinyhtml5.tokenizer import HTMLTokenizer
from tinyhtml5.treebuilder import TreeBuilder

OPEN, CLOSE = "\ufdd0", "\ufdd1"
"""Noncharacters around an offset that travels with the text; the page's own are replaced."""
MOST_ATTRIBUTES = 200
SHOWN = frozenset({"img", "image", "svg", "math", "object", "embed", "iframe", "video", "audio", "canvas"})
"""What shows something other than words."""
END_OF_TAG = f"{OPEN}end"
XHTML, HEAD = re.compile(r"<\?xml\b|xmlns\s*=\s*[\"']http://www\.w3\.org/1999/xhtml"), 2000
"""What a page that is XML begins with: there `<span/>` is an empty element (XML 1.0, 3.1), in HTML it is not closed."""
TEXT = re.compile(r"[ \t\n\f]+|[^&<\0]+")
NAMED, VALUE = r"[A-Za-z][A-Za-z0-9:_-]*", r"\"[^\"&\0]*\"|'[^'&\0]*'|[A-Za-z0-9#%._-]+(?=[ \t\n>]|$)"
TAG = re.compile(
    r"(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)"
    rf"(?P<said>(?>[ \t\n]+{NAMED}(?>=(?:{VALUE}))?){{0,20}})[ \t\n]*(?P<closed>/?)>"
)
SAID = re.compile(rf"({NAMED})(?:=({VALUE}))?")
"""Tags, and the attributes in them, as nearly all are written: what they are takes one look, not one a character."""
REFERENCE = re.compile(r"(?:#[0-9]{1,6}|#[xX][0-9A-Fa-f]{1,5}|[A-Za-z][A-Za-z0-9]{1,30});")


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
        self.known: dict[str, dict[str, Any]] = {}

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for token in self.gathered():
            if token["type"] == Token.START_TAG and token["name"] in SHOWN:
                token["data"][END_OF_TAG] = str(self.stream.chunk_offset)
            yield token
            if self.closes_itself and token.get("selfClosing") and not token["selfClosingAcknowledged"]:
                self.state = self.data_state
                yield {"type": Token.END_TAG, "name": token["name"], "data": {}, "selfClosing": False}

    def gathered(self) -> Iterator[dict[str, Any]]:
        """The tokens, runs of characters that follow one another as one: each entity ends a run."""
        waiting: dict[str, Any] | None = None
        for token in super().__iter__():
            if token["type"] != Token.CHARACTERS:
                if waiting is not None:
                    yield waiting
                    waiting = None
                yield token
                continue
            data = token["data"]
            token["data"] = f"{OPEN}{self.begin(data, self.stream.chunk_offset)}{CLOSE}{data}"
            if waiting is None:
                waiting = token
            else:
                waiting["data"] += token["data"]
        if waiting is not None:
            yield waiting

    def data_state(self) -> bool:
        """A stretch of spaces or of characters, or what begins with a sign."""
        found = TEXT.match(self.page, self.stream.chunk_offset)
        if found is None:
            return bool(super().data_state())
        self.stream.chunk_offset = found.end()
        kind = Token.SPACE_CHARACTERS if found[0][0] in space_characters else Token.CHARACTERS
        self.token_queue.append({"type": kind, "data": found[0]})
        return True

    def tag_open_state(self) -> bool:
        """A tag as nearly all are written, or one that the standard's states read character by character."""
        found = TAG.match(self.page, self.stream.chunk_offset)
        if found is None:
            return bool(super().tag_open_state())
        self.stream.chunk_offset = found.end()
        kind = Token.END_TAG if found["end"] else Token.START_TAG
        self.current_token = token = {"type": kind, "name": found["name"].lower(), "selfClosing": bool(found["closed"])}
        if kind == Token.START_TAG:
            token["selfClosingAcknowledged"] = False
        attributes: dict[str, str] = {}
        for name, value in SAID.findall(found["said"]) if found["said"] else ():
            attributes.setdefault(name.lower(), value[1:-1] if value[:1] in {"'", '"'} else value)
        token["data"] = attributes
        self.token_queue.append(token)
        self.state = self.data_state
        return True

    def entity_data_state(self) -> bool:
        """A character by its name or number, looked up once a page."""
        found = REFERENCE.match(self.page, self.stream.chunk_offset)
        if found and found[0] in self.known:
            self.stream.chunk_offset = found.end()
            self.token_queue.append(dict(self.known[found[0]]))
            self.state = self.data_state
            return True
        super().entity_data_state()
        if found and self.stream.chunk_offset == found.end():
            self.known[found[0]] = dict(self.token_queue[-1])
        return True

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
