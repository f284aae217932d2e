"""Problems: what is wrong with content, with its code, place and remedy; and errors that stop a build."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from octavo.model import Position


class Severity(StrEnum):
    """How grave a problem is: an error stops the build."""

    ERROR = "error"
    WARNING = "warning"


class Problem(Struct, frozen=True):
    """One thing wrong with the content: a stable code, where, and what to do about it."""

    code: str
    severity: Severity
    message: str
    hint: str
    position: Position | None = None

    def __str__(self) -> str:
        place = f"{self.position}: " if self.position else ""
        return f"{place}{self.severity.value} {self.code}: {self.message}\n    {self.hint}"


class OctavoError(Exception):
    """What a user must mend before the build can go on; its text is one clear message."""


class ManifestError(OctavoError):
    """book.toml or emendations.toml cannot be used as it stands."""


class FactsError(OctavoError):
    """A table of facts beside the code cannot be used as it stands."""


class WitnessError(OctavoError):
    """A witness is missing, changed, empty or unreadable."""


class EmendationError(OctavoError):
    """An emendation does not match its witness reading exactly once."""


class ToolError(OctavoError):
    """A tool, library or font the build needs is missing."""


class ContentError(OctavoError):
    """The content has problems grave enough to stop the build."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
