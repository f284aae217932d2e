"""Half-titles: a text's blocks in; the title page of each file, and every later half-title, set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise, takewhile

from msgspec.structs import replace

from octavo import model as m
from octavo.edition import Omission
from octavo.inlines import leaves
from octavo.lines import block_text
from octavo.notes import last_line
from octavo.omissions import omission
from octavo.structure.headings import Patterns, Said, patterns
from octavo.structure.in_place import fold
from octavo.structure.names import Names
from octavo.structure.tales import listed_tale
from octavo.structure.titlepage import (
    APART,
    evidence,
    is_display,
    is_epigraph,
    is_running,
    is_tales_title,
    is_title_of_text,
    title_page_end,
)
from octavo.walk import block_runs

SAYING = re.compile(r"[\"“„«][^\"”“»]{20,}[\"”“»]\s*[—–-]\s*[^\W\d_][\w. ’'-]{2,40}")
PAIR = 2
"""A number and its title stand in two blocks, and so many lines apart at most with one blank more."""


def set_apart(
    blocks: m.Blocks,
    names: Names,
    language: str,
    *,
    first_file: str | None = None,
    omitted: Sequence[Omission] = (),
) -> tuple[m.Blocks, list[Omission]]:
    """`blocks` without the title page of each file, and without half-titles.

    Past the first file of a book, `first_file`, a title page names the book or its author, or has a file to itself.
    Where the provider's header, among what is `omitted`, stands under a title, the title page ends there.
    """
    ranges: list[tuple[int, int, str]] = []
    first, tale = 0, listed_tale(blocks, names.half, [one for one in omitted if one.rule == "contents"])
    files = [(name, tuple(group)) for name, group in groupby(blocks, key=lambda block: block.position.file)]
    again = printed_again(files, names, language, omitted)
    for name, whole in files:
        file = whole[sum(1 for _ in takewhile(is_supplied, whole)) :]
        first += len(whole) - len(file)
        levels = [block.level for block in file if isinstance(block, m.Heading)] if len(files) > 1 else []
        opens = name == (first_file or blocks[0].position.file)
        end = min(title_page_end(file, names, language, min(levels, default=0)), header_under(file, omitted))
        end = max(end, masthead_end(file, names, omitted, single=len(files) == 1)) if opens else end
        end = min(end, own_heading(file[:end], names)) if not opens else end
        if not opens and end < len(file) and not any(names.are(block_text(block)) for block in file[:end]):
            end = 0
        end += sum(1 for _ in takewhile(lambda block: fold(block_text(block)) in again, file[end:])) if end else 0
        end = min(end, tale - first) if tale >= first else end
        ranges += [(first + begin, first + stop, "title-page") for begin, stop in beside_epigraphs(file[:end])]
        first += len(file)
    taken = {index for begin, stop, _ in ranges for index in range(begin, stop)}
    ranges += [
        (i, i + 1, "half-title") for i in half_titles(blocks, names, patterns(language)) if i not in taken and i != tale
    ]
    gone = {index for begin, stop, _ in ranges for index in range(begin, stop)}
    omissions = [omission(rule, blocks, begin, stop) for begin, stop, rule in ranges]
    return tuple(rehung(blocks, gone)), omissions


def own_heading(page: Sequence[m.Block], names: Names) -> int:
    """The index in a later file's title page of the first heading that stands over a paragraph and names no book."""
    for index, (block, under) in enumerate(pairwise(page)):
        if index and isinstance(under, m.Paragraph) and is_own(block, names):
            return index
    return len(page)


def is_own(block: m.Block, names: Names) -> bool:
    """Whether a block is a heading that names neither the book nor its people, and tells nothing of its edition."""
    return isinstance(block, m.Heading) and not (names.are(block_text(block)) or evidence(block_text(block), block))


def printed_again(
    files: Sequence[tuple[str, m.Blocks]], names: Names, language: str, omitted: Sequence[Omission]
) -> set[str]:
    """The headings, such as a subtitle, that each page prints under title and author, as the index does."""
    shapes, heads = patterns(language), []
    for _, file in files if len(files) > 2 else ():
        end = title_page_end(file, names, language)
        under = list(takewhile(lambda block: isinstance(block, m.Heading), file[end:]))
        said = [(block, shapes.said(block, 0)) for block in under if end]
        heads += [{fold(block_text(block)) for block, one in said if one and not one.role}] if said else []
    common = set.intersection(*heads) if len(heads) > 1 else set()
    if not common:
        return common
    lists = [one for one in omitted if one.rule == "contents"]
    indexes = {one.position.file for one in lists}
    index = {fold(block_text(block)) for name, file in files[:1] if name in indexes for block in file}
    index |= {fold(one.text) for one in lists}
    return common & index


def is_supplied(block: m.Block) -> bool:
    """Whether no word of a block stands in the witness."""
    return isinstance(block, m.Heading) and not block.position.line and not block.position.breaks


def header_under(file: Sequence[m.Block], omitted: Sequence[Omission]) -> int:
    """The index of the first block after the provider's header that stands under blocks of `file`; else its end."""
    headers = [o.position for o in omitted if o.rule == "provider-header" and o.position.file == file[0].position.file]
    for header in headers:
        place = (header.line, header.column)
        after = [(block.position.line, block.position.column) > place for block in file]
        if not after[0] and True in after:
            return after.index(True)
    return len(file)


def masthead_end(file: Sequence[m.Block], names: Names, omitted: Sequence[Omission], *, single: bool) -> int:
    """The index of the first block after an index that has no text of its own, or after what stands over its header.

    Of files that have headers of their own a heading that is not the book's is the title of the text.
    """
    here = {one.rule for one in omitted if one.position.file == file[0].position.file}
    over = header_under(file, omitted)
    end = over if over < len(file) else len(file) * ("contents" in here and not single)
    headed = {one.position.file for one in omitted if one.rule == "provider-header"}
    own = next((number for number in range(1, end) if is_own(file[number], names)), end)
    if len(headed) > 1 and "contents" not in here and own < end and heads(file[own], file[end:]):
        end = own
    named = any(names.are(block_text(block)) for block in file[:end] if not isinstance(block, m.Figure))
    return end if named and all(isinstance(one, m.Heading) or is_display(one) for one in file[:end]) else 0


def heads(heading: m.Block, text: Sequence[m.Block]) -> bool:
    """Whether all headings in `text` are lower than one over it."""
    levels = [block.level for block in text if isinstance(block, m.Heading)]
    return isinstance(heading, m.Heading) and min(levels, default=heading.level + 1) > heading.level


def beside_epigraphs(page: Sequence[m.Block]) -> Iterator[tuple[int, int]]:
    """The stretches (begin, stop) of a title page that are not quoted on it, nor words under a picture."""
    begin = 0
    for index, block in enumerate(page):
        signs = (
            index > 0 and begin == index and not evidence(block_text(block), block) and is_close(page[index - 1], block)
        )
        if is_epigraph(block) or quotes(block) or signs or (isinstance(block, m.Figure) and block.caption):
            if begin < index:
                yield begin, index
            begin = index + 1
    if begin < len(page):
        yield begin, len(page)


def quotes(block: m.Block) -> bool:
    """Whether a heading is a saying in quotation marks, with who said it behind a dash."""
    return isinstance(block, m.Heading) and bool(SAYING.fullmatch(block_text(block).strip()))


def is_close(before: m.Block, block: m.Block) -> bool:
    """Whether a block stands one blank line under an epigraph, as the name of its author does."""
    return is_epigraph(before) and block.position.line - last_line(before) <= APART


def rehung(blocks: m.Blocks, gone: set[int]) -> Iterator[m.Block]:
    """`blocks` but for those `gone`; their pictures are kept, and calls of notes stand at the next paragraph."""
    waiting: list[m.Inline] = []
    for index, block in enumerate(blocks):
        if index - 1 in gone and index not in gone and quotes(block):
            assert isinstance(block, m.Heading)
            yield m.Quotation((m.Paragraph(block.children, block.position),), block.position)
        elif index in gone:
            seen = (leaf for run in block_runs((block,)) for leaf in leaves(run.children))
            waiting += [leaf for leaf in seen if isinstance(leaf, m.NoteReference)]
            if isinstance(block, m.Figure):
                yield block
        elif waiting and isinstance(block, m.Paragraph):
            yield replace(block, children=(*waiting, *block.children))
            waiting = []
        else:
            yield block


def half_titles(blocks: m.Blocks, names: Names, shapes: Patterns) -> list[int]:
    """The indexes of blocks that are the whole title again, or a heading of its words with nothing under it."""
    parted = {place for index in range(len(blocks)) if is_parted(blocks, index, names) for place in (index, index + 1)}
    return [index for index in range(len(blocks)) if index in parted or is_half_title(blocks, index, names, shapes)]


def is_half_title(blocks: m.Blocks, index: int, names: Names, shapes: Patterns) -> bool:
    """Whether a block is the whole title again, and heads no text."""
    block = blocks[index]
    if not isinstance(block, m.Heading | m.Paragraph):
        return False
    again = names.half(block_text(block)) or is_empty_name(blocks, index, names)
    titles = again and (is_title_of_text(blocks, index) or is_numbers_title(blocks, index))
    return (
        again and not titles and not is_parts_title(blocks, index, shapes) and not is_tales_title(blocks, index, names)
    )


def is_parts_title(blocks: m.Blocks, index: int, shapes: Patterns) -> bool:
    """Whether a line of plain text is the title under a number, such as others of its kind have too."""
    over = titled_number(blocks, index - 1, shapes)
    if over is None:
        return False
    numbers = (titled_number(blocks, place, shapes) for place in range(len(blocks)) if place != index - 1)
    return any(one is not None and one.word == over.word for one in numbers)


def titled_number(blocks: m.Blocks, index: int, shapes: Patterns) -> Said | None:
    """What the block at `index` says where it is a division's word and number, close over a line that says none."""
    pair = blocks[max(index, 0) : index + 2]
    if len(pair) < PAIR or not all(isinstance(block, m.Paragraph) and is_display(block) for block in pair):
        return None
    over, under = (shapes.said(block, 0) for block in pair)
    alone = over is not None and over.role and over.numeral and not over.title
    plain = under is not None and not under.role and not under.numeral
    near = pair[1].position.line - last_line(pair[0]) <= PAIR + 1
    return over if alone and plain and near and not is_running(pair[1]) else None


def is_numbers_title(blocks: m.Blocks, index: int) -> bool:
    """Whether a heading stands between a higher and a lower one, as others do: a number's title, over its argument."""
    return steps_down(blocks, index) and sum(steps_down(blocks, at) for at in range(len(blocks))) > 1


def steps_down(blocks: m.Blocks, index: int) -> bool:
    """Whether a heading stands between a higher and a lower one."""
    rows = blocks[max(0, index - 1) : index + 2]
    levels = [row.level for row in rows if isinstance(row, m.Heading)]
    return len(levels) == len(set(levels)) == 3 and levels == sorted(levels)


def is_parted(blocks: m.Blocks, index: int, names: Names) -> bool:
    """Whether two blocks of plain text, short lines both, are the whole title again."""
    pair = blocks[index : index + 2]
    if len(pair) < PAIR or not all(isinstance(block, m.Paragraph) and len(block.children) == 1 for block in pair):
        return False
    return names.half("\n".join(map(block_text, pair)))


def is_empty_name(blocks: m.Blocks, index: int, names: Names) -> bool:
    """Whether a heading only names the book or its author, another following at once."""
    after = blocks[index + 1 : index + 2]
    followed = not after or isinstance(after[0], m.Heading)
    return isinstance(blocks[index], m.Heading) and followed and names.are(block_text(blocks[index]))
