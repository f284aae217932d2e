"""Bracketed: what transcribers of a plain text put in brackets on lines of its own in; the text and the remarks, out.

[Illustration: caption] stands for a picture, which no plain text holds: its caption would break into the text, as
[Blank Page] and [Transcriber's Note: …] would (guidelines of Project Gutenberg and Distributed Proofreaders). What
does not close, or shares a line with the text, stays; so does the heading of a division that closes a caption.
[Sidenote: …] is the text's own, from its margin: it stands over its paragraph, set in and in italics.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from octavo import model as m
from octavo.edition import Doubt, Mark, Omission
from octavo.facts import alternatives, every_word
from octavo.inlines import flat, united
from octavo.lines import Line, cut, glued, without
from octavo.reading import end_of, start
from octavo.structure.divisions import opens_division
from octavo.typography.edit import Edit

PICTURE, SIDENOTE = "picture", "sidenote"
RULES = {PICTURE: PICTURE, "blank": "blank-page", "transcriber": "provider-remarks", SIDENOTE: SIDENOTE}
"""The rule of an omission or mark, by the kind of remark in marks.toml."""
KINDS = "|".join(rf"(?P<{kind}>{alternatives(every_word('marks.toml', kind))})" for kind in RULES)
OPENS = re.compile(rf"\[(?:{KINDS})(?!\w)(?:\s[\w.]{{1,6}})?\s*(?:[\]:.—–-]|$)", re.IGNORECASE)
LONGEST = 12
"""So many paragraphs a remark has at most."""


class Unbracketed(Struct, frozen=True):
    """Blocks without the remarks, the remarks on record, and a query about the pictures."""

    blocks: m.Blocks
    omissions: tuple[Omission, ...] = ()
    marks: tuple[Mark, ...] = ()
    doubts: tuple[Doubt, ...] = ()


class Remark(Struct, frozen=True):
    """A remark: its rule, the end of its label, its rows by paragraph, and the rows of these before and behind it."""

    rule: str
    label: int
    before: Sequence[Line]
    rows: Sequence[Sequence[Line]]
    behind: Sequence[Line]


def unbracketed(blocks: m.Blocks) -> Unbracketed:
    """`blocks` without the remarks that have lines of their own."""
    waiting = list(reversed(blocks))
    out: list[m.Block] = []
    omissions: list[Omission] = []
    marks: list[Mark] = []
    while waiting:
        block = waiting.pop()
        remark = remark_in(block, waiting) if isinstance(block, m.Paragraph) else None
        if remark is None or (remark.rule == SIDENOTE and (remark.before or len(remark.rows) > 1)):
            out.append(block)
            continue
        del waiting[len(waiting) + 1 - len(remark.rows) :]
        remark = with_heading(remark, marks)
        rest = [remark.before, remark.behind] if len(remark.rows) > 1 else [[*remark.before, *remark.behind]]
        waiting += [m.Paragraph(*glued(rows)) for rows in reversed(rest) if rows]
        if remark.rule == SIDENOTE:
            out.append(aside(remark, marks))
        else:
            omissions.append(on_record(remark, waiting))
    return Unbracketed(tuple(out), tuple(omissions), tuple(marks), tuple(absent(omissions)))


def remark_in(block: m.Paragraph, waiting: Sequence[m.Block]) -> Remark | None:
    """The first remark that begins a line of `block` and ends one; `waiting` are the blocks after it, the next last."""
    text = flat(block.children)
    if "[" not in text or not (text[0] == "[" or "\n[" in text):
        return None
    rows = cut(block.children, block.position)
    place = next(((at, found) for at, row in enumerate(rows) if (found := OPENS.match(row.text))), None)
    if place is None:
        return None
    first, opens = place
    rule = next(RULES[kind] for kind, word in opens.groupdict().items() if word)
    taken: list[Sequence[Line]] = []
    depth, rest = 0, rows[first:]
    for number in range(LONGEST):
        for at, row in enumerate(rest):
            depth += row.text.count("[") - row.text.count("]")
            if depth <= 0:
                ends = not depth and row.text.rstrip().endswith("]")
                whole = Remark(rule, opens.end(), rows[:first], [*taken, rest[: at + 1]], rest[at + 1 :])
                return whole if ends else None
        taken.append(rest)
        after = waiting[-1 - number] if number < len(waiting) else None
        if not isinstance(after, m.Paragraph) or after.position.file != block.position.file:
            return None
        rest = cut(after.children, after.position)
    return None


def with_heading(remark: Remark, marks: list[Mark]) -> Remark:
    """A remark without the heading of a division that closes it; the bracket behind that is a mark."""
    last = remark.rows[-1][-1]
    size = len(last.text.rstrip())
    if not opens_division(last.text[: size - 1]):
        return remark
    marks.append(Mark(remark.rule, start(last.position.at(size - 1)), "]"))
    heading = without(last, [Edit(size - 1, len(last.text), "", remark.rule)])
    return replace(remark, rows=[*remark.rows[:-1], remark.rows[-1][:-1]], behind=[heading, *remark.behind])


def aside(remark: Remark, marks: list[Mark]) -> m.Block:
    """A note from the margin without its label and bracket."""
    children, position = glued(remark.rows[0])
    spaced = united(m.Text(" ") if isinstance(inline, m.LineBreak) else inline for inline in children)
    text = flat(spaced)
    size = len(text.rstrip())
    begin = size - len(text[remark.label : size].lstrip())
    edits = [Edit(0, begin, "", SIDENOTE), Edit(size - 1, len(text), "", SIDENOTE)]
    marks += [Mark(SIDENOTE, start(position.at(edit.start)), text[edit.start : edit.end].strip()) for edit in edits]
    note = without(Line(spaced, position), edits)
    return m.Quotation((m.Paragraph((m.Emphasis(note.children),), note.position),), note.position)


def on_record(remark: Remark, waiting: Sequence[m.Block]) -> Omission:
    """A remark on record; it reaches to the rows behind it, or to the block that is `waiting` next."""
    rows = [row for part in remark.rows for row in part]
    text = "\n\n".join("\n".join(row.text for row in part) for part in remark.rows if part)
    file = rows[0].position.file
    after = remark.behind[0].position if remark.behind else waiting[-1].position if waiting else None
    end = start(after) if after is not None and after.file == file else end_of(file)
    return Omission(remark.rule, start(rows[0].position), rows[-1].position.line, text, end)


def absent(omissions: Sequence[Omission]) -> list[Doubt]:
    """The query about the pictures that a plain text only tells of, at the first of them."""
    told = [omission for omission in omissions if omission.rule == PICTURE]
    if not told:
        return []
    said = f"{len(told)} pictures are missing from here on" if len(told) > 1 else "a picture is missing here"
    evidence = f"{said}, which a plain text only tells of: {told[0].text.split(chr(10))[0]!r}; take the HTML edition"
    return [Doubt("picture-missing", told[0].position, "", "", f"{evidence} for it" if len(told) == 1 else evidence)]
