"""The laws of every edition: typesetting it again changes nothing, and no word is lost, added or changed
without a line in the apparatus.

Each call of a note has its note, and each note its call or a query.

That no word is lost is proved from the witness's bytes and the apparatus alone, not from the tree the stages built.
"""

from __future__ import annotations

import difflib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from octavo.checks.plain import plain
from octavo.edition import Apparatus, Change, Edition, Mark, Move, Omission, Stet
from octavo.inlines import flat
from octavo.misread import mended
from octavo.model import Book, Position
from octavo.problem import ContentError, Problem, Severity
from octavo.readers.witness import Witness
from octavo.typeset import found
from octavo.typography import Settings
from octavo.walk import Run, note_calls, runs
from octavo.words import words

AROUND = 6
SHOWN = 20
REACH = 2000
LINE_END = "markup"
"""The rule of a change that is a tag for a line end."""


def check_laws(edition: Edition, witnesses: Sequence[Witness], settings: Settings) -> Edition:
    """`edition`, when it keeps the laws. Raises ContentError."""
    book = edition.book
    problems = (
        *settled(edition, settings),
        *answered(edition),
        *compared(attested(witnesses, edition), spoken(book), "edition"),
    )
    if problems:
        raise ContentError(problems)
    return edition


def settled(edition: Edition, settings: Settings) -> Iterable[Problem]:
    """Every edit the rules would still make, but for what the editor lets stand."""
    seen = runs(edition.book)
    for run, finding in zip(seen, found(seen, edition.book, settings), strict=True):
        text = flat(run.children)
        stands = list(standing(run, text, edition.apparatus.stets)) if finding.edits else []
        for edit in finding.edits:
            if not any(edit.start < end and begin < edit.end for begin, end in stands):
                yield Problem(
                    "T001",
                    Severity.ERROR,
                    f"typesetting again would change {text[edit.start : edit.end]!r} to {edit.replacement!r} "
                    f"({edit.rule})",
                    "a rule does not settle; switch it off in [typography] of book.toml and report the text",
                    run.position.at(edit.start),
                )


def answered(edition: Edition) -> Iterator[Problem]:
    """Each call of a note that is none of the book's, and each note that nothing calls and no query tells of."""
    calls = note_calls(edition.book)
    notes = {note.id for note in edition.book.notes}
    for name, position in calls:
        if name not in notes:
            said = f"the call of a note leads to {name!r}, which is no note"
            yield Problem("T004", Severity.ERROR, said, FAULT, position)
    called = {name for name, _ in calls}
    asked = {doubt.position.place for doubt in edition.apparatus.doubts}
    for note in edition.book.notes:
        if note.id not in called and note.position.place not in asked:
            yield Problem("T004", Severity.ERROR, f"nothing calls note {note.label!r}", FAULT, note.position)


def standing(run: Run, text: str, stets: Sequence[Stet]) -> Iterator[tuple[int, int]]:
    """Where in the `text` of `run` each of `stets` that is in it begins and ends."""
    for stet in stets:
        begin = text.find(stet.reading)
        while begin >= 0:
            place = run.position.at(begin)
            if place.place == stet.position.place:
                yield begin, begin + len(stet.reading)
            begin = text.find(stet.reading, begin + 1)


def attested(witnesses: Sequence[Witness], edition: Edition) -> list[str]:
    """The words the edition must have: the witness's, the apparatus applied. Raises ContentError."""
    copy = Copy(witnesses, edition.apparatus)
    copy.check_omissions()
    return words("\n".join([copy.body(), *copy.moved()]))


class Copy:
    """The witness's characters without the marks that became structure, and what the apparatus says of them.

    Everything here is in offsets of `text`, all files one after the other.
    """

    def __init__(self, witnesses: Sequence[Witness], apparatus: Apparatus) -> None:
        self.pages = {witness.name: plain(witness) for witness in witnesses}
        self.starts: dict[str, int] = {}
        length = 0
        for name, page in self.pages.items():
            self.starts[name] = length
            length += len(page.text) + 1
        self.full = "".join(f"{page.text}\n" for page in self.pages.values())
        self.holes = sorted({self.hole(mark) for mark in apparatus.marks})
        self.text = self.solid()
        self.moves = [self.span(move) for move in apparatus.moves]
        self.omissions = [(self.span(omission), omission) for omission in apparatus.omissions]
        self.gaps = sorted([*self.moves, *(span for span, _ in self.omissions)])
        self.line_ends = [self.line_end(change) for change in apparatus.changes if change.rule == LINE_END]
        self.edits = sorted(
            (self.edit(change, number) for number, change in enumerate(self.outside(apparatus.changes))),
            key=lambda edit: (edit[0], edit[0] != edit[1], not edit[2].endswith("\n"), edit[3]),
        )  # a block supplied stands before the letter supplied of the paragraph after it

    def full_offset(self, position: Position) -> int:
        """Where `position` stands in all the witness's characters. Raises ContentError."""
        if position.file not in self.pages:
            raise ContentError((Problem("T003", Severity.ERROR, f"no witness is named {position.file!r}", HINT),))
        return self.starts[position.file] + self.pages[position.file].offset(position)

    def hole(self, mark: Mark) -> tuple[int, int]:
        """Where a mark stands. Raises ContentError where it does not."""
        begin = self.full_offset(mark.position)
        stood = literal(mark.text).match(self.full, begin)
        if not stood:
            raise ContentError((misplaced(mark.rule, mark.text, mark.position, self.full[begin : begin + 40]),))
        return begin, stood.end()

    def solid(self) -> str:
        """All characters but the marks."""
        pieces, last = [], 0
        for begin, end in self.holes:
            pieces.append(self.full[last:begin])
            last = max(last, end)
        return "".join([*pieces, self.full[last:]])

    @cached_property
    def removed(self) -> list[int]:
        """How many characters of marks stand before each mark."""
        return [0, *accumulate(end - begin for begin, end in self.holes)]

    def offset(self, position: Position) -> int:
        """Where `position` stands in `text`."""
        place = self.full_offset(position)
        index = bisect_left(self.holes, (place, place))
        inside = max(0, min(self.holes[index - 1][1], place) - place) if index else 0
        before = self.removed[index] - (max(0, self.holes[index - 1][1] - place) if index else 0)
        return place - before - inside

    def span(self, record: Omission | Move) -> tuple[int, int]:
        """The characters `record` is about."""
        return self.offset(record.position), self.offset(record.end)

    def line_end(self, change: Change) -> tuple[int, int]:
        """The markup that a line end stands for, in what is left out as in the text."""
        begin = self.offset(change.position)
        return begin, begin + len(change.before)

    def outside(self, changes: Sequence[Change]) -> list[Change]:
        """The changes that are not in what is kept out of the body."""
        left_out = sorted(span for span, _ in self.omissions)
        moved = sorted(self.moves)

        def kept(change: Change) -> bool:
            place = self.offset(change.position)
            gap = self.around(left_out, place)
            return gap is None or (place == gap[0] and not change.before) or self.around(moved, place) is not None

        return [change for change in changes if kept(change)]

    def around(self, spans: Sequence[tuple[int, int]], place: int) -> tuple[int, int] | None:
        """The one of `spans` that `place` is in."""
        index = bisect_right(spans, (place, len(self.text))) - 1
        return spans[index] if index >= 0 and place < spans[index][1] else None

    def edit(self, change: Change, number: int) -> tuple[int, int, str, int]:
        """`change` as an edit of `text`. Raises ContentError where its reading does not stand."""
        begin = self.offset(change.position)
        stood = literal(change.before).match(self.text, begin)
        if not stood:
            stands = self.text[begin : begin + 40]
            raise ContentError((misplaced(change.rule, change.before, change.position, stands),))
        return begin, stood.end(), change.after, number

    def read(self, begin: int, end: int, gaps: Sequence[tuple[int, int]]) -> str:
        """The characters from `begin` to `end` but for `gaps`, the changes made."""
        pieces: list[str] = []
        place = begin
        for start, stop in [*(gap for gap in gaps if begin <= gap[0] < end), (end, end)]:
            if start > place:
                pieces.append(self.changed(place, start))
            if place <= start < stop:
                pieces.append(self.inserted(start))
            pieces.append("\n")
            place = max(place, stop)
        return "".join(pieces)

    def changed(self, begin: int, end: int) -> str:
        """The characters from `begin` to `end` with the changes among them."""
        pieces, place = [], begin
        for index in range(bisect_left(self.edits, (begin,)), len(self.edits)):
            start, stop, after, _ = self.edits[index]
            if start > end or (start == end and end < len(self.text)):
                break
            pieces += [self.text[place:start], after]
            place = max(place, stop)
        return "".join([*pieces, self.text[place:end]])

    def inserted(self, place: int) -> str:
        """What is inserted where a gap begins."""
        pieces = []
        for start, stop, after, _ in self.edits[bisect_left(self.edits, (place,)) :]:
            if not start == stop == place:
                break
            pieces.append(after)
        return "".join(pieces)

    def body(self) -> str:
        """The text of the edition's sections."""
        return self.read(0, len(self.text), self.gaps)

    def moved(self) -> list[str]:
        """The text of the edition's notes, in their order."""
        return [self.read(begin, end, [gap for gap in self.gaps if gap != (begin, end)]) for begin, end in self.moves]

    def check_omissions(self) -> None:
        """Raises ContentError where an omission does not say all it leaves out."""
        for (begin, end), omission in self.omissions:
            inner = [gap for gap in (*self.gaps, *self.line_ends) if begin <= gap[0] and gap[1] <= end]
            gaps = [gap for gap in inner if gap != (begin, end)]
            pieces, place = [], begin
            for start, stop in [*sorted(gaps), (end, end)]:
                pieces.append(self.text[place:start])
                place = max(place, stop)
            said, stood = omission.text, "\n".join(pieces)
            if words(said) == words(stood):
                continue
            if problems := compared(words(mended(said)), words(mended(stood)), f"omission {omission.rule}"):
                raise ContentError(tuple(problems))


def literal(before: str) -> re.Pattern[str]:
    """Matches `before` in the witness, where any space may be a line end with its indent."""
    return re.compile(r"\s+".join(map(re.escape, re.split(r"[ \n]+", before))))


def misplaced(rule: str, before: str, position: Position, stands: str) -> Problem:
    """The problem of what is recorded where its reading does not stand."""
    return Problem(
        "T003",
        Severity.ERROR,
        f"the apparatus records {before!r} ({rule}) where the witness has {stands!r}",
        FAULT,
        position,
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


FAULT = "this is a fault of Octavo; please report the text"
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
