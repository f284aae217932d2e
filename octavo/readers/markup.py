"""Markup: the lines of a Markdown file and the stretches of them that are text, in; the marks between them out."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from octavo import model as m
from octavo.edition import Change, Mark

DEFINITION = re.compile(r"\s*(?:>\s*)*\[[^\]]+\]:")
REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]*);")


class Text(Struct, frozen=True):
    """A stretch of the file that is text: the line (from 0), where it begins and ends in it.

    `literal` tells that a character reference in it is not one.
    """

    line: int
    begin: int
    end: int
    literal: bool = False


def marks(name: str, lines: Sequence[str], text: Sequence[Text]) -> Iterator[Mark]:
    """Every character of the file `name` that is no part of its text."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for piece in text:
        spans.setdefault(piece.line, []).append((piece.begin, piece.end))
    for number, line in enumerate(lines):
        rule = "link-address" if DEFINITION.match(line) else "markup"
        last = 0
        for begin, end in [*sorted(spans.get(number, [])), (len(line), len(line))]:
            stretch = line[last:begin]
            if stretch.strip():
                place = m.Position(name, number + 1, last + len(stretch) - len(stretch.lstrip()) + 1)
                yield Mark(rule, place, REFERENCE.sub(lambda found: html.unescape(found[0]), stretch.strip()))
            last = max(last, end)


def kept(name: str, lines: Sequence[str], text: Sequence[Text]) -> Iterator[Change]:
    """What stands for a character elsewhere, and is itself where the text is literal."""
    reason = "this is code or an address, which stands as it is"
    for piece in text:
        for found in REFERENCE.finditer(lines[piece.line], piece.begin, piece.end) if piece.literal else ():
            place = m.Position(name, piece.line + 1, found.start() + 1)
            if html.unescape(found[0]) != found[0]:
                yield Change("literal", place, html.unescape(found[0]), found[0], reason=reason)
