"""Book files: what was brought in; what the settings of the tool that makes a book of Markdown say of it, out.

mdBook's book.toml (https://rust-lang.github.io/mdBook/format/configuration/general.html), GitBook's book.json, the YAML
of Jekyll, Quarto, bookdown and MkDocs, Pandoc's metadata files, and Leanpub's Book.txt.
"""

from __future__ import annotations

import posixpath
import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from octavo.readers import front_matter
from octavo.readers.epub import Container

KEYS = {"title": "title", "author": "author", "authors": "author", "language": "language"}
TABLES = frozenset({"book.toml", "book.json"})
LINES = frozenset({"_config.yml", "_quarto.yml", "mkdocs.yml", "_bookdown.yml"})
LINES |= {f"{name}.{ending}" for name in ("metadata", "title") for ending in ("yml", "yaml", "txt")}
LISTS = frozenset({"_quarto.yml", "_bookdown.yml", "mkdocs.yml", "book.txt"})
"""Settings in tables, in lines of `key: value`, and those that name the texts in their order."""
ROOMS = ("", "docs", "src", "content")
"""Where the texts may stand, below the settings."""
LISTED = re.compile(r"[\w./ -]*\w\.(?:md|markdown)\b", re.IGNORECASE)
SET_IN = re.compile(r"^\s+(?=[a-z]+:)", re.MULTILINE)
"""What stands before a key in the table of the book."""
LONGEST = 100_000
"""Characters of settings that are read."""


def settings(container: Container) -> dict[str, str]:
    """What the uppermost of such files says, as an EPUB's record would."""
    for name in upwards(container, TABLES | LINES):
        found = said_by(posixpath.basename(name), container.read(name))
        if "title" in found:
            return found
    return {}


def said_by(name: str, content: bytes) -> dict[str, str]:
    """What one file of settings says."""
    if name in TABLES:
        return {
            KEYS[key]: text for key, value in table_of(name, content).items() if key in KEYS and (text := said(value))
        }
    lines = content.decode(errors="replace")[:LONGEST]
    told = front_matter.fields(lines if lines.startswith("%") else SET_IN.sub("", lines))
    return told | {key: told[key].partition("\n")[0] for key in ("title", "subtitle", "language") if key in told}


def order(container: Container, texts: Sequence[str]) -> list[str]:
    """The texts that the uppermost list names, in its order; none where no list leads to two."""
    known = set(texts)
    for name in upwards(container, LISTS):
        rows = LISTED.findall(container.read(name).decode(errors="replace")[:LONGEST])
        places = [place for row in rows if (place := stands(posixpath.dirname(name), row.strip(" -"), known))]
        if len(set(places)) > 1:
            return list(dict.fromkeys(places))
    return []


def stands(folder: str, row: str, known: set[str]) -> str | None:
    """Where a text that a list in `folder` names stands."""
    places = (posixpath.normpath(posixpath.join(folder, room, row)) for room in ROOMS)
    return next((place for place in places if place in known), None)


def upwards(container: Container, names: frozenset[str]) -> list[str]:
    """The files of a container that are called so, the uppermost first."""
    found = [name for name in container.namelist() if posixpath.basename(name).lower() in names]
    return sorted(found, key=lambda name: name.count("/"))


def table_of(name: str, content: bytes) -> Mapping[str, Any]:
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
