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
