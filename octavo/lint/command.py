"""`octavo lint`: a book's folder in, what an editor and the shops should look at out, on the terminal."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from octavo.build import load, make
from octavo.checks.shops import RULES, check_shops
from octavo.lint import lint, suppressed
from octavo.problem import Severity
from octavo.project import Project


def run(path: Path, *, json: bool) -> int:
    """Prints what is found in the book at `path`; status 1 where anything is an error."""
    folder = path.resolve()
    source = load(folder)
    built = ebooks(Project(folder.parent.parent), source.manifest.slug)
    asked = len(built) == len(RULES)
    found = list(lint(make(source)))
    if asked:
        found += (problem for suffix, file in built.items() for problem in check_shops(file, suffix))
    entries = [entry for entry in source.manifest.suppress if asked or entry.code not in SHOPS]
    problems = suppressed(found, entries)
    if json:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(problems)).decode() + "\n")
    else:
        for problem in problems:
            print(problem)
        stands = len(found) - sum(problem.code != "L000" for problem in problems)
        print(f"{len(problems)} found, {stands} let stand{'' if asked else UNASKED}")
    return 1 if any(problem.severity is Severity.ERROR for problem in problems) else 0


SHOPS = frozenset(rule.code for rules in RULES.values() for rule in rules)
UNASKED = "; its ebooks are not all built, so the rules of the shops were left out: run ./build first"


def ebooks(project: Project, slug: str) -> dict[str, Path]:
    """The book's ebooks that are built, by the endings of their names."""
    paths = {suffix: project.output(slug, suffix) for suffix in RULES}
    return {suffix: path for suffix, path in paths.items() if path.exists()}
