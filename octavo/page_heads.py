"""Page heads: pages that no frame of the provider's leads in; the header, the text, and what was set apart, out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count, groupby

from msgspec import Struct

from octavo import model as m
from octavo.edition import Omission
from octavo.header_fields import Field, information, with_credit
from octavo.lines import block_lines, block_text
from octavo.omissions import omission
from octavo.personal_names import is_name
from octavo.provider import Provider
from octavo.structure.divisions import rows as rows_of_languages
from octavo.structure.headings import patterns

OPENING_BLOCKS = 30
LONGEST_TRAIL = 160


class Framed(Struct, frozen=True):
    """The header by field, the blocks of the text, what was set apart."""

    header: dict[str, Field]
    blocks: m.Blocks
    omissions: tuple[Omission, ...] = ()


def headed(blocks: m.Blocks, provider: Provider) -> Framed:
    """Pages whose headers are information blocks, in plain text under author and title; the first is the book's."""
    header: dict[str, Field] = {}
    kept: list[m.Block] = []
    omissions = []
    for _, group in groupby(blocks, key=lambda block: block.position.file):
        page = tuple(group)
        end = foot(page, provider)
        apart = dict.fromkeys(trails(page[:end], provider), "navigation")
        apart |= dict.fromkeys(range(end, len(page)), "provider-footer")
        text = [index for index in range(end) if index not in apart]
        place = information_block([page[index] for index in text], provider)
        if place is not None:
            above = [page[index] for index in text[:place]]
            bare = bool(provider.opening) and all(isinstance(block, m.Paragraph) for block in above)
            rows = text[0 if bare else place : place + 1]
            header = header or read_header([page[index] for index in rows], provider)
            apart |= dict.fromkeys(range(rows[0], rows[-1] + 1), "provider-header")
        kept += (block for index, block in enumerate(page) if index not in apart)
        omissions += [omission(apart[first], page, first, stop) for first, stop in stretches(apart)]
    return Framed(header, tuple(kept), tuple(omissions))


def stretches(apart: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """The first index of each run that goes by one rule, and the index after its last."""
    for first in sorted(index for index, rule in apart.items() if apart.get(index - 1) != rule):
        yield first, next(index for index in count(first) if apart.get(index) != apart[first])


def foot(page: m.Blocks, provider: Provider) -> int:
    """The index of the first block of a page that ends the text, the provider's own words following."""
    ends = (index for index, block in enumerate(page) if provider.ends(block_text(block))) if provider.end else ()
    return next(iter(ends), len(page))


def trails(page: m.Blocks, provider: Provider) -> set[int]:
    """The indexes of the blocks of a page that are the provider's navigation: before its running text or behind it."""
    prose = [index for index, block in enumerate(page) if len(block_text(block)) > LONGEST_TRAIL]
    first, last = (prose[0], prose[-1]) if prose else (len(page), 0)
    ends = {*range(first), *range(last + 1, len(page))}
    ways = {index for index in ends if is_trail(page[index], provider)}
    return ways if len(ways) < len(page) else set()


def is_trail(block: m.Block, provider: Provider) -> bool:
    """Whether each line of a block only leads to other pages of the provider, or tells when this one was changed."""
    rows = [line.text.strip() for line in block_lines(block)] if isinstance(block, m.Paragraph) else []
    return bool(rows) and all(len(row) <= LONGEST_TRAIL and provider.matches(provider.trail, row) for row in rows)


def read_header(blocks: Sequence[m.Block], provider: Provider) -> dict[str, Field]:
    """The fields of an information block, the last of `blocks`, and of what stands above it."""
    header = dict(opening_fields(blocks[:-1], provider)) | information(block_lines(blocks[-1]), provider)
    return with_credit(header, provider)


def information_block(blocks: Sequence[m.Block], provider: Provider) -> int | None:
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
    name = next(names, "")
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
