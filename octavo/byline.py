"""Byline: names in, the persons they name out; and whom a page prints as its author over or under its title.

What a page prints goes before what its head says: a head may be another page's, taken over.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from octavo.credits import phrases
from octavo.divisions import alternatives
from octavo.readers.tree import PLACED, Page, classes, wording

NAME = re.compile(r"(?:[^\W\d_][\w.'’-]*\s+){0,4}[^\W\d_][\w.'’-]+")
IN_BRACKETS = re.compile(r"\s*[(\[](?:1[5-9][0-9]{2}|20[0-2][0-9])[)\]]\.?$")
"""A year after a title or a name."""
SUFFIX = re.compile(
    r"(?:Jr|Sr|[A-Z]\.|Esq|Ph|Baron|Lord|Earl|Duke|Count|Comte|Graf|Freiherr|Bishop|Saint|the|of|pseud)\b|[IVX]+\b"
)
"""What stands after the comma of a name that is not turned round."""
INITIALS = re.compile(r"(?:[^\W\d_]\.\s?-?)+")
TITLE_WORDS = {"a", "an", "the", "in", "of", "on", "and", "or", "for", "to", "from", "with", "at", "under"}
PARTICLES = {"de", "von", "van", "der", "la", "le", "du", "di", "da"}
HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
BYLINES = {"title", "author", "byline"}
"""The classes of a paragraph over a text that may be its author's name."""
TOP = 3
"""The headings of a page among which its author's name stands."""


def is_name(text: str) -> bool:
    """Whether a line may be a person's name: two to five words, each with a capital."""
    words = text.split()
    return (
        2 <= len(words) <= 5
        and bool(NAME.fullmatch(text))
        and not any(word.lower() in TITLE_WORDS or re.search(r"['’]s?$", word.lower()) for word in words)
        and all(word[0].isupper() or word in PARTICLES for word in words)
    )


def several(names: str) -> list[str]:
    """The persons of a list of names, each as on a title page; initials alone have the surname of the next."""
    found = [name.strip() for name in re.split(r"\s+(?:and|und|et|y|e|и|&|/)(?:\s+|$)|;|\n", names) if name.strip()]
    listed = [part.strip() for name in found for part in name.split(",")]
    persons = [straight(name) for name in (listed if all(map(is_name, listed)) else found)]
    return [
        f"{name} {after.split()[-1]}" if INITIALS.fullmatch(name) and is_name(after) else name
        for name, after in zip(persons, [*persons[1:], ""], strict=False)
    ]


def straight(name: str) -> str:
    """A name without a year in brackets, the family name last: a catalogue puts it first, before a comma."""
    name = IN_BRACKETS.sub("", name)
    family, comma, given = name.partition(", ")
    turned = comma and "," not in given and " " not in family and not SUFFIX.match(given)
    return f"{given} {family}" if turned else name


def printed(page: Page, stated: str | None, title: str, language: str) -> str | None:
    """The author a page prints in its first headings: behind 'by', or by a name that its head bears out.

    `stated` is the author its head states, `title` the page's title there, which often begins with the author.
    """
    by = re.compile(rf"(?:{alternatives(phrases('aut', language))})\s+(?P<name>.+?)(?:,\s*\d{{4}})?", re.IGNORECASE)
    tops = [one for one in page.body.iter() if one.tag in HEADINGS or (one.tag == "p" and classes(one) & BYLINES)][:TOP]
    main = next((number for number, top in enumerate(tops) if top.tag == "h1"), None)
    for number, top in enumerate(tops):
        for line in lines(top):
            if (found := by.fullmatch(line)) and is_name(found["name"]):
                return found["name"]
        words, above = wording(top), main is not None and number < main
        if (
            stated
            and " " not in stated
            and (found := re.match(rf"(?:[^\W\d_][\w.’'-]*\s){{1,3}}{re.escape(stated)}\b", words))
        ):
            return found[0]
        if above and title.startswith(f"{words}:") and " " in words:
            return words
        if top.tag != "h1" and bears_out(several(words), stated or ""):
            return words
    return None


def lines(heading: Element) -> list[str]:
    """The lines of a heading."""
    return [" ".join(PLACED.sub("", line).split()) for line in spread(heading).split("\n")]


def spread(element: Element) -> str:
    """The text below `element`, a line feed for each line break and none other."""
    pieces = [(element.text or "").replace("\n", " ")]
    for child in element:
        pieces += ["\n" if child.tag == "br" else spread(child), (child.tail or "").replace("\n", " ")]
    return "".join(pieces)


def bears_out(persons: list[str], stated: str) -> bool:
    """Whether all `persons` are names, and have the surnames of those stated."""
    surnames = {surname(name) for name in several(stated)}
    return bool(persons) and all(is_name(person) and surname(person) in surnames for person in persons)


def surname(name: str) -> str:
    """The last word of a name."""
    return (name.split() or [""])[-1].casefold()
