"""Compounds: whether a hyphen joins two words, or stands for a dash that a transcriber lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from octavo.typography.characters import EM_DASH, HYPHEN
from octavo.typography.context import Context
from octavo.typography.dictionary import UNKNOWN, dictionary
from octavo.typography.edit import Edit, Query

TRIGGER = re.compile(r"[^\W\d_]-[^\W\d_]")
_WORD = r"[^\W\d_]+(?:['’][^\W\d_]+)*"
_HYPHENED = re.compile(rf"(?<![\w-])(?<!\w['’])({_WORD}(?:-{_WORD})*)-({_WORD})(?![\w-])")
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?!\s)[^.!?]*)*[.!?]*")
_NEXT_WORD = re.compile(rf" ({_WORD})")


class Sort(Enum):
    """How sure it is that a hyphen stands for a dash."""

    LOST = auto()
    ANSWER = auto()
    CLOSE = auto()
    NAME = auto()
    STRAY = auto()
    COMPOUND = auto()


class Hyphen(NamedTuple):
    """A hyphen between two words, its place and what it seems to be."""

    place: int
    first: str
    last: str
    sort: Sort


def lost_dashes(text: str, context: Context) -> Iterator[Edit | Query]:
    """A hyphen before a word that ends no compound is a dash; so is the one that answers it."""
    if not context.language.hyphens.never_last or context.language.dash is None:
        return
    dash = context.language.dash
    for sentence in _SENTENCE.finditer(text):
        found = [hyphen_of(match, text, context) for match in _HYPHENED.finditer(text, *sentence.span())]
        lost = lost_of(found, sentence[0].count(dash.mark))
        for hyphen in lost:
            yield Edit(hyphen.place, hyphen.place + 1, dash.before + dash.mark + dash.after, "lost-dashes")
        for hyphen in found:
            if hyphen.sort is Sort.STRAY:
                yield stray(hyphen)
        if len(lost) == 1 and (query := unanswered(lost[0], text[sentence.start() : lost[0].place])):
            yield query


def lost_of(found: list[Hyphen], present: int) -> list[Hyphen]:
    """The hyphens that are dashes: the sure ones, and likely ones that pair; `present` are in place."""
    sure = [hyphen for hyphen in found if hyphen.sort is Sort.LOST]
    answers = [hyphen for hyphen in found if hyphen.sort is Sort.ANSWER]
    likely = [hyphen for hyphen in found if hyphen.sort in (Sort.ANSWER, Sort.NAME)]
    closing = [hyphen for hyphen in found if hyphen.sort is Sort.CLOSE and sure and hyphen.place > sure[-1].place]
    if present % 2 == 1 and not sure and len(answers) == 1:
        return answers
    if len(sure) % 2 == 1 and not likely and len(closing) == 1:
        return [*sure, *closing]
    if (len(sure) % 2 == 1 and len(likely) == 1) or (not sure and answers and len(likely) == 2):
        return sorted([*sure, *likely])
    return sure


def hyphen_of(match: re.Match[str], text: str, context: Context) -> Hyphen:
    """What the last hyphen of a compound seems to be."""
    first, last = match[1], match[2]
    return Hyphen(match.end(1), first, last, sort_of(first, last, text[match.end() :], context))


def sort_of(first: str, last: str, after: str, context: Context) -> Sort:
    """What a hyphen between `first` and `last` seems to be, before the text `after`."""
    rules = context.language.hyphens
    start, *rest = first.lower().replace("’", "'").split(HYPHEN)
    end = last if last.startswith("I") else last.lower()
    if rest and (len(rest) > 1 or start not in rules.prefixes):
        return Sort.COMPOUND
    if start in rules.objects and not rest and last[0].islower():
        return Sort.CLOSE
    if not whole_word(rest[0] if rest else start, first, context) or start.startswith(end.lower()):
        return Sort.COMPOUND
    if end.replace("’", "'") in rules.never_last and last[0].islower() | (end[0] == "I"):
        return Sort.LOST
    following = _NEXT_WORD.match(after)
    next_word = following[1].lower() if following else ""
    if end in rules.connecting:
        return Sort.COMPOUND if start.endswith(("ed", "en")) or not next_word else Sort.ANSWER
    if start in rules.never_first:
        return Sort.STRAY if last[0].islower() and not known(first, last, context) else Sort.COMPOUND
    return Sort.NAME if parenthetic(first, last, next_word, context) else Sort.COMPOUND


def whole_word(word: str, written: str, context: Context) -> bool:
    """Whether a word can stand before a dash: no prefix or connecting word, known here or a name."""
    rules = context.language.hyphens
    if word in rules.prefixes or word in rules.never_last or word in rules.connecting or len(word) < 3:
        return word in rules.never_first and len(word) > 3
    return word in dictionary(context.language.wordlist) or written[0].isupper() or context.book.words[word] > 1


def known(first: str, last: str, context: Context) -> bool:
    """Whether the book has a compound elsewhere too."""
    return context.book.words[f"{first}-{last}".lower()] > 1


def parenthetic(first: str, last: str, following: str, context: Context) -> bool:
    """Whether a name or a clause, rather than the second half of a compound, seems to follow."""
    rules = context.language.hyphens
    if known(first, last, context):
        return False
    if first[0].islower() and last[0].isupper():
        return dictionary(context.language.wordlist).rarity(first) < UNKNOWN and first.endswith("s")
    return (
        first[0].isupper()
        and last[0].islower()
        and following in (rules.connecting | rules.adverbs | {"a", "an", "the"})
    )


def stray(hyphen: Hyphen) -> Query:
    """The query on a hyphen after a word that begins no compound."""
    start, end = hyphen.place - len(hyphen.first), hyphen.place + 1 + len(hyphen.last)
    return Query(start, end, f"{hyphen.first} {hyphen.last}", "stray-hyphens", f"'{hyphen.first}' begins no compound")


def unanswered(hyphen: Hyphen, before: str) -> Query | None:
    """The query on a sentence's only dash, before 'that': it may close what no dash opens."""
    if hyphen.last != "that" or EM_DASH in before:
        return None
    return Query(
        hyphen.place,
        hyphen.place + 1 + len(hyphen.last),
        f"{EM_DASH}{hyphen.last}",
        "lost-dashes",
        "this dash closes an insertion, if the one that opens it is lost as well",
    )
