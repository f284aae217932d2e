"""The library's task graph: every book of content/ times every step of octavo.tasks.

doit list                          what can be made
doit                               make everything
doit epub:stalin-correspondence-1  make one file of one book
"""

import multiprocessing
import os
import signal
import sys
import time
from pathlib import Path

from octavo.progress import Reporter
from octavo.project import Project
from octavo.tasks import tasks

PROJECT = Project(Path(__file__).resolve().parent)
PROJECT.state.mkdir(exist_ok=True)
GRACE = 5
"""Seconds that the workers have to tidy up after an interrupt."""
INTERRUPTED = 130

DOIT_CONFIG = {
    "backend": "sqlite3",
    "dep_file": str(PROJECT.state / "doit.sqlite3"),
    "reporter": Reporter,
    "verbosity": 1,
    "continue": True,
    "num_process": os.cpu_count() or 1,
}


def interrupted(*_):
    """Ends a build that is told to stop, so that doit saves what was done."""
    raise KeyboardInterrupt


def last_words(kind, error, trace):
    """An interrupted build says so and ends, though a worker missed the signal or died with a queue's lock."""
    if issubclass(kind, KeyboardInterrupt):
        print("\nInterrupted; what was finished is kept.", file=sys.stderr)
        end = time.monotonic() + GRACE
        for worker in multiprocessing.active_children():
            worker.join(max(0, end - time.monotonic()))
            worker.kill()
        sys.stdout.flush()
        os._exit(INTERRUPTED)
    else:
        sys.__excepthook__(kind, error, trace)


signal.signal(signal.SIGTERM, interrupted)
sys.excepthook = last_words


def task_octavo():
    """Every file of every book"""
    yield from tasks(PROJECT)
