"""The manifest: book.toml and emendations.toml in, checked values out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any, Literal

import msgspec
from msgspec import Struct

from octavo.edition import Pagination
from octavo.facts import read_facts
from octavo.identifiers import wrong_identifier, wrong_iri, wrong_language
from octavo.model import Certification, Contributor, Role, Series, Subject
from octavo.problem import ManifestError
from octavo.toml_file import decoded

LENGTH = {"in": 72.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "pt": 1.0}
TRIM = re.compile(r"(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(in|mm|cm|pt)")
LEAST_TRIM, MOST_TRIM = 3.5 * 72, 17 * 72
"""Sides of a page in points: what the margins leave room on, and the largest sheet bound as a book."""
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
FIRST_YEAR = 1000
PLACE = re.compile(r"\d+(?:\.\d+)*")
CONTROL = re.compile(r"[\0-\x08\x0b-\x1f\x7f-\x9f]")
"""Characters that no page can print and XML does not take (XML 1.0, 2.2)."""
LONGEST_SLUG = 80
"""Characters; with its endings a file's name stays below the 255 bytes that file systems take."""


@cache
def relators() -> dict[str, str]:
    """The roles of contributors by their codes, from relators.toml."""
    return read_facts("relators.toml", dict[str, str])


class WitnessFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`[[witness.files]]`: one file of several, below the book's folder.

    `title` names it, and `role` says what it is, where it does not say so itself; `shift` is added to the levels of
    its headings: they stand as deep in the book as the list of contents has them. `levels` are those of the headings
    at ids of the file.
    `pictures` tells the file below images/ for an address in the page that does not end in that file's name.
    """

    file: str
    sha256: str
    encoding: str = "utf-8"
    title: str | None = None
    role: Role | None = None
    shift: int | None = None
    levels: dict[str, int] = {}
    pictures: dict[str, str] = {}


class WitnessEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """`[witness]`: the file below the book's folder, its SHA-256, and whose page it is.

    A witness of several files lists them in reading order in `files`. `url`, `retrieved` and `origin` say where
    they came from, when, and out of which archive; `source`, `publisher` and `rights` what that said of the text.
    """

    file: str | None = None
    sha256: str | None = None
    files: tuple[WitnessFile, ...] = ()
    provider: str | None = None
    url: str | None = None
    encoding: str = "utf-8"
    retrieved: date | None = None
    origin: str | None = None
    source: str | None = None
    publisher: str | None = None
    rights: str | None = None
    levels: dict[str, int] = {}
    pictures: dict[str, str] = {}

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
        first = WitnessFile(self.file, self.sha256, self.encoding, levels=self.levels, pictures=self.pictures)
        return (first, *self.files)


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
    published: str | None = None
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
        if fault := next(faults(self), None):
            raise ValueError(fault)


def faults(manifest: Manifest) -> Iterator[str]:
    """What is wrong with the values of a manifest, each with its key."""
    if not manifest.date.year >= FIRST_YEAR:
        yield f"date: {manifest.date} has no year of four digits; the date of this edition is meant"
    yield from filter(None, (wrong_language(manifest.language), wrong_identifier(manifest.identifier)))
    if manifest.title is not None and not manifest.title.strip():
        yield "title: is empty; write the title, or leave the key out"
    for number, person in enumerate(manifest.contributors):
        yield from wrong_person(f"contributors[{number}]", person)
    if manifest.series and not manifest.series.name.strip():
        yield "series.name: the name is empty"
    if manifest.series and manifest.series.position and not PLACE.fullmatch(manifest.series.position):
        yield f"series.position: {manifest.series.position!r} is no number, as in '2' or '2.1'"
    for number, subject in enumerate(manifest.subjects):
        if isinstance(subject, Subject):
            yield from wrong_subject(f"subjects[{number}]", subject)
    report = manifest.accessibility.report if manifest.accessibility else None
    addresses = (("licence", manifest.licence), ("witness.url", manifest.witness.url), ("accessibility.report", report))
    for key, iri in addresses:
        if iri is not None and (fault := wrong_iri(key, iri)):
            yield fault
    for part in manifest.witness.parts:
        if leads_out(part.file):
            yield f"witness: file {part.file!r} leads out of the book's folder; put the file into text/"
    for key, text in texts("", msgspec.to_builtins(manifest)):
        if control := CONTROL.search(text):
            yield f"{key}: holds the control character U+{ord(control[0]):04X}; take it out"


def wrong_person(key: str, person: Contributor) -> Iterator[str]:
    """What is wrong with a contributor at `key`."""
    if not person.name.strip():
        yield f"{key}.name: the name is empty"
    if person.role not in relators():
        yield f"{key}.role: {person.role!r} is no MARC relator; {known_relators()}"
    yield from filter(None, (wrong_iri(f"{key}.authorities", iri) for iri in person.authorities))


AUTHORITIES = frozenset("AAT BIC BISAC CLC CLIL DDC EuroVoc LCSH MEDTOP NDC Thema UDC WGS".split())
"""The schemes of subjects that EPUB 3.3, D.3.2, names; any other is named by its IRI."""


def wrong_subject(key: str, subject: Subject) -> Iterator[str]:
    """What is wrong with the scheme of a subject at `key`."""
    if (subject.authority is None) != (subject.term is None):
        yield f"{key}: {subject.name!r} needs both, authority (a scheme) and term (its code there), or neither"
    elif subject.authority and subject.authority not in AUTHORITIES and wrong_iri(key, subject.authority):
        known = ", ".join(sorted(AUTHORITIES))
        yield f"{key}.authority: {subject.authority!r} is no scheme; known are {known}, or an address"


def texts(key: str, value: Any) -> Iterator[tuple[str, str]]:
    """Every text in a manifest's value, with its key."""
    match value:
        case str():
            yield key, value
        case dict():
            for name, inner in value.items():
                yield from texts(f"{key}.{name}".lstrip("."), inner)
        case list() | tuple():
            for number, inner in enumerate(value):
                yield from texts(f"{key}[{number}]", inner)


def known_relators() -> str:
    """The roles to choose from."""
    return "the known ones are " + ", ".join(f"{code!r} ({name})" for code, name in relators().items())


def leads_out(file: str) -> bool:
    """Whether a path that is to stay below a folder does not."""
    path = PurePosixPath(file)
    return path.is_absolute() or ".." in path.parts


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
    check_slug(slug, path)
    return msgspec.structs.replace(manifest, slug=slug)


def check_slug(slug: str, where: Path) -> None:
    """Raises ManifestError naming `where` it stands, if `slug` cannot name a book's files."""
    if not SLUG.fullmatch(slug):
        raise ManifestError(
            f"{where}: slug {slug!r} is not lower-case letters, digits and single hyphens, as in 'war-and-peace'"
        )
    if len(slug) > LONGEST_SLUG:
        raise ManifestError(f"{where}: slug {slug!r} is longer than {LONGEST_SLUG} characters; write a shorter slug")


def load_emendations(path: Path) -> Emendations:
    """The decisions in an emendations.toml; none where there is no such file."""
    return decoded(path, Emendations) if path.exists() else Emendations()
