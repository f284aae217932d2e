"""Stacked headings: blocks in; each heading that holds a second one, such as an act's with its scene's, as two out."""

from __future__ import annotations

from msgspec.structs import replace

from octavo import model as m
from octavo.headings import LOWER, Patterns, lower
from octavo.model import Role
from octavo.notes import divided
from octavo.typography.edit import Edit
from octavo.walk import splice, within


def stacked(blocks: m.Blocks, shapes: Patterns) -> m.Blocks:
    """`blocks` with each heading that holds a second one, such as `ACT I. SCENE I.`, as two.

    Where the higher division is only told again (`ACT I. SCENE II.`), it stays with the lower one's number.
    """
    out: list[m.Block] = []
    seen: dict[Role | None, int | None] = {}
    for block in blocks:
        first = block.children[0] if isinstance(block, m.Paragraph | m.Heading) and block.children else None
        unlike = first is None or (isinstance(first, m.Text) and not shapes.opening.match(first.content))
        said = None if unlike else shapes.said(block, 0)
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
