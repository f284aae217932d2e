"""Pages of the web at intake: what a site puts around a text it shows, and how it names text and author."""

from datetime import date
from pathlib import Path

import pytest

from octavo.intake import Draft, new

from .drafts import outline
from .drafts import text as words

DAY = date(2026, 12, 1)
TEXT = "The tide came in over the quay before the lamps were lit, and the men went home along the wall. " * 4
CHAPTERS = "".join(f"<h2>{name}</h2><p>{name} {TEXT}</p>" for name in ("The Lamps", "The Wall", "The Rope"))
OUTLINE = ["chapter: The Lamps", "chapter: The Wall", "chapter: The Rope"]


def made(tmp_path: Path, body: str, title: str = "The Quay", more: str = "") -> Draft:
    (tmp_path / "page.html").write_text(
        f'<!DOCTYPE html><html lang="en"><head><title>{title}</title>{more}</head><body>{body}</body></html>',
        encoding="utf-8",
    )
    return new([str(tmp_path / "page.html")], tmp_path / "book", DAY)


@pytest.mark.parametrize(
    "way",
    [
        '<p><a href="https://tales.example/">Home</a> » <a href="https://tales.example/f">Field</a></p>',
        '<ul><li><a href="https://tales.example/a">Authors</a></li><li><a href="/t">Titles</a></li></ul>',
        '<a href="c1.html">&lt;&lt; zurück</a> &nbsp; <a href="c3.html">weiter &gt;&gt;</a><hr>',
        '<div><a href="p2.html">Next page</a></div>',
    ],
)
def test_what_leads_to_other_pages_at_the_ends_of_a_page_is_none_of_its_text(tmp_path, way):
    draft = made(tmp_path, f"{way}<h1>The Quay</h1>{CHAPTERS}{way}")
    assert outline(draft) == OUTLINE
    assert not any(name in words(draft) for name in ("Home", "Authors", "weiter", "Next"))
    assert {one.rule for one in draft.edition.apparatus.omissions} & {"navigation", "contents"}


def test_links_among_the_text_and_to_its_own_places_stay(tmp_path):
    among = '<p><a href="https://ford.example/">The Ford</a> and <a href="https://mill.example/">The Mill</a></p>'
    draft = made(tmp_path, f'<h1>The Quay</h1>{CHAPTERS}{among}<p>And so it ended.</p><p><a href="#n">So I say</a></p>')
    assert "The Ford and The Mill" in words(draft) and "So I say" in words(draft)


def test_a_storys_last_sentence_that_has_a_word_of_sites_is_text(tmp_path):
    draft = made(tmp_path, f"{CHAPTERS}<p>She left the harbour master to his privacy.</p>")
    assert "privacy" in str(draft.edition.book)


def test_a_line_under_the_text_that_tells_whose_the_site_is_goes(tmp_path):
    foot = "<p>© 2004 tales.example</p><p>Seite zuletzt aktualisiert: 26.08.2006</p>"
    draft = made(tmp_path, f"<p>© 1891 by Ada Field</p>{CHAPTERS}{foot}")
    assert "2004" not in words(draft) and "aktualisiert" not in words(draft)
    assert not any("1891" in one.text for one in draft.edition.apparatus.omissions if one.rule == "navigation")


def test_a_page_of_links_alone_keeps_them(tmp_path):
    draft = made(tmp_path, '<h1>The Quay</h1><p><a href="http://a.example/">A ford</a>, <a href="/b">a mill</a></p>')
    assert "A ford, a mill" in words(draft)


def test_the_author_in_the_heading_is_none_of_the_title(tmp_path):
    author = '<meta name="author" content="Ada Field">'
    draft = made(tmp_path, f"<h1>Ada Field<br>The Quay</h1>{CHAPTERS}", "Ada Field: The Quay | tales.example", author)
    assert draft.edition.book.metadata.title == "The Quay" and outline(draft) == OUTLINE


def test_the_heading_over_the_title_may_be_the_authors(tmp_path):
    draft = made(tmp_path, f"<h1>Ada Field</h1><h2>The Quay</h2><hr>{CHAPTERS}", "Ada Field: The Quay (1905)")
    record = draft.edition.book.metadata
    assert (record.title, record.contributors[0].name) == ("The Quay", "Ada Field")


def test_a_surname_before_the_title_in_the_head_is_of_the_name_over_the_text(tmp_path):
    over = '<p class="title">Ada Field<br>The Quay</p><hr>'
    for number, name in enumerate(("The Lamps", "The Wall", "The Rope"), 1):
        (tmp_path / f"c{number}.htm").write_text(
            f"<html><head><title>Field: The Quay - Chapter {number}</title></head><body>{over}"
            f"<h1>Chapter {number}<br>{name}</h1><p>{TEXT}</p></body></html>"
        )
    draft = new([str(tmp_path)], tmp_path / "out" / "book", DAY)
    record = draft.edition.book.metadata
    assert (record.title, record.contributors[0].name) == ("The Quay", "Ada Field")


def test_a_heading_of_what_a_chapter_is_about_names_nobody(tmp_path):
    chapters = "".join(f"<h2>{name}</h2><p>{TEXT}</p>" for name in ("Von dem Hafen", "Von der Mauer", "Von den Tauen"))
    head = '<meta name="author" content="Ada Feld"><meta name="dc.language" content="de">'
    draft = made(tmp_path, f"<h1>Ada Feld<br>Der Hafen</h1>{chapters}", "Der Hafen", head)
    assert outline(draft) == ["chapter: Von dem Hafen", "chapter: Von der Mauer", "chapter: Von den Tauen"]


def test_pictures_that_lead_to_other_pages_are_none_of_the_text(tmp_path):
    way = '<a href="c2.html"><img src="next.png" alt="next"></a> <a href="index.html"><img src="up.png" alt="up"></a>'
    draft = made(tmp_path, f"{way}<br><h1>The Quay</h1>{CHAPTERS}{way}")
    assert outline(draft) == OUTLINE and not draft.edition.apparatus.doubts


def test_a_heading_behind_numbered_ones_is_no_title(tmp_path):
    chapters = "".join(f"<h1>CHAPTER {number}</h1><p>{TEXT}</p>" for number in ("I", "II", "III"))
    draft = made(tmp_path, f"{chapters}<h1>Epilogue</h1><p>{TEXT}</p>")
    assert draft.edition.book.metadata.title == "The Quay"


def test_a_work_of_a_kind_by_its_author_stands_on_the_title_page(tmp_path):
    head = '<meta name="author" content="Ada Field">'
    draft = made(tmp_path, f"<h1>The Quay</h1><h2>Tales by Ada Field</h2>{CHAPTERS}", more=head)
    assert outline(draft) == OUTLINE and draft.edition.book.metadata.contributors[0].name == "Ada Field"


def test_notes_by_page_and_number_that_lead_back_are_notes(tmp_path):
    call = '<a name="r1"></a><a href="#f1"><font size="1">12:1</font></a>'
    note = '<hr><h3>Footnotes</h3><p><a name="f1"></a><a href="#r1">12:1</a> A kind of rope.</p>'
    draft = made(tmp_path, f"<h1>The Quay</h1>{CHAPTERS}<p>The rope {call} lay there.</p>{note}")
    assert [note.label for note in draft.edition.book.notes] == ["12:1"] and outline(draft) == OUTLINE


def test_links_from_verse_to_verse_are_no_notes(tmp_path):
    verses = '<p>As was said (<a href="#v">3:16</a>) of old.</p><p id="v">3:16 And it was so in the harbour.</p>'
    draft = made(tmp_path, f"<h1>The Quay</h1>{CHAPTERS}{verses}")
    assert not draft.edition.book.notes and "3:16 And it was so" in words(draft)


def test_the_author_stands_over_a_title_that_lines_of_the_site_lead(tmp_path):
    over = "<p>Works - Field</p><p>The Library of Tales</p><p>Ada Field</p>"
    draft = made(tmp_path, f"{over}<h1>The Quay</h1><p>1883</p>{CHAPTERS}")
    assert draft.edition.book.metadata.contributors[0].name == "Ada Field"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("The Quay | Old Tales", "The Quay"),
        ("The Quay :: Old Tales", "The Quay"),
        ("The Quay - tales.example", "The Quay"),
        ("The Quay - A Tale", "The Quay—A Tale"),
    ],
)
def test_the_site_behind_a_title_that_no_page_prints_is_none_of_it(tmp_path, head, title):
    assert made(tmp_path, CHAPTERS, head).edition.book.metadata.title == title


def test_a_heading_that_is_a_picture_says_what_its_title_does(tmp_path):
    shown = "".join(
        f'<h2><img src="{n}.png" alt="" title="CHAPTER {n}. OAK {n}"></h2><p>{TEXT}</p>' for n in ("I", "II")
    )
    assert outline(made(tmp_path, f"<h1>The Quay</h1>{shown}"))[1] == "chapter: CHAPTER II. OAK II"
