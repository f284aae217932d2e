"""Running heads: the blocks of a plain text in; the lines over its printed pages, with the number of each, out.

Machines that read pages leave them in the text: `12   THE THREE ROADS` over left pages, `THE THREE ROADS   13` or the
chapter's title over right ones.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

from octavo import model as m
from octavo.inlines import flat
from octavo.structure.divisions import divides
from octavo.words import words

HEAD = re.compile(
    r"(?P<left>[0-9]{1,4})[ \t.|·]+(?P<over>[^\W\d].*[^\s\d])|(?P<under>[^\W\d].*?)[ \t.|·]+(?P<right>[0-9]{1,4})"
)
LONGEST = 70
AGAIN, SIDE, SERIES = 2, 2, 5
"""The words of a head come again so often; so many are of left pages, and of right ones, and of both."""


def running_heads(blocks: m.Blocks) -> dict[int, str]:
    """The page each running head numbers, by block: words come again, numbers count upwards, odd on one side only."""
    found = {index: head for index, block in enumerate(blocks) if (head := head_of(block))}
    often = Counter(map(said_in, found.values()))
    heads = {index: head for index, head in found.items() if often[said_in(head)] >= AGAIN and not divides(head[0])}
    numbers = {index: head["left"] or head["right"] for index, head in heads.items()}
    sides = Counter((bool(head["left"]), int(numbers[index]) % 2) for index, head in heads.items())
    left, right = ({odd for of_left, odd in sides if of_left is side} for side in (True, False))
    if len(heads) < SERIES or len(left) != 1 or len(right) != 1 or left == right or min(sides.values()) < SIDE:
        return {}
    return numbers if count_upwards(blocks, numbers) else {}


def head_of(block: m.Block) -> re.Match[str] | None:
    """What a paragraph of one short line says as a running head."""
    if not isinstance(block, m.Paragraph) or block.position.breaks or len(block.children) != 1:
        return None
    text = flat(block.children).strip()
    if len(text) > LONGEST or not (text[:1].isdecimal() or text[-1:].isdecimal()):
        return None
    return HEAD.fullmatch(text)


def said_in(head: re.Match[str]) -> tuple[str, ...]:
    """The words of a running head."""
    return tuple(words(head["over"] or head["under"]))


def count_upwards(blocks: m.Blocks, numbers: Mapping[int, str]) -> bool:
    """Whether the pages of each file count upwards."""
    rows = [(blocks[index].position.file, int(number)) for index, number in numbers.items()]
    return all(one[0] != other[0] or one[1] < other[1] for one, other in pairwise(rows))
