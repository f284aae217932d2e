"""Front matter: the `key: value` lines between two `---` at the head of a Markdown file in, what they say out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

KEY = re.compile(r"(?P<key>[A-Za-z][\w-]*)\s*:\s*(?P<value>.*)")
FIELDS = {"author": "author", "authors": "author", "creator": "author", "lang": "language", "language": "language"}
FIELDS |= {"title": "title", "subtitle": "subtitle", "translator": "translator", "editor": "editor"}


def record(text: str) -> Mapping[str, str]:
    """What the front matter of a file says."""
    if not text.startswith("---"):
        return {}
    first = next(iter(MarkdownIt("zero").use(front_matter_plugin).parse(text)), None)
    return fields(first.content) if first and first.type == "front_matter" else {}


def fields(content: str) -> dict[str, str]:
    """What the lines of a front matter say; several values of a key are parted by `; `."""
    said: dict[str, str] = {}
    key = ""
    for line in content.split("\n"):
        found = KEY.fullmatch(line.strip())
        if found and not line[:1].isspace():
            key, value = FIELDS.get(found["key"].lower(), ""), found["value"]
        else:
            value = line.strip().removeprefix("-")
        names = "; ".join(filter(None, (part.strip(" \t\"'") for part in value.strip(" []").split(", "))))
        if key and names:
            said[key] = f"{said[key]}; {names}" if key in said else names
    return said
