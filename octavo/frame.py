"""Frame: what a provider puts around a text; its header by field, the text's own blocks, and all that was set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from octavo import model as m
from octavo.edition import Omission
from octavo.lines import Line, block_lines, block_text, cut, glued
from octavo.omissions import omission
from octavo.personal_names import is_name
from octavo.provider import Provider
from octavo.reading import start
from octavo.remarks import closing_begins, remarks_among, remarks_end
from octavo.structure.divisions import rows as rows_of_languages
from octavo.structure.headings import patterns

OPENING_BLOCKS = 30
LONGEST_TRAIL = 160
UNKNOWN_LABEL = re.compile(r"\s*[A-Z][^:.,;]{1,40}:\s")


class Field(Struct, frozen=True):
    """What the provider's header says under one name, and where."""

    text: str
    position: m.Position


class Framed(Struct, frozen=True):
    """The header by field, the blocks of the text, what was set apart."""

    header: dict[str, Field]
    blocks: m.Blocks
    omissions: tuple[Omission, ...] = ()


def unframed(blocks: m.Blocks, provider: Provider) -> Framed:
    """`blocks` without what is the provider's; no frame and no header leaves all as it is."""
    if not provider.begin:
        return headed(blocks, provider)
    blocks, begin = text_begins(blocks, provider)
    blocks, end = text_ends(blocks, provider, begin)
    remarks = remarks_end(blocks, provider, begin, end)
    header = dict(labelled(blocks[:begin] or blocks[: remarks + 1], provider))
    header = dict(named_in(blocks[end:], provider)) | dict(told_by(blocks[begin:remarks])) | header
    closing = closing_begins(blocks, provider, remarks, end)
    inner = tuple(remarks_among(blocks, provider, remarks, closing))
    omissions = [
        omission(rule, blocks, first, stop)
        for rule, first, stop in (
            ("provider-header", 0, begin),
            ("provider-remarks", begin, remarks),
            *(("provider-remarks", *place) for place in inner),
            ("provider-remarks", closing, end),
            ("provider-footer", end, len(blocks)),
        )
        if first < stop
    ]
    starts, stops = (remarks, *(stop for _, stop in inner)), (*(first for first, _ in inner), closing)
    kept = tuple(block for first, stop in zip(starts, stops, strict=True) for block in blocks[first:stop])
    return Framed(header, kept, tuple(omissions))


def told_in(omissions: Sequence[Omission], provider: Provider) -> dict[str, Field]:
    """The header by field where a page's own markup has set it apart already."""
    found: dict[str, Field] = {}
    for omitted in omissions:
        rows = [Line((m.Text(row),), omitted.position) for row in omitted.text.split("\n")]
        if provider.begin or omitted.rule == "provider-header":
            found = information(rows, provider) | found
        if provider.number and (number := re.search(provider.number, omitted.text, re.IGNORECASE)):
            found.setdefault("number", Field(number["number"], omitted.position))
    return with_credit({name: field for name, field in found.items() if field.text}, provider)


def with_credit(header: dict[str, Field], provider: Provider) -> dict[str, Field]:
    """`header` with whom its statement of rights asks to credit."""
    if credit := re.search(provider.credit, header["rights"].text if "rights" in header else ""):
        return {**header, "credit": Field(credit["credit"], header["rights"].position)}
    return header


def text_begins(blocks: m.Blocks, provider: Provider) -> tuple[m.Blocks, int]:
    """(blocks, index of the first block after the line that begins the text).

    What stands under a line that ends the text begins none: the small print may stand there.
    """
    opening = blocks[: max(80, len(blocks) // 4)]
    ends = (index for index, block in enumerate(opening) if provider.ends(block_text(block)))
    for index in range(next(ends, len(opening)) - 1, -1, -1):
        if not provider.begins(block_text(blocks[index])):
            continue
        for number, line in enumerate(block_lines(blocks[index])):
            if provider.begins(line.text):
                return parted(blocks, index, title_line_end(blocks[index], number)), index + 1
    return blocks, 0


def title_line_end(block: m.Block, number: int) -> int:
    """The line after the marker, which may itself run over two lines."""
    rows = block_lines(block)
    return number + 1 if rows[number].text.count("***") != 1 or number + 1 == len(rows) else number + 2


def text_ends(blocks: m.Blocks, provider: Provider, begin: int) -> tuple[m.Blocks, int]:
    """(blocks, index of the first block that ends the text)."""
    for index in range(begin, len(blocks)):
        if not provider.ends(block_text(blocks[index])):
            continue
        for number, line in enumerate(block_lines(blocks[index])):
            if provider.ends(line.text):
                cut_blocks = parted(blocks, index, number)
                return cut_blocks, index + (len(cut_blocks) > len(blocks))
    return blocks, len(blocks)


def parted(blocks: m.Blocks, index: int, number: int) -> m.Blocks:
    """`blocks` with the paragraph at `index` cut before its line `number`."""
    block = blocks[index]
    if not isinstance(block, m.Paragraph):
        return blocks
    rows = cut(block.children, block.position)
    if not 0 < number < len(rows):
        return blocks
    halves = [m.Paragraph(*glued(half)) for half in (rows[:number], rows[number:])]
    return (*blocks[:index], *halves, *blocks[index + 1 :])


LONGEST_REMARK = 300
TOLD = re.compile(
    r"(?:This \S+ was )?(?:produced|transcribed|prepared|created)"
    r"(?: from (?:the |an? )?(?P<source>.{3,160}? edition))?,? by:? "
    r"(?P<transcriber>.{3,300}?)(?:,? e-?mail:? \S+?)?(?:,? from (?:the |an? )?(?P<edition>.{3,160}? edition)\.?)?$",
    re.IGNORECASE,
)


def told_by(blocks: m.Blocks) -> Iterator[tuple[str, Field]]:
    """Who made the transcription, and from which edition, in the remark's words."""
    for block in blocks:
        if found := TOLD.match(" ".join(block_text(block).split())[:LONGEST_REMARK]):
            who = found["transcriber"]
            source = found["source"] or found["edition"]
            told = {"transcriber": who.rstrip(".") if len(who) < 120 else who, "source": source}
            yield from ((name, Field(text, start(block.position))) for name, text in told.items() if text)
            return


def labelled(blocks: Sequence[m.Block], provider: Provider) -> Iterator[tuple[str, Field]]:
    """The labelled lines of a header; an indented line goes on with the one before."""
    seen: set[str] = set()
    for block in blocks:
        for name, field in information(block_lines(block), provider).items():
            if name not in seen and field.text:
                seen.add(name)
                yield name, field
    yield from ((name, field) for name, field in unlabelled(blocks, provider) if name not in seen)
    text = "\n".join(block_text(block) for block in blocks)
    if provider.number and (found := re.search(provider.number, text, re.IGNORECASE)):
        yield "number", Field(found["number"], start(blocks[0].position))


def unlabelled(blocks: Sequence[m.Block], provider: Provider) -> Iterator[tuple[str, Field]]:
    """Title and author of a header without labels: the two blocks above the text's number, else its first words."""
    for before, credit, block in zip(blocks, blocks[1:], blocks[2:], strict=False):
        name = re.match(r"by\s+(?P<name>[^\n]{2,80})", block_text(credit), re.IGNORECASE)
        if name and provider.number and re.search(provider.number, block_text(block), re.IGNORECASE):
            yield "title", Field(block_text(before).strip(), start(before.position))
            yield "author", Field(name["name"].strip(), start(credit.position))
            return
    yield from named_in(blocks, provider)


def named_in(blocks: Sequence[m.Block], provider: Provider) -> Iterator[tuple[str, Field]]:
    """Title and author where the first words of `blocks` name both, as those before and behind a text do."""
    first = block_text(blocks[0]).strip() if blocks else ""
    words = "\n".join([first, *map(block_text, blocks[1:2])]) if first.endswith(":") else first
    if found := re.search(provider.named, words, re.IGNORECASE):
        yield "title", Field(" ".join(found["title"].split()), start(blocks[0].position))
        yield "author", Field(" ".join(found["author"].split()), start(blocks[0].position))


# A header without a frame ----------------------------------------------------------------------------------


def headed(blocks: m.Blocks, provider: Provider) -> Framed:
    """Pages whose headers are information blocks, in plain text under author and title; the first is the book's."""
    header: dict[str, Field] = {}
    kept: list[m.Block] = []
    omissions = []
    index = 0
    for _, group in groupby(blocks, key=lambda block: block.position.file):
        whole = tuple(group)
        first, end = trails(whole, provider)
        page = whole[first:end]
        omissions += [omission("navigation", blocks, index, index + first)] if first else []
        place = information_block(page, provider)
        if place is None:
            kept += page
        else:
            above = place if all(isinstance(block, m.Paragraph) for block in page[:place]) else 0
            header = header or read_header(page[place - above : place + 1], provider)
            kept += [*page[: place - above], *page[place + 1 :]]
            begin = index + first + place
            omissions.append(omission("provider-header", blocks, begin - above, begin + 1))
        omissions += [omission("navigation", blocks, index + end, index + len(whole))] if end < len(whole) else []
        index += len(whole)
    return Framed(header, tuple(kept), tuple(omissions))


def trails(page: m.Blocks, provider: Provider) -> tuple[int, int]:
    """The indexes of the first and after the last block of a page that is none of the provider's navigation."""
    ways = [is_trail(block, provider) for block in page]
    if all(ways):
        return 0, len(page)
    return ways.index(False), len(page) - ways[::-1].index(False)


def is_trail(block: m.Block, provider: Provider) -> bool:
    """Whether each line of a block only leads to other pages of the provider, or tells when this one was changed."""
    rows = [line.text.strip() for line in block_lines(block)] if isinstance(block, m.Paragraph) else []
    return bool(rows) and all(len(row) <= LONGEST_TRAIL and provider.matches(provider.trail, row) for row in rows)


def read_header(blocks: m.Blocks, provider: Provider) -> dict[str, Field]:
    """The fields of an information block, the last of `blocks`, and of what stands above it."""
    header = dict(opening_fields(blocks[:-1], provider)) | information(block_lines(blocks[-1]), provider)
    return with_credit(header, provider)


def information_block(blocks: m.Blocks, provider: Provider) -> int | None:
    """The index of the block that holds at least two of the provider's labelled lines, near the start."""
    for index, block in enumerate(blocks[:OPENING_BLOCKS]):
        if sum(provider.labels(line.text) for line in block_lines(block)) >= 2:
            return index
    return None


def opening_fields(blocks: Sequence[m.Block], provider: Provider) -> Iterator[tuple[str, Field]]:
    """Author, title and what else stands above the information block, a paragraph each; the first name is the author's.

    What stands before that, as the paper a text is from, and dates are none of these.
    """
    names = iter(provider.opening)
    name = next(names)
    lines = [(" ".join(line.text for line in block_lines(block)), block.position) for block in blocks]
    lines = [(text, position) for text, position in lines if text and not is_date(text)]
    first = next((number for number, (text, _) in enumerate(lines[:-1]) if is_name(text)), 0)
    for text, position in lines[first:]:
        if volume := re.fullmatch(provider.volume, text):
            yield "volume", Field(volume["number"], position)
        else:
            yield name, Field(text, position)
            name = next(names, name)


def is_date(text: str) -> bool:
    """Whether a line is only a date, in any language whose headings are known."""
    return any(patterns(language).date.fullmatch(text) for language in rows_of_languages())


def information(rows: Sequence[Line], provider: Provider) -> dict[str, Field]:
    """The labelled lines of an information block; an unlabelled line goes on with the one before."""
    found: dict[str, Field] = {}
    name = ""
    for line in rows:
        if labelled := provider.label.match(line.text):
            name = provider.field(labelled[1])
            begin = line.position.at(labelled.start(2))
            found.setdefault(name, Field(labelled[2].strip(), replace(begin, breaks=())))
        elif UNKNOWN_LABEL.match(line.text) or (name and provider.begins(line.text)):
            name = ""
        elif name and line.text.strip():
            text = "\n".join(filter(None, (found[name].text, line.text.strip())))
            found[name] = replace(found[name], text=text)
    return found
