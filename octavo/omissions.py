"""Omissions: blocks that are kept out of the body in; their record in the apparatus out."""

from __future__ import annotations

from octavo import model as m
from octavo.edition import Omission
from octavo.lines import block_text
from octavo.notes import following, last_line
from octavo.reading import end_of, start


def omission(rule: str, blocks: m.Blocks, first: int, stop: int) -> Omission:
    """The blocks from `first` up to `stop` on record as kept out of the body."""
    text = "\n\n".join(filter(None, map(witnessed, blocks[first:stop])))
    file = blocks[stop - 1].position.file
    end = following(blocks, stop) if blocks[first].position.file == file else end_of(file)
    return Omission(rule, start(blocks[first].position), last_line(blocks[stop - 1]), text, end)


def witnessed(block: m.Block) -> str:
    """The characters of a block that stand in the witness, without words supplied before them."""
    supplied = block.position.breaks[:1] if not block.position.line else ()
    return block_text(block)[supplied[0][0] :] if supplied else block_text(block)
