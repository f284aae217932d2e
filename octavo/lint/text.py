"""Text rules: a book in, each place in its runs that a pattern of text.toml finds out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from octavo import model as m
from octavo.facts import read_facts
from octavo.inlines import OBJECT_REPLACEMENT, flat
from octavo.problem import Problem, Severity
from octavo.typography.edit import Kind
from octavo.walk import runs

AROUND = 24


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """A row of text.toml."""

    code: str
    pattern: str
    message: str
    hint: str
    shows: str
    spares: str
    severity: Severity = Severity.WARNING
    only: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    def speaks(self, language: str) -> bool:
        """Whether the rule is for a text in `language`."""
        return (not self.only or language in self.only) and language not in self.never


class Rules(Struct, frozen=True, forbid_unknown_fields=True):
    """text.toml."""

    rule: tuple[Rule, ...]


@cache
def rules() -> tuple[Rule, ...]:
    """The rules, in the order of their codes."""
    return read_facts("lint/text.toml", Rules).rule


def text(book: m.Book) -> Iterator[Problem]:
    """Each finding of the rules that are for the book's language."""
    language = book.metadata.language.partition("-")[0].lower()
    chosen = [(rule, re.compile(rule.pattern)) for rule in rules() if rule.speaks(language)]
    for run in runs(book):
        words = flat(run.children)
        if run.kind is not Kind.VERBATIM and words.replace(OBJECT_REPLACEMENT, "").strip():
            for rule, pattern in chosen:
                for found in pattern.finditer(words):
                    yield problem(rule, words, found.start(), found.end(), run.position)


def problem(rule: Rule, words: str, start: int, end: int, position: m.Position) -> Problem:
    """A finding, with the words around it."""
    context = words[max(0, start - AROUND) : end + AROUND].replace("\n", " ")
    return Problem(rule.code, rule.severity, f"{rule.message}: {context!r}", rule.hint, position.at(start))
