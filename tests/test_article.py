"""Articles: a short text under a title, parted by crossheads, is one chapter; a book of chapters stays one."""

from datetime import date
from pathlib import Path

import pytest

from octavo.intake import Draft, new

from .drafts import outline

DAY = date(2026, 12, 1)
TEXT = "The tide came in over the quay before the lamps were lit, and the men went home along the wall. " * 4


def made(tmp_path: Path, head: str, level: int = 4, length: int = 2, opening: str = f"<p>{TEXT}</p>") -> Draft:
    heads = "".join(f"<h{level}>{head} {name}</h{level}>{f'<p>{TEXT}</p>' * length}" for name in ("Wages", "Corn"))
    page = f'<html lang="en"><head><title>The Quay</title></head><body><h1>The Quay</h1>{opening}{heads}</body></html>'
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    return new([str(tmp_path / "page.html")], tmp_path / "book", DAY)


def test_crossheads_of_an_article_stand_in_its_one_chapter(tmp_path):
    assert outline(made(tmp_path, "On")) == ["chapter: The Quay", "  subchapter: On Wages", "  subchapter: On Corn"]


@pytest.mark.parametrize(
    ("given", "chapters"),
    [
        ({"level": 2}, ["On Wages", "On Corn"]),
        ({"length": 20}, ["On Wages", "On Corn"]),
        ({"opening": ""}, ["On Wages", "On Corn"]),
        ({"head": "1."}, ["1. Wages", "1. Corn"]),
    ],
)
def test_high_or_numbered_headings_and_long_parts_are_chapters(tmp_path, given, chapters):
    found = outline(made(tmp_path, **{"head": "On", **given}))
    assert [row for row in found if row.startswith("chapter")] == [f"chapter: {name}" for name in chapters]
