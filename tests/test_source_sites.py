"""Sites whose pages have a shape of their own: how they name text and author, and what they put around the text."""

import re
from datetime import date
from pathlib import Path

import pytest

from octavo.intake import Draft, new
from octavo.provider import identified, provider

from .drafts import outline
from .drafts import text as words

DAY = date(2026, 12, 1)
TEXT = "The tide came in over the quay before the lamps were lit, and the men went home along the wall. " * 4
CHAPTERS = "".join(f"<h3>{name}</h3><p>{name} {TEXT}</p>" for name in ("I. The Lamps", "II. The Wall", "III. The Rope"))
OUTLINE = ["chapter: I. The Lamps", "chapter: II. The Wall", "chapter: III. The Rope"]


def made(tmp_path: Path, head: str, body: str) -> Draft:
    page = f"<html><head><title>{head}</title></head><body>{body}</body></html>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    return new([str(tmp_path / "page.html")], tmp_path / "book", DAY)


@pytest.mark.parametrize(
    ("site", "head", "author", "title"),
    [
        ("zeno.org", "Philosophie im Volltext: Feld, Ada: Werke. Bd. 1, S. 9-14: Der Hafen", "Feld, Ada", "Der Hafen"),
        ("projekt-gutenberg.org", "Der Hafen: Kapitel 1 - Ada Feld | Projekt Gutenberg-DE", "Ada Feld", "Der Hafen"),
        ("lib.ru", "Lib.ru/Классика: Полев Иван Ильич. Гавань", "Полев Иван Ильич", "Гавань"),
        ("lib.ru", "И.И.Полев. Гавань", "И.И.Полев", "Гавань"),
        ("sacred-texts.com", "The Quay: II. The Wall", None, "The Quay"),
        ("sacred-texts.com", "The Quay Index", None, "The Quay"),
        ("ccel.org", "Ada Field: The Quay - Christian Classics Ethereal Library", "Ada Field", "The Quay"),
        ("avalon.law.yale.edu", "Avalon Project - The Quay Act; May 4, 1817", None, "The Quay Act; May 4, 1817"),
        ("sourcebooks.fordham.edu", "Medieval Sourcebook: Ordulf: On Quays, c. 1187", "Ordulf", "On Quays"),
        ("runeberg.org", "12 (Hamnen)", None, "Hamnen"),
        ("perseus.tufts.edu", "Titus Liber, The Quay, book 1, chapter 1", "Titus Liber", "The Quay"),
        ("bartleby.com", "Chapter I. Ada Field. 1920. The Quay", "Ada Field", "The Quay"),
    ],
)  # fmt: skip
def test_a_site_names_text_and_author_in_the_heads_of_its_pages(site, head, author, title):
    found = re.fullmatch(provider(site).head, head)
    assert found is not None and (found.groupdict().get("author"), found["title"]) == (author, title)


def test_a_link_to_a_site_does_not_make_a_page_its_own():
    links = (
        "zeno.org",
        "www.ccel.org/x",
        "avalon.law.yale.edu/a.asp",
        "www.bartleby.com/1",
        "lib.ru/a",
    )
    for link in links:
        assert identified(f'<title>The Quay</title><p>As <a href="https://{link}/">there</a> is said') is None


def test_a_text_stands_alone_where_its_site_marks_it(tmp_path):
    page = (
        '<div class="zenoTRNavTop"><a href="/a">Feld, Ada</a></div><div class="zenoCOMain"><h2>Ada Feld</h2>'
        f'<h3>Der Hafen</h3>{CHAPTERS.replace("h3", "h4")}</div><div class="zenoCOSource">Gemeinfrei</div>'
        "<div><h3>Raabe, Otto</h3><p>Der Turm, 360 Seiten</p></div>"
    )
    draft = made(tmp_path, "Literatur im Volltext: Feld, Ada: Werke. Berlin 1978, S. 9-14: Der Hafen", page)
    record = draft.edition.book.metadata
    assert (record.title, record.contributors[0].name) == ("Der Hafen", "Ada Feld") and outline(draft) == OUTLINE
    assert not any(word in words(draft) for word in ("Gemeinfrei", "Raabe"))


def test_lines_of_the_site_go_before_and_behind_the_text_among_headings(tmp_path):
    page = (
        '<center><a href="../index.htm">Sacred Texts</a> <a href="x1.htm">Next</a></center><hr><h1>The Quay</h1>'
        "<p><i>The Quay</i>, by Ada Field, [1905], at sacred-texts.com</p><hr>"
        f'{CHAPTERS}<hr><p><a href="x1.htm">Next: The Rope</a></p>'
    )
    draft = made(tmp_path, "The Quay: The Wall", page)
    assert outline(draft) == OUTLINE and "sacred-texts" not in words(draft) and "Next" not in words(draft)


def test_what_a_site_says_under_each_text_goes(tmp_path):
    foot = (
        "<p>Source.</p><p>This text is part of the Internet Medieval Source Book.</p><p>© P. Hall</p><p>"
        + TEXT
        + "</p>"
    )
    draft = made(tmp_path, "Medieval Sourcebook: Ordulf: On Quays, 1187", f"<h1>Ordulf: On Quays</h1>{CHAPTERS}{foot}")
    assert "Source Book" not in words(draft) and words(draft).count(TEXT[:40]) == 12
    assert "provider-footer" in {one.rule for one in draft.edition.apparatus.omissions}


def test_a_chapter_about_the_edition_goes_and_leaves_the_notes(tmp_path):
    call, note = '<a href="#n1" name="r1">[1]</a>', '<div><p><a href="#r1" name="n1">[1]</a> A kind of rope.</p></div>'
    about = "<h3>À propos de cette édition électronique</h3><p>Texte libre de droits.</p><p>www.ebooksgratuits.com</p>"
    draft = made(tmp_path, "Le quai", f"<h1>Le quai</h1>{CHAPTERS}<p>The rope {call} lay there.</p>{about}<hr>{note}")
    assert outline(draft) == OUTLINE and "libre" not in words(draft) and len(draft.edition.book.notes) == 1


def test_a_box_that_begins_with_a_remark_is_one(tmp_path):
    box = (
        '<div class="box"><p class="c">Notes sur cette version électronique</p><p>L’orthographe est de 1884.</p></div>'
    )
    frame = "<p>*** {} OF THE PROJECT GUTENBERG EBOOK LE QUAI ***</p>"
    draft = made(tmp_path, "Le quai", f"{frame.format('START')}{box}<h1>Le quai</h1>{CHAPTERS}{frame.format('END')}")
    assert outline(draft) == OUTLINE and "orthographe" not in words(draft)


def archive(tmp_path: Path, head: str, over: str, about: str, body: str = CHAPTERS) -> Draft:
    foot = '<p class="linkback"><a href="../index.htm">MIA</a></p>'
    return made(tmp_path, head, f"{over}<hr><p class='from'>{about}</p><hr>{body}{foot}")


def test_a_line_from_where_a_text_is_taken_is_the_archives(tmp_path):
    about = "From <b>The Coast</b>, Vol. 2 No. 1, May 1905.<br>Transcribed by A Volunteer."
    draft = archive(tmp_path, "Ada Field: The Quay (May 1905)", "<h2>Ada Field</h2><h1>The Quay</h1>", about)
    record = draft.edition.book.metadata
    assert (record.title, record.contributors[0].name) == ("The Quay", "Ada Field") and "Volunteer" not in words(draft)


def test_a_year_behind_the_author_is_none_of_the_name(tmp_path):
    over = '<p class="title">Ada Field 1892</p><h3>The Quay</h3>'
    draft = archive(tmp_path, "The Quay by Ada Field 1892", over, "From A")
    assert draft.edition.book.metadata.contributors[0].name == "Ada Field"


def test_articles_of_several_years_are_called_by_the_first_and_last(tmp_path):
    for name, year in (("a", 1912), ("b", 1911), ("c", 1913)):
        head = f"<title>Ada Field: Quay {name} ({year})</title><link href='css/etol.css'>"
        about = f"From <b>The Coast</b>, 1 May {year}.<br>Transcribed by A Volunteer."
        body = f"<h2>Ada Field</h2><h1>Quay {name}</h1><hr><p class='from'>{about}</p><hr><p>{TEXT}</p>"
        (tmp_path / f"{name}.htm").write_text(f"<html><head>{head}</head><body>{body}</body></html>")
    draft = new([str(tmp_path)], tmp_path / "out" / "book", DAY)
    assert draft.edition.book.metadata.title == "Three Articles, 1911–1913"


def test_the_pages_and_the_date_of_a_works_page_are_the_sites(tmp_path):
    over = (
        '<table><tr><td><a href="../d.htm">MLWerke</a></td></tr></table><p><small>Seitenzahlen verweisen auf: '
        "Feld - Werke, Band 8.</small></p><p><small>Korrektur: 1<br>Erstellt: 20.03.1999</small></p><hr>"
    )
    body = f"<h2>Ada Feld</h2><h1>Der Hafen</h1><hr>{CHAPTERS}"
    draft = made(tmp_path, "Ada Feld - Der Hafen", over + body)
    assert outline(draft) == OUTLINE and "Seitenzahlen" not in words(draft) and "Erstellt" not in words(draft)


def test_the_record_beside_a_text_is_read_where_it_is_not_printed(tmp_path):
    rows = "<tr><td>Autor:</td><td>Ada Feld</td></tr><tr><td>Titel:</td><td>Der Hafen</td></tr>"
    page = f'<div class="mw-parser-output"><table id="textdaten" class="noprint">{rows}</table>{CHAPTERS}</div>'
    draft = made(tmp_path, "Der Hafen – Wikisource", f"<h1>Der Hafen</h1>{page}<p>de.wikisource.org</p>")
    assert draft.edition.book.metadata.contributors[0].name == "Ada Feld"


def test_words_of_a_letter_are_not_letters_of_a_word(tmp_path):
    draft = made(tmp_path, "O Mar e a Terra", f"<h1>O Mar e a Terra</h1>{CHAPTERS}")
    assert draft.edition.book.metadata.title == "O Mar e a Terra"


def test_the_author_before_a_title_in_angle_brackets_is_known_by_both_lines(tmp_path):
    over = "<h1>劳动与土地</h1><p>李大明</p><p>（1918年）</p><hr><p>来源：人民出版社<br>录入：张三</p><hr>"
    said = "村子里的人都在谈论磨坊主和他的两个儿子遇到的事情。" * 8
    body = "".join(f"<h3>{name}</h3><p>{said}</p>" for name in ("第一章 土地", "第二章 城市"))
    draft = made(tmp_path, "李大明：《劳动与土地》（1918）", f"<p>中文马克思主义文库</p>{over}{body}")
    record = draft.edition.book.metadata
    assert (record.title, record.contributors[0].name) == ("劳动与土地", "李大明")
