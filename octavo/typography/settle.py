"""Settle: the passages of a book in, for each its edits and queries out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from octavo.languages import language as language_of
from octavo.typography.book import Book
from octavo.typography.context import Context
from octavo.typography.draft import Draft
from octavo.typography.edit import Edit, Finding, Passage, Query, Span
from octavo.typography.rules import RULES, Rule
from octavo.typography.settings import Settings, tuned

_STAGES: tuple[Rule, ...] = tuple({rule.find: rule for rule in reversed(RULES)}.values())[::-1]
_MARK = re.compile(r"[\W\d]")
_AS_WRITTEN = Settings()


def settle(passages: Sequence[Passage], language: str, settings: Settings = _AS_WRITTEN) -> list[Finding]:
    """What the rules find in each passage of a book, in their order, against its original text."""
    spoken = tuned(language, settings.dash)
    book = Book([masked(passage) for passage in passages], spoken, settings.outer_quotes)
    off = frozenset(settings.off)
    return [
        with_spans(
            passage, finding(book.passages[place], Context(spoken, book, place, passage.kind), off), off
        )
        for place, passage in enumerate(passages)
    ]


def finding(passage: Passage, context: Context, off: frozenset[str]) -> Finding:
    """What the rules find in one passage of one language."""
    draft = Draft(passage.text)
    for rule in _STAGES:
        if rule.trigger.search(draft.text):
            run(rule, draft, context, off)
    return (
        Finding(draft.finished(), tuple(sorted(draft.queries))) if draft.edits or draft.queries else Finding()
    )


def run(rule: Rule, draft: Draft, context: Context, off: frozenset[str]) -> None:
    """Let one rule revise the draft."""
    edits: list[Edit] = []
    for found in rule.find(draft.text, context):
        if found.rule in off:
            continue
        if isinstance(found, Query):
            draft.ask(found)
        else:
            edits.append(found)
    if edits:
        draft.revise(edits)


def masked(passage: Passage) -> Passage:
    """The passage with each span in another language made one word, into which none of its rules looks."""
    if not passage.spans:
        return passage
    text = passage.text
    for span in passage.spans:
        hidden = _MARK.sub("x", text[span.start : span.end])
        text = text[: span.start] + hidden + text[span.end :]
    return Passage(text, passage.kind, passage.spans)


def with_spans(passage: Passage, own: Finding, off: frozenset[str]) -> Finding:
    """A passage's own finding, and those of its spans by the rules of their languages."""
    if not passage.spans:
        return own
    edits, queries = list(own.edits), list(own.queries)
    for span in passage.spans:
        within = finding_of(passage.text[span.start : span.end], span, passage, off)
        edits += shifted(within.edits, span.start)
        queries += [
            Query(
                query.start + span.start, query.end + span.start, query.suggestion, query.rule, query.evidence
            )
            for query in within.queries
        ]
    return Finding(tuple(sorted(edits)), tuple(sorted(queries)))


def finding_of(text: str, span: Span, passage: Passage, off: frozenset[str]) -> Finding:
    """What the rules of its own language find in a span."""
    spoken, alone = language_of(span.language), Passage(text, passage.kind)
    return finding(alone, Context(spoken, Book([alone], spoken), 0, passage.kind), off)


def shifted(edits: Sequence[Edit], by: int) -> Iterator[Edit]:
    """The edits of a part of a text, told against the whole."""
    for edit in edits:
        yield Edit(edit.start + by, edit.end + by, edit.replacement, edit.rule)
