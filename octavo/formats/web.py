"""Web: an edition in, its apparatus page out."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.edition import Change, Edition
from octavo.pages import Pages
from octavo.project import Project
from octavo.templates import sheet

CONTROLS = (*range(9), 11, *range(14, 32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
INVISIBLE = str.maketrans({"\u00a0": "°", "\u202f": "°", "\u2009": "°", "\u200a": "°", "\u2060": "◦", "\n": "⏎"})
INVISIBLE |= {number: f"U+{number:04X}" for number in (*CONTROLS, 0xFFFE, 0xFFFF)}
"""Marks in the place of what cannot be seen, and what no page may hold by its number."""


def apparatus_page(edition: Edition, project: Project) -> str:
    """Every change and query of `edition`, as a page for a browser."""
    apparatus = edition.apparatus
    emendations = [change for change in apparatus.changes if is_editors(change)]
    return Pages(edition, project.templates).template(
        "apparatus.html",
        styles=sheet(project.styles / "web.css"),
        apparatus=apparatus,
        emendations=emendations,
        corrections=[change for change in apparatus.changes if not is_editors(change)],
        open=[doubt for doubt in apparatus.doubts if not doubt.decision],
        decided=[doubt for doubt in apparatus.doubts if doubt.decision],
        witness=witnesses(apparatus.changes),
        shown=shown,
    )


def is_editors(change: Change) -> bool:
    """Whether the editor decided `change`, rather than a rule."""
    return change.reason is not None


def witnesses(changes: Sequence[Change]) -> str:
    """The files the changes were made in."""
    return ", ".join(sorted({change.position.file for change in changes}))


def shown(text: str) -> str:
    """`text` with its invisible characters made visible."""
    return "␣" * len(text) if text and not text.strip(" ") else text.translate(INVISIBLE)
