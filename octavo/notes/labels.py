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

NUMBER = r"[0-9]{1,4}(?::[0-9A-Z]{1,2}|\*{1,2})?"
"""A note's number, or that of its page and its own: 16:A; with a star one of a second list, an editor's: 1*."""
LABEL = rf"{NUMBER}|[A-Z]|[*†‡§]{{1,3}}|[ivxl]{{1,5}}"
KINDS = alternatives(every_word("marks.toml", "note"))
BRACKETED = re.compile(rf"\[(?:(?:{KINDS})?\s*#?\s*(?:{LABEL}):|(?:\*{{1,3}}|†|‡)\s+(?=[^\s*†‡\]]))")
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
    stands = rf"[\[({{<^]?\s*(?:(?:{KINDS})\s*)?(?:#\s*)?{re.escape(label)}\s*"
    if found := re.match(rf"{stands}\(\s*\)\s*(?P<bracket>\[\s*)?", text):
        return found.end(), bool(found["bracket"])
    if found := re.match(rf"{stands}[\])}}>:.]*\s*", text):
        return found.end(), bool(BRACKETED.match(text))
    return 0, False
