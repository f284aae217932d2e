"""Lines at intake: verse, numbers, notes and readings in the lines of a page, whoever made it."""

from datetime import date

import pytest

from octavo.intake import Draft, new
from octavo.model import Verse
from octavo.walk import sections

from .drafts import text

DAY = date(2026, 11, 24)
PROSE = (
    "<p>It was a long sentence about nothing that anybody in the harbour would remember when the lamps were lit.</p>"
)


@pytest.fixture
def made(tmp_path):
    """Makes a book of what stands in the body of a page."""

    def make(body: str) -> Draft:
        page = f"<html lang='en'><head><title>The Long Tale, by Ada Field</title></head><body>{body}</body></html>"
        (tmp_path / "page.html").write_text(page, encoding="utf-8")
        return new([str(tmp_path / "page.html")], tmp_path / "book", DAY)

    return make


LINES = (
    "And when the lamps were lit upon the shore,",
    "We heard the distant thunder of the sea;",
    "The children ran to meet us at the door",
    "And nobody was happier than we.",
)


@pytest.mark.parametrize(
    "body", ["{0}<br><br>\n{0}<br>\n<br>\n{0}", "<p><i>{0}\n<br /><br />\n{0}</i><br/>&nbsp;<br/>{0}</p>"]
)
def test_two_line_breaks_begin_a_paragraph(made, body):
    said = "There was a long road to the marsh."
    book = made(f"<h2>CHAPTER I</h2>{body.format(said)}<h2>CHAPTER II</h2>{PROSE}")
    first = next(section for _, _, section in sections(book.edition.book))
    assert [type(block).__name__ for block in first.blocks] == ["Paragraph"] * 3


def test_the_space_in_an_empty_page_number_parts_no_word(made):
    number = "<a class='pagenum' id='Page_{0}' title='{0}'> </a>"
    book = made(f"<h2>CHAPTER I</h2><p>The ha{number.format(4)}rbour, and <i>a</i> {number.format(5)}mill.</p>{PROSE}")
    assert "\nThe harbour, and a mill.\n" in text(book)


@pytest.mark.parametrize("indent", ["", "&nbsp; &nbsp; "])
def test_lines_that_a_page_breaks_and_sets_as_a_poet_does_are_verse(made, indent):
    stanza = "<br>\n".join(f"{indent if n % 2 else ''}{line}" for n, line in enumerate(LINES))
    address = (
        "<p>Your servant,<br>&nbsp;&nbsp;&nbsp;&nbsp;Tom Reed.</p><p>Mr. Reed,<br>The Mill,<br>Long Road,<br>Fen.</p>"
    )
    book = made(f"<h2>CHAPTER I</h2>{PROSE}<p>{stanza}</p><p><i>{stanza}</i></p><p>* &nbsp; *</p>{PROSE}{address}")
    (section,) = (section for _, _, section in sections(book.edition.book))
    kinds = [type(block).__name__ for block in section.blocks]
    assert kinds == ["Paragraph", "Verse", "ThematicBreak", "Paragraph", "LetterLine", "LetterLine", "Paragraph"]
    (verse,) = (block for block in section.blocks if isinstance(block, Verse))
    assert [[line.indent for line in one] for one in verse.stanzas] == [[0, bool(indent) * 2, 0, bool(indent) * 2]] * 2


def test_lines_that_styles_set_in_are_verse_with_their_indents(made):
    lines = "<br>\n".join(
        f"<span style='margin-left: 2em;'>{one}</span>" if n % 2 else one for n, one in enumerate(LINES)
    )
    book = made(f"<h2>CHAPTER I</h2>{PROSE}<div class='cpoem'><p><br>{lines}<br><br>{lines}<br></p></div>{PROSE}")
    (section,) = (section for _, _, section in sections(book.edition.book))
    (verse,) = (block for block in section.blocks if isinstance(block, Verse))
    assert [[line.indent for line in stanza] for stanza in verse.stanzas] == [[0, 2, 0, 2]] * 2


def test_the_number_of_a_line_in_its_margin_is_no_word_of_it(made):
    lines = "".join(f"<span class='i0'>{one}<br></span>" for one in LINES[:3])
    last = f"<span class='i0'>{LINES[3]}<span class='linenum'>4</span><br></span>"
    book = made(f"<h2>CANTO I</h2><div class='poem'><div class='stanza'>{lines}{last}</div></div>{PROSE}")
    assert text(book).split("\n")[4] == LINES[3]
    assert [mark.text for mark in book.edition.apparatus.marks if mark.rule == "line-number"] == ["4"]


@pytest.mark.parametrize(
    ("line", "read"),
    [
        (
            "The king <span class='sidenote'>Rain&mdash;A.D. 1001</span>came home.",
            "The king [Rain—A.D. 1001] came home.",
        ),
        ("<span class='sidenote'>Rain.</span>\nThe king came.", "[Rain.] The king came."),
        ("The king came. <span class='sidenote'><i>Rain.</i></span>", "The king came. [Rain.]"),
    ],
)
def test_what_stands_in_the_margin_of_a_line_stands_in_brackets_in_it(made, line, read):
    book = made(f"<h2>CHAPTER I</h2><p>{line}</p>{PROSE}")
    said = text(book).replace("\u00a0", " ").replace("\u2060", "").split("\n")[1]
    assert said == read
    changes = [change.after for change in book.edition.apparatus.changes if change.rule == "sidenote"]
    assert changes == ["[", "] "]


def test_a_reading_above_its_words_stands_in_brackets_after_them(made):
    ruby = "<ruby>東京<rp>(</rp><rt>Tokyo</rt><rp>)</rp></ruby> and <ruby>漢<rt>kan</rt></ruby><ruby>字<rt>ji</ruby>"
    book = made(f"<h2>CHAPTER I</h2><p>He wrote {ruby} there.</p>{PROSE}")
    assert "He wrote 東京(Tokyo) and 漢(kan)字(ji) there." in text(book)
    assert [change.after for change in book.edition.apparatus.changes if change.rule == "ruby"] == ["(", ")"] * 2
