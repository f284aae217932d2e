"""Pages at intake: the shapes of transcribers' HTML, of all times and of nobody known, each read as the book it is."""

from datetime import date

import pytest
from PIL import Image

from octavo.intake import Draft, new
from octavo.render import heading_text
from octavo.walk import flat, runs, sections

DAY = date(2026, 11, 24)
PROSE = (
    "<p>It was a long sentence about nothing that anybody in the harbour would remember when the lamps were lit.</p>"
)


@pytest.fixture
def made(tmp_path):
    """Makes a book of what stands in the body of a page."""

    def make(body: str, title: str = "The Long Tale") -> Draft:
        page = f"<html lang='en'><head><title>{title}, by Ada Field</title></head><body>{body}</body></html>"
        (tmp_path / "page.html").write_text(page, encoding="utf-8")
        return new([str(tmp_path / "page.html")], tmp_path / "book", DAY)

    return make


def headings(draft: Draft) -> list[tuple[str, str, int]]:
    found = sections(draft.edition.book)
    return [(s.role.value, heading_text(s).replace("\u00a0", " "), depth) for _, depth, s in found]


def text(draft: Draft) -> str:
    return "\n".join(flat(run.children) for run in runs(draft.edition.book))


def omitted(draft: Draft, rule: str) -> list[str]:
    return [omission.text for omission in draft.edition.apparatus.omissions if omission.rule == rule]


# What a page holds that is not HTML's own ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        ("<xmp>raw <b>words</b> &amp; more</xmp>", "raw <b>words</b> &amp; more"),
        ("<xmp>raw words to the end", "raw words to the end"),
        ("<plaintext>raw <b>words</b> &amp; more", "raw <b>words</b> &amp; more"),
    ],
)
def test_text_that_is_shown_as_it_stands_is_read_so(made, odd, said):
    assert said in text(made(f"<h1>A Walk</h1>{PROSE}{odd}")).replace("\u00a0", " ")


@pytest.mark.parametrize(
    "drawn", ["<svg><text>a</text><![CDATA[b & <c>]]></svg>", "<math><ms><![CDATA[x]]></ms></math>"]
)
def test_a_drawing_with_a_section_of_characters_is_asked_about_and_does_not_stop_the_book(made, drawn):
    book = made(f"<h1>A Walk</h1>{PROSE}{drawn}{PROSE}")
    assert text(book).count("harbour") == 2
    assert [doubt.rule for doubt in book.edition.apparatus.doubts if doubt.rule == "not-read"] == ["not-read"]


def test_a_title_drawn_as_a_picture_is_the_title_page_as_a_printed_one_is(made):
    drawn = "<img src='title.png' alt='The Long Tale'>"
    first = f"<h1>{drawn}</h1><p>by Ada Field</p><h2>CHAPTER I</h2>{PROSE}"
    book = made(f"{first}<h1>{drawn}</h1><h2><img src='two.png' alt='CHAPTER II'></h2>{PROSE}")
    assert [heading for _, heading, _ in headings(book)] == ["CHAPTER I", "CHAPTER II"]
    assert omitted(book, "title-page") == ["by Ada Field"] and "Long Tale" not in text(book)


# Headings --------------------------------------------------------------------------------------------------


def numbered(*titles: str, level: int = 2) -> str:
    """Chapters with a bare number, and markup for the title under it."""
    numbers = ("I", "II", "III", "IV", "V", "VI")
    return "".join(f"<h{level}>{n}</h{level}>{title}{PROSE}" for n, title in zip(numbers, titles, strict=False))


def test_a_bold_line_under_each_number_is_its_title(made):
    book = made(numbered(*(f"\n<br />\n\n<p><b>The {name}</b></p>\n" for name in ("Quay", "Light", "Storm", "End"))))
    assert [heading for _, heading, _ in headings(book)] == [
        "I. The Quay",
        "II. The Light",
        "III. The Storm",
        "IV. The End",
    ]


def test_a_title_that_begins_with_the_pronoun_is_no_number(made):
    book = made(numbered("<h3>THE QUAY</h3>", "<h3>I MAKE MY ESCAPE</h3>", "<h3>THE STORM</h3>"))
    assert headings(book)[1] == ("chapter", "II. I MAKE MY ESCAPE", 0)


def test_a_word_that_ends_a_book_is_a_title_after_a_number(made):
    book = made(
        "".join(f"<h2>{n}<br /><br />\nTHE {n} DAY</h2>{PROSE}" for n in ("I", "II"))
        + f"<h2>III<br />\nCONCLUSION</h2>{PROSE}"
    )
    assert headings(book)[2] == ("chapter", "III. CONCLUSION", 0)


def test_among_headings_of_markup_no_line_of_text_is_one(made):
    signed = f"<h2>PREFACE</h2>{PROSE}\n\n\n<p>\nA. FIELD.\n</p>\n\n\n"
    letters = "".join(
        f"<h2>CHAPTER {n}</h2>{PROSE}\n\n<p>The Fen House,<br />May {n}.</p>\n\n{PROSE}" for n in (1, 2, 3)
    )
    assert [heading for _, heading, _ in headings(made(signed + letters))] == [
        "PREFACE",
        "CHAPTER 1",
        "CHAPTER 2",
        "CHAPTER 3",
    ]


def test_headings_without_a_number_among_a_series_of_numbers_are_no_chapters(made):
    numbers = numbered(*(["<h3>A DAY</h3>"] * 6))
    book = made(f"<h2>TO THE READER</h2>{PROSE}<h2>AUTHOR'S INTRODUCTION TO THE LOG</h2>{PROSE}{numbers}")
    assert [role for role, _, _ in headings(book)] == ["foreword", "introduction"] + ["chapter"] * 6
    assert len(book.edition.book.front) == 2


def test_a_heading_of_notes_says_nothing_of_the_level_of_chapters(made):
    text = f"<h3>INTRODUCTION</h3>{PROSE}<h3>THE PUMPKIN</h3>{PROSE}<h2>FOOTNOTES</h2><p>A note that nothing calls.</p>"
    assert [role for role, _, _ in headings(made(text))] == ["introduction", "chapter", "appendix"]


def test_the_headings_of_a_contents_list_are_of_the_list_and_a_picture_after_it_stays(made, tmp_path):
    Image.new("RGB", (40, 30)).save(tmp_path / "front.png")
    links = "".join(f"<p class='ctr'>\n<a href='#c{n}'>{n}. THE {n} DAY</a></p>\n" for n in ("I", "II", "III"))
    listed = f"<h2>CONTENTS</h2><h3>PART ONE</h3><h3>THE SEA</h3>{links}<h3>PART TWO</h3><h3>THE LAND</h3>{links}"
    pictures = "<h2>ILLUSTRATIONS</h2>" + "".join(f"<p><a href='p{n}.jpg'>A ship {n}</a></p>" for n in (1, 2, 3))
    days = "".join(f"<h2><a name='c{n}'>{n}</a></h2><h3>THE {n} DAY</h3>{PROSE}" for n in ("I", "II", "III"))
    parts = f"<h2>PART ONE</h2><h3>THE SEA</h3>{days}<h2>PART TWO</h2><h3>THE LAND</h3>{days}"
    shown = "<div class='figcenter'><img src='front.png'><p class='caption'>A ship at sea</p></div>"
    book = made(f"{listed}{pictures}{shown}{parts}")
    assert [(role, depth) for role, _, depth in headings(book)] == [("part", 0), *([("chapter", 1)] * 3)] * 2
    assert "A ship at sea" in text(book)


def test_a_page_in_utf_8_whose_old_header_claims_latin_1_is_read_as_it_is(tmp_path):
    head = "<pre>\nCharacter set encoding: ISO-8859-1\n</pre>"
    (tmp_path / "page.html").write_text(f"{head}<h1>Le café</h1>{PROSE}", encoding="utf-8")
    book = new([str(tmp_path / "page.html")], tmp_path / "book", DAY)
    assert book.edition.book.metadata.title == "Le café" and any(
        "claims iso-8859-1" in remark for remark in book.remarks
    )
