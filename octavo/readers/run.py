"""The run: a stretch of a page's nodes in, its inlines and their place out, spaces collapsed as a browser does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element

from octavo import model as m
from octavo.edition import Change, Mark
from octavo.inlines import flat, united
from octavo.lines import Line, cut, glued
from octavo.readers.tree import UNSEEN, Page, chunks, texts
from octavo.readers.white_space import collapsed
from octavo.structure.opened import SUPPLIED

Node = Element | str
EMPHASIS = frozenset({"em", "i", "cite", "dfn", "var"})
STRONG = frozenset({"b", "strong"})
TAGS = re.compile(r"(?:<[^>]*>)*")
WHITE = str.maketrans("\n\t\r\f\u200b", "     ")
SPACE = " \t\r\f\u200b"
"""What a page shows as one space or, at the ends of a line of its source, joins with the line's end to one."""
DROPPED, SIDENOTE, RUBY = "dropped", "sidenote", "ruby"
BRACKETS = {SIDENOTE: ("[", "] "), RUBY: ("(", ")")}
"""What stands around the words that a page sets in its margin, or above a line as their reading."""


class Runs:
    """Makes runs of the nodes of one page; `special` knows what an element means beyond its tag.

    The space after a `tight` element is none of the text's.
    """

    def __init__(self, page: Page, special: Callable[[Element], m.Inline | str | None]) -> None:
        self.page = page
        self.special = special
        self.marks: list[Mark] = []
        self.changes: list[Change] = []
        self.tight: set[Element] = set()

    def run(self, nodes: Iterable[Node]) -> tuple[m.Inlines, m.Position] | None:
        """The inlines of `nodes`; None where they hold nothing to read."""
        run = Raw(self)
        inlines = tuple(run.inlines(nodes))
        return next(paragraph([Line(inlines, run.position())]), None)

    def paragraphs(self, nodes: Iterable[Node]) -> Iterator[tuple[m.Inlines, m.Position]]:
        """The inlines of `nodes`, parted where a page shows a blank line: two line breaks and nothing between."""
        run = Raw(self)
        inlines = united(run.inlines(nodes))
        rows = cut(inlines, run.position()) if run.line_breaks > 1 else (Line(inlines, run.position()),)
        group: list[Line] = []
        for row in rows:
            if row.text.strip() or any(True for _ in objects(row.children)) or not group:
                group.append(row)
            elif any(line.text.strip() for line in group):
                yield from paragraph(group)
                group = []
        yield from paragraph(group)

    def lines(self, nodes: Iterable[Node]) -> list[Line]:
        """The lines of `nodes` as the page's source breaks them, with their spaces."""
        run = Raw(self, keep_lines=True)
        inlines = tuple(run.inlines(nodes))
        return list(cut(inlines, run.position())) if run.origins else []

    def mark(self, rule: str, element: Element) -> None:
        """Puts the words of `element` on record as standing for something else."""
        self.mark_text(rule, "".join(texts(element)))

    def mark_text(self, rule: str, words: str) -> None:
        """Puts `words`, a text with its marks of place, on record."""
        for text, offset in chunks(words):
            if offset is not None and (said := text.strip()):
                begin = max(offset, self.page.text.find(said, offset, offset + len(text)))
                self.marks.append(Mark(rule, m.Position(self.page.name, *self.page.place(begin)), said))


class Raw:
    """One run before its spaces are collapsed: where each stretch of it comes from."""

    def __init__(self, runs: Runs, *, keep_lines: bool = False) -> None:
        self.runs = runs
        self.keep_lines = keep_lines
        self.length = 0
        self.end: int | None = None
        self.parted = self.tight = False
        self.spaced = True
        self.line_breaks = 0
        self.origins: list[tuple[int, int, int]] = []

    def position(self) -> m.Position:
        """The place of the run."""
        if not self.origins:
            return m.Position(self.runs.page.name, 1)
        (begin, line, column), *_ = self.origins
        breaks = self.origins if begin else self.origins[1:]
        return m.Position(self.runs.page.name, line, column, tuple(breaks))

    def inlines(self, nodes: Iterable[Node]) -> Iterator[m.Inline]:
        """`nodes` as inlines."""
        for node in nodes:
            if isinstance(node, str):
                yield from self.text(node)
            elif isinstance(node.tag, str) and node.tag not in UNSEEN:
                yield from self.element(node)

    def text(self, text: str) -> Iterator[m.Inline]:
        """Characters, with the place of each source line of them."""
        for characters, known in chunks(text):
            begin = self.spaces(characters) if known is None and self.keep_lines else known
            piece = characters.lstrip() if self.tight else characters
            offset = begin if begin is None else begin + len(characters) - len(piece)
            if not piece:
                continue
            tight, self.tight = self.tight, False
            if offset is not None and self.end is not None and not tight and self.is_parted(offset):
                yield from self.space()
            place = None if offset is None else self.runs.page.place(offset)
            self.end = offset + len(piece) if offset is not None else self.end
            self.parted = offset is None
            if self.keep_lines:
                yield from self.kept(piece, place)
            elif said := self.stretch(piece, place):
                yield m.Text(said)

    def is_parted(self, offset: int) -> bool:
        """Whether the page shows what stands at `offset` apart from what has been read."""
        return offset < (self.end or 0) or self.runs.page.parts(self.end or 0, offset)

    def space(self) -> Iterator[m.Text]:
        """A space, where none is the last that was read."""
        if not self.spaced:
            self.length += 1
            self.spaced = True
            yield m.Text(" ")

    def kept(self, piece: str, place: tuple[int, int] | None) -> Iterator[m.Inline]:
        """Characters with their line ends and spaces."""
        self.spaced = False
        for number, line in enumerate(piece.split("\n")):
            if place and (not number or line.strip()):
                self.origins.append((self.length, place[0] + number, 1 if number else place[1]))
            if number:
                yield m.LineBreak()
            if line:
                yield m.Text(line)
            self.length += len(line) + 1
        self.length -= 1

    def stretch(self, piece: str, place: tuple[int, int] | None) -> str:
        """Characters, a space for each line end and what stands around it; each line of the source keeps its place."""
        said: list[str] = []
        for number, line in enumerate(piece.split("\n")):
            begun = line.lstrip(SPACE)
            if (number or len(begun) < len(line)) and not self.spaced:
                said.append(" ")
                self.length += 1
                self.spaced = True
            if words := begun.rstrip(SPACE):
                if place:
                    column = len(line) - len(begun) + (1 if number else place[1])
                    self.origins.append((self.length, place[0] + number, column))
                said.append(words)
                self.length += len(words)
                self.spaced = len(words) < len(begun)
                said += " " if self.spaced else ""
                self.length += self.spaced
        return "".join(said).translate(WHITE)

    def spaces(self, piece: str) -> int | None:
        """Where spaces that stand alone between tags begin in the page."""
        begin = TAGS.match(self.runs.page.text, self.end or 0)
        return begin.end() if begin and self.runs.page.text.startswith(piece, begin.end()) else None

    def close_up(self, element: Element) -> None:
        """Puts on record the space right after a word in an element that stands for no words: no page shows it."""
        blank = "".join(texts(element))
        if blank and not blank.strip() and self.end is not None and not self.parted:
            place = m.Position(self.runs.page.name, *self.runs.page.place(self.end))
            self.runs.marks.append(Mark("page-number", place, " "))

    def bracketed(self, element: Element, rule: str) -> Iterator[m.Inline]:
        """What a page sets beside or above its line, in brackets in it."""
        page = self.runs.page
        opens, closes = BRACKETS[rule]
        yield self.supplied(opens, page.begin(element), rule)
        yield from self.inlines(parts(element))
        yield self.supplied(closes, self.end or page.begin(element), rule)

    def supplied(self, text: str, offset: int, rule: str) -> m.Text:
        """Characters that the page lacks at `offset`, and their record."""
        place = m.Position(self.runs.page.name, *self.runs.page.place(offset))
        reason = "what the page shows beside or above its line stands in brackets in it"
        self.runs.changes.append(Change(rule, place, "", text, reason=reason))
        self.length += len(text)
        self.spaced = text.endswith(" ")
        return m.Text(text)

    def element(self, element: Element) -> Iterator[m.Inline]:
        """An element as what it means."""
        special = self.runs.special(element)
        if special == DROPPED or isinstance(special, m.PageBreak):
            self.close_up(element)
        if special == DROPPED:
            return
        if special is not None and not isinstance(special, str):
            if room := len(flat((special,))):
                place = self.runs.page.end_of_tag(element)
                if self.end is not None and self.is_parted(place):
                    yield from self.space()
                self.end = place
                self.spaced = False
                line, column = self.runs.page.place(self.end)
                self.origins.append((self.length, SUPPLIED if isinstance(special, m.Text) else line, column))
                self.length += room
            self.tight = element in self.runs.tight
            yield special
        elif isinstance(special, str) and special in BRACKETS:
            yield from self.bracketed(element, special)
        elif element.tag == "br":
            self.length += 1
            self.line_breaks += 1
            self.spaced = True
            yield m.LineBreak()
        else:
            children = tuple(self.inlines(parts(element)))
            yield from wrapped(element, children, special)


def paragraph(rows: Sequence[Line]) -> Iterator[tuple[m.Inlines, m.Position]]:
    """Lines as one run with its white space as a browser shows it; nothing where they hold nothing to read."""
    if rows:
        children, position = collapsed(*glued(rows))
        if flat(children).strip() or any(True for _ in objects(children)):
            yield children, position


def parts(element: Element) -> Iterator[Node]:
    """The text and elements of `element`, in order."""
    if element.text:
        yield element.text
    for child in element:
        yield child
        if child.tail:
            yield child.tail


def wrapped(element: Element, children: m.Inlines, special: str | None) -> Iterator[m.Inline]:
    """`children` in what their element's tag, or `special`, makes of them."""
    if not children:
        return
    if special == "small-capitals":
        yield m.SmallCapitals(children)
    elif special and special.startswith(("http", "HTTP", "#")):
        yield m.Link(children, special)
    elif special:
        yield m.Foreign(children, special, italic=element.tag in EMPHASIS)
    elif element.tag in EMPHASIS:
        yield m.Emphasis(children)
    elif element.tag in STRONG:
        yield m.Strong(children)
    elif element.tag == "sup":
        yield m.Superscript(children)
    elif element.tag == "sub":
        yield m.Subscript(children)
    else:
        yield from children


def objects(inlines: m.Inlines) -> Iterator[m.Inline]:
    """What takes no room but must not be lost: pictures, calls, page breaks."""
    for inline in inlines:
        if isinstance(inline, m.Image | m.NoteReference | m.PageBreak):
            yield inline
        elif hasattr(inline, "children"):
            yield from objects(inline.children)
