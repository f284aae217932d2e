"""Typography: passages of flat text in, edits and queries out."""

from __future__ import annotations

from octavo.typography.edit import Edit, Finding, Kind, Passage, Query, Span, apply
from octavo.typography.rules import RULES, Rule
from octavo.typography.settings import DashStyle, Settings
from octavo.typography.settle import settle

_WITHOUT_QUERIES = Settings(off=("closed-words",))
"""For texts alone: what only asks is not asked."""


def typeset_text(text: str, language: str = "en-US") -> str:
    """One paragraph, typeset."""
    return typeset_book([text], language)[0]


def typeset_book(paragraphs: list[str], language: str) -> list[str]:
    """A book's paragraphs, typeset with all of it in view."""
    passages = [Passage(text) for text in paragraphs]
    findings = settle(passages, language, _WITHOUT_QUERIES)
    return [apply(text, finding.edits) for text, finding in zip(paragraphs, findings, strict=True)]


__all__ = [
    "RULES",
    "DashStyle",
    "Edit",
    "Finding",
    "Kind",
    "Passage",
    "Query",
    "Rule",
    "Settings",
    "Span",
    "apply",
    "settle",
    "typeset_book",
    "typeset_text",
]
