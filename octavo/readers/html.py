"""HTML: pages in, their reading out.

A page is untrusted: scripts, styles, forms and frames are not read, nothing is fetched, and a link is kept only
where it leads to the web.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from msgspec.structs import replace

from octavo import model as m
from octavo.inlines import OBJECT_REPLACEMENT, flat, leaves
from octavo.lines import cut, glued
from octavo.notes.labels import unlabelled
from octavo.provider import Provider
from octavo.readers.calls import Notes
from octavo.readers.entries import gathered
from octavo.readers.entry import Entry
from octavo.readers.figures import captioned, leads_away, lift_initials, picture, pure
from octavo.readers.furniture import furniture, leads_on, trimmed
from octavo.readers.header import remarked
from octavo.readers.heads import heading
from octavo.readers.lined import set_in
from octavo.readers.listing import is_index, leads_to
from octavo.readers.number_titles import is_number, with_titles
from octavo.readers.ranks import ranked
from octavo.readers.run import Node, parts
from octavo.readers.semantics import HEADINGS, apart, stated
from octavo.readers.sheet import Sheet, class_names
from octavo.readers.stage import is_staged, staged
from octavo.readers.tables import is_table, table
from octavo.readers.tree import BLOCKS, UNSEEN, Page, classes, unseen, wording
from octavo.readers.typed import alone, is_typed, paragraphs, pieces
from octavo.readers.unmarked import with_headings
from octavo.readers.verse import stanzas, verse_lines, versified
from octavo.readers.witness import Witness
from octavo.reading import Reading, start
from octavo.shape.letters import LETTER_LINES, parts_of

LETTER_PARTS = {f"letter_{part.value}": part for part in m.LetterPart}
LONGEST_NUMBER = 10
"""Figures of a list's first number; what has more is none of the text's."""
COLUMNS = re.compile(r"\S {3,}\S")


def read(witnesses: Sequence[Witness], provider: Provider | None) -> Reading:
    """The blocks of the pages in order, their notes apart. Raises WitnessError."""
    pages = [Page(witness) for witness in witnesses]
    for page, witness in zip(pages, witnesses, strict=True):
        ranked(page, witness.levels)
        lift_initials(page)
        with_headings(page, class_names(), provider)
        if witness.role and not any(one.role for one in stated(page.body).values()):
            page.body.set("epub:type", witness.role.value)
    notes = Notes(pages, class_names())
    lists = is_index(pages)
    typed = all(map(is_typed, pages))
    readers = [PageReader(page, notes, provider, is_index=lists and page is pages[0], is_typed=typed) for page in pages]
    entries = with_titles([trimmed(remarked(list(reader.entries()), provider)) for reader in readers])
    reading = gathered(entries, readers, [found.id for found in notes.bodies.values()])
    return replace(reading, plain=typed)


class PageReader(Sheet):
    """Reads one page."""

    def entries(self) -> Iterator[Entry]:
        """The page's blocks, notes and omissions in order."""
        for words in unseen(self.page.root):
            self.runs.mark_text("not-read", words)
        yield from alone(self.block(self.page.body)) if self.typed else self.block(self.page.body)

    # Blocks ------------------------------------------------------------------------------------------------

    def inside(self, element: Element) -> Iterator[Entry]:
        """The blocks in `element`, lines that stand free made paragraphs."""
        free: list[Node] = []
        for node in self.nodes(element):
            if isinstance(node, str) or not self.is_block(node):
                free.append(node)
                continue
            self.box = element
            yield from self.paragraph(free)
            free = []
            for entry in self.block(node):
                yield replace(entry, leads=leads_to(node)) if entry.omitted and entry.leads is None else entry
        self.box = element
        yield from self.paragraph(free)

    def nodes(self, element: Element) -> Iterator[Node]:
        """What stands in `element`; an inline element that holds a block is as good as not there."""
        for node in parts(element):
            if isinstance(node, str) or not self.is_block(node) or self.is_own(node):
                yield node
            else:
                yield from self.nodes(node)

    def is_own(self, element: Element) -> bool:
        """Whether an element that is, or holds, a block is to be judged as a whole."""
        own = element.tag in BLOCKS | UNSEEN or element.tag == "hr" or element in self.bodies or self.left_out(element)
        return own or bool(classes(element) & self.names["verse"]) or bool(captioned(element, self.names))

    def is_block(self, element: Element) -> bool:
        """Whether `element` is a block, or holds one."""
        return (
            element.tag in BLOCKS
            or element.tag == "hr"
            or self.left_out(element)
            or any(inner.tag in BLOCKS for inner in element.iter())
        )

    def block(self, element: Element) -> Iterator[Entry]:
        """What a block-level element is."""
        if element.tag in UNSEEN or element in self.inline.taken:
            return
        if element in self.header and not self.inline.omitting:
            yield from self.omission(element, "provider-header")
        elif self.left_out(element):
            listed = self.listing.is_list(element, self.bodies) and not furniture().search(wording(element))
            yield from self.omission(element, "contents" if listed else "navigation")
        elif element in self.bodies:
            yield from self.note(element)
        elif element in self.remarks:
            yield from self.omission(element, "provider-remarks")
        elif (rule := apart(element)) and not self.inline.omitting:
            yield from self.omission(element, rule)
        elif self.is_furniture(element):
            yield from self.omission(element)
        elif shown := captioned(element, self.names):
            yield from self.figure(*shown)
        elif self.listing.is_list(element, self.bodies):
            yield from self.omission(element, "contents")
        elif element.tag in HEADINGS or (element.tag == "hgroup" and self.holds(element, HEADINGS)):
            for entry in heading(element, self):
                self.numbered = is_number(entry.blocks[0])
                yield entry
        elif element.tag == "hr":
            yield Entry(m.NOWHERE, (m.ThematicBreak(),))
        elif element.tag == "pre":
            yield from self.preformatted(element)
        elif is_staged(element, self.names):
            yield from staged(element, self, self.names)
        elif classes(element) & self.names["verse"]:
            yield from versified(element, self.page, self.inside_plain(element), self.names)
        elif element.tag in {"ul", "ol"} and self.is_list(element):
            yield from self.list(element)
        elif self.is_quoting(element) and self.is_quotation(element):
            yield from self.quotation(element)
        elif element.tag == "table" and is_table(element, self):
            yield from table(element, self)
        elif element.tag == "p" and not any(self.is_block(child) for child in element):
            yield from self.paragraph(parts(element), element)
        else:
            yield from self.inside(element)

    def is_list(self, element: Element) -> bool:
        """Whether all words of a list stand in its items, and none of them is more than text."""
        items = [item for item in element if item.tag == "li"]
        return not self.holds(element, HEADINGS) and pure(wording(element), items)

    def is_quoting(self, element: Element) -> bool:
        """Whether an element's tag or class says that it quotes."""
        return element.tag == "blockquote" or (
            element.tag == "div" and bool(classes(element) & self.names["quotation"])
        )

    def is_quotation(self, element: Element) -> bool:
        """Whether a blockquote quotes: it holds no heading, note or table, and is no layout, being most of the page."""
        words = len(wording(element))
        part = self.states or words * 2 < len(wording(self.page.body))
        return part and not self.holds(element, HEADINGS | {"table": 0, "hr": 0})

    def paragraph(self, nodes: Iterator[Node] | list[Node], element: Element | None = None) -> Iterator[Entry]:
        """Lines as a paragraph, a part of a letter or a figure."""
        contents = element is not None and self.listing.is_entry(element)
        nodes = list(nodes)
        runs = list(self.runs.paragraphs(nodes))
        entries = [entry for run in runs for entry in self.text(*run, element, contents=contents)]
        if any(not isinstance(node, str) for node in nodes) and leads_on(nodes, self.notes.calls):
            entries = [replace(entry, leads_on=True) for entry in entries]
        stanzas = [
            stanza
            for entry in entries
            for block in entry.blocks
            if isinstance(block, m.Verse)
            for stanza in block.stanzas
        ]
        if len(stanzas) == len(entries) > 1:
            entries = [replace(entries[0], blocks=(replace(entries[0].blocks[0], stanzas=tuple(stanzas)),))]
        yield from entries

    def text(
        self, children: m.Inlines, position: m.Position, element: Element | None, *, contents: bool
    ) -> Iterator[Entry]:
        """A run as a paragraph, a part of a letter or a figure; `contents` tells a line of the list of contents."""
        if not flat(children).strip(f"\n {OBJECT_REPLACEMENT}"):
            yield from self.pictures(children, position)
            return
        children = (*self.waiting, *children)
        self.waiting = []
        part = next(
            (
                part
                for name, part in LETTER_PARTS.items()
                if element is not None and classes(element) & self.names.get(name, frozenset())
            ),
            None,
        )
        numbered, self.numbered = self.numbered, self.numbered and self.inline.omitting
        right = part is None and element is not None and self.alignment.is_right(element)
        if right and len(flat(children)) < LETTER_LINES:
            yield from (Entry(start(line.position), (line,)) for line in parts_of(cut(children, position)))
            return
        block: m.Block = m.LetterLine(part, children, position) if part else m.Paragraph(children, position)
        if element is not None and (lines := set_in(element, self.page, block)):
            block = lines
        caption = element is not None and bool(classes(element) & self.names["caption"])
        quoted = element is not None and element.tag == "p" and bool(classes(element) & self.names["quotation"])
        centred = numbered and self.alignment.is_centred(element if element is not None else self.box)
        omitted = "contents" if contents else None
        yield Entry(start(position), (block,), None, omitted, caption=caption, quoted=quoted, centred=centred)

    def pictures(self, children: m.Inlines, position: m.Position) -> Iterator[Entry]:
        """Pictures that stand without words, each a figure; the page breaks among them wait for the text."""
        self.waiting += [leaf for leaf in leaves(children) if isinstance(leaf, m.PageBreak | m.NoteReference)]
        places = [place for place, sign in enumerate(flat(children)) if sign == OBJECT_REPLACEMENT]
        shown = [leaf for leaf in leaves(children) if isinstance(leaf, m.Image)]
        for image, place in zip(shown, places, strict=True):
            yield Entry(position.at(place), (m.Figure(image, (), position.at(place)),))

    def figure(self, shown: Element, captions: list[Element]) -> Iterator[Entry]:
        """A picture with its caption."""
        place = self.page.tag_position(shown)
        self.inline.taken.add(shown)
        run = self.runs.run([node for caption in captions for node in (caption, " ")])
        if run and not flat(run[0]).strip():
            self.waiting += [leaf for leaf in leaves(run[0]) if isinstance(leaf, m.PageBreak | m.NoteReference)]
            run = None
        figure = m.Figure(picture(shown), *(run or ((), place)))
        yield Entry(min(start(figure.position), place, key=lambda one: (one.line, one.column)), (figure,))

    def preformatted(self, element: Element) -> Iterator[Entry]:
        """Lines that stand as they are: each gap parts stanzas, columns make a table that is kept as it stands."""
        if self.typed:
            for piece in pieces(element):
                found = paragraphs(self.runs.lines(piece)) if isinstance(piece, list) else heading(piece, self)
                yield from (replace(entry, typed=True) for entry in found)
            return
        for stanza in stanzas(self.runs.lines(parts(element))):
            position = glued(stanza)[1]
            if sum(bool(COLUMNS.search(line.text)) for line in stanza) > 1:
                text = "\n".join(line.text for line in stanza)
                yield Entry(start(position), (m.Preformatted((m.Text(text),), position),))
            else:
                rows = verse_lines(stanza)
                yield Entry(start(rows[0].position), (m.Verse((rows,), rows[0].position),))

    def inside_plain(self, element: Element) -> Iterator[Entry]:
        """The paragraphs in `element`, their own classes disregarded."""
        names, self.names = self.names, {**self.names, "verse": frozenset()}
        entries = list(self.block(element) if element.tag == "p" else self.inside(element))
        self.names = names
        yield from entries

    def list(self, element: Element) -> Iterator[Entry]:
        """A list, or the contents where its items are links."""
        items = [self.content(item) for item in element if item.tag == "li"]
        kept = tuple(item for item in items if item)
        number = element.get("start") or "1"
        first = int(number) if number.isdecimal() and len(number) < LONGEST_NUMBER else 1
        if kept:
            position = kept[0][0].position
            labelled = element.tag == "ul" and bool(classes(element) & self.names["labelled"])
            block = m.List(kept, first if element.tag == "ol" else None, position, labelled=labelled)
            omitted = "contents" if self.listing.is_contents(element) else None
            yield Entry(start(position), (block,), omitted=omitted, leads_on=leads_on([element], self.notes.calls))

    def content(self, element: Element) -> m.Blocks:
        """The blocks in `element`, without what only a page can hold."""
        return tuple(block for entry in self.inside(element) for block in entry.blocks if block != m.ThematicBreak())

    def quotation(self, element: Element) -> Iterator[Entry]:
        """Matter quoted."""
        if blocks := self.content(element):
            omitted = "contents" if self.listing.is_contents(element) else None
            yield Entry(start(blocks[0].position), (m.Quotation(blocks, blocks[0].position),), omitted=omitted)

    def note(self, element: Element) -> Iterator[Entry]:
        """A note's body, at its first element, and behind it what stands among its elements and leads elsewhere."""
        found = self.bodies[element]
        for part in found.body:
            self.bodies.pop(part, None)
        before = len(self.runs.marks)
        entries = list(self.block(found.body[0]))
        more = [entry for part in found.body[1:] for entry in self.block(part)]
        entries += [entry for entry in more if entry.omitted != "navigation"]
        said = (mark.text.strip("[](){}.: ") for mark in self.runs.marks[before:] if mark.rule == "note-label")
        linked = found.label in said
        self.inline.taken |= set(found.body)
        blocks = tuple(block for entry in entries for block in entry.blocks if block != m.ThematicBreak())
        if blocks:
            position = start(blocks[0].position)
            kept, marks = unlabelled(blocks, None if linked else found.label)
            self.runs.marks += marks if kept else []
            yield Entry(position, kept or blocks, note=found)
        yield from (entry for entry in more if entry.omitted == "navigation")

    def is_furniture(self, element: Element) -> bool:
        """Whether a heading, paragraph or table only leads to other pages, or to the top of this one."""
        linked = any(inner.tag in {"a", "area"} for inner in element.iter())
        if element.tag not in {*HEADINGS, "p", "div", "center", "table"} or not linked:
            return False
        words = wording(element)
        away = (self.listing.is_contents(element) and bool(furniture().search(words))) or leads_away(element)
        return len(words) < 300 and away

    def omission(self, element: Element, rule: str = "navigation") -> Iterator[Entry]:
        """What is the provider's, on record."""
        omit, self.omit = self.omit, frozenset()
        omitting, self.inline.omitting = self.inline.omitting, True
        tag, element.tag = element.tag, "div"
        entries = [entry for entry in self.inside(element) if entry.blocks != (m.ThematicBreak(),)]
        element.tag, self.omit, self.inline.omitting = tag, omit, omitting
        if blocks := tuple(block for entry in entries for block in entry.blocks):
            yield Entry(entries[0].position, blocks, omitted=rule)
