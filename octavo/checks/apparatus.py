"""Apparatus: its page and its edition in, every row the page lost, added or changed out.

The page is read by the standard library's HTML parser; what it must say is told by the edition's records alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

from octavo.checks.laws import compared
from octavo.edition import Change, Doubt, Edition
from octavo.model import Position
from octavo.problem import ContentError, Problem, Severity
from octavo.words import words

Row = tuple[str, ...]
HINT = "the page was changed after it was made, or not wholly written; run ./build again"
CELLS = frozenset({"td", "pre", "h1", "dd"})


def check_apparatus(page: str, edition: Edition, again: str) -> None:
    """Raises ContentError where the page does not tell each change, query, decision and omission, or tells others.

    What stands beside them is held to the page made `again`.
    """
    read, other = Read(), Read()
    read.feed(page)
    other.feed(again)
    wanted, found = Counter(rows(edition)), Counter(read.rows)
    problems = [
        Problem("V001", Severity.ERROR, f"the apparatus {verb} the row {' | '.join(row)!r}", HINT)
        for verb, some in (("lacks", wanted - found), ("adds", found - wanted))
        for row in some
    ]
    said = [word for text in read.texts for word in words(text)]
    problems += compared([word for text in texts(edition) for word in words(text)], said, "apparatus")
    problems += compared(words(" ".join(other.all)), words(" ".join(read.all)), "apparatus")
    if not page.rstrip().endswith("</html>"):
        problems.append(Problem("V001", Severity.ERROR, "the apparatus ends before its end", HINT))
    if problems:
        raise ContentError(tuple(problems))


class Read(HTMLParser):
    """Collects the rows of tables as letters, and headings, counts and what is set apart as texts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[Row] = []
        self.texts: list[str] = []
        self.cells: list[str] = []
        self.pieces: list[str] | None = None
        self.all: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Begins a row, or what is collected."""
        if tag == "tr":
            self.cells = []
        if tag in CELLS:
            self.pieces = []

    def handle_endtag(self, tag: str) -> None:
        """Ends a row, or what is collected."""
        if tag in CELLS and self.pieces is not None:
            text, self.pieces = "".join(self.pieces), None
            if tag == "td":
                self.cells.append(letters(text))
            else:
                self.texts.append(text)
        if tag == "tr" and self.cells:
            self.rows.append(tuple(self.cells))

    def handle_data(self, data: str) -> None:
        """Text."""
        self.all.append(data)
        if self.pieces is not None:
            self.pieces.append(data)


def rows(edition: Edition) -> Iterator[Row]:
    """What the tables must say."""
    for change in edition.apparatus.changes:
        yield changed(change)
    for doubt in edition.apparatus.doubts:
        yield doubted(doubt)


def changed(change: Change) -> Row:
    """The row of a change; one of the editor's has a reason."""
    witness = f"{change.left} {change.before} {change.right}"
    reason = (change.reason,) if change.reason is not None else ()
    return tuple(map(letters, (place(change.position), witness, change.after, *reason)))


def doubted(doubt: Doubt) -> Row:
    """The row of a query and its decision."""
    reading = f"{doubt.left} {doubt.reading} {doubt.right}"
    decision = f"{doubt.decision} {doubt.reason}" if doubt.decision else "open"
    evidence = f"{doubt.rule} {doubt.evidence}"
    return tuple(map(letters, (place(doubt.position), reading, doubt.suggestion, evidence, decision)))


def place(position: Position) -> str:
    """Where something stands in the witness."""
    return f"{position.line}:{position.column}" if position.line else ""


def texts(edition: Edition) -> Iterator[str]:
    """The title, the counts, and what is set apart."""
    apparatus = edition.apparatus
    editors = [change for change in apparatus.changes if change.reason is not None]
    decided = sum(doubt.decision is not None for doubt in apparatus.doubts)
    yield edition.book.metadata.title
    yield str(sum(change.rule == "emendation" for change in editors))
    yield str(len(apparatus.doubts) - decided)
    yield str(decided)
    yield str(len(apparatus.changes) - len(editors))
    yield str(apparatus.joined_lines)
    yield from (omission.text for omission in apparatus.omissions)


def letters(text: str) -> str:
    """The words of `text` run together: the page shows in marks what cannot be seen, which may part a word."""
    return "".join(words(text))
