"""First lines: a text's blocks in; the title and the author that its first lines say, out.

They stand as on a title page: the title in one line or several, 'by' the author, or the author's name over or under
it; or both in one line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from msgspec import Struct

from octavo import model as m
from octavo.authored import QUOTES, authors, named, of_works
from octavo.casing import case
from octavo.credits import leads
from octavo.divisions import heads
from octavo.headings import SENTENCE, Patterns
from octavo.lines import block_lines, block_text
from octavo.notes import last_line
from octavo.personal_names import IN_BRACKETS, is_name
from octavo.titlepage import evidence, folded, is_display, small_words

BLOCKS, LINES, LONG = 14, 16, 100
APART = 2
"""So many blank lines part a title from the text."""
MARKS = re.compile(r"(?<!\w)[_=]+|[_=]+(?!\w)")
INLINE = re.compile(r"(?P<title>\S.{1,110}?),? by (?P<author>[^,;:(\[]+?)\.?(?:\s*[(\[].*)?", re.IGNORECASE | re.DOTALL)
"""A title and its author in one."""
LONGEST_SUBTITLE = 150
NO_LETTERS = re.compile(r"\W+")
GENITIVE = re.compile(r"['’]s$", re.IGNORECASE)
ARTICLES = frozenset("a an the der die das le la les un une el los las il lo gli".split(" "))


class First(Struct, frozen=True):
    """What the first lines say, of several authors a line each; and whether title and author may change places."""

    title: str | None = None
    subtitle: str | None = None
    author: str | None = None
    alike: bool = False


def first_lines(blocks: m.Blocks, shapes: Patterns) -> First:
    """Title, subtitle and author as the first lines say them."""
    rows = list(rows_of(blocks, shapes))[:LINES]
    texts = [text for text, _ in rows]
    for place in range(1, len(texts)):
        if name := authors(texts[place:], texts[:place]):
            return First(*titled(rows[:place]), name)
    own = [row for row in rows if not credits_another(row[0]) and not evidence(*row)]
    owned = bool(own) and bool(GENITIVE.search(own[0][0]))
    if len(own) > 1 and not owned and (is_name(own[0][0]) or is_name(own[1][0])):
        alike = is_name(own[0][0]) and is_name(own[1][0])
        pair = (own[0][0], own[1][0])
        title, name = sorted(pair, key=(lambda line: -spoken_of(line, blocks)) if alike else is_name)
        return First(case(title), None, named(name), alike)
    return First(*titled(own[:2]), None) if owned and len(own) > 1 else alone(blocks, shapes)


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


def titled(rows: Sequence[tuple[str, m.Block]]) -> tuple[str, str | None]:
    """The title in the first block and those that lean on it, and what is left as the subtitle."""
    rows = [row for row in rows if not evidence(*row)] or rows
    groups = [[text for text, _ in group] for _, group in groupby(rows, key=lambda row: row[1].position.line)]
    title, *rest = groups
    while rest and leans(title[-1], rest[0][0]):
        title += rest.pop(0)
    under = spoken([text for group in rest for text in group])
    return IN_BRACKETS.sub("", spoken(title)), under if 0 < len(under) <= LONGEST_SUBTITLE else None


def leans(before: str, after: str) -> bool:
    """Whether two lines are of one title: a genitive or a small word ends the first, or begins the second."""
    first, last = (NO_LETTERS.split(text.lower().strip(" .,:;")) for text in (after, before))
    return bool(GENITIVE.search(before)) or last[-1] in small_words() or first[0] in small_words() - ARTICLES


def spoken(lines: Sequence[str]) -> str:
    """Lines as one, in small letters where any of them is in capitals, without the marks around it."""
    whole = " ".join(lines)
    whole = whole if not any(line.isupper() and len(line) > APART for line in lines) else whole.upper()
    whole = case(whole).rstrip(" .,;:")
    return whole[1:-1] if len(whole) > 1 and whole[0] in QUOTES and whole[-1] in QUOTES else whole


def credits_another(text: str) -> bool:
    """Whether a line names a translator, an editor or an illustrator."""
    return any(lead.match(text) for role, lead in leads().items() if role != "aut")


def alone(blocks: m.Blocks, shapes: Patterns) -> First:
    """What the first block says where it is a line or two, and either in capitals or apart from what follows."""
    if not blocks or not is_display(blocks[0]):
        return First()
    every = [words for line in block_lines(blocks[0]) if (words := MARKS.sub("", line.text).strip())]
    lines = list(takewhile(lambda words: not is_division(words, shapes), every))
    text = " ".join(lines)
    dedicates = shapes.dedicates.match(text)
    if not 0 < len(lines) <= APART or heads_list(text, shapes) or dedicates or not text[0].isupper():
        return First()
    if (found := INLINE.fullmatch(text)) and is_name(name := case(found["author"].strip())):
        return First(case(found["title"].strip()), None, name)
    after = blocks[1] if len(blocks) > 1 else None
    apart = after is not None and after.position.line - last_line(blocks[0]) - 1 >= APART
    opens = lines != every or (after is not None and is_division(block_text(after), shapes))
    if not (text.isupper() or ((apart or opens) and not SENTENCE.search(text))):
        return First()
    return First(case(text), None, of_works(text))


def is_division(text: str, shapes: Patterns) -> bool:
    """Whether a line is the heading of a division, and none of a title page's."""
    said = shapes.read(m.Heading(1, ()), text, 0, 1)
    return said.role is not None and said.numeral is not None


def heads_list(text: str, shapes: Patterns) -> bool:
    """Whether a line is a number alone, or heads a list of contents, notes or persons."""
    said = shapes.read(m.Heading(1, ()), text, 0, 1)
    lists = any(heads(kind, text) for kind in ("contents", "notes", m.Role.PERSONS.value))
    return said.numeral is not None or said.role is not None or lists
