"""Prose set apart: what was kept out of the body in; a query for each stretch of it that reads as the text does, out.

Title pages, lists and a transcriber's remarks are told by their looks, and text may look so: the editor must see it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from octavo.edition import Doubt, Omission
from octavo.structure.title_words import rights

LEAST = {"title-page": 2, "half-title": 2, "contents": 2, "provider-remarks": 40}
"""So many ends of sentences within lines make prose of what a rule set apart; a transcriber's remarks are prose."""
SHORTEST = 120
"""Characters of a paragraph of prose."""
LONG = 8
"""Words of a sentence of prose, one with another: a chapter's summary has shorter ones."""
SHOWN = 60
ENDS = re.compile(r"[^\W\d_][.!?][\"'”’»)]* +[\"'“‘„«(¿¡]*(?=[^\W\d_])")
POINTS = re.compile(r"[.!?][\"'”’»)]*(?:\s|$)")
SMALL = re.compile(r"(?<![^\W_])[^\W\d_]+")


def set_apart_prose(omissions: Iterable[Omission]) -> Iterator[Doubt]:
    """A query for each of `omissions` that holds several sentences; it says what was set apart, as what."""
    for omitted in omissions:
        if omitted.rule not in LEAST or len(omitted.text) < SHORTEST:
            continue
        told = [(row, sentences(row)) for row in omitted.text.split("\n\n")]
        prose = [row for row, ends in told if ends]
        if sum(ends for _, ends in told) >= LEAST[omitted.rule]:
            begins = " ".join(prose[0].split())[:SHOWN]
            evidence = (
                f"{sum(map(len, prose))} characters of what was set apart as {omitted.rule} read as text: {begins!r}…; "
                "see that no text went with it"
            )
            yield Doubt("prose-set-apart", omitted.position, "", "", evidence)


def sentences(text: str) -> int:
    """How many sentences end within the lines of a paragraph of prose; none, where it is no prose."""
    if len(text) < SHORTEST or ". " not in text.replace("! ", ". ").replace("? ", ". ") or rights().match(text):
        return 0
    ends = sum(text[found.end()].isupper() for found in ENDS.finditer(text))
    words = SMALL.findall(text)
    small = sum(word[0].islower() for word in words)
    return ends if len(words) >= LONG * len(POINTS.findall(text)) and small * 4 >= len(words) * 3 else 0
