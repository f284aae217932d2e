"""Page lines: paragraphs that only number the pages of the printed source."""

from datetime import date
from pathlib import Path

import pytest

from octavo.inlines import flat, leaves
from octavo.intake import Draft, new
from octavo.model import PageBreak
from octavo.walk import runs

DAY = date(2026, 11, 24)
TEXT = "<p>The tide came in over the quay before the lamps were lit, and the men went home.</p>"


def made(tmp_path: Path, body: str) -> Draft:
    page = f"<html><head><title>The Quay</title></head><body><h1>The Quay</h1>{body}</body></html>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    return new([str(tmp_path / "page.html")], tmp_path / "book", DAY)


def pages(draft: Draft) -> list[str]:
    found = (leaf for run in runs(draft.edition.book) for leaf in leaves(run.children))
    return [leaf.label for leaf in found if isinstance(leaf, PageBreak)]


@pytest.mark.parametrize("line", ["page {}", "[p. {}]", "Seite {}"])
def test_lines_that_number_pages_are_breaks_in_the_text_after_them(tmp_path, line):
    rows = "".join(f"<p>{line.format(n)}</p>{TEXT}" for n in (7, 8, 9))
    chapters = f"<h2>Chapter 1</h2>{TEXT}{rows}<p>{line.format(12)}</p><h2>Chapter 2</h2>{TEXT}"
    draft = made(tmp_path, chapters)
    assert pages(draft) == ["7", "8", "9", "12"]
    assert not [run for run in runs(draft.edition.book) if "8" in flat(run.children)]


@pytest.mark.parametrize("rows", [(7, 8), (9, 7, 8)])
def test_lines_that_do_not_count_upwards_are_text(tmp_path, rows):
    body = "".join(f"<p>page {n}</p>{TEXT}" for n in rows)
    draft = made(tmp_path, f"<h2>Chapter 1</h2>{TEXT}{body}<h2>Chapter 2</h2>{TEXT}")

    assert pages(draft) == []
