"""Header fields: the labelled lines of a provider's header in; what it says under each name, and where, out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from octavo import model as m
from octavo.credits import YEAR
from octavo.lines import Line
from octavo.provider import Provider

UNKNOWN_LABEL = re.compile(r"\s*[A-Z][^:.,;]{1,40}:\s")


class Field(Struct, frozen=True):
    """What the provider's header says under one name, and where."""

    text: str
    position: m.Position


def information(rows: Sequence[Line], provider: Provider) -> dict[str, Field]:
    """The labelled lines of an information block; an unlabelled line goes on with the one before."""
    found: dict[str, Field] = {}
    name = ""
    for line in rows:
        if labelled := provider.label.match(line.text):
            name = provider.field(labelled[1])
            begin = line.position.at(labelled.start(2))
            found.setdefault(name, Field(labelled[2].strip(), replace(begin, breaks=())))
        elif UNKNOWN_LABEL.match(line.text) or (name and provider.begins(line.text)):
            name = ""
        elif name and line.text.strip():
            text = "\n".join(filter(None, (found[name].text, line.text.strip())))
            found[name] = replace(found[name], text=text)
    return found


def with_source(told: dict[str, Field], rows: Sequence[Line], provider: Provider) -> dict[str, Field]:
    """What an information block has `told`, and where it names no source, its first line with a year and no label."""
    first = rows[0].text.strip() if rows else ""
    led = provider.label.match(first) or UNKNOWN_LABEL.match(first)
    if not provider.information or "source" in told or not told or led or not YEAR.search(first):
        return told
    return told | {"source": Field(first, rows[0].position)}


def with_credit(header: dict[str, Field], provider: Provider) -> dict[str, Field]:
    """`header` with whom its statement of rights asks to credit."""
    if credit := re.search(provider.credit, header["rights"].text if "rights" in header else ""):
        return {**header, "credit": Field(credit["credit"], header["rights"].position)}
    return header
