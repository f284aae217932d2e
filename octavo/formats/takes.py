"""Takes: the text's pages in, the takes they are set in out.

A take is the piece of copy one compositor is given at a time. Where takes begin depends on the text alone, and a
changed word changes one take.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from octavo.formats.compositor import Setting
from octavo.pages import Page

LENGTH = 8_000
"""Words, reckoned, after which a take ends with its chapter: about 20 pages."""


def takes(pages: Iterable[Page]) -> list[list[Page]]:
    """`pages` in groups of LENGTH words or more, but for the last."""
    groups: list[list[Page]] = [[]]
    filled = 0
    for page in pages:
        if filled >= LENGTH:
            groups.append([])
            filled = 0
        groups[-1].append(page)
        filled += len(page.content.split())
    return groups


class Sheet(Struct, frozen=True):
    """A page of text as its running head needs it: whether it is a recto where a section opens, its headings."""

    opens: bool
    heads: tuple[str, ...]


def sheets(settings: Sequence[Setting]) -> list[Sheet]:
    """Every page of the text, in order, but blank ones."""
    rows = []
    for setting in settings:
        for index in range(setting.pages):
            if index not in setting.blank:
                opens = index == 0 or index - 1 in setting.blank
                rows.append(Sheet(opens, tuple(text for page, text in setting.heads if page == index)))
    return rows


def begins(settings: Sequence[Setting]) -> list[int]:
    """The index, among the pages of text, of the recto each setting begins on; then where the last ends."""
    places = [0]
    for setting in settings:
        places.append(places[-1] + setting.pages)
        if len(places) <= len(settings):
            places[-1] += places[-1] % 2
    return places
