"""A play on the stage: its paragraphs in; speeches, directions and headings out, and the marks that are markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from octavo import model as m
from octavo.drama.cues import ASIDE, SIGNS, Cue, Style, cue_at, cue_in, cue_of, entering
from octavo.edition import Mark
from octavo.lines import Line, cut, glued, part, without
from octavo.marks import PICTURE
from octavo.notes import BODY, divided
from octavo.notes.labels import BRACKETED
from octavo.structure.divisions import divides
from octavo.typography.edit import Edit

DIRECTION = re.compile(rf"{ASIDE}[.,]?|\[[^\[\]]*", re.DOTALL)
CLOSE, HEADING = 2, 60
"""What goes on with a speech stands so few lines under it; a heading is no longer than this, in characters."""


class Stage:
    """Puts a play's paragraphs on the stage; `marks` are the underscores around names, which are markup there."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.marks: list[Mark] = []

    def played(self, blocks: m.Blocks) -> list[m.Block]:
        """The paragraphs of a play as what they are on a stage; a bare name speaks the paragraph under it."""
        out: list[m.Block] = []
        waiting: list[Line] = []
        last = 0
        for block in blocks:
            rows = list(cut(block.children, block.position)) if isinstance(block, m.Paragraph) else []
            cue = cue_of(block)
            if waiting and (not rows or self.style.speaks(cue) or divides(rows[0].text)):
                out.append(m.Paragraph(*glued(waiting)))
                waiting = []
            if not rows:
                out.append(block)
            elif cue and cue.bare and self.style.speaks(cue):
                waiting = rows
            elif waiting:
                out.append(self.speech([*waiting, *rows]))
                waiting = []
            elif not cue and goes_on(rows) and rows[0].position.line - last <= CLOSE:
                continued(out, tuple(parted(rows)))
            else:
                out += self.acted(rows)
            last = block.position.breaks[-1][1] if block.position.breaks else block.position.line
        return [*out, m.Paragraph(*glued(waiting))] if waiting else out

    def acted(self, rows: Sequence[Line]) -> Iterator[m.Block]:
        """The lines of a paragraph as headings, speeches, directions and what else it has."""
        while len(rows) > 1 and divides(rows[0].text) and is_apart(rows[1].text):
            yield m.Paragraph(*glued(rows[:1]))
            rows = rows[1:]
        if is_direction("\n".join(row.text for row in rows).strip()):
            yield m.Direction(*glued(rows))
            return
        starts = [index for index in range(len(rows)) if self.begins(rows, index)]
        ends = [*starts, len(rows)]
        yield from parted(rows[: ends[0]])
        for begin, end in pairwise(ends):
            spoken = self.speech(rows[begin:end])
            said = spoken.blocks
            last = next((i for i in range(len(said), 1, -1) if not isinstance(said[i - 1], m.Direction)), 1)
            yield replace(spoken, blocks=said[:last])
            yield from said[last:]

    def begins(self, rows: Sequence[Line], index: int) -> bool:
        """Whether one of the lines of a paragraph begins a speech; within it only a cue that is set off does."""
        cue = cue_at(rows, index)
        if cue is None or not self.style.speaks(cue):
            return False
        return index == 0 or is_inner(rows[index], cue, self.style.margin)

    def speech(self, rows: Sequence[Line]) -> m.Speech:
        """The lines of a speech, who speaks told apart from what is said."""
        first = rows[0]
        cue = cue_in(first)
        assert cue is not None
        self.marks += [Mark("markup", first.position.at(at), sign) for at, sign in signs_in(first.text[: cue.said])]
        rest = [part(first, cue.said, len(first.text))] if cue.said < len(first.text.rstrip()) else []
        name, position = speaker(first, cue)
        position = replace(position, breaks=(*position.breaks, *glued(rows)[1].breaks))
        return m.Speech(name, tuple(parted([*rest, *rows[1:]])), position)


def goes_on(rows: Sequence[Line]) -> bool:
    """Whether a paragraph without a cue may go on with a speech: it is no direction, and stands unlike a heading."""
    text = "\n".join(row.text for row in rows).strip()
    if is_direction(text) or divides(text) or text.upper() == text or PICTURE.match(text):
        return False
    return len(rows) > 1 or not text[-1].isalnum() or len(text) > HEADING


def continued(out: list[m.Block], said: m.Blocks) -> None:
    """Adds to the last speech what goes on with it after the directions since, where there is one."""
    last = next((i for i in range(len(out) - 1, -1, -1) if not isinstance(out[i], m.Direction)), -1)
    speech = out[last] if last >= 0 else None
    if isinstance(speech, m.Speech):
        out[last:] = [replace(speech, blocks=(*speech.blocks, *out[last + 1 :], *said))]
    else:
        out += said


def is_apart(text: str) -> bool:
    """Whether a line under a heading's is not more of it: it is a heading too, or a direction."""
    return divides(text) or text.lstrip()[:1] in "[("


def is_inner(row: Line, cue: Cue, margin: int) -> bool:
    """Whether a line within a paragraph begins a speech: it is set in, or its name is in capitals or italics."""
    name = row.text[cue.place[0] : cue.place[1]]
    return (
        row.position.column > margin
        or (cue.sure and name.upper() == name)
        or row.text.lstrip().startswith(tuple(SIGNS))
    )


def is_direction(text: str) -> bool:
    """Whether a paragraph is nothing but a stage direction."""
    if PICTURE.fullmatch(text) or BRACKETED.match(text) or BODY.match(text):
        return False
    return bool(text and (DIRECTION.fullmatch(text) or entering().match(text)))


def speaker(line: Line, cue: Cue) -> tuple[m.Inlines, m.Position]:
    """A name with its point, without the markup that sets it off; what stands beside it is in italics."""
    text = line.text
    aside, closed = cue.aside
    stop = len(text[: cue.said].rstrip())
    lead = len(text) - len(text.lstrip())
    named = part(line, lead, stop)
    if edits := [Edit(at, at + 1, "", "speaker") for at, _ in signs_in(named.text)]:
        named = without(named, edits)
    named = replace(named, children=bare(named.children))
    if aside == closed:
        return named.children, named.position
    before, rest = divided(named.children, aside - lead - len(signs_in(text[lead:aside])))
    beside, point = divided(rest, closed - aside - len(signs_in(text[aside:closed])))
    return (*before, m.Emphasis(beside), *point), named.position


def signs_in(text: str) -> list[tuple[int, str]]:
    """The signs of markup in `text`, each with its place."""
    return [(at, sign) for at, sign in enumerate(text) if sign in SIGNS]


def bare(inlines: m.Inlines) -> m.Inlines:
    """`inlines` without the markup of type: a play sets its names in one."""
    out: list[m.Inline] = []
    for inline in inlines:
        out += bare(inline.children) if isinstance(inline, m.Emphasis | m.Strong | m.SmallCapitals) else [inline]
    return tuple(out)


def parted(rows: Sequence[Line]) -> Iterator[m.Block]:
    """Lines of a speech with the directions among them told apart; a direction's lines go up to its bracket's end."""
    said: list[Line] = []
    index = 0
    while index < len(rows):
        end = direction_end(rows, index)
        if end > index:
            if said:
                yield m.Paragraph(*glued(said))
            said = []
            yield m.Direction(*glued(rows[index:end]))
            index = end
        else:
            said.append(rows[index])
            index += 1
    if said:
        yield m.Paragraph(*glued(said))


def direction_end(rows: Sequence[Line], index: int) -> int:
    """The index after the direction that the line at `index` begins, `index` where it begins none."""
    text = rows[index].text.strip()
    if entering().match(text) and index == len(rows) - 1:
        return index + 1
    if text[:1] not in "[(" or BODY.match(text) or not text:
        return index
    for end in range(index + 1, min(len(rows), index + 6) + 1):
        whole = "\n".join(row.text for row in rows[index:end]).strip()
        if DIRECTION.fullmatch(whole) and (whole[-1] in "])" or (whole[-1] in ".," and not closes(rows[end:]))):
            return end
    return index


def closes(rows: Sequence[Line]) -> bool:
    """Whether the lines after an open bracket close it: what it holds is wrapped, and the speech goes on behind it."""
    return "]" in "\n".join(row.text for row in rows).partition("[")[0]
