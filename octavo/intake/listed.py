"""Listed: pages and a list of contents in; the pages with what the list says of them and they do not print, out.

That is a page's title, or what its own heading lacks of it; and how deep in the book its headings stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from xml.etree.ElementTree import Element

from msgspec import Struct
from msgspec.structs import replace

from octavo.inlines import flat
from octavo.intake.identify import PAGES, Findings
from octavo.intake.parcel import Item
from octavo.model import Heading, Role
from octavo.readers import front_matter, perused
from octavo.readers.calls import before
from octavo.readers.navigation import Landmark, Listed
from octavo.readers.ranks import levels
from octavo.readers.semantics import HEADINGS, headless, role_of, stated
from octavo.readers.tree import PLACED, Page
from octavo.readers.witness import Witness
from octavo.structure.divisions import row
from octavo.structure.half_titles import set_apart
from octavo.structure.headings import patterns
from octavo.structure.headlines import YEARS
from octavo.structure.in_place import fold
from octavo.structure.names import Names

Entries = Sequence[Listed]
STATES = re.compile(rb"epub:type|doc-")
"""Signs of a page that may state what it is."""


def called(witnesses: Sequence[Witness], items: Sequence[Item], findings: Findings) -> list[Witness]:
    """`witnesses`, each with what the entries and landmarks that lead to it say beyond itself."""
    people = [person.name for person in findings.contributors]
    names = Names(findings.title, findings.subtitle, people, findings.language)
    raised = list(without_title([item.entries for item in items], names))
    ranked = any(one.depth is not None for page in raised for one in page)
    nested = len({one.depth for page in raised for one in page}) > 1
    listing = Listing(findings, names, witnesses[0].name, ranked, nested)
    if len(witnesses) == 1:
        return [listing.levelled(witnesses[0], raised[0])]
    marks = [item.landmarks for item in items]
    rows = zip(witnesses, raised, marks, strict=True)
    return [listing.placed(page, entries, led) for page, entries, led in rows]


class Listing(Struct, frozen=True):
    """What is known of the book: its names, its first file, whether its list has depths, and more than one."""

    findings: Findings
    names: Names
    first: str
    ranked: bool
    nested: bool

    def levelled(self, witness: Witness, entries: Entries) -> Witness:
        """A page with the levels the list gives places in it."""
        page = Page(witness) if entries and witness.name.endswith(PAGES) else None
        return replace(witness, levels=levels(page, entries, nested=self.nested)) if page else witness

    def placed(self, witness: Witness, entries: Entries, marks: Sequence[Landmark]) -> Witness:
        """A page with the title, role and depth the list gives it."""
        if entries and entries[-1].depth is not None and not witness.name.endswith(PAGES):
            return self.summed(witness, entries)
        states = bool(entries) or bool(marks) or bool(STATES.search(witness.content))
        page = Page(witness) if states and witness.name.endswith(PAGES) else None
        first = next(iter(entries), None)
        role = (headless(page.body) or marked(page, entries, marks)) if page else None
        title = first.words if first and (page is None or begins(page, first)) else own_title(witness)
        bare = page is not None and not any(element.tag in HEADINGS for element in page.body.iter())
        title = title or (name_of(role, self.findings.language) if role and bare else None)
        within = page and first and (len(entries) > 1 or not begins(page, first))
        found = levels(page, entries, nested=self.nested) if page and within else {}
        title = self.lacking(replace(witness, title=title, levels=found))
        shift = 0 if self.ranked and title else None
        if page and first and first.depth is not None:
            shift = 0 if found and self.nested else first.depth + 1 - (highest(page, entries) or 1)
        return replace(witness, title=title, role=role, shift=shift, levels=found)

    def summed(self, witness: Witness, entries: Entries) -> Witness:
        """A file of a list in Markdown, which the last of `entries` leads to; the part before it begins there."""
        *parts, own = entries
        title = parts[-1].words if parts else self.lacking(replace(witness, title=own.words))
        headings = [block.level for block in perused([witness], None).blocks if isinstance(block, Heading)]
        shift = (own.depth or 0) + 1 - min(headings, default=1) if self.nested else None
        return replace(witness, title=title, role=Role.PART if parts else None, shift=shift)

    def lacking(self, page: Witness) -> str | None:
        """What of the contents list's entry for a page its own first heading lacks."""
        if not page.title:
            return None
        blocks = perused([page], self.findings.provider).blocks
        if not blocks:
            return None
        kept, _ = set_apart(blocks, self.names, self.findings.language, first_file=self.first)
        shapes = patterns(self.findings.language)
        headings = [block for block in kept or blocks if isinstance(block, Heading)]
        named = [heading for heading in headings if not shapes.notes.fullmatch(flat(heading.children).strip())]
        first = min(named, key=lambda heading: heading.level, default=None)
        entry = " ".join(page.title.split()).rstrip(" .")
        if any(fold(flat(heading.children)) == fold(entry) for heading in headings):
            return None
        said = shapes.read(Heading(1, ()), entry, 0, 1)
        own = shapes.said(first, 0) if first else None
        if first is None or own is None:
            return entry
        if own.numeral and own.number == said.number and fold(own.title) == fold(said.title):
            return None
        if said.role and said.numeral and not (own.role and own.numeral):
            if fold(said.title) and fold(said.title) == fold(flat(first.children)):
                return said.text[: said.label_end].rstrip(" .:")
            if own.number is None or own.number != said.number or own.title:
                return entry
        names = said.role and not said.numeral and not YEARS.sub("", said.title).strip()
        return entry if names and not own.role and not own.numeral else None


def marked(page: Page, entries: Entries, marks: Sequence[Landmark]) -> Role | None:
    """The role that a landmark gives a page which states none and is one section of the list."""
    if any(one.role for one in stated(page.body).values()) or sum(one.depth == entries[0].depth for one in entries) > 1:
        return None
    return next((role for mark in marks if begins(page, mark) and (role := role_of(mark.kind))), None)


def own_title(witness: Witness) -> str | None:
    """What a file's front matter calls it, which as one of several is no name of the book."""
    own = witness.name.endswith(front_matter.FILES) and not front_matter.OWN.fullmatch(PurePath(witness.name).stem)
    return front_matter.record(witness.text).get("title") if own else None


def without_title(entries: Sequence[Entries], names: Names) -> Iterator[Entries]:
    """`entries` but for the book's own title, those that stand under it as deep as that."""
    title: int | None = None
    for page in entries:
        rows = []
        for one in page:
            if one.depth is None:
                rows.append(one)
                continue
            title = None if title is not None and one.depth <= title else title
            if title is None and names.are(one.words):
                title = one.depth
            else:
                rows.append(one if title is None else replace(one, depth=one.depth - 1))
        yield rows


def name_of(role: Role, language: str) -> str:
    """What a language calls a section of a role."""
    words = [word for word, meant in row(language).roles.items() if meant is role]
    return (words or [role.value])[0].capitalize()


def begins(page: Page, entry: Listed | Landmark) -> bool:
    """Whether an entry leads to the beginning of a page."""
    target = page.ids.get(entry.fragment)
    return target is None or not PLACED.sub("", "".join(before(page.body, target))).strip()


def highest(page: Page, entries: Entries) -> int | None:
    """The level of the highest heading between the place the first entry leads to and that of the second."""
    order = {element: number for number, element in enumerate(page.body.iter())}
    heads = [element for element in order if element.tag in HEADINGS]
    begin = place(page, entries[0], order, heads)
    second = next((one for one in (place(page, row, order, heads) for row in entries[1:]) if one > begin), None)
    levels = [int(head.tag[1]) for head in heads if begin <= order[head] and (second is None or order[head] < second)]
    return min(levels, default=None)


def place(page: Page, entry: Listed, order: dict[Element, int], heads: Sequence[Element]) -> int:
    """Where in a page an entry leads: to the heading that holds the place, or the place itself."""
    target = page.ids.get(entry.fragment)
    if target is None or target not in order:
        return 0
    around = next((head for head in heads if any(inner is target for inner in head.iter())), target)
    return order[around]
