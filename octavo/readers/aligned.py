"""Aligned: the text of a block of Markdown in; each stretch of it found again where the file has it.

The parser says what a block holds in order, not where. So each stretch is looked for behind the last; what lies
between is markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from octavo import model as m
from octavo.readers.markup import Text

HELPERS = MarkdownIt("commonmark").helpers


class Unaligned(Exception):
    """A stretch that is not where it must be."""


class Aligned:
    """`content` of a block, `rows` telling the line (from 0) and offset in it where each of its lines begins."""

    def __init__(self, content: str, rows: Sequence[tuple[int, int]]) -> None:
        self.content = content
        self.rows = rows
        self.place = 0
        self.length = 0
        self.origins: list[tuple[int, int, int]] = []
        self.text: list[Text] = []

    def source(self, place: int) -> tuple[int, int]:
        """The line (from 0) of the file and the offset in it of the character at `place`."""
        row = self.content.count("\n", 0, place)
        line, at = self.rows[row]
        if at < 0:
            raise Unaligned
        return line, at + place - (self.content.rfind("\n", 0, place) + 1)

    def position(self, name: str) -> m.Position:
        """Where the text stands."""
        rows = [(offset, line + 1, column + 1) for offset, line, column in self.origins]
        if not rows:
            return m.Position(name, self.rows[0][0] + 1)
        (_, line, column), *breaks = rows
        return m.Position(name, line, column, tuple(breaks))

    def found(self, text: str) -> int:
        """Where `text` stands next. Raises Unaligned."""
        place = self.content.find(text, self.place)
        if place < 0:
            raise Unaligned
        return place

    def taken(self, place: int, length: int, *, literal: bool = False) -> None:
        """Notes that the `length` characters from `place` are text; `literal` text has no character references."""
        line, column = self.source(place)
        self.origins.append((self.length, line, column))
        self.text.append(Text(line, column, column + length, literal))
        self.length += length
        self.place = place + length

    def said(self, text: str) -> Iterator[m.Inline]:
        """A stretch of text."""
        if text:
            self.taken(self.found(text), len(text), literal=True)
            yield m.Text(text)

    def special(self, markup: str, text: str) -> Iterator[m.Inline]:
        """A character written another way: `\\*` or `&eacute;`."""
        place = self.found(markup)
        if markup.endswith(text):
            self.place = place + len(markup) - len(text)
            yield from self.said(text)
            return
        self.taken(place, len(markup))
        self.length += len(text) - len(markup)
        yield m.Text(text)

    def code(self, markup: str, text: str) -> Iterator[m.Inline]:
        """Code in a line."""
        self.place = self.found(markup) + len(markup)
        inside = self.content[self.place : self.found(markup)]
        lead = 1 if text != inside.replace("\n", " ") else 0
        if "\n" in inside or inside[lead : lead + len(text)] != text:
            raise Unaligned
        self.taken(self.place + lead, len(text), literal=True)
        self.skip(markup)
        yield m.Text(text)

    def broken(self, inline: m.Inline) -> Iterator[m.Inline]:
        """A line end."""
        place = self.found("\n") + 1
        self.place = place + len(self.content[place:]) - len(self.content[place:].lstrip(" \t"))
        self.length += 1
        yield inline

    def supplied(self, inline: m.Inline) -> Iterator[m.Inline]:
        """What takes room and stands for markup."""
        self.length += 1
        yield inline

    def skip(self, markup: str) -> None:
        """Passes over `markup`."""
        self.place = self.found(markup) + len(markup)

    def leave_link(self, *, automatic: bool) -> None:
        """Passes over the end of a link."""
        if automatic:
            self.skip(">")
            return
        self.skip("]")
        self.leave_address()

    def leave_address(self) -> None:
        """Passes over `(address "title")` or `[reference]`."""
        rest = self.content[self.place :]
        if rest.startswith("("):
            end = len(self.content)
            place = self.spaces(self.place + 1)
            address = HELPERS.parseLinkDestination(self.content, place, end)
            place = self.spaces(address.pos if address.ok else place)
            title = HELPERS.parseLinkTitle(self.content, place, end)
            place = self.spaces(title.pos if title.ok else place)
            if self.content[place : place + 1] != ")":
                raise Unaligned
            self.place = place + 1
        elif rest.startswith("["):
            self.place += rest.find("]") + 1

    def spaces(self, place: int) -> int:
        """The place after the spaces at `place`."""
        return place + len(self.content[place:]) - len(self.content[place:].lstrip())

    def image(self, token: Token) -> m.Image:
        """A picture."""
        place = self.found("![")
        self.place = place + 2
        self.skip(f"{token.content}]")
        self.leave_address()
        said = "".join(child.content for child in token.children or [])
        return self.shown(m.Image(str(token.attrs.get("src", "")), " ".join(said.split())), *self.source(place))

    def shown(self, image: m.Image, line: int, column: int) -> m.Image:
        """A picture that stands at a place of the file."""
        self.origins.append((self.length, line, column))
        self.length += 1
        return image

    def literal(self) -> m.Inlines:
        """All lines as they stand."""
        out: list[m.Inline] = []
        for number, line in enumerate(self.content.split("\n")):
            if number:
                out.append(m.Text(" "))
                self.length += 1
            row, at = self.rows[number]
            self.origins.append((self.length, row, max(at, 0)))
            self.text.append(Text(row, max(at, 0), max(at, 0) + len(line), literal=True))
            self.length += len(line)
            out.append(m.Text(line))
        return tuple(out)
