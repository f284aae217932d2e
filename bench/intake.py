"""Intake measured: every raw input of a corpus made a book, and built in every format, a line an input.

    OCTAVO_CORPUS=folder/of/raw/texts uv run bench/intake.py [--formats] [--keep FOLDER] [NAME…]

Reads OCTAVO_CORPUS/raw: each input beside NAME.json, which says what a person counted. --formats builds every output
with doit, as ./build does. Exit 1 where a row fails.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

import book

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from octavo.inlines import leaves  # noqa: E402
from octavo.intake import Draft, new  # noqa: E402
from octavo.intake.identify import HEAD  # noqa: E402
from octavo.model import Metadata, NoteReference, Role  # noqa: E402
from octavo.normalise import normalise  # noqa: E402
from octavo.problem import OctavoError  # noqa: E402
from octavo.provider import Provider, identified  # noqa: E402
from octavo.readers import read  # noqa: E402
from octavo.readers.encoding import witness  # noqa: E402
from octavo.readers.witness import Witness  # noqa: E402
from octavo.structure.matter import structure  # noqa: E402
from octavo.structure.names import folded  # noqa: E402
from octavo.tasks import COLLECTION  # noqa: E402
from octavo.walk import runs, sections  # noqa: E402

STEPS = ("edition", "cover", "epub", "kindle", "print", "screen", "apparatus")
BOILERPLATE = ("gutenberg license", "project gutenberg-tm", "internet archive >", "top of the page")
WIDTHS = (33, 9, 5, 6, 11, 4, 5, 8, 7, 5, 6)
NAMES = ("input", "chapters", "title", "author", "language", "law", "clean", "notes", "queries", "built", "s")
Row = dict[str, Any]


def main() -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="only inputs whose names hold one of these")
    parser.add_argument("--formats", action="store_true", help="build every output too")
    parser.add_argument("--keep", type=Path, help="make the books in this folder and leave them there")
    chosen = parser.parse_args()
    raw = book.corpus() / "raw"
    sides = [
        side for side in sorted(raw.glob("*.json")) if not chosen.names or any(n in side.name for n in chosen.names)
    ]
    rows = []
    with tempfile.TemporaryDirectory() as room:
        project = library((chosen.keep or Path(room)).resolve())
        print(columns(NAMES))
        for side in sides:
            rows.append(measured(raw, json.loads(side.read_text()), project, formats=chosen.formats))
            print(line(rows[-1]), flush=True)
    print(summed(rows), flush=True)
    for ending in ("*.txt", "*.htm"):
        alone(max(raw.glob(ending), key=lambda file: file.stat().st_size))
    return 0 if all(row["good"] for row in rows) else 1


def library(place: Path) -> Path:
    """A project with a copy of this one's code and templates as they are now, and no books."""
    place.mkdir(parents=True, exist_ok=True)
    for name in ("dodo.py", "uv.lock", "pyproject.toml"):
        shutil.copyfile(ROOT / name, place / name)
    for name in ("octavo", "templates", "styles"):
        shutil.copytree(ROOT / name, place / name, dirs_exist_ok=True)
    (place / "content").mkdir(exist_ok=True)
    if (ROOT / ".octavo" / "fonts").exists():
        shutil.copytree(ROOT / ".octavo" / "fonts", place / ".octavo" / "fonts", dirs_exist_ok=True)
    return place


def measured(raw: Path, side: Row, project: Path, *, formats: bool) -> Row:
    """One row."""
    name = side["file"]
    slug = "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())
    row: Row = {"name": name, "good": False, "law": False}
    started = time.perf_counter()
    try:
        shutil.rmtree(project / "content" / slug, ignore_errors=True)
        draft = new([str(raw / name)], project / "content" / slug)
    except OctavoError as error:
        return row | {"error": str(error)}
    row |= judged(draft, side, raw / name) | {"law": True, "seconds": time.perf_counter() - started}
    if formats:
        row["built"], row["error"] = built(project, slug)
    right = ("right", "title", "author", "tongue", "clean")
    return row | {"good": all(row[key] for key in right) and row.get("built", True)}


def judged(draft: Draft, side: Row, source: Path) -> Row:
    """What of a draft agrees with its sidecar."""
    book, apparatus = draft.edition.book, draft.edition.apparatus
    chapters = sum(section.role is Role.CHAPTER for _, _, section in sections(book))
    authors = " and ".join(person.name for person in book.metadata.contributors if person.role == "aut")
    seen = [leaf for run in runs(book) for leaf in leaves(run.children)]
    text = "\n".join(getattr(leaf, "content", "") for leaf in seen).lower()
    stated, found = side["language"], book.metadata.language
    return {
        "chapters": f"{chapters}/{side['chapters']}",
        "right": chapters == side["chapters"],
        "title": agrees(side["title"], book.metadata.title),
        "author": is_author(side["author"], authors, source),
        "language": f"{found}/{stated}",
        "tongue": found == stated or ("-" not in stated and found.split("-")[0] == stated),
        "region": found != stated,
        "clean": not any(phrase in text for phrase in BOILERPLATE),
        "linked": sum(isinstance(leaf, NoteReference) for leaf in seen),
        "loose": sum(doubt.rule in {"note-without-call", "call-without-note"} for doubt in apparatus.doubts),
        "queries": len(apparatus.doubts) + len(draft.remarks),
    }


def agrees(counted: str, found: str) -> bool:
    """Whether two titles are one: each word of the shorter stands in the longer."""
    one, other = sorted((set(names(title)) - {"the", "a", "and"} for title in (counted, found)), key=len)
    return bool(one & other) and one <= other


def is_author(counted: str, found: str, source: Path) -> bool:
    """Whether two authors are one: all words the same.

    Where the source has the counted form nowhere, family name and first name, or its initial, must agree.
    """
    one, other = names(counted), names(found)
    if one == other or not one or not other:
        return one == other
    files = sorted(source.glob("*")) if source.is_dir() else [source]
    text = " ".join(word for file in files for word in names(witness(file.name, file.read_bytes())[0].text))
    first, second = one[0], other[0]
    given = first == second or (1 in (len(first), len(second)) and first[0] == second[0])
    return f" {' '.join(one)} " not in f" {text} " and one[-1] == other[-1] and given


def names(text: str) -> list[str]:
    """The words of a title or name, as they are compared."""
    return folded(text.replace("ё", "е").replace("Ё", "Е"))


def built(project: Path, slug: str) -> tuple[bool, str]:
    """Whether every output of the book is built, and the end of what was said if not."""
    command = [sys.executable, "-m", "doit", "-n", "1", *(f"{step}:{slug}" for step in STEPS)]
    answer = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    return answer.returncode == 0, (answer.stdout + answer.stderr)[-900:] if answer.returncode else ""


def line(row: Row) -> str:
    """A row of the table."""
    if not row["law"]:
        return columns((row["name"], "", "", "", "", "NO")) + f" {row['error'][:400]}"
    told = {True: "yes", False: "NO", None: ""}
    cells = (
        row["name"],
        row["chapters"] if row["right"] else f"!{row['chapters']}",
        *(told[row[key]] for key in ("title", "author")),
        row["language"] if row["tongue"] else f"!{row['language']}",
        told[row["law"]],
        told[row["clean"]],
        f"{row['linked']}/{row['linked'] + row['loose']}",
        str(row["queries"]),
        told[row.get("built")],
        f"{row['seconds']:.1f}",
    )
    return columns(cells) + (f"\n      {row['error']}" if row.get("error") else "")


def columns(cells: tuple[str, ...]) -> str:
    """Cells at their widths, the first to the left."""
    return " ".join(
        f"{cell[:width]:<{width}}" if not number else f"{cell:>{width}}"
        for number, (cell, width) in enumerate(zip(cells, WIDTHS, strict=False))
    )


def summed(rows: list[Row]) -> str:
    """The last line."""
    keys = {"law": "law", "right": "chapters", "title": "titles", "author": "authors", "tongue": "languages"}
    counts = ", ".join(f"{name} {sum(bool(row.get(key)) for row in rows)}" for key, name in keys.items())
    linked, loose = (sum(row.get(key, 0) for row in rows) for key in ("linked", "loose"))
    clean, made = (sum(bool(row.get(key)) for row in rows) for key in ("clean", "built"))
    open_region = sum(bool(row.get("region") and row.get("tongue")) for row in rows)
    counts += f" ({open_region} with a region the sidecar leaves open)"
    return f"{len(rows)} inputs: {counts}, clean {clean}, built {made}, notes linked {linked} of {linked + loose}"


def alone(path: Path) -> None:
    """Measures one file in a process of its own."""
    code = f"import sys; sys.path.insert(0, {str(ROOT / 'bench')!r}); import intake; intake.timed({str(path)!r})"
    subprocess.run([sys.executable, "-c", code], check=True)


def timed(name: str) -> None:
    """Reads and structures one file and says how fast, and how much memory that takes beyond the start.

    Its first lines are read once before: tables are loaded and patterns made once a process, not once a book.
    """
    gc.set_threshold(COLLECTION)  # as every step of a build does
    path = Path(name)
    source, _ = witness(path.name, path.read_bytes())
    provider = identified(source.text[:HEAD])
    structured(witness(path.name, source.content[:HEAD])[0], provider)
    began = peak()
    started = time.process_time()
    structured(source, provider)
    seconds = time.process_time() - started
    grown = (peak() - began) * 1024 / len(source.content)
    rate = len(source.content) / 2**20 / seconds
    print(f"{path.name}: {rate:.2f} MB a second of one core read and structured, memory {grown:.1f} x input")


def structured(source: Witness, provider: Provider | None) -> None:
    """Reads and structures one witness."""
    copy = normalise(read([source], provider), provider)
    structure(copy.blocks, Metadata("x", "x", "en", date(2026, 1, 1), "x"), omitted=copy.omissions)


def peak() -> int:
    """The most memory this process has had, in KB; a new process is told its parent's by getrusage on Linux."""
    status = Path("/proc/self/status")
    rows = status.read_text().splitlines() if status.exists() else []
    told = next((int(row.split()[1]) for row in rows if row.startswith("VmHWM:")), None)
    return told if told is not None else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    raise SystemExit(main())
