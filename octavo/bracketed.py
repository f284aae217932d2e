"""Bracketed: what transcribers of a plain text put in brackets on lines of its own in; the text and the remarks, out.

[Illustration: caption] stands for a picture, which no plain text holds: its caption would break into the text, as
[Blank Page] and [Transcriber's Note: …] would (guidelines of Project Gutenberg and Distributed Proofreaders). What
does not close, or shares a line with the text, stays; so does the heading of a division that closes a caption.
[Sidenote: …] is the text's own, from its margin: it stands over its paragraph, set in and in italics.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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
LONGEST, MOST = 60, 12
"""So many lines and paragraphs a remark has at most."""


class Unbracketed(Struct, frozen=True):
    """Blocks without the remarks, the remarks on record, and a query about the pictures."""

    blocks: m.Blocks
    omissions: tuple[Omission, ...] = ()
    marks: tuple[Mark, ...] = ()
    doubts: tuple[Doubt, ...] = ()


class Remark(Struct, frozen=True):
    """A remark: its rule, the end of its label, its rows by paragraph, and the rows behind it in the last of these."""

    rule: str
    label: int
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
        if isinstance(block, m.Paragraph) and may_hold(block):
            out += told_apart(cut(block.children, block.position), waiting, omissions, marks)
        else:
            out.append(block)
    return Unbracketed(tuple(out), tuple(omissions), tuple(marks), tuple(absent(omissions)))


def may_hold(block: m.Paragraph) -> bool:
    """Whether a line of a paragraph begins with a bracket: of nearly all running text none does."""
    text = flat(block.children)
    return "[" in text and (text[0] == "[" or "\n[" in text)


def told_apart(
    rows: Sequence[Line], waiting: list[m.Block], omissions: list[Omission], marks: list[Mark]
) -> Iterator[m.Block]:
    """The text among the `rows` of a paragraph; a remark may go on in the blocks that are `waiting`, the next last."""
    kept: list[Line] = []
    at = 0
    while at < len(rows):
        remark = remark_at(rows, at, waiting)
        if remark is None or (remark.rule == SIDENOTE and (kept or len(remark.rows) > 1)):
            kept.append(rows[at])
            at += 1
            continue
        if len(remark.rows) > 1 and kept:
            yield m.Paragraph(*glued(kept))
            kept = []
        del waiting[len(waiting) + 1 - len(remark.rows) :]
        remark = with_heading(remark, marks)
        if remark.rule == SIDENOTE:
            yield aside(remark, marks)
        else:
            omissions.append(on_record(remark, waiting))
        rows, at = remark.behind, 0
    if kept:
        yield m.Paragraph(*glued(kept))


def remark_at(rows: Sequence[Line], at: int, waiting: Sequence[m.Block]) -> Remark | None:
    """The remark that begins with the line `at` of a paragraph and ends a line, within the blocks `waiting` at most."""
    text = rows[at].text
    opens = OPENS.match(text) if text.startswith("[") else None
    if opens is None:
        return None
    rule = next(RULES[kind] for kind, word in opens.groupdict().items() if word)
    taken: list[Sequence[Line]] = []
    depth, count, rest = 0, 0, rows[at:]
    for number in range(MOST):
        for end, row in enumerate(rest[: LONGEST - count], 1):
            depth += row.text.count("[") - row.text.count("]")
            if depth <= 0:
                whole = Remark(rule, opens.end(), [*taken, rest[:end]], rest[end:])
                return whole if not depth and row.text.rstrip().endswith("]") else None
        taken.append(rest)
        count += len(rest)
        after = waiting[-1 - number] if number < len(waiting) and count < LONGEST else None
        if not isinstance(after, m.Paragraph) or after.position.file != rows[at].position.file:
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
