"""Intake: `octavo new`. A raw transcription in, a draft book out: its folder, book.toml, witness, queries.

The folder appears whole or not at all; it is kept only when the book can be made of it.
"""

from __future__ import annotations

import argparse
import errno
import hashlib
import itertools
import os
import posixpath
import re
import shutil
import sys
import unicodedata
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from itertools import takewhile
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urldefrag

import tomli_w
from msgspec import Struct

from octavo.build import load, make
from octavo.edition import Edition
from octavo.intake.accession import addresses, received
from octavo.intake.damage import damage
from octavo.intake.identify import Findings, identify
from octavo.intake.listed import called
from octavo.intake.parcel import PICTURES, Accession, Item
from octavo.manifest import check_slug
from octavo.pictures import own_name
from octavo.problem import WitnessError
from octavo.readers.encoding import witness
from octavo.readers.witness import Witness
from octavo.store import remove_stale

NAMESPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
CONTENT = "content"
LONGEST_NAME = 100
"""Characters; with an ending and a number a file's name stays below the 255 bytes that file systems take."""
WORDS = {
    "ё": "e",
    "ж": "zh",
    "й": "i",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ы": "y",
    "э": "e",
    "ю": "yu",
    "я": "ya",
    "ъ": "",
    "ь": "",
    "ß": "ss",
    "æ": "ae",
    "ø": "o",
    "œ": "oe",
}
PLAIN = dict(zip("абвгдезиклмнопрстуф", "abvgdeziklmnoprstuf", strict=True)) | WORDS
HEAD = """# Made by `octavo new`. What the witness says of itself (source, publisher, transcriber, rights) is read from
# its own header; what stands here goes before it. Mend what is wrong; README.md tells of the other keys.

"""


class Draft(Struct, frozen=True):
    """A new book: where it stands, what it is, and what is to be looked at."""

    folder: Path
    edition: Edition
    findings: Findings
    remarks: tuple[str, ...]


def new(places: Sequence[str], to: Path | None = None, today: date | None = None) -> Draft:
    """A draft book of what stands at `places`, in `to` or content/SLUG. Raises OctavoError."""
    day = today or now()
    brought = received(places, day)
    found = [
        witness(f"text/{stored.name}", stored.content, shown_by(item, brought.pictures), given=item.name)
        for item, stored in zip(brought.texts, distinct(brought.texts), strict=True)
    ]
    witnesses = [made for made, _ in found]
    findings = identify(witnesses, brought.url, named(brought.texts) | brought.record)
    witnesses = called(witnesses, brought.texts, findings)
    folder = to or Path(CONTENT) / slug(findings.title, witnesses[0])
    check_slug(folder.name, folder)
    if folder.exists():
        raise WitnessError(f"{folder}: is there already; name another folder with --to")
    remarks = (*brought.remarks, *(remark for _, remark in found if remark), *findings.doubts)
    with furnished(folder) as room:
        write(room, witnesses, brought, findings, day)
        edition = make(load(room))
    return Draft(folder, edition, findings, (*remarks, *damage(witnesses, edition.apparatus)))


@contextmanager
def furnished(folder: Path) -> Iterator[Path]:
    """A temporary folder that becomes `folder` when the block ends well, and is gone when it does not.

    What a killed process left of the same book is removed. Raises WitnessError where the system refuses.
    """
    room = folder.with_name(f".{folder.name}.{os.getpid()}")
    missing = list(takewhile(lambda parent: not parent.exists(), folder.parents))
    try:
        room.mkdir(parents=True)
        remove_stale(folder)
        yield room / folder.name
        (room / folder.name).rename(folder)
    except OSError as error:
        there = error.errno in {errno.ENOTEMPTY, errno.EEXIST}
        why = "is there already; name another folder with --to" if there else f"cannot be written: {error.strerror}"
        raise WitnessError(f"{folder}: {why}") from None
    finally:
        shutil.rmtree(room, ignore_errors=True)
        for parent in missing:
            with suppress(OSError):
                parent.rmdir()


def named(texts: Sequence[Item]) -> dict[str, str]:
    """What the one file of a text is called, without its ending."""
    return {"file name": PurePosixPath(texts[0].name).stem} if len(texts) == 1 else {}


def now() -> date:
    """Today, or the day SOURCE_DATE_EPOCH names (reproducible-builds.org)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else datetime.now(UTC).date()


def file_name(item: Item) -> str:
    """A file's name that is safe anywhere: its path's last part in plain letters, a picture's with its own ending."""
    path = PurePosixPath(item.name.replace("\\", "/"))
    stem = re.sub(r"[^A-Za-z0-9._-]+", "-", plain(path.stem)[:LONGEST_NAME]).strip("-.") or "text"
    ending = path.suffix.lower()
    right = next((kinds for begins, kinds in BEGINNINGS.items() if item.content.startswith(begins)), (ending,))
    return f"{stem}{ending if ending in right or ending not in PICTURES else right[0]}"


BEGINNINGS = {b"\x89PNG\r\n\x1a\n": (".png",), b"\xff\xd8\xff": (".jpg", ".jpeg"), b"GIF8": (".gif",)}
"""The first bytes of each kind of picture (PNG 3, 5.2; JPEG, B.1; GIF89a, 17), and its endings."""


def distinct(items: Sequence[Item]) -> list[Item]:
    """`items` with names that differ."""
    names = [file_name(item) for item in items]
    taken = set(names)
    numbers = {name: itertools.count(2) for name in taken}
    seen: set[str] = set()
    out = []
    for item, name in zip(items, names, strict=True):
        stem, ending = PurePosixPath(name).stem, PurePosixPath(name).suffix
        others = (f"{stem}-{number}{ending}" for number in numbers[name])
        free = name if name not in seen else next(other for other in others if other not in taken)
        seen.add(free)
        out.append(Item(free, item.content))
    return out


def shown_by(item: Item, pictures: Sequence[Item]) -> dict[str, str]:
    """The stored names of the pictures that a file shows by addresses which do not end in them."""
    stored = {brought.name: kept.name for brought, kept in zip(pictures, distinct(pictures), strict=True)}
    folder = posixpath.dirname(item.name)
    places = {
        address: posixpath.normpath(posixpath.join(folder, unquote(urldefrag(address).url)))
        for address in addresses(item)
    }
    return {
        address: stored[place]
        for address, place in places.items()
        if place in stored and stored[place] != own_name(address)
    }


def slug(title: str, first: Witness) -> str:
    """A folder's name from a title."""
    words = re.findall(r"[a-z0-9]+", plain(re.sub("['’ʼ]", "", title).replace("–", " ")).lower())
    if not words:
        words = ["book", hashlib.sha256(first.content).hexdigest()[:8]]
    return "-".join(words[:8])


def plain(text: str) -> str:
    """`text` in the letters of ASCII, as far as they go."""
    small = "".join(PLAIN.get(letter, letter) for letter in text.lower())
    return unicodedata.normalize("NFKD", small).encode("ascii", "ignore").decode()


# Writing ---------------------------------------------------------------------------------------------------


def write(folder: Path, witnesses: Sequence[Witness], brought: Accession, findings: Findings, day: date) -> None:
    """Writes the book's folder."""
    folder.mkdir(parents=True)
    for page in witnesses:
        path = folder / page.name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(page.content)
    for picture in distinct(brought.pictures):
        path = folder / "images" / picture.name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(picture.content)
    text = HEAD + tomli_w.dumps(manifest(witnesses, brought, findings, day))
    (folder / "book.toml").write_text(text, encoding="utf-8")


def manifest(witnesses: Sequence[Witness], brought: Accession, findings: Findings, day: date) -> dict[str, Any]:
    """The tables of book.toml."""
    hashes = [hashlib.sha256(page.content).hexdigest() for page in witnesses]
    book: dict[str, Any] = {
        "title": findings.title,
        "subtitle": findings.subtitle,
        "short_title": brought.record.get("short title"),
        "volume": findings.volume,
        "language": findings.language,
        "published": findings.published,
        "date": day,
        "identifier": f"urn:uuid:{uuid.uuid5(NAMESPACE, ' '.join(hashes))}",
        "contributors": [
            without_none({"name": person.name, "role": person.role, "file_as": person.file_as})
            for person in findings.contributors
        ],
        "subjects": brought.record["subjects"].split("\n") if "subjects" in brought.record else None,
    }
    if "series" in brought.record:
        place = brought.record.get("series position")
        book["series"] = without_none({"name": brought.record["series"], "position": place})
    book["witness"] = {
        "provider": findings.provider.id if findings.provider else None,
        "url": brought.url or brought.record.get("url") or address(findings),
        "retrieved": brought.retrieved,
        "origin": brought.origin,
        **findings.origin,
    }
    rows = [file_row(page, sha256) for page, sha256 in zip(witnesses, hashes, strict=True)]
    if len(rows) == 1:
        book["witness"] |= {key: value for key, value in rows[0].items() if key not in {"title", "role", "shift"}}
    else:
        book["witness"]["files"] = [without_none(row) for row in rows]
    book["witness"] = without_none(book["witness"])
    return without_none(book)


def file_row(page: Witness, sha256: str) -> dict[str, Any]:
    """What book.toml says of one file of the witness."""
    return {
        "file": page.name,
        "sha256": sha256,
        "encoding": page.encoding,
        "title": page.title,
        "role": page.role.value if page.role else None,
        "shift": page.shift,
        "levels": dict(page.levels) or None,
        "pictures": dict(page.pictures) or None,
    }


def without_none(table: dict[str, Any]) -> dict[str, Any]:
    """A table's keys that have a value."""
    return {key: value for key, value in table.items() if value is not None}


def address(findings: Findings) -> str | None:
    """The text's own page at its provider."""
    provider = findings.provider
    return provider.page.format(number=findings.number) if provider and provider.page and findings.number else None


# The command -----------------------------------------------------------------------------------------------


def add_new(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """`octavo new`."""
    command = commands.add_parser(
        "new",
        help="make a draft book of a transcription: text, HTML, Markdown, EPUB, a folder, a zip or an address",
        description="Makes content/SLUG of a raw transcription: book.toml, the witness with its hash, the structure "
        "found, and a list of what to look at. Then ./build makes the book.",
    )
    command.add_argument(
        "places", nargs="+", metavar="PATH", help="files, a folder, a zip or EPUB, or one http address"
    )
    command.add_argument("--to", type=Path, metavar="FOLDER", help="the new book's folder (default: content/SLUG)")
    command.set_defaults(command=print_new)


def print_new(options: argparse.Namespace) -> int:
    """Runs `octavo new`."""
    draft = new(options.places, options.to)
    for line in told(draft, command()):
        print(line)
    return 0


def command() -> str:
    """How this command is called from where it was: by its name, where that leads to it, else by its path."""
    called = Path(sys.argv[0])
    if shutil.which(called.name):
        return called.name
    here = Path.cwd()
    return str(called.relative_to(here) if called.is_relative_to(here) else called)


def told(draft: Draft, command: str) -> list[str]:
    """What a volunteer should know of a new book, and the `command` that shows its parts."""
    book, apparatus = draft.edition.book, draft.edition.apparatus
    people = ", ".join(person.name for person in book.metadata.contributors)
    queries = [
        f"  {doubt.position}: {doubt.rule}: " + f"{doubt.reading!r} " * bool(doubt.reading) + doubt.evidence
        for doubt in apparatus.doubts
        if doubt.decision is None
    ]
    return [
        f"{draft.folder}: {book.metadata.title}, {people} ({book.metadata.language}), notes: {len(book.notes)}",
        *(f"  {remark}" for remark in draft.remarks),
        f"queries: {len(queries) or 'none'}",
        *queries[:20],
        *([f"  … and {len(queries) - 20} more in apparatus.html"] if len(queries) > 20 else []),
        f"Next: {command} outline {draft.folder}, then ./build",
    ]
