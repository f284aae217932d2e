"""Structure: a flat run of blocks in; front, body and back matter with roles out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from octavo import model as m
from octavo.edition import Change, Doubt, Omission
from octavo.inlines import flat, leaves, moved, splice
from octavo.lines import block_text
from octavo.manifest import OpeningEntry
from octavo.model import Role
from octavo.omissions import omission
from octavo.readers.lined import lined
from octavo.roles import SEMANTICS
from octavo.shape.correspondence import lettered
from octavo.shape.tabulated import tabulated
from octavo.structure import collation, contents, synopses
from octavo.structure.article import as_one
from octavo.structure.chosen import Chosen
from octavo.structure.files import Called, levelled, titled
from octavo.structure.half_titles import set_apart
from octavo.structure.headings import Patterns, Said, patterns
from octavo.structure.headlines import continued, settled
from octavo.structure.hierarchy import hierarchy
from octavo.structure.in_place import Read, fold, with_gaps
from octavo.structure.names import Names
from octavo.structure.opened import Opened, Part, with_letters_as_chapters
from octavo.structure.playbill import billed, titled_once
from octavo.structure.preliminaries import dedicated, with_names
from octavo.structure.stacked import named_apart, stacked
from octavo.structure.title_lines import joined
from octavo.typography.edit import Edit
from octavo.words import words

Sections = tuple[m.Section, ...]
SIGNED = {Role.PREFACE, Role.FOREWORD, Role.INTRODUCTION, Role.AFTERWORD, Role.DEDICATION, Role.ACKNOWLEDGMENTS}
"""What its writer signs at the end."""
EMPTY: Mapping[str, Called] = MappingProxyType({})


class Structured(Struct, frozen=True):
    """The sections of a book by matter, and what structure changed, doubts or set apart."""

    front: tuple[m.Section, ...]
    body: tuple[m.Section, ...]
    back: tuple[m.Section, ...]
    changes: tuple[Change, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    omissions: tuple[Omission, ...] = ()


def structure(
    blocks: m.Blocks,
    record: m.Metadata,
    opening: OpeningEntry | None = None,
    *,
    omitted: Sequence[Omission] = (),
    pages: Mapping[str, Called] = EMPTY,
) -> Structured:
    """`blocks` as sections; `omitted` is what stages before set apart, `pages` what files are called by name.

    Text before the first heading goes under the heading `opening` supplies; where nothing names it, it
    stands under the book's title and the apparatus asks.
    """
    shapes = patterns(record.language)
    names = Names(record.title, record.subtitle, [person.name for person in record.contributors], record.language)
    text, omissions = set_apart(named_apart(blocks, names, shapes), names, record.language, omitted=omitted)
    if not has_words(text):
        text, omissions = blocks, []
    read = Read(omitted)
    text, listed = without_contents(headed_pictures(lined(text)), shapes, omissions, read)
    text = synopses.told(joined(text, shapes), shapes)
    text, supplied = titled(stacked(settled(text, shapes), shapes), pages)
    text, again = continued(levelled(text, pages, shapes), shapes)
    text, titles = titled_once(text)
    omissions += [*again, *titles]
    listed += [row.text for row in omitted if row.rule == "contents"]
    said = with_gaps(text, shapes, read)
    chosen = hierarchy(
        text, said, frozenset(fold(contents.PAGE.sub("", row)) for row in "\n".join(listed).split("\n") if row), shapes
    )
    parts = split(text, chosen, shapes, omissions)
    doubts = questions(chosen, listed, text, shapes)
    made = with_names(text, parts, record.title, opening, shapes)
    bill = billed(as_one(made.parts, text), record.title)
    bound, drawn = dedicated(bill.parts, shapes)
    shown = [(opened, told(opened, under, shapes, drawn)) for opened, under in bound if opened]
    sections = tuple(nest(with_letters_as_chapters(shown)))
    return Structured(
        *by_matter(named(sections)),
        (*supplied, *made.changes, *bill.changes, *drawn),
        (*made.doubts, *bill.doubts, *doubts),
        (*omissions, *made.omissions),
    )


def headed_pictures(blocks: m.Blocks) -> m.Blocks:
    """`blocks` with the pictures that lead a file, without a caption, or that say what a heading does, under it."""
    out: list[m.Block] = []
    for _, group in groupby(blocks, key=lambda block: block.position.file):
        file = list(group)
        first = next((i for i, block in enumerate(file) if not is_plate(block)), 0)
        if isinstance(file[first], m.Heading):
            file[: first + 1] = [file[first], *file[:first]]
        for index in range(len(file) - 1):
            picture, after = file[index : index + 2]
            if isinstance(picture, m.Figure) and isinstance(after, m.Heading) and says_heading(picture, after):
                file[index : index + 2] = [after, picture]
        out += file
    return tuple(out)


def says_heading(picture: m.Figure, heading: m.Heading) -> bool:
    """Whether a picture without a caption is called as the heading after it: it is drawn over it."""
    called = fold(picture.image.alternative or "")
    return not picture.caption and bool(called) and called == fold(block_text(heading))


def is_plate(block: m.Block) -> bool:
    """Whether a block is a picture without words."""
    return isinstance(block, m.Figure) and not block.caption


def without_contents(
    blocks: m.Blocks, shapes: Patterns, omissions: list[Omission], read: Read
) -> tuple[m.Blocks, list[str]]:
    """`blocks` without the witness's own contents list, and the list's text."""
    listed: list[str] = []
    while place := contents.found(blocks, with_gaps(blocks, shapes, read), shapes, again=bool(listed)):
        first, end = place
        omissions.append(omission("contents", blocks, first, end))
        listed.append(contents.rows_of_contents(blocks[first:end], shapes))
        blocks = (*blocks[:first], *blocks[end:])
    return blocks, listed


def questions(chosen: Sequence[Chosen], listed: Sequence[str], blocks: m.Blocks, shapes: Patterns) -> list[Doubt]:
    """The queries about headings: against the contents list, and against one another."""
    place = position_of(blocks)
    headings = [whole(one, blocks) for one in chosen]
    compared = collation.differences("\n".join(listed), headings, place, shapes) if listed else []
    return [*compared, *collation.numbering([one.said for one in chosen if not is_further(one)])]


def is_further(one: Chosen) -> bool:
    """Whether a heading says again the number of the chapter it is a part of."""
    return one.role is Role.SUBCHAPTER and one.said.role is Role.CHAPTER


def whole(one: Chosen, blocks: m.Blocks) -> Said:
    """What a heading says, with the title that stands under its number."""
    if one.title is None:
        return one.said
    return replace(one.said, text=f"{one.said.text}\n{block_text(blocks[one.title])}", title_at=len(one.said.text) + 1)


def position_of(blocks: m.Blocks) -> m.Position:
    """Where `blocks` begin."""
    return blocks[0].position.at(0) if blocks else m.NOWHERE


# Headings --------------------------------------------------------------------------------------------------


def split(blocks: m.Blocks, chosen: Sequence[Chosen], shapes: Patterns, omissions: list[Omission]) -> list[Part]:
    """Each heading with the blocks under it; None stands for what comes before the first.

    A heading of notes that holds nothing, its notes being gathered elsewhere, is set apart.
    """
    bounds = [*(one.index for one in chosen), len(blocks)]
    parts: list[Part] = [(None, blocks[: bounds[0]])] if bounds[0] else []
    for number, (one, end) in enumerate(zip(chosen, bounds[1:], strict=True)):
        first = (one.index if one.title is None else one.title) + 1
        under = blocks[first:end]
        beside = tuple(block for block in under if block.position.file == blocks[one.index].position.file)
        alone = not has_words(beside) and not deeper(chosen, number)
        if alone and is_list_heading(one.said, shapes) and (parts or beside == under):
            rule = "contents" if shapes.lists(one.said.text) else "notes-heading"
            omissions.append(omission(rule, blocks, one.index, first + len(beside)))
            if parts and beside != under:
                parts[-1] = (parts[-1][0], (*parts[-1][1], *trimmed(under[len(beside) :])))
        else:
            parts.append((opened(one, blocks), trimmed(under)))
    return parts or [(None, ())]


def has_words(blocks: m.Blocks) -> bool:
    """Whether anything can be read in `blocks`."""
    return any(block_text(block).strip() for block in blocks)


def is_list_heading(said: Said, shapes: Patterns) -> bool:
    """Whether a heading only names a list of notes or of contents."""
    text = said.text.strip()
    return bool(shapes.notes.fullmatch(text) or shapes.lists(text))


def deeper(chosen: Sequence[Chosen], number: int) -> bool:
    """Whether the heading after `number` is its subdivision, and no other file's."""
    after = chosen[number + 1 : number + 2]
    here = chosen[number].said.block.position.file
    return any(one.depth > chosen[number].depth and one.said.block.position.file == here for one in after)


def trimmed(blocks: m.Blocks) -> m.Blocks:
    """`blocks` without breaks at their ends."""
    first = next((i for i, block in enumerate(blocks) if not isinstance(block, m.ThematicBreak)), len(blocks))
    last = next((i for i in range(len(blocks), first, -1) if not isinstance(blocks[i - 1], m.ThematicBreak)), first)
    return blocks[first:last]


def opened(one: Chosen, blocks: m.Blocks) -> Opened:
    """A heading told apart into label and title."""
    block, said = one.said.block, one.said
    plain = Opened(one.depth, one.role, block.children, block.position, title_position=block.position)
    if one.title is not None:
        under = blocks[one.title]
        assert isinstance(under, m.Paragraph | m.Heading)
        return replace(
            plain, label=block.children, number=said.numeral, title=under.children, title_position=under.position
        )
    if not said.numeral:
        return plain
    if not said.title:
        return replace(plain, label=block.children, number=said.numeral, title=())
    begin = [Edit(0, said.title_at, "", "label")]
    return replace(
        plain,
        label=without_objects(splice(block.children, [Edit(said.label_end, len(said.text), "", "label")])),
        number=said.numeral,
        title=splice(block.children, begin),
        title_position=moved(block.position, begin),
    )


def without_objects(inlines: m.Inlines) -> m.Inlines:
    """The characters of a label; what takes no room stays with the title."""
    return (m.Text("".join(flat((leaf,)) for leaf in leaves(inlines))),)


# Sections --------------------------------------------------------------------------------------------------


def told(opened: Opened, blocks: m.Blocks, shapes: Patterns, drawn: list[Change]) -> m.Blocks:
    """The blocks of a section with the letters and tables among them told; `drawn` gains what tables are drawn with."""
    out: list[m.Block] = []
    is_letter = opened.role is Role.LETTER
    signs = is_letter or opened.role in SIGNED or bool(shapes.dedicates.match(flat(opened.title)))
    for block in lettered(blocks, shapes, is_letter=is_letter, signs=signs):
        table, changes = tabulated(block)
        out.append(table)
        drawn += changes
    return tuple(out)


def nest(parts: list[tuple[Opened, m.Blocks]]) -> list[m.Section]:
    """Parts in order as a tree, by depth."""
    out: list[m.Section] = []
    begin = 0
    while begin < len(parts):
        opened, blocks = parts[begin]
        after = range(begin + 1, len(parts))
        end = next((place for place in after if parts[place][0].depth <= opened.depth), len(parts))
        out.append(
            m.Section(
                id="",
                role=opened.role,
                title=opened.title,
                label=opened.label,
                number=opened.number,
                title_position=opened.title_position,
                blocks=blocks,
                sections=tuple(nest(parts[begin + 1 : end])),
                supplied=opened.supplied,
                position=opened.position,
            )
        )
        begin = end
    return out


def named(sections: tuple[m.Section, ...], seen: Counter[Role] | None = None) -> tuple[m.Section, ...]:
    """`sections` with ids such as 'chapter-3', counted over the whole book by role."""
    seen = Counter() if seen is None else seen
    out = []
    for section in sections:
        seen[section.role] += 1
        name = f"{section.role.value}-{seen[section.role]}"
        out.append(replace(section, id=name, sections=named(section.sections, seen)))
    return tuple(out)


def with_numbers(book: m.Book, before: m.Book) -> m.Book:
    """`book` with the numbers its labels hold where these were emended; `before` is the same book unemended."""
    shapes = patterns(book.metadata.language)
    return replace(
        book,
        front=renumbered(book.front, before.front, shapes),
        body=renumbered(book.body, before.body, shapes),
        back=renumbered(book.back, before.back, shapes),
    )


def renumbered(sections: Sections, before: Sections, shapes: Patterns) -> Sections:
    """`sections` with the number an emended label holds; `before` are the same sections as the witness has them."""
    return tuple(
        replace(
            section,
            number=section.number if same_words(section.label, old.label) else numeral(section.label, shapes),
            sections=renumbered(section.sections, old.sections, shapes),
        )
        for section, old in zip(sections, before, strict=True)
    )


def same_words(one: m.Inlines, other: m.Inlines) -> bool:
    """Whether two labels differ in their typography at most."""
    return words(flat(one)) == words(flat(other))


def numeral(label: m.Inlines, shapes: Patterns) -> str | None:
    """The number in a label, as it is written there."""
    return shapes.read(m.Heading(1, label), flat(label), 0, 1).numeral


Matters = tuple[tuple[m.Section, ...], tuple[m.Section, ...], tuple[m.Section, ...]]


def by_matter(sections: tuple[m.Section, ...]) -> Matters:
    """Front matter up to the first section of the body, back matter from the last on, acknowledgments there too.

    A section that no word names goes with its neighbours: to the front before the first chapter.
    """
    matters = [SEMANTICS[section.role].matter for section in sections]
    told = [index for index, section in enumerate(sections) if section.role is not Role.SUBCHAPTER]
    bodies = [index for index in told if matters[index] is m.Matter.BODY]
    bodies = bodies or [index for index, matter in enumerate(matters) if matter is m.Matter.BODY]
    if not bodies:
        backs = [index for index, matter in enumerate(matters) if matter is m.Matter.BACK]
        cut = backs[0] if backs else len(sections)
        return sections[:cut], (), sections[cut:]
    end = next((i for i in range(bodies[-1] + 1, len(sections)) if matters[i] is not m.Matter.BODY), len(sections))
    return sections[: bodies[0]], sections[bodies[0] : end], sections[end:]
