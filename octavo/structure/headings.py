"""Headings: a block in, what it says as a heading out: its division's word, its number, its title.

Whether it is a heading is judged with the others in view (`octavo.structure.matter`).
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from octavo import model as m
from octavo.facts import alternatives
from octavo.inlines import flat
from octavo.model import Role
from octavo.personal_names import ANDS
from octavo.structure.dates import dates
from octavo.structure.divisions import OF_VOLUME, Row, row, value

DATE = "date"
COUNTED = {Role.PART, Role.CHAPTER, Role.SUBCHAPTER, Role.LETTER}
"""The divisions whose number may stand before their word, and whose word without one is a word like others."""
LONGEST, LONGEST_LINES = 330, 5
SHORT, SHORT_LINES = 120, 3
ARABIC_OR_ROMAN = r"[0-9]{1,3}(?!\.[0-9])|[IVXLC]+(?![a-z]|['’ʼ]\w)|[ivxlc]+(?=[.\s]|$)"
LETTER = r"[A-Z](?=[.:]?\s*(?:\n|$)|[.:]\s)"
"""A letter that counts divisions, as in `Section B`: nothing but its title stands behind it."""
HIGHER = r"(?:[0-9]{1,2}\.){0,2}"
"""The numbers of the divisions that one stands in, before its own: the act's in `Scene 2.1`."""
SECTIONS = {
    Role.FOREWORD,
    Role.PREFACE,
    Role.INTRODUCTION,
    Role.AFTERWORD,
    Role.EPILOGUE,
    Role.CONCLUSION,
    Role.APPENDIX,
}
"""What a section of no number is called, with a title of its own under that or without one."""
FRONTS = {Role.FOREWORD, Role.PREFACE, Role.INTRODUCTION, Role.DEDICATION, Role.ACKNOWLEDGMENTS}
SEPARATOR = r"\s*(?:[.:—–]|-{1,2}|\s-\s)?\s*"
DASH = "[-\u2013\u2014]{1,2}"
"""What stands on both sides of a number over a title, as Spanish books have it: - I -."""
OPENING_SPEECH = "\"'“‘«„»—–-("
INITIALS = re.compile(r"[IVXLC]\.\s?(?:[^\W\d_]\.\s?)+[^\W\d_]{2}")
"""What begins with a person's initials, not with a number: V. I. Lenin."""
NAMED = r"[A-ZÀ-ÖØ-ÞА-Я](?:\.|[a-zà-öø-ÿа-яё]+)"
"""A word of a person's name, or its initial."""
SENTENCE = re.compile(r"[.!?]['\"”’»)]*$")
FIRST = re.compile(r"\W*(?:the\s+)?(?P<word>\w+)(?P<owner>['’]s\b)?", re.IGNORECASE)
NUMERAL, FIGURE = re.compile(r"[0-9]{1,3}|[IVXLC]+|[ivxlc]+"), re.compile(r"[0-9]")


LOWER: dict[Role | None, set[Role | None]] = {
    Role.PART: {Role.CHAPTER, Role.SUBCHAPTER},
    Role.CHAPTER: {Role.SUBCHAPTER},
    Role.SUBCHAPTER: set(),
}
"""The divisions below each."""


class Said(Struct, frozen=True):
    """A block read as a heading.

    `title_at` is where the title begins in its flat text; `gap` the blank lines before it; `level` the markup's.
    """

    block: m.Paragraph | m.Heading
    text: str
    role: Role | None = None
    word: str = ""
    number: int | None = None
    numeral: str | None = None
    title_at: int = 0
    label_end: int = 0
    gap: int = 0
    level: int | None = None

    @property
    def title(self) -> str:
        """What follows the number."""
        return self.text[self.title_at :]

    @property
    def capital(self) -> bool:
        """Whether the text is set in capitals."""
        return self.text.upper() == self.text and any(map(str.isalpha, self.text))

    @property
    def style(self) -> str:
        """What is common to headings of one kind."""
        numeral = self.numeral or ""
        shape = "arabic" if numeral.isdecimal() else "roman" if self.numeral else ""
        return f"{self.word}/{shape}/{bool(self.title)}"


class Patterns:
    """The shapes of headings in one language."""

    def __init__(self, language: str) -> None:
        self.row: Row = row(language)
        words = alternatives(self.row.roles)
        counted = alternatives(word for word, role in self.row.roles.items() if role in COUNTED)
        owned = alternatives(word for word, role in self.row.roles.items() if role not in COUNTED)
        spelled = alternatives([*self.row.numbers, *self.row.last])
        numeral = rf"(?P<numeral>(?-i:{ARABIC_OR_ROMAN})|(?:the\s+)?(?:{spelled}))\b"
        lettered = rf"(?P<numeral>(?-i:{ARABIC_OR_ROMAN}|{LETTER})|(?:the\s+)?(?:{spelled}))(?!\w)"
        rest = rf"(?P<end>\.?)(?P<rest>{SEPARATOR}(?P<title>.*))"
        flags = re.IGNORECASE | re.DOTALL
        names = [*self.row.roles, *self.row.numbers, *self.row.last, *self.row.of_one]
        self.first_words = frozenset(word for name in names if (word := first_word(name)))
        self.first_words |= {f"{word}s" for word, role in self.row.roles.items() if role in COUNTED}
        self.named = re.compile(rf"(?:the\s+)?(?P<word>{words})\s+(?:no\.\s*)?{HIGHER}{lettered}{rest}", flags)
        self.opening = re.compile(rf"\W*(?:the\s+)?(?:{words}|{spelled})\b", flags)
        several = rf"(?P<numeral>(?-i:{ARABIC_OR_ROMAN})\s*(?:[,&–-]|(?:{ANDS})\b)\s*(?-i:{ARABIC_OR_ROMAN}))\b"
        self.several = re.compile(rf"(?P<word>{counted})\w{{0,2}}\s+{several}{rest}", flags)
        owner = alternatives(["the", *self.row.of_one])
        self.turned = re.compile(rf"(?:(?:{owner})\s+)?{numeral}\.?\s+(?P<word>{counted})\b{rest}", flags)
        self.alone = re.compile(
            rf"[\[(]?(?:(?:the|\w+['’]s)\s+(?=(?:{owned})\b))?(?P<word>{words})\b(?P<end>[.:]?)(?P<rest>[\])]?{SEPARATOR}(?P<title>.*))",
            flags,
        )
        fronts = [word for word, role in self.row.roles.items() if role in FRONTS]
        self.front = re.compile(rf"(?<!\w)(?P<word>{alternatives(fronts)})(?!\w)", flags)
        self.bare = re.compile(
            rf"(?:[\[(]|§\s*)?(?P<numeral>(?-i:{ARABIC_OR_ROMAN}))\b(?P<end>[.)\]:]*)(?P<rest>{SEPARATOR}(?P<title>.*))",
            re.DOTALL,
        )
        self.clasped = re.compile(rf"{DASH}\s?(?P<numeral>[IVXLC]+)\s?(?P<rest>(?P<end>){DASH}(?P<title>))")
        cardinal = alternatives(self.row.numbers)
        self.spelled = re.compile(rf"(?P<numeral>{cardinal})(?P<rest>(?P<end>\.?)(?P<title>))", flags)
        self.date = dates(language)
        self.goes_on = re.compile(
            rf"\s*[(\[]\s*(?:{alternatives(self.row.continued)}|(?:{words})\s+{numeral})\s*[)\]]\s*$", flags
        )
        self.contents = re.compile(rf"(?:{alternatives(self.row.contents)}){OF_VOLUME}\s*[.:]?", flags)
        self.pictures = re.compile(rf"(?:{alternatives(self.row.pictures)})\s*[.:]?", flags)
        named = rf"(?:{alternatives(self.row.for_one)})(?:\s+(?-i:{NAMED})){{1,3}}[.,]"
        self.dedicates = re.compile(rf"(?:{alternatives(self.row.to)})(?!\w)|{named}", flags)
        self.credits = re.compile(rf"(?:{alternatives(self.row.by)})(?!\w).{{0,80}}$", flags)
        self.ends = re.compile(
            rf"\W*(?:(?:{alternatives(self.row.ends)})\s*(?:\w+\s+)?(?:{words})(?!\w)[^\n]{{0,60}}"
            rf"|(?:{alternatives(self.row.closes)})\W*)",
            flags,
        )
        self.notes = re.compile(rf"(?:{alternatives(self.row.notes)})\s*[.:]?", flags)

    def admits(self, pattern: re.Pattern[str], found: re.Match[str], level: int | None) -> bool:
        """Whether a match heads a division: a number in words alone in plain text only, 'Book Values' nowhere."""
        if pattern is self.spelled:
            return level is None
        if pattern is self.bare:
            return not INITIALS.match(found.string)
        counted = pattern is self.alone and self.row.roles.get(" ".join(found["word"].lower().split())) in COUNTED
        return not counted or not found["title"] or bool(found["end"]) or found["rest"].lstrip(" ])")[0] in ".:—–-\n"

    def front_role(self, text: str) -> Role | None:
        """What a word within a heading before the first chapter tells: 'The Author's Introduction to the Tale'."""
        found = self.front.search(text)
        return self.row.roles.get(" ".join(found["word"].lower().replace("’", "'").split())) if found else None

    def lists(self, text: str) -> bool:
        """Whether `text` heads a list of contents or pictures."""
        return bool(self.contents.fullmatch(text.strip()) or self.pictures.fullmatch(text.strip()))

    def opens(self, text: str) -> bool:
        """Whether `text` begins with the word of a division, or with a number in words."""
        return first_word(text) in self.first_words and bool(self.opening.match(text))

    def may_count(self, text: str) -> bool:
        """Whether `text` begins as what has a division's word or number does: nearly all running text does not."""
        found = FIRST.match(text)
        if found is None:
            return False
        word = found["word"]
        return word.lower() in self.first_words or bool(NUMERAL.fullmatch(word)) or found["owner"] is not None

    def said(self, block: m.Block, gap: int) -> Said | None:
        """`block` as a heading, None where it can be none."""
        match block:
            case m.Heading(level, children, _):
                return self.read(block, flat(children), gap, level)
            case m.Paragraph(children):
                text = flat(children)
                if text and len(text) <= LONGEST and text.count("\n") < LONGEST_LINES and not self.ends.fullmatch(text):
                    return self.read(block, text, gap, None)
        return None

    def read(self, block: m.Paragraph | m.Heading, text: str, gap: int, level: int | None) -> Said:
        """What `text` says as a heading; the day of a date is no number."""
        if FIGURE.search(text) and self.date.fullmatch(text.strip()):
            return Said(block, text, word=DATE, gap=gap, level=level)
        if not self.may_count(text):
            return Said(block, text, gap=gap, level=level)
        for pattern in (self.named, self.several, self.turned, self.alone, self.bare, self.clasped, self.spelled):
            found = pattern.fullmatch(text)
            if found and plausible(found, text) and self.admits(pattern, found, level):
                one = told(block, text, found, self.row, gap=gap, level=level)
                return Said(block, text, gap=gap, level=level) if is_argument(one) else one
        return self.paired(block, text, gap, level) or Said(block, text, gap=gap, level=level)

    def paired(self, block: m.Paragraph | m.Heading, text: str, gap: int, level: int | None) -> Said | None:
        """A division and a lower one of it with a comma between, and nothing else: 'Actus Primus, Scaena Prima.'."""
        upper, _, rest = text.partition(",")
        if not rest or len(text) > SHORT // 2 or not self.opens(text):
            return None
        said, below = self.read(block, upper, gap, level), self.read(block, rest.lstrip(), gap, level)
        whole = said.numeral and not said.title and below.numeral and not below.title
        if not whole or below.role not in LOWER.get(said.role, set()):
            return None
        return replace(said, text=text, label_end=len(upper), title_at=len(text) - len(rest.lstrip()))


def lower(said: Said, patterns: Patterns) -> Said | None:
    """The heading of a lower division that a heading's title is, with a word and number of its own."""
    if not (said.role in LOWER and said.numeral and said.title):
        return None
    below = patterns.read(said.block, said.title, said.gap, said.level)
    if not below.numeral or below.role not in LOWER[said.role]:
        return None
    place = said.title_at
    return replace(below, text=said.text, title_at=place + below.title_at, label_end=place + below.label_end)


def is_argument(said: Said) -> bool:
    """Whether a paragraph counts on within itself, as a summary over a chapter does: '1. The Quay. 2. The Wall.'."""
    counts = said.level is None and said.role is None and said.number is not None
    return counts and f" {(said.number or 0) + 1}. " in said.title


def first_word(text: str) -> str | None:
    """The first word of `text` after an article, in small letters."""
    found = FIRST.match(text)
    return found["word"].lower() if found else None


def plausible(found: re.Match[str], text: str) -> bool:
    """Whether what follows word and number can be a title: it is set off, or begins like one."""
    if not (text[0].isupper() or text[0].isdecimal() or text[0] in "[(" or found.re.groupindex.get("word") is None):
        return False
    title = found["title"]
    if not title:
        return True
    if "numeral" not in found.re.groupindex:
        return len(text) <= SHORT // 2
    parted = (
        bool(found["end"]) or found["rest"][0] in ".:—–-\n" or "\n" in found["rest"][:3] or "  " in found["rest"][:3]
    )
    return parted or title.upper() == title or title[0].isupper()


def told(  # noqa: PLR0913 - what a match means needs all of it
    block: m.Paragraph | m.Heading, text: str, found: re.Match[str], row: Row, *, gap: int, level: int | None
) -> Said:
    """A heading from a pattern's match."""
    groups = found.groupdict()
    numeral = groups.get("numeral")
    word = " ".join((groups.get("word") or "").lower().replace("’", "'").split())
    titled = any(map(str.isalnum, found["title"]))
    title_at = found.start("title") if titled else len(text)
    return Said(
        block,
        text,
        row.roles.get(word),
        word,
        value(numeral, row) if numeral else None,
        numeral,
        title_at,
        found.start("rest") if titled else len(text.rstrip()),
        gap,
        level,
    )


@cache
def patterns(language: str) -> Patterns:
    """The shapes of headings in `language`."""
    return Patterns(language)
