"""Running heads: lines that a machine read over the text of each page."""

from datetime import date
from itertools import cycle
from pathlib import Path

import pytest

from octavo.inlines import flat, leaves
from octavo.intake import Draft, new
from octavo.model import PageBreak
from octavo.walk import runs

DAY = date(2026, 12, 1)
PROSE = """The tide came in over the quay before the lamps were lit, and the men went home by
the road along the wall, which was longer, and was dry in every weather, and nobody
ever said why they did not come back by it"""
REST = """in the morning, when the tide was out and the quay stood dry, and the boats lay on
their sides in the mud."""


def made(tmp_path: Path, heads: list[str]) -> Draft:
    pages = "".join(f"{PROSE}\n\n{head}\n\n{REST}\n\n" for head in heads)
    text = f"The Three Roads\n\nby Ada Field\n\n\nCHAPTER I\n\n{REST}\n\n{pages}CHAPTER II\n\n{PROSE}.\n\n{REST}\n"
    (tmp_path / "roads.txt").write_text(text, encoding="utf-8")
    return new([str(tmp_path / "roads.txt")], tmp_path / "book", DAY)


def pages(draft: Draft) -> list[str]:
    found = (leaf for run in runs(draft.edition.book) for leaf in leaves(run.children))
    return [leaf.label for leaf in found if isinstance(leaf, PageBreak)]


@pytest.mark.parametrize("right", ["THE THREE ROADS   {}", "The Quay {}"])
def test_heads_that_come_again_over_pages_are_breaks_and_their_words_on_record(tmp_path, right):
    sides = cycle(["{}   THE THREE ROADS", right])
    heads = [side.format(number) for side, number in zip(sides, range(12, 19), strict=False)]
    draft = made(tmp_path, heads)
    assert pages(draft) == [str(number) for number in range(12, 19)]
    assert [mark.text for mark in draft.edition.apparatus.marks] == heads
    said = [flat(run.children) for run in runs(draft.edition.book)]
    assert not [text for text in said if "ROADS" in text or "Quay " in text]
    assert sum("why they did not come back by it in the morning" in " ".join(text.split()) for text in said) == 7


@pytest.mark.parametrize(
    "heads",
    [
        pytest.param([f"SONG {n}" for n in range(1, 9)], id="titles"),
        pytest.param([f"{n} JANUARY" for n in range(1, 9)], id="days"),
        pytest.param([f"{n} THE ROAD OF {name}" for n, name in enumerate("ABCDEF", 12)], id="words once each"),
        pytest.param(["12 THE ROADS", "THE ROADS 13", "14 THE ROADS"], id="few"),
        pytest.param(["12 THE ROADS", "THE ROADS 13", "11 THE ROADS", "THE ROADS 9", "8 THE ROADS"], id="downwards"),
    ],
)
def test_what_is_no_row_of_heads_stays(tmp_path, heads):
    draft = made(tmp_path, heads)
    assert not pages(draft)
    assert not draft.edition.apparatus.marks
