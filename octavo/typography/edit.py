"""What the typographic rules take and give: passages of flat text in, edits and queries out."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Edit(Struct, frozen=True, order=True):
    """`text[start:end]` becomes `replacement`, by the rule named `rule`."""

    start: int
    end: int
    replacement: str
    rule: str


class Query(Struct, frozen=True, order=True):
    """A doubtful reading `text[start:end]`, left as it stands: what the engine would read, and why."""

    start: int
    end: int
    suggestion: str
    rule: str
    evidence: str


class Kind(StrEnum):
    """What sort of block a passage is, as far as typography cares."""

    PROSE = "prose"
    VERSE = "verse"
    HEADING = "heading"
    CELL = "cell"
    VERBATIM = "verbatim"
    """Stands as it is: no rule reads it."""


class Span(Struct, frozen=True):
    """`text[start:end]` is in another language than its passage, a BCP 47 tag."""

    start: int
    end: int
    language: str


class Passage(Struct, frozen=True):
    """The flat text of one block (a stanza's lines joined by line feeds), free of markup.

    An inline picture is U+FFFC; note references and page breaks take no room. `kept` are the places, start and
    end, that an editor lets stand: no edit reaches into them.
    """

    text: str
    kind: Kind = Kind.PROSE
    spans: tuple[Span, ...] = ()
    kept: tuple[tuple[int, int], ...] = ()


class Finding(Struct, frozen=True):
    """What the rules found in one passage, against its original text: in order, edits never overlapping."""

    edits: tuple[Edit, ...] = ()
    queries: tuple[Query, ...] = ()


def apply(text: str, edits: tuple[Edit, ...]) -> str:
    """`text` with `edits`, which are in order and do not overlap."""
    pieces, last = [], 0
    for edit in edits:
        pieces += [text[last : edit.start], edit.replacement]
        last = edit.end
    return "".join([*pieces, text[last:]])
