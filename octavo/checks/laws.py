"""The laws of every edition: typesetting it again changes nothing, and no word is lost, added or changed
without a line in the apparatus.

The second is proved from the witness's bytes and the apparatus alone, not from the tree the stages built.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from octavo.edition import Change, Edition, Omission
from octavo.model import Book
from octavo.problem import ContentError, Problem, Severity
from octavo.readers.witness import Witness
from octavo.typeset import found
from octavo.typography import Settings
from octavo.walk import flat, runs
from octavo.words import words

AROUND = 6
SHOWN = 20
REACH = 2000


def check_laws(edition: Edition, witness: Witness, settings: Settings) -> Edition:
    """`edition`, when it keeps the laws. Raises ContentError."""
    book = edition.book
    problems = (*settled(edition, settings), *compared(attested(witness, edition), spoken(book), "edition"))
    if problems:
        raise ContentError(problems)
    return edition


def settled(edition: Edition, settings: Settings) -> Iterable[Problem]:
    """Every edit the rules would still make, but for what the editor lets stand."""
    seen = runs(edition.book)
    stands = [doubt.position.line for doubt in edition.apparatus.doubts if doubt.decision == "stet"]
    for run, finding in zip(seen, found(seen, edition.book, settings), strict=True):
        for edit in finding.edits:
            position = run.position.at(edit.start)
            if position.line not in stands:
                yield Problem(
                    "T001",
                    Severity.ERROR,
                    f"typesetting again would change {flat(run.children)[edit.start : edit.end]!r} to "
                    f"{edit.replacement!r} ({edit.rule})",
                    "a rule does not settle; switch it off in [typography] of book.toml and report the text",
                    position,
                )


def attested(witness: Witness, edition: Edition) -> list[str]:
    """The words the edition must have: the witness's, the apparatus applied. Raises ContentError."""
    apparatus, text = edition.apparatus, witness.text
    starts = line_starts(text)
    reached, rest = len(text), []
    ordered = sorted(body(apparatus.changes, apparatus.omissions), key=order, reverse=True)
    for (line, column), here in groupby(ordered, key=place):
        begin = starts[line - 1] + column - 1
        rest.append(carried_out(here, text[begin:reached]))
        reached = begin
    return words(without(text[:reached] + "".join(reversed(rest)), apparatus.omissions))


def carried_out(changes: Iterable[Change], text: str) -> str:
    """`text`, which goes from one place of the witness to the next change, after the `changes` at its beginning."""
    for change in changes:
        stood = literal(change.before).match(text)
        if not stood:
            raise ContentError((misplaced(change, text[:40]),))
        text = change.after + text[stood.end() :]
    return text


def body(changes: Sequence[Change], omissions: Sequence[Omission]) -> list[Change]:
    """The changes outside the lines kept out of the body."""
    return [
        change
        for change in changes
        if not any(o.position.line <= change.position.line <= o.last_line for o in omissions)
    ]


def order(change: Change) -> tuple[int, int, bool]:
    """Sorts changes as they stand in the witness; what is inserted comes before what is replaced there."""
    return *place(change), bool(change.before)


def place(change: Change) -> tuple[int, int]:
    """The line and column of a change."""
    return change.position.line, change.position.column


def literal(before: str) -> re.Pattern[str]:
    """Matches `before` in the witness, where any space may be a line end with its indent."""
    return re.compile(r"\s+".join(map(re.escape, re.split(r"[ \n]+", before))))


def line_starts(text: str) -> list[int]:
    """The offset of each line."""
    return [0, *(found.end() for found in re.finditer("\n", text))]


def without(text: str, omissions: Sequence[Omission]) -> str:
    """`text` without the lines set apart; changes never add or remove a line before them."""
    rows = text.split("\n")
    for omission in omissions:
        for number in range(omission.position.line, omission.last_line + 1):
            rows[number - 1] = ""
    return "\n".join(rows)


def misplaced(change: Change, stands: str) -> Problem:
    """The problem of a change recorded where its reading does not stand."""
    return Problem(
        "T003",
        Severity.ERROR,
        f"the apparatus records {change.before!r} ({change.rule}) where the witness has {stands!r}",
        "this is a fault of Octavo; please report the text",
        change.position,
    )


def spoken(book: Book) -> list[str]:
    """The words of the edition's own text, in order."""
    return words("\n".join(flat(run.children) for run in runs(book)))


def compared(expected: Sequence[str], actual: Sequence[str], where: str) -> list[Problem]:
    """The first differences of two sequences of words, as problems."""
    if expected == actual:
        return []
    head = shared(expected, actual)
    tail = shared(expected[head:][::-1], actual[head:][::-1])
    middle, other = len(expected) - tail, len(actual) - tail
    matcher = difflib.SequenceMatcher(
        None,
        expected[head : min(middle, head + REACH)],
        actual[head : min(other, head + REACH)],
        autojunk=False,
    )
    codes = [code for code in matcher.get_opcodes() if code[0] != "equal"][:SHOWN]
    return [
        Problem("T002", Severity.ERROR, difference(expected, actual, moved_by(code, head), where), HINT)
        for code in codes
    ]


HINT = "a word that differs from the witness must stand in the apparatus; this is a fault of Octavo: report it"
Opcode = tuple[str, int, int, int, int]


def shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two sequences share at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))


def moved_by(code: Opcode, head: int) -> Opcode:
    """`code` of a comparison that began `head` words into both."""
    tag, begin, end, other, other_end = code
    return tag, begin + head, end + head, other + head, other_end + head


def difference(expected: Sequence[str], actual: Sequence[str], opcode: Opcode, where: str) -> str:
    """One difference in words: what was expected, what stands there, and the words before."""
    _, begin, end, other, other_end = opcode
    context = " ".join(expected[max(0, begin - AROUND) : begin])
    want, have = " ".join(expected[begin:end]), " ".join(actual[other:other_end])
    return f"the {where} has {have[:200]!r} for {want[:200]!r} after {context!r}"
