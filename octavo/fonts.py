"""Fonts: the faces a book is set in, instanced, subset to its characters, and checked for missing glyphs."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import fontpkg
import uharfbuzz as hb

from octavo import model as m
from octavo.faces import Face, faces
from octavo.inlines import OBJECT_REPLACEMENT, flat
from octavo.problem import ContentError, Problem, Severity, ToolError
from octavo.store import replaced
from octavo.walk import runs

UNSEEN = {"\n", "\t", OBJECT_REPLACEMENT}
UNSEEN_CATEGORIES = {"Cf", "Zs"}
SHOWN = 20


def source(face: Face) -> Path:
    """The variable font file `face` is an instance of. Raises ToolError."""
    try:
        found = fontpkg.path(face.package, style=face.style)
    except (KeyError, LookupError, ValueError, OSError) as error:
        raise ToolError(
            f"the font {face.package} ({face.style}) is not installed: {error}. Run ./build, which installs "
            "the locked packages, or name another family in styles/fonts.toml"
        ) from None
    return Path(found)


def instance(face: Face, cache: Path) -> Path:
    """The static font of `face` at its weight, made once and kept in `cache`. Raises ToolError."""
    made = face.kept(cache)
    if not made.exists():
        variable = opened(source(face))
        whole = hb.SubsetInput()
        whole.keep_everything()
        whole.pin_all_axes_to_default(variable)
        whole.pin_axis_location(variable, "wght", face.weight)
        with replaced(made) as temporary:
            temporary.write_bytes(whole.subset(variable).blob.data)
    return made


def opened(path: Path) -> hb.Face:
    """The font file at `path`."""
    return hb.Face(hb.Blob.from_file_path(str(path)))


FEATURES = (
    *("kern", "liga", "rlig", "clig", "calt", "ccmp", "locl", "mark", "mkmk"),
    *("onum", "lnum", "pnum", "tnum", "smcp", "c2sc"),
)
"""OpenType features an ebook keeps: those on by default, and those styles/base.css and ebook.css ask for."""
NAMES = (0, 1, 2, 3, 4, 5, 6, 13, 14)
"""Names a face keeps: whose it is, what it is called, its licence (OpenType, `name`)."""


def subsetted(path: Path, characters: str) -> bytes:
    """The font at `path` with the glyphs of `characters` only; the same bytes each time."""
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.UNICODE).update(map(ord, characters))
    features = wanted.sets(hb.SubsetInputSets.LAYOUT_FEATURE_TAG)
    features.clear()
    features.update(int.from_bytes(tag.encode(), "big") for tag in FEATURES)
    names = wanted.sets(hb.SubsetInputSets.NAME_ID)
    names.clear()
    names.update(NAMES)
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    return bytes(wanted.subset(opened(path)).blob.data)


def has_small_capitals(path: Path, text: str) -> bool:
    """Whether the font at `path` has small capitals (OpenType `smcp`) for every letter of `text`."""
    letters = sorted({letter for letter in text.lower() if letter.isalpha()})
    font = hb.Font(opened(path))
    return all(glyphs(font, letter) != glyphs(font, letter, smcp=True) for letter in letters)


def glyphs(font: hb.Font, text: str, **features: bool) -> list[int]:
    """The glyphs `font` shows `text` with."""
    return [glyph.codepoint for glyph in shaped(font, text, **features).glyph_infos]


def shaped(font: hb.Font, text: str, **features: bool) -> hb.Buffer:
    """`text` as `font` sets it, with OpenType `features` switched on or off."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer, features)
    return buffer


def measured(face: Face, folder: Path, **features: bool) -> Callable[[str], float]:
    """What tells the width in ems of a text set in `face`, with OpenType `features` switched on or off."""
    font = hb.Font(opened(instance(face, folder)))

    @cache
    def width(text: str) -> float:
        advances = (glyph.x_advance for glyph in shaped(font, text, **features).glyph_positions or ())
        return float(sum(advances) / font.face.upem)

    return width


def licence(face: Face) -> str:
    """The licence text that comes with the package of `face`."""
    for folder in source(face).parents[:3]:
        for found in sorted(folder.glob("*OFL*")) + sorted(folder.glob("LICENSE*")):
            return found.read_text(encoding="utf-8")
    raise ToolError(f"the font {face.package} came without its licence text; it cannot be embedded")


def check_glyphs(book: m.Book, styles: Path) -> None:
    """Raises ContentError naming each character of `book` that a face it is set in cannot show."""
    coverage: dict[str, frozenset[str]] = {face.style: characters(source(face)) for face in reversed(faces(styles))}
    problems = (*glyphless(book, coverage), *unshown(book.metadata, coverage["normal"] & coverage["italic"]))
    if problems:
        raise ContentError(problems[:SHOWN])


def characters(path: Path) -> frozenset[str]:
    """The characters the font at `path` can show."""
    return frozenset(map(chr, opened(path).unicodes))


def glyphless(book: m.Book, coverage: dict[str, frozenset[str]]) -> Iterator[Problem]:
    """A problem for each first place of a character no glyph shows, upright and in italics."""
    seen: set[str] = set()
    for run in runs(book):
        text = flat(run.children)
        for character in sorted(set(text) - coverage["normal"] - seen):
            if visible(character):
                seen.add(character)
                yield missing_glyph(character, run.position.at(text.index(character)), "upright")
        for character in sorted(set(italic(run.children)) - coverage["italic"] - seen):
            if visible(character):
                seen.add(character)
                yield missing_glyph(character, run.position.at(text.index(character)), "italic")


def unshown(record: m.Metadata, coverage: frozenset[str]) -> Iterator[Problem]:
    """A problem for each character of the record, which the title page and the cover print, that no glyph shows."""
    told = record.provenance
    people = (person.name for person in record.contributors)
    printed = (record.title, record.subtitle, record.short_title, record.contains, record.note, *people)
    provenance = (told.source, told.published, told.publisher, told.transcriber, told.rights, told.credit)
    text = "".join(filter(None, (*printed, *provenance)))
    for character in filter(visible, sorted(set(text) - coverage)):
        yield missing_glyph(character, m.Position("book.toml, or the witness's header", 0), "text")


def visible(character: str) -> bool:
    """Whether a character needs a glyph of its own."""
    return character not in UNSEEN and unicodedata.category(character) not in UNSEEN_CATEGORIES


def italic(inlines: m.Inlines) -> str:
    """The characters set in italics."""
    pieces = []
    for inline in inlines:
        match inline:
            case m.Emphasis(children) | m.Foreign(children, _, True):
                pieces.append(flat(children))
            case (
                m.Strong(children)
                | m.SmallCapitals(children)
                | m.Link(children)
                | m.Superscript(children)
                | m.Subscript(children)
            ):
                pieces.append(italic(children))
            case _:
                pass
    return "".join(pieces)


def missing_glyph(character: str, position: m.Position, style: str) -> Problem:
    """The problem of a character without a glyph."""
    name = unicodedata.name(character, "no name")
    return Problem(
        "F001",
        Severity.ERROR,
        f"the {style} face has no glyph for {character!r} (U+{ord(character):04X} {name})",
        "if the transcription is wrong, emend it in emendations.toml; else name a family in styles/fonts.toml "
        "that has the character",
        position,
    )
