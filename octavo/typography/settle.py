"""Settle: the passages of a book in, for each its edits and queries out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec.structs import replace

from octavo.languages import Language
from octavo.languages import language as language_of
from octavo.languages.language import Family
from octavo.typography.book import Book
from octavo.typography.characters import BACKTICK, DOUBLE_PRIME, PRIME
from octavo.typography.context import Context
from octavo.typography.draft import AND, Draft
from octavo.typography.edit import Edit, Finding, Passage, Query, Span
from octavo.typography.rules import RULES, Rule
from octavo.typography.settings import Settings, tuned

_MARK = re.compile(r"[\W\d]")
_AS_WRITTEN = Settings()
_NAMES = [rule.name for rule in RULES]
_LATE = frozenset(_NAMES[_NAMES.index("quotes") :])
_PRIMES = frozenset((PRIME, DOUBLE_PRIME))
_MOST_READINGS = 64
"""No text is known that asks for more than six."""


def settle(passages: Sequence[Passage], language: str, settings: Settings = _AS_WRITTEN) -> list[Finding]:
    """What the rules find in each passage of a book, in their order, against its original text."""
    spoken, off = tuned(language, settings.dash), frozenset(settings.off)
    drafts = settled([masked(passage) for passage in passages], spoken, settings.outer_quotes, off)
    return [
        with_spans(passage, draft.finished(), off) if passage.spans else draft.finished()
        for passage, draft in zip(passages, drafts, strict=True)
    ]


def settled(passages: Sequence[Passage], language: Language, outer: Family | None, off: frozenset[str]) -> list[Draft]:
    """The passages of a book, revised until the rules leave all of them as they are.

    One rule makes matter for another, and each passage adds to the habits of its book; so the rules read what they
    have written until a reading changes nothing. Should readings come round in a circle, the first of them in the
    order of characters is taken: from wherever in the circle one begins, the end is the same. Thus what is settled
    stays so. Nearly every text is settled at the first reading, and the second only proves it, but where `at_rest`
    tells as much. A rule that adds to its own work without end is a fault, which `checks.laws` reports.
    """
    drafts = [Draft(passage.text, passage.kept) for passage in passages]
    read: list[list[str]] = []
    for _ in range(_MOST_READINGS):
        texts = [draft.text for draft in drafts]
        if texts in read and texts == min(read[read.index(texts) :]):
            break
        read.append(texts)
        book = Book(texts, language, outer)
        rest = [
            revise(draft, Context(language, book, place, passages[place].kind), off)
            for place, draft in enumerate(drafts)
        ]
        if all(rest):
            break
    return drafts


def revise(draft: Draft, context: Context, off: frozenset[str]) -> bool:
    """Let the rules read a draft once, each what those before it have left; whether all of them are at rest now."""
    reading = Draft(draft.text, draft.kept)
    for rule in works(off):
        run(rule, reading, context, off)
    finding = reading.finished()
    draft.take(finding)
    plain = reading.source.isascii() and BACKTICK not in reading.source
    return not finding.edits or (plain and at_rest(finding, context.language))


def at_rest(finding: Finding, language: Language) -> bool:
    """Whether what was found in a text of plain marks gives no rule more to do, so that no reading need prove it.

    Marks that keep their family are read again as they were set, and the rules after them only set spaces that the
    others read as they read a common one; but a prime is no mark any more.
    """
    if any(style.inner != style.double for style in language.quotes):
        return False
    return all(
        _LATE.issuperset(edit.rule.split(AND)) and _PRIMES.isdisjoint(edit.replacement) for edit in finding.edits
    )


@cache
def works(off: frozenset[str]) -> tuple[Rule, ...]:
    """The rules that are not off, each work once: one may have two names."""
    return tuple({rule.find: rule for rule in reversed(RULES) if rule.name not in off}.values())[::-1]


def run(rule: Rule, draft: Draft, context: Context, off: frozenset[str]) -> None:
    """Let one rule revise the draft."""
    if (rule.needs and rule.needs.isdisjoint(draft.characters)) or not rule.trigger.search(draft.text):
        return
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
    return replace(passage, text=text)


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
    kept = tuple((start - span.start, end - span.start) for start, end in passage.kept)
    (draft,) = settled([Passage(text, passage.kind, kept=kept)], language_of(span.language), None, off)
    return draft.finished()


def shifted(edits: Sequence[Edit], by: int) -> Iterator[Edit]:
    """The edits of a part of a text, told against the whole."""
    for edit in edits:
        yield Edit(edit.start + by, edit.end + by, edit.replacement, edit.rule)
