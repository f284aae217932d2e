"""Linked data: a page in; what the JSON-LD in its head says of the work it holds, out (schema.org/CreativeWork)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from octavo.readers.tree import PLACED, Page

WORKS = frozenset(("Article", "Book", "CreativeWork", "Novel", "Play", "ScholarlyArticle", "ShortStory"))
"""The types of what is a text, by their names at schema.org; a WebPage or a WebSite is none."""
KEYS = {"name": "title", "headline": "title", "author": "author", "inLanguage": "language"}


def linked_data(page: Page) -> dict[str, str]:
    """`title`, `author` (a line each) and `language` of the first work a page describes."""
    for script in page.root.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json":
            for work in works(parsed("".join(script.itertext()))):
                told = {KEYS[key]: said for key in KEYS if (said := "\n".join(named(work.get(key))))}
                if told:
                    return told
    return {}


def parsed(text: str) -> Any:
    """The value a script holds; None where it is no JSON, or too deep."""
    try:
        return json.loads(PLACED.sub("", text))
    except (ValueError, RecursionError):
        return None


def works(value: Any) -> Iterator[dict[str, Any]]:
    """The works among what a script holds: a value, several, or a graph of them."""
    rows = value if isinstance(value, list) else [value]
    for row in rows:
        if isinstance(row, dict):
            types = row.get("@type")
            if WORKS.intersection(
                kind for kind in (types if isinstance(types, list) else [types]) if isinstance(kind, str)
            ):
                yield row
            graph = row.get("@graph")
            yield from works([one for one in graph if isinstance(one, dict)] if isinstance(graph, list) else [])


def named(value: Any) -> Iterator[str]:
    """The names of a value: itself, or what it is called."""
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str) and name.strip():
            yield " ".join(name.split())
