"""Describe: the manifest and the witness's own header in, the book's bibliographic record out."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from octavo import personal_names
from octavo.edition import Change
from octavo.emend import recorded
from octavo.header_fields import Field
from octavo.manifest import Manifest
from octavo.model import Contributor, Metadata, Provenance, Subject, Text
from octavo.problem import ManifestError
from octavo.provider import Provider
from octavo.typography import Settings, settle
from octavo.typography.edit import Kind, Passage, apply
from octavo.walk import Run

UNKNOWN = "Unknown author"
"""What a draft calls the author nobody names."""

JOINING = ("no-break", "nested-quotes", "dash-joiners", "ellipsis-spaces")
"""Rules that set invisible characters: right on a page, a hindrance in a catalogue, where people search."""
TYPESET = ("title", "subtitle", "short_title", "contains", "description", "note")
TYPESET_PROVENANCE = ("source", "published", "publisher", "transcriber", "rights")


def describe(
    manifest: Manifest, header: Mapping[str, Field], provider: Provider | None, settings: Settings
) -> tuple[Metadata, tuple[Change, ...]]:
    """The record, book.toml before header, its typography set right, and what that changed.

    Raises ManifestError where neither names a title or an author.
    """
    title = manifest.title or said(header, "title")
    if not title:
        raise ManifestError(missing(manifest, "title", 'title = "…"'))
    contributors = manifest.contributors or tuple(people(header))
    if not contributors:
        raise ManifestError(missing(manifest, "author", '[[contributors]] with name = "…"'))
    record = Metadata(
        slug=manifest.slug,
        title=title,
        language=manifest.language,
        date=manifest.date,
        identifier=manifest.identifier,
        contributors=tuple(map(filed, contributors)),
        subtitle=manifest.subtitle or said(header, "subtitle"),
        short_title=manifest.short_title,
        volume=manifest.volume or said(header, "volume"),
        contains=manifest.contains,
        description=manifest.description,
        note=manifest.note,
        subjects=tuple(Subject(said) if isinstance(said, str) else said for said in manifest.subjects),
        provenance=provenance(manifest, header, provider),
        series=manifest.series,
        licence=manifest.licence,
        accessibility=manifest.accessibility,
    )
    return typeset_record(record, header, replace(settings, off=(*settings.off, *JOINING)))


def missing(manifest: Manifest, what: str, remedy: str) -> str:
    """The message about a record without its `what`."""
    return (
        f"content/{manifest.slug}/book.toml: neither book.toml nor {manifest.witness.file} names the {what}; "
        f"write {remedy} in book.toml"
    )


def said(header: Mapping[str, Field], name: str) -> str | None:
    """What the header says under `name`."""
    return " ".join(header[name].text.split()) if name in header else None


def people(header: Mapping[str, Field]) -> list[Contributor]:
    """The persons the header names."""
    roles = {"author": "aut", "translator": "trl", "editor": "edt"}
    return [Contributor(header[name].text, role) for name, role in roles.items() if name in header]


def filed(person: Contributor) -> Contributor:
    """`person` with the name to sort by: the family name first, unless one is given."""
    if person.name == UNKNOWN:
        return replace(person, file_as=person.file_as or UNKNOWN)
    return replace(person, file_as=person.file_as or personal_names.filed(person.name))


def provenance(manifest: Manifest, header: Mapping[str, Field], provider: Provider | None) -> Provenance:
    """Where the text comes from, in its own words."""
    return Provenance(
        provider=provider.name if provider else None,
        source=manifest.witness.source or said(header, "source"),
        published=manifest.published or said(header, "published"),
        publisher=manifest.witness.publisher or said(header, "publisher"),
        transcriber=said(header, "transcriber"),
        rights=manifest.witness.rights or said(header, "rights"),
        credit=said(header, "credit"),
        url=manifest.witness.url or (provider.home if provider else None),
    )


def typeset_record(
    record: Metadata, header: Mapping[str, Field], settings: Settings
) -> tuple[Metadata, tuple[Change, ...]]:
    """`record` with its texts typeset, and each change to words the witness prints."""
    changes: list[Change] = []

    def set_right(name: str, text: str | None) -> str | None:
        if text is None:
            return None
        (finding,) = settle([Passage(text, Kind.HEADING)], record.language, settings)
        if name in header:
            run = Run(Kind.HEADING, (Text(text),), header[name].position)
            changes.extend(recorded(edit, run, text) for edit in finding.edits)
        return apply(text, finding.edits)

    texts = {name: set_right(name, getattr(record, name)) for name in TYPESET}
    told = {name: set_right(name, getattr(record.provenance, name)) for name in TYPESET_PROVENANCE}
    people = tuple(
        replace(person, name=set_right("author" if person.role == "aut" else "", person.name) or person.name)
        for person in record.contributors
    )
    record = replace(record, **texts, contributors=people, provenance=replace(record.provenance, **told))
    return record, tuple(changes)
