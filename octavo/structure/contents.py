"""Contents: the blocks of a text in; where its own list of its parts stands, and the entries of that list, out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from octavo import model as m
from octavo.facts import alternatives
from octavo.lines import block_lines, block_text
from octavo.model import Role
from octavo.structure.divisions import every
from octavo.structure.headings import DATE, OPENING_SPEECH, SENTENCE, Patterns, Said
from octavo.structure.names import folded

PAGE = re.compile(r"(?:[\s.·…]{2,}|\s)(?i:(?:pp?|pag|pág|s)\. ?)?(?:[0-9]{1,4}|[ivxlc]+)\.?\s*$|\s*\.{3,}\s*$")
COLUMN = re.compile(rf"(?:{alternatives(every('page'))})\.?", re.IGNORECASE)
"""What stands over the page numbers of a list."""
EARLY = 90
APART, WIDE = 2, 4
LEAST = 3
"""So many rows make a list."""
PROSE, SUMMARY = 420, 120


def found(
    blocks: m.Blocks, said: Sequence[Said | None], patterns: Patterns, *, again: bool = False
) -> tuple[int, int] | None:
    """The indexes (first, end) of the contents list; None where there is none. `again` asks for one more list."""
    for index, block in enumerate(blocks[:EARLY]):
        if opens_list(block, patterns):
            last = closing(blocks, patterns)
            return last if last and last[0] == index else (index, list_end(blocks, said, index + 1, patterns))
        if not again and is_list(block, said[index + 1 :], patterns):
            return index, index + 1
        if not again and is_index_of_chapters(blocks, said, index):
            return index, index + APART
    return within(blocks, said, patterns) if again else closing(blocks, patterns) or repeated(said)


def within(blocks: m.Blocks, said: Sequence[Said | None], patterns: Patterns) -> tuple[int, int] | None:
    """A list further on in the text, as the second of two volumes has one: most of its entries stand under it again."""
    for index in range(EARLY, len(blocks)):
        block = blocks[index]
        brief = not isinstance(block, m.Paragraph) or len(block.children) == 1
        if not brief or not isinstance(block, m.Paragraph | m.Heading) or not opens_list(block, patterns):
            continue
        end = list_end(blocks, said, index + 1, patterns)
        listed = entries("\n".join(map(block_text, blocks[index + 1 : end])), block.position, patterns)
        again = sum(any(one and same(one, entry, sure=False) for one in said[end:]) for entry in listed)
        if len(listed) >= LEAST and again * 4 >= len(listed) * 3:
            return index, end
    return None


def is_index_of_chapters(blocks: m.Blocks, said: Sequence[Said | None], index: int) -> bool:
    """Whether an index stands before the text and has the titles of headings that follow: it lists the chapters."""
    here = said[index]
    if here is None or here.role is not Role.INDEX or here.title or not isinstance(blocks[index], m.Heading):
        return False
    rows, after = blocks[index + 1 : index + 2], blocks[index + 2 : index + 3]
    if not rows or not after or not isinstance(after[0], m.Heading) or not isinstance(rows[0], m.Table | m.List):
        return False
    listed = f" {' '.join(folded(block_text(rows[0])))} "
    return sum(one is not None and has(listed, one.title) for one in said[index + 2 :]) >= APART


def is_list(block: m.Block, later: Sequence[Said | None], patterns: Patterns) -> bool:
    """Whether a block under no heading lists the parts: most of its lines are numbered, and stand `later` as headings.

    Lines of verse that begin with `I`, and any list that counts, begin alike.
    """
    rows = block_lines(block)
    if len(rows) <= LEAST:
        return False
    listed = [one for one in entries(block_text(block), block.position, patterns) if one.numeral]
    if len(listed) * 4 < len(rows) * 3:
        return False
    again = sum(any(one and same(one, entry, sure=bool(entry.word)) for one in later) for entry in listed)
    return again * 4 >= len(listed) * 3


def opens_list(block: m.Block, patterns: Patterns) -> bool:
    """Whether a block is or begins with the heading of a list of contents; in plain text, of one of pictures too."""
    match block:
        case m.Heading():
            return bool(patterns.contents.fullmatch(block_text(block).strip()))
        case m.Paragraph():
            first, *more = block_text(block).split("\n")
            pictures = not more and patterns.pictures.fullmatch(first.strip())
            return bool(pictures or patterns.contents.fullmatch(first.strip()))
    return False


def rows_of_contents(blocks: m.Blocks, patterns: Patterns) -> str:
    """The lines of a list without those of the pictures."""
    kept, pictures = [], False
    for block in blocks:
        text = block_text(block)
        pictures = lists_pictures(text, patterns, before=pictures)
        kept += [] if pictures else [text]
    return "\n".join(kept)


def lists_pictures(text: str, patterns: Patterns, *, before: bool) -> bool:
    """Whether a list is one of pictures from `text` on, as it was `before` it or not."""
    if patterns.pictures.fullmatch(text.strip()):
        return True
    return before and not patterns.contents.fullmatch(text.split("\n", 1)[0].strip())


def closing(blocks: m.Blocks, patterns: Patterns) -> tuple[int, int] | None:
    """The list that ends a book, as in French and Spanish ones: nothing but entries, most of which stand before it."""
    for index in range(len(blocks) - 1, max(0, len(blocks) - EARLY), -1):
        text = block_text(blocks[index])
        if is_prose(blocks[index], text):
            return None
        if not patterns.contents.fullmatch(text.strip()):
            continue
        rows = entries("\n".join(map(block_text, blocks[index + 1 :])), blocks[index].position, patterns)
        lines = {" ".join(folded(block_text(block))) for block in blocks[:index] if len(block_text(block)) < SUMMARY}
        missing = [row for row in rows if not any(has(f" {line} ", row.title or row.text) for line in lines)]
        return (index, len(blocks)) if len(rows) > 1 and len(missing) * 3 <= len(rows) else None
    return None


def list_end(blocks: m.Blocks, said: Sequence[Said | None], first: int, patterns: Patterns) -> int:
    """The index after the list that begins at `first`: where an entry stands again, or text begins.

    Headings of markup are of the list where the first of them stands again.
    """
    listed: list[Said] = []
    marked = len(blocks)
    pictures = lists_pictures(block_text(blocks[first - 1]), patterns, before=False)
    file = blocks[first - 1].position.file
    for index in range(first, len(blocks)):
        text, heading = block_text(blocks[index]), said[index]
        if blocks[index].position.file != file:
            return min(marked, index)
        if heading is not None and stands_in(listed, heading) and not is_listed_twice(blocks, said, index):
            return without_pictures(blocks, label_before(said, index, first))
        if heading is not None and heading.level is not None:
            marked = min(marked, index)
            if not named_again(said, index, patterns) and not stands_again(said, index):
                return marked
        announces = stands_again(said, index)
        begins = heading is not None and heading.role and heading.gap >= APART and text_follows(blocks, index)
        prose = is_prose(blocks[index], text) and not is_row(text, patterns) and not stands_again(said, index - 1)
        parts = heading is not None and index > first and heading.gap >= WIDE and not named_again(said, index, patterns)
        if (prose or begins or parts) and not announces:
            return min(marked, index)
        pictures = lists_pictures(text, patterns, before=pictures)
        listed += [] if pictures else entries(text, blocks[index].position, patterns)
    return first


def is_row(text: str, patterns: Patterns) -> bool:
    """Whether a block that might be prose is a line of a list: it is short speech, numbered, or names a page."""
    if len(text) <= SUMMARY and text[:1] in OPENING_SPEECH:
        return True
    return len(text) <= PROSE and bool(PAGE.search(text) or patterns.read(m.Paragraph(()), text, 0, None).numeral)


def without_pictures(blocks: m.Blocks, end: int) -> int:
    """`end` before the pictures that close a list: they stand before what follows it."""
    while isinstance(blocks[end - 1], m.Figure | m.ThematicBreak):
        end -= 1
    return end


def stands_in(listed: Sequence[Said], heading: Said) -> bool:
    """Whether a heading is an entry of the list again; a number alone is one of the last part, or the only one."""
    if PAGE.search(heading.text) or (heading.gap < APART and not heading.role and not heading.numeral):
        return False
    part = max((number for number, entry in enumerate(listed) if entry.role is Role.PART), default=0)
    once = Counter((entry.word, entry.number) for entry in listed)

    def sure(number: int, entry: Said) -> bool:
        return number >= part or entry.role is Role.PART or once[entry.word, entry.number] == 1

    return any(same(heading, entry, sure=sure(number, entry)) for number, entry in enumerate(listed))


def is_listed_twice(blocks: m.Blocks, said: Sequence[Said | None], index: int) -> bool:
    """Whether a heading that stands again later has no text here: before the next division stands at most a summary."""
    here = said[index]
    if here is None:
        return False
    ends = (after for after in range(index + 1, len(blocks)) if (other := said[after]) and other.role)
    end = next(ends, len(blocks))
    if over_persons(said, end):
        return False
    between = [block_text(block) for block in blocks[index + 1 : min(end, index + LEAST + 1)]]
    again = any(other and (folded(other.text) == folded(here.text) or is_division(other, here)) for other in said[end:])
    brief = end - index <= LEAST and sum(map(len, between)) <= 2 * PROSE
    return again and brief and not any(is_prose(block, block_text(block)) for block in blocks[index + 1 : end])


def over_persons(said: Sequence[Said | None], index: int) -> bool:
    """Whether the heading at `index` is of the persons of a play, with these under it."""
    here, *after = said[index : index + 2] or (None,)
    persons = here is not None and here.role is Role.PERSONS
    return persons and not any(one and (one.role or one.numeral) for one in after)


def is_division(one: Said, other: Said) -> bool:
    """Whether two headings say the same division's word and number."""
    return one.number is not None and bool(one.role) and (one.role, one.number) == (other.role, other.number)


def stands_again(said: Sequence[Said | None], index: int) -> bool:
    """Whether the division that a block names is named again by a later one, as in a list with summaries."""
    here = said[index]
    if here is None or not here.role or here.number is None:
        return False
    return any(later and same(later, here, sure=True) for later in said[index + 1 :])


def named_again(said: Sequence[Said | None], index: int, patterns: Patterns) -> bool:
    """Whether the line at `index` heads another list, or stands again later in the same words."""
    here = said[index]
    text = folded(here.text) if here else []
    return bool(here and patterns.lists(here.text)) or any(
        later and folded(later.text) == text for later in said[index + 1 :]
    )


def label_before(said: Sequence[Said | None], index: int, first: int) -> int:
    """The index of the number that stands right over the title at `index`, or `index`."""
    here, before = said[index], said[index - 1]
    if here is None or before is None or here.numeral or index - 1 <= first or here.gap > APART:
        return index
    return index - 1 if before.numeral and not before.title and not PAGE.search(before.text) else index


def text_follows(blocks: m.Blocks, index: int) -> bool:
    """Whether running text stands under the block at `index`."""
    return index + 1 < len(blocks) and is_prose(blocks[index + 1], block_text(blocks[index + 1]))


def is_prose(block: m.Block, text: str) -> bool:
    """Whether a block is running text, or stands for something no list of contents has."""
    if COLUMN.fullmatch(text.strip()):
        return False
    if isinstance(block, m.Quotation | m.LetterLine):
        return True
    if not isinstance(block, m.Paragraph) or "\n" in text:
        return False
    return text[:1] in OPENING_SPEECH or len(text) > PROSE or (len(text) > SUMMARY and bool(SENTENCE.search(text)))


def same(heading: Said, entry: Said, *, sure: bool) -> bool:
    """Whether a heading is an entry of the contents again: word and number agree, and the title as far as both go on.

    Where one has no title, `sure` says whether word and number are enough.
    """
    if heading.word != entry.word and (entry.word or heading.role is Role.PART):
        return False
    numbered = bool(heading.numeral and entry.numeral)
    if numbered and (heading.number != entry.number or not (heading.title and entry.title)):
        return heading.number == entry.number and sure
    title, listed = folded(heading.title or heading.text), folded(entry.title or entry.text)
    shorter = min(len(title), len(listed))
    long = shorter > 1 or numbered or len(title) == len(listed)
    return shorter > 0 and long and title[:shorter] == listed[:shorter]


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


def entries(listed: str, place: m.Position, patterns: Patterns) -> list[Said]:
    """The lines of a contents list, without the pages they name; a number alone goes before the line under it.

    To whom a letter goes, and when, reads as a place and its date; its heading may say the one alone.
    """
    out: list[Said] = []
    for row in listed.split("\n"):
        text = PAGE.sub("", row).strip()
        tells_author = text[:1].islower() and patterns.credits.match(text)
        if (
            not text
            or tells_author
            or patterns.contents.fullmatch(text)
            or COLUMN.fullmatch(text)
            or not any(map(str.isalpha, text))
        ):
            continue
        said = patterns.read(m.Paragraph((), place), text, 0, None)
        said = replace(said, word="") if said.word == DATE else said
        last = out[-1] if out else None
        if last and last.numeral and not last.title and not last.word and not said.numeral:
            out[-1] = replace(last, text=f"{last.text} {text}", title_at=len(last.text) + 1)
        else:
            out.append(said)
    return out


def has(spoken: str, text: str) -> bool:
    """Whether the words of `text` stand together in what the headings say."""
    return bool(folded(text)) and f" {' '.join(folded(text))} " in spoken
