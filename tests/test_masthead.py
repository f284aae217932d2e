"""Mastheads: what an archive's pages print over their text, and their index, as title, subtitle, volume and author."""

from datetime import date
from pathlib import Path

import pytest

from octavo.intake import Draft, new
from octavo.intake.speech import detected

from .drafts import outline
from .drafts import text as words

DAY = date(2026, 11, 24)
TEXT = "The tide came in over the quay before the lamps were lit, and the men went home along the wall. " * 3
TRAIL = '<p class="toplink"><a href="../../index.htm">MIA</a> &gt; <a href="../index.htm">Archive</a></p>'
FOOT = '<p class="updat">Last updated on 15.7.2006</p>'
SOURCE = '<p class="information"><span class="info">Source:</span> Harbour Press<br><span class="info">{}</span></p>'
ABOUT = "<hr>" + SOURCE.format("Transcribed:</span> A Volunteer<span>") + "<hr>"


def page(body: str, title: str = "Quay Papers: The Quay (1891)", author: str = "Ada Field") -> str:
    head = f'<title>{title}</title><meta name="author" content="{author}">'
    return f"<html><head>{head}</head><body>\n{TRAIL}\n{body}\n{FOOT}\n</body></html>"


def text(words: str = "", count: int = 2) -> str:
    return "\n".join(f'<p class="fst">{words} {number}. {TEXT}</p>' for number in range(count))


def made(tmp_path: Path, pages: dict[str, str] | str) -> Draft:
    folder = tmp_path / "site"
    folder.mkdir()
    for name, content in ({"page.htm": pages} if isinstance(pages, str) else pages).items():
        (folder / name).write_text(content, encoding="utf-8")
    return new([str(folder / "page.htm" if isinstance(pages, str) else folder)], tmp_path / "book", DAY)


def site(tmp_path: Path, index: str, chapter: str = "<h2>Ada Field</h2><h3>The Quay</h3><hr>", count: int = 3) -> Draft:
    names = ("The Lamps", "The Wall", "The Rope")[:count]
    links = "".join(f'<p class="toc">{n}. <a href="c{n}.htm">{name}</a></p>' for n, name in enumerate(names, 1))
    pages = {f"c{n}.htm": page(f"{chapter}<h1>{name}</h1>{text(name)}") for n, name in enumerate(names, 1)}
    return made(tmp_path, {"index.htm": page(index.replace("LINKS", links)), **pages})


def test_an_index_gives_title_subtitle_and_volume(tmp_path):
    over = "<h2>Ada Field</h2><h1>The Quay</h1><h3>A Study of Harbours</h3><h2>Volume II</h2><h4>(1891)</h4>"
    draft = site(tmp_path, f"{over}{ABOUT}<h3>Contents</h3>LINKS")
    record = draft.edition.book.metadata
    assert (record.title, record.subtitle, record.volume) == ("The Quay", "A Study of Harbours", "II")
    assert outline(draft) == ["chapter: The Lamps", "chapter: The Wall", "chapter: The Rope"]


def test_years_in_the_highest_heading_are_no_title(tmp_path):
    draft = site(tmp_path, f"<h2>Ada Field</h2><h3>The<br>Quay</h3><h1>(1891-1893)</h1>{ABOUT}<h1>Contents</h1>LINKS")
    assert draft.edition.book.metadata.title == "The Quay"


def test_what_stands_over_the_lists_of_an_index_is_no_section(tmp_path):
    more = '<h4><a href="more.htm">What Came After</a><br><small>by Jo Lee</small></h4>'
    draft = site(tmp_path, f"<h2>Ada Field</h2><h1>The Quay</h1>{ABOUT}<h5>Before</h5>LINKS<h5>Appendix:</h5>{more}")
    assert outline(draft) == ["chapter: The Lamps", "chapter: The Wall", "chapter: The Rope"]


def test_a_picture_with_a_map_of_links_is_navigation(tmp_path):
    shown = '<h3><img src="r.gif" alt="return" usemap="#m"><map name="m"><area href="../index.htm" alt="up"></map></h3>'
    draft = made(tmp_path, page(f"<h2>Ada Field</h2><h1>The Quay</h1><hr>{text()}<hr>{shown}"))
    assert "return" not in words(draft)


def test_a_row_that_leads_backward_and_forward_is_navigation(tmp_path):
    row = "<table><tr><td><a href='22.htm'>&lt; backward</a> <a href='index.htm'>forward &gt;</a></td></tr></table>"
    draft = made(tmp_path, page(f"<h2>Ada Field</h2><h1>The Quay</h1><hr>{text()}<hr>{row}"))
    assert "backward" not in words(draft)


@pytest.mark.parametrize(
    ("over", "title"),
    [
        ("<h2>Ada Field to Jo Lee in York</h2><h3>(Abstract)</h3>", "Ada Field to Jo Lee in York"),
        ('<p class="title">Quay Papers</p><h2>Ada Field</h2><h3>The Statement of <em>The Lamp</em></h3>', None),
        ("<h1>The Lamps<sup><a href='#n'>[1]</a></sup></h1>", "The Lamps"),
        ("<h1>THE QUAY</h1>", "The Quay"),
        ("<h3>Introduction to the Quay<br><span class='context'>Abstract</span></h3>", "Introduction to the Quay"),
    ],
)
def test_a_page_alone_is_called_by_the_heading_over_its_text(tmp_path, over, title):
    draft = made(tmp_path, page(f"{over}{ABOUT}{text()}<h4>One</h4>{text()}<h4>Two</h4>{text()}"))
    assert draft.edition.book.metadata.title == (title or "The Statement of The Lamp")


def test_a_heading_between_title_and_information_is_the_subtitle(tmp_path):
    over = "<hr><h4>Harbour News, January 1891</h4><h3>Ada Field</h3><h1>The Quay</h1><h4>How It Was Built</h4>"
    draft = made(tmp_path, page(over + SOURCE.format("") + f"{text()}<h4>One</h4>{text()}<h4>Two</h4>{text()}"))
    assert draft.edition.book.metadata.subtitle == "How It Was Built"
    assert not [row for row in outline(draft) if "How It Was Built" in row]


@pytest.mark.parametrize(
    ("over", "name"),
    [
        ('<p class="title">A. B. Field</p><h1>The Quay</h1>', "A. B. Field"),
        ("<h2>Ada Field</h2><h1>The Quay</h1>", "A. B. Field"),
    ],
)
def test_the_author_is_called_as_the_archive_calls_the_person(tmp_path, over, name):
    line = "Online Version:</span> <a href='../index.htm'>A. B. Field\nInternet Archive</a>, 2002<span>"
    about = "<hr>" + SOURCE.format("" if "title" in over else line) + "<hr>"
    draft = made(tmp_path, page(f"{over}{about}{text()}"))
    assert [one.name for one in draft.edition.book.metadata.contributors] == [name]


def test_a_name_the_head_has_before_its_title_is_the_authors(tmp_path):
    body = f"<p class='linkback'>MIA</p><h2>林河</h2><h1>怎么办</h1><h3>（1902年）</h3><hr><h3>一 开始</h3>{text()}"
    draft = made(tmp_path, page(body, "林河：怎么办", ""))
    assert [one.name for one in draft.edition.book.metadata.contributors] == ["林河"]
    assert not [row for row in outline(draft) if "1902" in row]


def test_chinese_is_told_by_its_characters_and_japanese_by_its_syllables():
    assert detected("港口的灯还没有点亮，潮水就涨过了码头，人们沿着墙回家去了。")[0] == "zh"
    assert detected("港の灯がまだともらないうちに潮は岸壁を越えて、人々は壁に沿って帰った。")[0] == "ja"


def test_the_name_of_a_part_over_each_of_its_chapters_stands_once(tmp_path):
    over = "<h4>Ada Field</h4><h3>The Quay</h3><hr><h2>{}</h2><br><h1><small>Chapter {}</small><br>{}</h1>{}"
    rows = [
        ("The Sea", "I", "The Lamps"),
        ("The Sea", "II", "The Wall"),
        ("Ashore", "III", "Rope"),
        ("Ashore", "IV", "Tar"),
    ]
    pages = {f"c{n}.htm": page(over.format(*row, text(row[2]))) for n, row in enumerate(rows)}
    draft = made(tmp_path, pages)
    assert outline(draft) == [
        "part: The Sea",
        "  chapter: Chapter I. The Lamps",
        "  chapter: Chapter II. The Wall",
        "part: Ashore",
        "  chapter: Chapter III. Rope",
        "  chapter: Chapter IV. Tar",
    ]


def test_a_part_of_the_index_whose_title_each_page_prints_stands_once(tmp_path):
    over = "<h4>Ada Field</h4><h3>The Quay</h3><hr><h2>The Sea</h2><h1>{0}</h1>{1}"
    links = "<h5>Part One<br>The Sea</h5><h4><a href='c1.htm'>The Lamps</a><br><a href='c2.htm'>The Wall</a></h4>"
    pages = {f"c{n}.htm": page(over.format(name, text(name))) for n, name in ((1, "The Lamps"), (2, "The Wall"))}
    pages = {"index.htm": page(f"<h2>Ada Field</h2><h1>The Quay</h1>{ABOUT}{links}"), **pages}
    draft = made(tmp_path, pages)
    assert outline(draft) == ["part: Part One. The Sea", "  chapter: The Lamps", "  chapter: The Wall"]


def test_a_part_of_the_index_that_names_a_year_is_no_title_page(tmp_path):
    over = "<h4>Ada Field</h4><h3>The Quay</h3><hr><h1>{0}</h1>{1}"
    links = (
        "<h5>Part One<br>The Sea in 1891</h5><h4><a href='c1.htm'>The Lamps</a><br><a href='c2.htm'>The Wall</a></h4>"
    )
    pages = {f"c{n}.htm": page(over.format(name, text(name))) for n, name in ((1, "The Lamps"), (2, "The Wall"))}
    draft = made(tmp_path, {"index.htm": page(f"<h2>Ada Field</h2><h1>The Quay</h1>{ABOUT}{links}"), **pages})
    assert outline(draft) == ["part: Part One. The Sea in 1891", "  chapter: The Lamps", "  chapter: The Wall"]


def test_a_number_in_a_lower_heading_over_the_title_is_the_chapters(tmp_path):
    over = "<h2>Ada Field</h2><h4>The Quay</h4><hr><h4>{}</h4><h3>{}</h3><h4>March {}</h4>{}"
    pages = {
        f"c{n}.htm": page(over.format(n, name, n, text(name)), "The Quay")
        for n, name in ((1, "The Lamps"), (2, "The Wall"), (3, "The Rope"))
    }
    draft = made(tmp_path, pages)
    assert outline(draft) == ["chapter: 1. The Lamps", "chapter: 2. The Wall", "chapter: 3. The Rope"]


def test_initials_are_no_number(tmp_path):
    body = "<h2>Ada Field</h2><h1>The Quay</h1><hr><h3>V.I. Weir</h3>{0}<h3>I. The Wall</h3>{0}<h3>II. Rope</h3>{0}"
    draft = made(tmp_path, page(body.format(text())))
    assert outline(draft) == ["chapter: V.I. Weir", "chapter: I. The Wall", "chapter: II. Rope"]


def test_what_a_chapter_is_about_is_no_section_of_it(tmp_path):
    about = "<h5>The Lamps Are Lit – Weir’s Letter – <em>The Wall</em> Falls – The Men Go Home</h5>"
    body = "".join(f"<h3>Chapter {n}</h3>{about}{text(str(n))}" for n in (1,))
    draft = made(tmp_path, {f"c{n}.htm": page(f"<h1>The Quay</h1>{body.replace('1', str(n))}") for n in (1, 2, 3)})
    assert outline(draft) == ["chapter: Chapter 1", "chapter: Chapter 2", "chapter: Chapter 3"]
    assert words(draft).count("Weir’s Letter") == 3


def test_a_page_written_by_another_is_that_persons(tmp_path):
    draft = made(
        tmp_path, page(f"<h3>Abstract of The Quay</h3><hr><h4>Written by <a href='m'>Jo\nLee</a>, 1997</h4>{text()}")
    )
    assert [one.name for one in draft.edition.book.metadata.contributors] == ["Jo Lee"]


def test_brackets_under_a_title_are_its_last_line(tmp_path):
    body = "<h2>Ada Field</h2><h1>The Quay</h1><hr><h3>A Letter</h3><h4>(In Lieu of Preface)</h4>{0}<h3>Rope</h3>{0}"
    assert outline(made(tmp_path, page(body.format(text())))) == [
        "chapter: A Letter (In Lieu of Preface)",
        "chapter: Rope",
    ]


def test_a_chapter_goes_on_in_the_file_whose_parts_count_on(tmp_path):
    over = "<h4>Ada Field</h4><h3>The Quay</h3><hr><h1>{}</h1>"
    pages = {
        "a.htm": page(f"{over.format('Introduction')}<h3>1. Lamps</h3>{text()}<h3>2. Oil</h3>{text()}"),
        "b.htm": page(f"{over.format('Introduction')}<h3>3. Wicks</h3>{text()}"),
        "c.htm": page(f"{over.format('The Wall')}<h3>1. Lime</h3>{text()}"),
    }
    assert [row for row in outline(made(tmp_path, pages)) if row[0] != " "] == [
        "introduction: Introduction",
        "chapter: The Wall",
    ]


def test_to_whom_a_preface_is_says_a_preface_and_no_dedication(tmp_path):
    over = "<h4>Ada Field</h4><h3>The Quay</h3><hr>"
    preface = f"{over}<h1>Preface</h1><h3>To the Second Edition</h3>{text()}"
    pages = {"a.htm": page(preface), **{f"c{n}.htm": page(f"{over}<h1>Chapter {n}</h1>{text()}") for n in (1, 2)}}
    assert outline(made(tmp_path, pages))[:2] == ["preface: Preface", "  subchapter: To the Second Edition"]


def test_what_the_information_block_calls_is_set_apart_with_it(tmp_path):
    call = 'Originally published in 1891. <a id="f1" href="#n1" name="f1">[1]</a><br>Transcribed by A Volunteer.'
    note = '<h3>Note</h3><p class="note"><a name="n1" href="#f1">1.</a> Of old.</p><p class="note">And of late.</p>'
    draft = site(tmp_path, f'<h2>Ada Field</h2><h1>The Quay</h1><hr><p class="info">{call}</p><hr>LINKS<p></p>{note}')
    assert "Of old" not in words(draft) and "And of late" not in words(draft)
    assert outline(draft) == ["chapter: The Lamps", "chapter: The Wall", "chapter: The Rope"]
