"""Pages at intake: the shapes of transcribers' HTML, of all times and of nobody known, each read as the book it is."""

from datetime import date

import pytest

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
