"""Substitutions: what a pattern finds in a text, replaced, as edits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from octavo.typography.edit import Edit

Replacement = str | Callable[[re.Match[str]], str]


def substitute(pattern: re.Pattern[str], text: str, replacement: Replacement, rule: str) -> Iterator[Edit]:
    """An edit for each match that the replacement changes."""
    for match in pattern.finditer(text):
        found = replacement if isinstance(replacement, str) else replacement(match)
        if found != match[0]:
            yield Edit(match.start(), match.end(), found, rule)


def in_order(*found: Iterable[Edit]) -> Iterator[Edit]:
    """The edits of several patterns in one order; of two that overlap, the one that begins first stands."""
    last = Edit(-1, -1, "", "")
    for edit in sorted(edit for group in found for edit in group):
        if edit.start >= last.end and edit.start > last.start:
            yield edit
            last = edit
