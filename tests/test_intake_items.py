"""Items: lines of a plain text that are a list's, and all that only look like one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from octavo import model as m
from octavo.inlines import flat
from octavo.intake import Draft, new
from octavo.walk import block_runs, blocks

from .drafts import text

DAY = date(2026, 12, 1)
PROSE = """It was a long way down to the harbour, and the road that led there had been washed
out by the rain of the week before, so that nobody came up from it, and those who
had gone down did not return until the water had run off and the stones were laid
again."""
MORE = PROSE.replace("harbour", "mill").replace("stones", "boards")


def made(tmp_path: Path, lines: str, *, before: str = PROSE) -> Draft:
    chapters = f"CHAPTER I\n\n{before}\n\n{lines}\n\n{MORE}\n\nCHAPTER II\n\n{MORE}\n\n{PROSE}\n"
    (tmp_path / "keeper.txt").write_text(f"The Keeper\n\nby Ada Field\n\n\n{chapters}", encoding="utf-8")
    return new([str(tmp_path / "keeper.txt")], tmp_path / "book", DAY)


def lists(draft: Draft) -> list[m.List]:
    return [block for block in blocks(draft.edition.book) if isinstance(block, m.List)]


def items(found: m.List) -> list[str]:
    return [" / ".join(flat(run.children) for run in block_runs(item)) for item in found.items]


def labels(draft: Draft) -> list[tuple[int, str]]:
    return [(mark.position.line, mark.text) for mark in draft.edition.apparatus.marks if mark.rule == "list-label"]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param("1. Oil for the lamp\n2. Two wicks\n3. A dry cloth", id="lines"),
        pytest.param("   1. Oil for the lamp\n   2. Two wicks\n   3. A dry cloth", id="lines set in"),
        pytest.param("1.  Oil for the lamp\n2.  Two wicks\n3.  A dry cloth", id="wide labels"),
        pytest.param("1. Oil for\n   the lamp\n2. Two wicks\n3. A dry\n   cloth", id="hanging lines"),
        pytest.param("1. Oil for\n   the lamp\n\n2. Two wicks\n\n3. A dry\n   cloth", id="hanging paragraphs"),
        pytest.param(
            "  1. Oil for\n     the lamp\n\n  2. Two wicks\n\n  3. A dry\n     cloth", id="hanging and set in"
        ),
    ],
)
def test_numbers_that_count_on_are_a_list_and_its_labels_marks(tmp_path, lines):
    draft = made(tmp_path, lines)
    (found,) = lists(draft)
    assert (found.start, found.labelled) == (1, False)
    assert items(found) == ["Oil for the lamp", "Two wicks", "A dry cloth"]
    assert [label for _, label in labels(draft)] == ["1.", "2.", "3."]
    assert not draft.edition.apparatus.doubts


@pytest.mark.parametrize("sign", ["*", "-", "•", "–"])
def test_lines_under_one_sign_are_a_list_without_numbers(tmp_path, sign):
    draft = made(tmp_path, f"{sign} oil for the lamp\n{sign} two wicks\n{sign} a dry cloth,\n  or an old one")
    (found,) = lists(draft)
    assert (found.start, found.labelled) == (None, False)
    assert items(found) == ["oil for the lamp", "two wicks", "a dry cloth, or an old one"]
    assert [label for _, label in labels(draft)] == [sign] * 3
    assert not draft.edition.apparatus.doubts


def test_signed_lines_apart_are_a_list_and_no_notes(tmp_path):
    draft = made(tmp_path, "* oil for the lamp\n\n* two wicks\n\n* a dry cloth,\n  or an old one")
    (found,) = lists(draft)
    assert items(found) == ["oil for the lamp", "two wicks", "a dry cloth, or an old one"]
    assert not draft.edition.apparatus.doubts


@pytest.mark.parametrize(
    "signs",
    [("(a)", "(b)", "(c)"), ("a)", "b)", "c)"), ("i.", "ii.", "iii."), ("(1)", "(2)", "(3)"), ("A.", "B.", "C.")],
)
def test_labels_that_a_list_does_not_print_stand_in_the_text(tmp_path, signs):
    rows = list(zip(signs, ("oil for the lamp", "two wicks", "a dry cloth"), strict=True))
    draft = made(tmp_path, "\n".join(f"  {sign} {said}" for sign, said in rows))
    (found,) = lists(draft)
    assert (found.start, found.labelled) == (None, True)
    assert [" ".join(item.split()) for item in items(found)] == [f"{sign} {said}" for sign, said in rows]
    assert not labels(draft)


def test_marks_within_items_are_markup_and_keep_every_place(tmp_path):
    draft = made(tmp_path, "1. _Oil_ for the 'lamp'\n2. Two =wicks= of\n   _the_ 'best' kind\n3. A _dry_ 'cloth'")
    (found,) = lists(draft)
    assert items(found) == ["Oil for the ‘lamp’", "Two wicks of the ‘best’ kind", "A dry ‘cloth’"]


def test_what_leads_to_a_list_stands_over_it(tmp_path):
    draft = made(tmp_path, "For the night the keeper takes:\n1. oil for the lamp\n2. two wicks")
    (found,) = lists(draft)
    assert items(found) == ["oil for the lamp", "two wicks"]
    assert "For the night the keeper takes:\n" in text(draft)


def test_a_list_that_goes_on_after_a_paragraph_counts_on(tmp_path):
    draft = made(tmp_path, f"1. oil\n2. two wicks\n\n{MORE}\n\n3. a cloth\n4. a match")
    assert [found.start for found in lists(draft)] == [1, 3]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param("- Who is there?\n- Nobody.\n- Come up.", id="a dialogue"),
        pytest.param("- Who is there?\n\n- Nobody.\n\n- Come up.", id="a dialogue in paragraphs"),
        pytest.param(f"1. {PROSE}\n\n2. {MORE}\n\n3. {PROSE}", id="numbered prose"),
        pytest.param(
            "1. The lamp is out, the oil is run,\n   The shutters knock against the wall,\n"
            "   And all the ships that ever sailed\n\n2. They call us from the water now,\n   And call again,\n"
            "   And no one heard the bell",
            id="a song",
        ),
        pytest.param("1. The Lamp     12\n2. The Stair    14\n3. The Door     19", id="a table"),
        pytest.param("1848. The lamp was lit\n1849. The lamp went out", id="years"),
        pytest.param("2. oil for the lamp\n4. two wicks", id="numbers that do not count on"),
        pytest.param("1. oil for the lamp", id="one line"),
        pytest.param("* * *\n\n* * *", id="rows of stars"),
        pytest.param("A. Keeper\nB. Miller", id="initials"),
    ],
)
def test_what_only_looks_like_a_list_stays(tmp_path, lines):
    draft = made(tmp_path, lines)
    assert not lists(draft)
    assert not labels(draft)


def test_verses_that_make_up_a_chapter_stay(tmp_path):
    verses = "\n".join(
        f"{n}. And the lamp was lit in the evening, and it burned until the day was come." for n in (1, 2, 3)
    )
    place = tmp_path / "verses.txt"
    chapters = "\n\n".join(f"CHAPTER {n}\n\n{verses}" for n in ("I", "II", "III"))
    place.write_text(f"The Keeper\n\nby Ada Field\n\n\n{chapters}\n", encoding="utf-8")
    assert not lists(new([str(place)], tmp_path / "book", DAY))


def test_notes_that_nothing_links_stay(tmp_path):
    draft = made(tmp_path, "NOTES\n\n1. The second of the two.\n2. So the mill has it.\n3. Lost since.")
    assert not lists(draft)


def test_a_note_under_a_star_is_still_linked(tmp_path):
    draft = made(tmp_path, "* So the old people call it.", before=PROSE.replace("harbour,", "harbour,*"))
    assert len(draft.edition.book.notes) == 1
    assert not lists(draft)


def test_a_page_whose_list_has_labels_of_its_own_keeps_them(tmp_path):
    rows = "<ul class='labelled'><li>(a) oil for the lamp</li><li>(b) two wicks</li></ul>"
    chapters = "".join(f"<h2>Chapter {n}</h2><p>{PROSE}</p>{rows}<p>{MORE}</p>" for n in (1, 2))
    page = f"<html><head><title>The Keeper</title></head><body><h1>The Keeper</h1>{chapters}</body></html>"
    (tmp_path / "keeper.html").write_text(page, encoding="utf-8")
    assert [found.labelled for found in lists(new([str(tmp_path / "keeper.html")], tmp_path / "book", DAY))] == [
        True
    ] * 2
