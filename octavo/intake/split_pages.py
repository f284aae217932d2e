"""Split pages: the documents of an EPUB in; those that its maker cut out of one page put together again, out.

Project Gutenberg's ebookmaker and calibre cut a long page, in the middle of a chapter too; but only the whole page
tells what the level of a heading means, where the title page ends, and what a list of contents leads to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from msgspec.structs import replace

from octavo.intake.file_names import page_of
from octavo.intake.parcel import Item

BODY = re.compile(rb"<body\b(?P<attributes>[^>]*)>", re.IGNORECASE)
END = re.compile(rb"</body\s*>", re.IGNORECASE)
OWN_ID = re.compile(rb"""\sid\s*=\s*["'](?P<id>[^"']+)""", re.IGNORECASE)


def whole(items: Sequence[Item]) -> tuple[list[Item], list[str]]:
    """`items`, each page that was cut as one; and what is to be said of it."""
    pages = [list(group) for _, group in groupby(items, key=lambda item: page_of(item.name))]
    joined = [together(pieces) for pieces in pages]
    told = [
        f"{pieces[0].name} is put together with {pieces[-1].name}, {len(pieces)} pieces of one page"
        for pieces, made in zip(pages, joined, strict=True)
        if len(pieces) > len(made)
    ]
    return [item for made in joined for item in made], told


def together(pieces: list[Item]) -> list[Item]:
    """The page that `pieces` are of: the bodies of the others, each in a division of its own, behind the first."""
    first, *more = pieces
    divisions = [division(piece, number) for number, piece in enumerate(more, 2)]
    end = max((found.start() for found in END.finditer(first.content)), default=0)
    if not more or not end or not all(divisions):
        return pieces
    inner = b"\n".join(content for content, _ in filter(None, divisions))
    entries = [*first.entries, *(entry for found in divisions if found for entry in found[1].entries)]
    landmarks = [*first.landmarks, *(mark for found in divisions if found for mark in found[1].landmarks)]
    content = first.content[:end] + inner + b"\n" + first.content[end:]
    return [replace(first, content=content, entries=tuple(entries), landmarks=tuple(landmarks))]


def division(piece: Item, number: int) -> tuple[bytes, Item] | None:
    """What stands in the body of a piece, as a division, and the piece with what leads to its beginning led there."""
    begin, end = BODY.search(piece.content), max((f.start() for f in END.finditer(piece.content)), default=0)
    if begin is None or not end:
        return None
    own = OWN_ID.search(begin["attributes"])
    name = own["id"].decode(errors="replace") if own else f"piece-{number}"
    attributes = begin["attributes"] if own else begin["attributes"] + f' id="{name}"'.encode()
    led = replace(
        piece,
        entries=tuple(replace(one, fragment=one.fragment or name) for one in piece.entries),
        landmarks=tuple(replace(one, fragment=one.fragment or name) for one in piece.landmarks),
    )
    return b"<div%b>%b</div>" % (attributes, piece.content[begin.end() : end]), led
