"""Settings: what a book's manifest says of its typography."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from octavo.languages import Language, language
from octavo.languages.language import Dash, Family
from octavo.problem import ManifestError
from octavo.typography.characters import EM_DASH, EN_DASH, NO_BREAK_SPACE
from octavo.typography.rules import RULES

_NAMES = tuple(dict.fromkeys(rule.name for rule in RULES))


class DashStyle(StrEnum):
    """How a house sets a break in the sentence: closed em dashes, or en dashes between spaces."""

    EM = "em"
    EN = "en"


_DASHES = {
    DashStyle.EM: Dash(mark=EM_DASH),
    DashStyle.EN: Dash(mark=EN_DASH, before=NO_BREAK_SPACE, after=" "),
}


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """The rules a book does without, and what it lays down: its outer quotation marks, its dash."""

    off: tuple[str, ...] = ()
    outer_quotes: Family | None = None
    dash: DashStyle | None = None

    def __post_init__(self) -> None:
        for name in self.off:
            if name not in _NAMES:
                raise ManifestError(f"typography.off: {name!r} is not a rule; the rules are {', '.join(_NAMES)}")


@cache
def tuned(tag: str, dash: DashStyle | None) -> Language:
    """The language of a tag with the dash that a book lays down."""
    spoken = language(tag)
    return replace(spoken, dash=_DASHES[dash]) if dash and spoken.dash else spoken
