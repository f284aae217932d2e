"""The manifest: book.toml and emendations.toml in, checked values out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec
from msgspec import Struct

from octavo.edition import Pagination
from octavo.model import Certification, Contributor, Role, Series, Subject
from octavo.problem import ManifestError

LENGTH = {"in": 72.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "pt": 1.0}
TRIM = re.compile(r"(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(in|mm|cm|pt)")
LEAST_TRIM, MOST_TRIM = 3.5 * 72, 17 * 72
"""Sides of a page in points: what the margins leave room on, and the largest sheet bound as a book."""
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
Value = TypeVar("Value")


class WitnessFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`[[witness.files]]`: one file of several, below the book's folder; `title` names it where it names itself not."""

    file: str
    sha256: str
    encoding: str = "utf-8"
    title: str | None = None


class WitnessEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """`[witness]`: the file below the book's folder, its SHA-256, and whose page it is.

    A witness of several files lists them in reading order in `files`. `url`, `retrieved` and `origin` say where
    they came from, when, and out of which archive.
    """

    file: str | None = None
    sha256: str | None = None
    files: tuple[WitnessFile, ...] = ()
    provider: str | None = None
    url: str | None = None
    encoding: str = "utf-8"
    retrieved: date | None = None
    origin: str | None = None

    def __post_init__(self) -> None:
        if not self.files and self.file is None:
            raise ValueError("the key 'file' is missing; it names the text below the book's folder")
        if self.file is not None and self.sha256 is None:
            raise ValueError("the key 'sha256' is missing; `sha256sum FILE` prints it")

    @property
    def parts(self) -> tuple[WitnessFile, ...]:
        """Every file in reading order."""
        if self.file is None or self.sha256 is None:
            return self.files
        return (WitnessFile(self.file, self.sha256, self.encoding), *self.files)


class OpeningEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """`[opening]`: names the text before the first heading, which the witness leaves unnamed; and why."""

    role: Role
    title: str
    reason: str


class TypographyEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """`[typography]`: rules switched off for this book, and what it lays down."""

    off: tuple[str, ...] = ()
    outer_quotes: Literal["double", "single"] | None = None
    dash: Literal["em", "en"] | None = None


class PrintEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """`[print]`: the trim size, WIDTHxHEIGHT with its unit; whose page numbers the ebook carries."""

    trim: str = "6x9in"
    pagination: Pagination = Pagination.PRINT

    def __post_init__(self) -> None:
        if not TRIM.fullmatch(self.trim):
            raise ValueError(f"trim {self.trim!r} is not WIDTHxHEIGHT, as in '6x9in' or '148x210mm'")
        if not all(LEAST_TRIM <= length <= MOST_TRIM for length in self.size):
            raise ValueError(f"trim {self.trim!r} is no size of a book: each side is from 3.5 to 17 inches")

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points (1/72 in)."""
        match = TRIM.fullmatch(self.trim)
        assert match
        return float(match[1]) * LENGTH[match[3]], float(match[2]) * LENGTH[match[3]]


class SuppressEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """`[[suppress]]`: a finding of `octavo lint` that stands; `match` is a part of its message or place."""

    code: str
    reason: str
    match: str = ""


class Manifest(Struct, frozen=True, forbid_unknown_fields=True):
    """book.toml. What the witness says of itself (title, author …) may be left out."""

    language: str
    date: date
    identifier: str
    witness: WitnessEntry
    slug: str = ""
    title: str | None = None
    subtitle: str | None = None
    short_title: str | None = None
    volume: str | None = None
    contains: str | None = None
    description: str | None = None
    note: str | None = None
    subjects: tuple[str | Subject, ...] = ()
    contributors: tuple[Contributor, ...] = ()
    series: Series | None = None
    licence: str | None = None
    alternatives: dict[str, str] = {}
    cover: str | None = None
    suppress: tuple[SuppressEntry, ...] = ()
    accessibility: Certification | None = None
    opening: OpeningEntry | None = None
    typography: TypographyEntry = TypographyEntry()
    print: PrintEntry = PrintEntry()

    def __post_init__(self) -> None:
        for fault in faults(self):
            raise ValueError(fault)


AUTHORITIES = frozenset("AAT BIC BISAC CLC CLIL DDC EuroVoc LCSH MEDTOP NDC Thema UDC WGS".split())
"""The schemes of subjects that EPUB 3.3, D.3.2, names; any other is named by its IRI."""
IRI = re.compile(r"https?://[^\s/]+\.\S+|urn:[a-z0-9-]+:\S+")
RELATOR = re.compile(r"[a-z]{3}")
PLACE = re.compile(r"\d+(?:\.\d+)*")


def faults(manifest: Manifest) -> Iterator[str]:
    """What is wrong with the record, as catalogues and EPUB 3.3 want it."""
    for person in manifest.contributors:
        if not RELATOR.fullmatch(person.role):
            yield f"[[contributors]] role {person.role!r} is no MARC relator, three letters such as 'aut' or 'trl'"
    for subject in manifest.subjects:
        if isinstance(subject, Subject):
            yield from unplaced(subject)
    if manifest.series and manifest.series.position and not PLACE.fullmatch(manifest.series.position):
        yield f"[series] position {manifest.series.position!r} is no number, as in '2' or '2.1'"
    for key, iri in iris(manifest):
        if not IRI.fullmatch(iri):
            yield f"{key} {iri!r} is no address, as in 'https://www.wikidata.org/entity/Q855'"


def unplaced(subject: Subject) -> Iterator[str]:
    """What is wrong with the scheme of `subject`."""
    if (subject.authority is None) != (subject.term is None):
        yield f"the subject {subject.name!r} needs both, authority (a scheme) and term (its code there), or neither"
    elif subject.authority and subject.authority not in AUTHORITIES and not IRI.fullmatch(subject.authority):
        known = ", ".join(sorted(AUTHORITIES))
        yield f"the subject {subject.name!r} has the authority {subject.authority!r}; known are {known}, or an address"


def iris(manifest: Manifest) -> Iterator[tuple[str, str]]:
    """Every value that is to be an address, with its key."""
    yield from (("[[contributors]] authorities:", iri) for who in manifest.contributors for iri in who.authorities)
    if manifest.licence is not None:
        yield "licence", manifest.licence
    if manifest.accessibility and manifest.accessibility.report is not None:
        yield "[accessibility] report", manifest.accessibility.report


class EmendEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """`[[emend]]`: a witness reading, enough of it to be found once, and what the edition prints."""

    reading: str
    emended: str
    reason: str


class StetEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """`[[stet]]`: a witness reading that stands exactly as it is, whatever the rules would do."""

    reading: str
    reason: str


class Emendations(Struct, frozen=True, forbid_unknown_fields=True):
    """emendations.toml: an editor's decisions."""

    emend: tuple[EmendEntry, ...] = ()
    stet: tuple[StetEntry, ...] = ()


def load_manifest(path: Path) -> Manifest:
    """The checked values of a book.toml.

    Raises ManifestError naming the file, the key or line, and what would be right.
    """
    manifest = decoded(path, Manifest)
    slug = manifest.slug or path.parent.name
    if not SLUG.fullmatch(slug):
        raise ManifestError(
            f"{path}: slug {slug!r} is not lower-case letters, digits and single hyphens, as in 'war-and-peace'"
        )
    return msgspec.structs.replace(manifest, slug=slug)


def load_emendations(path: Path) -> Emendations:
    """The decisions in an emendations.toml; none where there is no such file."""
    return decoded(path, Emendations) if path.exists() else Emendations()


def decoded(path: Path, kind: type[Value]) -> Value:
    """A TOML file as a value of `kind`. Raises ManifestError."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return msgspec.convert(table, kind)
    except FileNotFoundError:
        raise ManifestError(f"{path}: there is no such file; every book needs one (see README.md)") from None
    except UnicodeDecodeError as error:
        raise ManifestError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ManifestError(f"{path}: not TOML: {error}") from None
    except msgspec.ValidationError as error:
        raise ManifestError(f"{path}: {explained(str(error), kind)}") from None


FORMS = {
    "date": "a date is written without quotes, as in date = 2026-11-23",
    "sha256": "the SHA-256 of the witness; `sha256sum FILE` prints it",
}


def explained(error: str, kind: type[Any]) -> str:
    """A validation error in words a volunteer can act on: which key, and what would be right."""
    if unknown := re.search(r"unknown field `(.+?)`(?: - at `\$\.?(.*)`)?", error):
        known = ", ".join(sorted(msgspec.json.schema_components([kind])[1][kind.__name__]["properties"]))
        return f"{table(unknown[2])}unknown key {unknown[1]!r}; the keys of the top level are: {known}"
    if missing := re.search(r"missing required field `(.+?)`(?: - at `\$\.?(.*)`)?", error):
        return f"{table(missing[2])}the key {missing[1]!r} is missing. {FORMS.get(missing[1], '')}".rstrip()
    at = re.search(r"(.*) - at `\$\.(.*)`", error)
    message, key = (at[1], at[2]) if at else (error, "")
    hint = FORMS.get(key.split(".")[-1], "")
    return f"{key}: {message}. {hint}".rstrip() if key else message


def table(path: str | None) -> str:
    """The table at a path such as `witness` or `emend[0]`, as TOML writes it."""
    if not path:
        return ""
    name, _, index = path.partition("[")
    return f"[[{name}]] number {int(index[:-1]) + 1}: " if index else f"[{name}]: "
