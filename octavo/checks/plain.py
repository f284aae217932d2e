"""Plain: a witness in; its characters, and where each stands, out.

The laws prove an edition against this. It has no part in the readers: text is taken as it stands, and of HTML
what is left when tags, comments and what no reader of the page sees are taken away. It builds no tree.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from pathlib import PurePath

from msgspec import Struct

from octavo.model import Position
from octavo.readers.witness import Witness

HTML_ENDINGS = frozenset({".htm", ".html", ".xhtml"})
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd mark nobr q s samp small "
    "span strike strong sub sup time tt u var wbr".split()
)
UNSEEN = "script|style|title|template|noscript|noembed|noframes|iframe|textarea|select|svg|math"
MARKUP = re.compile(
    r"(?P<comment><!--(?:>|->|.*?(?:--!?>|\Z)))"
    rf"|(?P<unseen><(?P<name>{UNSEEN})\b(?>(?>=\s*\"[^\"]*\"|=\s*'[^']*'|[^>])*)>.*?(?:</(?P=name)\s*>|\Z))"
    r"|(?P<tag></?(?P<element>[a-zA-Z][^\s/>]*)(?>(?:=\s*\"[^\"]*\"|=\s*'[^']*'|[^>])*)(?:>|\Z))"
    r"|(?P<other><[!?/][^>]*(?:>|\Z))"
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
    if PurePath(witness.name).suffix.lower() not in HTML_ENDINGS:
        return Plain(text, lines, ((0, 0),))
    return Plain(*shown(text, lines))


def shown(page: str, lines: tuple[int, ...]) -> tuple[str, tuple[int, ...], tuple[tuple[int, int], ...]]:
    """What a page shows; each element that is no part of a line begins and ends one."""
    pieces: list[str] = []
    anchors: list[tuple[int, int]] = [(0, 0)]
    offset = last = 0

    def add(source: int, text: str) -> None:
        nonlocal offset
        if text:
            anchors.append((source, offset))
            pieces.append(text)
            offset += len(text)

    for found in MARKUP.finditer(page):
        add(last, page[last : found.start()])
        last = found.end()
        if found["reference"]:
            add(found.start(), html.unescape(found[0]))
        elif found["element"] and found["element"].lower() not in INLINE:
            add(found.start(), "\n")
    add(last, page[last:])
    return "".join(pieces), lines, tuple(anchors)
