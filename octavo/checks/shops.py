"""Shops: an EPUB in, what a shop or a reader it sells for would refuse or spoil out.

Each rule names who asks, the remedy, and where it is written. EPUBCheck's own findings are not repeated.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath

from lxml import etree
from msgspec import Struct
from PIL import Image

from octavo.problem import Problem, Severity
from octavo.render import XHTML

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
KPG = "Kindle Publishing Guidelines 2026.1"
APPLE = "Apple Books Asset Guide"
KOBO = "https://github.com/kobolabs/epub-spec"
KDP = "https://kdp.amazon.com/help/topic/G200645690"
FIELD = "Standard Ebooks, se/se_epub_build.py, and reports of Send to Kindle's error E999"
MEGABYTE = 1_000_000


class Package(Struct, frozen=True):
    """An EPUB's files by name."""

    files: dict[str, bytes]

    @classmethod
    def of(cls, path: Path) -> Package:
        """The EPUB at `path`."""
        with zipfile.ZipFile(path) as archive:
            return cls({name: archive.read(name) for name in archive.namelist()})

    def ending(self, *endings: str) -> Iterator[tuple[str, bytes]]:
        """Each file whose name ends so."""
        return ((name, content) for name, content in self.files.items() if name.endswith(endings))

    def documents(self) -> Iterator[tuple[str, etree._Element]]:
        """Each XHTML document as a tree."""
        return ((name, etree.fromstring(content)) for name, content in self.ending(".xhtml"))

    def record(self) -> etree._Element:
        """The package document."""
        return etree.fromstring(next(content for _, content in self.ending(".opf")))

    def pictures(self) -> Iterator[tuple[str, int, int, int]]:
        """Each picture: its name, width, height and bytes."""
        for name, content in self.ending(".jpg", ".jpeg", ".png", ".gif", ".webp"):
            with Image.open(BytesIO(content)) as image:
                yield name, *image.size, len(content)


Find = Callable[[Package], Iterator[str]]


class ShopRule(Struct, frozen=True):
    """A rule: its code, who asks, what finds it, the remedy, and where it is written."""

    code: str
    shop: str
    find: Find
    remedy: str
    source: str
    severity: Severity = Severity.WARNING


def heavy(limit: int, *endings: str) -> Find:
    """Files of more than `limit` bytes."""

    def find(package: Package) -> Iterator[str]:
        for name, content in package.ending(*(endings or ("",))):
            if len(content) > limit:
                yield f"{name} has {len(content):,} bytes, more than {limit:,}"

    return find


def whole(limit: int) -> Find:
    """An archive of more than `limit` bytes, unpacked."""

    def find(package: Package) -> Iterator[str]:
        size = sum(map(len, package.files.values()))
        if size > limit:
            yield f"the book has {size:,} bytes, more than {limit:,}"

    return find


def large(pixels: int) -> Find:
    """Pictures of more than `pixels`, the cover apart."""

    def find(package: Package) -> Iterator[str]:
        for name, width, height, _ in package.pictures():
            if width * height > pixels and not name.endswith("images/cover.jpg"):
                yield f"{name} has {width} x {height} pixels, more than {pixels:,}"

    return find


def fat(limit: int) -> Find:
    """Pictures of more than `limit` bytes, the cover apart."""

    def find(package: Package) -> Iterator[str]:
        for name, _, _, size in package.pictures():
            if size > limit and not name.endswith("images/cover.jpg"):
                yield f"{name} has {size:,} bytes, more than {limit:,}"

    return find


def small_cover(side: int, other: int) -> Find:
    """A cover of fewer pixels than `side` by `other`."""

    def find(package: Package) -> Iterator[str]:
        for name, width, height, _ in package.pictures():
            if name.endswith("images/cover.jpg") and (width < side or height < other):
                yield f"the cover has {width} x {height} pixels, fewer than {side} x {other}"

    return find


def styled(pattern: str) -> Find:
    """Declarations in the style sheets."""

    def find(package: Package) -> Iterator[str]:
        for name, content in package.ending(".css"):
            text = re.sub(r"/\*.*?\*/", "", content.decode(), flags=re.DOTALL)
            yield from (f"{name} says {found[0].strip()!r}" for found in re.finditer(pattern, text))

    return find


def commented(package: Package) -> Iterator[str]:
    """A comment with two hyphens in it or at its end."""
    for name, content in package.ending(".css", ".xhtml", ".opf", ".ncx"):
        for found in re.finditer(rb"<!--(.*?)-->|/\*(.*?)\*/", content, re.DOTALL):
            if b"--" in (found[1] or found[2] or b""):
                yield f"{name} has a comment with two hyphens: {(found[1] or found[2]).decode()[:40]!r}"


def elements(*tags: str) -> Find:
    """Elements by their names."""

    def find(package: Package) -> Iterator[str]:
        for name, tree in package.documents():
            for tag in tags:
                count = sum(1 for _ in tree.iter(f"{{{XHTML}}}{tag}"))
                if count:
                    yield f"{name} has {count} <{tag}>"

    return find


def noteref_markup(package: Package) -> Iterator[str]:
    """An element inside the call of a note."""
    for name, tree in package.documents():
        for call in tree.iter(f"{{{XHTML}}}a"):
            if call.get("role") == "doc-noteref" and any(child.get("class") != "koboSpan" for child in call):
                yield f"{name}: the call {call.get('id')!r} holds an element"


def wide_table(package: Package) -> Iterator[str]:
    """A table of more than 100 rows or 10 columns."""
    for name, tree in package.documents():
        for table in tree.iter(f"{{{XHTML}}}table"):
            rows = list(table.iter(f"{{{XHTML}}}tr"))
            if len(rows) > 100 or any(len(row) > 10 for row in rows):
                yield f"{name} has a table of {len(rows)} rows and {max(map(len, rows))} columns"


def deep_contents(levels: int) -> Find:
    """An NCX of more than `levels` levels."""

    def find(package: Package) -> Iterator[str]:
        for name, content in package.ending(".ncx"):
            points = etree.fromstring(content).iter(f"{NCX}navPoint")
            deepest = max((sum(1 for _ in point.iterancestors(f"{NCX}navPoint")) + 1 for point in points), default=0)
            if deepest > levels:
                yield f"{name} has {deepest} levels, more than {levels}"

    return find


def unsaid(*names: str) -> Find:
    """Elements the record lacks."""

    def find(package: Package) -> Iterator[str]:
        record = package.record()
        yield from (f"the record has no {name}" for name in names if record.find(f".//{DC}{name}") is None)

    return find


UNSUPPORTED = re.compile("[\u00ad\u2000-\u200b\u200d-\u200f\u202a-\u202f\u205f-\u206f\ufeff]")


def unsupported(package: Package) -> Iterator[str]:
    """A space other than the plain and the no-break one, or a format character other than the zero-width non-joiner."""
    for name, content in package.ending(".xhtml", ".ncx"):
        for character in sorted(set(UNSUPPORTED.findall(content.decode()))):
            yield f"{name} has U+{ord(character):04X}"


def named_oddly(package: Package) -> Iterator[str]:
    """A file's name with more than letters, figures, and . _ -."""
    for name in package.files:
        if not re.fullmatch(r"[A-Za-z0-9._/-]+", name):
            yield f"{name!r} has a character other than letters, figures and . _ -"


def odd_fonts(package: Package) -> Iterator[str]:
    """A font that conversion drops."""
    for name in package.files:
        if PurePosixPath(name).suffix in {".woff", ".woff2"}:
            yield f"{name} is {PurePosixPath(name).suffix[1:].upper()}"


def cover_in_order(package: Package) -> Iterator[str]:
    """A page of the cover in the reading order."""
    if any(ref.get("idref") == "cover" for ref in package.record().iter(f"{OPF}itemref")):
        yield "the cover is a page of the reading order"


def undifferentiated(package: Package) -> Iterator[str]:
    """A title that does not tell the edition from free ones."""
    titles = [title.text or "" for title in package.record().iter(f"{DC}title")]
    if not any(re.search(r"\((?:Translated|Annotated|Illustrated)\)", title) for title in titles):
        yield "no title says (Translated), (Annotated) or (Illustrated)"


EVERYWHERE = (
    ShopRule("K001", "Kobo", heavy(10 * MEGABYTE), "split or shrink the file", KOBO),
    ShopRule("K002", "Apple Books", large(4_000_000), "shrink the picture", APPLE),
    ShopRule(
        "K003", "Adobe readers", heavy(250_000, ".xhtml"), "this is a fault of Octavo: report it", "RMSDK, 300 KB"
    ),
    ShopRule("K004", "KDP", small_cover(625, 1000), "give the book a larger picture", KDP),
    ShopRule("K005", "Apple Books", small_cover(1400, 1400), "give the book a larger picture", APPLE),
    ShopRule("K006", "Send to Kindle", commented, "take the hyphens out of the comment", FIELD),
    ShopRule("K007", "Send to Kindle", styled(r"var\([^)]*\)|--[\w-]+\s*:"), "write the value itself", FIELD),
    ShopRule("K008", "Kindle", styled(r"(?<![\w-])position\s*:\s*\w+"), "use margins", f"{KPG}, 11.3"),
    ShopRule(
        "K009",
        "Kindle",
        styled(r"(?<![\w-])(?:color|background(?:-color)?)\s*:(?!\s*inherit\b)[^;}]+"),
        "leave colours to the reader",
        KPG,
    ),
    ShopRule("K010", "Apple Books", noteref_markup, "the label alone belongs in the link", APPLE, Severity.ERROR),
    ShopRule("K011", "Kindle", wide_table, "cut the table in parts", KPG),
    ShopRule("K012", "Kindle", elements("script", "form", "iframe"), "take it out", KPG, Severity.ERROR),
    ShopRule("K013", "Apple Books, Google Play, Kobo", unsaid("description"), "write description in book.toml", APPLE),
    ShopRule("K014", "Google Play, Kobo", unsaid("subject"), "write subjects in book.toml", KOBO),
    ShopRule("K015", "Apple Books, Kobo", named_oddly, "rename the file in images/", APPLE),
    ShopRule("K016", "Kindle", odd_fonts, "embed TTF or OTF: conversion drops it without a word", KPG),
    ShopRule(
        "K017",
        "Google Play",
        whole(2_000 * MEGABYTE),
        "shrink the pictures",
        "https://support.google.com/books/partner",
    ),
)
KINDLE = (
    ShopRule("K020", "Kindle", fat(127_000), "shrink the picture", KPG),
    ShopRule("K021", "Kindle", large(5_000_000), "shrink the picture", KPG),
    ShopRule("K022", "Kindle", deep_contents(2), "this is a fault of Octavo: report it", f"{KPG}, 5.2"),
    ShopRule("K023", "Kindle", cover_in_order, "this is a fault of Octavo: report it", f"{KPG}, 4.2", Severity.ERROR),
    ShopRule("K024", "Send to Kindle", whole(50 * MEGABYTE), "shrink the pictures", FIELD),
    ShopRule("K026", "Kindle", unsupported, "emend it away, or to a plain or no-break space", f"{KPG}, 6.7"),
    ShopRule("K025", "KDP", undifferentiated, "add notes, pictures or a translation, and say so in the subtitle", KDP),
)
"""What is asked of the Kindle profile alone."""
RULES = {".epub": EVERYWHERE, ".kepub.epub": EVERYWHERE, ".kindle.epub": (*EVERYWHERE, *KINDLE)}


def check_shops(path: Path, suffix: str) -> Iterator[Problem]:
    """What the shops for the profile that ends with `suffix` have against the EPUB at `path`."""
    package = Package.of(path)
    for rule in RULES[suffix]:
        for found in rule.find(package):
            message = f"{path.name}: {rule.shop}: {found}"
            yield Problem(rule.code, rule.severity, message, f"{rule.remedy} ({rule.source})")
