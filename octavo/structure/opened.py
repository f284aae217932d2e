"""Opened: a heading understood, and with the blocks under it a part of the book."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from octavo import model as m
from octavo.model import Role

SUPPLIED = 0
"""The line of words that stand on none: what a rule changes in them differs from no witness."""


class Opened(Struct, frozen=True):
    """A heading understood: its level in the book (0 the highest), role, number and title."""

    depth: int
    role: Role
    title: m.Inlines
    position: m.Position
    label: m.Inlines = ()
    number: str | None = None
    title_position: m.Position = m.NOWHERE
    supplied: bool = False


Part = tuple[Opened | None, m.Blocks]
"""A heading and what stands under it; None before the first heading."""


def supplied(role: Role, title: str, place: m.Position) -> Opened:
    """A heading that the witness does not print, over what stands at `place`."""
    nowhere = m.Position(place.file, SUPPLIED)
    return Opened(0, role, (m.Text(title),), place, title_position=nowhere, supplied=True)


def with_letters_as_chapters(parts: list[tuple[Opened, m.Blocks]]) -> list[tuple[Opened, m.Blocks]]:
    """`parts` with the letters as chapters where no chapter divides the book: a novel in letters, say."""
    if any(opened.role is Role.CHAPTER for opened, _ in parts):
        return parts
    return [
        (replace(opened, role=Role.CHAPTER) if opened.role is Role.LETTER else opened, under) for opened, under in parts
    ]
