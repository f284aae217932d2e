"""Labelled: the blocks of a text of nobody known in; what the labelled lines at its head say, by their fields, out."""

from __future__ import annotations

import re
from functools import cache

from octavo import model as m
from octavo.facts import Words, alternatives, read_facts
from octavo.lines import block_lines, block_text

BLOCKS, LONGEST = 8, 200
SURE = frozenset(("title", "author"))
"""The fields of which a head has one: 'Language: English' alone may be a line of the text."""


def labelled(blocks: m.Blocks) -> dict[str, str]:
    """The fields of the head, from its first line or that under its title on; none where that is no such line."""
    found: dict[str, str] = {}
    for block in blocks[isinstance(next(iter(blocks), None), m.Heading) : BLOCKS]:
        if len(block_text(block)) > LONGEST * BLOCKS:
            break
        for line in block_lines(block):
            row = pattern().fullmatch(line.text.strip())
            if row is None and not found:
                return {}
            if row and row.lastgroup:
                found.setdefault(row.lastgroup, row[row.lastgroup].strip())
    return found if SURE & found.keys() else {}


@cache
def pattern() -> re.Pattern[str]:
    """A line with a label (labels.toml), its value in the group of the field."""
    rows = read_facts("intake/labels.toml", dict[str, Words])
    fields = (
        rf"(?:{alternatives({word for words in row.values() for word in words})})\s*:\s*(?P<{field}>\S.{{0,{LONGEST}}})"
        for field, row in rows.items()
    )
    return re.compile("|".join(fields), re.IGNORECASE)
