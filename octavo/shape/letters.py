"""Letters: blocks in; the parts of letters among them (dateline, greeting, closing, signature, postscript) told, out.

A line set far to the right is a part by its place; any other by the shape of the blocks it stands among.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from octavo import model as m
from octavo.facts import Words, alternatives, read_facts
from octavo.inlines import flat
from octavo.lines import Line, cut
from octavo.model import Role
from octavo.shape.rows import OPENING, SIGNED, STANZA, is_set_right
from octavo.structure.divisions import divides, heads

LETTER_LINES, NARROW, OWN = 300, 40, 5
DATE = re.compile(r"\b(?:1[0-9]{3}|20[0-9]{2})\b|\b[0-9]{1,2}(?:st|nd|rd|th)\b")


@cache
def openings() -> dict[str, re.Pattern[str]]:
    """What opens a salutation, a closing or a postscript: letters.toml."""
    return {
        part: re.compile(rf"(?:{alternatives(words)})\b", re.IGNORECASE)
        for part, words in read_facts("shape/letters.toml", Words).items()
    }


@cache
def owns() -> re.Pattern[str]:
    """What ends as a letter does before its name: `As ever, your true friend,`; letters.toml."""
    words = alternatives(read_facts("shape/letters.toml", Words)["own"])
    return re.compile(rf"(?<!\w)(?:{words})(?:\s+[\w’'-]+){{0,{OWN}}},?$", re.IGNORECASE)


@cache
def shortened() -> re.Pattern[str]:
    """A given name shortened with a point, in letters.toml."""
    return re.compile(rf"\b(?:{alternatives(read_facts('shape/letters.toml', Words)['given'])})\.", re.IGNORECASE)


def parts_of_letter(block: m.Block, measure: int) -> Iterator[m.Block]:
    """A block, or the parts of a letter it is: set far in, or a salutation's line."""
    match block:
        case m.Paragraph(children, position) if len(flat(children)) < LETTER_LINES:
            rows = cut(children, position)
        case m.Verse((rows_of_verse,)):
            rows = tuple(Line(line.children, line.position) for line in rows_of_verse)
        case _:
            yield block
            return
    aside = is_set_right([(line.text, line.position.column) for line in rows], measure) and not heads_part(rows)
    if aside or is_ending(rows):
        yield from parts_of(rows)
    elif is_beginning(rows):
        yield from (m.LetterLine(m.LetterPart.DATELINE, line.children, line.position) for line in rows[:-1])
        yield m.LetterLine(m.LetterPart.SALUTATION, rows[-1].children, rows[-1].position)
    else:
        yield block


def heads_part(rows: Sequence[Line]) -> bool:
    """Whether lines are the heading of a division, a prologue or an epilogue, in the middle of a wide page."""
    text = rows[0].text.strip()
    alone = text.lower().removeprefix("the ")
    return divides(text) or (len(rows) == 1 and any(heads(kind, alone) for kind in (Role.PROLOGUE, Role.EPILOGUE)))


def parts_of(rows: Sequence[Line]) -> Iterator[m.LetterLine]:
    """Lines that stand far to the right as the parts they are: what stands over a date, and closes nothing, with it."""
    dated = max((row for row, line in enumerate(rows) if DATE.search(line.text)), default=-1)
    if any(opens("closing", line.text) for line in rows):
        dated = -1
    for row, line in enumerate(rows):
        yield m.LetterLine(
            m.LetterPart.DATELINE if row <= dated else part(line, row, rows), line.children, line.position
        )


def opens(name: str, text: str) -> bool:
    """Whether `text` opens as a part of a letter does."""
    return bool(openings()[name].match(text.lstrip(OPENING)))


def is_beginning(rows: Sequence[Line]) -> bool:
    """Whether lines are a letter's first: a greeting, under place and date where these stand further to the right."""
    column = rows[-1].position.column
    return (
        len(rows) <= STANZA and is_salutation(rows[-1].text) and all(row.position.column > column for row in rows[:-1])
    )


def is_ending(rows: Sequence[Line]) -> bool:
    """Whether lines are a letter's last: one closes it, and each stands further to the right, or a name is the last."""
    if not 1 < len(rows) <= SIGNED + 1:
        return False
    steps = all(row.position.column < after.position.column for row, after in pairwise(rows))
    named = all(word[0].isupper() for word in rows[-1].text.split()) and rows[-2].text.endswith(",")
    closes = [opens("closing", row.text) for row in rows[:-1]]
    return (steps and any(closes)) or (named and closes[0] and max(len(row.text) for row in rows) < NARROW)


def is_salutation(text: str) -> bool:
    """Whether a line greets: opens so, is short, and ends as a greeting does."""
    ends = "[,:]$" if text[:1] in OPENING else "[,:!—-]$"
    return len(text) < 60 and opens("salutation", text) and bool(re.search(ends, text))


def part(line: Line, row: int, rows: Sequence[Line]) -> m.LetterPart:
    """The part of a letter that a line set far in is."""
    if DATE.search(line.text):
        return m.LetterPart.DATELINE
    if opens("closing", line.text) or (line.text.endswith(",") and row + 1 < len(rows)):
        return m.LetterPart.CLOSING
    return m.LetterPart.CLOSING if row + 1 < len(rows) and is_ending(rows) else m.LetterPart.SIGNATURE
