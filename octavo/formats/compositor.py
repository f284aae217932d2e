"""Compositor: markup and style sheets in, WeasyPrint's pages out. The one module that sets type."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from msgspec import Struct
from weasyprint import CSS, HTML
from weasyprint import __version__ as weasyprint_version
from weasyprint.layout import block, inline
from weasyprint.pdf import pydyf
from weasyprint.text.ffi import pango
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from octavo.faces import faces
from octavo.fonts import instance
from octavo.formats.page_starts import page_starts
from octavo.problem import ToolError
from octavo.project import Project

MADE_WITH = f"WeasyPrint {weasyprint_version}, Pango {pango.pango_version()}"
POINTS = 72 / 96
TEXT_PAGE = "text"
"""The name of pages with running head and folio (styles/furniture.css)."""
HEAD = "part"
"""The named string that running heads repeat (styles/print.css)."""
DENSEST = 5
"""Characters on a line for each em of its measure, at most."""

Place = tuple[int, float, float]
"""The index of a page, and a point of it."""


def compose(markup: str, project: Project, sheets: tuple[str, ...], *, own: str) -> Any:
    """`markup` laid out by WeasyPrint with the project's faces and `sheets`, then the rules of its `own`.

    Raises ToolError for what WeasyPrint could not do.
    """
    fonts = FontConfiguration()
    fetcher = URLFetcher(allowed_protocols={"file"})
    with warnings_as_errors():
        styles = [CSS(string=font_faces(project), font_config=fonts, url_fetcher=fetcher)]
    for sheet in sheets:
        with warnings_as_errors(f"styles/{sheet}: "):
            styles.append(CSS(project.styles / sheet, font_config=fonts, url_fetcher=fetcher))
    with warnings_as_errors():
        styles.append(CSS(string=own))
        page = HTML(string=markup, base_url=str(project.root), url_fetcher=fetcher)
        with mended(block, "iter_line_boxes", first_lines_once), mended(inline, "split_first_line", hanging_spaces):
            return page.render(stylesheets=styles, font_config=fonts)


def font_faces(project: Project) -> str:
    """The @font-face rules for the project's faces."""
    rule = "@font-face {{ font-family: '{}'; font-style: {}; font-weight: {}; src: url('{}') }}\n"
    return "".join(
        rule.format(face.family, face.style, face.weight, instance(face, project.fonts).as_uri())
        for face in faces(project.styles)
    )


@contextmanager
def warnings_as_errors(place: str = "the PDF could not be laid out as the styles ask: ") -> Iterator[None]:
    """Turns what WeasyPrint would only mutter into a ToolError that begins with `place`."""
    heard: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: heard.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
    if heard:
        raise ToolError(place + "; ".join(heard[:5]))


@contextmanager
def pages_listed_once() -> Iterator[None]:
    """Lets pydyf list the pages of a document once.

    WeasyPrint 70 asks for the whole list at each tag and link, so that time grows with the square of the book.
    """
    listed = pydyf.PDF.page_references
    known = lru_cache(maxsize=1)(lambda pdf, _count: listed.fget(pdf))
    pydyf.PDF.page_references = property(lambda pdf: known(pdf, len(pdf.pages["Kids"])))
    try:
        yield
    finally:
        pydyf.PDF.page_references = listed


@contextmanager
def mended(module: Any, name: str, mend: Callable[[Any], Any]) -> Iterator[None]:
    """Lets a function of WeasyPrint's be what `mend` makes of it."""
    before = getattr(module, name)
    setattr(module, name, mend(before))
    try:
        yield
    finally:
        setattr(module, name, before)


def first_lines_once(set_lines: Any) -> Any:
    """Keeps ::first-line to the first line of a paragraph (CSS Pseudo-Elements 4, 2.1).

    WeasyPrint 70 styles the first line on each page of a paragraph that runs over several.
    """

    def lines(context: Any, box: Any, y: float, space: float, resumed: Any, *rest: Any) -> Any:
        return set_lines(context, box, y, space, resumed, *rest[:-1], None if resumed else rest[-1])

    return lines


def hanging_spaces(split: Any) -> Any:
    """Lets a line's last space hang (CSS Text 3, 4.1.2) where words in another style follow it.

    WeasyPrint 70 sets the first word of such a line alone where all of it fits but for that space.
    """

    def split_line(text: str, style: Any, context: Any, width: float | None, *rest: Any, **named: Any) -> Any:
        line = split(text, style, context, width, *rest, **named)
        if line[2] is None or width is None or text[-1:] != " " or len(text) * style["font_size"] > width * DENSEST:
            return line
        words = split(text.rstrip(" "), style, context, width, *rest, **named)
        fits = words[2] is None and words[3] <= width
        return split(text, style, context, None, *rest, **named) if fits else line

    return split_line


# What is set by itself -------------------------------------------------------------------------------------


class Copy(Struct, frozen=True):
    """What a compositor is given: markup, the sheets it is styled with, and rules of its own."""

    markup: str
    sheets: tuple[str, ...]
    own: str
    tagged: bool = True


class Bookmark(Struct, frozen=True):
    """A heading as bookmarks show it: its level (1 the highest), and where it stands."""

    level: int
    title: str
    place: Place


class Setting(Struct, frozen=True):
    """Pages set by themselves, and where everything fell on them.

    `blank` are the indexes of blank pages, `blind` those of pages without running head and folio, blank or not;
    `starts` are pages of text and the number of words that begin before them, of `words` in all; `heads` are
    pages and the headings on them that running heads repeat.
    """

    pages: int
    blank: tuple[int, ...]
    blind: tuple[int, ...]
    places: dict[str, Place]
    bookmarks: tuple[Bookmark, ...]
    heads: tuple[tuple[int, str], ...]
    starts: tuple[tuple[int, int], ...]
    words: int


def typeset(copy: Copy, project: Project, name: str) -> tuple[bytes, Setting]:
    """`copy` as PDF, and where everything fell; `name` is in the ids of its tables alone. Raises ToolError."""
    document = compose(copy.markup, project, copy.sheets, own=copy.own)
    with pages_listed_once():
        content = document.write_pdf(pdf_tags=copy.tagged, finisher=lambda _, pdf: named_headers(pdf, name))
    return content, setting(document)


def named_headers(pdf: Any, name: str) -> None:
    """Puts `name` into the ids of tables' header cells, which cells refer to (ISO 32000-2, 14.8.5.7)."""
    for thing in pdf.objects:
        if isinstance(thing, pydyf.Dictionary) and thing.get("S") in ("/TH", "/TD") and "ID" in thing:
            thing["ID"].string = f"{name}-{thing['ID'].string}"


def setting(document: Any) -> Setting:
    """Where everything fell in a document of WeasyPrint."""
    pages = document.pages
    starts, count = page_starts(pages)
    kinds = [page._page_box.page_type for page in pages]
    blank = tuple(index for index, kind in enumerate(kinds) if kind.blank)
    blind = tuple(index for index, kind in enumerate(kinds) if kind.blank or kind.name != TEXT_PAGE)
    anchors = [
        (name, at(index, page, x, y)) for index, page in enumerate(pages) for name, (x, y, *_) in page.anchors.items()
    ]
    bookmarks = tuple(
        Bookmark(level, title, at(index, page, *point))
        for index, page in enumerate(pages)
        for level, title, point, _ in page.bookmarks
    )
    return Setting(len(pages), blank, blind, dict(reversed(anchors)), bookmarks, tuple(heads(pages)), starts, count)


def at(index: int, page: Any, x: float, y: float) -> Place:
    """A point of a page in the PDF's own measure: points from its lower left corner."""
    return index, round(x * POINTS, 3), round((page.height - y) * POINTS, 3)


def heads(pages: Sequence[Any]) -> Iterator[tuple[int, str]]:
    """Each page with a heading that running heads repeat, and the heading (`string-set` in styles/print.css)."""
    for index, page in enumerate(pages):
        for box in page._page_box.descendants():
            for name, text in box.string_set or ():
                if name == HEAD:
                    yield index, text
