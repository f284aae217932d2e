"""Beside: a line or the name of a file that has author and title side by side in; the two, told apart, out."""

from __future__ import annotations

import re
from collections.abc import Callable

from octavo.intake.casing import case
from octavo.personal_names import is_name, several
from octavo.structure.title_words import kinds

QUOTED = re.compile(r"(?P<author>[^«„“\"]+?)[.,:]?\s+(?:«(?P<a>[^»]+)»|[„“](?P<b>[^“”]+)[“”]|\"(?P<c>[^\"]+)\")\.?")
"""'Ada Field «The Quay»'."""
PARTING = re.compile(r"(?<=\w\w)(?::|\.|\s[—–-])(?=\s)")
"""What parts 'Ada Field: The Quay', and 'A. Field. The Quay', as Russian catalogues have it."""
INITIAL, CYRILLIC = re.compile(r"(?<!\w)[^\W\d_]\."), re.compile(r"[\u0400-\u04ff]")
IN_NAMES = re.compile(r"\s+[—–-]+\s+|_-_")
"""What parts author and title in the name of a file."""


def beside(line: str, spoken_of: Callable[[str], int]) -> tuple[str, str] | None:
    """(title, author) of a line that has both; `spoken_of` tells how often the text has the words of one.

    A text speaks of its persons, not of its author: 'Ada Field: A Tale' may be a title.
    """
    if found := QUOTED.fullmatch(line):
        author, title = found["author"].strip(), found["a"] or found["b"] or found["c"]
        return (case(title.strip()), case(author)) if is_name(author) else None
    for found in PARTING.finditer(line):
        author, title = line[: found.start()].strip(), line[found.end() :].strip().rstrip(".")
        if title and is_author(author, found[0], title) and not spoken_of(author):
            return case(title), case(author)
    return None


def is_author(name: str, mark: str, title: str) -> bool:
    """Whether what stands before a mark is an author: a full point follows initials, or names in Cyrillic."""
    known = INITIAL.search(name) or CYRILLIC.search(name) or mark != "."
    return bool(is_name(name) and known and title[0].isupper() and not kinds().match(title))


def named_by_file(stem: str) -> tuple[str | None, str | None]:
    """(title, author) of a file's name without its ending, as far as it tells them."""
    parts = [" ".join(part.replace("_", " ").split()) for part in IN_NAMES.split(stem)]
    if len(parts) != 2 or not all(parts):
        return None, None
    one, other = ((part, "\n".join(several(part))) for part in parts)
    for (_, author), (title, _) in ((one, other), (other, one)):
        if all(map(is_name, author.split("\n"))):
            return title, author
    return None, None
