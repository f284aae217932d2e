"""Faces: the table styles/fonts.toml in, the faces of the books out. Light: doit reads it in every run."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from msgspec import Struct

from octavo.toml_file import decoded

LIGHTEST, BOLDEST = 1, 1000
"""CSS Fonts 4, 2.2."""


class Face(Struct, frozen=True, forbid_unknown_fields=True):
    """One row of styles/fonts.toml."""

    family: str
    package: str
    style: Literal["normal", "italic"]
    weight: int
    file: str

    def __post_init__(self) -> None:
        if Path(self.file).name != self.file:
            raise ValueError(
                f"file {self.file!r} leads out of the fonts' folder; write a name alone, as in 'Serif.ttf'"
            )
        if not LIGHTEST <= self.weight <= BOLDEST:
            raise ValueError(f"weight {self.weight} is not from {LIGHTEST} to {BOLDEST} (400 is regular, 700 bold)")

    def kept(self, cache: Path) -> Path:
        """Where its instance is kept: the name tells all that makes it, so that a stale one is never taken."""
        origin = f"fontpkg-{self.package.lower().replace(' ', '-')}"
        made_with = f"{installed(origin)}-{installed('uharfbuzz')}"
        return cache / f"{Path(self.file).stem}-{self.style}-{self.weight}-{made_with}{Path(self.file).suffix}"


class Faces(Struct, frozen=True, forbid_unknown_fields=True):
    """styles/fonts.toml."""

    face: tuple[Face, ...]

    def __post_init__(self) -> None:
        for style, name in (("normal", "upright"), ("italic", "italic")):
            if not any(face.style == style for face in self.face):
                raise ValueError(f"no {name} face; add a [[face]] with style = {style!r}")
        if len({face.file for face in self.face}) < len(self.face):
            raise ValueError("two faces have one file; give each [[face]] a file of its own")


def faces(styles: Path) -> tuple[Face, ...]:
    """The faces of the project. Raises ManifestError."""
    return decoded(styles / "fonts.toml", Faces).face


def installed(package: str) -> str:
    """The version of an installed package."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "absent"
