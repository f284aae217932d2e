"""Typeset: emendations and typographic rules carried out on a book, every edit on record.

The rules themselves know nothing of books (`octavo.typography`); here their passages are taken from the
runs of the tree and their edits carried back into it.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from octavo.compose import compose
from octavo.edition import Change, Doubt
from octavo.emend import Decisions, edited, recorded
from octavo.inlines import flat, foreign_spans, splice
from octavo.model import Book
from octavo.typography import Settings, settle
from octavo.typography.draft import moved
from octavo.typography.edit import Edit, Finding, Kind, Passage, Query, Span
from octavo.walk import Run, runs


class Typeset(Struct, frozen=True):
    """A book typeset, and each change that made it so."""

    book: Book
    changes: tuple[Change, ...]


def typeset(book: Book, decisions: Decisions, settings: Settings, read: Sequence[Finding] | None = None) -> Typeset:
    """`book` emended and with its typography set right, but for what the editor lets stand.

    `read` is what the rules have found in it already: where nothing is decided they would find the same again.
    """
    seen = runs(book)
    asked_for = [decisions.edits.get(number, ()) for number in range(len(seen))]
    emended = [replace(run, children=splice(run.children, edits)) for run, edits in zip(seen, asked_for, strict=True)]
    stet = [
        tuple(moved(place, edits) for place in decisions.let_stand(number)) for number, edits in enumerate(asked_for)
    ]
    findings = found(emended, book, settings, stet) if read is None or decisions.places else read
    edits = {
        number: compose(flat(seen[number].children), asked_for[number], finding.edits)
        for number, finding in enumerate(findings)
    }
    changes = (
        recorded(edit, seen[number], flat(seen[number].children), decisions.reason(number, edit))
        for number, of_run in edits.items()
        for edit in of_run
    )
    return Typeset(edited(book, edits), tuple(changes))


def proofread(book: Book, settings: Settings) -> list[Finding]:
    """What the rules find in each run of `book`, before an editor has decided anything."""
    return found(runs(book), book, settings)


def doubts(book: Book, read: Sequence[Finding]) -> tuple[Doubt, ...]:
    """What the rules doubt in `book`, of what they have `read`."""
    return tuple(asked(query, run) for run, finding in zip(runs(book), read, strict=True) for query in finding.queries)


def found(
    seen: Sequence[Run], book: Book, settings: Settings, stet: Sequence[tuple[tuple[int, int], ...]] = ()
) -> list[Finding]:
    """What the rules find in each run of `book`, but for the places of each that `stet` lets stand."""
    read = [number for number, run in enumerate(seen) if run.kind is not Kind.VERBATIM]
    passages = [passage(seen[number], stet[number] if stet else ()) for number in read]
    findings = settle(passages, book.metadata.language, settings)
    by_run = dict(zip(read, findings, strict=True))
    return [by_run.get(number, Finding((), ())) for number in range(len(seen))]


def passage(run: Run, kept: tuple[tuple[int, int], ...]) -> Passage:
    """A run as the rules see it, with the places into which they may not reach."""
    spans = tuple(Span(*span) for span in foreign_spans(run.children))
    return Passage(flat(run.children), run.kind, spans, kept)


def asked(query: Query, run: Run) -> Doubt:
    """A query of the rules as the editor sees it."""
    change = recorded(Edit(query.start, query.end, query.suggestion, query.rule), run, flat(run.children))
    return Doubt(
        rule=change.rule,
        position=change.position,
        reading=change.before,
        suggestion=change.after,
        evidence=query.evidence,
        left=change.left,
        right=change.right,
    )
