"""Authored: the lines of a title page from the one that credits an author on in; the authors they name, out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from octavo.casing import capitalised, case
from octavo.credits import NAME_END, leads
from octavo.personal_names import PARTICLES, is_name
from octavo.titlepage import kinds

LONGEST = 7
"""Words of a name."""
KIND = re.compile(r"(?P<kind>[^.,;]{1,40}) (?:[Bb]y|BY|[Vv]on|VON|[Pp]ar|PAR) (?P<name>[^,;]+?)[.,;]?")
"""What the text is, and its author: 'A Tale by Ada Field'."""
JOINT = re.compile(r"(?:and|und|et|y|e|и|&)\b", re.IGNORECASE)
REFLEXIVE = re.compile(r"(?:him|her|my|them)sel(?:f|ves)\b", re.IGNORECASE)
AUTHOR_OF = re.compile(r"(?:the )?author of\b", re.IGNORECASE)
WORKS = re.compile(
    r".*\b(?:works|poems|writings|letters|plays|essays|fables|sonnets|memoirs|life|autobiography|confessions) of "
    r"(?P<author>.+)",
    re.IGNORECASE | re.DOTALL,
)
"""A title that names its author."""
ABOUT = re.compile(r"\b(?:memoirs|life) of\b", re.IGNORECASE)
"""A title that may as well name whom another has written of."""
QUOTES = '"“”„«»'


def authors(lines: Sequence[str], above: Sequence[str]) -> str | None:
    """Those whom the first of `lines` names as authors, a line each; `above` are the lines of the title."""
    found = leads()["aut"].match("\n".join(lines[:2]))
    if found is None:
        return of_a_kind(lines[0])
    if AUTHOR_OF.match(found["name"]):
        return case(found["name"])
    if REFLEXIVE.match(found["name"]):
        works = WORKS.fullmatch(" ".join(above))
        return named(works["author"].strip(" ,.")) if works and is_name(works["author"].strip(" ,.")) else None
    name = NAME_END.split(found["name"], maxsplit=1)[0].strip(f" {QUOTES}")
    after = lines[found[0].count("\n") + 1 :]
    return "\n".join(map(named, [name, *second(after)])) if is_called(name) else None


def of_a_kind(line: str) -> str | None:
    """The author whom a line names after what the text is: 'A Tale by Ada Field', 'Roman von Ada Feld'."""
    found = KIND.fullmatch(line)
    if not found or not is_name(found["name"]):
        return None
    sure = found["kind"].split()[-1].lower() in kinds()
    return named(found["name"]) if sure else None


def second(lines: Sequence[str]) -> list[str]:
    """The second of two authors, whom 'and' begins."""
    if not lines or not JOINT.match(lines[0]):
        return []
    text = JOINT.sub("", lines[0] if " " in lines[0] else " ".join(lines[:2]), count=1)
    name = NAME_END.split(text, maxsplit=1)[0].strip()
    return [name] if is_name(name) else []


def is_called(name: str) -> bool:
    """Whether what stands after 'by' is a person: each word has a capital; 'the' stands before a whole name only."""
    bare = re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)
    if bare != name:
        return is_name(bare)
    words = [word for word in name.split() if word.lower() not in PARTICLES and not JOINT.fullmatch(word)]
    return 0 < len(words) <= LONGEST and all(word[0].isupper() for word in words)


def of_works(title: str) -> str | None:
    """The person whose works or letters a title says to be in the book."""
    works = None if ABOUT.search(title) else WORKS.fullmatch(title)
    return case(works["author"]) if works and is_name(case(works["author"])) else None


def named(name: str) -> str:
    """A name, or the surname in it, with but its first letter in capitals: 'Sir ADA FIELD'."""
    if name.upper() == name:
        return case(name)
    return " ".join(capitalised(word) if is_shouted(word) else word for word in name.split(" "))


def is_shouted(word: str) -> bool:
    """Whether a word is in capitals, and neither initials nor the number of a king."""
    return word.isupper() and len(word) > 2 and "." not in word and not re.fullmatch("[IVX]+", word)
