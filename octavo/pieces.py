"""Pieces: a section in, the files it is cut into out.

A part and its chapters stand apart, because each opens a page. In an ebook no file may grow so large that an old
reader takes long to open it: a longer section is cut between blocks, its subdivisions into files of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from octavo import model as m
from octavo.render import heading_text
from octavo.walk import block_runs, flat, leaves, nested

LIMIT = 180_000
"""Bytes of text and tags in one file of an ebook, reckoned; with its frame a file stays below 250 KB."""
TAGS = 24
"""Bytes of tags around a run, reckoned; verse and tables have more, and are short."""


class Piece(Struct, frozen=True):
    """A section as one file holds it: how deep it stands in the book, its title, whether it goes on with another."""

    section: m.Section
    level: int
    title: str
    continues: bool = False


def pieces(section: m.Section, limit: int | None = None, level: int = 0) -> Iterator[Piece]:
    """`section` whole; or cut, where it is a part or holds more than `limit`."""
    title = heading_text(section)
    if section.role is not m.Role.PART and (limit is None or whole_weight(section) <= limit):
        yield Piece(section, level, title)
        return
    first, *rest = cut(section.blocks, limit)
    yield Piece(replace(section, blocks=first, sections=()), level, title)
    for number, blocks in enumerate(rest, 2):
        more = replace(section, id=f"{section.id}-{number}-ff", label=(), title=(), blocks=blocks, sections=())
        yield Piece(more, level, title, continues=True)
    for inner in section.sections:
        yield from pieces(inner, limit, level + 1)


def cut(blocks: m.Blocks, limit: int | None) -> list[m.Blocks]:
    """`blocks` in as few groups as keep to `limit`; at least one."""
    groups: list[list[m.Block]] = [[]]
    filled = 0
    for block in blocks:
        heavy = weight((block,))
        if limit and groups[-1] and filled + heavy > limit:
            groups.append([])
            filled = 0
        groups[-1].append(block)
        filled += heavy
    return [tuple(group) for group in groups]


def weight(blocks: m.Blocks) -> int:
    """How many bytes of XHTML `blocks` make, reckoned."""
    return sum(len(flat(run.children).encode()) + TAGS for run in block_runs(blocks))


def whole_weight(section: m.Section) -> int:
    """How many bytes of XHTML a section with its subdivisions makes, reckoned."""
    return sum(weight(inner.blocks) for _, inner in nested(section))


def ids(section: m.Section) -> Iterator[str]:
    """Every id a link can point to in `section`: its own, its subdivisions', its notes' calls."""
    for _, inner in nested(section):
        yield inner.id
        for inlines in (inner.label, inner.title, *(run.children for run in block_runs(inner.blocks))):
            for leaf in leaves(inlines):
                if isinstance(leaf, m.NoteReference):
                    yield f"call-{leaf.note}"
