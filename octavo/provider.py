"""Providers: the shapes each source of texts gives its header and credit line, read from `sources/`."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from octavo.problem import ManifestError


class Provider(Struct, frozen=True, forbid_unknown_fields=True):
    """One file of `sources/`.

    `opening` names the paragraphs above the information block in order, the last one as often as needed;
    `fields` says what each label of the block holds; `volume` and `credit` are regular expressions with
    the groups `number` and `credit`.
    """

    id: str
    name: str
    home: str
    opening: tuple[str, ...]
    volume: str
    credit: str
    fields: dict[str, str]

    @property
    def label(self) -> re.Pattern[str]:
        """Matches a line of the information block: label, colon, value."""
        labels = "|".join(re.escape(label) for label in sorted(self.fields, key=len, reverse=True))
        return re.compile(rf"({labels})\s*:\s*(.*)", re.DOTALL)


@cache
def providers() -> dict[str, Provider]:
    """Every provider by its id."""
    rows = (
        msgspec.toml.decode(file.read_bytes(), type=Provider)
        for file in sorted(files("octavo.sources").iterdir(), key=lambda file: file.name)
        if file.name.endswith(".toml")
    )
    return {row.id: row for row in rows}


def provider(name: str) -> Provider:
    """The provider with the id `name`. Raises ManifestError."""
    if name not in providers():
        known = ", ".join(providers())
        raise ManifestError(f"[witness] provider {name!r} is unknown; the known ones are: {known}")
    return providers()[name]
