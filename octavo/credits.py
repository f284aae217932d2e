"""Credits: a title page's text in; the persons it names, by MARC relator, and its year, out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from octavo.facts import Words, alternatives, read_facts
from octavo.structure.title_words import houses, rows

YEAR = re.compile(r"\b(?:1[5-9][0-9]{2}|20[0-2][0-9])\b")
FEW = 6
"""A line of a title page that dates the book has so many words at most, or a publisher's."""
GAP = r"[^.\n]{1,40}?"
BEFORE = r"(?:[^.\n]{0,40}\s)?"
"""What may stand before the words on their line: 'Selected and translated by', 'With an English translation by'."""
NAME_END = re.compile(r",(?! ?[JS]r\b)|[;:(\[]|\.\s*$|\s(?:with|of|and illustrated)\s", re.IGNORECASE)

ADDRESS = re.compile(r"[,;.]?\s+[(\[]?[0-9].*$")
"""The house's number in its street, or the year, and all behind it."""
SENTENCE = re.compile(r"(?<!\w)[a-zà-ÿ]+ [a-zà-ÿ]+ [a-zà-ÿ]+")
"""Three small words in a row: prose."""
OTHER = re.compile(rf"[\"“”«»]|author of|^(?:{alternatives(rows()['no_house'])})\b", re.IGNORECASE)
"""What stands in a line of the title page that names no publisher: another work, the printer, rights."""


@cache
def table() -> dict[str, Words]:
    """credits.toml."""
    return read_facts("credits.toml", dict[str, Words])


def phrases(role: str, language: str) -> list[str]:
    """What leads a name in `role` in one language."""
    return table()[role].get(language.partition("-")[0].lower(), [])


@cache
def leads() -> dict[str, re.Pattern[str]]:
    """What leads a name, by relator (credits.toml)."""
    return {role: lead(role, [words for row in rows.values() for words in row]) for role, rows in table().items()}


def lead(role: str, phrases: list[str]) -> re.Pattern[str]:
    """A line that begins with one of `phrases`, or holds it, and the name after it; an author's begins it."""
    parts = (phrase.split("…") for phrase in sorted(phrases, key=len, reverse=True))
    words = "|".join(rf"\b{GAP}\b".join(re.escape(part.strip()) for part in phrase) for phrase in parts)
    before = "" if role == "aut" else BEFORE
    return re.compile(rf"^{before}(?:{words})(?!\w)[ \t:.]*\n?[ \t]*(?P<name>[^\n]+)", re.IGNORECASE | re.MULTILINE)


@cache
def offices() -> re.Pattern[str]:
    """What leads the name of one who is no author, to its end: 'With pictures by'."""
    words = {words for role, row in table().items() if role != "aut" for phrases in row.values() for words in phrases}
    parts = (phrase.split("…") for phrase in sorted(words, key=len, reverse=True))
    phrases = "|".join(rf"\b{GAP}\b".join(re.escape(part.strip()) for part in phrase) for phrase in parts)
    return re.compile(rf"{BEFORE}(?:{phrases})", re.IGNORECASE)


def joined(rows: Sequence[str]) -> list[str]:
    """The rows of a title page, a word alone such as 'by' on the row of the office it goes on with: 'Edited / by'."""
    out: list[str] = []
    for row in rows:
        alone = out and " " not in row and offices().fullmatch(whole := f"{out[-1]} {row}")
        out = [*out[:-1], whole] if alone else [*out, row]
    return out


def credited(page: str, role: str) -> Iterator[str]:
    """The names a title page's lines give in `role`, as they stand there, without what follows them."""
    for found in leads()[role].finditer(page):
        yield NAME_END.split(found["name"], maxsplit=1)[0].strip()


def publisher(page: str) -> str | None:
    """The house a title page names: behind 'published by', or in a line of a house's kind, without place and year."""
    led = (found["name"] for found in leads()["pbl"].finditer(page))
    lines = (line for line in page.split("\n") if houses().search(line) and not OTHER.search(line))
    named = next((name for name in (*led, *lines) if not SENTENCE.search(name)), None)
    return ADDRESS.sub("", named.rpartition(": ")[2]).strip(" ,;") if named else None


def year(page: str) -> str | None:
    """The year of a title page that has one, beside a few words or those of a publisher; not one in a sentence."""
    lines = [line for line in page.split("\n") if len(line.split()) <= FEW or houses().search(line)]
    years = set(YEAR.findall("\n".join(lines)))
    return years.pop() if len(years) == 1 else None
