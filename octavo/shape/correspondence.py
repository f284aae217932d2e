"""Correspondence: the blocks of a section in, the parts of letters among them told by the shape of the blocks, out.

A letter ends with words that close it over a name, begins with a greeting, and has its date over the one or under the
other. Each is told by what it stands beside: alone, a short paragraph is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from octavo import model as m
from octavo.inlines import flat
from octavo.lines import Line, cut
from octavo.notes import last_line
from octavo.personal_names import PARTICLES
from octavo.shape.letters import is_salutation, opens, owns, shortened
from octavo.shape.rows import OPENING, STANZA
from octavo.structure.divisions import divides
from octavo.structure.headings import Patterns

CLOSES, NAMES, LINES = 100, 40, 5
"""The most characters of a line that closes or dates and of a name; the most lines of one block."""
UNDER, WORDS = 3, 5
"""A name that signs stands so many lines under what it signs at most, and has so many words."""
SENTENCE = re.compile(r"[!?;:…]|[^\W\d_]{3,}\.\s")
POSTSCRIPT = re.compile(r"P\.?\s?S\.|P\.?\s?S\b[.:,—-]")
GREETING = re.compile(r",\s?(?:--|[—–])$")
ENDING = "\"'”’»*_)] "


def lettered(blocks: m.Blocks, shapes: Patterns, *, is_letter: bool = False, signs: bool = False) -> m.Blocks:
    """`blocks` of a section with the parts of letters among them; `is_letter` where the section is one.

    `signs` says that a name in capitals at its end signs it, as it does a letter and a preface.
    """
    blocks = tuple(
        replace(block, blocks=lettered(block.blocks, shapes)) if isinstance(block, m.Quotation) else block
        for block in blocks
    )
    out: list[m.Block] = []
    last = signature_at(blocks, shapes) if is_letter or signs else -1
    for index, block in enumerate(blocks):
        rows = short_lines(block)
        greets = len(rows) == 1 and (is_salutation(rows[0].text) or (signs and not out and is_greeting(rows[0].text)))
        if is_part(block, m.LetterPart.SALUTATION) or greets:
            out[-1:] = dated(out[-1:], shapes)
            out += [as_part(m.LetterPart.SALUTATION, row) for row in rows] or [block]
        elif is_part(block, m.LetterPart.SIGNATURE) or index == last or is_signed(out, rows):
            closes = closings(out)
            out[len(out) - len(closes) :] = closes
            out += [as_part(m.LetterPart.CLOSING, row) for row in rows[:-1]]
            out += [as_part(m.LetterPart.SIGNATURE, row) for row in rows[-1:]] or [block]
        elif not is_after_name(out):
            out.append(block)
        elif isinstance(block, m.Paragraph) and is_postscript(block):
            out.append(m.LetterLine(m.LetterPart.POSTSCRIPT, block.children, block.position))
        else:
            out += dated([block], shapes)
    if len(out) > 1 and (is_letter or any(is_part(block, m.LetterPart.SIGNATURE) for block in out)):
        under = int(is_letter and len(short_lines(out[0])) == 1 and dated(out[:1], shapes) == out[:1])
        out[under : under + 1] = dated(out[under : under + 1], shapes)
    return tuple(out)


def short_lines(block: m.Block) -> Sequence[Line]:
    """The lines of a paragraph that has few and short ones; none of another block."""
    if not isinstance(block, m.Paragraph) or len(flat(block.children)) > CLOSES * LINES:
        return ()
    rows = cut(block.children, block.position)
    return rows if len(rows) <= LINES and all(len(row.text) <= CLOSES for row in rows) else ()


def as_part(part: m.LetterPart, line: Line) -> m.LetterLine:
    """A line as a part of a letter."""
    return m.LetterLine(part, line.children, line.position)


def is_part(block: m.Block, part: m.LetterPart) -> bool:
    """Whether a block is told as a part of a letter."""
    return isinstance(block, m.LetterLine) and block.part is part


def dated(blocks: Sequence[m.Block], shapes: Patterns) -> Sequence[m.Block]:
    """A block as a dateline, where the last of its lines is a date; itself where none is."""
    rows = short_lines(blocks[0]) if blocks else ()
    if not rows or len(rows) > STANZA or not shapes.date.fullmatch(rows[-1].text.strip()):
        return blocks
    return [as_part(m.LetterPart.DATELINE, row) for row in rows]


# The end ---------------------------------------------------------------------------------------------------


def is_signed(before: Sequence[m.Block], rows: Sequence[Line]) -> bool:
    """Whether `rows` end with the name under what closes a letter: their own lines, or the last of `before`."""
    if not rows or not is_named(rows[-1].text):
        return False
    own = closes(rows[0].text) and all(goes_on(row.text) for row in rows[:-1])
    return own if len(rows) > 1 else bool(closings(before)) or is_owned(before)


def closes(text: str) -> bool:
    """Whether a line closes a letter: it opens so, or ends with what the writer calls himself."""
    return opens("closing", text) or (len(text) <= CLOSES // 2 and bool(owns().search(text.rstrip(ENDING))))


def is_owned(before: Sequence[m.Block]) -> bool:
    """Whether the last of `before` ends with what the writer calls himself, within its paragraph."""
    last = before[-1] if before else None
    return isinstance(last, m.Paragraph) and bool(owns().search(flat(last.children[-1:])[-CLOSES:].rstrip(ENDING)))


def signature_at(blocks: m.Blocks, shapes: Patterns) -> int:
    """The index of a name in capitals that signs what is over it, nothing but its date under it; -1 where none does."""
    index = len(blocks) - 1
    while index > 0 and dated(blocks[index : index + 1], shapes) != blocks[index : index + 1]:
        index -= 1
    rows = short_lines(blocks[index]) if index > 0 else ()
    name = rows[0].text if len(rows) == 1 else ""
    if not name or blocks[index].position.line - last_line(blocks[index - 1]) > UNDER or len(name.split()) > WORDS:
        return -1
    return index if name.upper() == name and is_named(name) and not divides(name) else -1


def is_greeting(text: str) -> bool:
    """Whether a first line that opens with no word of greeting greets: it ends with a comma and a dash."""
    return len(text) <= CLOSES and bool(GREETING.search(text))


def closings(before: Sequence[m.Block]) -> Sequence[m.LetterLine]:
    """The last of `before`, as lines that close a letter: the first of them opens so, each goes on in the next."""
    found: list[Line] = []
    for block in before[: -STANZA - 1 : -1]:
        rows = short_lines(block)
        if len(rows) != 1 or not goes_on(rows[0].text):
            break
        found = [*rows, *found]
    first = next((index for index, row in enumerate(found) if closes(row.text)), len(found))
    return [as_part(m.LetterPart.CLOSING, row) for row in found[first:]]


def goes_on(text: str) -> bool:
    """Whether the sentence of a line ends in the name under it."""
    end = text.rstrip(ENDING)[-1:]
    return len(text) <= CLOSES and (end == "," or end.isalnum())


def is_named(text: str) -> bool:
    """Whether a line is the name of who signs: each word has a capital, and none ends a sentence."""
    name = text.strip(OPENING + ENDING)
    capital = all(word[0].isupper() or word in PARTICLES for word in name.split())
    return 0 < len(name) <= NAMES and capital and not SENTENCE.search(shortened().sub("", name))


def is_postscript(block: m.Paragraph) -> bool:
    """Whether a paragraph is what was written under the name."""
    text = flat(block.children)
    return bool(POSTSCRIPT.match(text.lstrip(OPENING))) or opens("postscript", text)


def is_after_name(before: Sequence[m.Block]) -> bool:
    """Whether `before` ends with a signature, or with the date under one."""
    if not before or not isinstance(before[-1], m.LetterLine):
        return False
    last = next((block for block in reversed(before) if not is_part(block, m.LetterPart.DATELINE)), None)
    return last is not None and is_part(last, m.LetterPart.SIGNATURE)
