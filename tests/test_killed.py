"""A build some of whose processes are killed: it ends, says so, and leaves nothing half made."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from octavo.project import Project
from octavo.store import replaced

SOON = 20
"""Seconds within which a build whose worker was killed has to end on a busy machine."""
needs_proc = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="/proc tells a process's children")


def children(pid: int) -> list[int]:
    """The children of a process (proc(5), /proc/pid/task/tid/children)."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def begin(project: Project, *arguments: str) -> subprocess.Popen[str]:
    """A build under way."""
    environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(project.root)}
    command = [sys.executable, "-m", "doit", *arguments]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, cwd=project.root, env=environment, start_new_session=True, **pipes)


def workers(build: subprocess.Popen[str]) -> list[int]:
    """The workers of a build, once it has any."""
    end = time.monotonic() + SOON
    while time.monotonic() < end and build.poll() is None:
        if found := children(build.pid):
            return found
        time.sleep(0.02)
    raise AssertionError("the build started no worker")


@needs_proc
@pytest.mark.parametrize("count", ["1", "2"])
def test_a_killed_worker_ends_the_build_with_one_message(project, add_book, count):
    add_book()
    build = begin(project, "-n", count, "edition", "apparatus")
    killed = workers(build)[0]
    os.kill(killed, signal.SIGSTOP)  # or it may be done before it is killed
    time.sleep(0.3)
    os.kill(killed, signal.SIGKILL)
    try:
        _, told = build.communicate(timeout=SOON)
    except subprocess.TimeoutExpired:
        os.killpg(build.pid, signal.SIGKILL)
        build.communicate()
        raise
    assert build.returncode == 130
    assert told.count("was killed (SIGKILL)") == 1 and "run ./build again" in told
    assert "Traceback" not in told
    assert not children_left(build.pid)


def children_left(group: int) -> list[str]:
    """The processes of a process group that still run."""
    rows = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            rows.append(path.read_text(errors="replace").rpartition(")")[2].split())
    return [row[0] for row in rows if int(row[2]) == group and row[0] != "Z"]


def test_what_a_killed_process_left_is_removed_by_the_next(tmp_path):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    stale = [tmp_path / f".book.kindle.{gone.pid}.epub", tmp_path / f".other.{gone.pid}.epub"]
    alive = tmp_path / f".book.kindle.{os.getppid()}.epub"
    other = tmp_path / ".book.kindle.notes.epub"
    for path in (*stale, alive, other):
        path.write_text("half")
    with replaced(tmp_path / "book.kindle.epub") as temporary:
        temporary.write_text("whole")
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == sorted([alive.name, other.name, stale[1].name, "book.kindle.epub"])
