"""The checker: one Java machine for a build, which ends with the build; a step does without where there is none."""

import subprocess
import sys

import pytest

from octavo.checks import checker
from octavo.checks.checker import PLACE, Checker, asked, practice
from octavo.checks.epub import check_epub, report_on

BEGIN = """
from pathlib import Path
from octavo.checks.checker import Checker
Checker(Path()).begin()
print("begun", flush=True)
input()
"""


@pytest.fixture
def begun(tmp_path, monkeypatch):
    """A checker that runs, in a folder whose name is short enough for a socket's."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(PLACE, "")
    running = Checker(tmp_path)
    running.begin()
    yield running
    running.end()


def test_the_checker_says_what_epubcheck_says(begun, tmp_path):
    good, bad = practice(tmp_path / "good.epub"), tmp_path / "bad.epub"
    bad.write_bytes(b"This is no archive.")
    for book in (good, bad):
        told, found = asked(book), report_on(book)
        assert told is not None and messages(told) == messages(found)
    assert [problem.code for problem in check_epub(bad)] != [problem.code for problem in check_epub(good)]


def messages(report):
    return [(row["ID"], row["severity"], row["message"]) for row in report["messages"]]


def test_one_checker_is_begun_however_often_it_is_asked_for(begun):
    process = begun.process
    begun.begin()
    assert begun.process is process


def test_what_begins_the_checker_takes_it_along_and_leaves_nothing(begun, tmp_path):
    process = begun.process
    begun.end()
    assert process.returncode == 0
    assert not list(tmp_path.glob("checker-*"))


def test_a_killed_build_leaves_no_checker_behind(tmp_path):
    command = [sys.executable, "-c", BEGIN]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=tmp_path, stdin=pipe, stdout=pipe, text=True) as build:
        assert build.stdout.readline() == "begun\n"
        build.kill()
        assert build.stdout.read() == ""  # ends when no process has it open any more, the checker neither


def test_without_a_checker_a_step_uses_a_machine_of_its_own(tmp_path, monkeypatch):
    book = practice(tmp_path / "book.epub")
    for place in ("", str(tmp_path / "nobody-listens")):
        monkeypatch.setenv(PLACE, place)
        assert asked(book) is None
        assert check_epub(book) == check_epub(book)


def test_a_checker_that_breaks_is_done_without(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(PLACE, "")
    broken = Checker(tmp_path)
    monkeypatch.setattr(checker.sys, "executable", "false")
    broken.begin()
    assert asked(practice(tmp_path / "book.epub")) is None
    broken.end()
