"""Preliminaries: what stands before the first heading in; its leaves (title page, dedication, epigraph, text) out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, groupby

from msgspec import Struct

from octavo import model as m
from octavo.edition import Change, Doubt, Omission
from octavo.inlines import flat
from octavo.lines import block_text
from octavo.manifest import OpeningEntry
from octavo.model import Role
from octavo.notes import last_line
from octavo.omissions import omission
from octavo.reading import end_of, start
from octavo.roles import SEMANTICS
from octavo.structure.headings import SENTENCE, Patterns
from octavo.structure.names import is_said
from octavo.structure.opened import Part, supplied
from octavo.structure.titlepage import evidence, is_dedication, is_display, is_epigraph, is_motto, is_running
from octavo.walk import block_runs

QUIET, LONG, SUBTITLE = 40, 160, 240
CLOSE, LETTER = 2, 600
GOING_ON = (",", ":")
"""What a line that addresses the readers or hearers ends with, right over the text."""
SPOKEN = 2
"""So many small words make a short line before the first heading a sentence."""
LEAVES = {Role.DEDICATION, Role.EPIGRAPH}
REASONS = {
    Role.DEDICATION: "no heading names this text; its words dedicate the book",
    Role.EPIGRAPH: "no heading names this text; it is quoted before the book begins",
}


class Named(Struct, frozen=True):
    """The parts of a text, each with a heading, and what that changed, doubts or set apart."""

    parts: list[Part]
    changes: list[Change] = []
    doubts: list[Doubt] = []
    omissions: list[Omission] = []


def with_names(text: m.Blocks, parts: list[Part], title: str, opening: OpeningEntry | None, shapes: Patterns) -> Named:
    """`parts` of `text` with a name for what stands before the first heading; of the title page nothing stays there."""
    first, before = parts[0]
    if first is not None:
        return Named(parts)
    if opening or len(parts) == 1:
        return with_opening(before, parts[1:], title, opening)
    (heading, under), *rest = parts[1:]
    named, asked = Named([]), Named([])
    for role, group in groupby(leaves(before, shapes), key=lambda row: row[0]):
        indexes = [index for _, index in group]
        blocks = before[indexes[0] : indexes[-1] + 1]
        place = blocks[0].position.at(0)
        if role is None:
            plates, kept, carried = plates_of(text, indexes[0], indexes[-1] + 1, after(under, rest, place.file))
            named.omissions.extend(kept)
            named.changes.extend(carried)
            under = (*plates, *under)
        elif role in LEAVES:
            name = name_of(role, shapes)
            named.parts.append((supplied(role, name, place), blocks))
            named.changes.append(Change("supply-heading", place, "", f"{name}\n\n", reason=REASONS[role]))
        else:
            asked = with_opening(blocks, [], title, None, alone=are_back_matter(parts[1:]))
    changes, doubts = [*named.changes, *asked.changes], asked.doubts
    return Named([*named.parts, *asked.parts, (heading, under), *rest], changes, doubts, named.omissions)


def are_back_matter(parts: Sequence[Part]) -> bool:
    """Whether all parts stand behind a text, as its notes do."""
    return all(heading and SEMANTICS[heading.role].matter is m.Matter.BACK for heading, _ in parts)


def dedicated(parts: Sequence[Part], shapes: Patterns) -> tuple[list[Part], list[Change]]:
    """`parts` with a dedication in lines of capitals, widely set off behind a preface's text, as a part of its own."""
    out: list[Part] = []
    changes: list[Change] = []
    for opened, under in parts:
        first = dedication_at(under, shapes) if opened and SEMANTICS[opened.role].matter is m.Matter.FRONT else None
        if first is None:
            out.append((opened, under))
            continue
        name, place = name_of(Role.DEDICATION, shapes), under[first].position.at(0)
        out += [(opened, under[:first]), (supplied(Role.DEDICATION, name, place), under[first:])]
        changes.append(Change("supply-heading", place, "", f"{name}\n\n", reason=REASONS[Role.DEDICATION]))
    return out, changes


def dedication_at(blocks: m.Blocks, shapes: Patterns) -> int | None:
    """The index in `blocks` from which short lines in capitals, behind text and far from it, are a dedication."""
    first = len(blocks)
    while first and is_capital_line(blocks[first - 1]):
        first -= 1
    for index in range(max(first, 1), len(blocks)):
        apart = blocks[index].position.line - last_line(blocks[index - 1]) - 1
        if apart > CLOSE and is_dedication(blocks[index], shapes):
            return index
    return None


def is_capital_line(block: m.Block) -> bool:
    """Whether a paragraph is a few words in capitals."""
    text = block_text(block)
    return isinstance(block, m.Paragraph) and is_display(block) and text.upper() == text and text.lower() != text


def with_opening(
    blocks: m.Blocks, rest: list[Part], title: str, opening: OpeningEntry | None, *, alone: bool = True
) -> Named:
    """The part that `blocks` without a heading are, under an editor's name for it or the book's, before the `rest`."""
    place = blocks[0].position.at(0) if blocks else m.NOWHERE
    role, name, reason = Role.INTRODUCTION if rest or not alone else Role.CHAPTER, title, "no heading names this text"
    if opening:
        role, name, reason = opening.role, opening.title, opening.reason
    change = Change("supply-heading", place, "", f"{name}\n\n", reason=reason)
    evidence = "no heading names this text; name it in [opening] of book.toml"
    doubts = [] if opening else [Doubt("unnamed-opening", place, "", title, evidence)]
    return Named([(supplied(role, name, place), blocks), *rest], [change], doubts)


def name_of(role: Role, shapes: Patterns) -> str:
    """What a part is called in the language of the book."""
    return next((word for word, named in shapes.row.roles.items() if named is role), SEMANTICS[role].name).capitalize()


# Leaves ----------------------------------------------------------------------------------------------------


def leaves(blocks: m.Blocks, shapes: Patterns) -> Iterator[tuple[Role | None, int]]:
    """What each block is part of; None is the title page. From the first running text on all is introduction."""
    roles: list[Role | None] = []
    place = 0
    for index, block in enumerate(blocks):
        role = leaf(block, roles[-1] if roles and block.position.line - place - 1 <= CLOSE else None, shapes)
        before_dedication = is_dedication(blocks[min(index + 1, len(blocks) - 1)], shapes)
        if role is Role.DEDICATION and addresses(block, blocks[index + 1 : index + 2]):
            role = Role.INTRODUCTION
        if role is Role.INTRODUCTION and before_dedication and len(block_text(block)) <= SUBTITLE:
            role = None
        roles.append(role)
        place = last_line(block)
    text = begins(blocks, roles.index(Role.INTRODUCTION)) if Role.INTRODUCTION in roles else len(blocks)
    yield from ((role, index) for index, role in enumerate(roles[:text]))
    yield from ((Role.INTRODUCTION, index) for index in range(text, len(blocks)))


def addresses(block: m.Block, after: m.Blocks) -> bool:
    """Whether a line ends with a colon over running text: it speaks to somebody, as a letter to an editor does."""
    text = block_text(block).strip()
    return text.endswith(":") and text.upper() != text and any(map(is_running, after))


def begins(blocks: m.Blocks, index: int) -> int:
    """The index of the first sentence that stands close above the one at `index`, so as to be one text with it."""
    while index and isinstance(blocks[index - 1], m.Paragraph):
        text = block_text(blocks[index - 1]).strip()
        apart = blocks[index].position.line - last_line(blocks[index - 1]) - 1
        goes_on = SENTENCE.search(text) or text.endswith(GOING_ON)
        if apart >= CLOSE or text.upper() == text or not goes_on:
            break
        index -= 1
    return index


def leaf(block: m.Block, before: Role | None, shapes: Patterns) -> Role | None:
    """The role of one block, `before` being that of the one it follows closely."""
    if isinstance(block, m.Figure):
        return None
    if is_dedication(block, shapes):
        return Role.DEDICATION
    if before is Role.DEDICATION and len(block_text(block)) <= LETTER:
        return before
    if before is Role.EPIGRAPH and is_display(block):
        return before
    if is_epigraph(block) or (isinstance(block, m.Paragraph) and is_motto(block_text(block))):
        return Role.EPIGRAPH
    imprint = is_display(block) and evidence(block_text(block), block)
    return None if imprint or is_name_only(block) else Role.INTRODUCTION


def is_name_only(block: m.Block) -> bool:
    """Whether a block before the first heading is one more line of the title page: short, and no sentence."""
    text = block_text(block).strip()
    quiet = not SENTENCE.search(text) or text.upper() == text or len(text) < QUIET
    quiet = quiet and not is_said(text, least=SPOKEN)
    lines = isinstance(block, m.Paragraph | m.LetterLine | m.Verse | m.ThematicBreak)
    return lines and is_display(block) and quiet and len(text) < LONG


def after(under: m.Blocks, rest: Sequence[Part], file: str) -> m.Position:
    """Where what stands right under a heading ends: at the words `under` it, the heading of the `rest`, or the end."""
    words = (row for run in block_runs(under) if (row := first_of(run.position)).line)
    headings = (start(heading.position) for heading, _ in rest if heading)
    return next(chain(words, headings), end_of(file))


def first_of(place: m.Position) -> m.Position:
    """Where the first character of a run stands that is the witness's own: a drawn initial's letter is supplied."""
    return next(
        (m.Position(place.file, line, column) for _, line, column in place.breaks if not place.line and line),
        place.at(0),
    )


def plates_of(
    blocks: m.Blocks, first: int, end: int, place: m.Position
) -> tuple[tuple[m.Block, ...], list[Omission], list[Change]]:
    """The pictures of the title page from `first` up to `end`, to stand at `place`; what is set apart or carried."""
    plates: list[m.Block] = []
    omissions, changes = [], []
    for shown, group in groupby(range(first, end), key=lambda index: isinstance(blocks[index], m.Figure)):
        rows = list(group)
        if not shown:
            if any(block_text(blocks[index]) for index in rows):
                omissions.append(omission("title-page", blocks, rows[0], rows[-1] + 1))
            continue
        for block in blocks[rows[0] : rows[-1] + 1]:
            assert isinstance(block, m.Figure)
            plates.append(block)
            if block.caption:
                words = flat(block.caption)
                last = block.position.at(len(words))
                omissions.append(Omission("frontispiece", block.position.at(0), last.line, words, last))
                reason = "the picture before the first heading stands under it"
                changes.append(Change("frontispiece", place, "", f"{words}\n\n", reason=reason))
    return tuple(plates), omissions, changes
