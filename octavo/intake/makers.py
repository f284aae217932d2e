"""Makers: a page of an EPUB in; whether its maker speaks there of the file, and not the book, out."""

from __future__ import annotations

import re
from functools import cache

from octavo.facts import Words, read_facts
from octavo.intake.parcel import Item, as_witness
from octavo.readers.tree import Page, wording

LONGEST = 20_000
"""Bytes of a page that a maker fills alone."""


def is_makers(item: Item) -> bool:
    """Whether a page is its maker's own, by the sentences of makers.toml."""
    return len(item.content) < LONGEST and bool(
        sentences().search(" ".join(wording(Page(as_witness(item)).body).split()))
    )


@cache
def sentences() -> re.Pattern[str]:
    """makers.toml."""
    return re.compile(
        "|".join(one for rows in read_facts("intake/makers.toml", Words).values() for one in rows), re.IGNORECASE
    )
