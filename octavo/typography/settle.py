"""Settle: the passages of a book in, for each its edits and queries out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from octavo.languages import language as language_of
from octavo.typography.book import Book
from octavo.typography.context import Context
from octavo.typography.draft import Draft
from octavo.typography.edit import Edit, Finding, Passage, Query, Span
from octavo.typography.rules import RULES, Rule
from octavo.typography.settings import Settings, tuned

_NAMES = [rule.name for rule in RULES]
_FIRST_OF_MARKS = _NAMES.index("quotes")
_LAST_OF_MARKS = _NAMES.index("apostrophes")
"""Rules before these change what stands beside a mark, and the text is read again; those after set spaces."""
_ROUNDS = 4
_MARK = re.compile(r"[\W\d]")
_AS_WRITTEN = Settings()


def settle(passages: Sequence[Passage], language: str, settings: Settings = _AS_WRITTEN) -> list[Finding]:
    """What the rules find in each passage of a book, in their order, against its original text."""
    spoken, off = tuned(language, settings.dash), frozenset(settings.off)
    book = Book([masked(passage) for passage in passages], spoken, settings.outer_quotes)
    found = []
    for place, passage in enumerate(passages):
        own = finding(book.passages[place], Context(spoken, book, place, passage.kind), off)
        found.append(with_spans(passage, own, off) if passage.spans else own)
    return found


def finding(passage: Passage, context: Context, off: frozenset[str]) -> Finding:
    """What the rules find in one passage of one language, until they find nothing more."""
    draft = Draft(passage.text)
    stirring, marking, spacing = stages(off)
    revised(stirring, draft, context, off)
    for _ in range(_ROUNDS):
        revised(marking, draft, context, off)
        if not revised(stirring, draft, context, off):
            break
    revised(spacing, draft, context, off)
    return draft.finished()


def revised(rules: tuple[Rule, ...], draft: Draft, context: Context, off: frozenset[str]) -> list[Rule]:
    """Let rules revise the draft, each what those before it have left; those that did."""
    return [rule for rule in rules if run(rule, draft, context, off)]


@cache
def stages(off: frozenset[str]) -> tuple[tuple[Rule, ...], ...]:
    """The rules that are not off, before, of and after the marks, each work once: one may have two names."""
    parts = RULES[:_FIRST_OF_MARKS], RULES[_FIRST_OF_MARKS : _LAST_OF_MARKS + 1], RULES[_LAST_OF_MARKS + 1 :]
    works = ({rule.find: rule for rule in reversed(part) if rule.name not in off} for part in parts)
    return tuple(tuple(work.values())[::-1] for work in works)


def run(rule: Rule, draft: Draft, context: Context, off: frozenset[str]) -> bool:
    """Let one rule revise the draft; whether it did."""
    if (rule.needs and rule.needs.isdisjoint(draft.characters)) or not rule.trigger.search(draft.text):
        return False
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
    return bool(edits)


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
    edits, queries = list(own.edits), list(own.queries)
    for span in passage.spans:
        within = finding_of(passage.text[span.start : span.end], span, passage, off)
        edits += shifted(within.edits, span.start)
        queries += [
            Query(query.start + span.start, query.end + span.start, query.suggestion, query.rule, query.evidence)
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
