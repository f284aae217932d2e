"""Markdown: CommonMark with tables and footnotes in, its reading out.

Standard: https://spec.commonmark.org/0.31.2/, by markdown-it-py; footnotes, definition lists, line blocks and
attributes of headings as in Pandoc's Markdown (https://pandoc.org/MANUAL.html#pandocs-markdown), and a front matter of
`key: value` lines between two `---`. Every character that is no part of the text is on record as a mark. HTML in the
text is not read: a few inline tags are understood, a block of it stays as it stands, with a query.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from markdown_it.token import Token
from msgspec import Struct
from msgspec.structs import replace

from octavo import model as m
from octavo.edition import Change, Doubt, Move, Omission
from octavo.inlines import OBJECT_REPLACEMENT, flat, leaves
from octavo.lines import Line, stripped
from octavo.provider import Provider
from octavo.readers.aligned import Aligned
from octavo.readers.dialect import ATTRIBUTES, parser
from octavo.readers.front_matter import common, fields
from octavo.readers.furniture import furniture
from octavo.readers.html_blocks import COMMENT, Stretch, pictures, stretches
from octavo.readers.line_blocks import line_block, versified
from octavo.readers.markup import Text, kept, marks
from octavo.readers.semantics import HEADINGS
from octavo.readers.spans import Spans
from octavo.readers.witness import Witness
from octavo.reading import Reading, end_of, start

BEHIND = re.compile(rf"\s*{ATTRIBUTES.pattern}$")
"""Pandoc's attributes of a heading."""
LONGEST_FURNITURE = 200
HTML_TAGS = re.compile(rf"{COMMENT}|</?(?!img\b)[a-zA-Z][^<>]*>")


def read(witnesses: Sequence[Witness], provider: Provider | None) -> Reading:  # noqa: ARG001 - one shape a reader
    """The blocks of the files in order, their notes apart. Raises WitnessError."""
    files = [
        FileReader(witness, f"{number}-" if len(witnesses) > 1 else "") for number, witness in enumerate(witnesses, 1)
    ]
    blocks = [block for file in files for block in file.read()]
    notes = [row for file in files for row in file.notes_in_order()]
    return Reading(
        tuple(blocks),
        tuple(note for note, _ in notes),
        tuple(move for _, move in notes),
        tuple(mark for file in files for mark in marks(file.name, file.lines, file.spans.text)),
        tuple(omission for file in files for omission in file.omissions),
        tuple(doubt for file in files for doubt in file.spans.doubts),
        tuple(change for file in files for change in file.changes()),
        record=common({file.name: file.record for file in files}),
    )


def shown(text: str) -> list[str]:
    """The addresses of the pictures a text shows, as it writes them."""
    tokens = [inner for token in parser().parse(text) for inner in (token.children or [token])]
    own = [str(token.attrs.get("src", "")) for token in tokens if token.type == "image"]
    return [*own, *(src for token in tokens if token.type.startswith("html") for src in pictures(token.content))]


class Led(Struct, frozen=True):
    """A link of a list of contents, or a heading in it, which has no address; in how many lists' items it stands.

    What stands in no list, as a preface does, has no depth.
    """

    address: str
    words: str
    depth: int | None = None


def led(text: str) -> Iterator[Led]:
    """Each link of a text, and each heading but one that it begins with."""
    depth = -1
    tokens = parser().parse(text)
    for place, token in enumerate(tokens):
        depth += {"bullet_list_open": 1, "bullet_list_close": -1}.get(token.type, 0)
        children = token.children or []
        if place > 1 and tokens[place - 1].type == "heading_open":
            yield Led("", token.content, 0)
        for number, inner in enumerate(children):
            if inner.type == "link_open":
                inside = takewhile(lambda child: child.type != "link_close", children[number + 1 :])
                words = "".join(child.content for child in inside)
                yield Led(str(inner.attrs.get("href", "")), words, depth if depth >= 0 else None)


class FileReader:
    """Reads one file."""

    def __init__(self, witness: Witness, prefix: str) -> None:
        self.name = witness.name
        self.lines = witness.text.split("\n")
        self.tokens = parser().parse(witness.text)
        self.at = 0
        self.spans = Spans(witness.name, self.lines, prefix)
        self.run = self.spans.run
        self.omissions: list[Omission] = []
        self.record: dict[str, str] = {}
        self.calls = {
            str(inner.meta["label"])
            for token in self.tokens
            for inner in token.children or []
            if inner.type == "footnote_ref"
        }

    def read(self) -> m.Blocks:
        """The file's blocks."""
        return self.blocks("")

    def changes(self) -> Iterator[Change]:
        """What was changed in the file."""
        yield from self.spans.changes
        yield from kept(self.name, self.lines, self.spans.text)

    # Blocks ------------------------------------------------------------------------------------------------

    def blocks(self, end: str) -> m.Blocks:
        """The blocks up to the token of the type `end`."""
        out: list[m.Block] = []
        while self.at < len(self.tokens) and self.tokens[self.at].type != end:
            for block in self.block(self.next()):
                if isinstance(block, m.Verse) and out and isinstance(out[-1], m.Verse):
                    out[-1] = replace(out[-1], stanzas=out[-1].stanzas + block.stanzas)
                else:
                    out.append(block)
        self.at += 1
        return tuple(out)

    def next(self) -> Token:
        """The next token."""
        self.at += 1
        return self.tokens[self.at - 1]

    def block(self, token: Token) -> Iterator[m.Block]:
        """What `token` begins."""
        place = m.Position(self.name, (token.map or [0])[0] + 1)
        match token.type:
            case "heading_open":
                line = stripped(Line(*self.run(without_attributes(self.next()))))
                if line.children:
                    yield m.Heading(int(token.tag[1]), line.children, line.position)
            case "dt_open":
                yield from paragraphs(*self.run(self.next()))
            case "paragraph_open":
                yield from self.paragraph(self.next())
            case "blockquote_open":
                if inner := self.blocks("blockquote_close"):
                    yield m.Quotation(inner, inner[0].position)
            case "dd_open":
                yield from self.blocks("dd_close")
            case "bullet_list_open" | "ordered_list_open":
                yield from self.list(token)
            case "table_open":
                yield from self.table()
            case "fence" | "code_block" | "deep":
                yield from self.verbatim(token)
            case "html_block":
                yield from self.html(token)
            case "hr":
                yield m.ThematicBreak(place)
            case "front_matter":
                self.front_matter(token)
            case "footnote_reference_open":
                yield from self.footnote(token)

    def paragraph(self, inline: Token) -> Iterator[m.Block]:
        """Lines of text, verse, or links that lead to other pages; breaks without words are marks."""
        if not inline.content.strip("\\ \n"):
            return
        indents = line_block(inline)
        children, position = self.run(inline)
        if leads_away(inline):
            _, end = inline.map or [0, 0]
            after = m.Position(self.name, end + 1) if end < len(self.lines) else end_of(self.name)
            self.omissions.append(Omission("navigation", start(position), end, flat(children), after))
        elif indents is not None:
            yield from versified(children, position, indents)
        else:
            yield from paragraphs(children, position)

    def list(self, token: Token) -> Iterator[m.Block]:
        """A list."""
        items = []
        while self.next().type == "list_item_open":
            items.append(self.blocks("list_item_close"))
        kept = tuple(item for item in items if item)
        number = int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None
        if kept:
            yield m.List(kept, number, kept[0][0].position)

    def table(self) -> Iterator[m.Block]:
        """A table."""
        rows: list[tuple[m.Cell, ...]] = []
        row: list[m.Cell] = []
        while (token := self.next()).type != "table_close":
            if token.type in {"th_open", "td_open"}:
                inline = self.next()
                children, position = self.run(inline, cell=True) if inline.content else ((), m.Position(self.name, 1))
                self.part_cells(position, first=not any(cell.children for cell in row))
                row.append(m.Cell(children, token.type == "th_open", position=position))
            elif token.type == "tr_close":
                rows.append(tuple(row))
                row = []
        filled = [cell.position for row_of in rows for cell in row_of if cell.children]
        if filled:
            yield m.Table(tuple(rows), position=filled[0])

    def part_cells(self, cell: m.Position, *, first: bool) -> None:
        """Puts on record that the bar before a cell parts it from the one before, however close they stand."""
        bar = -1 if first else self.lines[cell.line - 1].rfind("|", 0, cell.column - 1)
        if bar >= 0:
            self.spans.end_line("|", cell.line - 1, bar)

    def html(self, token: Token) -> Iterator[m.Block]:
        """A block of HTML: what it says in lines; as it stands, where it is more."""
        if not HTML_TAGS.sub("", token.content).strip():
            return
        found = stretches(token.content)
        if found is None:
            yield from self.verbatim(token)
        for quoted, group in groupby(found or (), key=lambda one: "blockquote" in one.within):
            blocks = tuple(block for one in group for block in self.stretch(token, one))
            yield from (m.Quotation(blocks, blocks[0].position),) if quoted else blocks

    def stretch(self, token: Token, words: Stretch) -> Iterator[m.Block]:
        """A stretch of words of a block of HTML; an empty one is a rule."""
        begin, _ = token.map or [0, 0]
        first = token.content.count("\n", 0, words.begin)
        if words.begin == words.end:
            yield m.ThematicBreak(m.Position(self.name, begin + first + 1))
            return
        text = token.content[words.begin : words.end]
        (inline,) = parser().parseInline(text)
        breaks = [-1, *(found.start() for found in re.finditer("\n", text))]
        rows = [self.source(token, words.begin + place + 1) for place in breaks]
        if words.tag[1]:
            line, column = self.source(token, words.tag[0])
            self.spans.end_line(token.content[slice(*words.tag)], line, column)
        children, position = self.spans.filled(inline, Aligned(text, rows))
        level = next((HEADINGS[name] for name in words.within if name in HEADINGS), 0)
        yield from (m.Heading(level, children, position),) if level else paragraphs(children, position)

    def source(self, token: Token, place: int) -> tuple[int, int]:
        """The line of the file (from 0) and the offset in it of the character at a place in a token's content."""
        begin, _ = token.map or [0, 0]
        before = token.content.count("\n", 0, place)
        line = token.content.split("\n")[before]
        return begin + before, len(self.lines[begin + before]) - len(line) + place - (
            token.content.rfind("\n", 0, place) + 1
        )

    def verbatim(self, token: Token) -> Iterator[m.Block]:
        """Lines that stand as they are."""
        if not token.content.strip():
            return
        content = token.content.rstrip("\n").split("\n")
        first = (token.map or [0])[0] + (token.type == "fence")
        breaks, offset, column = [], 0, 1
        for number, line in enumerate(content, first):
            at = self.lines[number].rfind(line.strip()) - (len(line) - len(line.lstrip()))
            self.spans.text.append(Text(number, max(at, 0), at + len(line), literal=True))
            breaks.append((offset, number + 1, max(at, 0) + 1))
            offset += len(line) + 1
        (_, line_number, column), *more = breaks
        position = m.Position(self.name, line_number, column, tuple(more))
        if token.type == "deep":
            said = "this stands deeper in lists or quotations than is read and stays as it stands; write it more simply"
            self.spans.doubts.append(Doubt("not-read", start(position), "", "", said))
        if token.type == "html_block":
            said = "HTML of this kind is not read in a Markdown text and stays as it stands; write it as Markdown"
            self.spans.doubts.append(Doubt("html-in-markdown", start(position), "", "", said))
        if any(line.strip() for line in content):
            yield m.Preformatted((m.Text("\n".join(content)),), position)

    def front_matter(self, token: Token) -> None:
        """The record at the head of a file."""
        self.record = fields(token.content)
        begin, end = token.map or [0, 0]
        text = "\n".join(self.lines[begin:end])
        self.spans.text += [Text(number, 0, len(self.lines[number])) for number in range(begin, end)]
        after = m.Position(self.name, end + 1) if end < len(self.lines) else end_of(self.name)
        self.omissions.append(Omission("front-matter", m.Position(self.name, begin + 1), end, text, after))

    # Notes -------------------------------------------------------------------------------------------------

    def footnote(self, token: Token) -> Iterator[m.Block]:
        """A note, kept apart where something calls it."""
        label = str(token.meta["label"])
        begin, end = token.map or [0, 0]
        blocks = self.blocks("footnote_reference_close")
        place = m.Position(self.name, begin + 1)
        if label in self.calls and label not in self.spans.bodies and blocks:
            after = m.Position(self.name, end + 1) if end < len(self.lines) else end_of(self.name)
            self.spans.bodies[label] = blocks, place, after
            return
        self.spans.doubts.append(Doubt("note-without-call", place, "", "", f"nothing calls note {label}"))
        yield from blocks

    def notes_in_order(self) -> Iterator[tuple[m.Note, Move]]:
        """The notes in the order of their calls, and where each stood."""
        for label in self.spans.called:
            if label in self.spans.bodies:
                blocks, place, after = self.spans.bodies[label]
                yield m.Note(self.spans.id(label), label, blocks, place), Move("note", place, after)


def leads_away(inline: Token) -> bool:
    """Whether a paragraph is links to other pages, as their words say, and no more."""
    depth, beside, links = 0, "", list[str]()
    for child in inline.children or []:
        if child.type == "link_open" and re.match(r"[a-z]+:", str(child.attrs.get("href", "")), re.IGNORECASE):
            return False
        depth += {"link_open": 1, "link_close": -1}.get(child.type, 0)
        if depth and child.type == "text":
            links.append(child.content)
        elif not depth:
            beside += child.content
    away = links and all(furniture().search(words) for words in links)
    return bool(away) and not re.search(r"\w", beside) and len(" ".join(links)) < LONGEST_FURNITURE


def without_attributes(heading: Token) -> Token:
    """A heading whose attributes are no part of its words."""
    last = heading.children[-1] if heading.children else None
    if last is not None and last.type == "text":
        last.content = BEHIND.sub("", last.content)
    return heading


def paragraphs(children: m.Inlines, position: m.Position) -> Iterator[m.Block]:
    """A paragraph, or the pictures it shows without words."""
    shown = [leaf for leaf in leaves(children) if isinstance(leaf, m.Image)]
    text = flat(children)
    if not shown or text.strip(f" \n{OBJECT_REPLACEMENT}"):
        yield m.Paragraph(children, position)
        return
    places = [place for place, sign in enumerate(text) if sign == OBJECT_REPLACEMENT]
    yield from (m.Figure(image, (), start(position.at(place))) for image, place in zip(shown, places, strict=True))
