"""Plain: a witness in; its characters, and where each stands, out.

The laws prove an edition against this. It has no part in the readers: text is taken as it stands, and of HTML
what is left when tags, comments and what no reader of the page sees are taken away. It builds no tree.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from html.entities import html5
from pathlib import PurePath

from msgspec import Struct

from octavo.model import Position
from octavo.readers.witness import Witness

HTML_ENDINGS = frozenset({".htm", ".html", ".xhtml"})
MARKDOWN_ENDINGS = frozenset({".md", ".markdown"})
REFERENCE = re.compile(
    r"(?P<reference>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]*);)(?P<element>(?!))?"
)
"""A character reference (CommonMark 0.31.2, 2.5), which is all that is replaced in Markdown."""
PARTING = frozenset(
    "address article aside blockquote body br caption center col colgroup dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend "
    "li listing main menu nav ol optgroup option p plaintext pre search section summary table tbody td "
    "tfoot th thead tr ul xmp".split()
)
"""What begins and ends a line where it is shown (HTML Standard, 15.3); any other tag parts no word."""
UNSEEN = "script|style|title|noembed|noframes|iframe|textarea"
"""What the standard reads as one text up to its end tag (13.1.2), and no browser shows as part of the page."""
MARKUP = re.compile(
    r"(?P<verbatim><(?:xmp\b[^>]*>(?P<xmp>.*?)(?:</xmp\s*>|\Z)|plaintext\b[^>]*>(?P<plaintext>.*)))"
    r"|(?P<comment><!--(?:>|->|.*?(?:--!?>|\Z)))"
    rf"|(?P<unseen><(?P<name>{UNSEEN})\b(?>(?>=\s*\"[^\"]*\"|=\s*'[^']*'|[^>])*)>.*?(?:</(?P=name)\s*>|\Z))"
    r"|(?P<tag></?(?P<element>[a-zA-Z][^\s/>]*)(?>(?:=\s*\"[^\"]*\"|=\s*'[^']*'|[^>])*)(?:>|\Z))"
    r"|(?P<other><(?:[!?]|/(?!\Z))[^>]*(?:>|\Z))"
    r"|(?P<reference>&(?:\#[0-9]+|\#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);?)",
    re.DOTALL | re.IGNORECASE,
)


class Plain(Struct, frozen=True):
    """The characters of a witness: `text`, the offsets of the source's lines, and (source, text) offsets that agree."""

    text: str
    lines: tuple[int, ...]
    anchors: tuple[tuple[int, int], ...]

    def offset(self, position: Position) -> int:
        """Where in `text` the character at `position` stands."""
        if position.line > len(self.lines):
            return len(self.text)
        source = self.lines[position.line - 1] + position.column - 1
        place = bisect_right(self.anchors, (source, len(self.text))) - 1
        begin, offset = self.anchors[max(place, 0)]
        limit = self.anchors[place + 1][1] if place + 1 < len(self.anchors) else len(self.text)
        return min(offset + max(0, source - begin), limit)


def plain(witness: Witness) -> Plain:
    """The characters of `witness`."""
    text = witness.text
    lines = (0, *(found.end() for found in re.finditer("\n", text)))
    ending = PurePath(witness.name).suffix.lower()
    if ending in HTML_ENDINGS:
        return Plain(*shown(text, lines, MARKUP))
    return Plain(*shown(text, lines, REFERENCE)) if ending in MARKDOWN_ENDINGS else Plain(text, lines, ((0, 0),))


def shown(
    page: str, lines: tuple[int, ...], markup: re.Pattern[str]
) -> tuple[str, tuple[int, ...], tuple[tuple[int, int], ...]]:
    """What a page shows without its `markup`; each element that is no part of a line begins and ends one."""
    pieces: list[str] = []
    anchors: list[tuple[int, int]] = [(0, 0)]
    offset = last = 0

    def add(source: int, text: str) -> None:
        nonlocal offset
        if text:
            anchors.append((source, offset))
            pieces.append(text)
            offset += len(text)

    for found in markup.finditer(page):
        add(last, page[last : found.start()])
        last = found.end()
        if found["reference"]:
            end = found.start() + named(found[0])
            add(found.start(), html.unescape(page[found.start() : end]))
            add(end, page[end:last])
        elif found["element"] and found["element"].lower() in PARTING:
            add(found.start(), "\n")
        elif found.lastgroup == "verbatim":
            kept = "xmp" if found["xmp"] is not None else "plaintext"
            add(found.start(), "\n")
            add(found.start(kept), found[kept])
            add(found.end(), "\n")
    add(last, page[last:])
    return "".join(pieces), lines, tuple(anchors)


def named(reference: str) -> int:
    """How many characters of a reference are it: a name without its semicolon may lead a word (13.2.5.73)."""
    if reference.endswith(";") or reference[1] == "#":
        return len(reference)
    return next((end for end in range(len(reference), 1, -1) if reference[1:end] in html5), len(reference))
