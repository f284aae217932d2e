"""Book files: what was brought in; what the settings of the tool that makes a book of Markdown say of it, out.

mdBook's book.toml (https://rust-lang.github.io/mdBook/format/configuration/general.html) and GitBook's book.json.
"""

from __future__ import annotations

import posixpath
import tomllib
from typing import Any

import msgspec

from octavo.readers.epub import Container

KEYS = {"title": "title", "author": "author", "authors": "author", "language": "language"}


def settings(container: Container) -> dict[str, str]:
    """What the uppermost of such files says, as an EPUB's record would."""
    for name in sorted(container.namelist(), key=lambda name: name.count("/")):
        table = table_of(posixpath.basename(name), container.read(name)) if is_settings(name) else {}
        found = {KEYS[key]: text for key, value in table.items() if key in KEYS and (text := said(value))}
        if "title" in found:
            return found
    return {}


def is_settings(name: str) -> bool:
    """Whether a file is called as one of settings is."""
    return posixpath.basename(name) in {"book.toml", "book.json"}


def table_of(name: str, content: bytes) -> dict[str, Any]:
    """The keys of a file of settings; none of one that cannot be read."""
    try:
        table = tomllib.loads(content.decode()).get("book", {}) if name == "book.toml" else msgspec.json.decode(content)
    except (ValueError, msgspec.DecodeError):
        return {}
    return table if isinstance(table, dict) else {}


def said(value: Any) -> str:
    """A text, or several as one line each."""
    rows = value if isinstance(value, list) else [value]
    return "\n".join(row.strip() for row in rows if isinstance(row, str) and row.strip())
