"""Drafts: what a draft that intake made holds, as tests compare it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from octavo.inlines import flat
from octavo.intake import Draft, new
from octavo.render import heading_text
from octavo.walk import runs, sections


def headings(draft: Draft) -> list[tuple[str, str, int]]:
    """Role, heading and depth of each section."""
    found = sections(draft.edition.book)
    return [(s.role.value, heading_text(s).replace("\u00a0", " "), depth) for _, depth, s in found]


def outline(draft: Draft) -> list[str]:
    """A line for each section, set in by its depth."""
    found = sections(draft.edition.book)
    return [f"{'  ' * depth}{s.role.value}: {heading_text(s)}".replace("\u00a0", " ") for _, depth, s in found]


def text(draft: Draft) -> str:
    """The words of the book, a line for each run."""
    return "\n".join(flat(run.children) for run in runs(draft.edition.book))


def kinds(draft: Draft) -> list[list[str]]:
    """What the blocks of each section are."""
    return [[type(block).__name__ for block in s.blocks] for _, _, s in sections(draft.edition.book)]


def ford(folder: Path, body: str, day: date) -> Draft:
    """A book made of a plain text under its title and author."""
    (folder / "ford.txt").write_text(f"THE FORD\n\nby Ada Reed\n\n\n\n\n{body}", encoding="utf-8")
    return new([str(folder / "ford.txt")], folder / "book", day)
