"""Remarks: the blocks of a provider's text in; what its volunteers say before, among and after them, by place, out.

A remark may be one block, or head more: these go on to a wider gap, a rule, or the end of its bracket.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo import model as m
from octavo.facts import alternatives, every_word
from octavo.lines import block_text
from octavo.notes import bracket_end, last_line
from octavo.provider import Provider
from octavo.structure.headings import SENTENCE

REMARKS, CLOSING, FEW, LONGEST = 14, 12, 5, 400
"""So many blocks lead a text, end it behind a remark, words head remarks, and blocks are under one."""
SENTENCE_LENGTH, SHORT, SEEN = 160, 20, 200
HEADING, APART = 60, 2
"""Characters of a line that heads a transcriber's notes under the title, and lines it is apart from that."""
RULE = re.compile(r"[-_=*~ ]{5,}")
FOOTNOTE = re.compile(r"\[?(?:Footnotes?\b|Fußnote|1[\]:])", re.IGNORECASE)
HEADS = re.compile(rf"\W*(?:{alternatives(every_word('marks.toml', 'transcriber'))})(?!\w)", re.IGNORECASE)
"""What heads the remarks of whoever transcribed the text, in a bracket, a box or neither."""


def remarks_end(blocks: m.Blocks, provider: Provider, begin: int, end: int) -> int:
    """The index after the last of the provider's remarks that lead the text; notes under its title are not of them."""
    last = begin
    for index in range(begin, min(begin + REMARKS, end)):
        if index > last and HEADS.match(block_text(blocks[index])):
            break
        if said(blocks, index, provider, provider.remarks):
            last = max(last, notes_end(blocks, provider, index, end, opens=index == last))
        elif index - last > 1 or isinstance(blocks[index], m.Heading):
            break
    return last


def remarks_among(blocks: m.Blocks, provider: Provider, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """(first, end) of each remark under the title: up to its bracket, or up to a wide gap where a heading leads it."""
    for index in range(begin, min(begin + REMARKS, end)):
        text = block_text(blocks[index]).strip()
        if HEADS.match(text) and not text.startswith("["):
            stop = headed_end(blocks, provider, index, end)
            if stop > index + 1:
                yield index, stop
            continue
        noted = text.startswith("[") and said(blocks, index, provider, provider.noted)
        if noted and said(blocks, index, provider, provider.remarks):
            stop = bracket_end(blocks, index)
            if stop <= end and block_text(blocks[stop - 1]).rstrip().endswith("]"):
                yield index, stop


def headed_end(blocks: m.Blocks, provider: Provider, index: int, end: int) -> int:
    """The index after the notes of a transcriber under the heading at `index`; the next one where it heads none."""
    text = block_text(blocks[index]).strip()
    apart = index > 0 and blocks[index].position.line - last_line(blocks[index - 1]) > APART
    heads = apart and len(text) <= HEADING and "\n" not in text and not SENTENCE.search(text)
    return notes_end(blocks, provider, index, end, opens=True) if heads else index + 1


def said(blocks: m.Blocks, index: int, provider: Provider, patterns: tuple[str, ...]) -> bool:
    """Whether a block begins a transcriber's remarks, or one of the provider's: by its words or the next's."""
    text = block_text(blocks[index])[:SEEN]
    if HEADS.match(text) or provider.matches(patterns, text):
        return True
    if len(text) > SHORT or index + 1 == len(blocks):
        return False
    return provider.matches(provider.paired, f"{text.strip()}\n{block_text(blocks[index + 1])[:SEEN]}")


def notes_end(blocks: m.Blocks, provider: Provider, index: int, end: int, *, opens: bool) -> int:
    """The index after a remark: where its bracket closes, or the notes it heads end at a wider gap or a rule.

    One of a sentence heads more only where it `opens` the text: under a title the text follows it.
    """
    text = block_text(blocks[index]).strip()
    closed = bracket_end(blocks, index) if text.startswith("[") else index + 1
    if closed > index + 1 or not said(blocks, index, provider, provider.noted) or text.endswith("]"):
        return closed
    heads = len(text.split()) <= FEW and not SENTENCE.search(text)
    if not heads and not opens:
        return index + 1
    for after in range(index + 1, min(index + LONGEST, end)):
        block = blocks[after]
        words = block_text(block)
        if RULE.fullmatch(words.strip()):
            return after + 1
        gap = block.position.line - last_line(blocks[after - 1]) - 1
        wide = gap > 1 + (heads and after == index + 1)
        if wide or isinstance(block, m.Heading) or (not heads and words.upper() == words):
            return after
    return index + 1


def closing_begins(blocks: m.Blocks, provider: Provider, begin: int, end: int) -> int:
    """The index of the remark that closes the text, with what follows it; `end` where there is none.

    A long one is a heading with notes under it, and no footnotes.
    """
    for index in range(max(begin, end - LONGEST), end):
        if not said(blocks, index, provider, provider.closing):
            continue
        text = block_text(blocks[index]).strip()
        if text.startswith("[") and bracket_end(blocks, index, most=LONGEST) == end:
            return index
        gap = blocks[index].position.line - last_line(blocks[index - 1])
        heads = len(text.split()) <= FEW and not SENTENCE.search(text) and gap > 2
        footnotes = any(FOOTNOTE.match(block_text(block)) for block in blocks[index:end])
        if heads and not footnotes and any(len(block_text(block)) > SENTENCE_LENGTH for block in blocks[begin:index]):
            return index
        if end - index <= CLOSING and is_last(blocks[begin:end], index - begin):
            return index
    return end


def is_last(blocks: m.Blocks, index: int) -> bool:
    """Whether a remark ends `blocks`: its bracket closes with them; one without is nearer to their end than beginning.

    A remark under the title of a short text stands as near to its end, and what follows is the text.
    """
    if block_text(blocks[index]).lstrip().startswith("["):
        return bracket_end(blocks, index) == len(blocks)
    before, after = (sum(len(block_text(block)) for block in part) for part in (blocks[:index], blocks[index:]))
    return before >= after
