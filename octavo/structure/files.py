"""Files: the blocks of a witness of several files; its headings at their levels in the book, and what files are called.

A page may print no heading, or only part of one. What the list of contents calls it, and how deep it lists it, is in
`[[witness.files]]` of book.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby, pairwise, takewhile

from msgspec import Struct
from msgspec.structs import replace

from octavo import model as m
from octavo.edition import Change
from octavo.inlines import flat
from octavo.lines import Line, block_text, glued
from octavo.structure.divisions import ROMAN, roman
from octavo.structure.headings import SECTIONS, Patterns
from octavo.structure.in_place import TITLE_LINES, fold, is_title
from octavo.structure.opened import SUPPLIED
from octavo.structure.title_lines import is_number

ABOVE, LOWEST = 0, 6
"""The level above all of a page, and the lowest there is."""


class Called(Struct, frozen=True):
    """What the contents list says of a file: title and role where it prints none, what it adds to headings' levels."""

    title: str | None = None
    role: m.Role | None = None
    shift: int | None = None


QUOTES = re.compile(r"[\"“„«]")
NOTHING = Called()


def titled(blocks: m.Blocks, pages: Mapping[str, Called]) -> tuple[m.Blocks, list[Change]]:
    """`blocks` with the heading, or what its heading lacks, over each file that the contents list calls otherwise."""
    out: list[m.Block] = []
    changes = []
    for name, group in groupby(blocks, key=lambda block: block.position.file):
        file = tuple(group)
        page = pages.get(name, NOTHING)
        out += entitled(file, page)
        if page.title and not printed(file, page.title):
            reason = "the page does not print it; the list of contents calls it so"
            changes.append(Change("supply-heading", file[0].position.at(0), "", f"{page.title}\n\n", reason=reason))
    return tuple(out), changes


def entitled(file: m.Blocks, page: Called) -> m.Blocks:
    """The blocks of a file under the title it is called by; a word and a number go before its own."""
    if not page.title:
        return file
    own, words = file[0], (m.Text(page.title),)
    level = ABOVE if page.shift is None or page.role is m.Role.PART else 1
    if end := printed(file, page.title):
        rows = [Line(block.children, block.position) for block in file[:end] if isinstance(block, m.Paragraph)]
        pictures = tuple(block for block in file[:end] if not isinstance(block, m.Paragraph))
        return (m.Heading(level, *glued(rows), page.role), *pictures, *file[end:])
    highest = min((block.level for block in file if isinstance(block, m.Heading)), default=0)
    if isinstance(own, m.Heading) and own.level == highest and page.role is None and is_label(page.title):
        place = after(page.title, own.position)
        return (replace(own, children=(*words, m.LineBreak(), *own.children), position=place), *file[1:])
    nowhere = m.Position(own.position.file, SUPPLIED)
    return (m.Heading(level, words, nowhere, page.role), *file)


def printed(file: m.Blocks, title: str) -> int:
    """How many blocks at the head of a file are its title, printed as paragraphs: alone, or under a number."""
    said, name = "", counted(fold(title))
    for number, block in enumerate(file[:TITLE_LINES], 1):
        if not isinstance(block, m.Paragraph | m.Figure | m.ThematicBreak):
            return 0
        said = f"{said} {counted(fold(block_text(block)))}".strip() if isinstance(block, m.Paragraph) else said
        if is_title(said, name):
            return number
    return 0


def counted(folded: str) -> str:
    """A folded line with its Roman numbers in figures: a list may have those where the page has these."""
    return " ".join(str(roman(word)) if ROMAN.fullmatch(word) else word for word in folded.split())


def levelled(blocks: m.Blocks, pages: Mapping[str, Called], shapes: Patterns) -> m.Blocks:
    """`blocks` of several files with their headings at their levels in the book, the highest at 1.

    Where no list tells how deep they are, each file's highest heading is at level 1.
    """
    files = [tuple(group) for _, group in groupby(blocks, key=lambda block: block.position.file)]
    if len(files) < 2:
        return blocks
    if any(page.shift is not None for page in pages.values()):
        return shifted(files, pages)
    running = said_over_files(files, shapes)
    return tuple(block for file in files for block in ranked(file, shapes, running))


def shifted(files: list[m.Blocks], pages: Mapping[str, Called]) -> m.Blocks:
    """The blocks of `files`, their headings as deep as the list has them; what is not listed goes on with its like."""
    said = [pages.get(file[0].position.file, NOTHING).shift for file in files]
    like = next((shift for file, shift in zip(files, said, strict=True) if shift is not None and is_headed(file)), 0)
    out: list[m.Block] = []
    for file, own in zip(files, said, strict=True):
        shift = like if own is None else own
        like = shift if is_headed(file) else like
        out += [replace(b, level=b.level + shift) if isinstance(b, m.Heading) else b for b in file]
    levels = sorted({block.level for block in out if isinstance(block, m.Heading)})
    return tuple(
        replace(b, level=min(LOWEST, 1 + levels.index(b.level))) if isinstance(b, m.Heading) else b for b in out
    )


def is_headed(file: m.Blocks) -> bool:
    """Whether a file prints a heading, or part of one."""
    return any(isinstance(block, m.Heading) and (block.position.line or block.position.breaks) for block in file)


def said_over_files(files: list[m.Blocks], shapes: Patterns) -> set[str]:
    """The headings that stand over the highest one of two files that follow each other: they name a part."""
    over = [{fold(flat(heading.children)) for heading in over_highest(file, shapes)} for file in files]
    return {said for one, other in pairwise(over) for said in one & other}


def over_highest(file: m.Blocks, shapes: Patterns) -> list[m.Heading]:
    """The headings at the head of a file that are lower than the highest, no division's number and no quotation."""
    highest = min((block.level for block in file if isinstance(block, m.Heading)), default=0)
    over = takewhile(lambda block: isinstance(block, m.Heading) and block.level > highest, file)
    named = [block for block in over if isinstance(block, m.Heading) and not is_number(block, shapes)]
    return [heading for heading in named if not QUOTES.match(flat(heading.children).strip())]


def ranked(file: m.Blocks, shapes: Patterns, running: set[str]) -> Iterator[m.Block]:
    """The blocks of a file, its highest headings at level 1; what stands in a heading's place above is an epigraph.

    A part stands above them, whether each page prints it or only the first, and so do the headings that are `running`
    over several files; a heading of notes says nothing of levels. A number or a section's name heads what is under it.
    """
    headings = [block for block in file if isinstance(block, m.Heading)]
    notes = [heading for heading in headings if shapes.notes.fullmatch(flat(heading.children).strip())]
    parts = [heading for heading in headings if is_part(heading, shapes)]
    levels = sorted({heading.level for heading in headings if heading not in notes and heading not in parts})
    opened = False
    under = under_number(headings, shapes)
    for block in file:
        if not isinstance(block, m.Heading):
            yield block
        elif block in under:
            yield replace(block, level=2)
        elif block in notes:
            yield replace(block, level=1 + bool(levels))
        elif block in parts:
            yield replace(block, level=ABOVE)
        elif opened or block.level == levels[0]:
            yield replace(block, level=min(LOWEST, 1 + levels.index(block.level)))
            opened = True
        elif fold(flat(block.children)) in running:
            yield replace(block, level=ABOVE, role=m.Role.PART)
        else:
            heads = is_number(block, shapes) or names_section(block, shapes)
            yield replace(block, level=1) if heads else m.Paragraph(block.children, block.position)


def under_number(headings: list[m.Heading], shapes: Patterns) -> list[m.Heading]:
    """The headings of a file whose one number stands first of all, at the level of them: they are its sections."""
    if not headings or not is_number(headings[0], shapes):
        return []
    level = headings[0].level
    own = [heading for heading in headings[1:] if heading.level == level]
    if any(heading.level < level for heading in headings) or any(is_number(heading, shapes) for heading in own):
        return []
    return [heading for heading in own if not shapes.notes.fullmatch(flat(heading.children).strip())]


def is_part(heading: m.Heading, shapes: Patterns) -> bool:
    """Whether a heading is a part's, with its number."""
    said = shapes.said(heading, 0)
    return said is not None and said.role is m.Role.PART and said.numeral is not None


def names_section(heading: m.Heading, shapes: Patterns) -> bool:
    """Whether a heading is what a section is called and nothing else: 'Appendix'."""
    said = shapes.said(heading, 0)
    return said is not None and said.role in SECTIONS and not said.numeral and not said.title


def is_label(title: str) -> bool:
    """Whether a supplied title is only what goes before one: a word and a number."""
    return len(title.split()) == 2 and not title.endswith(".")


def after(supplied: str, place: m.Position) -> m.Position:
    """The place of a run that begins with `supplied` words and goes on with the witness's at `place`."""
    return m.Position(place.file, SUPPLIED, 1, ((len(supplied) + 1, place.line, place.column), *place.breaks))
