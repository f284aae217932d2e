"""Stacked headings: blocks in; each heading that holds a second one, such as an act's with its scene's, as two out."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from octavo import model as m
from octavo.inlines import flat, splice, within
from octavo.lines import cut, glued
from octavo.model import Role
from octavo.notes import divided
from octavo.structure.headings import LOWER, Patterns, lower
from octavo.structure.names import Names
from octavo.typography.edit import Edit

MOST = 3


def stacked(blocks: m.Blocks, shapes: Patterns) -> m.Blocks:
    """`blocks` with each heading that holds a second one, such as `ACT I. SCENE I.`, as two.

    Where the higher division is only told again (`ACT I. SCENE II.`), be it on a line of its own, it stays with the
    lower one's number.
    """
    out: list[m.Block] = []
    seen: dict[Role | None, int | None] = {}
    for block in joined(blocks, shapes):
        opening = isinstance(block, m.Paragraph | m.Heading) and is_opening(block, shapes)
        said = shapes.said(block, 0) if opening else None
        while said and (below := lower(said, shapes)) and seen.get(said.role) != said.number:
            seen = {**seen, said.role: said.number, below.role: None}
            place = said.title_at
            upper, rest = divided(said.block.children, place)
            end = [Edit(len(said.text[:place].rstrip()), place, "", "stacked")]
            out.append(replace(said.block, children=splice(upper, end)))
            position = within(said.block.position, place, len(said.text))
            said = shapes.said(replace(said.block, children=rest, position=position), 0)
        if said and said.numeral and said.role in LOWER:
            seen[said.role] = said.number
        out.append(said.block if said else block)
    return tuple(out)


def joined(blocks: m.Blocks, shapes: Patterns) -> Iterator[m.Block]:
    """`blocks` with each heading that tells again the division it stands in as the first line of the next."""
    open_at: dict[Role | None, int | None] = {}
    waiting: m.Paragraph | None = None
    for block in blocks:
        said = shapes.said(block, 0) if isinstance(block, m.Paragraph) and is_opening(block, shapes) else None
        strong = said is not None and said.numeral is not None and said.role in LOWER
        if (
            waiting
            and said
            and strong
            and said.role in LOWER[shapes.read(waiting, flat(waiting.children), 0, None).role]
        ):
            assert isinstance(block, m.Paragraph)
            yield m.Paragraph(*glued([*cut(waiting.children, waiting.position), *cut(block.children, block.position)]))
            waiting = None
            continue
        if waiting:
            yield waiting
            waiting = None
        if said and strong and not said.title and open_at.get(said.role, 0) == said.number:
            assert isinstance(block, m.Paragraph)
            waiting = block
            continue
        if said and strong:
            kept = {role: number for role, number in open_at.items() if role not in LOWER[said.role]}
            open_at = {**kept, said.role: said.number}
        yield block
    if waiting:
        yield waiting


def is_opening(block: m.Paragraph | m.Heading, shapes: Patterns) -> bool:
    """Whether a block may be a heading: it begins with a division's word, or with markup."""
    first = block.children[0] if block.children else None
    return first is not None and (not isinstance(first, m.Text) or shapes.opens(first.content))


def named_apart(blocks: m.Blocks, names: Names, shapes: Patterns) -> m.Blocks:
    """`blocks` with the book's title over a division's number as a paragraph for itself."""
    out: list[m.Block] = []
    for block in blocks:
        rows = cut(block.children, block.position) if isinstance(block, m.Paragraph) and block.position.breaks else ()
        below = glued(rows[1:]) if 1 < len(rows) <= MOST and names.half(rows[0].text) else None
        said = shapes.said(m.Paragraph(*below), 0) if below else None
        if below and said and said.role in LOWER and said.numeral:
            out += [m.Paragraph(*glued(rows[:1])), m.Paragraph(*below)]
        else:
            out.append(block)
    return tuple(out)
