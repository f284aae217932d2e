"""Byline: a page in; whom it prints as its author over or under its title, out.

What a page prints goes before what its head says: a head may be another page's, taken over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from octavo.credits import phrases
from octavo.facts import alternatives
from octavo.personal_names import is_name, several, surname
from octavo.readers.tree import Page, classes, lines, wording

HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
BYLINES = {"title", "author", "byline"}
"""The classes of a paragraph over a text that may be its author's name."""
LONGEST_ACRONYM = 6
TOP = 3
"""The headings of a page among which its author's name stands."""


def printed(page: Page, stated: str | None, title: str, language: str) -> str | None:
    """The author a page prints in its first headings: behind 'by', or by a name that its head bears out.

    `stated` is the author its head states, `title` the page's title there, which often begins with the author.
    """
    by = re.compile(rf"(?:{alternatives(phrases('aut', language))})\s+(?P<name>.+?)(?:,\s*\d{{4}})?", re.IGNORECASE)
    tops = [one for one in page.body.iter() if one.tag in HEADINGS or (one.tag == "p" and classes(one) & BYLINES)][:TOP]
    main = next((number for number, top in enumerate(tops) if top.tag == "h1"), None)
    whole = next(filled(tops, stated), None) if stated and " " not in stated else None
    for number, top in enumerate(tops):
        for line in lines(top):
            if (found := by.fullmatch(line)) and is_name(found["name"]):
                return found["name"]
        words, above = wording(top), main is not None and number < main
        if whole and top is whole[0]:
            return whole[1]
        if above and " " in words and (title.startswith(f"{words}:") or (number == 0 and is_acronym(stated or ""))):
            return words
        if top.tag != "h1" and bears_out(several(words), stated or ""):
            return stated if stated and words.endswith(f" {stated}") else words
    return None


def filled(tops: list[Element], stated: str) -> Iterator[tuple[Element, str]]:
    """Where names that end with the surname `stated` lead a line over a text, those of headings first; and the name."""
    name = re.compile(rf"(?:[^\W\d_][\w.’'-]*\s){{1,3}}{re.escape(stated)}\b")
    for top in sorted(tops, key=lambda one: one.tag == "p"):
        for found in filter(None, map(name.match, lines(top))):
            yield top, found[0]


def is_acronym(name: str) -> bool:
    """Whether a name is letters that stand for one: a body's, where the page has the body's own over the title."""
    return name.isalpha() and name.isupper() and len(name) <= LONGEST_ACRONYM


def bears_out(persons: list[str], stated: str) -> bool:
    """Whether all `persons` are names, and have the surnames of those stated, or all their letters: De Leon, DeLeon."""
    surnames = {surname(name) for name in several(stated)}
    spelled = {letters(name) for name in several(stated)}
    return bool(persons) and all(
        is_name(person) and (surname(person) in surnames or letters(person) in spelled) for person in persons
    )


def letters(name: str) -> str:
    """The letters of a name, as if it were one word."""
    return "".join(filter(str.isalpha, name.casefold()))
