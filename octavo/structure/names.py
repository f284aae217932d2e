"""Names: what a book is called and by whom in; whether words of its pages are these, out."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from unicodedata import normalize

from octavo.facts import alternatives
from octavo.structure.headings import SENTENCE, patterns
from octavo.structure.title_words import kinds, rows, small_words, telling
from octavo.words import words

BY_THE = 2
"""The last words of a line that leads a person's name: 'by', 'by the'."""
EXTRA = 8
ROOM = 40
"""Characters of spaces and marks that a half-title may have beyond twice its letters."""
OTHERS = re.compile(rf",? (?:{alternatives(rows()['and_other'])})\b", re.IGNORECASE)
SECOND = re.compile(rf"\s*[;:]|,? (?:{alternatives(rows()['or'])}),? |{OTHERS.pattern}", re.IGNORECASE)
"""What parts a title from its second half: 'The Ford; or, A Year at Lee'."""
ACCENTS = re.compile("[\u0300-\u036f]")
NAMING = re.compile(r"[^\W\d_]+")


class Names:
    """What the book and its people are called, to be known again in the text."""

    def __init__(self, title: str, subtitle: str | None, people: Sequence[str], language: str) -> None:
        self.language = language
        self.title = folded(title)
        self.subtitle = folded(subtitle or "")
        self.short = folded(SECOND.split(title, maxsplit=1)[0])
        self.several = bool(OTHERS.search(title))
        self.people = {word for name in people for word in folded(name)}
        self.by = {word for phrase in patterns(language).row.by for word in folded(phrase)}

    def are(self, text: str) -> bool:
        """Whether `text` is the title, its beginning or end, or an author's name, and nothing else."""
        found = folded(spaced(text))
        if not found or len(found) > 2 * (len(self.title) + len(self.subtitle)) + len(self.people) + EXTRA:
            return False
        begins = bool(self.title) and found[: len(self.title)] == self.title
        if begins and len(found) < len(self.title) + EXTRA:
            return not is_said(text, {*self.title, *self.subtitle, *self.people, *self.by})
        if self.is_person(text):
            return True
        known = set(self.title) | set(self.subtitle) | self.people | self.by
        named = not self.people.isdisjoint(found)
        return all(
            word in known or (named and (word in work_kinds() or word in small_words())) for word in found
        ) and bool(
            set(found) & (set(self.title) | set(self.subtitle) | self.people) or all(word in self.by for word in found)
        )

    def is_person(self, text: str) -> bool:
        """Whether `text` is an author's name, be its first names initials or the whole a genitive: V. I. Lenin's."""
        return any(self.names_person(folded(re.sub(r"['’]s$", "", name.strip()))) for name in (text, spaced(text)))

    def names_person(self, found: Sequence[str]) -> bool:
        """Whether the last of the words is of an author's name, the others too, or they begin such: G. W., or Geo."""
        begins = all(len(w) == 1 or any(name.startswith(w) for name in self.people) for w in found[:-1])
        return bool(found) and found[-1] in self.people and begins

    def leads(self, text: str) -> bool:
        """Whether the last words of `text` lead a person's name: `by`, `by the`; those of `van Gogh` do not."""
        last = folded(text)[-BY_THE:]
        articled = len(last) == BY_THE and last[0] in self.by and last[1] in small_words()
        return articled or bool(self.by.intersection(last[-1:]))

    def signs(self, text: str) -> bool:
        """Whether a line of `text` ends with an author's name."""
        return any((found := folded(line)) and found[-1] in self.people for line in text.split("\n"))

    def introduce(self, text: str) -> bool:
        """Whether one of several lines is an author's name, as over the offices that person holds."""
        return "\n" in text and any(self.is_person(line) for line in text.split("\n"))

    def half(self, text: str) -> bool:
        """Whether `text` is the whole title again, with or without the subtitle, or its first half."""
        brief = len(text) <= 2 * sum(map(len, (*self.title, *self.subtitle))) + ROOM
        first = next(filter(str.isalnum, text), "")
        if not brief or (first.isascii() and "&" not in text and self.title and first.lower() != self.title[0][0]):
            return False
        short = [self.short] if len(self.short) > 1 else []
        return bool(self.title) and folded(text) in (self.title, self.title + self.subtitle, *short)

    def entitle(self, text: str) -> bool:
        """Whether `text`, or a line of it under the author's, is the whole title."""
        return self.half(text) or ("\n" in text and any(map(self.half, text.split("\n"))))

    def begin(self, text: str) -> bool:
        """Whether `text`, all in capitals, begins with a title of several words."""
        size = len(self.title)
        return size > 1 and text.upper() == text and folded(spaced(text))[:size] == self.title


@cache
def work_kinds() -> frozenset[str]:
    """The words for what a work is, folded."""
    return frozenset(word for kind in rows()["kinds"] for word in folded(kind))


def folded(text: str) -> list[str]:
    """The words of `text` in small letters without accents: capitals, and names in a header, often have none."""
    found = [word.lower() for word in words(text.replace("&", " and "))]
    return found if text.isascii() else [ACCENTS.sub("", normalize("NFD", word)) for word in found]


def spaced(text: str) -> str:
    """`text` with letterspaced words closed up: `K U R T` is KURT; 'e a' are two words."""
    return re.sub(r"(?<!\S)(?:\w ){2,}\w(?!\S)", lambda found: found[0].replace(" ", ""), text)


def is_said(text: str, known: Collection[str] = (), least: int = 1) -> bool:
    """Whether a line says something: it ends as a sentence does, with small words that no title page has.

    `known` are words of title and author; so many small words as `least` must stand beside them.
    """
    text = text.strip()
    if not (SENTENCE.search(text) or text.endswith(":")) or text.upper() == text or telling().search(text):
        return False
    small = [word for word in NAMING.findall(text) if word.islower() and word not in known]
    spoken = [word for word in small if word not in small_words()]
    return len(spoken) >= least and not any(kinds().fullmatch(word) for word in spoken)
