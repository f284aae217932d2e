"""Collation: a list of contents and the headings of the text in; a query for each place where they differ out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from octavo import model as m
from octavo.edition import Doubt
from octavo.structure.contents import LEAST, entries, has
from octavo.structure.headings import Patterns, Said
from octavo.structure.names import folded

FEW = 3
"""So many differences are asked about one by one; of more the first query names the others."""


def differences(listed: str, headings: Sequence[Said], place: m.Position, patterns: Patterns) -> list[Doubt]:
    """A query for each heading the contents list does not have, and for each entry without a heading.

    Only what is clearly of the list's level is asked about: three quarters of its kind must be found again.
    """
    rows = entries(listed, place, patterns)
    if len(rows) < LEAST:
        return []
    words = f" {' '.join(folded(listed))} "
    titled = [h for h in headings if h.numeral and h.title]
    counted = [h for h in headings if h.numeral]
    divisions = [h for h in counted if h.word] or counted
    spoken = f" {' '.join(word for heading in headings for word in folded(heading.text))} "
    numbered = [entry for entry in rows if entry.number]
    named = [entry for entry in rows if not entry.number]
    kinds = [[h for h in titled if h.word == word] for word in {h.word for h in titled}]
    unlisted = {id(h) for kind in kinds for h in mostly(kind, [h for h in kind if not has(words, h.title)])}
    unlisted |= {id(h) for h in mostly(divisions, beyond(divisions, numbered))}
    unheaded = [
        *mostly(numbered, [e for e in beyond(numbered, counted) if not has(spoken, e.title)]),
        *mostly(named, [entry for entry in named if not has(spoken, entry.text)]),
    ]
    apart = [(h, h.block.position.at(0)) for h in headings if id(h) in unlisted]
    return [
        *unlike(apart, f"the contents list ({place}) does not have this heading as it stands here"),
        *unlike([(entry, place) for entry in unheaded], "no heading of the text is this entry of the contents list"),
    ]


def unlike(rows: Sequence[tuple[Said, m.Position]], evidence: str) -> list[Doubt]:
    """The queries about what stands on one side only; of many one, at the first, that names the others."""
    if len(rows) <= FEW:
        return [Doubt("contents-differ", place, said.text, "", evidence) for said, place in rows]
    (first, place), *others = rows
    named = "; ".join(" ".join(said.text.split()) for said, _ in others)
    return [Doubt("contents-differ", place, first.text, "", f"{evidence}, nor do {len(others)} more agree: {named}")]


def beyond(rows: Sequence[Said], others: Sequence[Said]) -> list[Said]:
    """Those of `rows` whose numbers, and words that both have, stand oftener there than among `others`."""
    left = Counter((other.word, other.number) for other in others)
    spoken = {other.word for other in others}
    known = {id(row) for row in rows if taken(left, row.word, row.number)}
    loose = [row for row in rows if id(row) not in known]
    words = sorted(spoken)
    return [
        row
        for row in loose
        if (row.word and row.word in spoken) or not any(taken(left, word, row.number) for word in words)
    ]


def taken(left: Counter[tuple[str, int | None]], word: str, number: int | None) -> bool:
    """Whether a word with a number is left, which it is no longer."""
    if left[word, number] < 1:
        return False
    left[word, number] -= 1
    return True


def mostly(rows: Sequence[Said], missing: list[Said]) -> list[Said]:
    """`missing`, where most of `rows` are not: else the two are not of one level."""
    return missing if len(rows) >= LEAST and len(missing) * 4 <= len(rows) else []


def numbering(headings: Sequence[Said]) -> list[Doubt]:
    """A query for each numbered heading that does not follow the one before it."""
    doubts = []
    last: dict[str, Said] = {}
    for heading in headings:
        if heading.word:
            last.pop("", None)
        before = last.get(heading.word)
        if heading.number is None or (is_letter(heading) and not follows(before, heading)):
            continue
        if before and not follows(before, heading) and heading.number != 1:
            evidence = f"it follows {before.text.splitlines()[0]!r}"
            doubts.append(Doubt("heading-number", heading.block.position.at(0), heading.text, "", evidence))
        last[heading.word] = heading
    return doubts


def follows(before: Said | None, heading: Said) -> bool:
    """Whether a heading's number is the next."""
    return before is not None and heading.number == (before.number or 0) + 1


def is_letter(heading: Said) -> bool:
    """Whether a heading may be a letter of the alphabet that looks like a number."""
    text = heading.text.strip(" .")
    return not heading.word and len(text) == 1 and not text.isdecimal() and heading.number != 1
