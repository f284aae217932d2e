"""Bench: this build against the chain a person would use today, on the same text, in one run.

    uv run python bench/build.py                      the book of OCTAVO_CORPUS, or a generated text of its length
    uv run python bench/build.py --text FILE --rounds 5 --json

The build makes three EPUBs (held to EPUBCheck), cover, both PDFs and apparatus, and checks all of them.
The chain makes an EPUB with pandoc, an AZW3 of it with calibre and a PDF with weasyprint. Each time is the
least of the rounds; processor seconds, which a busy machine lengthens less, stand beside the clock's.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import book
from msgspec import Struct

ENVIRONMENT = Path(sys.executable).parent
INSTALL = {
    "pandoc": "apt-get install pandoc, or brew install pandoc",
    "ebook-convert": "apt-get install calibre, or brew install --cask calibre",
    "weasyprint": "uv sync (it is in the locked environment)",
}
STYLE = """\
@page { size: 6in 9in; margin: 60pt 52pt 66pt; @bottom-center { content: counter(page) } }
body { font: 11.5pt/15pt serif; hyphens: auto; text-align: justify }
p { margin: 0; text-indent: 1.2em }
"""
PANDOC = ("pandoc", "measured.txt", "--from=markdown+smart", "--metadata=title:Measured", "--metadata=lang:en-GB")
CHAIN = {
    "pandoc to EPUB": (*PANDOC, "--output=measured.epub"),
    "calibre to AZW3": ("ebook-convert", "measured.epub", "measured.azw3"),
    "pandoc to HTML": (*PANDOC, "--standalone", "--output=measured.html"),
    "weasyprint to PDF": ("weasyprint", "--quiet", "--stylesheet=plain.css", "measured.html", "measured.pdf"),
}
TOTAL = "the chain"
COLD, CHANGED, NOTHING = "build, cold", "build, one word changed", "build, nothing to do"
SHARE = {COLD: 1.0, CHANGED: 0.5}
"""At most this share of the chain's time."""
AT_REST = 0.7
"""At most so many seconds when there is nothing to do."""


Times = tuple[float, float]
"""Seconds by the clock and of the processors."""


class Row(Struct, frozen=True):
    """A line of the table: the least time, its ratio to the chain's, and whether the target is met."""

    name: str
    seconds: float
    processor: float
    ratio: float | None = None
    target: str = ""
    met: bool | None = None


def main() -> int:
    """Measures, prints, and says which targets are missed in its exit status: 0, or 2."""
    options = parser().parse_args()
    path = options.text or book.corpus_text()
    text = book.read(path) if path else book.generated()
    missing = [name for name in INSTALL if not tool(name)]
    with tempfile.TemporaryDirectory(prefix="octavo-bench-") as folder:
        times = measured(text, Path(folder), options.rounds, with_chain=not missing)
    rows = table(times)
    what = {"text": path.name if path else "generated", "words": len(text.split()), "rounds": options.rounds}
    if options.json:
        machine = {"cores": os.cpu_count(), "load": os.getloadavg()[0], "python": sys.version.split()[0]}
        facts = what | machine | {"missing": missing, "rows": [row_of(row) for row in rows]}
        print(json.dumps(facts, indent=1))
    else:
        show(what, rows, missing)
    return 2 if any(row.met is False for row in rows) else 0


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    top.add_argument("--text", type=Path, metavar="FILE", help="a plain text in UTF-8 to measure with")
    top.add_argument("--rounds", type=int, default=3, metavar="N", help="rounds, of which the least counts (3)")
    top.add_argument("--json", action="store_true", help="print JSON instead of a table")
    return top


# Measuring -------------------------------------------------------------------------------------------------


def measured(text: str, folder: Path, rounds: int, *, with_chain: bool) -> dict[str, Times]:
    """The least time of each thing measured; all of them take turns, so that a busy machine is so for all."""
    project, chain = folder / "project", folder / "chain"
    project.mkdir()
    chain.mkdir()
    witness = book.project(project, text)
    (chain / "measured.txt").write_text(text, encoding="utf-8")
    (chain / "plain.css").write_text(STYLE, encoding="utf-8")
    least: dict[str, Times] = {}

    def note(name: str, work: Callable[[], None]) -> None:
        began, used = time.perf_counter(), processor_seconds()
        work()
        taken = time.perf_counter() - began, processor_seconds() - used
        least[name] = min(taken, least.get(name, taken))

    for turn in range(rounds):
        if with_chain:
            for name, command in CHAIN.items():
                note(name, lambda command=command: run(command, chain))
        book.put(witness, text)
        for made in (project / ".octavo", project / "dist"):
            shutil.rmtree(made, ignore_errors=True)
        note(COLD, lambda: build(project))
        book.put(witness, book.one_word_changed(text, turn))
        note(CHANGED, lambda: build(project))
        note(NOTHING, lambda: build(project))
    return least


def processor_seconds() -> float:
    """What all finished child processes have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def build(project: Path) -> None:
    """What ./build runs once the machine is set up."""
    run(("doit",), project)


def run(command: tuple[str, ...], folder: Path) -> None:
    """Runs `command`; where it fails, ends with its words."""
    name, *rest = command
    done = subprocess.run([tool(name) or name, *rest], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


def tool(name: str) -> str | None:
    """Where the program `name` is: in the locked environment, or on the machine."""
    return shutil.which(name, path=ENVIRONMENT) or shutil.which(name)


# Telling ---------------------------------------------------------------------------------------------------


def table(times: dict[str, Times]) -> list[Row]:
    """The times as rows, ratios only where the whole chain was measured."""
    steps = [times[name] for name in CHAIN if name in times]
    total = sum(seconds for seconds, _ in steps) if len(steps) == len(CHAIN) else None
    rows = [Row(name, *times[name]) for name in CHAIN if name in times]
    if total:
        rows.append(Row(TOTAL, total, sum(used for _, used in steps), 1.0))
    for name, share in SHARE.items():
        ratio = times[name][0] / total if total else None
        rows.append(Row(name, *times[name], ratio, f"<= {share} of the chain", ratio <= share if ratio else None))
    seconds = times[NOTHING][0]
    rows.append(
        Row(NOTHING, *times[NOTHING], seconds / total if total else None, f"<= {AT_REST} s", seconds <= AT_REST)
    )
    return rows


def row_of(row: Row) -> dict[str, object]:
    return {name: getattr(row, name) for name in row.__struct_fields__}


def show(what: dict[str, object], rows: list[Row], missing: list[str]) -> None:
    print(f"{what['text']}, {what['words']:,} words, least of {what['rounds']} rounds, {os.cpu_count()} cores\n")
    print(f"{'':<26}{'seconds':>8}{'processor':>11}{'ratio':>7}  target")
    for row in rows:
        ratio = f"{row.ratio:.2f}" if row.ratio is not None else "-"
        verdict = {True: "met", False: "MISSED", None: "not measured" if row.target else ""}[row.met]
        print(f"{row.name:<26}{row.seconds:8.2f}{row.processor:11.2f}{ratio:>7}  {row.target:<22}{verdict}".rstrip())
    for name in missing:
        print(f"\n{name} is missing, so the chain was not measured and there is no ratio. Install it: {INSTALL[name]}")


if __name__ == "__main__":
    sys.exit(main())
