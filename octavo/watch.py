"""Watch: a build's workers in, its end when one of them is killed; else the others would wait for it for ever."""

from __future__ import annotations

import multiprocessing
import signal
import sys
import time
from collections.abc import Collection
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from threading import Thread, main_thread

PAUSE = 0.1
"""Seconds after which the watch looks for new workers."""
TOLD = (-signal.SIGTERM, -signal.SIGINT)
"""How a worker ends that is told to stop: the build knows of it then."""


class Watch(Thread):
    """Ends the build when one of its workers is killed; `running` are the names of the steps under way."""

    def __init__(self, running: Collection[str]) -> None:
        super().__init__(daemon=True)
        self.running = running

    def run(self) -> None:
        """Waits for a worker to be killed, tells it, and has the build end as if it were told to stop."""
        known: set[BaseProcess] = set()
        while True:
            known |= set(multiprocessing.active_children())
            if killed := next((worker for worker in known if worker.exitcode not in (None, 0, *TOLD)), None):
                sys.stderr.write(f"\n{told(killed.exitcode or 0, self.running)}\n")
                signal.pthread_kill(main_thread().ident or 0, signal.SIGTERM)
                return
            alive = [worker.sentinel for worker in known if worker.is_alive()]
            if alive:
                wait(alive, PAUSE)
            else:
                time.sleep(PAUSE)


def told(exit_code: int, running: Collection[str]) -> str:
    """What is said of a worker that ended with `exit_code`, below 0 the signal's number."""
    how = f"was killed ({signal.Signals(-exit_code).name})" if exit_code < 0 else f"ended with status {exit_code}"
    return (
        f"A process of the build {how} while it made {' and '.join(running) or 'a file'}. Where nobody did so, the "
        "memory was short: run ./build again, or ./build -n 1, which needs less"
    )
