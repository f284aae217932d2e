"""Settle: the passages of a book in, for each its edits and queries out."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from octavo.languages import language as find_language
from octavo.problem import ManifestError
from octavo.typography.book import Book
from octavo.typography.context import Context
from octavo.typography.draft import Draft
from octavo.typography.edit import Finding, Kind, Passage, Query
from octavo.typography.rules import RULES, Find

_STAGES = tuple({rule.find: rule for rule in reversed(RULES)}.values())[::-1]
_NAMES = frozenset(rule.name for rule in RULES)


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """What a book's manifest says of its typography."""

    off: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in self.off:
            if name not in _NAMES:
                raise ManifestError(f"typography.off: {name!r} is no rule; there are {', '.join(sorted(_NAMES))}")


def settle(passages: Sequence[Passage], language: str, settings: Settings = Settings()) -> list[Finding]:  # noqa: B008
    """What the rules find in each passage, against its original text."""
    spoken = find_language(language)
    book = Book(passages, spoken)
    off = frozenset(settings.off)
    return [
        finding(passage, Context(spoken, book, place, passage.kind), off) for place, passage in enumerate(passages)
    ]


def finding(passage: Passage, context: Context, off: frozenset[str]) -> Finding:
    """What the rules find in one passage."""
    if passage.kind is Kind.PREFORMATTED:
        return Finding()
    draft = Draft(passage.text)
    for rule in _STAGES:
        if rule.trigger.search(draft.text):
            run(rule.find, draft, context, off)
    return Finding(draft.finished(), tuple(sorted(draft.queries))) if draft.edits or draft.queries else Finding()


def run(find: Find, draft: Draft, context: Context, off: frozenset[str]) -> None:
    """Let one rule revise the draft."""
    edits = []
    for found in find(draft.text, context):
        if found.rule in off:
            continue
        if isinstance(found, Query):
            draft.ask(found)
        else:
            edits.append(found)
    if edits:
        draft.revise(edits)
