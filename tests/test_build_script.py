"""The script ./build: what it says and does on a bare machine, at the first run, and at every later one.

Each test runs the real script in a folder of its own, beside a project without dependencies, so that the real
set-up (uv, .venv, stamp) takes no network and no second. The whole of it is proved by tests/bare-machine.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import doit
import pytest

REPOSITORY = Path(__file__).parent.parent
NOBODY = 65534
LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
# In the order of the table.
BUILD_PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 python3 python3-venv ca-certificates"
MINBASE_TOOLS = ("cat", "cksum", "grep", "id", "mkdir", "rm", "sh", "sleep", "tail", "tr", "uname")

PYPROJECT = """\
[project]
name = "leaf"
version = "0"
requires-python = ">=3.11"
"""
LOCK = """\
version = 1
requires-python = ">=3.11"

[[package]]
name = "leaf"
version = "0"
source = { virtual = "." }
"""
DODO = """\
def task_leaf():
    return {"actions": [lambda: print("“leaf” – é")], "verbosity": 2}
"""


@dataclass(frozen=True)
class Checkout:
    """A folder with the script in it, and the machine it believes to be on."""

    folder: Path
    root: Path
    path: str

    def environment(self, **changes: str) -> dict[str, str]:
        home = self.folder.parent / "home"
        base = {"PATH": self.path, "HOME": str(home), "LC_ALL": "C", "OCTAVO_SYSTEM_ROOT": str(self.root)}
        python = Path(sys.base_prefix, "bin", f"python3.{sys.version_info.minor}")
        return base | {"PYTHONUTF8": "0", "UV_OFFLINE": "1", "UV_PYTHON": str(python)} | changes

    def start(self, *words: str, **changes: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [self.folder / "build", *words],
            cwd="/",
            env=self.environment(**changes),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            **({"user": NOBODY, "group": NOBODY, "extra_groups": []} if self.is_for_nobody else {}),
        )

    def run(self, *words: str, **changes: str) -> subprocess.CompletedProcess[str]:
        process = self.start(*words, **changes)
        try:
            output, errors = process.communicate(timeout=60)
        finally:
            process.kill()
        return subprocess.CompletedProcess(words, process.returncode, output, errors)

    @property
    def is_for_nobody(self) -> bool:
        return os.geteuid() == 0 and self.folder.stat().st_uid == NOBODY

    def stamps(self) -> list[str]:
        return sorted(stamp.name for stamp in self.folder.glob(".octavo/setup-*"))


@pytest.fixture
def ground() -> Iterator[Path]:
    """A folder that any user may enter, unlike pytest's own, and whose name has a space."""
    folder = Path(tempfile.mkdtemp(prefix="octavo test "))
    folder.chmod(0o755)
    (folder / "home").mkdir()
    yield folder
    shutil.rmtree(folder)


def lay_out(ground: Path) -> Path:
    folder = ground / "my books"
    folder.mkdir()
    for name in ("build", "system-packages.txt"):
        shutil.copy(REPOSITORY / name, folder)
    for name, text in (("pyproject.toml", PYPROJECT), ("uv.lock", LOCK), ("dodo.py", DODO)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def bare(ground: Path) -> Checkout:
    """A machine with the tools of Debian's minbase and nothing else, and a user who is not root."""
    tools = ground / "bin"
    tools.mkdir()
    for name in (*MINBASE_TOOLS, "apt-get"):
        if found := shutil.which(name):
            (tools / name).symlink_to(found)
    (ground / "root").mkdir()
    folder = lay_out(ground)
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)
    return Checkout(folder, ground / "root", str(tools))


@pytest.fixture
def ready(ground: Path) -> Checkout:
    """A machine that has the system's packages and uv."""
    libraries = ground / "root/usr/lib"
    libraries.mkdir(parents=True)
    for name in LIBRARIES:
        (libraries / name).touch()
    certificates = ground / "root/etc/ssl"
    certificates.mkdir(parents=True)
    (certificates / "cert.pem").touch()
    ours = sorted(REPOSITORY.glob(".octavo/uv-*/bin"))
    path = os.pathsep.join([*map(str, ours), os.environ["PATH"]])
    return Checkout(lay_out(ground), ground / "root", path)


@pytest.fixture
def settled(ready: Checkout) -> Checkout:
    """A folder whose set-up has been done; doit, which its lock does not hold, is lent to it."""
    first = ready.run("list")
    assert "octavo: installing the Python packages" in first.stderr
    assert len(ready.stamps()) == 1, first.stderr
    (site,) = ready.folder.glob(".venv/lib/python3*/site-packages")
    (site / "lent.pth").write_text(str(Path(doit.__file__).parent.parent), encoding="utf-8")
    return ready


needs_apt = pytest.mark.skipif(not shutil.which("apt-get"), reason="no apt-get on this machine")


@pytest.mark.parametrize("script", ["build", "tests/bare-machine"])
@pytest.mark.parametrize("shell", [["dash"], ["busybox", "ash"], ["sh"]], ids=" ".join)
def test_script_is_read_by_every_posix_shell(script: str, shell: list[str]) -> None:
    if not shutil.which(shell[0]):
        pytest.skip(f"no {shell[0]} here")
    subprocess.run([*shell, "-n", REPOSITORY / script], check=True)


def test_table_has_five_columns() -> None:
    rows = (REPOSITORY / "system-packages.txt").read_text(encoding="utf-8").splitlines()
    rows = [row.split(maxsplit=4) for row in rows if row and not row.startswith("#")]
    assert rows
    for wanted, by, _, _, why in rows:
        assert wanted.partition(":")[0] in {"library", "file", "command", "python"}
        assert by in {"build", "test"}
        assert why


@needs_apt
def test_bare_machine_without_root_prints_the_line(bare: Checkout) -> None:
    result = bare.run()
    assert result.returncode == 1
    assert result.stderr.splitlines()[-2:] == [
        "Run this line as root, then ./build again:",
        f"  apt-get update && apt-get install -y --no-install-recommends {BUILD_PACKAGES}",
    ]
    assert "  libpango-1.0.so.0: sets the lines of the PDFs\n" in result.stderr
    assert not bare.stamps()
    assert not (bare.folder / ".octavo/lock").exists()


@needs_apt
def test_tests_ask_for_their_own_packages_too(bare: Checkout) -> None:
    rows = (row.split() for row in (REPOSITORY / "system-packages.txt").read_text(encoding="utf-8").splitlines())
    needed = [row[2] for row in rows if row and not row[0].startswith("#") and row[1] == "test"]
    assert "poppler-utils" in needed
    assert bare.run("test").stderr.endswith(f" {BUILD_PACKAGES} {' '.join(needed)}\n")


@needs_apt
def test_sudo_that_wants_a_password_is_left_to_the_reader(bare: Checkout) -> None:
    sudo = Path(bare.path, "sudo")
    sudo.write_text('#!/bin/sh\n[ "$1" = -n ] && exit 1\ntouch "$0.used"\n', encoding="ascii")
    sudo.chmod(0o755)
    result = bare.run()
    assert result.returncode == 1
    line = f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {BUILD_PACKAGES}"
    assert result.stderr.endswith(f"\nRun this line, then ./build again:\n  {line}\n")
    assert not Path(bare.path, "sudo.used").exists()


def test_machine_without_apt_is_told_what_to_look_for(bare: Checkout) -> None:
    Path(bare.path, "apt-get").unlink(missing_ok=True)
    result = bare.run()
    assert result.returncode == 1
    assert "It has no apt-get." in result.stderr
    assert result.stderr.endswith(f"are: {BUILD_PACKAGES}\n")


def test_mac_without_homebrew_is_told_to_install_it(bare: Checkout) -> None:
    (bare.root / "System/Library/CoreServices").mkdir(parents=True)
    result = bare.run()
    assert result.returncode == 1
    assert result.stderr.endswith("Install Homebrew, then run ./build again; it will fetch pango harfbuzz uv.\n")


def test_mac_with_homebrew_libraries_lacks_nothing(ready: Checkout) -> None:
    (ready.root / "System/Library/CoreServices").mkdir(parents=True)
    libraries = ready.root / "opt/homebrew/lib"
    libraries.mkdir(parents=True)
    for name in LIBRARIES:
        (libraries / f"{name.removesuffix('.so.0')}.0.dylib").touch()
    result = ready.run("list")
    assert "lacks" not in result.stderr
    assert len(ready.stamps()) == 1, result.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="takes root to make a folder that is another's")
def test_folder_that_may_not_be_written_is_named(bare: Checkout) -> None:
    octavo = bare.folder / ".octavo"
    octavo.mkdir()
    result = bare.run()
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith(f"octavo: cannot write in {octavo}: ")


def test_help_sets_nothing_up(bare: Checkout) -> None:
    result = bare.run("help")
    assert (result.returncode, result.stderr) == (0, "")
    assert "./build test" in result.stdout
    assert not (bare.folder / ".octavo").exists()


def test_later_runs_do_no_set_up(settled: Checkout, ground: Path) -> None:
    tools = ground / "few"
    tools.mkdir()
    for name in ("sh", "cksum"):
        (tools / name).symlink_to(str(shutil.which(name)))
    empty = ground / "empty"
    empty.mkdir()
    result = settled.run(PATH=str(tools), OCTAVO_SYSTEM_ROOT=str(empty))
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == ".  leaf\n“leaf” – é\n"


def test_unknown_target_is_named_without_traceback(settled: Checkout) -> None:
    result = settled.run("nonesuch")
    assert result.returncode not in {0, 1}
    assert '"nonesuch"' in result.stderr
    assert '"build list"' in result.stderr
    assert "Traceback" not in result.stderr


def test_options_go_to_doit(settled: Checkout) -> None:
    assert settled.run("-n", "2", "leaf").returncode == 0


def test_changed_project_is_set_up_again(settled: Checkout) -> None:
    before = settled.stamps()
    with (settled.folder / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    result = settled.run("list")
    assert (result.returncode, result.stderr) == (0, "octavo: bringing the Python packages up to date\n")
    assert len(settled.stamps()) == 1
    assert settled.stamps() != before


def test_lock_that_does_not_fit_leaves_no_stamp(settled: Checkout) -> None:
    project = PYPROJECT + 'dependencies = ["sextodecimo"]\n'
    (settled.folder / "pyproject.toml").write_text(project, encoding="utf-8")
    result = settled.run("list")
    assert result.returncode == 1
    assert "octavo: uv could not make the environment" in result.stderr
    assert not settled.stamps()


def test_environment_without_python_is_made_anew(settled: Checkout) -> None:
    (settled.folder / ".venv/bin/python").unlink()
    assert ".venv is broken" in settled.run("list").stderr
    assert (settled.folder / ".venv/bin/python").exists()


def test_moved_folder_is_set_up_anew(settled: Checkout, ground: Path) -> None:
    moved = Checkout(settled.folder.rename(ground / "moved"), settled.root, settled.path)
    assert "made in another folder" in moved.run("list").stderr
    assert str(moved.folder) in (moved.folder / ".venv/bin/activate").read_text(encoding="utf-8")


def test_home_that_may_not_be_used_is_not_needed(ready: Checkout) -> None:
    ready.run("list", HOME="/nonexistent")
    assert len(ready.stamps()) == 1
    assert (ready.folder / ".octavo/cache").is_dir()


def test_lock_of_a_dead_build_is_broken(ready: Checkout) -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    take_lock(ready, gone.pid)
    ready.run("list")
    assert len(ready.stamps()) == 1
    assert not (ready.folder / ".octavo/lock").exists()


def test_second_build_waits_for_the_first(ready: Checkout) -> None:
    lock = take_lock(ready, os.getpid())
    first_is_done = threading.Timer(0.5, shutil.rmtree, [lock])
    first_is_done.start()
    result = ready.run("list")
    first_is_done.join()
    assert f"octavo: another build (process {os.getpid()}) is setting up this folder" in result.stderr
    assert len(ready.stamps()) == 1


def test_interrupted_set_up_leaves_no_stamp(ready: Checkout, ground: Path) -> None:
    slow = ground / "slow"
    slow.mkdir()
    (slow / "uv").write_text(
        f'#!/bin/sh\n[ "$1" = sync ] && touch "{ground}/reached" && sleep 1\n'
        f'exec "{shutil.which("uv", path=ready.path)}" "$@"\n',
        encoding="utf-8",
    )
    (slow / "uv").chmod(0o755)
    process = ready.start("list", PATH=f"{slow}{os.pathsep}{ready.path}")
    while not (ground / "reached").exists():
        assert process.poll() is None
        time.sleep(0.02)
    process.terminate()
    process.communicate(timeout=60)
    assert process.returncode == 143
    assert not ready.stamps()
    assert not (ready.folder / ".octavo/lock").exists()


def take_lock(checkout: Checkout, owner: int) -> Path:
    lock = checkout.folder / ".octavo/lock"
    lock.mkdir(parents=True)
    (lock / "owner").write_text(f"{owner}\n", encoding="ascii")
    return lock
