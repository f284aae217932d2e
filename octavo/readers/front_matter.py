"""Front matter: the lines at the head of a Markdown file that tell of it in; what they say out.

YAML between two `---` (as far as records are written in it) and TOML between two `+++`, as Jekyll, Hugo and Pandoc read
them; Pandoc's title block (https://pandoc.org/MANUAL.html#extension-pandoc_title_block); MultiMarkdown's metadata.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from octavo.readers.record import FREE

FILES = (".md", ".markdown")
OWN = re.compile(r"_?index|title-?page|title|cover|metadata|readme", re.IGNORECASE)
"""The names of files whose front matter is of the whole book."""
KEY = re.compile(r"(?P<key>[A-Za-z][\w-]*)\s*:(?:\s+(?P<value>.*))?")
INNER = re.compile(r"(?P<key>name|text|type|role|given|family|affiliation|email|url|file-as)\s*:\s*(?P<value>.*)")
"""What lines within an entry say of it (https://pandoc.org/MANUAL.html#epub-metadata)."""
METADATA = re.compile(r"[A-Za-z][\w -]*:\s+\S")
FIELDS = {"author": "author", "authors": "author", "creator": "author", "by": "author", "contributor": "editor"}
FIELDS |= {"lang": "language", "language": "language", "title": "title", "subtitle": "subtitle", "date": "published"}
FIELDS |= {"site_name": "title", "site_author": "author"}
FIELDS |= {"year": "published", "source": "source", "publisher": "publisher"}
FIELDS |= dict.fromkeys(("rights", "license", "licence", "copyright"), "rights")
FIELDS |= {"weight": "weight", "order": "weight", "nav_order": "weight", "sidebar_position": "weight"}
PEOPLE = ("translator", "editor", "illustrator", "annotator", "compiler", "photographer")
FIELDS |= {name + ending: name for name in PEOPLE for ending in ("", "s")}
BLOCK = re.compile(r"[|>][+-]?")
YEAR = re.compile(r"1\d{3}")
"""A year before there were ebooks: that of the work."""
Said = dict[str, str]


def record(text: str) -> Mapping[str, str]:
    """What the front matter of a file says."""
    lines = text.split("\n")
    return fields("\n".join(lines[: extent(lines)]))


def common(records: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """What the front matters of files, by their names, say of the book: what its own page or most of them say alike."""
    own = next((said for name, said in records.items() if said and OWN.fullmatch(PurePath(name).stem)), {})
    said = [one for one in records.values() if one]
    every = {key: value for one in said for key, value in one.items()}
    alike = {key: value for key, value in every.items() if sum(one.get(key) == value for one in said) * 2 > len(said)}
    return alike | dict(own)


def extent(lines: Sequence[str]) -> int:
    """How many lines at the head of a file are its front matter."""
    first = lines[0].rstrip()
    if first in {"---", "+++"}:
        ends = {first, "..."} if first == "---" else {first}
        end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() in ends), 0)
        told = next((line for line in lines[1:end] if line.strip() and line[0] != "#"), "")
        return end + 1 if end and (KEY.match(told) or "=" in told or told.startswith("[")) else 0
    if first.startswith("% "):
        return next((n for n, line in enumerate(lines) if line[:1] not in {"%", " ", "\t"}), len(lines))
    end = next((number for number, line in enumerate(lines) if not line.strip()), len(lines))
    keys = {line.partition(":")[0].strip().lower() for line in lines[:end]}
    return end if "title" in keys and all(METADATA.match(line) for line in lines[:end]) else 0


def fields(content: str) -> Said:
    """What the lines of a front matter say; several values of a key have a line each."""
    said: Said = {}
    for key, value in values(content):
        field, words = FIELDS.get(key.lower()), " ".join(value.split())
        if field and words and (field != "published" or YEAR.match(words)):
            words = words[:4] if field == "published" else words
            field = "rights held" if field == "rights" and not FREE.search(words) else field
            said[field] = f"{said[field]}\n{words}" if field in said and field != "published" else words
    return said


def values(content: str) -> Iterator[tuple[str, str]]:
    """(key, value) of each, in order; an entry that tells a role has that for its key."""
    if content.startswith("+++"):
        yield from of_table(content.strip().strip("+"))
    elif content.startswith("%"):
        rows = re.split(r"^%", content, flags=re.MULTILINE)[1:]
        for key, row in zip(("title", "author", "date"), rows, strict=False):
            yield from ((key, part) for part in (re.split(r";|\n", row) if key == "author" else [row]) if part.strip())
    else:
        for key, rows in entries(content):
            for row in rows:
                yield from of_entry(key, row)


def of_table(content: str) -> Iterator[tuple[str, str]]:
    """(key, value) of a table of TOML; nothing of one that cannot be read."""
    try:
        table: dict[str, Any] = tomllib.loads(content)
    except tomllib.TOMLDecodeError:
        return
    for key, value in table.items():
        yield from ((key, str(one)) for one in (value if isinstance(value, list) else [value]))


def of_entry(key: str, row: str | Said) -> Iterator[tuple[str, str]]:
    """(key, value) of one entry of YAML."""
    if isinstance(row, str):
        yield key, row
        return
    words = row.get("text") or row.get("name") or " ".join(filter(None, (row.get("given"), row.get("family"))))
    kind = row.get("type", "main")
    named = row.get("role", key).lower()
    yield ("subtitle" if kind == "subtitle" else named if kind == "main" else ""), words


def entries(content: str) -> Iterator[tuple[str, list[str | Said]]]:
    """(key, its entries) of lines of YAML."""
    key, rows, block = "", list[str | Said](), False
    for line in content.split("\n"):
        found = KEY.fullmatch(line.rstrip())
        if found:
            yield key, rows
            value = (found["value"] or "").strip()
            block = bool(BLOCK.fullmatch(value))
            key, rows = found["key"], [] if block else list(listed(value))
        elif line.strip() and (line[0].isspace() or line[:2] == "- "):
            added(rows, line.strip(), block=block)
    yield key, rows


def listed(value: str) -> Iterator[str]:
    """The parts of a value, of one in brackets."""
    parts = value[1:-1].split(",") if value[:1] == "[" and value[-1:] == "]" else [value]
    yield from filter(None, (part.strip(" \t\"'") for part in parts))


def added(rows: list[str | Said], line: str, *, block: bool) -> None:
    """Adds to `rows` what a line under a key says; in a `block` it goes on with the text."""
    begins = line[:2] == "- " and not block
    words = line[2:].strip() if begins else line
    inner = None if block else INNER.fullmatch(words)
    last = rows[-1] if rows and not begins else None
    if inner:
        value = inner["value"].strip(" \t\"'")
        if isinstance(last, dict):
            last[inner["key"]] = value
        else:
            rows.append({inner["key"]: value})
    elif begins:
        rows.append(words.strip(" \t\"'"))
    elif isinstance(last, str):
        rows[-1] = f"{last} {words}"
    elif last is None:
        rows.append(words)
