"""The `octavo` command: its sub-commands, their help, and one clear message for what goes wrong."""

from __future__ import annotations

import argparse
import io
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from octavo import __version__
from octavo.intake import add_new
from octavo.problem import OctavoError

INTERRUPTED = 130
"""What a shell gives back for a command that was interrupted: 128 and the number of SIGINT."""
EXAMPLES = """examples:
  octavo outline content/stalin-correspondence-1          the parts of a book
  octavo outline content/stalin-correspondence-1 --json   the same for a program
  octavo lint content/stalin-correspondence-1             what its editor should look at
  octavo verify content/stalin-correspondence-1           its outputs against its witness, word for word
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one sub-command; returns the exit status: 0, or 1 after one message on standard error."""
    options = parser().parse_args(arguments)
    try:
        status: int = options.command(options)
    except OctavoError as error:
        print(f"octavo: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        told = (str(error.filename or ""), error.strerror or str(error))
        print(f"octavo: {': '.join(filter(None, told))}", file=sys.stderr)
        return 1
    except MemoryError:
        print("octavo: there is not enough memory for this text; divide it", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("octavo: interrupted", file=sys.stderr)
        return INTERRUPTED
    return status


def run() -> int:
    """The command as a shell calls it: told to stop, it tidies up; a name that cannot be printed is spelled out."""
    for ending in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, ending):
            signal.signal(getattr(signal, ending), interrupted)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    return main()


def interrupted(*_: object) -> None:
    """Ends what runs as Ctrl-C does."""
    raise KeyboardInterrupt


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(
        prog="octavo",
        description="Turns public-domain texts into books. `./build` makes them all; this looks into one.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"Octavo {__version__}")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    add_outline(commands)
    add_verify(commands)
    add_new(commands)
    add_lint(commands)
    return top


def add_outline(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """`octavo outline`."""
    command = commands.add_parser(
        "outline",
        help="print a book's parts: matter, role, number, title, words, notes",
        description="Prints the parts Octavo finds in a book, as they will be printed.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("path", type=Path, metavar="PATH", help="a book's folder, such as content/SLUG")
    command.add_argument("--json", action="store_true", help="print JSON instead of a table")
    command.set_defaults(command=print_outline)


def print_outline(options: argparse.Namespace) -> int:
    """Prints the outline of the book at the path."""
    import msgspec  # noqa: PLC0415 - heavy imports stay out of --help

    from octavo.build import load, make  # noqa: PLC0415
    from octavo.outline import outline, rows  # noqa: PLC0415

    parts = outline(make(load(options.path)).book)
    if options.json:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(parts)).decode() + "\n")
    else:
        print("\n".join(rows(parts)))
    return 0


def add_lint(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """`octavo lint`."""
    command = commands.add_parser(
        "lint",
        help="show what an editor and the shops should look at",
        description="Reads a book's text and, where they are built, its ebooks; changes nothing. What stands is let "
        "stand by [[suppress]] in book.toml, with code, match and reason.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("path", type=Path, metavar="PATH", help="a book's folder, such as content/SLUG")
    command.add_argument("--json", action="store_true", help="print JSON, a list of problems")
    command.set_defaults(command=print_findings)


def print_findings(options: argparse.Namespace) -> int:
    """Prints what `octavo lint` finds."""
    from octavo.lint.command import run  # noqa: PLC0415

    return run(options.path, json=options.json)


def add_verify(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """`octavo verify`."""
    command = commands.add_parser(
        "verify",
        help="compare a book's outputs word for word with its witness",
        description="Takes the words out of the finished EPUBs and PDFs and compares them with the witness, the "
        "apparatus applied; runs EPUBCheck. The build does the same before it keeps an output.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("path", type=Path, metavar="PATH", help="a book's folder, such as content/SLUG")
    command.set_defaults(command=print_verdicts)


def print_verdicts(options: argparse.Namespace) -> int:
    """Prints what agrees and what does not; status 1 where anything does not."""
    from octavo.project import Project  # noqa: PLC0415
    from octavo.verify import verify  # noqa: PLC0415

    folder = options.path.resolve()
    verdicts = list(verify(folder, Project(folder.parent.parent)))
    for name, verdict in verdicts:
        print(f"{name:<44} {verdict}")
    return 0 if all(verdict == "agrees" for _, verdict in verdicts) else 1


if __name__ == "__main__":
    sys.exit(run())
