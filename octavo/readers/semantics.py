"""Semantics: a page's tree in; what each of its headings' sections says it is, out.

EPUB Structural Semantics Vocabulary 1.1 and DPUB-ARIA 1.1, by semantics.toml: `epub:type` and `role` of any HTML.
"""

from __future__ import annotations

from functools import cache
from xml.etree.ElementTree import Element

from msgspec import Struct

from octavo.facts import read_facts
from octavo.model import Matter, Role
from octavo.readers.tree import wording

SECTIONS = frozenset({"body", "section", "article", "div", "aside", "main"})
HEADINGS = {f"h{level}": level for level in range(1, 7)}


class Meaning(Struct, frozen=True, forbid_unknown_fields=True):
    """One row of semantics.toml."""

    name: str
    source: str
    role: Role | None = None
    matter: Matter | None = None
    apart: str | None = None


class Stated(Struct, frozen=True):
    """What the section around a heading states: its role, and the part of the book it stands in."""

    role: Role | None = None
    matter: Matter | None = None


class Frame(Struct):
    """A section as a walk over the tree meets it: what it states, and whether its heading has been met."""

    stated: Stated
    named: bool = False


@cache
def meanings() -> dict[str, Meaning]:
    """semantics.toml, its rows in order."""
    return {row.name: row for row in read_facts("readers/semantics.toml", dict[str, list[Meaning]])["rows"]}


def types(element: Element) -> frozenset[str]:
    """What `element` says it is, in small letters."""
    names = f"{element.get('epub:type') or ''} {element.get('role') or ''}".lower().split()
    return frozenset(name.removeprefix("doc-") for name in names)


def said(element: Element) -> list[Meaning]:
    """What a section says it is, the most telling first."""
    names = types(element) if element.tag in SECTIONS else frozenset()
    return [row for name, row in meanings().items() if name in names] if names else []


def indexed(body: Element) -> set[Element]:
    """Everything in the sections of a page that are an index: links there lead to the text, and list no parts of it."""
    sections = [element for element in body.iter() if any(row.role is Role.INDEX for row in said(element))]
    return {inner for section in sections for inner in section.iter()}


def apart(element: Element) -> str | None:
    """The rule under which a section that is the carrying edition's own is set apart."""
    return next((row.apart for row in said(element) if row.apart), None)


def stated(body: Element) -> dict[Element, Stated]:
    """What the section around each heading of a page states."""
    found: dict[Element, Stated] = {}
    pending = [(body, Frame(Stated()))]
    while pending:
        element, around = pending.pop()
        if element.tag in HEADINGS:
            found[element] = heading(around)
            around.named = True
            continue
        frame = opened(element, around)
        pending += [(child, frame) for child in reversed(element)]
    return found


def opened(element: Element, around: Frame) -> Frame:
    """The section `element` opens within another; that other where it opens none. A chapter in a chapter is less."""
    rows = said(element)
    matter = next((row.matter for row in rows if row.matter), around.stated.matter)
    role = next((row.role for row in rows if row.role), None)
    if role is None:
        return around if matter is around.stated.matter else Frame(Stated(around.stated.role, matter), around.named)
    within = around.named and around.stated.role not in {None, Role.PART}
    return Frame(Stated(Role.SUBCHAPTER if within and role is Role.CHAPTER else role, matter))


def heading(frame: Frame) -> Stated:
    """What a heading states: its section's role; one that follows it there heads a part of that section."""
    role = frame.stated.role
    if frame.named and role is not None:
        return Stated(None if role is Role.PART else Role.SUBCHAPTER, frame.stated.matter)
    return frame.stated


def role_of(kind: str) -> Role | None:
    """What a name says a section is."""
    row = meanings().get(kind)
    return row.role if row else None


def headless(body: Element) -> Role | None:
    """The role of a page that states one and prints no heading."""
    if any(element.tag in HEADINGS for element in body.iter()):
        return None
    stating = ((element, row.role) for element in body.iter() for row in said(element) if row.role)
    return next((role for element, role in stating if wording(element) == wording(body)), None)
