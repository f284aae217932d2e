"""Typesetting: the edition in, its pages with links and bookmarks out, and where everything fell.

The text is set take by take and made up once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from octavo.edition import Edition
from octavo.faces import faces
from octavo.fonts import has_small_capitals, instance, measured
from octavo.formats.compositor import Copy
from octavo.formats.makeup import Part, address, made_up, places
from octavo.formats.standing_type import StandingType
from octavo.formats.takes import Sheet, begins, sheets, takes
from octavo.layout import Layout, PageStart
from octavo.pages import SIDE_MARGINS, TITLE_SIZES, Pages
from octavo.paginate import paginated
from octavo.pieces import follows_on
from octavo.project import Project
from octavo.titling import shortened

SHEETS, FURNITURE, ITALIC = ("base.css", "print.css"), "furniture.css", "furniture-italic.css"


def lay_out(edition: Edition, project: Project, *, cores: int = 1) -> tuple[bytes, Layout]:
    """The pages of `edition` with links and bookmarks, and where everything fell; its text is set on `cores`.

    Raises ToolError.
    """
    standing = StandingType(project, edition.book.metadata.slug)
    book = BookCopy(edition, project)
    text = standing.settings(book.takes(), cores)
    *begin, end = begins([setting for _, setting in text])
    takes = [Part(content, setting, first) for first, (content, setting) in zip(begin, text, strict=True)]
    opening, opened = standing.setting(book.preliminaries(folios(takes)))
    first = opened.pages + opened.pages % 2
    running, _ = standing.setting(book.furniture(sheets([take.setting for take in takes])))
    closing = standing.setting(book.colophon(recto=(first + end) % 2 == 0))
    standing.clear()
    body = [replace(take, first=first + take.first) for take in takes]
    parts = [Part(opening, opened, 0), *body, Part(*closing, first + end)]
    return made_up(parts, running, first), layout(parts, first, tuple(starts(takes)))


HEAD_AND_FOOT, CAPTION, HEADING = 126.0, 90.0, 200.0
"""Points of a page's margins at head and foot (styles/print.css), of a caption, and of a chapter's heading, at most."""
SPACED = 0.14
"""Ems between the letters of a half-title (styles/base.css)."""
HEAD, HEAD_SPACED = 10.0, 0.1
"""Points of a running head, and ems between its letters (styles/furniture.css)."""
HALF_TITLE = 14.0
"""Points of a half-title (styles/print.css)."""


class BookCopy:
    """What of one edition is set by itself."""

    def __init__(self, edition: Edition, project: Project) -> None:
        width, height = edition.trim
        self.own = f"@page {{ size: {width}pt {height}pt }}" + pictured(height)
        images = project.images(edition.book.metadata.slug).as_uri()
        whole = replace(edition, book=paginated(edition.book, ()))
        if follows_on(edition.book):
            self.own += "main > section:not(.part):not(.notes) { break-before: page }"
        self.pages = Pages(whole, project.templates, address, images=f"{images}/")
        upright, *_ = faces(project.styles)
        self.small_capitals, self.measure = measured(upright, project.fonts, smcp=True), width - SIDE_MARGINS
        self.own += fitted(self.pages, width, measured(upright, project.fonts))
        self.face = instance(upright, project.fonts)

    def takes(self) -> list[Copy]:
        """The text and its notes, take by take."""
        return [
            Copy(self.pages.template("take.xhtml", sections=[page.content for page in take]), SHEETS, self.own)
            for take in takes([*self.pages.text(), *self.pages.notes()])
        ]

    def preliminaries(self, folios: Mapping[str, str]) -> Copy:
        """The pages before the text, its contents with their `folios`."""
        pages = self.pages
        front = (pages.half_title(), pages.title_page(), pages.imprint(), pages.attribution(), pages.contents(folios))
        markup = pages.template("pages.xhtml", preliminaries=[page.content for page in front])
        return Copy(markup, (*SHEETS, FURNITURE), self.own)

    def furniture(self, sheets: Sequence[Sheet]) -> Copy:
        """The running heads and folios of the text's pages."""
        running = self.head(self.pages.metadata.running_title)
        sheets = [replace(sheet, heads=tuple(map(self.head, sheet.heads))) for sheet in sheets]
        heads = "".join(head for sheet in sheets for head in sheet.heads) + running
        styles = (*SHEETS, FURNITURE) if has_small_capitals(self.face, heads) else (*SHEETS, FURNITURE, ITALIC)
        markup = self.pages.template("furniture.xhtml", sheets=sheets, running=running)
        return Copy(markup, styles, self.own, tagged=False)

    def head(self, text: str) -> str:
        """A title as a running head, which stands on one line."""
        return shortened(" ".join(text.split()), self.fits, self.pages.breaks.leaning)

    def fits(self, head: str) -> bool:
        """Whether a running head stands on one line."""
        return HEAD * (self.small_capitals(head.lower()) + HEAD_SPACED * len(head)) <= self.measure

    def colophon(self, *, recto: bool) -> Copy:
        """The colophon, on a `recto` or on a verso."""
        side = f"html {{ break-before: {'right' if recto else 'left'} }}"
        return Copy(self.pages.template("take.xhtml", after=self.pages.colophon().content), SHEETS, self.own + side)


def pictured(trim: float) -> str:
    """Rules for pictures no taller than a page `trim` points high takes with their captions, or under a heading."""
    depth = trim - HEAD_AND_FOOT
    return (
        f"img {{ max-height: {depth - CAPTION:.0f}pt }}"
        f".heading + figure img {{ max-height: {max(depth / 4, depth - CAPTION - HEADING):.0f}pt }}"
    )


def fitted(pages: Pages, trim: float, width: Callable[[str], float]) -> str:
    """Rules for a title whose longest word is too long for a page `trim` points wide, at the sizes of the styles.

    `width` tells the ems of a text in the face of titles.
    """
    measure = trim - SIDE_MARGINS
    longest = max(map(width, pages.metadata.title.split()))
    spaced = max(width(word.upper()) + SPACED * len(word) for word in pages.metadata.running_title.split())
    sizes = (
        (f".title-page-title.{pages.size}", TITLE_SIZES[pages.size], longest),
        (".half-title-title", HALF_TITLE, spaced),
    )
    smaller = [
        f"{selector} {{ font-size: {measure / ems:.1f}pt; line-height: 1.3 }}"
        for selector, size, ems in sizes
        if size * ems > measure
    ]
    return "".join(smaller) + ".attribution dd, .imprint .imprint-title { hyphens: auto }" * bool(smaller)


def folios(takes: Sequence[Part]) -> dict[str, str]:
    """The folio each id of the text stands on."""
    return {name: str(place[0] + 1) for name, place in places(takes)}


def starts(takes: Sequence[Part]) -> Iterator[PageStart]:
    """Each page of text, its label the folio it prints."""
    seen = 0
    for take in takes:
        for index, word in take.setting.starts:
            yield PageStart(str(take.first + index + 1), seen + word)
        seen += take.setting.words


def layout(parts: Sequence[Part], first: int, starts: tuple[PageStart, ...]) -> Layout:
    """Where everything fell in the book."""
    count = parts[-1].first + parts[-1].setting.pages
    return Layout(count, first, {name: place[0] for name, place in places(parts)}, starts)
