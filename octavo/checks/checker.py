"""Checker: one Java machine for all the EPUBs of a build, started while their text is being set.

The build's first process begins it, the steps ask it, and it ends when that process does, however it ends. Where
there is none, or it broke, a step checks with a machine of its own: slower, with the same result.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from octavo.problem import OctavoError

PLACE = "OCTAVO_CHECKER"
"""The environment variable that tells the steps where the checker listens."""
PATIENCE = 600
"""Seconds after which a checker that does not answer counts as broken."""
FULL_NAME = 100
"""The bytes of the longest name a socket may have (unix(7): 108, macOS 104)."""


class Checker:
    """The checker of a build, in the process that begins it."""

    def __init__(self, folder: Path) -> None:
        self.address = os.path.relpath(folder / f"checker-{os.getpid()}")
        self.process: subprocess.Popen[bytes] | None = None
        os.environ[PLACE] = self.address

    def begin(self) -> None:
        """Starts the checker, unless it was; where the system allows none, the steps do without."""
        if self.process or len(self.address) > FULL_NAME:
            return
        with suppress(OSError), socket.socket(socket.AF_UNIX) as listener:
            listener.bind(self.address)
            listener.listen()
            command = [sys.executable, "-m", __name__, str(listener.fileno())]
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, pass_fds=[listener.fileno()], start_new_session=True
            )

    def end(self) -> None:
        """Ends the checker, if it was started."""
        if self.process and self.process.stdin:
            self.process.stdin.close()
            self.process.wait()
        Path(self.address).unlink(missing_ok=True)


def asked(epub: Path) -> dict[str, Any] | None:
    """The report of the build's checker on `epub`, or None where there is no checker, or it broke."""
    if address := os.environ.get(PLACE):
        with suppress(OSError), socket.socket(socket.AF_UNIX) as question:
            question.settimeout(PATIENCE)
            question.connect(address)
            question.sendall(f"{epub}\n".encode())
            if answer := question.makefile("rb").read():
                found: dict[str, Any] = json.loads(answer)
                return found
    return None


# In the checker's own process ------------------------------------------------------------------------------


def serve(listener: socket.socket) -> None:
    """Answers with the report on each EPUB it is asked about, one after the other."""
    from octavo.checks.epub import report_on  # noqa: PLC0415 - its Java is not for the process that begins this one

    with tempfile.TemporaryDirectory() as folder:
        report_on(practice(Path(folder) / "practice.epub"))
    while True:
        question, _ = listener.accept()
        with question, question.makefile("r", encoding="utf-8") as lines:
            report = report_on(Path(lines.readline().rstrip("\n")))
            with suppress(OSError):
                question.sendall(json.dumps(report).encode())


def practice(path: Path) -> Path:
    """A small EPUB at `path`: checking it compiles EPUBCheck's schemas, which takes longer than a book."""
    from ebooklib import epub  # noqa: PLC0415

    book = epub.EpubBook()
    page = epub.EpubHtml(title="Practice", file_name="practice.xhtml", content="<p>Practice</p>")
    style = epub.EpubItem("style", "practice.css", "text/css", b"p { margin: 0 }")
    for item in (page, style, epub.EpubNcx(), epub.EpubNav()):
        book.add_item(item)
    book.toc, book.spine = (page,), ["nav", page]
    epub.write_epub(path, book)
    return path


def end_with_the_build() -> None:
    """Ends this process when the one that began it closes its pipe, or is gone."""
    sys.stdin.buffer.read()
    os._exit(0)


if __name__ == "__main__":
    threading.Thread(target=end_with_the_build, daemon=True).start()
    with suppress(OctavoError):  # the step that asks meets the same, and tells it
        serve(socket.socket(fileno=int(sys.argv[1])))
