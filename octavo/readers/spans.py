"""Spans: what stands in the lines of a block of Markdown, in; its inlines and their place in the file, out.

HTML is not read there: a few tags are understood, the others are marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from markdown_it.token import Token

from octavo import model as m
from octavo.edition import Change, Doubt
from octavo.identifiers import web_address
from octavo.readers.aligned import Aligned, Unaligned
from octavo.readers.html_blocks import said_of_picture
from octavo.readers.markup import Text

TAGS: dict[str, Callable[[m.Inlines], m.Inline]] = {
    "i": m.Emphasis,
    "em": m.Emphasis,
    "cite": m.Emphasis,
    "b": m.Strong,
    "strong": m.Strong,
}
TAGS |= {"sup": m.Superscript, "sub": m.Subscript}
SPANS: Mapping[str, Callable[[m.Inlines], m.Inline]] = {"em": m.Emphasis, "strong": m.Strong}
EMPHASES = frozenset({"em", "strong", "s"})
DEEPEST = 40
SMALL_CAPITALS = {"smallcaps", "smcap", "sc", "small-caps"}
HTML_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z]+)[^>]*>")


def shallow(tokens: Sequence[Token]) -> Iterator[Token]:
    """`tokens` without the emphasis that stands deeper in other emphasis than any text has it."""
    depth = 0
    for token in tokens:
        kind, _, end = token.type.partition("_")
        emphasis = kind in EMPHASES and end in {"open", "close"}
        depth += (end == "open") if emphasis else 0
        if not emphasis or depth <= DEEPEST:
            yield token
        depth -= (end == "close") if emphasis else 0


class Spans:
    """Reads the lines of one file's blocks; `text` are the stretches of the file that are text, so far.

    `prefix` leads the ids of the file's notes, `called` are their labels in the order of their calls, `bodies` what
    they say, where they begin and end.
    """

    def __init__(self, name: str, lines: Sequence[str], prefix: str) -> None:
        self.name = name
        self.lines = lines
        self.prefix = prefix
        self.text: list[Text] = []
        self.changes: list[Change] = []
        self.doubts: list[Doubt] = []
        self.called: list[str] = []
        self.bodies: dict[str, tuple[m.Blocks, m.Position, m.Position]] = {}
        self.column = (0, 0)
        self.depth = 0

    def run(self, inline: Token, *, cell: bool = False) -> tuple[m.Inlines, m.Position]:
        """The inlines of a token and their place; where that cannot be told, its lines as they stand, with a query."""
        return self.filled(inline, self.aligned(inline, cell=cell))

    def filled(self, inline: Token, aligned: Aligned) -> tuple[m.Inlines, m.Position]:
        """The inlines of a token whose lines are `aligned`, and their place."""
        self.depth = 0
        before = [len(record) for record in (self.text, self.changes, self.called)]
        try:
            children = self.inlines(shallow(inline.children or []), aligned, "")
        except Unaligned:
            for record, length in zip((self.text, self.changes, self.called), before, strict=True):
                del record[length:]  # type: ignore[attr-defined]
            aligned = Aligned(aligned.content, aligned.rows)
            children = aligned.literal()
            said = "this Markdown could not be followed and stays as it stands; write it more simply"
            self.doubts.append(Doubt("not-read", aligned.position(self.name), "", "", said))
        self.text += aligned.text
        return children, aligned.position(self.name)

    def aligned(self, inline: Token, *, cell: bool) -> Aligned:
        """The lines of an inline token and where they stand in the file."""
        first = (inline.map or [0])[0]
        rows = []
        content = inline.content
        if cell and content not in self.lines[first]:
            content = content.replace("|", "\\|")
        for number, line in enumerate(content.split("\n"), first):
            source = self.lines[min(number, len(self.lines) - 1)]
            if cell:
                least = self.column[1] if self.column[0] == number else 0
                at = source.find(line, least)
                self.column = (number, max(at, 0) + len(line))
            else:
                kept = source.rstrip()
                at = len(kept) - len(line.rstrip()) if kept.endswith(line.rstrip()) else source.rfind(line)
            rows.append((number, at))
        return Aligned(content, rows)

    def inlines(self, tokens: Iterator[Token], aligned: Aligned, end: str) -> m.Inlines:
        """The inlines up to a token of the type `end`."""
        out: list[m.Inline] = []
        for token in tokens:
            if token.type == end:
                break
            if token.type == "html_inline" and end.startswith("</") and token.content.lower().startswith(end):
                aligned.skip(token.content)
                break
            out += self.inline(token, tokens, aligned)
        return tuple(out)

    def inline(self, token: Token, tokens: Iterator[Token], aligned: Aligned) -> Iterator[m.Inline]:
        """One inline, with what it holds."""
        match token.type:
            case "text":
                yield from aligned.said(token.content)
            case "text_special":
                yield from aligned.special(token.markup, token.content)
            case "code_inline":
                yield from aligned.code(token.markup, token.content)
            case "softbreak":
                yield from aligned.broken(m.Text(" "))
            case "hardbreak":
                yield from aligned.broken(m.LineBreak())
            case "em_open" | "strong_open" | "s_open":
                kind = token.type.removesuffix("_open")
                children = self.inlines(tokens, aligned, f"{kind}_close")
                yield from (SPANS[kind](children),) if kind in SPANS and children else children
            case "link_open":
                children = self.inlines(tokens, aligned, "link_close")
                address = str(token.attrs.get("href", ""))
                aligned.leave_link(automatic=token.info == "auto")
                web = web_address(address)
                yield from (m.Link(children, web),) if web and children else children
            case "note_open":
                yield self.note(tokens, aligned)
            case "span_open":
                yield from self.span(str(token.meta["attributes"]), tokens, aligned)
            case "attributes":
                aligned.skip(token.content)
            case "image":
                yield aligned.image(token)
            case "footnote_ref":
                yield from self.call(str(token.meta["label"]), aligned)
            case "html_inline":
                yield from self.tag(token, tokens, aligned)

    def note(self, tokens: Iterator[Token], aligned: Aligned) -> m.Inline:
        """A note that stands where it is called."""
        line, begin = aligned.source(aligned.found("^["))
        aligned.skip("^[")
        inside = Aligned(aligned.content, aligned.rows)
        inside.place = aligned.place
        label = f"^{len(self.called) + 1}"
        self.called.append(label)
        children = self.inlines(tokens, inside, "note_close")
        inside.skip("]")
        aligned.place = inside.place
        self.text += inside.text
        last, end = inside.source(inside.place - 1)
        places = m.Position(self.name, line + 1, begin + 1), m.Position(self.name, last + 1, end + 2)
        self.bodies[label] = (m.Paragraph(children, inside.position(self.name)),), *places
        return m.NoteReference(self.id(label))

    def span(self, attributes: str, tokens: Iterator[Token], aligned: Aligned) -> Iterator[m.Inline]:
        """Words in brackets with attributes."""
        aligned.skip("[")
        children = self.inlines(tokens, aligned, "span_close")
        aligned.skip("]")
        aligned.skip(attributes)
        small = SMALL_CAPITALS & set(re.findall(r"\.([\w-]+)", attributes))
        yield from (m.SmallCapitals(children),) if small and children else children

    def call(self, label: str, aligned: Aligned) -> Iterator[m.Inline]:
        """The call of a note; a second call of one note is a word that leads to it."""
        again = label in self.called
        if not again:
            self.called.append(label)
        if again:
            aligned.skip("[^")
            yield m.Link(tuple(aligned.said(label)), f"#note-{self.id(label)}")
            aligned.skip("]")
        else:
            aligned.skip(f"[^{label}]")
            yield m.NoteReference(self.id(label))

    def tag(self, token: Token, tokens: Iterator[Token], aligned: Aligned) -> Iterator[m.Inline]:
        """A tag of HTML in a line; one that means nothing here is a mark."""
        line, begin = aligned.source(aligned.found(token.content))
        aligned.skip(token.content)
        found = HTML_TAG.fullmatch(token.content)
        name = found["name"].lower() if found and not found["end"] else ""
        if name == "br":
            self.end_line(token.content, line, begin)
            yield from aligned.supplied(m.LineBreak())
        elif name == "img":
            said = said_of_picture(token.content)
            yield aligned.shown(m.Image(said.get("src", ""), " ".join(said.get("alt", "").split())), line, begin)
        elif name in TAGS and not token.content.endswith("/>") and self.depth < DEEPEST:
            self.depth += 1
            children = self.inlines(tokens, aligned, f"</{name}")
            self.depth -= 1
            yield from (TAGS[name](children),) if children else ()

    def end_line(self, tag: str, line: int, begin: int) -> None:
        """Puts on record that a tag, which begins there, ends a line."""
        self.text.append(Text(line, begin, begin + len(tag)))
        place = m.Position(self.name, line + 1, begin + 1)
        self.changes.append(Change("markup", place, tag, "\n", reason="a line end"))

    def id(self, label: str) -> str:
        """A note's id."""
        return f"n{self.prefix}{self.called.index(label) + 1}"
