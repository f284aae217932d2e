"""Walk: the only recursion over a book's tree: its blocks, and every run of it, in reading order, seen or rewritten.

A run is what typography and emendation work on: a paragraph, a heading, a stanza, a cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar, assert_never

from msgspec import Struct
from msgspec.structs import replace

from octavo import model as m
from octavo.inlines import OBJECT_REPLACEMENT, PARENTS, flat, joined, leaves, lines, moved, splice, within
from octavo.typography.edit import Edit, Kind


class Run(Struct, frozen=True):
    """A stretch of inlines that reads as one: `kind` tells typography what it is."""

    kind: Kind
    children: m.Inlines
    position: m.Position


Rewrite = Callable[[Run], Run]


Item = TypeVar("Item")


SINGLE = {
    m.Paragraph: Kind.PROSE,
    m.LetterLine: Kind.PROSE,
    m.Direction: Kind.PROSE,
    m.Heading: Kind.HEADING,
    m.Preformatted: Kind.VERBATIM,
}
"""The blocks that are one run, and its kind."""


def rewrite(book: m.Book, change: Rewrite) -> m.Book:
    """`book` with `change` applied to each of its runs, called in reading order, notes last."""
    return replace(
        book,
        front=_sections(book.front, change),
        body=_sections(book.body, change),
        back=_sections(book.back, change),
        notes=tuple(replace(note, blocks=rewrite_blocks(note.blocks, change)) for note in book.notes),
    )


def runs(book: m.Book) -> list[Run]:
    """Every run of `book` in the order `rewrite` visits them."""
    seen: list[Run] = []
    rewrite(book, noting(seen))
    return seen


def images(book: m.Book) -> Iterator[tuple[m.Image, m.Position]]:
    """Each picture of `book` with its place, those in lines before those that stand alone."""
    for run in runs(book):
        yield from ((leaf, run.position) for leaf in leaves(run.children) if isinstance(leaf, m.Image))
    for block in blocks(book):
        if isinstance(block, m.Figure):
            yield block.image, block.position


ImageChange = Callable[[m.Image, m.Position], m.Image | None]


def with_images(blocks: m.Blocks, change: ImageChange) -> m.Blocks:
    """`blocks` with `change` applied to each picture; where that is None it goes, and its caption is a paragraph."""
    return _figures(rewrite_blocks(blocks, lambda run: _images_in(run, change)), change)


def _figures(blocks: m.Blocks, change: ImageChange) -> m.Blocks:
    out: list[m.Block] = []
    for block in blocks:
        match block:
            case m.Figure(image, caption, position):
                kept = change(image, position)
                out += [replace(block, image=kept)] if kept else [m.Paragraph(caption, position)] if caption else []
            case m.Quotation(inner) | m.Speech(_, inner):
                out.append(replace(block, blocks=_figures(inner, change)))
            case m.List(items):
                out.append(replace(block, items=tuple(_figures(item, change) for item in items)))
            case m.Paragraph(()):
                pass
            case _:
                out.append(block)
    return tuple(out)


def _images_in(run: Run, change: ImageChange) -> Run:
    text = flat(run.children)
    places = [place for place, sign in enumerate(text) if sign == OBJECT_REPLACEMENT]
    shown = [leaf for leaf in leaves(run.children) if isinstance(leaf, m.Image)]
    if not shown:
        return run
    kept = [change(image, run.position.at(place)) for image, place in zip(shown, places, strict=True)]
    gone = [place for place, image in zip(places, kept, strict=True) if image is None]
    spaces = [place + 1 for place in gone if text[place + 1 :][:1] == " " and text[:place][-1:] in {"", " ", "\n"}]
    children = splice(run.children, [Edit(place, place + 1, "", "picture") for place in spaces])
    edits = [Edit(place, place + 1 + (place + 1 in spaces), "", "picture") for place in gone]
    return replace(run, children=_replaced(children, iter(kept)), position=moved(run.position, edits))


def _replaced(inlines: m.Inlines, images: Iterator[m.Image | None]) -> m.Inlines:
    out: list[m.Inline] = []
    for inline in inlines:
        if isinstance(inline, m.Image):
            out += filter(None, [next(images)])
        elif isinstance(inline, PARENTS):
            inner = _replaced(inline.children, images)
            out += [replace(inline, children=inner)] if inner else []
        else:
            out.append(inline)
    return tuple(out)


def links(book: m.Book) -> Iterator[tuple[m.Link, m.Position]]:
    """Each link of `book` with its place."""
    for run in runs(book):
        yield from ((link, run.position) for link in _links(run.children))


def _links(inlines: m.Inlines) -> Iterator[m.Link]:
    for inline in inlines:
        if isinstance(inline, m.Link):
            yield inline
        if isinstance(inline, PARENTS):
            yield from _links(inline.children)


def note_calls(book: m.Book) -> list[tuple[str, m.Position]]:
    """Each note called, by its id, in order, with the place of the call."""
    return [
        (leaf.note, run.position)
        for run in runs(book)
        for leaf in leaves(run.children)
        if isinstance(leaf, m.NoteReference)
    ]


def blocks(book: m.Book) -> Iterator[m.Block]:
    """Every block of `book` and of its notes, an outer one before those in it."""
    for _, _, section in sections(book):
        yield from nested_blocks(section.blocks)
    for note in book.notes:
        yield from nested_blocks(note.blocks)


def nested_blocks(children: m.Blocks) -> Iterator[m.Block]:
    """Each of `children` and every block in it."""
    for block in children:
        yield block
        match block:
            case m.Quotation(inner) | m.Speech(_, inner):
                yield from nested_blocks(inner)
            case m.List(items):
                for item in items:
                    yield from nested_blocks(item)
            case _:
                pass


def numbers(children: m.Blocks, run: int = 0) -> Iterator[tuple[int, int]]:
    """Each item of numbered lists among `children`: the number of the run it begins with, and its own."""
    for block in children:
        match block:
            case m.List(items, start):
                place = run
                for number, item in enumerate(items, start or 0):
                    if start is not None:
                        yield place, number
                    yield from numbers(item, place)
                    place += len(block_runs(item))
            case m.Quotation(inner):
                yield from numbers(inner, run)
            case m.Speech(_, inner):
                yield from numbers(inner, run + 1)
            case _:
                pass
        run += len(block_runs((block,)))


def section_runs(section: m.Section) -> list[Run]:
    """Every run of `section` and its subdivisions, in order."""
    seen: list[Run] = []
    _section(section, noting(seen))
    return seen


def block_runs(blocks: m.Blocks) -> list[Run]:
    """Every run of `blocks`, in order."""
    if len(blocks) == 1 and (kind := SINGLE.get(type(blocks[0]))):
        return [Run(kind, blocks[0].children, blocks[0].position)]  # type: ignore[union-attr]
    seen: list[Run] = []
    rewrite_blocks(blocks, noting(seen))
    return seen


def noting(seen: list[Run]) -> Rewrite:
    """A rewrite that changes nothing and adds each run to `seen`."""

    def note(run: Run) -> Run:
        seen.append(run)
        return run

    return note


def sections(book: m.Book) -> Iterator[tuple[m.Matter, int, m.Section]]:
    """Each section with its matter and depth (0 the highest), in reading order."""
    for matter in m.Matter:
        for section in getattr(book, matter.value):
            for depth, inner in nested(section):
                yield matter, depth, inner


def nested(section: m.Section, depth: int = 0) -> Iterator[tuple[int, m.Section]]:
    """`section` and all its subdivisions with their depth, in reading order."""
    yield depth, section
    for inner in section.sections:
        yield from nested(inner, depth + 1)


def _sections(parts: tuple[m.Section, ...], change: Rewrite) -> tuple[m.Section, ...]:
    return tuple(_section(part, change) for part in parts)


def _section(section: m.Section, change: Rewrite) -> m.Section:
    label = _run(Kind.HEADING, section.label, section.position, change) if section.label else ()
    title = _run(Kind.HEADING, section.title, section.title_position, change) if section.title else ()
    return replace(
        section,
        label=label,
        title=title,
        blocks=rewrite_blocks(section.blocks, change),
        sections=_sections(section.sections, change),
    )


def _run(kind: Kind, children: m.Inlines, position: m.Position, change: Rewrite) -> m.Inlines:
    return change(Run(kind, children, position)).children


def _moved(block: Item, kind: Kind, change: Rewrite) -> Item:
    before = Run(kind, block.children, block.position)  # type: ignore[attr-defined]
    run = change(before)
    if run is before:
        return block
    return replace(block, children=run.children, position=run.position)  # type: ignore[type-var]


def rewrite_blocks(blocks: m.Blocks, change: Rewrite) -> m.Blocks:
    """`blocks` with `change` applied to each run in them, in order."""
    return tuple(rewrite_block(block, change) for block in blocks)


def rewrite_block(block: m.Block, change: Rewrite) -> m.Block:
    """`block` with `change` applied to each run in it."""
    match block:
        case m.Paragraph() | m.LetterLine() | m.Direction() | m.Heading() | m.Preformatted():
            return _moved(block, SINGLE[type(block)], change)
        case m.Verse():
            return replace(block, stanzas=tuple(_stanza(stanza, change) for stanza in block.stanzas))
        case m.Quotation():
            return replace(block, blocks=rewrite_blocks(block.blocks, change))
        case m.List():
            return replace(block, items=tuple(rewrite_blocks(item, change) for item in block.items))
        case m.Table():
            caption = _run(Kind.HEADING, block.caption, block.position, change) if block.caption else ()
            rows = tuple(tuple(_moved(cell, Kind.CELL, change) for cell in row) for row in block.rows)
            return replace(block, caption=caption, rows=rows)
        case m.Figure():
            run = change(Run(Kind.PROSE, block.caption, block.position)) if block.caption else None
            return replace(block, caption=run.children, position=run.position) if run else block
        case m.Speech():
            speaker = _run(Kind.HEADING, block.speaker, block.position, change)
            return replace(block, speaker=speaker, blocks=rewrite_blocks(block.blocks, change))
        case m.ThematicBreak():
            return block
        case _:
            assert_never(block)


def _stanza(stanza: tuple[m.VerseLine, ...], change: Rewrite) -> tuple[m.VerseLine, ...]:
    before = Run(Kind.VERSE, joined([line.children for line in stanza]), _stanza_position(stanza))
    run = change(before)
    if run is before:
        return stanza
    out, offset = [], 0
    for line, children in zip(stanza, lines(run.children), strict=True):
        length = len(flat(children))
        out.append(replace(line, children=children, position=within(run.position, offset, offset + length)))
        offset += length + 1
    return tuple(out)


def _stanza_position(stanza: tuple[m.VerseLine, ...]) -> m.Position:
    breaks: list[tuple[int, int, int]] = []
    offset = 0
    for line in stanza:
        if offset:
            breaks.append((offset, line.position.line, line.position.column))
        breaks += [(offset + at, row, column) for at, row, column in line.position.breaks]
        offset += len(flat(line.children)) + 1
    return replace(stanza[0].position, breaks=tuple(breaks))
