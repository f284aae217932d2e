"""Record: an edition in, the metadata of its package out, as rows a package document can take.

EPUB 3.3, 5.5; MARC relators; Schema.org; EPUB Accessibility 1.1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from octavo import model as m
from octavo.edition import Edition, Pagination
from octavo.formats.accessibility import CONFORMS, accessibility, undescribed

MAKER = "Octavo"


class Row(Struct, frozen=True):
    """An element of the metadata: a Dublin Core element by its name, or a `meta` or `link`."""

    name: str
    value: str | None
    attributes: dict[str, str] = {}

    @property
    def namespace(self) -> str | None:
        """Dublin Core, but for `meta` and `link`."""
        return None if self.name in {"meta", "link"} else "DC"


def meta(name: str, value: str, about: str | None = None, **more: str) -> Row:
    """A property, of the book or of the element with the id `about`."""
    refined = {"refines": f"#{about}"} if about else {}
    return Row("meta", value, {**refined, "property": name, **more})


def link(rel: str, href: str, about: str | None = None, media_type: str | None = None) -> Row:
    """A link from the book, or from the element with the id `about`; `media_type` is that of a file of the package."""
    refined = {"refines": f"#{about}"} if about else {}
    typed = {"media-type": media_type} if media_type else {}
    return Row("link", None, {**refined, "rel": rel, "href": href, **typed})


def record(edition: Edition, say: Mapping[str, str], *, pages: bool) -> Iterator[Row]:
    """Every row of the metadata but the identifier and the language; `pages` tells whether there is a page list."""
    metadata = edition.book.metadata
    yield from titles(metadata)
    for number, person in enumerate(metadata.contributors, 1):
        yield from people(person, f"person-{number}")
    yield Row("publisher", MAKER)
    yield Row("date", metadata.date.isoformat())
    yield from described(metadata)
    yield from belonging(metadata)
    if pages:
        yield from page_source(edition, say)
    for name, value in accessibility(edition, say, pages=pages):
        yield meta(f"schema:{name}", value)
    if metadata.accessibility and not undescribed(edition):
        yield from certified(metadata.accessibility)
    yield Row("meta", "", {"name": "cover", "content": "cover-image"})


def titles(metadata: m.Metadata) -> Iterator[Row]:
    """Title, subtitle and short title (EPUB 3.3, D.3.13)."""
    kinds = (("main", metadata.title), ("subtitle", metadata.subtitle), ("short", metadata.short_title))
    for order, (kind, title) in enumerate(((kind, title) for kind, title in kinds if title), 1):
        name = "title" if kind == "main" else f"{kind}-title"
        yield Row("title", title, {"id": name})
        yield meta("title-type", kind, name)
        yield meta("display-seq", str(order), name)


def people(person: m.Contributor, name: str) -> Iterator[Row]:
    """A creator, or a contributor where the role is not the author's, and where libraries know the person."""
    yield Row("creator" if person.role == "aut" else "contributor", person.name, {"id": name})
    yield meta("role", person.role, name, scheme="marc:relators")
    yield meta("file-as", person.file_as or person.name, name)
    for authority in person.authorities:
        yield link("schema:sameAs", authority, name)


def described(metadata: m.Metadata) -> Iterator[Row]:
    """The Dublin Core elements that may be absent, and the licence."""
    told = metadata.provenance
    for number, subject in enumerate(metadata.subjects, 1):
        yield from about(subject, f"subject-{number}")
    for name, value in (
        ("description", metadata.description),
        ("source", told.url or told.source),
        ("rights", told.rights),
    ):
        if value:
            yield Row(name, value)
    if metadata.licence:
        yield link("dcterms:license", metadata.licence)


def about(subject: m.Subject, name: str) -> Iterator[Row]:
    """A subject, and where a scheme of subjects has it (EPUB 3.3, D.3.2 and D.3.14)."""
    yield Row("subject", subject.name, {"id": name})
    for key, value in (("authority", subject.authority), ("term", subject.term)):
        if value:
            yield meta(key, value, name)


def certified(evaluation: m.Certification) -> Iterator[Row]:
    """That the book conforms, and who says so (EPUB Accessibility 1.1, 3.5).

    Nothing is claimed where nobody has evaluated the book: what a programme can find is not all that WCAG asks.
    """
    yield Row("meta", CONFORMS, {"property": "dcterms:conformsTo", "id": "conforms"})
    yield meta("a11y:certifiedBy", evaluation.certified_by, "conforms", id="certifier")
    if evaluation.evaluated:
        yield meta("dcterms:date", evaluation.evaluated.isoformat(), "certifier")
    if evaluation.credential:
        yield meta("a11y:certifierCredential", evaluation.credential, "certifier")
    if evaluation.report:
        yield link("a11y:certifierReport", evaluation.report, "certifier")


def belonging(metadata: m.Metadata) -> Iterator[Row]:
    """The series the book belongs to, and the set its volume belongs to (EPUB 3.3, D.3.3)."""
    sets = (
        ("series", metadata.series.name, metadata.series.position) if metadata.series else None,
        ("set", metadata.title, metadata.volume) if (metadata.volume or "").isdecimal() else None,
    )
    for kind, name, position in filter(None, sets):
        yield Row("meta", name, {"property": "belongs-to-collection", "id": kind})
        yield meta("collection-type", kind, kind)
        if position:
            yield meta("group-position", position, kind)
    if metadata.series:
        yield from calibre(metadata.series)


def calibre(series: m.Series) -> Iterator[Row]:
    """The series for readers of EPUB 2, which know no collections and read what calibre writes."""
    yield Row("meta", "", {"name": "calibre:series", "content": series.name})
    if series.position:
        yield Row("meta", "", {"name": "calibre:series_index", "content": series.position})


def page_source(edition: Edition, say: Mapping[str, str]) -> Iterator[Row]:
    """What the page numbers are those of (EPUB Accessibility 1.1, 2.2.3).

    Said by `source-of`, which its techniques allow beside `pageBreakSource`: EPUBCheck 4.2.6, with which Kobo takes
    books in, refuses the latter as undefined.
    """
    metadata = edition.book.metadata
    printed = metadata.provenance.source or metadata.title
    named = say["page_source"].format(title=metadata.title, date=metadata.date.year)
    yield Row("source", named if edition.pagination is Pagination.PRINT else printed, {"id": "pages"})
    yield meta("source-of", "pagination", "pages")
