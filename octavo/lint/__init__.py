"""Lint: a book in, what an editor should look at out; nothing here changes anything.

A rule is a row of `text.toml` (a pattern over a run) or a function of `sense` (what the book as a whole shows).
Findings that stand are suppressed in book.toml, with a reason; a suppression that suppresses nothing is an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from octavo.edition import Edition
from octavo.lint.sense import sense
from octavo.lint.text import text
from octavo.manifest import SuppressEntry
from octavo.problem import Problem, Severity

__all__ = ["lint", "suppressed"]


def lint(edition: Edition) -> tuple[Problem, ...]:
    """Everything found in `edition`, in the order of places."""
    return tuple(sorted((*text(edition.book), *sense(edition.book)), key=place))


def place(problem: Problem) -> tuple[int, int, str]:
    """Sorts problems by where they stand."""
    at = problem.position
    return (at.line, at.column, problem.code) if at else (0, 0, problem.code)


def suppressed(problems: Iterable[Problem], entries: Sequence[SuppressEntry]) -> list[Problem]:
    """`problems` without those `entries` let stand, and an error for each entry that lets none stand."""
    found = list(problems)
    kept = [problem for problem in found if not any(covers(entry, problem) for entry in entries)]
    return kept + [unused(entry) for entry in entries if not any(covers(entry, problem) for problem in found)]


def covers(entry: SuppressEntry, problem: Problem) -> bool:
    """Whether `entry` lets `problem` stand."""
    return entry.code == problem.code and entry.match in f"{problem.position or ''} {problem.message}"


def unused(entry: SuppressEntry) -> Problem:
    """The problem of a suppression without use."""
    what = f" matching {entry.match!r}" if entry.match else ""
    return Problem(
        "L000",
        Severity.ERROR,
        f"[[suppress]] names {entry.code}{what}, but nothing of the kind is found",
        "delete the entry from book.toml: what it let stand is gone",
    )
