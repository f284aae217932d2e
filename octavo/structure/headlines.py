"""Headlines: blocks in, what a page sets as headings and is none made what it is: datelines, and words that close.

Hand-made pages set a date under a title, and a signature or motto after the last line, in a heading's markup.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from msgspec.structs import replace

from octavo import model as m
from octavo.edition import Omission
from octavo.inlines import flat, leaves
from octavo.lines import Line, glued
from octavo.omissions import omission
from octavo.personal_names import is_name
from octavo.structure.headings import DATE, Patterns
from octavo.structure.in_place import fold
from octavo.structure.title_lines import is_number
from octavo.words import words

YEARS = re.compile(r"[\[(（]?\s*(?:1[5-9]|20)[0-9]{2}(?:\s*[—–/-]\s*[0-9]{2,4})?\s*年?\s*[\])）]?[.:]?")

IN_BRACKETS = re.compile(r"\([^()]+\)|\[[^\[\]]+\]")
ARGUMENT, LONG = re.compile(r"\s[–—-]{1,2}\s|[^\W\d_]—[^\W\d_]"), 60
"""What parts the subjects a chapter's argument tells, and how long one is at least."""


def settled(blocks: m.Blocks, shapes: Patterns) -> m.Blocks:
    """`blocks` with only those headings that stand over something."""
    blocks = tuple(m.ThematicBreak(block.position) if is_ornament(block) else block for block in blocks)
    files = [tuple(group) for _, group in groupby(blocks, key=lambda block: block.position.file)]
    settled_files = (
        dated(argued(bylined(bracketed(closed(file, shapes), shapes), shapes), shapes), shapes) for file in files
    )
    return tuple(block for file in settled_files for block in file)


def is_ornament(block: m.Block) -> bool:
    """Whether a heading has no words, such as `* * *`: a break in the text."""
    return isinstance(block, m.Heading) and not words(flat(block.children))


def closed(file: Sequence[m.Block], shapes: Patterns) -> m.Blocks:
    """`file` with headings after its last text, that name nothing, as paragraphs."""
    last = next((i for i in range(len(file), 0, -1) if not isinstance(file[i - 1], m.Heading)), 0)
    closing = [block for block in file[last:] if isinstance(block, m.Heading)]
    if not any(isinstance(block, m.Heading) for block in file[:last]) or any(names(block, shapes) for block in closing):
        return tuple(file)
    return (*file[:last], *(m.Paragraph(block.children, block.position) for block in closing))


def bracketed(file: m.Blocks, shapes: Patterns) -> m.Blocks:
    """`file` with a lower heading that stands in brackets right under one, and is no date, as its last line."""
    out: list[m.Block] = []
    for block in file:
        above = out[-1] if out else None
        if isinstance(above, m.Heading) and isinstance(block, m.Heading) and is_rest(block, above, shapes):
            children, position = glued([Line(one.children, one.position) for one in (above, block)])
            out[-1] = replace(above, children=children, position=position)
        else:
            out.append(block)
    return tuple(out)


def is_rest(heading: m.Heading, above: m.Heading, shapes: Patterns) -> bool:
    """Whether a heading in brackets is the last line of the one `above` it; what names a section is none."""
    brackets = IN_BRACKETS.fullmatch(flat(heading.children).strip())
    if heading.level <= above.level or not brackets or is_date(heading, shapes):
        return False
    said = shapes.said(heading, 0)
    return said is None or not said.role or bool(said.numeral)


def bylined(file: m.Blocks, shapes: Patterns) -> m.Blocks:
    """`file` with each heading right under one that only tells who wrote what follows as a paragraph."""
    return tuple(
        m.Paragraph(block.children, block.position)
        if index
        and isinstance(block, m.Heading)
        and isinstance(file[index - 1], m.Heading)
        and is_byline(block, shapes)
        else block
        for index, block in enumerate(file)
    )


def is_byline(heading: m.Heading, shapes: Patterns) -> bool:
    """Whether a heading is a name behind the word that leads an author's."""
    text = flat(heading.children).strip()
    return bool(shapes.credits.match(text)) and any(
        is_name(text[len(lead) :].strip()) for lead in leading(text, shapes)
    )


def leading(text: str, shapes: Patterns) -> Iterator[str]:
    """The phrases that `text` begins with and that lead an author's name."""
    return (lead for lead in shapes.row.by if text.lower().startswith(f"{lead} "))


def argued(file: m.Blocks, shapes: Patterns) -> m.Blocks:
    """`file` with what its chapters are about, headings right under theirs, as paragraphs.

    One is like no other and parts its subjects, or all of a level stand under number and title, and over text.
    """
    levels = Counter(block.level for block in file if isinstance(block, m.Heading))
    under = {index for index in range(1, len(file)) if is_lower(file, index)}
    third = {index for index in under if index - 1 in under and is_third(file, index, shapes)}
    thirds = Counter(heading_level(file[index]) for index in third)
    out = list(file)
    for index in under:
        block = file[index]
        assert isinstance(block, m.Heading)
        text = flat(block.children)
        lone = levels[block.level] == 1 and len(text) > LONG and ARGUMENT.search(text)
        if lone or (index in third and levels[block.level] == thirds[block.level] > 1):
            out[index] = m.Paragraph(block.children, block.position)
    return tuple(out)


def is_lower(file: m.Blocks, index: int) -> bool:
    """Whether the block at `index` is a heading, and right under a higher one."""
    return 0 < heading_level(file[index - 1]) < heading_level(file[index])


def is_third(file: m.Blocks, index: int, shapes: Patterns) -> bool:
    """Whether a heading stands under a title and that under its number alone, and over text."""
    number, after = file[index - 2], file[index + 1 : index + 2]
    numbered = isinstance(number, m.Heading) and is_number(number, shapes)
    return numbered and bool(after) and not isinstance(after[0], m.Heading)


def heading_level(block: m.Block) -> int:
    """The level of a heading, 0 of what is none."""
    return block.level if isinstance(block, m.Heading) else 0


def names(heading: m.Heading, shapes: Patterns) -> bool:
    """Whether a heading has a division's word or number, or names a list."""
    said = shapes.said(heading, 0)
    text = flat(heading.children).strip()
    return bool(shapes.notes.fullmatch(text) or shapes.lists(text) or (said and (said.role or said.numeral)))


def continued(blocks: m.Blocks, shapes: Patterns) -> tuple[m.Blocks, list[Omission]]:
    """`blocks` of several files without the headings that only say again what the file before is part of.

    Such a heading leads its file, and is one of those that led the file before, with a number or 'continued' after it,
    or with parts under it that count on.
    """
    gone: set[int] = set()
    led: set[str] = set()
    first = 0
    for _, group in groupby(blocks, key=lambda block: block.position.file):
        file = tuple(group)
        leading = list(takewhile(lambda block: isinstance(block, m.Heading), file))
        keys = [said_again(block, shapes) for block in leading if isinstance(block, m.Heading)]
        on = counts_on(file, shapes)
        again = [key in led and (goes_on or on) for key, goes_on in keys]
        gone |= set(range(first, first + ([*again, False].index(False))))
        led = {key for key, _ in keys}
        first += len(file)
    omissions = [omission("continued", blocks, index, index + 1) for index in sorted(gone)]
    return tuple(block for index, block in enumerate(blocks) if index not in gone), omissions


def counts_on(file: m.Blocks, shapes: Patterns) -> bool:
    """Whether the first number that a heading of a file begins with is higher than one."""
    said = (shapes.said(block, 0) for block in file if isinstance(block, m.Heading))
    numbers = (one.number for one in said if one and one.number is not None and not one.role)
    return next(numbers, 0) > 1


def said_again(heading: m.Heading, shapes: Patterns) -> tuple[str, bool]:
    """A heading's words without 'continued' and the like, and whether it goes on where these have been said before."""
    text = flat(heading.children).strip()
    mark = shapes.goes_on.search(text)
    said = shapes.said(replace(heading, children=(m.Text(text[: mark.start()] if mark else text),)), 0)
    called = any(isinstance(leaf, m.NoteReference) for leaf in leaves(heading.children))
    numbered = said is not None and bool(said.numeral and (said.word or said.title))
    part = heading.role is m.Role.PART
    return fold(said.text if said else text), (bool(mark) or numbered or part) and not called


def dated(file: m.Blocks, shapes: Patterns) -> Iterator[m.Block]:
    """`file` with dates that stand right under a heading as its datelines, where all of their level do."""
    dates = {i: block.level for i, block in enumerate(file) if isinstance(block, m.Heading) and is_date(block, shapes)}
    under = {index for index in dates if index and isinstance(file[index - 1], m.Heading) and index - 1 not in dates}
    loose = {level for index, level in dates.items() if index not in under}
    for index, block in enumerate(file):
        if index in under and isinstance(block, m.Heading) and block.level not in loose:
            yield m.LetterLine(m.LetterPart.DATELINE, block.children, block.position)
        else:
            yield block


def is_date(heading: m.Heading, shapes: Patterns) -> bool:
    """Whether a heading is only a date, or a year."""
    said = shapes.said(heading, 0)
    return bool(YEARS.fullmatch(flat(heading.children).strip())) or (said is not None and said.word == DATE)
