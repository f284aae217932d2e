"""Copy: an edition in, the words its outputs must print out, in their order, and where each division of them begins.

Nothing here looks at an output. The text's words are taken from the edition's own tree; those of the pages
around it (`Around`) from their templates.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from xml.etree import ElementTree

from msgspec import Struct

from octavo import model as m
from octavo.edition import Edition
from octavo.inlines import leaves, spelled
from octavo.note_groups import note_groups
from octavo.pieces import follows_on, pieces
from octavo.roles import SEMANTICS
from octavo.walk import block_runs, nested, nested_blocks, numbers
from octavo.words import FOLDED, words

JOINT = "\ufdd0"
"""A noncharacter (Unicode 23.7) where paper may show one word as two: at a note's call, between spaced letters."""
MARK = "\ufdd1"
"""A noncharacter where a page begins."""
FOLIO = "\ufdd2"
"""A noncharacter for a page's number in the contents, known when the pages are read."""
JOINED = re.compile(rf"(?:[^\W_]|{JOINT})+")
SPACED = frozenset(
    "half-title-title title-page-author title-page-volume title-page-publisher imprint-title "
    "label cover-author cover-publisher dt".split()
)
"""Classes and elements whose letters the styles of paper set .08 em apart or more: PDFium may see each as a word."""
INLINE = frozenset({"a", "em", "i", "b", "strong", "span", "sup", "sub"})
UNSEEN = frozenset({"head", "style", "script"})
EPUB_NAMESPACE = 'xmlns:epub="http://www.idpf.org/2007/ops"'


class Around(Struct, frozen=True):
    """What a book's outputs print beside its text: pages as XHTML, and what the templates say in its language."""

    cover: str
    half_title: str
    title_page: str
    imprint: str
    attribution: str
    colophon: str
    say: Mapping[str, str]


class Matter(StrEnum):
    """What stands at the head and foot of a page: nothing, a roman folio, or running head and arabic folio."""

    BLIND = "blind"
    FRONT = "front"
    TEXT = "text"


class Opening(Struct, frozen=True):
    """A page that begins anew, with word `at`; `recto` if on the right, None if on either side."""

    at: int
    matter: Matter
    recto: bool | None = True


class Head(Struct, frozen=True):
    """A heading that running heads repeat, and the word it stands at."""

    at: int
    words: tuple[str, ...]


class Copy:
    """The words of an output, and what is to be known of some: where they may be parted, which are not the text's.

    `supplied` are those the templates put into the text: labels of notes and the notes' headings. `numbers` are a
    list's, with the word they stand at. `text` is where the text begins, `end` where its notes end.
    """

    def __init__(self) -> None:
        self.words: list[str] = []
        self.joints: dict[int, frozenset[int]] = {}
        self.numbers: list[tuple[int, int]] = []
        self.openings: list[Opening] = []
        self.heads: list[Head] = []
        self.supplied: list[int] = []
        self.folios: list[tuple[int, str]] = []
        self.places: dict[str, int] = {}
        self.text = self.end = 0

    def add(self, text: str) -> None:
        """Adds the words of `text`, which may hold joints."""
        if JOINT not in text:
            self.words += words(text)
            return
        for token in JOINED.findall(unicodedata.normalize("NFKC", FOLDED.sub("", text))):
            letters = [piece for piece in token.split(JOINT) if piece]
            if letters:
                lengths = [sum(map(len, letters[:count])) for count in range(1, len(letters))]
                if lengths:
                    self.joints[len(self.words)] = frozenset(lengths)
                self.words.append("".join(letters))

    def open(self, matter: Matter, *, recto: bool | None = True) -> None:
        """A page begins here."""
        self.openings.append(Opening(len(self.words), matter, recto))

    def own(self, at: int) -> int:
        """How many of the text's own words, and labels of calls that stand in brackets, are before word `at`."""
        return max(0, at - self.text - bisect_left(self.supplied, at))

    def own_words(self) -> list[str]:
        """The text's own words."""
        supplied = set(self.supplied)
        return [self.words[at] for at in range(self.text, self.end) if at not in supplied]

    def numbers_between(self, begin: int, end: int) -> list[int]:
        """The numbers of list items that begin with the words from `begin` to `end`."""
        first, last = bisect_left(self.numbers, (begin,)), bisect_left(self.numbers, (end,))
        return [number for _, number in self.numbers[first:last]]


def ebook_copy(edition: Edition, around: Around) -> Copy:
    """The words of an ebook's documents in reading order, but for its cover and its contents."""
    copy = Copy()
    for page in (around.title_page, around.imprint, around.attribution):
        copy.add(shown(page))
    add_text(copy, edition.book, around)
    copy.add(shown(around.colophon))
    return copy


def paper_copy(edition: Edition, around: Around) -> Copy:
    """The words of the printed pages, in order, but for running heads and folios."""
    copy = Copy()
    for page, matter, recto in (
        (around.half_title, Matter.BLIND, True),
        (around.title_page, Matter.BLIND, True),
        (around.imprint, Matter.BLIND, False),
        (around.attribution, Matter.FRONT, True),
    ):
        copy.open(matter, recto=recto)
        copy.add(shown(page))
    add_contents(copy, edition.book, around.say)
    add_text(copy, edition.book, around)
    copy.open(Matter.BLIND, recto=False)
    copy.add(shown(around.colophon))
    return copy


def add_contents(copy: Copy, book: m.Book, say: Mapping[str, str]) -> None:
    """The contents as paper has them: each heading with its folio."""
    copy.open(Matter.FRONT)
    copy.add(say["contents"])
    for name, heading in entries(book, say):
        copy.words += heading
        copy.folios.append((len(copy.words), name))
        copy.words.append(FOLIO)


def add_text(copy: Copy, book: m.Book, around: Around) -> None:
    """The sections in reading order and the notes they call."""
    labels = {note.id: note.label for note in book.notes}
    opening = {piece.section.id for part in whole(book) for piece in pieces(part)}
    copy.text = len(copy.words)
    run_on = follows_on(book)
    for part in whole(book):
        for _, section in nested(part):
            copy.places[section.id] = len(copy.words)
            if section.id in opening:
                blind = section.role is m.Role.COLOPHON and section.id == part.id
                either = None if run_on and section.role is not m.Role.PART else True
                copy.open(Matter.BLIND if blind else Matter.TEXT, recto=False if blind else either)
            add_heading(copy, section, labels, opens=section.id in opening)
            add_blocks(copy, section.blocks, labels)
    if book.notes:
        copy.open(Matter.TEXT)
        add_notes(copy, book, labels, around.say["notes"])
    copy.end = len(copy.words)


def add_heading(copy: Copy, section: m.Section, labels: Mapping[str, str], *, opens: bool) -> None:
    """A section's label and title, the last of them the running head where it opens a page."""
    at = len(copy.words)
    copy.add(JOINT.join(printed(section.label, labels)))
    begin = len(copy.words)
    copy.add(printed(section.title, labels))
    head = copy.words[begin:] or copy.words[at:]
    if head and opens:
        copy.heads.append(Head(at, tuple(head)))


def add_notes(copy: Copy, book: m.Book, labels: Mapping[str, str], heading: str) -> None:
    """The notes, each after its label, under the headings of the sections that call them."""
    copy.places["notes"] = begin = len(copy.words)
    copy.add(heading)
    copy.heads.append(Head(begin, tuple(copy.words[begin:])))
    copy.supplied += range(begin, len(copy.words))
    for group in note_groups(book):
        begin = len(copy.words)
        copy.words += heading_words(group.section) if group.section else []
        copy.supplied += range(begin, len(copy.words))
        for note in group.notes:
            begin = len(copy.words)
            copy.add(note.label)
            copy.supplied += range(begin, len(copy.words))
            add_blocks(copy, note.blocks, labels)


def add_blocks(copy: Copy, blocks: m.Blocks, labels: Mapping[str, str]) -> None:
    """The words of blocks, and the numbers of their lists."""
    listed = any(isinstance(block, m.List) and block.start is not None for block in nested_blocks(blocks))
    items = list(numbers(blocks)) if listed else []
    for index, run in enumerate(block_runs(blocks)):
        while items and items[0][0] == index:
            copy.numbers.append((len(copy.words), items.pop(0)[1]))
        copy.add(printed(run.children, labels))


def printed(inlines: m.Inlines, labels: Mapping[str, str]) -> str:
    """The text of `inlines` with the labels of the notes they call."""
    if len(inlines) == 1 and isinstance(inlines[0], m.Text):
        return inlines[0].content
    return "".join(
        f"{JOINT}{labels[leaf.note]}{JOINT}" if isinstance(leaf, m.NoteReference) else spelled(leaf)
        for leaf in leaves(inlines)
    )


def whole(book: m.Book) -> Iterator[m.Section]:
    """The highest sections of `book`, in reading order."""
    yield from (*book.front, *book.body, *book.back)


def heading_words(section: m.Section) -> list[str]:
    """How contents name a section: its label and title, or what it is."""
    said = [*run_words(section.label), *run_words(section.title)]
    return said or words(SEMANTICS[section.role].name)


def run_words(inlines: m.Inlines) -> list[str]:
    """The words of `inlines` alone."""
    return words("".join(map(spelled, leaves(inlines))))


def entries(book: m.Book, say: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    """Each line of the contents: the id it leads to, and its words."""
    for part in whole(book):
        for _, section in nested(part):
            yield section.id, heading_words(section)
    if book.notes:
        yield "notes", words(say["notes"])


def bookmarks(book: m.Book, say: Mapping[str, str]) -> Iterator[list[str]]:
    """Each heading of the text as bookmarks name it, with the calls that stand in it."""
    labels = {note.id: note.label for note in book.notes}

    def said(inlines: m.Inlines) -> list[str]:
        return words(printed(inlines, labels).replace(JOINT, ""))

    for part in whole(book):
        for _, section in nested(part):
            yield [*said(section.label), *said(section.title)]
            yield from (said(block.children) for block in headings(section.blocks))
    if book.notes:
        yield words(say["notes"])
    for note in book.notes:
        yield from (said(block.children) for block in headings(note.blocks))


def headings(blocks: m.Blocks) -> Iterator[m.Heading]:
    """The headings among `blocks`."""
    yield from (block for block in nested_blocks(blocks) if isinstance(block, m.Heading))


# XHTML -----------------------------------------------------------------------------------------------------


def shown(fragment: str) -> str:
    """What a page of XHTML says, with joints in what is spaced."""
    tree = ElementTree.fromstring(f"<div {EPUB_NAMESPACE}>{fragment}</div>")  # noqa: S314 - our own templates
    return text_of(tree, spaced=SPACED)


def text_of(element: ElementTree.Element, *, spaced: Iterable[str] = ()) -> str:
    """The text a reader of `element` sees, each block on lines of its own, a MARK where a page begins.

    What stands in elements `spaced`, told by class or name, has joints between its letters.
    """
    out: list[str] = []
    tell(element, out, frozenset(spaced))
    return "".join(out)


def tell(element: ElementTree.Element, out: list[str], spaced: frozenset[str]) -> None:
    """Adds the text of `element` to `out`."""
    tag = element.tag.rpartition("}")[2]
    classes = element.get("class", "").split()
    if tag in UNSEEN or is_hidden(element):
        return
    begin = len(out)
    block = tag not in INLINE or "verse-line" in classes
    if block:
        out.append("\n")
    if element.get("role") == "doc-pagebreak":
        out.append(MARK)
    if element.text:
        out.append(element.text)
    for child in element:
        tell(child, out, spaced)
        if child.tail:
            out.append(child.tail)
    if spaced and not spaced.isdisjoint((tag, *classes)):
        out[begin:] = [JOINT.join("".join(out[begin:]))]
    if block:
        out.append("\n")


def is_hidden(element: ElementTree.Element) -> bool:
    """Whether an element says of itself that nobody is to see it (HTML, 6.1)."""
    style = "".join(element.get("style", "").split())
    return element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style
