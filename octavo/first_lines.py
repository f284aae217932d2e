"""First lines: a text's blocks in; the title and the author that its first lines say, out.

They stand as on a title page: the title in one line or several, 'by' the author, or the author's name over or under
it; or both in one line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from msgspec import Struct

from octavo import model as m
from octavo.casing import capitalised, case
from octavo.credits import credited, leads
from octavo.divisions import heads
from octavo.headings import SENTENCE, Patterns
from octavo.lines import block_lines, block_text
from octavo.notes import last_line
from octavo.personal_names import IN_BRACKETS, is_name
from octavo.titlepage import evidence, folded, is_display

BLOCKS, LINES, LONG = 14, 16, 100
APART = 2
"""So many blank lines part a title from the text."""
MARKS = re.compile(r"(?<!\w)[_=]+|[_=]+(?!\w)")
INLINE = re.compile(r"(?P<title>\S.{1,110}?),? by (?P<author>[^,;:(\[]+?)\.?(?:\s*[(\[].*)?", re.IGNORECASE | re.DOTALL)
"""A title and its author in one."""
WORKS = re.compile(r".*\b(?:works|poems|writings|letters|plays) of (?P<author>.+)", re.IGNORECASE)
"""A title that names its author."""


class Found(Struct, frozen=True):
    """What the first lines say, and whether title and author may be the other way round."""

    title: str | None = None
    author: str | None = None
    alike: bool = False


def first_lines(blocks: m.Blocks, shapes: Patterns) -> Found:
    """Title and author as the first lines say them."""
    rows = list(rows_of(blocks, shapes))[:LINES]
    texts = [text for text, _ in rows]
    by = next((n for n in range(1, len(texts)) if leads()["aut"].match("\n".join(texts[n:]))), None)
    if by is not None:
        return Found(titled([row for row in rows[:by] if not evidence(*row)] or rows[:by]), author_of(texts[by:]))
    if len(texts) > 1 and (is_name(texts[0]) or is_name(texts[1])):
        alike = is_name(texts[0]) and is_name(texts[1])
        title, name = sorted(texts[:2], key=(lambda line: -spoken_of(line, blocks)) if alike else is_name)
        return Found(case(title), case(name), alike)
    return alone(blocks, shapes)


def spoken_of(line: str, blocks: m.Blocks) -> int:
    """How often a text has the words of a line, each at least: it speaks of its title more than of its author."""
    said = Counter(word for block in blocks for word in folded(block_text(block)))
    return min((said[word] for word in folded(line) if len(word) > 1), default=0)


def rows_of(blocks: m.Blocks, shapes: Patterns) -> Iterator[tuple[str, m.Block]]:
    """The lines of a title page without their marks, before any division or prose, each with its block."""
    for block in blocks[:BLOCKS]:
        text = block_text(block)
        said = shapes.said(block, 0)
        divides = said is not None and said.role is not None
        if not is_display(block) or divides or (len(text) > LONG and SENTENCE.search(text)):
            return
        for line in block_lines(block):
            words = MARKS.sub("", line.text).strip()
            if words and is_division(words, shapes):
                return
            if words:
                yield words, block


def titled(rows: Sequence[tuple[str, m.Block]]) -> str:
    """The lines of a title as one, in small letters where any of them is in capitals."""
    lines = [text for text, _ in rows]
    whole = " ".join(lines)
    whole = whole if not any(line.isupper() and len(line) > APART for line in lines) else whole.upper()
    return IN_BRACKETS.sub("", case(whole)).rstrip(" .")


def author_of(lines: Sequence[str]) -> str | None:
    """The author whom the first of the lines names behind 'by', the name in small letters."""
    name = next(credited("\n".join(lines), "aut"), None)
    plain = (word.isupper() and len(word) > APART and "." not in word for word in (name or "").split(" "))
    words = [capitalised(word) if big else word for word, big in zip((name or "").split(" "), plain, strict=True)]
    return " ".join(words) or None


def alone(blocks: m.Blocks, shapes: Patterns) -> Found:
    """What the first block says where it is a line or two, and either in capitals or apart from what follows."""
    if not blocks or not is_display(blocks[0]):
        return Found()
    every = [words for line in block_lines(blocks[0]) if (words := MARKS.sub("", line.text).strip())]
    lines = list(takewhile(lambda words: not is_division(words, shapes), every))
    text = " ".join(lines)
    if not 0 < len(lines) <= APART or heads_list(text, shapes) or not text[0].isupper():
        return Found()
    if (found := INLINE.fullmatch(text)) and is_name(name := case(found["author"].strip())):
        return Found(case(found["title"].strip()), name)
    after = blocks[1] if len(blocks) > 1 else None
    apart = after is not None and after.position.line - last_line(blocks[0]) - 1 >= APART
    opens = lines != every or (after is not None and is_division(block_text(after), shapes))
    if not (text.isupper() or ((apart or opens) and not SENTENCE.search(text))):
        return Found()
    works = WORKS.fullmatch(text)
    return Found(case(text), case(works["author"]) if works and is_name(case(works["author"])) else None)


def is_division(text: str, shapes: Patterns) -> bool:
    """Whether a line is the heading of a division, and none of a title page's."""
    said = shapes.read(m.Heading(1, ()), text, 0, 1)
    return said.role is not None and said.numeral is not None


def heads_list(text: str, shapes: Patterns) -> bool:
    """Whether a line is a number alone, or heads a list of contents, notes or persons."""
    said = shapes.read(m.Heading(1, ()), text, 0, 1)
    lists = any(heads(kind, text) for kind in ("contents", "notes", m.Role.PERSONS.value))
    return said.numeral is not None or said.role is not None or lists
