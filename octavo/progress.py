"""Progress: what is being made, and how long it took; one line a file, and clear last words."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

from doit.exceptions import BaseFail, UnmetDependency
from doit.reporter import ConsoleReporter
from doit.task import Stream

from octavo.checks.checker import Checker
from octavo.project import Project
from octavo.watch import Watch

LAST = "last"
"""The mark of a step that closes every build that made something, whatever was asked for and whatever failed."""
FAILED = 1
"""The exit status of a build in which a step failed."""
WIDTH = 80
"""Columns of a terminal that does not tell how many it has."""
CLEAR_LINE = "\r\x1b[K"
BEFORE_A_CHECK = frozenset(("edition", "print", "epub", "kindle"))
"""Steps in which EPUBCheck is asked, and those that take long before it is."""
CHECKED = frozenset(("epub", "kindle", "kepub", "catalogue"))
"""What someone may ask for that needs EPUBCheck."""


class Reporter(ConsoleReporter):  # type: ignore[misc]
    """On a terminal the running steps stand in one line that is renewed; elsewhere each is a plain line."""

    desc = "book, format and seconds"

    def __init__(self, outstream: Any, options: dict[str, Any]) -> None:
        super().__init__(outstream, options)
        self.began: dict[str, float] = {}
        self.made = False
        self.ended: set[str] = set()
        self.last: list[Any] = []
        self.live = outstream.isatty()
        self.checker: Checker | None = None

    def initialize(self, tasks: dict[str, Any], selected_tasks: list[str]) -> None:
        """What is asked for is known; nothing runs yet."""
        super().initialize(tasks, selected_tasks)
        self.last = [task for task in tasks.values() if (task.meta or {}).get(LAST)]
        Watch(self.began).start()
        if any(step_of(name) in CHECKED for name in selected_tasks):
            self.checker = Checker(Project(Path.cwd()).state)

    def execute_task(self, task: Any) -> None:
        """A step begins."""
        if self.checker and step_of(task.name) in BEFORE_A_CHECK:
            self.checker.begin()
        if task.actions:
            self.made = True
            self.began[task.name] = time.monotonic()
            self.show_running()

    def add_success(self, task: Any) -> None:
        """A step is done."""
        self.ended.add(task.name)
        if task.name in self.began:
            self.line(task.name, f"{time.monotonic() - self.began.pop(task.name):6.1f} s")

    def add_failure(self, task: Any, fail: BaseFail) -> None:
        """A step failed: its message is kept for the end. What only waited for it says nothing."""
        self.began.pop(task.name, None)
        if fail.report and not isinstance(fail, UnmetDependency):
            self.ended.add(task.name)
            self.failures.append({"task": task, "exception": fail})
            self.line(task.name, "failed")

    def skip_uptodate(self, task: Any) -> None:
        """A step with nothing to do says nothing."""
        self.ended.add(task.name)

    def complete_run(self) -> None:
        """The messages of what failed, last, where they are seen."""
        if self.checker:
            self.checker.end()
        closed = self.close()
        self.write(CLEAR_LINE if self.live else "")
        for failure in self.failures:
            sys.stderr.write(f"\n{failure['task'].name}: {message(failure['exception'])}\n")
        for text in self.runtime_errors:
            sys.stderr.write(f"\n{text}\n")
        if not closed and sys.exc_info()[0] is None:
            raise SystemExit(FAILED)

    def close(self) -> bool:
        """Takes the steps that close a build, where doit did not: it leaves out what waits for a failure.

        False where one failed: doit has settled the build's exit status before.
        """
        left = [task for task in self.last if self.made and task.name not in self.ended]
        failed = [(task, fail) for task in left if (fail := task.execute(Stream(0)))]
        self.failures += [{"task": task, "exception": fail} for task, fail in failed]
        return not failed

    def line(self, name: str, what: str) -> None:
        """One finished line, and the running ones below it."""
        book = name.partition(":")[2] or "all books"
        self.write(f"{CLEAR_LINE if self.live else ''}  {book:<40} {step_of(name):<10} {what}\n")
        self.show_running()

    def show_running(self) -> None:
        """The steps under way, on a terminal."""
        if self.live and self.began:
            width = os.get_terminal_size(self.outstream.fileno()).columns or WIDTH
            running = f"  making {', '.join(self.began)}"
            self.write(f"{CLEAR_LINE}{running[: width - 3]} …")
        self.outstream.flush()


def step_of(name: str) -> str:
    """The step of a task, as 'epub' of 'epub:emma'."""
    return name.partition(":")[0]


def message(fail: BaseFail) -> str:
    """A failure's own words; a traceback only for what Octavo did not foresee."""
    return str(fail.get_msg()).strip()
