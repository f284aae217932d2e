"""Parcel: what was brought, before anything of it is read: files by their names, and what is said of them."""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

from octavo.readers.encoding import encoding
from octavo.readers.navigation import Landmark, Listed
from octavo.readers.witness import Witness

PICTURES = {".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp"}
HIDDEN = re.compile(r"(?:^|/)(?:\.|__MACOSX|META-INF)", re.IGNORECASE)
"""Files of systems and archivers."""


class Item(Struct, frozen=True):
    """One file: its path below what was given, its bytes, and the entries and landmarks that lead to it."""

    name: str
    content: bytes
    entries: tuple[Listed, ...] = ()
    landmarks: tuple[Landmark, ...] = ()


class Parcel(Struct, frozen=True):
    """What one place holds: its files, whether they stand in order, what it says of the book, what is to be said."""

    items: tuple[Item, ...]
    ordered: bool = False
    record: dict[str, str] = {}
    remarks: tuple[str, ...] = ()


class Accession(Struct, frozen=True):
    """What was brought: the texts in reading order, the pictures, and where all of it comes from."""

    texts: tuple[Item, ...]
    pictures: tuple[Item, ...] = ()
    origin: str | None = None
    url: str | None = None
    retrieved: date | None = None
    remarks: tuple[str, ...] = ()
    record: dict[str, str] = {}


def as_witness(item: Item) -> Witness:
    """A file that is looked into, in the encoding it is found to have. Raises WitnessError."""
    return Witness(item.name, item.content, encoding(item.name, item.content).name)
