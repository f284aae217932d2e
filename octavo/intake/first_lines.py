"""First lines: a text's blocks in; the title and the author that its first lines say, out.

They stand as on a title page: the title in one line or several, 'by' the author, or the author's name over or under
it; or both in one line. What kind of work it is stands under the title: of two names over it the first is the author's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from msgspec import Struct
from msgspec.structs import replace

from octavo import model as m
from octavo.credits import leads, offices
from octavo.drama.cues import entering
from octavo.intake.authored import authors, of_kind
from octavo.intake.beside import INITIAL, beside
from octavo.intake.casing import case
from octavo.intake.volume_of import is_edition, is_number, own_rows
from octavo.lines import block_lines, block_text
from octavo.notes import last_line
from octavo.personal_names import IN_BRACKETS, is_name, pointed
from octavo.structure.divisions import heads
from octavo.structure.headings import SENTENCE, Patterns
from octavo.structure.names import folded
from octavo.structure.title_words import explaining, kinds, small_words
from octavo.structure.titlepage import evidence, is_display, is_joint

BLOCKS, LINES, LONG = 14, 16, 100
SAMPLE, WIDE, SEVERAL = 20, 160, 3
"""So many of a text's first blocks tell that its lines, so wide, are paragraphs."""
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
    subtitle: str | None = None


def first_lines(blocks: m.Blocks, shapes: Patterns, title: str = "", author: str = "") -> Found:
    """Title and author as the first lines say them; `title` and `author` are those known before, if any."""
    rows = own_rows(linked(list(rows_of(blocks, shapes))[:LINES]), shapes)
    texts = [text for text, _ in rows]
    for by in range(1, len(texts)):
        office = offices().fullmatch(" ".join(texts[by - 1 : by + 1]))
        if not office and (named := authors(texts[by:], texts[:by])):
            return titled([row for row in rows[:by] if not evidence(*row)] or rows[:by], named)
        if both := of_kind(texts[by]):
            return replace(titled(rows[:by], both[1]), subtitle=case(both[0]))
    texts = around(texts, title)
    subtitle = texts.pop(1) if len(texts) > 1 and is_kind(texts[1]) else None
    if len(texts) > 1 and (names_person(texts[0]) or names_person(texts[1])):
        if title and not any(folded_in(line, title) for line in texts[:2]):
            return Found(subtitle=subtitle)
        known = folded(title), folded(author)
        told = {line: (known[0] == folded(line)) - (known[1] == folded(line)) for line in texts[:2]}
        over = len(texts) > 2 and is_kind(texts[2]) and texts[0]
        shape = {line: () if subtitle else (*likely_author(line, blocks), line == over) for line in texts[:2]}
        first, name = sorted(texts[:2], key=lambda line: (-told[line], shape[line]))
        alike = names_person(first) and not (subtitle or any(told.values()) or INITIAL.search(name))
        if not names_person(name) or heads_text(blocks, dict(rows)[name]):
            return Found(case(first), subtitle=subtitle)
        return Found(case(first), case(name), alike, subtitle)
    works = WORKS.fullmatch(texts[0]) if texts and texts[0] not in block_text(rows[0][1]) else None
    if works and is_name(case(works["author"])):
        return Found(case(texts[0]), case(works["author"]))
    return alone(blocks, shapes)


def linked(rows: Sequence[tuple[str, m.Block]]) -> list[tuple[str, m.Block]]:
    """The rows with those that a word such as 'of' alone joins as one: 'Letters / of / Ada Field'."""
    out: list[tuple[str, m.Block]] = []
    for text, block in rows:
        if len(out) > 1 and is_joint(out[-1][0]) and not leads()["aut"].match(f"{out[-1][0]} X"):
            (before, first), (joint, _) = out[-2:]
            out[-2:] = [(f"{before} {joint} {text}", first)]
        else:
            out.append((text, block))
    return out


def around(texts: list[str], title: str) -> list[str]:
    """The lines from the one over a known title on: what stands above them is the site's or the series'."""
    place = next((at for at, line in enumerate(texts) if title and folded(line) == folded(title)), 0)
    return texts[max(0, place - 1) :]


def folded_in(line: str, title: str) -> bool:
    """Whether a line and a title have all the words of the shorter in common."""
    one, other = sorted((set(folded(text)) for text in (line, title)), key=len)
    return bool(one) and one <= other


def names_person(text: str) -> bool:
    """Whether a line may be a person's name, and no sentence such as 'Enter Prologue.'."""
    return is_name(text) and (text.isupper() or not SENTENCE.search(text))


def likely_author(line: str, blocks: m.Blocks) -> tuple[bool, bool, int, bool]:
    """How likely a line is the author's, not the title: a name, with initials, not said in the text, no capitals."""
    return names_person(line), bool(INITIAL.search(line)), -spoken_of(line, blocks), not line.isupper()


def heads_text(blocks: m.Blocks, heading: m.Block) -> bool:
    """Whether a block is one of several headings of a level, and stands over text, as no author's name does."""
    after = blocks[blocks.index(heading) + 1 :]
    if not isinstance(heading, m.Heading) or not after or isinstance(after[0], m.Heading):
        return False
    return any(isinstance(one, m.Heading) and one.level == heading.level for one in after)


def spoken_of(line: str, blocks: m.Blocks) -> int:
    """How often a text has the words of a line, each at least: it speaks of its title more than of its author."""
    said = Counter(word for block in blocks for word in folded(block_text(block)))
    return min((said[word] for word in folded(line) if len(word) > 1), default=0)


def rows_of(blocks: m.Blocks, shapes: Patterns) -> Iterator[tuple[str, m.Block]]:
    """The lines of a title page without their marks, before any division or prose, each with its block."""
    volume = False
    for block in blocks[:BLOCKS]:
        text = block_text(block)
        said = shapes.said(block, 0)
        divides = said is not None and said.role is not None and not (volume and said.role is m.Role.PART)
        if not is_display(block) or divides or (len(text) > LONG and SENTENCE.search(text)):
            return
        for line in block_lines(block):
            words = MARKS.sub("", line.text).strip()
            if words and is_division(words, shapes) and not (volume and is_number(words, shapes)):
                return
            if words:
                volume = volume or is_edition(words)
                yield words, block


def titled(rows: Sequence[tuple[str, m.Block]], author: str | None) -> Found:
    """The lines of a title as one, in small letters where any of them is in capitals; its subtitle tells its kind."""
    lines = [text for text, _ in rows]
    big = any(line.isupper() and len(line) > APART for line in lines)
    pairs = enumerate(pairwise(lines), 1)
    end = next((at for at, (before, line) in pairs if goes_under(line) and not leans(before)), len(lines))
    whole = " ".join(lines[:end])
    title = IN_BRACKETS.sub("", case(whole.upper() if big else whole)).rstrip(" .")
    return Found(title, author, subtitle=pointed(case(" ".join(lines[end:]))) or None)


def goes_under(line: str) -> bool:
    """Whether a line under a title is its subtitle: what kind of work it is, or what the title means."""
    return is_kind(line) or bool(explaining().match(line))


def is_kind(line: str) -> bool:
    """Whether a line begins with what a work is, behind an article: 'A Comedy in Two Acts'."""
    return bool(kinds().match(line))


def leans(line: str) -> bool:
    """Whether a line goes on in the next: it ends with an article or the like."""
    return line.rsplit(maxsplit=1)[-1].lower() in small_words()


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
    if both := beside(text, lambda name: spoken_of(name, blocks[1:])):
        return Found(*both)
    after = blocks[1] if len(blocks) > 1 else None
    apart = after is not None and after.position.line - last_line(blocks[0]) - 1 >= APART
    opens = lines != every or (after is not None and begins_play(block_text(after), shapes)) or is_lone(blocks)
    if not (text.isupper() or ((apart or opens) and not SENTENCE.search(text))):
        return Found()
    works = WORKS.fullmatch(text)
    return Found(case(text), case(works["author"]) if works and is_name(case(works["author"])) else None)


def is_lone(blocks: m.Blocks) -> bool:
    """Whether a text's paragraphs are a line each, and follow each other without the blank line its first one has."""
    rows = [list(block_lines(block)) for block in blocks[1:SAMPLE] if block.position.breaks]
    return sum(len(line.text) > WIDE for lines in rows for line in lines[:-1]) >= SEVERAL


def begins_play(text: str, shapes: Patterns) -> bool:
    """Whether what stands under a title is the heading of a division, or a direction of a play."""
    return is_division(text, shapes) or bool(entering().match(text))


def is_division(text: str, shapes: Patterns) -> bool:
    """Whether a line is the heading of a division, and none of a title page's."""
    said = shapes.read(m.Heading(1, ()), text, 0, 1)
    return said.role is not None and said.numeral is not None


def heads_list(text: str, shapes: Patterns) -> bool:
    """Whether a line is a number alone, or heads a list of contents, notes or persons."""
    said = shapes.read(m.Heading(1, ()), text, 0, 1)
    lists = any(heads(kind, text) for kind in ("contents", "notes", m.Role.PERSONS.value))
    return said.numeral is not None or said.role is not None or lists
