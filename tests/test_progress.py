"""The progress shown on a real terminal, a pseudo-terminal of a known width."""

import fcntl
import os
import pty
import select
import struct
import termios

from doit.task import Task

from octavo.progress import CLEAR_LINE, Reporter

WIDTH = 40
PATIENCE = 5
"""Seconds after which nothing more is awaited from the terminal."""


def test_the_running_steps_stay_in_one_line():
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, WIDTH, 0, 0))
    with os.fdopen(slave, "w", encoding="utf-8") as terminal:
        reporter = Reporter(terminal, {})
        for step in ("print", "cover", "epub"):
            reporter.execute_task(Task(f"{step}:correspondence-between-the-chairman-and-the-presidents", ["true"]))
        terminal.flush()
        shown = b""
        while shown.count("…".encode()) < 3 and select.select([master], [], [], PATIENCE)[0]:
            shown += os.read(master, 10_000)
    os.close(master)
    lines = [line for line in shown.decode("utf-8").split(CLEAR_LINE) if line]
    assert len(lines) == 3 and lines[0].startswith("  making print:corr")
    assert all(len(line) < WIDTH and line.endswith("…") for line in lines)
