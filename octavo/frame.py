"""Frame: what a provider puts around a text; its header by field, the text's own blocks, and all that was set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from octavo import model as m
from octavo.edition import Omission
from octavo.header_fields import Field, information, with_credit, with_source
from octavo.lines import Line, block_lines, block_text, cut, glued
from octavo.omissions import omission
from octavo.page_heads import Framed, headed
from octavo.provider import Provider
from octavo.reading import start
from octavo.remarks import closing_begins, remarks_among, remarks_end


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
        if provider.begin or omitted.rule == "provider-header":
            told = (part for row in omitted.text.split("\n") for part in provider.sentence.split(row))
            rows = [Line((m.Text(row),), omitted.position) for row in told]
            found = with_source(information(rows, provider), rows, provider) | found
        if provider.number and (number := re.search(provider.number, omitted.text, re.IGNORECASE)):
            found.setdefault("number", Field(number["number"], omitted.position))
    return with_credit({name: field for name, field in found.items() if field.text}, provider)


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
