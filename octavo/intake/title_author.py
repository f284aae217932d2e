"""Title author: a title and the persons told in; the author whom the title itself names, where these have none, out.

As a cataloguer reads 'Field's Letters, translated by Jo Lee': who is named as having written it is its author, whoever
translated it is not (RDA 19.2.1).
"""

from __future__ import annotations

import re
from functools import cache

from octavo.facts import alternatives
from octavo.personal_names import HONORIFIC, TITLE_WORDS, is_name, several
from octavo.structure.names import folded
from octavo.structure.title_words import rows

LONGEST = 2
"""So many words may stand between a name and what its bearer wrote: 'Field's Collected Poetical Works'."""
LIFE = re.compile(r"(?:the )?autobiography of (?P<name>[^\W\d_][^\d,;:()]{1,60})", re.IGNORECASE)
"""A title that says whose the book is: nobody else writes an autobiography."""
NO_PERSON = re.compile(r"['’]s$|\d")


@cache
def possessive() -> re.Pattern[str]:
    """A name in the possessive before what its bearer wrote, at the beginning of a title (titlepage.toml)."""
    words = alternatives(rows()["writings"])
    name = r"(?P<name>[^\W\d_][^\d,;:()]{1,60}?)"
    return re.compile(rf"{name}(?:['’]s|(?<=s)['’])\s+(?:[^\W\d_]+\s+){{0,{LONGEST}}}?(?:{words})(?!\w)", re.IGNORECASE)


def author_in_title(title: str) -> str | None:
    """The person whose letters or works a title says it has: one name, or a name in full; no common noun."""
    found = possessive().match(title) or LIFE.fullmatch(title)
    name = found["name"].strip() if found else ""
    words = name.split()
    if not words or any(word.lower() in {*TITLE_WORDS, *rows()["small"]} for word in words) or NO_PERSON.search(name):
        return None
    alone = len(words) == 1 and name[0].isupper() and not HONORIFIC.fullmatch(name)
    return name if alone or is_name(name) else None


def settle(people: dict[str, str], title: str, doubts: list[str]) -> None:
    """Makes no one both author and translator, and the person a title names the author, where no other is."""
    named = author_in_title(title)
    translators = several(people.get("translator", ""))
    spelled = [folded(name) for name in translators]
    authors = several(people.get("author", ""))
    both = [name for name in authors if folded(name) in spelled]
    if not authors and named:
        doubts.append(f"no author was found; {named!r} is taken from the title: see that the name is whole")
        people["author"] = named
    if not both:
        return
    if len(both) == len(authors) and named and folded(named) not in spelled:
        doubts.append(f"{both[0]!r} is called the author, and translated it; the title names {named!r} as its author")
        people["author"] = named
        return
    doubts.append(f"{both[0]!r} is called author and translator; see who wrote it, and name both in book.toml")
    rest = [name for name in translators if folded(name) not in map(folded, both)]
    others = [name for name in authors if name not in both]
    if others:
        people["author"] = "\n".join(others)
    elif rest:
        people["translator"] = "\n".join(rest)
    else:
        del people["translator"]
