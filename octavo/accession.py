"""Accession: files, folders, archives or an address in; the files of one witness out, in reading order.

Nothing is written here, and nothing fetched unless an address is given. What an archive holds is untrusted: a
path that leads outside it, or more than the limits below, refuses the whole.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path, PurePosixPath
from urllib.error import URLError
from urllib.parse import unquote, urldefrag, urlsplit
from urllib.request import Request, urlopen
from xml.etree.ElementTree import Element

from msgspec import Struct
from msgspec.structs import replace

from octavo.problem import WitnessError
from octavo.readers import READERS, epub, markdown
from octavo.readers.encoding import encoding
from octavo.readers.figures import picture
from octavo.readers.navigation import Landmark, Listed, contents, landmarks
from octavo.readers.record import described
from octavo.readers.tree import Page, wording
from octavo.readers.witness import Witness

NAMED = 5
"""So many files that are left out are named."""
LARGEST = 64 * 2**20
LARGEST_ARCHIVE = 256 * 2**20
MOST_FILES = 5000
TIMEOUT = 60
ARCHIVES = {".zip", ".epub"}
PICTURES = {".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp"}
MARKED_UP = {".htm", ".html", ".xhtml"}
MARKDOWN = {".md", ".markdown"}
PICTURED = re.compile(rb"<(?:img|image)\b", re.IGNORECASE)
SUMMARIES = re.compile(r"(?:^|/)summary\.md$", re.IGNORECASE)
"""The list of contents of mdBook and GitBook."""
INDEXES = re.compile(r"index\.x?html?$", re.IGNORECASE)
ADDRESS = re.compile(rb"""<a\b[^>]*?\bhref\s*=\s*["']?([^"'#>\s]+)""", re.IGNORECASE)
"""The file a link leads to, in the bytes of a page."""
LABEL = re.compile(r"[^\W\d_]+ (?:[IVXLC]+|[0-9]+)[.:]?")
COVER = re.compile(r"cover|umschlag|einband|couverture|portada|copertina|обложк|wrap0000", re.IGNORECASE)
LEFT_OUT = re.compile(r"(?:^|/)(?:\.|__MACOSX|readme|licen[cs]e|META-INF)", re.IGNORECASE)


class Item(Struct, frozen=True):
    """One file: its path below what was given, its bytes, and the entries and landmarks that lead to it."""

    name: str
    content: bytes
    entries: tuple[Listed, ...] = ()
    landmarks: tuple[Landmark, ...] = ()


class Parcel(Struct, frozen=True):
    """What one place holds: its files, whether they stand in order, what it says of the book, what is to be said."""

    items: tuple[Item, ...]
    ordered: bool = False
    record: dict[str, str] = {}
    remarks: tuple[str, ...] = ()


class Below(Struct, frozen=True):
    """The files of an archive below one folder of it."""

    archive: zipfile.ZipFile
    folder: str = ""

    def namelist(self) -> list[str]:
        """The names of all files below the folder."""
        return [name.removeprefix(self.folder) for name in self.archive.namelist() if name.startswith(self.folder)]

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises KeyError."""
        return self.archive.read(self.folder + name)


class Unpacked(Struct, frozen=True):
    """The files below a folder, by their paths in it."""

    folder: Path

    def namelist(self) -> list[str]:
        """The names of all files but hidden ones."""
        return [file.relative_to(self.folder).as_posix() for file in walk(self.folder)]

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises FileNotFoundError, WitnessError."""
        return content_of(self.folder / name)


class Accession(Struct, frozen=True):
    """What was brought: the texts in reading order, the pictures, and where all of it comes from."""

    texts: tuple[Item, ...]
    pictures: tuple[Item, ...] = ()
    origin: str | None = None
    url: str | None = None
    retrieved: date | None = None
    remarks: tuple[str, ...] = ()
    record: dict[str, str] = {}


def accession(places: Sequence[str], today: date) -> Accession:
    """What stands at `places`: paths, or one address. Raises WitnessError."""
    addresses = [place for place in places if re.match(r"https?://", place, re.IGNORECASE)]
    if addresses:
        if len(places) > 1:
            raise WitnessError("give one address, or paths; not both and not several")
        name, content = fetched(addresses[0])
        found = sorted_out([unpacked(name, content)], describe_archive(name, content))
        return replace(found, url=addresses[0], retrieved=today)
    parcels = [collected(Path(place), several=len(places) > 1) for place in places]
    return sorted_out(parcels, "; ".join(filter(None, (archive_of(Path(place)) for place in places))) or None)


def archive_of(path: Path) -> str | None:
    """Name and hash of an archive, None for what is none."""
    if path.is_file() and path.suffix.lower() in ARCHIVES:
        return describe_archive(path.name, content_of(path))
    return None


def describe_archive(name: str, content: bytes) -> str | None:
    """Name and hash of an archive's bytes."""
    if PurePosixPath(name).suffix.lower() in ARCHIVES or content[:4] == b"PK\x03\x04":
        return f"{name}, sha256 {hashlib.sha256(content).hexdigest()}"
    return None


def collected(path: Path, *, several: bool) -> Parcel:
    """The files at `path`. Raises WitnessError."""
    if path.is_dir():
        return folder(path)
    if not path.is_file():
        raise WitnessError(f"{path}: there is no such file or folder{'; check each path' if several else ''}")
    if path.suffix.lower() not in {*READERS, *ARCHIVES}:
        raise WitnessError(
            f"{path}: Octavo does not read {path.suffix or 'files without an ending'!r}; "
            f"it reads {', '.join(sorted({*READERS, *ARCHIVES}))}, folders and addresses"
        )
    parcel = unpacked(path.name, content_of(path))
    if path.suffix.lower() in ARCHIVES:
        return parcel
    return replace(parcel, items=(*parcel.items, *beside(path, parcel.items[0])))


def walk(path: Path) -> list[Path]:
    """Every file below a folder, links left out."""
    return sorted(file for file in path.rglob("*") if file.is_file() and not file.is_symlink())


def folder(path: Path) -> Parcel:
    """The files of a folder, which may hold an EPUB unpacked. Raises WitnessError."""
    files = walk(path)
    if len(files) > MOST_FILES:
        raise WitnessError(f"{path}: holds {len(files)} files, more than {MOST_FILES}; give the book's own folder")
    inner = [file.parent.parent for file in files if file.as_posix().endswith(f"/{epub.CONTAINER}")]
    if len(inner) == 1:
        return published(str(path), Unpacked(inner[0]))
    if not any(file.suffix.lower() in READERS for file in files):
        raise WitnessError(f"{path}: no text is in this folder; Octavo reads {', '.join(sorted(READERS))}, .epub, .zip")
    names = [(file, file.relative_to(path).as_posix()) for file in files]
    kinds = {*READERS, *PICTURES}
    kept = [(file, name) for file, name in names if file.suffix.lower() in kinds and not LEFT_OUT.search(name)]
    return Parcel(tuple(Item(name, content_of(file)) for file, name in kept))


def beside(path: Path, item: Item) -> Iterator[Item]:
    """The pictures a page shows out of its own folder or below; a path that leads outside is not followed."""
    folder = path.parent.resolve()
    for address in dict.fromkeys(addresses(item)):
        place = (folder / unquote(address)).resolve()
        if place.suffix.lower() in PICTURES and place.is_relative_to(folder) and place.is_file():
            yield Item(place.relative_to(folder).as_posix(), content_of(place))


def addresses(item: Item) -> Iterator[str]:
    """The addresses of the pictures that a page shows, as it writes them."""
    ending = PurePosixPath(item.name).suffix.lower()
    if ending in MARKDOWN and b"![" in item.content:
        yield from markdown.shown(as_witness(item).text)
    if ending in MARKED_UP and PICTURED.search(item.content):
        page = Page(as_witness(item))
        yield from (picture(shown).source for shown in page.root.iter("img"))


def as_witness(item: Item) -> Witness:
    """A file that is looked into, in the encoding it is found to have. Raises WitnessError."""
    return Witness(item.name, item.content, encoding(item.name, item.content).name)


def content_of(path: Path) -> bytes:
    """The bytes of a file no larger than the limit. Raises WitnessError."""
    size = path.stat().st_size
    limit = LARGEST_ARCHIVE if path.suffix.lower() in ARCHIVES else LARGEST
    if size > limit:
        raise WitnessError(f"{path}: is {size >> 20} MB, more than the {limit >> 20} MB one text may have; divide it")
    return path.read_bytes()


def fetched(address: str) -> tuple[str, bytes]:
    """(name, bytes) of what stands at `address`. Raises WitnessError."""
    request = Request(address, headers={"User-Agent": "Octavo"})  # noqa: S310 - http and https only, see accession
    try:
        with urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310
            content: bytes = answer.read(LARGEST + 1)
            kind = answer.headers.get_content_type()
            path = urlsplit(answer.url).path
    except (URLError, TimeoutError, ValueError, OSError) as error:
        raise WitnessError(f"{address}: cannot be fetched: {error}") from None
    if len(content) > LARGEST:
        raise WitnessError(f"{address}: is more than {LARGEST >> 20} MB; fetch it yourself and divide it")
    name = posixpath.basename(unquote(path)) or "index"
    if PurePosixPath(name).suffix.lower() not in {*READERS, *ARCHIVES}:
        name += {"text/plain": ".txt", "application/epub+zip": ".epub", "application/zip": ".zip"}.get(kind, ".html")
    return name, content


# Archives --------------------------------------------------------------------------------------------------


def unpacked(name: str, content: bytes) -> Parcel:
    """The file itself, or what an archive holds. Raises WitnessError."""
    ending = PurePosixPath(name).suffix.lower()
    if ending not in ARCHIVES:
        return Parcel((Item(name, content),))
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            files = members(name, archive)
            inner = [file.removesuffix(epub.CONTAINER) for file in files if file.endswith(epub.CONTAINER)]
            if ending == ".epub" or len(inner) == 1:
                return published(name, Below(archive, inner[0] if len(inner) == 1 else ""))
            kept = [file for file in files if PurePosixPath(file).suffix.lower() in {*READERS, *PICTURES}]
            return Parcel(tuple(Item(file, archive.read(file)) for file in kept if not LEFT_OUT.search(file)))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise WitnessError(f"{name}: is no whole archive: {error}; fetch it again") from None


def published(name: str, container: epub.Container) -> Parcel:
    """The texts of an EPUB in reading order, its pictures, and what its package says. Raises WitnessError."""
    package = epub.package_of(name, container)
    order = epub.reading_order(name, container, package)
    entries = contents(container, package)
    marks = list(landmarks(container, package))
    remarks = [f"{file} is in the reading order, and not in {name}" for file in order.missing]
    record = described(package)
    if held := record.get("rights held"):
        remarks.append(f"{name} says of rights: {held!r}; see that you may publish it")
    texts = [
        named(
            Item(
                file,
                container.read(file),
                tuple(entry for entry in entries if entry.file == file),
                tuple(mark for mark in marks if mark.file == file),
            )
        )
        for file in order.files
    ]
    covers = [item for item in texts[:2] if is_cover(item)] if len(texts) > 1 else []
    remarks += [f"{item.name} shows the cover only and was left out" for item in covers]
    pictures = [file for file in container.namelist() if PurePosixPath(file).suffix.lower() in PICTURES]
    items = [item for item in texts if item not in covers] + [Item(file, container.read(file)) for file in pictures]
    return Parcel(tuple(items), ordered=True, record=record, remarks=tuple(remarks))


def named(item: Item) -> Item:
    """A document of an EPUB by a name whose ending tells that it is a page."""
    known = PurePosixPath(item.name).suffix.lower() in MARKED_UP
    return item if known else replace(item, name=f"{item.name}.xhtml")


def is_cover(item: Item) -> bool:
    """Whether a document shows one picture and no words, as a cover's page does, and is called so."""
    page = Page(as_witness(item))
    pictures = [shown for shown in page.root.iter() if shown.tag in {"img", "svg", "object"}]
    called = "\n".join((item.name, wording_of_title(page), *(shown.get("alt") or "" for shown in pictures)))
    return len(pictures) == 1 and not wording(page.body) and bool(COVER.search(called))


def wording_of_title(page: Page) -> str:
    """What the head of a page calls it."""
    return " ".join(" ".join(title.itertext()) for title in page.root.iter("title"))


def members(name: str, archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The archive's files. Raises WitnessError for one outside it, or for too much."""
    files = {info.filename: info for info in archive.infolist() if not info.is_dir()}
    for file in files:
        parts = PurePosixPath(file.replace("\\", "/"))
        if parts.is_absolute() or ".." in parts.parts or re.match(r"[A-Za-z]:", file):
            raise WitnessError(f"{name}: holds {file!r}, a path outside the archive; it is not to be trusted")
    size = sum(info.file_size for info in files.values())
    if len(files) > MOST_FILES or size > LARGEST_ARCHIVE:
        raise WitnessError(
            f"{name}: unpacks to {len(files)} files and {size >> 20} MB, more than {MOST_FILES} files or "
            f"{LARGEST_ARCHIVE >> 20} MB; take the book's own files out of it"
        )
    return files


# Order -----------------------------------------------------------------------------------------------------


def sorted_out(parcels: Sequence[Parcel], origin: str | None) -> Accession:
    """The texts of the kind there is most of, in reading order; the pictures beside them. Raises WitnessError."""
    items = [item for parcel in parcels for item in parcel.items]
    sizes: dict[object, int] = {}
    for item in items:
        reader = READERS.get(PurePosixPath(item.name).suffix.lower())
        if reader:
            sizes[reader] = sizes.get(reader, 0) + len(item.content)
    if not sizes:
        raise WitnessError("there is no text in what was given; Octavo reads " + ", ".join(sorted(READERS)))
    kind = max(sizes, key=lambda reader: sizes[reader])
    texts = [item for item in items if READERS.get(PurePosixPath(item.name).suffix.lower()) is kind]
    pictures = [item for item in items if PurePosixPath(item.name).suffix.lower() in PICTURES]
    kept = {item.name for item in (*texts, *pictures)}
    other = [item.name for item in items if item.name not in kept]
    untold = f" and {len(other) - NAMED} more" if len(other) > NAMED else ""
    remarks = [f"left out, being of another kind: {', '.join(other[:NAMED])}{untold}"] if other else []
    remarks += [remark for parcel in parcels for remark in parcel.remarks]
    ordered = texts
    given = [parcel.items[0].name for parcel in parcels if len(parcel.items) == 1]
    chosen = len(given) == len(parcels) and given not in (sorted(given), sorted(given, key=natural))
    if len(texts) > 1 and not chosen and not all(parcel.ordered for parcel in parcels):
        ordered, more = in_order(texts)
        remarks += more
    record = parcels[0].record if len(parcels) == 1 else {}
    return Accession(tuple(ordered), tuple(pictures), origin, remarks=tuple(remarks), record=record)


def in_order(texts: list[Item]) -> tuple[list[Item], list[str]]:
    """`texts` in the order an index page links them, else by name; and what is to be said of it."""
    ordered = sorted(texts, key=lambda item: natural(item.name))
    summary = next((item for item in ordered if SUMMARIES.search(item.name)), None)
    if summary is not None and len(ordered) > 1:
        return summarised(summary, [item for item in ordered if item is not summary])
    index = next((item for item in ordered if INDEXES.search(item.name)), None) or leading(ordered)
    if index is None or PurePosixPath(index.name).suffix.lower() == ".txt":
        return ordered, []
    page = Page(as_witness(index))
    by_name = {posixpath.basename(item.name): item for item in ordered if item is not index}
    names: dict[str, str | None] = {}
    missing: list[str] = []
    for link in page.root.iter("a"):
        file, fragment = urldefrag(link.get("href") or "")
        name = posixpath.basename(unquote(file))
        if name in by_name:
            called = entry(page, link) if not fragment else None
            names[name] = names.get(name) or called
        elif "/" not in file and INDEXES.search(name) is None and re.search(r"\.html?$", name) and name not in by_name:
            missing.append(f"{index.name} leads to {name} ({wording(link)}), which is not there")
    if not names:
        return ordered, []
    linked = [
        replace(by_name[name], entries=(Listed(name, "", title),) if title else ()) for name, title in names.items()
    ]
    rest = [item for name, item in by_name.items() if name not in names]
    remarks = [f"{item.name} is in no list of contents and stands last" for item in rest]
    return [index, *linked, *rest], [*dict.fromkeys(missing), *remarks]


def summarised(summary: Item, texts: list[Item]) -> tuple[list[Item], list[str]]:
    """`texts` in the order of a list of contents written in Markdown, which is left out as no text itself."""
    written = as_witness(summary).text
    by_name = {posixpath.normpath(item.name): item for item in texts}
    folder = posixpath.dirname(summary.name)
    linked: dict[str, Item] = {}
    for address, words in markdown.led(written):
        name = posixpath.normpath(posixpath.join(folder, unquote(urldefrag(address).url)))
        if name in by_name:
            linked.setdefault(name, replace(by_name[name], entries=(Listed(name, "", words),)))
    rest = [item for name, item in by_name.items() if name not in linked]
    remarks = [f"{item.name} is in no list of contents and stands last" for item in rest]
    return [*linked.values(), *rest], [f"{summary.name} lists the files and was left out", *remarks]


def leading(items: list[Item]) -> Item | None:
    """The one page that leads to most of the others: their index, by whatever name."""
    names = {posixpath.basename(item.name) for item in items}
    found = []
    for item in items if len(items) > 2 else []:
        led = {unquote(address.decode("latin-1")) for address in ADDRESS.findall(item.content)} - {item.name}
        if len(led & names) * 3 >= (len(names) - 1) * 2:
            found.append(item)
    return found[0] if len(found) == 1 else None


def entry(page: Page, link: Element) -> str:
    """What a list of contents calls a page: the link's words, after the word and number beside it in its row."""
    words, row = wording(link), page.parents.get(link)
    while row is not None and row.tag not in {"tr", "li", "p", "body"}:
        row = page.parents.get(row)
    before = wording(row).partition(words)[0].strip() if row is not None and words else ""
    return f"{before} {words}" if LABEL.fullmatch(before) else words


def natural(name: str) -> list[tuple[int, int, str]]:
    """A key that puts ch2 before ch10, and a preface before both."""
    first = 0 if re.search(r"(?:^|/)(?:index|title|cover|preface|foreword|intro)", name, re.IGNORECASE) else 1
    last = (
        2 if re.search(r"(?:^|/)(?:appendix|append|postscr|afterword|notes|index\.txt)", name, re.IGNORECASE) else first
    )
    return [(last, 0, ""), *((1, int(part), "") if part.isdecimal() else (0, 0, part) for part in split(name))]


def split(name: str) -> Iterable[str]:
    """A name's stretches of digits and of other characters."""
    return re.findall(r"\d+|\D+", name.lower())
