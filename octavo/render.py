"""Render: blocks and inlines in, XHTML out.

Blocks become trees here and sections what a template places; the pages themselves are `octavo.pages`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any, assert_never

from lxml import etree
from markupsafe import Markup
from msgspec import Struct

from octavo import model as m
from octavo.inlines import flat, leaves
from octavo.roles import SEMANTICS, Semantics
from octavo.table_setting import columns_of_figures, table_class
from octavo.titling import breadth

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
EPUB_TYPE_ATTRIBUTE = f"{{{OPS}}}type"
NAMESPACES: dict[Any, str] = {None: XHTML, "epub": OPS}
"""lxml takes None for the default namespace; its stubs do not know."""

DISPLAY = 80
"""The characters of the longest line that is set as a title's under one."""
LONG_STANZA = 14
"""The lines of the longest stanza that is kept on one page: a sonnet's."""
OPENING = 120
"""The characters of the shortest paragraph that opens a chapter with a line of small capitals: of about two lines."""
LONG_HEADING = 64
"""The characters, of mean width, of the longest heading that is set in the largest size."""
Locate = Callable[[str], str]
"""From an id of the book to the address a link to it needs."""


def here(name: str) -> str:
    """The address of an id in the same file."""
    return f"#{name}"


# Inlines ---------------------------------------------------------------------------------------------------


class Renderer:
    """Makes trees of blocks and inlines; `locate` says where links point, `notes` how notes are called.

    `pictures` are the alternative texts of the book's pictures, `folder` is where their files stand.
    """

    def __init__(self, notes: tuple[m.Note, ...], locate: Locate, *, pictures: Mapping[str, str], folder: str) -> None:
        self.labels = {note.id: note.label for note in notes}
        self.locate = locate
        self.pictures = pictures
        self.folder = folder
        self.ids: Counter[str] = Counter()

    def own_id(self, name: str) -> str:
        """`name`, with a number where an element has it already: a note called twice, a page number met again."""
        self.ids[name] += 1
        return name if self.ids[name] == 1 else f"{name}-{self.ids[name]}"

    def fill(self, parent: etree._Element, inlines: m.Inlines) -> etree._Element:
        """`parent` with `inlines` as its children."""
        for inline in inlines:
            self.add(parent, inline)
        return parent

    def add(self, parent: etree._Element, inline: m.Inline) -> None:
        """`inline` at the end of `parent`."""
        match inline:
            case m.Text(content):
                say(parent, content)
            case m.Emphasis(children):
                self.fill(under(parent, "em"), children)
            case m.Strong(children):
                self.fill(under(parent, "strong"), children)
            case m.SmallCapitals(children):
                self.fill(under(parent, "span", {"class": "small-capitals"}), children)
            case m.Foreign(children, language, italic):
                tag = "i" if italic else "span"
                self.fill(under(parent, tag, {XML_LANG: language, "lang": language}), children)
            case m.Superscript(children):
                self.fill(under(parent, "sup"), children)
            case m.Subscript(children):
                self.fill(under(parent, "sub"), children)
            case m.Link(children, target):
                address = self.locate(target[1:]) if target.startswith("#") else target
                self.fill(under(parent, "a", {"href": address}), children)
            case m.Image(source, alternative):
                text = self.pictures.get(source, alternative or "")
                silent = {} if text else {"role": "presentation"}
                under(parent, "img", {"src": self.folder + source, "alt": text, **silent})
            case m.NoteReference(note):
                self.call(parent, note)
            case m.PageBreak(label):
                self.page_break(parent, label)
            case m.LineBreak():
                say(parent, " ")  # or bookmarks, running heads and readers' searches run the words together
                under(parent, "br")
            case _:
                assert_never(inline)

    def call(self, parent: etree._Element, note: str) -> None:
        """The call of a note: nothing inside the link but its label, or pop-ups break (Apple Books)."""
        attributes = {EPUB_TYPE_ATTRIBUTE: "noteref", "role": "doc-noteref", "id": self.own_id(f"call-{note}")}
        link = under(parent, "a", {**attributes, "href": self.locate(f"note-{note}"), "class": "note-call"})
        link.text = self.labels[note]

    def page_break(self, parent: etree._Element, label: str) -> None:
        """Where a page begins (EPUB Accessibility Techniques 1.1, 4.2.2); its id has no space."""
        name = self.own_id("page-" + "-".join(label.split()))
        kind = {EPUB_TYPE_ATTRIBUTE: "pagebreak", "role": "doc-pagebreak", "aria-label": label}
        under(parent, "span", {**kind, "id": name, "class": "page-break"})

    # Blocks ------------------------------------------------------------------------------------------------

    def blocks(self, parent: etree._Element, blocks: m.Blocks) -> etree._Element:
        """`parent` with `blocks` as its children; breaks in a row, drawn as a square of stars, are one."""
        for before, block in pairwise((None, *blocks)):
            if block is not None and not (isinstance(before, m.ThematicBreak) and isinstance(block, m.ThematicBreak)):
                self.block(parent, block)
        return parent

    def block(self, parent: etree._Element, block: m.Block) -> None:
        """`block` at the end of `parent`."""
        match block:
            case m.Paragraph(children):
                broken = any(isinstance(leaf, m.LineBreak) for leaf in leaves(children))
                self.fill(under(parent, "p", {"class": "lines"} if broken else None), children)
            case m.Heading(level, children):
                self.fill(under(parent, f"h{level}"), children)
            case m.Verse(stanzas):
                self.verse(parent, stanzas)
            case m.Quotation(blocks):
                self.blocks(under(parent, "blockquote"), blocks)
            case m.List():
                self.list(parent, block)
            case m.Table(rows, caption):
                self.table(parent, rows, caption)
            case m.Figure(image, caption):
                figure = under(parent, "figure")
                self.add(figure, image)
                if caption:
                    self.fill(under(figure, "figcaption"), caption)
            case m.LetterLine(part, children):
                self.fill(under(parent, "p", {"class": part.value}), children)
            case m.Speech(speaker, blocks):
                speech = under(parent, "div", {"class": "speech"})
                self.fill(under(speech, "p", {"class": f"speaker{capitals(speaker)}"}), speaker)
                self.blocks(under(speech, "div", {"class": "speech-text"}), blocks)
            case m.Direction(children):
                self.fill(under(parent, "p", {"class": "direction"}), children)
            case m.ThematicBreak():
                under(parent, "hr", {"class": "thematic-break"})
            case m.Preformatted(children):
                self.fill(under(parent, "pre"), children)
            case _:
                assert_never(block)

    def verse(self, parent: etree._Element, stanzas: tuple[tuple[m.VerseLine, ...], ...]) -> None:
        """Stanzas as paragraphs of lines; the line breaks stand for readers without styles."""
        poem = under(parent, "div", {"class": "verse", EPUB_TYPE_ATTRIBUTE: "z3998:verse"})
        for stanza in stanzas:
            place = under(poem, "p", {"class": "stanza long" if len(stanza) > LONG_STANZA else "stanza"})
            for number, line in enumerate(stanza):
                if number:
                    under(place, "br")
                indent = f" indent-{min(line.indent, 9)}" if line.indent else ""
                self.fill(under(place, "span", {"class": f"verse-line{indent}"}), line.children)

    def list(self, parent: etree._Element, block: m.List) -> None:
        """An ordered list where there is a first number, a bulleted one else; one of labelled items has no bullets.

        WeasyPrint 70 knows no `start`, but the counter that it stands for (CSS Lists 3, 4.6).
        """
        start = block.start
        number = (
            {"start": f"{start}", "style": f"counter-reset: list-item {start - 1}"} if start not in (None, 1) else {}
        )
        place = under(parent, "ul" if start is None else "ol", {"class": "labelled"} if block.labelled else number)
        for item in block.items:
            self.blocks(under(place, "li"), item)

    def table(self, parent: etree._Element, rows: tuple[tuple[m.Cell, ...], ...], caption: m.Inlines) -> None:
        """A table with its header cells marked; WeasyPrint 70 keeps a caption with it by a box around both alone."""
        kind = table_class(rows)
        whole = under(parent, "div", {"class": "captioned"}) if caption and "short" in kind else parent
        place = under(whole, "table", {"class": kind} if kind else None)
        if caption:
            self.fill(under(place, "caption"), caption)
        numbers = columns_of_figures(rows)
        for row in rows:
            line = under(place, "tr")
            for column, cell in enumerate(row):
                spans = {"colspan": cell.columns, "rowspan": cell.rows}
                wide = {name: str(count) for name, count in spans.items() if count > 1}
                number = {"class": "number"} if column in numbers else {}
                self.fill(under(line, "th" if cell.header else "td", {**wide, **number}), cell.children)


def capitals(inlines: m.Inlines) -> str:
    """The class of what is set in capitals alone, with a space before it; nothing where it is not."""
    text = flat(inlines)
    return " capitals" if text.isupper() and len(text) > 1 else ""


def under(parent: etree._Element, tag: str, attributes: dict[str, str] | None = None) -> etree._Element:
    """A new XHTML element at the end of `parent`."""
    return etree.SubElement(parent, f"{{{XHTML}}}{tag}", attributes or {}, nsmap=NAMESPACES)


def say(parent: etree._Element, text: str) -> None:
    """`text` at the end of `parent`."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def markup(element: etree._Element) -> Markup:
    """The children of `element` as markup for a template."""
    pieces = [escaped(element.text)]
    pieces += [etree.tostring(child, encoding="unicode") for child in element]
    return Markup("".join(pieces).replace(DECLARED, "").replace(OPS_DECLARED, ""))


DECLARED = f' xmlns="{XHTML}"'
OPS_DECLARED = f' xmlns:epub="{OPS}"'


def escaped(text: str | None) -> str:
    """`text` with markup's own characters escaped."""
    return str(Markup.escape(text or ""))


# Pages -----------------------------------------------------------------------------------------------------


class SectionView(Struct, frozen=True):
    """A section as a template sees it: its semantics, and its parts as markup."""

    id: str
    role: m.Role
    semantics: Semantics
    epub_type: str
    pages: Markup
    label: Markup
    title: Markup
    plain_title: str
    content: Markup
    sections: tuple[SectionView, ...]
    depth: int
    level: int
    displayed: bool
    title_class: str


def view(section: m.Section, renderer: Renderer, *, level: int, depth: int = 0) -> SectionView:
    """`section` and its subdivisions, rendered.

    `level` is how deep the section stands in the book, `depth` how deep on its page. A page that begins with the
    heading begins before it: a heading's name must not hold a page's number.
    """
    semantics = SEMANTICS[section.role]
    label = loosed(section.label)
    title = loosed(section.title) if not label.words else Loosed((), section.title)
    content = renderer.blocks(etree.Element(f"{{{XHTML}}}div", nsmap=NAMESPACES), section.blocks)
    if not depth and (section.label or section.title):
        mark_opening(content)
    return SectionView(
        id=section.id,
        role=section.role,
        semantics=semantics,
        epub_type=semantics.term or section.role.value,
        pages=inline_markup((*label.pages, *title.pages), renderer),
        label=inline_markup(label.words, renderer),
        title=inline_markup(title.words, renderer),
        plain_title=heading_text(section),
        content=markup(content),
        sections=tuple(view(inner, renderer, level=level + 1, depth=depth + 1) for inner in section.sections),
        depth=depth,
        level=min(level + 2, LOWEST),
        displayed=is_displayed(section),
        title_class="title" + capitals(section.title) + " long" * (breadth(flat(section.title)) > LONG_HEADING),
    )


def mark_opening(content: etree._Element) -> None:
    """Marks the paragraph that opens a chapter, under its epigraph or not; none that capitals open already."""
    first = next((block for block in content if block.get("class") != "verse" and not is_quotation(block)), None)
    if first is None or first.tag != f"{{{XHTML}}}p" or first.get("class"):
        return
    text = "".join(map(str, first.itertext())).lstrip()
    shouted = any(word.isupper() and len(word.strip(STOPS)) > 1 for word in text.split()[:3])
    if len(text) >= OPENING and text[0] not in "[(" and not shouted:
        first.set("class", "opening")


def is_quotation(block: etree._Element) -> bool:
    """Whether a block is set apart as a quotation."""
    return bool(block.tag == f"{{{XHTML}}}blockquote")


def is_displayed(section: m.Section) -> bool:
    """Whether all that stands on a part's or a dedication's page is lines of display: its years, whom it is for."""
    lines = (isinstance(block, m.Paragraph | m.LetterLine) for block in section.blocks)
    short = (len(flat(block.children)) <= DISPLAY for block in section.blocks if hasattr(block, "children"))
    return section.role in (m.Role.PART, m.Role.DEDICATION) and all(lines) and all(short)


LOWEST = 6
STOPS = ".,;:!?()[]«»„“”‘’'\""


class Loosed(Struct, frozen=True):
    """A heading and the page breaks that stood before its first word."""

    pages: m.Inlines
    words: m.Inlines


def loosed(heading: m.Inlines) -> Loosed:
    """`heading` without the page breaks it begins with."""
    begin = next((at for at, inline in enumerate(heading) if not isinstance(inline, m.PageBreak)), len(heading))
    return Loosed(heading[:begin], heading[begin:])


def inline_markup(inlines: m.Inlines, renderer: Renderer) -> Markup:
    """Inlines as markup."""
    return markup(renderer.fill(etree.Element(f"{{{XHTML}}}div", nsmap=NAMESPACES), inlines))


def heading_text(section: m.Section) -> str:
    """A section's heading in one line, for contents and running heads."""
    return "".join(heading_parts(section))


def heading_parts(section: m.Section) -> tuple[str, str]:
    """A section's heading in one line: its label with what joins the title to it, and its title."""
    label, title = (" ".join(flat(part).split()) for part in (section.label, section.title))
    joint = "" if not label or not title else " " if label.endswith((".", ":")) else ". "
    return label + joint, title or ("" if label else SEMANTICS[section.role].name)
