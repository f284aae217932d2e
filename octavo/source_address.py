"""Source address: a plain text's blocks in; those at its ends that are nothing but an address of the web, out."""

from __future__ import annotations

import re

from octavo import model as m
from octavo.edition import Omission
from octavo.lines import block_text
from octavo.omissions import omission

ADDRESS = re.compile(r"<?(?:https?://|www\.)[^\s<>]+>?")
RULE = "navigation"


def without_address(blocks: m.Blocks) -> tuple[m.Blocks, tuple[Omission, ...]]:
    """`blocks` without the address a library puts over or under a text to say where it is from."""
    lone = [index for index in (0, len(blocks) - 1) if len(blocks) > 1 and is_address(blocks[index])]
    gone = tuple(omission(RULE, blocks, index, index + 1) for index in lone)
    return tuple(block for index, block in enumerate(blocks) if index not in lone), gone


def is_address(block: m.Block) -> bool:
    """Whether a paragraph is one address and nothing else."""
    text = block_text(block).strip() if isinstance(block, m.Paragraph) else ""
    return text[:1] in "<hHwW" and bool(ADDRESS.fullmatch(text))
