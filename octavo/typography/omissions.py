"""Omissions: the long dashes that stand for what a writer would not print."""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.typography.characters import EM_DASH, THREE_EM_DASH, TWO_EM_DASH
from octavo.typography.context import Context
from octavo.typography.edit import Edit
from octavo.typography.substitution import substitute

TRIGGER = re.compile(rf"----|{EM_DASH}{EM_DASH}")
_LONG = re.compile(rf"(?<![-{EM_DASH}])(?:-{{4}}|-{{6}}|{EM_DASH}{{2,3}})(?![-{EM_DASH}])")
_DASHES = {"----": TWO_EM_DASH, EM_DASH * 2: TWO_EM_DASH, "------": THREE_EM_DASH, EM_DASH * 3: THREE_EM_DASH}


def omissions(text: str, context: Context) -> Iterator[Edit]:
    """Four hyphens or two em dashes stand for part of a word or name, six or three for all of it."""
    if not context.language.omission_dashes:
        return iter(())
    return substitute(_LONG, text, lambda match: _DASHES[match[0]], "omissions")
