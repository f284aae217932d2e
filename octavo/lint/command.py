"""`octavo lint`: a book's folder in, what an editor and the shops should look at out, on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from octavo.build import load, make
from octavo.checks.shops import RULES, check_shops
from octavo.lint import lint, suppressed
from octavo.problem import Problem, Severity
from octavo.project import Project


def run(path: Path, *, json: bool) -> int:
    """Prints what is found in the book at `path`; status 1 where anything is an error."""
    folder = path.resolve()
    source = load(folder)
    found = [*lint(make(source)), *ebooks(Project(folder.parent.parent), source.manifest.slug)]
    problems = suppressed(found, source.manifest.suppress)
    if json:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(problems)).decode() + "\n")
    else:
        for problem in problems:
            print(problem)
        print(f"{len(problems)} found, {len(found) - sum(p.code != 'L000' for p in problems)} let stand")
    return 1 if any(problem.severity is Severity.ERROR for problem in problems) else 0


def ebooks(project: Project, slug: str) -> Iterator[Problem]:
    """What the shops have against the book's ebooks, those that are built."""
    for suffix in RULES:
        path = project.output(slug, suffix)
        if path.exists():
            yield from check_shops(path, suffix)
