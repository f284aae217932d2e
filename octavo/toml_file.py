"""TOML file: a file that a person wrote in, its checked value out, or what is wrong in words to act on."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec

from octavo.problem import ManifestError

Value = TypeVar("Value")


def decoded(path: Path, kind: type[Value]) -> Value:
    """A TOML file as a value of `kind`. Raises ManifestError."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        return msgspec.convert(table, kind)
    except FileNotFoundError:
        remedy = "every book needs one (see README.md)" if path.name == "book.toml" else "restore it"
        raise ManifestError(f"{path}: there is no such file; {remedy}") from None
    except OSError as error:
        raise ManifestError(f"{path}: cannot be read: {error.strerror}; put a file that you may read there") from None
    except UnicodeDecodeError as error:
        raise ManifestError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ManifestError(f"{path}: not TOML: {error}") from None
    except msgspec.ValidationError as error:
        raise ManifestError(f"{path}: {explained(str(error), kind)}") from None


THINGS = {"str": "text", "array": "a list", "object": "a table", "int": "a number", "float": "a number"}
WRITTEN = {"str": ": in quotes", "array": ': in brackets, as in ["one", "two"], or as [[tables]]'}
"""What msgspec calls things, as people do, and how TOML writes them."""
FORMS = {
    "date": "a date is written without quotes, as in date = 2026-11-23",
    "sha256": "the SHA-256 of the witness; `sha256sum FILE` prints it",
}


def explained(error: str, kind: type[Any]) -> str:
    """A validation error in words a volunteer can act on: which key, and what would be right."""
    if unknown := re.search(r"unknown field `(.+?)`(?: - at `\$\.?(.*)`)?", error):
        known = ", ".join(sorted(struct_at(kind, unknown[2] or "").__struct_encode_fields__))
        whose = "its keys" if unknown[2] else "the keys of the top level"
        return f"{table(unknown[2])}unknown key {unknown[1]!r}; {whose} are: {known}"
    if missing := re.search(r"missing required field `(.+?)`(?: - at `\$\.?(.*)`)?", error):
        return f"{table(missing[2])}the key {missing[1]!r} is missing. {FORMS.get(missing[1], '')}".rstrip()
    at = re.search(r"(.*) - at `\$\.(.*)`", error)
    message, key = (at[1], at[2]) if at else (error, "")
    if "Invalid enum value" in message:
        return f"{key}: {message.split()[-1].rstrip('.')} is none of: {', '.join(choices(kind, key))}"
    if wrong := re.search(r"Expected `(?P<meant>\w+)[^`]*`, got `(?P<got>\w+)`", message):
        got, meant = (THINGS.get(wrong[name], f"a {wrong[name]}") for name in ("got", "meant"))
        message = f"is {got}, where {meant} is meant{WRITTEN.get(wrong['meant'], '')}"
    hint = FORMS.get(key.split(".")[-1], "")
    return f"{key}: {message}. {hint}".rstrip() if key else message


def choices(kind: type[Any], path: str) -> list[str]:
    """The values to choose from at a path such as `opening.role` of a `kind`."""
    parent, _, name = path.rpartition(".")
    hint = get_type_hints(struct_at(kind, parent))[name]
    literal = [str(part) for part in get_args(hint) if isinstance(part, str)]
    enums = [part for part in (hint, *get_args(hint)) if isinstance(part, type) and issubclass(part, Enum)]
    return literal or sorted(str(member.value) for enum in enums for member in enum)


def struct_at(kind: type[Any], path: str) -> type[Any]:
    """The class of the table at a path such as `witness.files[0]` of a `kind`."""
    for name in re.findall(r"[a-z]\w*", path):
        hint = get_type_hints(kind)[name]
        kind = next(part for part in parts_of(hint) if hasattr(part, "__struct_encode_fields__"))
    return kind


def parts_of(hint: Any) -> Iterator[Any]:
    """A type and those it is made of, such as what a tuple holds and the sides of a union."""
    yield hint
    for part in get_args(hint):
        yield from parts_of(part)


def table(path: str | None) -> str:
    """The table at a path such as `witness` or `emend[0]`, as TOML writes it."""
    if not path:
        return ""
    name, _, index = path.partition("[")
    return f"[[{name}]] number {int(index[:-1]) + 1}: " if index else f"[{name}]: "
