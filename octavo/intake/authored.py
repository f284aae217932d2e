"""Authored: the lines of a title page from the one that credits an author on in; the authors they name, out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from octavo.credits import NAME_END, leads, table
from octavo.facts import alternatives
from octavo.intake.casing import capitalised, case
from octavo.personal_names import ANDS, PARTICLES, is_name
from octavo.structure.title_words import kinds

LONGEST = 7
"""Words of a name."""
JOINT = re.compile(rf"(?:{ANDS}|y|e|&)(?!\S)", re.IGNORECASE)
REFLEXIVE = re.compile(r"(?:him|her|my|them)sel(?:f|ves)\b", re.IGNORECASE)
AUTHOR_OF = re.compile(r"(?:the )?author of\b", re.IGNORECASE)
KIN = re.compile(r"(?:his|her|their|the|an?)(?:\s+[^\W\d_]+){1,3}", re.IGNORECASE)
"""Who wrote a life, over the name: 'by her son'."""
LIFE = re.compile(r".*\b(?:memoirs|life|autobiography|confessions|narrative) of (?P<author>.+)", re.IGNORECASE)
"""A title that names whose life it tells."""
QUOTES = '"“”„«»'
FIRST_WORK = re.compile(r"(?P<begin>[\"“].+?),?(?P<end>[\"”])")
"""The first of several works in quotation marks: '"The Ford," "The Quay," etc.'."""


def authors(lines: Sequence[str], above: Sequence[str]) -> str | None:
    """Those whom the first of `lines` names as authors, a line each; `above` are the lines of the title."""
    found = leads()["aut"].match("\n".join(lines[:2]))
    if found is None:
        return None
    after = lines[found[0].count("\n") + 1 :]
    if of := AUTHOR_OF.match(found["name"]):
        works = found["name"][of.end() :].strip() or "".join(after[:1])
        first = FIRST_WORK.match(works)
        return case(f"{of[0]} {first['begin'] + first['end'] if first else works}")
    if REFLEXIVE.match(found["name"]):
        life = LIFE.fullmatch(" ".join(above).strip(" ,."))
        return named(life["author"]) if life and is_name(life["author"]) else None
    name = NAME_END.split(found["name"], maxsplit=1)[0].strip(f" {QUOTES}")
    if KIN.fullmatch(name) and is_name(whole := "".join(after[:1]).strip(" ,.")):
        return named(whole)
    return "\n".join(map(named, [name, *second(after)])) if is_called(name) else None


def of_kind(line: str) -> tuple[str, str] | None:
    """(kind, author) of a line that tells both: 'Roman von Ada Feld', 'A Comedy in Two Acts by Ada Field'."""
    kind = kinds().match(line)
    found = behind_kind().match(line, kind.end()) if kind else None
    author = leads()["aut"].match(line[found.end() :]) if found else None
    if found is None or author is None:
        return None
    name = NAME_END.split(author["name"], maxsplit=1)[0].strip(f" {QUOTES}")
    return (line[: found.end()].strip(), named(name)) if is_name(named(name)) else None


@cache
def behind_kind() -> re.Pattern[str]:
    """What stands between the kind of a work and its author: 'in Two Acts', up to the word that leads the name."""
    words = {words for row in table()["aut"].values() for words in row}
    return re.compile(rf"(?:\s+[^\W\d_]+){{0,4}}?\s+(?=(?:{alternatives(words)})\s)", re.IGNORECASE)


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


def named(name: str) -> str:
    """A name, or the surname in it, with but its first letter in capitals: 'Sir ADA FIELD'."""
    if name.upper() == name:
        return case(name)
    return " ".join(capitalised(word) if is_shouted(word) else word for word in name.split(" "))


def is_shouted(word: str) -> bool:
    """Whether a word is in capitals, and neither initials nor the number of a king."""
    return word.isupper() and len(word) > 2 and "." not in word and not re.fullmatch("[IVX]+", word)
