"""Faces: the table styles/fonts.toml in, the faces of the books out. Light: doit reads it in every run."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from msgspec import Struct

from octavo.manifest import decoded


class Face(Struct, frozen=True, forbid_unknown_fields=True):
    """One row of styles/fonts.toml."""

    family: str
    package: str
    style: Literal["normal", "italic"]
    weight: int
    file: str

    def kept(self, cache: Path) -> Path:
        """Where its instance is kept: the name tells all that makes it, so that a stale one is never taken."""
        origin = f"fontpkg-{self.package.lower().replace(' ', '-')}"
        made_with = f"{installed(origin)}-{installed('uharfbuzz')}"
        return cache / f"{Path(self.file).stem}-{self.style}-{self.weight}-{made_with}{Path(self.file).suffix}"


class Faces(Struct, frozen=True, forbid_unknown_fields=True):
    """styles/fonts.toml."""

    face: tuple[Face, ...]


def faces(styles: Path) -> tuple[Face, ...]:
    """The faces of the project. Raises ManifestError."""
    return decoded(styles / "fonts.toml", Faces).face


def installed(package: str) -> str:
    """The version of an installed package."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "absent"
