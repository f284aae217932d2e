"""Inlines: a run's inlines in; their leaves and flat text, and edits on that text made in them, out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate

from msgspec.structs import replace

from octavo import model as m
from octavo.typography.edit import Edit

OBJECT_REPLACEMENT = "\ufffc"
Text, LineBreak = m.Text, m.LineBreak

Parent = m.Emphasis | m.Strong | m.SmallCapitals | m.Foreign | m.Superscript | m.Subscript | m.Link


PARENTS = (m.Emphasis, m.Strong, m.SmallCapitals, m.Foreign, m.Superscript, m.Subscript, m.Link)


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
    if len(inlines) == 1:
        return piece(inlines[0])
    return "".join(
        [
            inline.content if (kind := type(inline)) is Text else "\n" if kind is LineBreak else piece(inline)  # type: ignore[union-attr]
            for inline in inlines
        ]
    )


def piece(inline: m.Inline) -> str:
    """The text of one inline without markup."""
    kind = type(inline)
    if kind is Text:
        return inline.content  # type: ignore[union-attr]
    if kind is LineBreak:
        return "\n"
    return flat(inline.children) if isinstance(inline, PARENTS) else spelled(inline)


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
    shifted = shifter(edits)
    anchors = {shifted(offset): (line, column) for offset, line, column in position.breaks}
    anchors |= {shifted(offset): (line, column) for offset, line, column in _places(position, edits)}
    return replace(position, breaks=tuple([(offset, *anchors[offset]) for offset in sorted(anchors)]))


def _places(position: m.Position, edits: Sequence[Edit]) -> Iterator[tuple[int, int, int]]:
    """(offset, line, column) of the end of each edit, in order."""
    begin, line, column = 0, position.line, position.column
    breaks = iter((*position.breaks, (m.END, 0, 0)))
    after = next(breaks)
    for edit in edits:
        while after[0] <= edit.end:
            begin, line, column = after
            after = next(breaks)
        yield edit.end, line, column + edit.end - begin


def shifter(edits: Sequence[Edit]) -> Callable[[int], int]:
    """Tells where an offset of the flat text is after `edits`."""
    starts = [edit.start for edit in edits]
    gained = [0, *accumulate(len(edit.replacement) - (edit.end - edit.start) for edit in edits)]

    def shifted(offset: int) -> int:
        count = bisect_left(starts, offset)
        inside = max(0, edits[count - 1].end - offset) if count else 0
        return offset + gained[count] + inside

    return shifted


def united(inlines: Iterable[m.Inline]) -> m.Inlines:
    """`inlines` with neighbouring texts made one."""
    out: list[m.Inline] = []
    pieces: list[str] = []
    for inline in inlines:
        if isinstance(inline, m.Text):
            pieces.append(inline.content)
            continue
        out += [m.Text("".join(pieces))] if pieces else []
        pieces = []
        out.append(inline)
    return (*out, m.Text("".join(pieces))) if pieces else tuple(out)


def joined(lines: Sequence[m.Inlines]) -> m.Inlines:
    """Lines as one run, a line break between them."""
    run: list[m.Inline] = []
    for index, line in enumerate(lines):
        run += (m.LineBreak(), *line) if index else line
    return tuple(run)


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


def within(position: m.Position, begin: int, end: int) -> m.Position:
    """The place of the characters `begin` to `end` of a run."""
    first, last = (bisect_right(position.breaks, (offset, m.END)) for offset in (begin, end))
    breaks = tuple((at - begin, line, column) for at, line, column in position.breaks[first:last])
    return replace(position.at(begin), breaks=breaks)
