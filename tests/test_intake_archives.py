"""Archives at intake: pages as archives beside Project Gutenberg and marxists.org give them, saved whole or bare."""

from datetime import date
from pathlib import Path

import pytest

from octavo.intake import Draft, new

from .drafts import headings, text

DAY = date(2026, 12, 1)
PROSE = (
    "<p>It was a long sentence about nothing that anybody in the harbour would remember when the lamps were lit.</p>"
)
PROSA = (
    "<p>Es war ein langer Satz über nichts, an den sich im Hafen niemand erinnern wollte, als die Lampen brannten.</p>"
)


@pytest.fixture
def page(tmp_path: Path):
    """Makes a book of a page."""

    def make(text: str, encoding: str = "utf-8") -> Draft:
        (tmp_path / "page.html").write_text(text, encoding=encoding)
        return new([str(tmp_path / "page.html")], tmp_path / "book", DAY)

    return make


def authors(draft: Draft) -> list[str]:
    return [one.name for one in draft.edition.book.metadata.contributors if one.role == "aut"]


def omitted(draft: Draft, rule: str) -> list[str]:
    return [omission.text for omission in draft.edition.apparatus.omissions if omission.rule == rule]


# Wikisource ------------------------------------------------------------------------------------------------


def test_a_wikis_page_without_its_head_is_known_by_its_record(page):
    held = "<span id='ws-title'>Le Quai</span><span id='ws-author'>Jeanne Exemple</span>"
    body = "".join(f"<h2>{number}</h2><p>LE JOUR {number}</p>{PROSE}" for number in ("I", "II", "III"))
    draft = page(f'<div class="mw-parser-output"><div id="ws-data" class="ws-noexport">{held}</div>{body}</div>')
    assert (draft.edition.book.metadata.title, authors(draft)) == ("Le Quai", ["Jeanne Exemple"])
    assert len(headings(draft)) == 3


def test_the_link_that_edits_a_section_is_no_part_of_its_heading(page):
    link = "<span class='mw-editsection'>[<a href='/w?action=edit'>Bearbeiten</a>]</span>"
    rows = "".join(f"<h2><span class='mw-headline'>{n} Kapitel</span>{link}</h2>{PROSA}" for n in ("Erstes", "Zweites"))
    head = "<title>Der Steg</title><meta name='generator' content=\"MediaWiki 1.41\"><h1>Der Steg</h1>"
    draft = page(f"{head}<div class='mw-parser-output'>{rows}</div>")
    assert [heading for _, heading, _ in headings(draft)] == ["Erstes Kapitel", "Zweites Kapitel"]


def test_the_table_of_what_a_text_is_names_it_and_its_author(page):
    said = {"Autor": "Anna Beispiel", "Titel": "Der Steg", "Untertitel": "Novelle", "Erscheinungsdatum": "1887"}
    rows = "".join(f"<tr><td>{label}:</td><td>{value}</td></tr>" for label, value in said.items())
    table = f"<table id='textdaten'><tr><td colspan='2'><b>Textdaten</b></td></tr>{rows}</table>"
    text_of = f"{table}<h2>Erstes Kapitel</h2>{PROSA}<h2>Zweites Kapitel</h2>{PROSA}"
    draft = page(f"<meta name='generator' content=\"MediaWiki 1.41\"><div class='mw-parser-output'>{text_of}</div>")
    about = draft.edition.book.metadata
    assert (about.title, about.subtitle, authors(draft)) == ("Der Steg", "Novelle", ["Anna Beispiel"])
    assert about.provenance.published == "1887" and "Beispiel" not in text(draft)


def test_a_centred_line_that_names_the_list_goes_with_it_and_takes_no_chapter(page):
    links = "".join(f"<tr><td>{n}.</td><td><a href='#{n}'>THE {n} DAY</a></td></tr>" for n in ("I", "II", "III"))
    centred = "<div style='text-align:center'>{}</div>"
    days = "".join(
        f"{centred.format(f'CHAPTER {n}.')}{centred.format(f'THE {n} DAY.')}{PROSE * 3}" for n in ("I", "II", "III")
    )
    draft = page(f"<title>The Pier, by Ada Field</title>{centred.format('CONTENTS')}<table>{links}</table>{days}")
    assert [heading for _, heading, _ in headings(draft)] == [f"CHAPTER {n}. THE {n} DAY." for n in ("I", "II", "III")]


# What the head of a page says ------------------------------------------------------------------------------


@pytest.mark.parametrize("tail", ["", " - Standard Books", " — Standard Books", " | Standard Books"])
def test_the_archives_name_behind_the_author_is_no_part_of_it(page, tail):
    chapters = "".join(f"<h2>{n}</h2>{PROSE}" for n in ("I", "II"))
    draft = page(f"<title>The Pier, by Ada Bell-Field{tail}</title>{chapters}")
    assert (draft.edition.book.metadata.title, authors(draft)) == ("The Pier", ["Ada Bell-Field"])


def test_numbered_headings_of_the_first_level_are_no_lines_of_the_title(page):
    draft = page(f"<title>On Walls</title><h1>On Walls</h1><h1>1. Stones</h1>{PROSE}<h1>2. Mortar</h1>{PROSE}")
    assert draft.edition.book.metadata.title == "On Walls"
    assert [heading for _, heading, _ in headings(draft)] == ["1. Stones", "2. Mortar"]


# Faded Page and Project Gutenberg Canada -------------------------------------------------------------------

SAID = (
    "* A Distributed Proofreaders Canada eBook *",
    "This eBook is made available at no cost. If any condition applies, ask a https://www.fadedpage.com administrator.",
    "Title: The Last Light",
    "Date of first publication: 1927",
    "Author: Ada Field (1881-1948)",
    "Date first posted: Apr. 3, 2015",
    "Faded Page eBook #20150403",
    "This eBook was produced by: A Volunteer at https://www.pgdpcanada.net",
)
FEET = ("TRANSCRIBER NOTES", "Printer errors have been corrected.", "[The end of The Last Light by Ada Field]")


def test_a_page_of_the_canadian_archives_is_rid_of_what_leads_and_ends_it(page):
    chapters = "".join(f"<p class='center'>CHAPTER {n}</p>{PROSE * 3}" for n in ("ONE", "TWO", "THREE"))
    middle = "<p>[End of Book One]</p>"
    head, feet = ("".join(f"<p>{row}</p>" for row in rows) for rows in (SAID, FEET))
    draft = page(f"<title>The Last Light</title>{head}<h1>THE LAST LIGHT</h1>{chapters}{middle}{PROSE}{feet}")
    about = draft.edition.book.metadata
    assert (about.title, authors(draft), about.provenance.published) == ("The Last Light", ["Ada Field"], "1927")
    assert [heading for _, heading, _ in headings(draft)] == ["CHAPTER ONE", "CHAPTER TWO", "CHAPTER THREE"]
    assert "[End of Book One]" in text(draft) and not any(row in text(draft) for row in (*SAID, *FEET))


def test_a_text_of_the_canadian_archives_is_read_as_their_pages_are(tmp_path):
    prose = "It was a long sentence about nothing that anybody in the harbour would remember.\n\n" * 3
    chapters = "".join(f"\n\nCHAPTER {n}\n\n\n{prose}" for n in ("ONE", "TWO", "THREE"))
    rows = "\n\n".join([*SAID, "", "THE LAST LIGHT", "by", "ADA FIELD", chapters, *FEET])
    (tmp_path / "light.txt").write_text(rows, encoding="utf-8")
    draft = new([str(tmp_path / "light.txt")], tmp_path / "book", DAY)
    assert (draft.edition.book.metadata.title, authors(draft)) == ("The Last Light", ["Ada Field"])
    assert len(headings(draft)) == 3 and "eBook" not in text(draft)


# Texts in `pre` --------------------------------------------------------------------------------------------

LINES = "The tide came in over the quay before the lamps were\nlit, and the men went home, saying little.\n\n"


def test_a_scanned_text_in_pre_is_read_as_plain_text_and_the_site_around_it_left_out(page):
    days = "".join(f"CHAPTER {n}. \n\n{LINES * 8}\n\n" for n in ("I", "II", "III"))
    head = '<title>Full text of "The long pier"</title>'
    site = '<p>Ask the publishers.</p><h1>Full text of "<a href="/details/pier">The long pier</a>"</h1>'
    front = "THE LONG PIER \n\n\nBY \n\nADA FIELD \n\n\nYORK \nHARBOUR AND SONS \n1878 \n\n\n\n"
    draft = page(f"{head}{site}<pre>{front}{days}</pre><footer>Terms of Service</footer>")
    about = draft.edition.book.metadata
    assert (about.title, authors(draft)) == ("The long pier", ["Ada Field"])
    assert [heading for _, heading, _ in headings(draft)] == ["CHAPTER I.", "CHAPTER II.", "CHAPTER III."]
    assert "were lit, and the men" in text(draft) and "Ask the" not in text(draft)


def test_headings_in_a_typed_text_are_its_lines(page):
    days = "".join(f"<ul><a name={n}></a><h2>ГЛАВА {n}</h2></ul>\n\n{LINES * 8}\n" for n in ("I", "II", "III"))
    draft = page(f"<html lang=ru><title>Гавань</title><body><pre>\n{days}</pre><small>Last-modified: 2001</small>")
    assert [heading for _, heading, _ in headings(draft)] == ["ГЛАВА I", "ГЛАВА II", "ГЛАВА III"]
    assert "Last-modified" not in text(draft)


def test_a_poem_in_pre_on_a_page_of_prose_stays_verse(page):
    poem = "<pre>\nThe tide is out, the sand is bare,\n   The gulls are walking in the sun.\n</pre>"
    draft = page(f"<title>The Pier</title><h2>I</h2>{PROSE * 9}{poem}<h2>II</h2>{PROSE * 9}")
    assert any(type(block).__name__ == "Verse" for block in draft.edition.book.body[0].blocks)
