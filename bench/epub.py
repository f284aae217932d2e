"""How long an EPUB of 105,000 words takes from its edition, its own checks made, EPUBCheck told apart.

Processor time, but for EPUBCheck, which is told by the clock; its Java machine begins with a page of practice, as a
build's does.

uv run python bench/epub.py [profile]
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec.structs import replace

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from octavo import model as m  # noqa: E402
from octavo import press  # noqa: E402
from octavo.checks.checker import practice  # noqa: E402
from octavo.checks.epub import check_epub  # noqa: E402
from octavo.checks.fidelity import check_epub_text  # noqa: E402
from octavo.edition import Edition  # noqa: E402
from octavo.formats.epub import PROFILES, Made, write_epub  # noqa: E402
from tests.specimen import book as specimen  # noqa: E402
from tests.specimen.shelf import library, shelved  # noqa: E402

WORDS, CHAPTERS, PARAGRAPH = 105_000, 40, 80


def long_edition() -> Edition:
    """A novel of WORDS words, in CHAPTERS chapters."""
    stock = specimen.WEATHER.split()
    paragraphs = WORDS // CHAPTERS // PARAGRAPH
    chapters = tuple(
        specimen.section(
            m.Role.CHAPTER,
            number,
            f"Chapter {number}",
            *(
                specimen.p(" ".join(stock[(number * place + at) % len(stock)] for at in range(PARAGRAPH)))
                for place in range(paragraphs)
            ),
        )
        for number in range(1, CHAPTERS + 1)
    )
    return replace(specimen.EDITION, book=replace(specimen.BOOK, front=(), body=chapters, back=(), notes=()))


@contextmanager
def timed(what: str) -> Iterator[None]:
    begin = time.process_time()
    yield
    print(f"{what:34} {time.process_time() - begin:6.2f} s")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = library(Path(folder))
        edition = shelved(long_edition(), project)
        with timed("cover"):
            press.make_cover(project, "specimen")
        with timed("print"):
            press.make_print(project, "specimen")
        layout = press.laid_out(project, "specimen")
        around = press.pages_around(edition, project)
        made = Made(project.output("specimen", press.COVER).read_bytes(), layout.starts)
        print(f"{layout.pages} pages")
        check_epub(practice(Path(folder) / "practice.epub"))
        for name in sys.argv[1:] or PROFILES:
            target = Path(folder) / f"{name}.epub"
            begin = time.process_time()
            with timed(f"{name}: written"):
                write_epub(edition, PROFILES[name], made, project, target)
            with timed(f"{name}: words verified"):
                check_epub_text(target.read_bytes(), edition, around)
            with timed(f"{name}: pages compared with print"):
                assert not press.unlike_print(target, edition, layout, around)
            print(f"{name + ': all but EPUBCheck':34} {time.process_time() - begin:6.2f} s")
            begin = time.perf_counter()
            assert not check_epub(target)
            print(f"{name + ': EPUBCheck':34} {time.perf_counter() - begin:6.2f} s")


if __name__ == "__main__":
    main()
