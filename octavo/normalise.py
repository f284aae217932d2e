"""Normalise: blocks as a reader found them in, the text's own blocks out.

The provider's header is set apart, hard line ends are undone where the lines were filled, and characters
are composed (Unicode NFC, UAX #15). What is set apart or changed is told in the apparatus.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from octavo import model as m
from octavo.edition import Change, Omission
from octavo.provider import Provider
from octavo.typography.edit import Edit
from octavo.walk import Run, flat, moved, rewrite_blocks, splice

OPENING_BLOCKS = 30
FILLED = 0.75
WRAPPED_AT_MOST = 100
DECOMPOSED = re.compile(r"[^\u0300-\u036f\u0483-\u0487][\u0300-\u036f\u0483-\u0487]+")


class Field(Struct, frozen=True):
    """What the provider's header says under one name, and where."""

    text: str
    position: m.Position


class Copy(Struct, frozen=True):
    """The copy-text: the body's blocks, the header by field, and what was changed or set apart."""

    blocks: m.Blocks
    header: dict[str, Field]
    changes: tuple[Change, ...] = ()
    omissions: tuple[Omission, ...] = ()
    joined_lines: int = 0


def normalise(blocks: m.Blocks, provider: Provider | None) -> Copy:
    """The copy-text of `blocks`, a page of `provider` or of nobody known."""
    composed, changes = compose(blocks)
    header, body, omissions = without_header(composed, provider) if provider else ({}, composed, ())
    unwrapped, joined_lines = unwrap(body)
    return Copy(unwrapped, header, changes, omissions, joined_lines)


# Characters ------------------------------------------------------------------------------------------------


def compose(blocks: m.Blocks) -> tuple[m.Blocks, tuple[Change, ...]]:
    """`blocks` in Unicode NFC, and each character sequence that was composed."""
    changes: list[Change] = []

    def composed(run: Run) -> Run:
        text = flat(run.children)
        edits = () if unicodedata.is_normalized("NFC", text) else tuple(compositions(text))
        changes.extend(
            Change(edit.rule, run.position.at(edit.start), text[edit.start : edit.end], edit.replacement)
            for edit in edits
        )
        return replace(run, children=splice(run.children, edits), position=moved(run.position, edits))

    return rewrite_blocks(blocks, composed), tuple(changes)


def compositions(text: str) -> Iterator[Edit]:
    """Each letter with combining marks that Unicode writes in fewer characters."""
    for found in DECOMPOSED.finditer(text):
        composed = unicodedata.normalize("NFC", found[0])
        if composed != found[0]:
            yield Edit(found.start(), found.end(), composed, "compose")


# The provider's header -------------------------------------------------------------------------------------


def without_header(blocks: m.Blocks, provider: Provider) -> tuple[dict[str, Field], m.Blocks, tuple[Omission, ...]]:
    """(the header's fields, the blocks after it, the lines set apart); no header leaves all as it is."""
    place = information_block(blocks, provider)
    if place is None:
        return {}, blocks, ()
    header = dict(opening_fields(blocks[:place], provider))
    header |= information(blocks[place], provider)
    if credit := re.search(provider.credit, header["rights"].text if "rights" in header else ""):
        header["credit"] = Field(credit["credit"], header["rights"].position)
    head = blocks[: place + 1]
    return header, blocks[place + 1 :], (omission("provider-header", head),)


def information_block(blocks: m.Blocks, provider: Provider) -> int | None:
    """The index of the block that holds at least two of the provider's labelled lines, near the start."""
    for index, block in enumerate(blocks[:OPENING_BLOCKS]):
        labelled = [line for line, _ in text_lines(block) if provider.label.match(line)]
        if len(labelled) >= 2:
            return index
    return None


def text_lines(block: m.Block) -> list[tuple[str, m.Position]]:
    """The lines of a paragraph's text, each with its position."""
    if not isinstance(block, m.Paragraph):
        return []
    found, offset = [], 0
    for line in flat(block.children).split("\n"):
        found.append((line, block.position.at(offset)))
        offset += len(line) + 1
    return found


def opening_fields(blocks: m.Blocks, provider: Provider) -> Iterator[tuple[str, Field]]:
    """Author, title and what else stands above the information block, a paragraph each."""
    names = iter(provider.opening)
    name = next(names)
    for block in blocks:
        lines = text_lines(block)
        if not lines:
            continue
        text, position = " ".join(line for line, _ in lines), block.position
        if volume := re.fullmatch(provider.volume, text):
            yield "volume", Field(volume["number"], position)
        else:
            yield name, Field(text, position)
            name = next(names, name)


def information(block: m.Block, provider: Provider) -> dict[str, Field]:
    """The labelled lines of an information block; an unlabelled line goes on with the one before."""
    found: dict[str, Field] = {}
    name = ""
    for line, position in text_lines(block):
        if labelled := provider.label.match(line):
            name = provider.fields[labelled[1]]
            begin = replace(position, column=position.column + labelled.start(2))
            found[name] = Field(labelled[2].strip(), begin)
        elif name:
            found[name] = replace(found[name], text=f"{found[name].text} {line}")
    return found


def omission(rule: str, blocks: m.Blocks) -> Omission:
    """`blocks` on record as kept out of the body."""
    texts = [text for block in blocks if (text := "\n".join(line for line, _ in text_lines(block)))]
    last = blocks[-1].position
    last_line = last.breaks[-1][1] if last.breaks else last.line
    return Omission(rule, blocks[0].position.at(0), last_line, "\n\n".join(texts))


# Hard line ends --------------------------------------------------------------------------------------------


def unwrap(blocks: m.Blocks) -> tuple[m.Blocks, int]:
    """Line ends become spaces in each paragraph whose lines were filled; and how many did."""
    measure = wrap_measure(blocks)
    kept: list[m.Block] = []
    joined_lines = 0
    for block in blocks:
        if isinstance(block, m.Paragraph) and is_wrapped(block, measure):
            joined_lines += len(block.position.breaks)
            kept.append(unwrapped(block))
        else:
            kept.append(block)
    return tuple(kept), joined_lines


def wrap_measure(blocks: m.Blocks) -> int:
    """The width the witness's lines are wrapped at: what nine in ten lines that are not last keep within."""
    widths = sorted(len(line) for block in blocks for line, _ in text_lines(block)[:-1])
    return widths[len(widths) * 9 // 10] if widths else 0


def is_wrapped(block: m.Paragraph, measure: int) -> bool:
    """Whether each line but the last is so full that the next line's first word would not have fitted."""
    lines = [line for line, _ in text_lines(block)]
    if len(lines) < 2 or measure > WRAPPED_AT_MOST:
        return False
    return all(len(line) + 1 + len(after.split(" ", 1)[0]) > measure * FILLED for line, after in pairwise(lines))


def unwrapped(block: m.Paragraph) -> m.Paragraph:
    """The paragraph with a space for each line end."""
    return replace(block, children=merged(spaced(block.children)))


def spaced(inlines: m.Inlines) -> Iterator[m.Inline]:
    """`inlines` with spaces for line breaks at the top level."""
    for inline in inlines:
        yield m.Text(" ") if isinstance(inline, m.LineBreak) else inline


def merged(inlines: Iterable[m.Inline]) -> m.Inlines:
    """`inlines` with neighbouring texts made one."""
    out: list[m.Inline] = []
    for inline in inlines:
        last = out[-1] if out else None
        if isinstance(inline, m.Text) and isinstance(last, m.Text):
            out[-1] = m.Text(last.content + inline.content)
        else:
            out.append(inline)
    return tuple(out)
