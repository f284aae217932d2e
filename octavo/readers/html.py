"""HTML: pages in, their reading out.

A page is untrusted: scripts, styles, forms and frames are not read, nothing is fetched, and a link is kept only
where it leads to the web.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from xml.etree.ElementTree import Element

import msgspec
from msgspec.structs import replace

from octavo import model as m
from octavo.edition import PICTURE_OF_WORDS, Change
from octavo.inlines import OBJECT_REPLACEMENT, flat, leaves
from octavo.lines import glued
from octavo.notes import unlabelled
from octavo.provider import Provider
from octavo.readers.calls import LABEL, Notes
from octavo.readers.entries import Entry, gathered
from octavo.readers.figures import captioned, initial, leads_away, picture, pure
from octavo.readers.header import information, remarked
from octavo.readers.heads import headed, stacked
from octavo.readers.listing import Listing, leads_to
from octavo.readers.run import DROPPED, Node, Runs, parts
from octavo.readers.semantics import Stated, apart, headless, indexed, stated
from octavo.readers.site import beside, title_page
from octavo.readers.stage import is_staged, staged
from octavo.readers.tree import BLOCKS, UNSEEN, Page, classes, unseen, wording
from octavo.readers.verse import stanzas, verse_lines, versified
from octavo.readers.witness import Witness
from octavo.reading import Reading, start

FOLIO = re.compile(
    r"[\[{(]?\s*(?:pg\.?|page|p\.?|s\.)?\s*(?P<label>[0-9]{1,4}[a-z]?|[ivxlcdm]+)\s*[\]})]?", re.IGNORECASE
)
PAGE_ID = re.compile(r"(?:page|pg|p|seite)[_-]?(?P<label>[0-9]{1,4}[a-z]?|[ivxlcdm]+)", re.IGNORECASE)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
LONGEST_FOLIO = 20
LETTER_PARTS = {f"letter_{part.value}": part for part in m.LetterPart}
COLUMNS = re.compile(r"\S {3,}\S")


@cache
def class_names() -> dict[str, frozenset[str]]:
    """classes.toml: what class names mean."""
    rows = msgspec.toml.decode(files("octavo.readers").joinpath("classes.toml").read_bytes(), type=dict[str, list[str]])
    return {meaning: frozenset(names) for meaning, names in rows.items()}


SUPPLIED = 0
"""The line of words that stand on none."""


def read(witnesses: Sequence[Witness], provider: Provider | None) -> Reading:
    """The blocks of the pages in order, their notes apart. Raises WitnessError."""
    pages = [Page(witness) for witness in witnesses]
    notes = Notes(pages, class_names()["note"])
    readers = [PageReader(page, notes, provider) for page in pages]
    entries = [remarked(list(reader.entries()), provider) for reader in readers]
    return gathered(entries, readers, [found.id for found in notes.bodies.values()])


class PageReader:
    """Reads one page."""

    def __init__(self, page: Page, notes: Notes, provider: Provider | None) -> None:
        self.page = page
        self.notes = notes
        self.names = class_names()
        self.omit = self.names["navigation"] | frozenset(provider.omit if provider else ())
        self.header = set(information(page, provider)) if provider else set()
        self.language = page.root.get("lang") or page.root.get("xml:lang") or page.body.get("lang") or ""
        self.runs = Runs(page, self.special)
        self.folios: set[str] = set()
        self.waiting: list[m.Inline] = []
        self.changes: list[Change] = []
        self.omitting = False
        self.taken: set[Element] = set()
        self.bodies = {element: found for element, found in notes.parts.items() if found.page is page}
        self.stated = stated(page.body)
        self.beside = set(beside(page, frozenset(provider.text if provider else ())))
        self.title_page = set(title_page(page, self.names["title_page"]))
        self.listing = Listing(page, notes.calls, indexed(page.body))
        self.states = any(one.role for one in self.stated.values()) or headless(page.body) is not None

    def entries(self) -> Iterator[Entry]:
        """The page's blocks, notes and omissions in order."""
        for words in unseen(self.page.root):
            self.runs.mark_text("not-read", words)
        yield from self.block(self.page.body)

    # Blocks ------------------------------------------------------------------------------------------------

    def inside(self, element: Element) -> Iterator[Entry]:
        """The blocks in `element`, lines that stand free made paragraphs."""
        free: list[Node] = []
        for node in self.nodes(element):
            if isinstance(node, str) or not self.is_block(node):
                free.append(node)
                continue
            yield from self.paragraph(free)
            free = []
            for entry in self.block(node):
                yield replace(entry, leads=leads_to(node)) if entry.omitted and entry.leads is None else entry
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

    def left_out(self, element: Element) -> bool:
        """Whether the provider's own matter stands in `element`."""
        return (
            element.tag == "nav" or (element in self.beside and not self.omitting) or bool(classes(element) & self.omit)
        )

    def block(self, element: Element) -> Iterator[Entry]:
        """What a block-level element is."""
        if element.tag in UNSEEN or element in self.taken:
            return
        if self.left_out(element):
            listed = self.listing.is_list(element, self.bodies) and not furniture().search(wording(element))
            yield from self.omission(element, "contents" if listed else "navigation")
        elif element in self.bodies:
            yield from self.note(element)
        elif element in self.header:
            yield from self.omission(element, "provider-header")
        elif (rule := apart(element)) and not self.omitting:
            yield from self.omission(element, rule)
        elif self.is_furniture(element):
            yield from self.omission(element)
        elif shown := captioned(element, self.names):
            yield from self.figure(*shown)
        elif self.listing.is_list(element, self.bodies):
            yield from self.omission(element, "contents")
        elif element.tag in HEADINGS or (element.tag == "hgroup" and self.holds(element, HEADINGS)):
            yield from self.heading(element)
        elif element.tag == "hr":
            yield Entry(m.NOWHERE, (m.ThematicBreak(),))
        elif element.tag == "pre":
            yield from self.preformatted(element)
        elif is_staged(element, self.names):
            yield from staged(element, self, self.names)
        elif classes(element) & self.names["verse"]:
            yield from versified(element, self, self.names)
        elif element.tag in {"ul", "ol"} and self.is_list(element):
            yield from self.list(element)
        elif self.is_quoting(element) and self.is_quotation(element):
            yield from self.quotation(element)
        elif element.tag == "table" and self.is_table(element):
            yield from self.table(element)
        elif element.tag == "p" and not any(self.is_block(child) for child in element):
            yield from self.paragraph(parts(element), element)
        else:
            yield from self.inside(element)

    def holds(self, element: Element, tags: dict[str, int]) -> bool:
        """Whether one of `tags`, a note or what is left out stands in `element`."""
        return any(inner.tag in tags or inner in self.bodies or self.left_out(inner) for inner in element.iter())

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

    def is_table(self, element: Element) -> bool:
        """Whether a table holds figures or words in columns, not the layout of the page."""
        if element.find(".//table") is not None:
            return False
        cells = list(element.iter("td")) + list(element.iter("th"))
        rows = list(element.iter("tr"))
        captions = element.findall("caption")
        if len(captions) > 1 or not pure(wording(element), [*captions, *cells]):
            return False
        blocky = any(inner.tag in HEADINGS or inner in self.bodies or self.left_out(inner) for inner in element.iter())
        return not blocky and len(rows) > 1 and len(cells) > len(rows) and not self.listing.is_contents(element)

    def paragraph(self, nodes: Iterator[Node] | list[Node], element: Element | None = None) -> Iterator[Entry]:
        """Lines as a paragraph, a part of a letter or a figure."""
        contents = element is not None and self.listing.is_entry(element)
        for children, position in self.runs.paragraphs(nodes):
            yield from self.text(children, position, element, contents=contents)

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
        block: m.Block = m.LetterLine(part, children, position) if part else m.Paragraph(children, position)
        caption = element is not None and bool(classes(element) & self.names["caption"])
        quoted = element is not None and element.tag == "p" and bool(classes(element) & self.names["quotation"])
        yield Entry(start(position), (block,), omitted="contents" if contents else None, caption=caption, quoted=quoted)

    def pictures(self, children: m.Inlines, position: m.Position) -> Iterator[Entry]:
        """Pictures that stand without words, each a figure; the page breaks among them wait for the text."""
        self.waiting += [leaf for leaf in leaves(children) if isinstance(leaf, m.PageBreak | m.NoteReference)]
        places = [place for place, sign in enumerate(flat(children)) if sign == OBJECT_REPLACEMENT]
        shown = [leaf for leaf in leaves(children) if isinstance(leaf, m.Image)]
        for image, place in zip(shown, places, strict=True):
            yield Entry(position.at(place), (m.Figure(image, (), position.at(place)),))

    def figure(self, shown: Element, captions: list[Element]) -> Iterator[Entry]:
        """A picture with its caption."""
        place = m.Position(self.page.name, *self.page.place(self.page.end_of_tag(shown)))
        self.taken.add(shown)
        run = self.runs.run([node for caption in captions for node in (caption, " ")])
        figure = m.Figure(picture(shown), *(run or ((), place)))
        yield Entry(min(start(figure.position), place, key=lambda one: (one.line, one.column)), (figure,))

    def heading(self, element: Element) -> Iterator[Entry]:
        """A heading, the pictures in it after it; the page breaks in it wait for the text."""
        shown = list(element.iter("img"))
        self.taken |= set(shown)
        run = self.runs.run(stacked(element, self.names["heading_title"]))
        yield from self.titled(element, run) if run else self.drawn(element, shown)
        if run:
            places = [m.Position(self.page.name, *self.page.place(self.page.end_of_tag(image))) for image in shown]
            end = run[1].at(len(flat(run[0])))
            yield from (Entry(end, (m.Figure(picture(i), (), p),)) for i, p in zip(shown, places, strict=True))

    def drawn(self, element: Element, shown: list[Element]) -> Iterator[Entry]:
        """A heading that is only pictures: the words they stand for, and where there are none the pictures."""
        for image in shown:
            place = m.Position(self.page.name, *self.page.place(self.page.end_of_tag(image)))
            words = picture(image).alternative
            if not words or self.omitting:
                yield Entry(place, (m.Figure(picture(image), (), place),))
                continue
            after = (len(words) + 1, place.line, place.column)
            nowhere = m.Position(self.page.name, SUPPLIED, breaks=(after,))
            reason = "the page shows these words as a picture; they are its alternative text"
            self.changes.append(Change(PICTURE_OF_WORDS, place, "", f"{words}\n\n", reason=reason))
            yield Entry(place, (self.head(element, (m.Text(words),), nowhere),))

    def titled(self, element: Element, run: tuple[m.Inlines, m.Position]) -> Iterator[Entry]:
        """A heading that has words."""
        children, position = run
        breaks = [inline for inline in children if isinstance(inline, m.PageBreak)]
        self.waiting += breaks
        children = tuple(inline for inline in children if inline not in breaks)
        if children:
            yield Entry(start(position), (self.head(element, children, position),))

    def head(self, element: Element, children: m.Inlines, position: m.Position) -> m.Heading | m.Paragraph:
        """A heading with what its section states; on the title page it is a line like the others."""
        if element in self.title_page:
            return m.Paragraph(children, position)
        first = headed(element)
        said = self.stated.get(first, Stated())
        return m.Heading(HEADINGS[first.tag], children, position, said.role, said.matter)

    def preformatted(self, element: Element) -> Iterator[Entry]:
        """Lines that stand as they are: each gap parts stanzas, columns make a table that is kept as it stands."""
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
        first = int(number) if number.isdecimal() else 1
        if kept:
            position = kept[0][0].position
            block = m.List(kept, first if element.tag == "ol" else None, position)
            omitted = "contents" if self.listing.is_contents(element) else None
            yield Entry(start(position), (block,), omitted=omitted)

    def content(self, element: Element) -> m.Blocks:
        """The blocks in `element`, without what only a page can hold."""
        return tuple(block for entry in self.inside(element) for block in entry.blocks if block != m.ThematicBreak())

    def quotation(self, element: Element) -> Iterator[Entry]:
        """Matter quoted."""
        if blocks := self.content(element):
            omitted = "contents" if self.listing.is_contents(element) else None
            yield Entry(start(blocks[0].position), (m.Quotation(blocks, blocks[0].position),), omitted=omitted)

    def table(self, element: Element) -> Iterator[Entry]:
        """Rows of cells."""
        rows = []
        for row in element.iter("tr"):
            cells = [self.cell(cell) for cell in row if cell.tag in {"td", "th"}]
            if any(cell.children for cell in cells):
                rows.append(tuple(cells))
        caption = next((self.runs.run(parts(found)) for found in element.iter("caption")), None)
        if rows:
            position = caption[1] if caption else next(c.position for row in rows for c in row if c.children)
            yield Entry(start(position), (m.Table(tuple(rows), caption[0] if caption else (), position),))

    def cell(self, element: Element) -> m.Cell:
        """One cell."""
        run = self.runs.run(parts(element))
        children, position = run or ((), m.Position(self.page.name, 1))
        spans = [element.get(name) or "1" for name in ("colspan", "rowspan")]
        columns, rows = (int(span) if span.isdecimal() and 0 < int(span) < 100 else 1 for span in spans)
        return m.Cell(children, element.tag == "th", columns, rows, position)

    def note(self, element: Element) -> Iterator[Entry]:
        """A note's body, at its first element."""
        found = self.bodies[element]
        for part in found.body:
            self.bodies.pop(part, None)
        entries = [entry for part in found.body for entry in self.block(part)]
        self.taken |= set(found.body)
        blocks = tuple(block for entry in entries for block in entry.blocks if block != m.ThematicBreak())
        if blocks:
            position = start(blocks[0].position)
            blocks, marks = unlabelled(blocks, found.label)
            self.runs.marks += marks
            yield Entry(position, blocks, note=found)

    def is_furniture(self, element: Element) -> bool:
        """Whether a heading, paragraph or table only leads to other pages, or to the top of this one."""
        if element.tag not in {*HEADINGS, "p", "div", "center", "table"} or next(element.iter("a"), None) is None:
            return False
        words = wording(element)
        away = (self.listing.is_contents(element) and bool(furniture().search(words))) or leads_away(element)
        return len(words) < 300 and away

    def omission(self, element: Element, rule: str = "navigation") -> Iterator[Entry]:
        """What is the provider's, on record."""
        omit, self.omit = self.omit, frozenset()
        omitting, self.omitting = self.omitting, True
        tag, element.tag = element.tag, "div"
        entries = [entry for entry in self.inside(element) if entry.blocks != (m.ThematicBreak(),)]
        element.tag, self.omit, self.omitting = tag, omit, omitting
        if blocks := tuple(block for entry in entries for block in entry.blocks):
            yield Entry(entries[0].position, blocks, omitted=rule)

    # Inlines -----------------------------------------------------------------------------------------------

    def special(self, element: Element) -> m.Inline | str | None:
        """What `element` means in a line beyond its tag."""
        if element in self.notes.calls:
            return self.call(element)
        if element.tag == "a" and self.is_label(element):
            self.runs.mark("note-label", element)
            return DROPPED
        if element.tag == "img":
            return self.shown(element)
        if classes(element) & self.names["page_number"] and (label := self.folio(element)):
            return self.page_break(element, label)
        if element.tag == "a" and re.match(r"https?://", element.get("href") or "", re.IGNORECASE):
            return element.get("href")
        if classes(element) & self.names["small_capitals"]:
            return "small-capitals"
        language = element.get("lang") or element.get("xml:lang") or ""
        if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*", language) and language != self.language:
            return language
        return None

    def shown(self, element: Element) -> m.Inline | str:
        """A picture in a line, or the letter it stands for."""
        if element in self.taken:
            return DROPPED
        letter = initial(self.page, element)
        if letter is None or self.omitting:
            return picture(element)
        place = m.Position(self.page.name, *self.page.place(self.page.end_of_tag(element)))
        reason = "the page shows this letter as a picture; it is its alternative text"
        self.changes.append(Change("initial", place, "", letter, reason=reason))
        return m.Text(letter)

    def call(self, element: Element) -> m.Inline | str:
        """The call of a note; a second call of one note stays a word that leads to it."""
        found = self.notes.calls[element]
        if element is not found.calls[0]:
            return f"#note-{found.id}"
        self.runs.mark("note-call", element)
        return m.NoteReference(found.id)

    def is_label(self, element: Element) -> bool:
        """Whether a link leads back from a note to its call."""
        target = self.notes.target(self.page, element.get("href") or "")
        if target is None:
            return False
        other, place = target
        return any(
            call is place or call in set(place.iter()) or place in set(other.block(call).iter())
            for found in self.notes.bodies.values()
            if any(element is inner for part in found.body for inner in part.iter("a"))
            for call in found.calls
        ) and (bool(LABEL.fullmatch(wording(element))) or len(wording(element)) < 12)

    def folio(self, element: Element) -> str | None:
        """The folio a page number's element says."""
        words = wording(element)
        for text in (words, *(element.get(name) or "" for name in ("data-page-number", "title", "aria-label"))):
            if found := FOLIO.fullmatch(text.strip()):
                return found["label"]
        if len(words) > LONGEST_FOLIO:
            return None
        for inner in element.iter():
            for name in (inner.get("id") or "", inner.get("name") or ""):
                if found := PAGE_ID.fullmatch(name):
                    return found["label"]
        return None

    def page_break(self, element: Element, label: str) -> m.Inline | str:
        """Where a page of the printed source begins; the second of a name is passed over."""
        self.runs.mark("page-number", element)
        if label in self.folios:
            return DROPPED
        self.folios.add(label)
        return m.PageBreak(label)


@cache
def furniture() -> re.Pattern[str]:
    """The words of links that lead to other pages."""
    return re.compile(
        r"(?<!\w)(?:" + "|".join(map(re.escape, class_names()["furniture_words"])) + r")(?!\w)", re.IGNORECASE
    )
