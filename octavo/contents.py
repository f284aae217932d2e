"""Contents: the witness's own list of its parts; found, kept out of the body, and checked against the headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from octavo import model as m
from octavo.edition import Doubt
from octavo.headings import OPENING_SPEECH, SENTENCE, Patterns, Said
from octavo.lines import block_lines, block_text
from octavo.titlepage import folded

ENTRY = re.compile(r"\s*(?:[IVXLC]+|[0-9]{1,3})[.)]?\s+\S|\s*(?:chapter|kapitel|chapitre)\b", re.IGNORECASE)
EARLY = 90
APART = 2
LEAST = 3
PROSE, SUMMARY = 420, 120


def found(blocks: m.Blocks, said: Sequence[Said | None], patterns: Patterns) -> tuple[int, int] | None:
    """The indexes (first, end) of the contents list; None where there is none."""
    for index, block in enumerate(blocks[:EARLY]):
        if isinstance(block, m.Heading | m.Paragraph) and patterns.contents.fullmatch(block_text(block).strip()):
            return index, list_end(blocks, said, index + 1, patterns)
        rows = block_lines(block)
        if len(rows) > LEAST and sum(bool(ENTRY.match(row.text)) for row in rows) * 4 >= len(rows) * 3:
            return index, index + 1
    return repeated(said)


def list_end(blocks: m.Blocks, said: Sequence[Said | None], first: int, patterns: Patterns) -> int:
    """The index after the list that begins at `first`: where an entry stands again, or text begins."""
    entries: list[Said] = []
    file = blocks[first - 1].position.file
    for index in range(first, len(blocks)):
        text, heading = block_text(blocks[index]), said[index]
        marked = heading is not None and heading.level is not None
        again = heading is not None and any(same(heading, entry) for entry in entries)
        begins = (
            heading is not None and heading.role is not None and heading.gap >= APART and text_follows(blocks, index)
        )
        if marked or again or begins or is_prose(blocks[index], text) or blocks[index].position.file != file:
            return index
        place = m.Paragraph((), blocks[index].position)
        entries += [patterns.read(place, row.strip(), 0, None) for row in text.split("\n") if row.strip()]
    return first


def text_follows(blocks: m.Blocks, index: int) -> bool:
    """Whether running text stands under the block at `index`."""
    return index + 1 < len(blocks) and is_prose(blocks[index + 1], block_text(blocks[index + 1]))


def is_prose(block: m.Block, text: str) -> bool:
    """Whether a block is running text, or stands for something no list of contents has."""
    if isinstance(block, m.Quotation | m.LetterLine):
        return True
    if not isinstance(block, m.Paragraph) or "\n" in text:
        return False
    return text[:1] in OPENING_SPEECH or len(text) > PROSE or (len(text) > SUMMARY and bool(SENTENCE.search(text)))


def same(heading: Said, entry: Said) -> bool:
    """Whether a heading is an entry of the contents again: word and number, or the title."""
    if heading.numeral and heading.word and heading.word == entry.word:
        return heading.number == entry.number
    if heading.numeral and heading.word and entry.numeral and not entry.word and not heading.title:
        return heading.number == entry.number
    title, listed = folded(heading.title or heading.text), folded(entry.title or entry.text)
    return bool(title) and title == listed[: len(title)]


def repeated(said: Sequence[Said | None]) -> tuple[int, int] | None:
    """Headings at the beginning with nothing under them, which all stand again later."""
    first = next((index for index, heading in enumerate(said) if heading and heading.numeral), None)
    if first is None:
        return None
    end = first
    while end < len(said) and (heading := said[end]) is not None and (heading.numeral or heading.role):
        end += 1
    later = {" ".join(folded(heading.text)) for heading in said[end:] if heading}
    listed = [" ".join(folded(heading.text)) for heading in said[first:end] if heading]
    again = sum(entry in later for entry in listed)
    return (first, end) if len(listed) >= LEAST and again * 4 >= len(listed) * 3 else None


def differences(listed: str, headings: Sequence[Said], place: m.Position) -> list[Doubt]:
    """A query for each numbered heading the contents list does not have, and for each entry without a heading."""
    if listed.count("\n") < LEAST - 1:
        return []
    words = folded(listed)
    joined = f" {' '.join(words)} "
    missing = [
        heading
        for heading in headings
        if heading.numeral and heading.title and f" {' '.join(folded(heading.title))} " not in joined
    ]
    return [
        Doubt(
            "contents-differ",
            heading.block.position.at(0),
            heading.text,
            "",
            f"the contents list ({place}) does not have this heading as it stands here",
        )
        for heading in missing
    ]


def numbering(headings: Sequence[Said]) -> list[Doubt]:
    """A query for each numbered heading that does not follow the one before it."""
    doubts = []
    for before, after in pairwise(heading for heading in headings if counts(heading)):
        if before.word == after.word and after.number not in {(before.number or 0) + 1, 1}:
            evidence = f"it follows {before.text.splitlines()[0]!r}"
            doubts.append(Doubt("heading-number", after.block.position.at(0), after.text, "", evidence))
    return doubts


def counts(heading: Said) -> bool:
    """Whether a heading has a number, and is not a letter of the alphabet that looks like one."""
    text = heading.text.strip(" .")
    return heading.number is not None and bool(
        heading.word or len(text) != 1 or text.isdecimal() or heading.number == 1
    )
