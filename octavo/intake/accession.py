"""Accession: files, folders, archives or an address in; the files of one witness out, in reading order.

Nothing is written here, and nothing fetched unless an address is given.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterator, Sequence
from datetime import date
from http.client import HTTPException, IncompleteRead
from pathlib import Path, PurePosixPath
from urllib.error import URLError
from urllib.parse import unquote, urlsplit
from urllib.request import Request, urlopen

from msgspec import Struct
from msgspec.structs import replace

from octavo.intake import archive
from octavo.intake.archive import Archive, too_large
from octavo.intake.arranged import is_summary, sorted_out
from octavo.intake.book_files import order, settings
from octavo.intake.file_names import is_aside, is_room, tells_cover
from octavo.intake.makers import is_makers
from octavo.intake.parcel import HIDDEN, PICTURES, Accession, Item, Parcel, as_witness
from octavo.intake.split_pages import whole
from octavo.problem import WitnessError
from octavo.readers import READERS, epub, front_matter, markdown
from octavo.readers.figures import picture
from octavo.readers.navigation import contents, landmarks
from octavo.readers.record import described
from octavo.readers.tree import Page, wording

TIMEOUT = 60
ARCHIVES = {".zip", ".epub"}
DEEPEST = 3
"""So many archives may stand one in the other."""
ENDS = 3
"""So many pages at either end of an EPUB may be its maker's own."""
MARKED_UP = {".htm", ".html", ".xhtml"}
PICTURED = re.compile(rb"<(?:img|image)\b", re.IGNORECASE)


class Below(Struct, frozen=True):
    """The files of a container below one folder of it."""

    container: epub.Container
    folder: str = ""

    def namelist(self) -> list[str]:
        """The names of all files below the folder."""
        names = [name for name in self.container.namelist() if name.startswith(self.folder) and name[-1] != "/"]
        return [name.removeprefix(self.folder) for name in names]

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises KeyError, FileNotFoundError."""
        return self.container.read(self.folder + name)


class Unpacked(Struct, frozen=True):
    """The files below a folder, by their paths in it."""

    folder: Path

    def namelist(self) -> list[str]:
        """The names of all files but hidden ones."""
        return [file.relative_to(self.folder).as_posix() for file in walk(self.folder)]

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises FileNotFoundError, WitnessError."""
        return content_of(self.folder / name)


def received(places: Sequence[str], today: date) -> Accession:
    """What stands at `places`: paths, or one address. Raises WitnessError."""
    addresses = [place for place in places if re.match(r"https?://", place, re.IGNORECASE)]
    if addresses:
        if len(places) > 1:
            raise WitnessError("give one address, or paths; not both and not several")
        name, content = fetched(addresses[0])
        found = sorted_out([unpacked(name, content)], describe_archive(name, content))
        return replace(bounded(found), url=addresses[0], retrieved=today)
    parcels = [collected(Path(place), several=len(places) > 1) for place in places]
    origin = "; ".join(filter(None, (archive_of(Path(place)) for place in places))) or None
    return bounded(sorted_out(parcels, origin))


def bounded(found: Accession) -> Accession:
    """What was brought, whose texts are together no more than one text may be. Raises WitnessError."""
    size = sum(len(item.content) for item in found.texts)
    if size > archive.LARGEST:
        first, last = found.texts[0].name, found.texts[-1].name
        raise WitnessError(too_large(f"{first} … {last} ({len(found.texts)} files)", size, archive.LARGEST))
    return found


def archive_of(path: Path) -> str | None:
    """Name and hash of an archive, None for what is none."""
    if path.is_file() and path.suffix.lower() in ARCHIVES:
        return describe_archive(path.name, content_of(path))
    return None


def describe_archive(name: str, content: bytes) -> str | None:
    """Name and hash of an archive's bytes."""
    if PurePosixPath(name).suffix.lower() in ARCHIVES or content[:4] == b"PK\x03\x04":
        return f"{readable(name)}, sha256 {hashlib.sha256(content).hexdigest()}"
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
    size = sum(file.stat().st_size for file in files)
    if len(files) > archive.MOST_FILES or size > archive.LARGEST_ARCHIVE:
        raise WitnessError(
            f"{path}: holds {len(files)} files and {size >> 20} MB, more than {archive.MOST_FILES} files or "
            f"{archive.LARGEST_ARCHIVE >> 20} MB; give the book's own folder"
        )
    return contained(str(path), Unpacked(path))


def beside(path: Path, item: Item) -> Iterator[Item]:
    """The pictures a page shows out of its own folder or below; a path that leads outside is not followed."""
    folder = path.parent.resolve()
    for address in dict.fromkeys(addresses(item)):
        place = standing(folder, unquote(address))
        if place and place.suffix.lower() in PICTURES:
            yield Item(place.relative_to(folder).as_posix(), content_of(place))


def standing(folder: Path, address: str) -> Path | None:
    """The file in `folder` that a page shows by `address`; None for what no file can be called, as `data:` is."""
    try:
        place = (folder / address).resolve()
        return place if place.is_relative_to(folder) and place.is_file() else None
    except (OSError, ValueError):
        return None


def addresses(item: Item) -> Iterator[str]:
    """The addresses of the pictures that a page shows, as it writes them."""
    ending = PurePosixPath(item.name).suffix.lower()
    if ending in front_matter.FILES and (b"![" in item.content or PICTURED.search(item.content)):
        yield from markdown.shown(as_witness(item).text)
    if ending in MARKED_UP and PICTURED.search(item.content):
        page = Page(as_witness(item))
        yield from (picture(shown).source for shown in page.root.iter("img"))


def content_of(path: Path) -> bytes:
    """The bytes of a file no larger than the limit. Raises WitnessError."""
    limit = archive.LARGEST_ARCHIVE if path.suffix.lower() in ARCHIVES else archive.LARGEST
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            content = file.read(limit + 1) if size <= limit else b""
    except OSError as error:
        raise WitnessError(f"{path}: cannot be read: {error.strerror}; see to its permissions") from None
    if max(size, len(content)) > limit:
        raise WitnessError(too_large(str(path), max(size, len(content)), limit))
    return content


def fetched(address: str) -> tuple[str, bytes]:
    """(name, bytes) of what stands at `address`. Raises WitnessError."""
    try:
        request = Request(address, headers={"User-Agent": "Octavo"})  # noqa: S310 - http and https only, see received
        with urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310
            content: bytes = answer.read(archive.LARGEST + 1)
            if len(content) <= archive.LARGEST and answer.length:
                raise IncompleteRead(content, answer.length)
            kind = answer.headers.get_content_type()
            path = urlsplit(answer.url).path
    except (URLError, HTTPException, TimeoutError, ValueError, OSError) as error:
        raise WitnessError(f"{address}: cannot be fetched: {error}; look at it in a browser and save it") from None
    if len(content) > archive.LARGEST:
        raise WitnessError(f"{address}: is more than {archive.LARGEST >> 20} MB; fetch it yourself and divide it")
    name = posixpath.basename(unquote(path)) or "index"
    if PurePosixPath(name).suffix.lower() not in {*READERS, *ARCHIVES}:
        name += {"text/plain": ".txt", "application/epub+zip": ".epub", "application/zip": ".zip"}.get(kind, ".html")
    return name, content


# Archives --------------------------------------------------------------------------------------------------


def unpacked(name: str, content: bytes, *, depth: int = 0) -> Parcel:
    """The file itself, or what an archive holds, which stands in `depth` others. Raises WitnessError."""
    ending = PurePosixPath(name).suffix.lower()
    if ending not in ARCHIVES:
        return Parcel((Item(name, content),))
    opened = Archive(name, content)
    parcel = contained(name, Below(opened), depth=depth + 1)
    return replace(parcel, remarks=(*opened.remarks, *parcel.remarks))


def contained(name: str, container: epub.Container, *, depth: int = 0) -> Parcel:
    """The texts and pictures of a folder or archive; of one that holds but an EPUB or archive, that one's.

    Raises WitnessError where that leaves several, or none.
    """
    files = [file for file in container.namelist() if not HIDDEN.search(file.removesuffix(epub.CONTAINER))]
    inner = [file.removesuffix(epub.CONTAINER) for file in files if file.endswith(epub.CONTAINER)]
    if len(inner) == 1 or PurePosixPath(name).suffix.lower() == ".epub":
        return published(name, Below(container, *inner[:1]))
    kept = [file for file in files if PurePosixPath(file).suffix.lower() in {*READERS, *PICTURES}]
    texts = [file for file in kept if PurePosixPath(file).suffix.lower() in READERS]
    if inner or not any(not is_aside(file) for file in texts):
        books = [*inner, *(file for file in files if PurePosixPath(file).suffix.lower() in ARCHIVES)]
        if len(books) > 1:
            raise WitnessError(f"{name}: holds {len(books)} books ({', '.join(sorted(books)[:5])}); give one of them")
        if books and depth < DEEPEST:
            return unpacked(posixpath.basename(books[0]), container.read(books[0]), depth=depth)
    if not texts:
        raise WitnessError(
            f"{name}: no text is in this folder or archive; Octavo reads {', '.join(sorted(READERS))}, .epub, .zip"
        )
    listed = [] if any(map(is_summary, texts)) else order(container, texts)
    unlisted = [file for file in texts if file not in listed] if listed else []
    if listed:
        kept, texts = [*listed, *(file for file in kept if file not in texts)], listed
    items = [Item(file, container.read(file)) for file in kept]
    empty = {item.name for item in items if item.name in texts and not item.content.strip()}
    if len(empty) == len(texts):
        raise WitnessError(f"{name}: every text in it is empty ({', '.join(sorted(empty)[:5])}); fetch it again")
    remarks = tuple(f"{file} is empty and was left out" for file in sorted(empty))
    remarks += tuple(f"{file} is not in the book's own list and was left out" for file in sorted(unlisted))
    called = {"called": called_by(name, texts)} if len(texts) > 1 else {}
    kept_items = tuple(item for item in items if item.name not in empty)
    return Parcel(kept_items, bool(listed), record=settings(container) | called, remarks=remarks)


def called_by(name: str, texts: Sequence[str]) -> str:
    """What the folder that all `texts` stand in is called; else the place they were given by."""
    path, tops = Path(name).resolve(), {text.partition("/")[0] if "/" in text else "" for text in texts}
    names = [
        *(tops if len(tops) == 1 else ()),
        path.stem if path.suffix.lower() in ARCHIVES else path.name,
        path.parent.name,
    ]
    return readable(next(filter(None, (name for name in names if not is_room(name))), path.name))


def readable(name: str) -> str:
    """A file's name as text; bytes that are no UTF-8, which a system may have in one, are not known."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def published(name: str, container: epub.Container) -> Parcel:
    """The texts of an EPUB in reading order, its pictures, and what its package says. Raises WitnessError."""
    container = epub.Forgiving(container)
    package = epub.package_of(name, container)
    order = epub.reading_order(name, container, package)
    entries = contents(container, package)
    marks = list(landmarks(container, package))
    remarks = [f"{file} is in the reading order, and not in {name}" for file in order.missing]
    record = {"file name": PurePosixPath(name).stem} | described(package)
    if held := record.get("rights held"):
        remarks.append(f"{name} says of rights: {held!r}; see that you may publish it")
    texts = [
        named(
            Item(
                file,
                container.read(file),
                tuple(entry for entry in entries if epub.alike(entry.file) == epub.alike(file)),
                tuple(mark for mark in marks if epub.alike(mark.file) == epub.alike(file)),
            )
        )
        for file in order.files
    ]
    remarks += [f"{item.name} is empty and was left out" for item in texts if not item.content.strip()]
    texts = [item for item in texts if item.content.strip()]
    texts, joined = whole(texts)
    remarks += joined
    covers = [item for item in texts[:2] if is_cover(item)] if len(texts) > 1 else []
    remarks += [f"{item.name} shows the cover only and was left out" for item in covers]
    ends = [*texts[:ENDS], *texts[max(ENDS, len(texts) - ENDS) :]]
    own = [item for item in ends if item not in covers and is_makers(item)]
    own = own if len(own) + len(covers) < len(texts) else []
    remarks += [f"{item.name} speaks of the file, as its maker's own page, and was left out" for item in own]
    pictures = [file for file in container.namelist() if PurePosixPath(file).suffix.lower() in PICTURES]
    items = [item for item in texts if item not in (*covers, *own)] + [
        Item(file, container.read(file)) for file in pictures
    ]
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
    return len(pictures) == 1 and not wording(page.body) and tells_cover(called)


def wording_of_title(page: Page) -> str:
    """What the head of a page calls it."""
    return " ".join(" ".join(title.itertext()) for title in page.root.iter("title"))
