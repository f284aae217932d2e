"""Sets up what of Node the tests need, once, under .octavo/; says by name what cannot be had."""

from __future__ import annotations

import fcntl
import functools
import http.server
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
