"""Walk: the only recursion over a book's tree.

Leaves and flat text out of inlines; edits on the flat text back into inlines; every run of a book, in
reading order, seen or rewritten. A run is what typography and emendation work on: a paragraph, a heading,
a stanza, a cell.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import TypeVar, assert_never

from msgspec import Struct
from msgspec.structs import replace

from octavo import model as m
from octavo.typography.edit import Edit, Kind

OBJECT_REPLACEMENT = "\ufffc"


class Run(Struct, frozen=True):
    """A stretch of inlines that reads as one: `kind` tells typography what it is."""

    kind: Kind
    children: m.Inlines
    position: m.Position


Rewrite = Callable[[Run], Run]
Parent = m.Emphasis | m.Strong | m.SmallCapitals | m.Foreign | m.Superscript | m.Subscript | m.Link
PARENTS = (m.Emphasis, m.Strong, m.SmallCapitals, m.Foreign, m.Superscript, m.Subscript, m.Link)


# Inlines ---------------------------------------------------------------------------------------------------


def leaves(inlines: m.Inlines) -> Iterator[m.Inline]:
    """The inlines that have no children, in order."""
    for inline in inlines:
        if isinstance(inline, PARENTS):
            yield from leaves(inline.children)
        else:
            yield inline


def spelled(leaf: m.Inline) -> str:
    """The flat text of one leaf; notes and page breaks take no room."""
    match leaf:
        case m.Text(content):
            return content
        case m.LineBreak():
            return "\n"
        case m.Image():
            return OBJECT_REPLACEMENT
        case _:
            return ""


def flat(inlines: m.Inlines) -> str:
    """The text of `inlines` without markup."""
    if len(inlines) == 1 and type(inlines[0]) is m.Text:
        return inlines[0].content
    pieces = []
    for inline in inlines:
        kind = type(inline)
        if kind is m.Text:
            pieces.append(inline.content)  # type: ignore[union-attr]
        elif kind is m.LineBreak:
            pieces.append("\n")
        elif isinstance(inline, PARENTS):
            pieces.append(flat(inline.children))
        else:
            pieces.append(spelled(inline))
    return "".join(pieces)


def foreign_spans(inlines: m.Inlines, start: int = 0) -> Iterator[tuple[int, int, str]]:
    """(start, end, language) of each foreign stretch of the flat text."""
    for inline in inlines:
        end = start + len(flat((inline,)))
        if isinstance(inline, m.Foreign):
            yield start, end, inline.language
        elif isinstance(inline, PARENTS):
            yield from foreign_spans(inline.children, start)
        start = end


def splice(inlines: m.Inlines, edits: Sequence[Edit]) -> m.Inlines:
    """`inlines` with `edits` of their flat text carried out, markup kept.

    Edits are in order and do not overlap. A replacement goes where the edit begins, an insertion to the
    text before it; a line break an edit covers goes, a picture never does.
    """
    if not edits:
        return inlines
    work = _Splice(edits)
    return work.inlines(inlines) + work.rest()


def insert(inlines: m.Inlines, offset: int, new: m.Inline) -> m.Inlines:
    """`inlines` with `new` before the character at `offset` of their flat text, after what takes no room there."""
    out: list[m.Inline] = []
    begin = 0
    for number, inline in enumerate(inlines):
        end = begin + len(flat((inline,)))
        if begin == offset and end > begin:
            return (*out, new, *inlines[number:])
        if begin <= offset < end:
            return (*out, *_insert_in(inline, offset - begin, new), *inlines[number + 1 :])
        out.append(inline)
        begin = end
    return (*out, new)


def _insert_in(inline: m.Inline, offset: int, new: m.Inline) -> m.Inlines:
    match inline:
        case m.Text(content):
            pieces = (m.Text(content[:offset]), new, m.Text(content[offset:]))
            return tuple(piece for piece in pieces if piece != m.Text(""))
        case _ if isinstance(inline, PARENTS):
            return (replace(inline, children=insert(inline.children, offset, new)),)
        case _:
            return (new, inline)


def without_page_breaks(inlines: m.Inlines) -> m.Inlines:
    """`inlines` without page breaks, the text around each one piece again."""
    out: list[m.Inline] = []
    for inline in inlines:
        if isinstance(inline, m.PageBreak):
            continue
        if isinstance(inline, PARENTS):
            out.append(replace(inline, children=without_page_breaks(inline.children)))
        elif out and isinstance(inline, m.Text) and isinstance(out[-1], m.Text):
            out[-1] = m.Text(out[-1].content + inline.content)
        else:
            out.append(inline)
    return tuple(out)


class _Splice:
    """One pass over the leaves, knowing how far it has come in the flat text and in the edits."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self.edits = edits
        self.next = 0
        self.offset = 0

    def inlines(self, inlines: m.Inlines) -> m.Inlines:
        return tuple(changed for inline in inlines for changed in self.inline(inline))

    def inline(self, inline: m.Inline) -> m.Inlines:
        if isinstance(inline, PARENTS):
            return self.parent(inline)
        begin, self.offset = self.offset, self.offset + len(spelled(inline))
        match inline:
            case m.Text(content):
                changed = self.changed(content, begin)
                return (m.Text(changed),) if changed or not content else ()
            case m.LineBreak():
                changed = self.changed("\n", begin)
                return (inline,) if changed == "\n" else (m.Text(changed),) if changed else ()
            case m.Image():
                self.changed(OBJECT_REPLACEMENT, begin)
                return (inline,)
            case _:
                return (inline,)

    def parent(self, parent: Parent) -> m.Inlines:
        children = self.inlines(parent.children)
        return (replace(parent, children=children),) if children or not parent.children else ()

    def changed(self, content: str, begin: int) -> str:
        """`content`, which begins at the offset `begin`, with the edits that fall in it."""
        pieces, last, end = [], begin, begin + len(content)
        while self.next < len(self.edits) and self.edits[self.next].start <= end:
            edit = self.edits[self.next]
            if edit.start == end and edit.end > end:
                break
            if edit.start >= begin:
                pieces += [content[last - begin : edit.start - begin], edit.replacement]
            last = min(edit.end, end)
            if edit.end > end:
                break
            self.next += 1
        return "".join([*pieces, content[last - begin :]])

    def rest(self) -> m.Inlines:
        """What edits after the last text bring."""
        brought = "".join(edit.replacement for edit in self.edits[self.next :] if edit.start >= self.offset)
        return (m.Text(brought),) if brought else ()


def moved(position: m.Position, edits: Sequence[Edit]) -> m.Position:
    """`position` after `edits`: what follows an edit or a line break is still found where the witness has it."""
    if not edits:
        return position
    ends = ((edit.end, *_line_and_column(position, edit.end)) for edit in edits)
    shifted = shifter(edits)
    anchors = {shifted(offset): (line, column) for offset, line, column in (*position.breaks, *ends)}
    return replace(position, breaks=tuple((offset, *anchors[offset]) for offset in sorted(anchors)))


def _line_and_column(position: m.Position, offset: int) -> tuple[int, int]:
    place = position.at(offset)
    return place.line, place.column


def shifter(edits: Sequence[Edit]) -> Callable[[int], int]:
    """Tells where an offset of the flat text is after `edits`."""
    starts = [edit.start for edit in edits]
    gained = [0, *accumulate(len(edit.replacement) - (edit.end - edit.start) for edit in edits)]

    def shifted(offset: int) -> int:
        count = bisect_left(starts, offset)
        inside = max(0, edits[count - 1].end - offset) if count else 0
        return offset + gained[count] + inside

    return shifted


def joined(lines: Sequence[m.Inlines]) -> m.Inlines:
    """Lines as one run, a line break between them."""
    run: m.Inlines = ()
    for index, line in enumerate(lines):
        run += (m.LineBreak(), *line) if index else line
    return run


def lines(run: m.Inlines) -> list[m.Inlines]:
    """A run cut at its line breaks, `joined` undone; markup that spans line ends is begun again on each."""
    cut: list[list[m.Inline]] = [[]]
    for inline in run:
        if isinstance(inline, m.LineBreak):
            cut.append([])
        elif isinstance(inline, PARENTS):
            first, *more = lines(inline.children)
            cut[-1].append(replace(inline, children=first))
            cut += [[replace(inline, children=line)] for line in more]
        else:
            cut[-1].append(inline)
    return [tuple(line) for line in cut]


# Blocks ----------------------------------------------------------------------------------------------------

Item = TypeVar("Item")


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
        case m.Paragraph() | m.LetterLine() | m.Direction():
            return _moved(block, Kind.PROSE, change)
        case m.Heading():
            return _moved(block, Kind.HEADING, change)
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
        case m.Preformatted():
            return _moved(block, Kind.VERBATIM, change)
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


def within(position: m.Position, begin: int, end: int) -> m.Position:
    """The place of the characters `begin` to `end` of a run."""
    first, last = (bisect_right(position.breaks, (offset, m.END)) for offset in (begin, end))
    breaks = tuple((at - begin, line, column) for at, line, column in position.breaks[first:last])
    return replace(position.at(begin), breaks=breaks)
