"""Outlines at intake: tales, parts and chapters of a page, and lists of contents that have headings of their own."""

from datetime import date

import pytest

from octavo.intake import Draft, new
from octavo.walk import sections

from .drafts import headings

DAY = date(2026, 11, 24)
PROSE = (
    "<p>It was a long sentence about nothing that anybody in the harbour would remember when the lamps were lit.</p>"
)
LINES = (
    "It was late when they came down to the ford, and all of them had to wait on the bank of it until the day.\n" * 2
)


@pytest.fixture
def made(tmp_path):
    """Makes a book of what stands in the body of a page."""

    def make(body: str) -> Draft:
        page = f"<html lang='en'><head><title>The Long Tale, by Ada Field</title></head><body>{body}</body></html>"
        (tmp_path / "page.html").write_text(page, encoding="utf-8")
        return new([str(tmp_path / "page.html")], tmp_path / "book", DAY)

    return make


def test_tales_with_chapters_of_their_own_hold_them_and_one_without_stands_beside(made):
    chaptered = "".join(f"<h3>CHAPTER {n}</h3>{PROSE}" for n in ("I", "II"))
    tales = f"<h2>THE QUAY</h2>{chaptered}<h2>THE LIGHT</h2>{PROSE}<h3>A NOTE</h3>{PROSE}<h2>THE STORM</h2>{chaptered}"
    chapters = [("chapter", "CHAPTER I", 1), ("chapter", "CHAPTER II", 1)]
    assert headings(made(f"<h2>PREFACE</h2>{PROSE}{tales}")) == [
        ("preface", "PREFACE", 0),
        *[("part", "THE QUAY", 0), *chapters],
        *[("chapter", "THE LIGHT", 0), ("subchapter", "A NOTE", 1)],
        *[("part", "THE STORM", 0), *chapters],
    ]


@pytest.mark.parametrize("number", ["", "<h2>CHAPTER {}</h2>"])
def test_the_tale_or_chapter_a_book_is_called_by_is_no_half_title(made, number):
    titles = ("The Long Tale", "The Quay", "The Light", "The Long Tale")
    tales = "".join(f"{number.format(n)}<h3>{title}</h3>{PROSE}" for n, title in enumerate(titles, 1))
    found = headings(
        made(f"<h1>The Long Tale</h1><p>by Ada Field</p><p>London, 1901</p>{tales}<h3>The End</h3>{PROSE}")
    )
    assert [heading.rpartition(". ")[2] for _, heading, _ in found][:4] == list(titles)


def test_headings_over_chapters_alone_are_parts_though_the_chapters_count_on(made):
    verse = "<div class='poem'><p>O magnet-South!</p></div>"
    chapters = ["".join(f"<h2>CHAPTER {n}</h2>{PROSE}" for n in numbers) for numbers in (("I", "II"), ("III", "IV"))]
    book = made(f"<h2>PREFACE</h2>{PROSE}<h2>THE LAND</h2>{verse}{chapters[0]}<h2>THE SEA</h2>{chapters[1]}")
    assert [(role, depth) for role, _, depth in headings(book)][1:] == [("part", 0), *[("chapter", 1)] * 2] * 2


PARTS = ("First", "Second")
NUMBERS = ("I", "II", "III")


def parted(prose: str, link: str) -> str:
    """Two parts of three chapters, each with a title under its number; `link` is how a title is set."""
    return "".join(
        f"<h3>Part {part}.</h3><h4>The {part} Sea.</h4>"
        + "".join(f"<h4>Chapter {n}.</h4><h5>{link.format(p=part, n=n)}</h5>{prose}" for n in NUMBERS)
        for part in PARTS
    )


def test_a_division_of_contents_may_have_headings_of_its_own_by_class_or_id(made):
    listed = "".join(
        f"<h3>Part {part}</h3>" + "".join(f"<h4>Chapter {n}. <a href='#{part}{n}'>Of {n}</a></h4>" for n in NUMBERS)
        for part in PARTS
    )
    text = parted(PROSE * 3, "<a name='{p}{n}'>Of {n}</a>")
    book = made(f"<div id='toc'><h2>Contents.</h2>{listed}<p class='abs'>Of all.</p></div><h2>A Tale</h2>{PROSE}{text}")
    chapters = [("chapter", 1)] * 3
    assert [(role, depth) for role, _, depth in headings(book)][1:] == [("part", 0), *chapters, ("part", 0), *chapters]


def test_a_heading_that_links_to_the_part_it_lists_is_of_the_contents(made):
    rows = "<table>{}</table>".format("".join(f"<tr><td><a href='#{{0}}{n}'>Of {n}</a></td></tr>" for n in NUMBERS))
    listed = "".join(f"<h3><a href='#{part}'>Part {part}&#8212;Sea</a></h3>{rows.format(part)}" for part in PARTS)
    text = parted(PROSE * 3, "<a name='{p}{n}' href='#top'>Of {n}</a>")
    book = made(f"<h2>TABLE OF CONTENTS</h2>{listed}<h2>THE SEAS</h2><h3>NAMES</h3>{PROSE}{text}")
    assert [role for role, _, _ in headings(book)].count("part") == 2


def test_what_stands_under_number_and_title_in_each_chapter_is_its_argument(made):
    titles = ("The Quay", "The Long Tale", "The Light")
    body = "".join(
        f"<h3>Chapter {n}</h3><h4>{title}</h4><h5><i>in which it rains {n} times</i></h5>{PROSE}<h4>1</h4>{PROSE}"
        for n, title in zip(NUMBERS, titles, strict=True)
    )
    book = made(f"<h1>The Long Tale</h1><h4>by</h4><h2>Ada Field</h2><h5>New York<br>1901</h5>{body}")
    chapters = [(f"Chapter {n}. {title}", 0) for n, title in zip(NUMBERS, titles, strict=True)]
    assert [(heading, depth) for role, heading, depth in headings(book) if role == "chapter"] == chapters
    assert [len(section.blocks) for _, depth, section in sections(book.edition.book) if not depth] == [2] * 3


@pytest.mark.parametrize("last", [1, 2])
def test_a_part_of_one_chapter_stands_among_parts_of_several(tmp_path, last):
    def titles(number: int, count: int) -> str:
        over = f"THE STREETS OF TOWN {number}.\n\n\n"
        return over + "\n\n\n".join(f"OF THE LAMPS OF LANE {number}{n}.\n\n{LINES}" for n in range(count))

    text = "\n\n\n\n\n".join([*(titles(n, 2) for n in range(1, 4)), titles(4, last)])
    (tmp_path / "town.txt").write_text(f"THE TOWN\n\nBY ADA FIELD\n\n\n\n\n{text}", encoding="utf-8")
    draft = new([str(tmp_path / "town.txt")], tmp_path / "book", date(2026, 12, 1))
    assert [found for found, _, depth in headings(draft) if not depth] == ["part"] * 4
