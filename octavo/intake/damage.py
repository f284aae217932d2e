"""Damage: witnesses and their apparatus in; what is to be said of what was misread or lost on the way, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from octavo.edition import Apparatus, Change, Omission
from octavo.misread import TWICE_ENCODED
from octavo.provider import identified
from octavo.readers.witness import Witness

LOST = "\ufffd"
"""What programs write for a character they could not read."""


def damage(witnesses: Sequence[Witness], apparatus: Apparatus) -> list[str]:
    """A sentence for each kind of damage there is."""
    return [*cut_off(apparatus.omissions), *misread(apparatus.changes), *lost(witnesses)]


def cut_off(omissions: Sequence[Omission]) -> Iterator[str]:
    """That a file has the line that begins a provider's texts and none that ends them, where that is so."""
    ended = {omitted.position.file for omitted in omissions if omitted.rule == "provider-footer"}
    for omitted in omissions:
        if omitted.rule != "provider-header" or omitted.position.file in ended:
            continue
        provider = identified(omitted.text)
        if provider and provider.end and any(map(provider.begins, omitted.text.splitlines())):
            file = omitted.position.file.removeprefix("text/")
            yield f"{file}: the line that ends a text of {provider.name} is not in it; if it is cut off, fetch it again"


def misread(changes: Sequence[Change]) -> Iterator[str]:
    """That characters were encoded twice and are mended, where there are such."""
    rows = [change for change in changes if change.rule.startswith(TWICE_ENCODED)]
    if rows:
        before, after = rows[0].before, rows[0].after
        yield (
            f"{rows[0].position}: {before!r} is {after!r} encoded twice, with {len(rows) - 1} more such in the text; "
            "all are mended, each in the apparatus"
        )


def lost(witnesses: Sequence[Witness]) -> Iterator[str]:
    """That a file has marks of characters lost on its way, where it has them."""
    for one in witnesses:
        if count := one.text.count(LOST):
            line = one.text.count("\n", 0, one.text.index(LOST)) + 1
            yield f"{one.name}:{line}: {count} character(s) were lost on the way here (U+FFFD); mend them in the text"
