"""Ebook styles: a book's text in, its style sheet and the faces it is set in out."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from octavo import model as m
from octavo.faces import Face, faces
from octavo.fonts import instance, licence, subsetted
from octavo.inlines import PARENTS
from octavo.project import Project
from octavo.templates import sheet
from octavo.walk import runs

SHEETS = ("base.css", "ebook.css")
BOLD = 700


class Resource(Struct, frozen=True):
    """A file of the package that is no document: its id, name, media type and bytes."""

    id: str
    name: str
    media_type: str
    content: bytes


def used(book: m.Book, project: Project) -> tuple[Face, ...]:
    """The faces `book` is set in: the bold one only where something is bold."""
    bold = any(strong(run.children) for run in runs(book))
    return tuple(face for face in faces(project.styles) if bold or face.weight < BOLD)


def strong(inlines: m.Inlines) -> bool:
    """Whether anything in `inlines` is bold."""
    return any(
        isinstance(inline, m.Strong) or (isinstance(inline, PARENTS) and strong(inline.children)) for inline in inlines
    )


def stylesheet(embedded: tuple[Face, ...], project: Project) -> Resource:
    """The one style sheet, the faces first."""
    sheets = [sheet(project.styles / name) for name in SHEETS]
    content = "\n".join([*map(face_rule, embedded), *sheets])
    return Resource("css", "css/book.css", "text/css", content.encode())


def face_rule(face: Face) -> str:
    """The @font-face rule of an embedded face."""
    return (
        f'@font-face {{ font-family: "{face.family}"; font-style: {face.style}; '
        f"font-weight: {face.weight}; src: url(../fonts/{face.file}); }}"
    )


def fonts(embedded: tuple[Face, ...], text: set[str], project: Project) -> Iterator[Resource]:
    """Each face with the glyphs `text` needs."""
    characters = "".join(sorted(text | set("0123456789")))
    for face in embedded:
        content = subsetted(instance(face, project.fonts), characters)
        yield Resource(font_id(face), f"fonts/{face.file}", "font/ttf", content)


def font_id(face: Face) -> str:
    """The id of an embedded face in the manifest."""
    return face.file.replace(".", "-")


def licences(embedded: tuple[Face, ...]) -> Iterator[tuple[Resource, tuple[str, ...]]]:
    """The licence that lets each family be embedded, and the ids of its faces.

    It is linked from the metadata and stands in no manifest (EPUB 3.3, 5.5.7): no page of the book refers to it.
    """
    for package in sorted({face.package for face in embedded}):
        family = [face for face in embedded if face.package == package]
        name = package.replace(" ", "")
        file = Resource(f"{name}-licence", f"fonts/{name}-OFL.txt", "text/plain", licence(family[0]).encode())
        yield file, tuple(map(font_id, family))
