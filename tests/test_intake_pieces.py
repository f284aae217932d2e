"""Pieces: titles without numbers, under some of which something counts; each is a chapter with what counts in it."""

from datetime import date

import pytest

from octavo.intake import new

from .drafts import outline, text

DAY = date(2026, 11, 24)
PROSE = (
    "<p>It was a long sentence about nothing that anybody in the harbour would remember when the lamps were lit.</p>"
)
VERSE = "<div class='poem'><p>The wind is up<br>and nobody comes<br>to the ford.</p></div>"
BY = 'BY MARY MOOR, Author of "The Weir."'
PAGES = {
    "a periodical, one of whose tales begins with its first chapter": (
        f"<h2>The Mill.<br>{BY}</h2>"
        "<div class='figcenter'><img src='a.png' alt=''><p class='caption'>The old mill.</p></div>"
        f"<h3>CHAPTER I.<br>The Road</h3><p><img src='m.png' alt='M'>erle came late.</p>{PROSE}"
        f"<h2>Of Organs.</h2>{PROSE}<h2>Varieties.</h2><h3>A Puzzle.</h3>{PROSE}<h2>Answers.</h2>{PROSE}",
        ["The Mill.", "  CHAPTER I.", "Of Organs.", "Varieties.", "  A Puzzle.", "Answers."],
    ),
    "poems, some of them in books": (
        f"<h2>The Giver</h2>{VERSE}<h2>Short Poems</h2><h3>BOOK I</h3><h4>1</h4>{VERSE}<h4>2</h4>{VERSE}"
        f"<h3>BOOK II</h3><h4>1</h4>{VERSE}<h2>New Poems</h2><h4>1</h4>{VERSE}",
        ["The Giver", "Short Poems", "  BOOK I", "    1", "    2", "  BOOK II", "    1", "New Poems", "  1"],
    ),
    "sections with the sign of a paragraph": (
        f"<h2>First Series.</h2>{PROSE}<h3>\u00a7 1. Of Currents.</h3>{PROSE}<h3>\u00a7 2. Of Iron.</h3>{PROSE}"
        f"<h2>Second Series.</h2><h3>\u00a7 3. Of the Earth.</h3>{PROSE}",
        ["First Series.", "  \u00a7 1.", "  \u00a7 2.", "Second Series.", "  \u00a7 3."],
    ),
}


@pytest.mark.parametrize(("page", "lines"), PAGES.values(), ids=PAGES)
def test_what_counts_under_a_piece_is_part_of_it(tmp_path, page, lines):
    head = "<html lang='en'><head><title>The Harbour, by Jane Roe</title></head><body><h1>The Harbour</h1>"
    (tmp_path / "p.html").write_text(f"{head}{page}", encoding="utf-8")
    draft = new([str(tmp_path / "p.html")], tmp_path / "book", DAY)
    found = [line.replace("subchapter: ", "").replace("chapter: ", "") for line in outline(draft)]
    assert all(line.startswith(said) for line, said in zip(found, lines, strict=True))
    assert all(line[0] == " " or line.startswith("chapter") for line in outline(draft))


def test_chapters_that_most_titles_stand_over_stay_chapters(tmp_path):
    tales = "".join(
        f"<h2>{name}</h2><h3>Chapter I</h3>{PROSE}<h3>Chapter II</h3>{PROSE}" for name in ("The Mill", "The Weir")
    )
    (tmp_path / "p.html").write_text(f"<html lang='en'><title>The Harbour</title><h1>The Harbour</h1>{tales}")
    found = outline(new([str(tmp_path / "p.html")], tmp_path / "book", DAY))
    assert [line.split(":")[0] for line in found] == ["part", "  chapter", "  chapter"] * 2


def test_a_paragraph_that_begins_as_a_division_and_goes_on_in_sentences_is_text(tmp_path):
    prose = (
        "The rain came in the night, and no one in the house by the ford\nhad slept, for the water stood at the door."
    )
    kinds = "".join(
        f"BOOK II. (Small), CHAPTER {n}. (The {name}).--A rogue of\n"
        "the river. Very wild. He is seen, I am told, at Lee\n"
        "alone. Nobody has caught him yet, and the miller\nhas given it up.\n\n"
        for n, name in (("I", "Pike"), ("II", "Eel"))
    )
    chapters = "\n\n\n".join(f"CHAPTER {n}. The Ford\n\n{prose}\n\n{kinds if n == 2 else ''}{prose}" for n in (1, 2, 3))
    (tmp_path / "w.txt").write_text(f"THE HILLS\n\nBy Jane Roe\n\n\n\n{chapters}\n")
    draft = new([str(tmp_path / "w.txt")], tmp_path / "book", DAY)
    assert [line.split(":")[0] for line in outline(draft)] == ["chapter"] * 3 and "rogue of the river" in text(draft)


def test_what_tells_the_matter_of_a_chapter_under_its_title_divides_nothing(tmp_path):
    heads = (("I", "The Mill", "Its Wheel\u2014The Water"), ("II", "The Weir", "Of Eels--Of Boats--The Flood"))
    chapters = "".join(f"<h2>CHAPTER {n}. {name}</h2><h3>{argument}</h3>{PROSE}" for n, name, argument in heads)
    section = f"<h2>CHAPTER III. The Road</h2><h3>By Day\u2014Rain</h3>{PROSE}<h3>By Night\u2014Snow</h3>{PROSE}"
    page = f"<html lang='en'><title>The Harbour</title><h1>The Harbour</h1>{chapters}{section}"
    (tmp_path / "p.html").write_text(page, encoding="utf-8")
    draft = new([str(tmp_path / "p.html")], tmp_path / "book", DAY)
    assert [line.split(":")[0] for line in outline(draft)] == ["chapter"] * 3 + ["  subchapter"] * 2
    assert "The Flood" in text(draft)
