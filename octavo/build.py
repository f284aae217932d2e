"""Build: a book's folder in, its edition out. This is the whole pipeline.

Every stage is a pure function; only `load` touches files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from octavo import __version__
from octavo import model as m
from octavo.checks.laws import check_laws
from octavo.describe import describe
from octavo.edition import PICTURE_OF_WORDS, Apparatus, Change, Doubt, Edition, Omission
from octavo.emend import decide
from octavo.inlines import OBJECT_REPLACEMENT, flat
from octavo.joint import joined
from octavo.lists import Lists, with_lists
from octavo.manifest import Emendations, Manifest, load_emendations, load_manifest
from octavo.model import Book
from octavo.normalise import Copy, normalise
from octavo.pictures import format_of, pictures, shown
from octavo.problem import ManifestError, WitnessError
from octavo.provider import Provider, provider
from octavo.readers import read
from octavo.readers.witness import Witness
from octavo.set_apart_prose import set_apart_prose
from octavo.structure.files import Called
from octavo.structure.matter import Structured, structure, with_numbers
from octavo.titling import names
from octavo.typeset import doubts, proofread, typeset
from octavo.typography import Settings
from octavo.walk import block_runs, nested_blocks, note_calls

EMENDATIONS = "emendations.toml"
IMAGES = "images"


class Source(Struct, frozen=True):
    """All that a book is made of."""

    manifest: Manifest
    witnesses: tuple[Witness, ...]
    emendations: Emendations
    settings: Settings
    provider: Provider | None = None
    images: dict[str, bytes] = {}


def make(source: Source) -> Edition:
    """The edition of `source`. Raises OctavoError where the content does not allow one."""
    reading = read(source.witnesses, source.provider)
    copy = normalise(reading, source.provider)
    refuse_wordless(copy, source.witnesses[0])
    record, retitled = describe(source.manifest, copy.header, source.provider, source.settings)
    listed = divided(source, copy, record, plain=reading.plain)
    parts, notes = shown(listed.parts, copy.notes, source.witnesses, source.images, source.manifest.alternatives)
    book = Book(record, parts.front, parts.body, parts.back, notes)
    proofs = proofread(book, source.settings)
    omissions = (*copy.omissions, *parts.omissions)
    asked = (*copy.doubts, *parts.doubts, *set_apart_prose(omissions), *doubts(book, proofs))
    decisions = decide(book, source.emendations, file=f"content/{record.slug}/{EMENDATIONS}")
    final = typeset(book, decisions, source.settings, proofs)
    apparatus = Apparatus(
        (*retitled, *changes_of(copy, parts, final.changes)),
        decisions.answered((*asked, *uncalled(final.book, asked))),
        omissions,
        copy.moves,
        (*copy.marks, *listed.marks),
        decisions.stets,
        joined_lines=copy.joined_lines + listed.joined_lines,
    )
    edition = edited(source, with_numbers(final.book, book), apparatus, names(final.book))
    return check_laws(edition, source.witnesses, source.settings)


def refuse_wordless(copy: Copy, first: Witness) -> None:
    """Raises WitnessError where there is no text."""
    if not any(map(says_something, copy.blocks)):
        raise WitnessError(
            f"{first.name}: there is no text in it beside the provider's header; give the page of the text itself"
        )


def divided(source: Source, copy: Copy, record: m.Metadata, *, plain: bool) -> Lists:
    """The text in its sections, and of a plain one the lists in them."""
    pages = {page.name: Called(page.title, page.role, page.shift) for page in source.witnesses}
    parts = structure(copy.blocks, record, source.manifest.opening, omitted=copy.omissions, pages=pages)
    return with_lists(parts, copy.doubts) if plain else Lists(parts)


def changes_of(copy: Copy, parts: Structured, typeset_changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes of all stages, each place told once; typesetting's of what stands in the witness alone."""
    kept = tuple(standing(copy.changes, parts.omissions))
    before, after = joined(kept, tuple(change for change in typeset_changes if change.position.line))
    return (*before, *parts.changes, *after)


def edited(source: Source, book: Book, apparatus: Apparatus, called: frozenset[tuple[str, str]]) -> Edition:
    """The edition of a finished `book`, in whose titles the pairs of words `called` are names."""
    return Edition(
        book,
        apparatus,
        __version__,
        trim=source.manifest.print.size,
        pictures=pictures(book, source.images, source.manifest.alternatives),
        pagination=source.manifest.print.pagination,
        cover=own_cover(source),
        names=called,
    )


def says_something(block: m.Block) -> bool:
    """Whether a block holds a word, or shows a picture."""
    shows = any(isinstance(inner, m.Figure) for inner in nested_blocks((block,)))
    texts = (flat(run.children) for run in block_runs((block,)))
    return shows or any(sign.isalnum() or sign == OBJECT_REPLACEMENT for text in texts for sign in text)


def uncalled(book: Book, asked: Sequence[Doubt]) -> Iterator[Doubt]:
    """A query for each note of `book` that nothing in it calls and that is not `asked` about: its call was left out."""
    before = {doubt.position.place for doubt in asked}
    calls = {name for name, _ in note_calls(book)} if book.notes else set()
    for note in book.notes:
        if note.id not in calls and note.position.place not in before:
            yield Doubt("note-without-call", note.position, "", "", f"nothing in the text calls note {note.label}")


def standing(changes: Sequence[Change], omissions: Sequence[Omission]) -> Iterator[Change]:
    """`changes` but for the words of pictures that stand in what structure set apart."""
    spans = [(omission.position.place, omission.end.place) for omission in omissions]
    for change in changes:
        at = change.position.place
        if change.rule != PICTURE_OF_WORDS or not any(begin <= at < end for begin, end in spans):
            yield change


def own_cover(source: Source) -> str | None:
    """The picture book.toml names as the cover. Raises ManifestError where it is not there, or no picture."""
    named = source.manifest.cover
    if named is not None and named not in source.images:
        raise ManifestError(
            f"content/{source.manifest.slug}/book.toml: cover: there is no images/{named}; "
            f"the pictures are: {', '.join(sorted(source.images)) or 'none'}"
        )
    if named is not None and not format_of(source.images[named]):
        raise ManifestError(
            f"content/{source.manifest.slug}/book.toml: cover: images/{named} is no JPEG, PNG, GIF or WebP; convert it"
        )
    return named


def load(folder: Path) -> Source:
    """The book in `folder`. Raises ManifestError or WitnessError."""
    path = folder / "book.toml"
    manifest = load_manifest(path)
    entry = manifest.witness
    try:
        known = provider(entry.provider) if entry.provider else None
        settings = msgspec.convert(msgspec.structs.asdict(manifest.typography), Settings)
    except ManifestError as error:
        raise ManifestError(f"{path}: {error}") from None
    witnesses = tuple(
        Witness(
            part.file,
            pinned(folder / part.file, part.sha256),
            part.encoding,
            title=part.title,
            role=part.role,
            shift=part.shift,
            levels=part.levels,
            pictures=part.pictures,
        )
        for part in entry.parts
    )
    images = {path.relative_to(folder / IMAGES).as_posix(): path.read_bytes() for path in files(folder / IMAGES)}
    return Source(manifest, witnesses, load_emendations(folder / EMENDATIONS), settings, known, images)


def files(folder: Path) -> list[Path]:
    """Every file below `folder`, but for hidden ones."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name[0] != ".")


def pinned(path: Path, sha256: str) -> bytes:
    """The bytes of the witness at `path`, which must have the hash book.toml records. Raises WitnessError."""
    if not path.is_file():
        raise WitnessError(f"{path}: there is no such file; [witness] file in book.toml names it")
    content = path.read_bytes()
    actual = hashlib.sha256(content).hexdigest()
    if content and actual != sha256.lower():
        raise WitnessError(
            f"{path}: the witness changed: its SHA-256 is {actual}, book.toml records {sha256}. "
            "Restore the file, or record the new hash if the new text is meant"
        )
    return content
