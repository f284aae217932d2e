"""Parts of pages at intake: lists, titles, notes and letters as transcribers set them, each with its place found."""

from datetime import date

import pytest

from octavo.inlines import flat
from octavo.intake import Draft, new

from .drafts import headings, text

DAY = date(2026, 12, 1)
PROSE = (
    "<p>It was a long sentence about nothing that anybody in the harbour would remember when the lamps were lit.</p>"
)
NUMBERS = ("I", "II", "III", "IV")
STANZA = "<div class='poem'><p>The tide is out, the sand is bare,<br>The gulls are walking in the sun.</p></div>"


@pytest.fixture
def made(tmp_path):
    """Makes a book of what stands in the body of a page."""

    def make(body: str, title: str = "The Long Tale", *, style: str = "") -> Draft:
        head = f"<title>{title}, by Ada Field</title><style>{style}</style>"
        (tmp_path / "page.html").write_text(
            f"<html lang='en'><head>{head}</head><body>{body}</body></html>", encoding="utf-8"
        )
        return new([str(tmp_path / "page.html")], tmp_path / "book", DAY)

    return make


def omitted(draft: Draft, rule: str) -> list[str]:
    return [omission.text for omission in draft.edition.apparatus.omissions if omission.rule == rule]


def table(*names: str) -> str:
    rows = "".join(f"<tr><td>{name}</td><td><a href='#p{n}'>{n}</a></td></tr>" for n, name in enumerate(names, 3))
    return f"<h2>CONTENTS</h2><table>{rows}</table>"


# Lists and titles ------------------------------------------------------------------------------------------


def test_a_poem_in_numbered_pieces_is_one_of_the_poems(made):
    pieces = "".join(f"<h4>{number}</h4>{STANZA}" for number in ("I", "II"))
    poems = f"<h3>The Tide</h3>{STANZA}<h3>To a Gull</h3>{STANZA}<h3>Evening</h3>{pieces}<h3>The Ship</h3>{STANZA}"
    listed = table("The Tide", "To a Gull", "Evening", "The Ship")
    book = made(f"<h1>THE LONG TALE</h1><h2>BY ADA FIELD</h2>{listed}{poems}")
    names = ["The Tide", "To a Gull", "Evening", "The Ship"]
    assert [name for role, name, _ in headings(book) if role == "chapter"] == names
    assert [name for _, name, depth in headings(book) if depth] == ["I", "II"]


def test_numbers_under_one_heading_among_more_of_them_count_the_chapters(made):
    chapters = "".join(f"<h3>{number}</h3>{PROSE}" for number in NUMBERS)
    book = made(f"<h2>To the Reader</h2>{PROSE}<h2>The Pier</h2>{chapters}<h2>A Last Word</h2>{PROSE}")
    assert set(NUMBERS) <= {name for role, name, _ in headings(book) if role == "chapter"}


def test_the_tale_a_book_is_called_by_keeps_its_heading_where_the_list_names_it(made):
    pieces = "".join(f"<h3>{number}</h3>{PROSE}" for number in ("I", "II"))
    tales = f"<h2>THE LONG TALE</h2>{pieces}<h2>THE CLOCK</h2>{PROSE}<h2>A SUPPER</h2>{PROSE}"
    listed = table("The Long Tale", "The Clock", "A Supper")
    book = made(f"<h1>THE LONG TALE</h1><h2>BY ADA FIELD</h2>{listed}{tales}")
    names = [name for role, name, _ in headings(book) if role == "chapter"]
    assert names == ["THE LONG TALE", "THE CLOCK", "A SUPPER"]


def test_a_half_title_that_no_list_names_goes(made):
    chapters = "".join(f"<h2>{number}</h2>{PROSE}" for number in NUMBERS)
    book = made(f"<h1>THE LONG TALE</h1><h2>BY ADA FIELD</h2>{table(*NUMBERS)}<h2>THE LONG TALE</h2>{chapters}")
    assert [name for _, name, _ in headings(book)] == list(NUMBERS)


def test_a_list_whose_parts_have_no_page_numbers_is_one_list(made):
    part = "<tr><td colspan='2'>BOOK THE {}</td><td></td></tr>"
    rows = "".join(
        part.format(name)
        + "".join(f"<tr><td>{n}</td><td><a href='#{name}{n}'>Day {n}</a></td></tr>" for n in ("I", "II"))
        for name in ("FIRST", "SECOND")
    )
    days = "".join(
        f"<h2>BOOK THE {name}</h2>" + "".join(f"<h3 id='{name}{n}'>{n}<br>Day {n}</h3>{PROSE}" for n in ("I", "II"))
        for name in ("FIRST", "SECOND")
    )
    book = made(f"<h1>The Long Tale</h1><div><h2>CONTENTS</h2></div><table>{rows}</table>{days}")
    assert [role for role, _, _ in headings(book)] == ["part", "chapter", "chapter"] * 2


# Notes -----------------------------------------------------------------------------------------------------


def test_headings_that_tell_of_which_chapter_the_notes_are_go_with_the_notes(made):
    chapters, notes = "", ""
    for n in ("I", "II"):
        call = f"<sup><a href='#n{n}' name='r{n}'>1</a></sup>"
        chapters += f"<h3>CHAPTER {n}.</h3><p>A mill stood by the wall.{call}</p>{PROSE}"
        notes += f"<h3>CHAPTER {n}.</h3><p><a name='n{n}' href='#r{n}'>1</a> It was burnt.</p>"
    book = made(f"{chapters}<h2>NOTES.</h2>{notes}")
    assert [name for _, name, _ in headings(book)] == ["CHAPTER I.", "CHAPTER II."]
    assert len(book.edition.book.notes) == 2
    assert sorted(omitted(book, "notes-heading")) == ["CHAPTER I.", "CHAPTER II.", "NOTES."]


# Lines by their place --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "centred",
    [
        "<p align='center'>{}</p>",
        "<p class='mid'>{}</p>",
        "<div style='text-align: center'><p>{}</p></div>",
        "<center>{}</center>",
    ],
)
def test_a_centred_line_under_each_number_is_its_title(made, centred):
    chapters = "".join(f"<h2>CHAPTER {n}</h2>{centred.format(f'The {n} day')}{PROSE}" for n in NUMBERS)
    book = made(chapters, style="h1, .mid { text-align: center; }")
    assert [name for _, name, _ in headings(book)] == [f"CHAPTER {n}. The {n} day" for n in NUMBERS]


def test_a_centred_line_under_one_number_of_several_is_text(made):
    chapters = "".join(f"<h2>CHAPTER {n}</h2>{PROSE}" for n in NUMBERS[1:])
    book = made(f"<h2>CHAPTER I</h2><p align='center'>At the lamp</p>{PROSE}{chapters}")
    assert "At the lamp" in text(book) and headings(book)[0][1] == "CHAPTER I"


def test_the_scene_under_each_act_is_no_title(made):
    act = "<h2>ACT {}</h2><p align='center'>SCENE: <i>A room</i></p>"
    speech = "<p>TOM. The lamp is out.</p><p>ROSE. Light it.</p>"
    book = made("".join(act.format(n) + speech * 4 for n in NUMBERS))
    assert [name for _, name, _ in headings(book)] == [f"ACT {n}" for n in NUMBERS]


@pytest.mark.parametrize("name", ["rgt", "right"])
def test_a_line_set_right_by_its_class_is_a_part_of_the_letter(made, name):
    letter = f"<p class='{name}'>The Quay, May 1871.</p>{PROSE}<p class='{name}'>Ada Field</p>"
    book = made(f"<h2>CHAPTER I</h2>{letter}<h2>CHAPTER II</h2>{PROSE}", style="p.rgt {text-align:right}")
    lines = [block for block in book.edition.book.body[0].blocks if type(block).__name__ == "LetterLine"]
    assert [(line.part.value, flat(line.children)) for line in lines] == [
        ("dateline", "The Quay, May 1871."),
        ("signature", "Ada Field"),
    ]


@pytest.mark.parametrize(
    "folio",
    [
        "<p><span class='pagenum'><a id='Page_{0}'>[{0}]</a></span></p>",
        "<p><span class='pagenum' id='p{0}'>{0}</span></p>",
        "<p><a id='Page_{0}'></a><span class='pagenum'>{0}</span></p>",
        "<p><a id='page_{0}'>[{0}]</a></p>",
        "<span class='pagenum'><a id='Page_{0}'>[{0}]</a></span>",
    ],
)
def test_an_index_that_leads_to_the_pages_of_the_printed_book_calls_no_notes(made, folio):
    chapters = "".join(f"{folio.format(number)}<h2>Chapter {number}</h2>{PROSE}{PROSE}" for number in (3, 4, 5))
    link = folio.partition("id='")[2].partition("'")[0]
    rows = "".join(f"<li>Gulls, <a href='#{link.format(n)}'>{n}</a></li>" for n in (3, 4, 5))
    book = made(f"{chapters}<h2>Index</h2><ul>{rows}</ul>")
    assert not book.edition.book.notes
    assert "Gulls,\u00a04" in text(book) or "Gulls, 4" in text(book)


@pytest.mark.parametrize("box", ["<div class='dropcap'>{}</div>", "<div class='figleft'>{}</div>\n", "<p>{}</p>"])
@pytest.mark.parametrize(
    ("first", "said"), [("HERE was a mill.", "THERE"), ("here was a mill.", "There"), ("THERE was a mill.", "THERE")]
)
def test_a_letter_drawn_in_a_block_of_its_own_begins_the_paragraph_that_lacks_it(made, box, first, said):
    drawn = box.format("<img src='t.png' alt='T'>")
    book = made(f"<h2>CHAPTER I</h2>{drawn}<p>{first} It stood by the wall.</p>{PROSE}<h2>CHAPTER II</h2>{PROSE}")
    assert f"{said} was a mill." in text(book)


def test_a_letter_that_may_be_a_word_stays_a_picture(made):
    drawn = "<div><img src='a.png' alt='A'></div><p>MAN stood by the wall.</p>"
    book = made(f"<h2>CHAPTER I</h2>{drawn}{PROSE}<h2>CHAPTER II</h2>{PROSE}")
    assert "\nMAN stood" in f"\n{text(book)}"


# Headings without markup -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "<p align='center'><b>{}</b></p>",
        "<p><font size='5'>{}</font></p>",
        "<center><strong>{}</strong></center>",
        "<div class='ph2'>{}</div>",
    ],
)
def test_lines_set_off_by_their_type_are_the_headings_of_a_page_that_marks_none(made, line):
    names = ["The Sail-Maker", "The Pilot’s Wife", "A Night on the Bar"]
    book = made(line.format("THE LONG TALE") + "".join(f"{line.format(name)}{PROSE}{PROSE}" for name in names))
    assert headings(book) == [("chapter", name, 0) for name in names]


def test_bold_lines_that_come_again_are_no_headings(made):
    speeches = "".join(f"<p><b>{name}</b></p><p>The lamp is out, and nobody will light it.</p>" for name in "AB" * 4)
    book = made(f"<h1>The Long Tale</h1>{PROSE}{speeches}")
    assert "A\nThe lamp" in text(book)


def test_bold_lines_of_a_page_with_headings_are_text(made):
    bold = "".join(f"<p><b>The {n} lamp</b></p>{PROSE}" for n in NUMBERS)
    book = made(f"<h2>CHAPTER I</h2>{PROSE}{bold}<h2>CHAPTER II</h2>{PROSE}")
    assert len(headings(book)) == 2


def test_the_providers_own_bold_line_heads_no_section(made):
    head = (
        "<div style='font-weight:bold'>The Project Gutenberg eBook of The Long Tale, by Ada Field</div>"
        "<p>Title: The Long Tale</p><p>Author: Ada Field</p><p>Language: English</p>"
        "<div>*** START OF THE PROJECT GUTENBERG EBOOK THE LONG TALE ***</div>"
    )
    tales = "".join(f"<p class='ph2'>{n}<br><br>THE {n} DAY</p>{PROSE}" for n in NUMBERS)
    book = made(f"{head}{PROSE}{tales}<div>*** END OF THE PROJECT GUTENBERG EBOOK THE LONG TALE ***</div>")
    assert len(omitted(book, "provider-header")) == 1 and not omitted(book, "provider-remarks")
    assert [name for _, name, _ in headings(book)][-1] == "IV. THE IV DAY"


def test_the_line_that_begins_the_text_is_no_part_of_the_credits_over_it(made):
    head = (
        "<section class='pg-boilerplate' id='pg-header'><h2>The Project Gutenberg eBook of The Long Tale</h2>"
        "<p><strong>Title</strong>: The Long Tale</p><p><strong>Author</strong>: Ada Field</p>"
        "<p><strong>Credits</strong>: A Volunteer</p>"
        "<div id='pg-start-separator'><span>*** START OF THE PROJECT GUTENBERG EBOOK THE LONG TALE ***</span></div>"
        "</section>"
    )
    book = made(head + "".join(f"<h2>{n}</h2>{PROSE}" for n in NUMBERS))
    assert book.edition.book.metadata.provenance.transcriber == "A Volunteer"
