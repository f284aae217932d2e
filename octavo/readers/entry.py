"""Entry: something that a page holds: a block, a note, an omission by its rule, or the caption of what precedes."""

from __future__ import annotations

from msgspec import Struct

from octavo import model as m
from octavo.readers.calls import Found


class Entry(Struct, frozen=True):
    """One of the things of a page, in its order.

    `leads` is the file that the first link of an omission leads to; `quoted` tells a paragraph that quotes,
    `centred` one that stands in the middle under a number, `typed` one whose lines are those of plain text,
    `leads_on` one that leads to other pages.
    """

    position: m.Position
    blocks: m.Blocks
    note: Found | None = None
    omitted: str | None = None
    caption: bool = False
    leads: str | None = None
    quoted: bool = False
    centred: bool = False
    typed: bool = False
    leads_on: bool = False
