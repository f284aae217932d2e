"""Labels: a note's blocks in; the same without the label, the way back and the bracket that the witness prints, out."""

from __future__ import annotations

import re

from msgspec.structs import replace

from octavo import model as m
from octavo.edition import Mark
from octavo.facts import alternatives, every_word
from octavo.inlines import flat, splice
from octavo.lines import Line, without
from octavo.reading import start
from octavo.typography.edit import Edit

NUMBER = r"\*?[0-9]{1,4}(?::[0-9A-Z]{1,2}|\*{1,2})?"
"""A note's number, or that of its page and its own: 16:A; with a star one of a second list, an editor's: 1* or *1."""
LABEL = rf"{NUMBER}|[A-Z]|[*†‡§]{{1,3}}|[ivxl]{{1,5}}"
KINDS = alternatives(every_word("marks.toml", "note"))
BRACKETED = re.compile(rf"\[(?:(?:{KINDS})?\s*#?\s*(?:{LABEL}):|(?:\*{{1,3}}|†|‡)\s+(?=[^\s*†‡\]]))")
LEAD, OPENED = re.compile(rf"[\[({{<^]?\s*(?:(?:{KINDS})\s*)?(?:#\s*)?"), re.compile(r"[\[({<^]?\s*")
"""What stands before a label, with its kind and without."""
RETURN, CLOSED = re.compile(r"\s*\(\s*\)\s*(?P<bracket>\[\s*)?"), re.compile(r"\s*[\])}>:.]*\s*")
"""What stands behind a label: an empty link back, or what closes it."""
LEFT = re.compile(r"(?:[\[(]\s*)?[.:)\]](?![.:)\]])\s+(?=\S)")
"""What is left of a label whose number was a link back."""


def unlabelled(blocks: m.Blocks, label: str | None) -> tuple[m.Blocks, list[Mark]]:
    """A note's blocks without the label, and the bracket, that the witness prints before it.

    None is a label that was a link and is taken away already: what is left of it goes, with the space behind it, and no
    word that looks like it.
    """
    if not blocks or not isinstance(blocks[0], m.Paragraph):
        return blocks, []
    first = blocks[0]
    text = flat(first.children)
    end, closes = label_end(text, label)
    if not end:
        return blocks, []
    marks = [Mark("note-label", start(first.position.at(i)), text[i]) for i in range(end) if text[i].strip()]
    line = without(Line(first.children, first.position), [Edit(0, end, "", "note-label")])
    if not line.children:
        return blocks[1:], marks
    kept = (replace(first, children=line.children, position=line.position), *blocks[1:])
    last = kept[-1]
    if closes and isinstance(last, m.Paragraph) and flat(last.children).endswith("]"):
        length = len(flat(last.children))
        marks.append(Mark("note-label", start(last.position.at(length - 1)), "]"))
        kept = (*kept[:-1], replace(last, children=splice(last.children, [Edit(length - 1, length, "", "note-label")])))
    return kept, marks


def label_end(text: str, label: str | None) -> tuple[int, bool]:
    """Where the note itself begins in its `text`, and whether a bracket was opened before it."""
    if label is None:
        left = LEFT.match(text)
        return (left.end() if left else len(text) - len(text.lstrip())), False
    for lead in (LEAD, OPENED):
        found = lead.match(text)
        begin = found.end() if found else 0
        if text.startswith(label, begin):
            after = begin + len(label)
            returns = RETURN.match(text, after)
            if returns:
                return returns.end(), bool(returns["bracket"])
            closed = CLOSED.match(text, after)
            return (closed.end() if closed else after), bool(BRACKETED.match(text))
    return 0, False
