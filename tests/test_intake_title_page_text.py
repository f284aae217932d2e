"""What is text though it stands by the title page or says the book's title: no word of it goes with the title page."""

from datetime import date

import pytest

from octavo.intake import Draft, new
from octavo.structure.headings import patterns
from octavo.structure.names import Names
from octavo.structure.titlepage import is_others

from .drafts import headings, text

DAY = date(2026, 11, 24)
PROSE = (
    "<p>It was a long sentence about nothing that anybody in the harbour would remember when the lamps were lit.</p>"
)
CHAPTERS = "".join(f"<h2>Chapter {number}</h2>{PROSE}" for number in ("I", "II"))


@pytest.fixture
def made(tmp_path):
    """Makes a book of what stands in the body of a page."""

    def make(body: str, language: str = "en", title: str = "The Hills") -> Draft:
        page = f"<html lang='{language}'><head><title>{title}, by Jane Roe</title></head><body>{body}</body></html>"
        (tmp_path / "page.html").write_text(page, encoding="utf-8")
        return new([str(tmp_path / "page.html")], tmp_path / "book", DAY)

    return make


@pytest.mark.parametrize("said", ["The hills stood blue.", "The hills had these names:", "The hills, they say, moved!"])
@pytest.mark.parametrize("after", [f"{PROSE}{CHAPTERS}", f"<table><tr><td>Moel<td>900</table>{PROSE}", CHAPTERS])
def test_a_sentence_that_begins_with_the_title_is_text(made, said, after):
    assert said in text(made(f"<h1>THE HILLS</h1><p>BY JANE ROE</p><p>{said}</p>{after}")).replace("\u00a0", " ")


@pytest.mark.parametrize(
    "said", ["From our common preface to the edition of 1872 I quote the following:", '"I fear that I must press it."']
)
def test_a_sentence_right_under_the_title_is_text_though_a_word_in_it_is_a_publisher_s(made, said):
    assert said.strip('"') in text(made(f"<h1>THE HILLS</h1><p>BY JANE ROE</p><p>{said}</p>{PROSE}{PROSE}"))


@pytest.mark.parametrize("line", ["The Hills: a novel.", "The Hills, by Jane Roe.", "THE HILLS AND THE SEA."])
def test_a_line_that_tells_title_and_kind_is_the_title_page_s(made, line):
    draft = made(f"<h1>THE HILLS</h1><p>BY JANE ROE</p><p>{line}</p>{CHAPTERS}")
    assert [role for role, _, _ in headings(draft)] == ["chapter", "chapter"] and line not in text(draft)


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "Citoyennes et Citoyens,"), ("en", "Friends and Neighbours:"), ("de", "Genossen!")]
)
def test_the_address_over_a_speech_is_its_first_words(made, language, said):
    assert said in text(made(f"<h1>THE HILLS</h1><h2>Jane Roe</h2><hr><p>{said}</p>{PROSE}<h4>1</h4>{PROSE}", language))


def test_verse_quoted_in_capitals_before_the_text_stays(made):
    verse = "\u201cIN WINTER NIGHTS GO DOWN TO THE FORD<br>AND LET THE OLD MEN TELL THEE TALES<br>OF THE WATER.\u201d"
    draft = made(f"<h1>THE HILLS</h1><p>JANE ROE</p><p>LEE, 1903.</p><div class='poem'>{verse}</div>{CHAPTERS}")
    assert "OLD MEN" in text(draft) and next(role for role, _, _ in headings(draft)) == "epigraph"


# Title pages of many lines ---------------------------------------------------------------------------------

TITLE_PAGES = {
    "the author's name has accents that the header leaves out": (
        "<h1>THE HILLS</h1><h2>MEMORIES OF THE VALE</h2><h3>J\u00e2ne Ro\u00e9</h3>"
    ),
    "a picture with words stands in it, and a subtitle of a sentence's length in capitals": (
        "<h1>THE HILLS.</h1><div class='figcenter'><img src='x.png' alt=''>"
        "<p class='caption'>The author at home.</p></div>"
        "<p>THE HILLS</p><p>A COLLECTION OF THE TALES, SONGS, CUSTOMS AND PROVERBS OF THE PEOPLE OF THE VALE OF LEE<br>"
        "WITH SOME ACCOUNT OF THE WEATHER.</p><p>FROM PAPERS OF THE LATE<br>"
        "Miss ROE, Member of the Club of the Vale of Lee.</p>"
        "<p>LONDON:<br>FIELD AND SONS, 1903.</p>"
    ),
    "a link to a remark stands over it, and the volume and edition in it": (
        "<p><a href='#n'>Preface</a></p><h1>THE HILLS.</h1><p>READINGS FOR SCHOOLS.</p><p>BY</p><p>JANE ROE,<br>"
        "TEACHER at the School of Lee.</p><p>WITH THE HELP OF A. B. FIELD.</p><p>ILLUSTRATIONS BY T. MOOR.</p>"
        "<p>FIRST PART.\u2014SECOND EDITION.</p><hr><p>FIELD\u2014LEE\u20141906.</p>"
    ),
}


@pytest.mark.parametrize("page", TITLE_PAGES.values(), ids=TITLE_PAGES)
def test_no_line_of_a_title_page_is_a_section(made, page):
    draft = made(f"{page}{CHAPTERS}")
    assert [(role, depth) for role, _, depth in headings(draft)] == [("chapter", 0)] * 2


SAID = (
    "The rain came in the night, and no one in the house by the ford had slept, for the water stood at\n"
    "the door before it was day, and the miller had gone to Lee with both the boats."
)
PLAIN = f"CHAPTER I\n\n{SAID}\n\n\nCHAPTER II\n\n{SAID}\n"


@pytest.mark.parametrize(
    "page",
    [
        "   THE HILLS\n\n\n      A\n\n  _Survey of the Lives_\n\n     OF\n\n  THOSE THAT _WALK_\n"
        "  THOSE THAT _WILL NOT_ WALK\n\n"
        "     BY\n   JANE ROE\n\n\n  THE FOLK OF LEE\n\n  WITH MILLERS \u00b7 SMITHS \u00b7 CARRIERS\n\n"
        "    VOLUME ONE\n\n  _First edition_   1851",
        "The Hills\n\ngathered by the Sisters Roe\n\nVolume One\n\nLee 1857",
    ],
)
def test_a_title_page_in_plain_text_set_word_by_word_or_with_a_volume_is_one(tmp_path, page):
    said = "Title: The Hills\n\nAuthor: Jane Roe\n\nLanguage: English\n\n*** START OF THE PROJECT GUTENBERG EBOOK X ***"
    (tmp_path / "w.txt").write_text(f"{said}\n\n\n\n{page}\n\n\n\n\nPREFACE\n\n{SAID}\n\n\n\n{PLAIN}")
    draft = new([str(tmp_path / "w.txt")], tmp_path / "book", DAY)
    assert [role for role, _, _ in headings(draft)] == ["preface", "chapter", "chapter"]


def test_a_part_s_place_and_year_over_its_text_are_no_title_page(tmp_path):
    letters = "\n\n\n\n".join(f"PART {part}\n\nLee, 185{n}\n\n{SAID}" for n, part in ((1, "I"), (2, "II")))
    (tmp_path / "w.txt").write_text(f"THE HILLS\n\nBy Jane Roe\n\n\n\n{letters}\n")
    draft = new([str(tmp_path / "w.txt")], tmp_path / "book", DAY)
    assert [role for role, _, _ in headings(draft)] == ["chapter", "chapter"] and "Lee, 1851" in text(draft)


def test_an_index_before_the_chapters_that_has_their_titles_is_a_list_of_contents(made):
    names = ("The Mill", "The Weir", "The Road")
    rows = "".join(f"<tr><td>{n}.</td><td>{name}</td><td>{9 * n}</td></tr>" for n, name in enumerate(names, 1))
    chapters = "".join(f"<h2>{n}.<br>{name}</h2>{PROSE}" for n, name in enumerate(names, 1))
    persons = "<h2>INDEX</h2><ul><li>Field, Ann, 3</li><li>Moor, Tom, 7</li></ul>"
    draft = made(f"<h1>THE HILLS</h1><p>JANE ROE</p><h2>INDEX.</h2><table>{rows}</table>{chapters}{persons}")
    assert [role for role, _, _ in headings(draft)] == ["chapter"] * 3 + ["index"] and "Moor, Tom" in text(draft)


def test_the_first_of_a_series_named_as_the_book_is_no_line_of_the_title_page(tmp_path):
    papers = "\n\n\n\n".join(
        f"PATRIOT No. {n}\n\nFor the Lee Journal, May {n}, 1787\n\nROE\n\n\n{SAID}" for n in (1, 2, 3)
    )
    (tmp_path / "w.txt").write_text(f"THE PATRIOT PAPERS\n\nBy Jane Roe\n\n\n\n{papers}\n")
    draft = new([str(tmp_path / "w.txt")], tmp_path / "book", DAY)
    said = " ".join([*(heading for _, heading, _ in headings(draft)), text(draft)]).replace("\u00a0", " ")
    assert "PATRIOT No. 1" in said and "May 1, 1787" in said


def test_a_poem_dated_at_its_end_is_no_imprint(made):
    rows = (
        "To my friend",
        "You held the lamp and walked along the wall,",
        "and never asked who it was for.",
        "LEE, 1909",
    )
    poem = f'<div class="poem"><div class="stanza">{"".join(f"<span>{row}<br></span>" for row in rows)}</div></div>'
    draft = made(f"<h1>THE HILLS</h1><h2>BY JANE ROE</h2><p>1909</p>{poem}{CHAPTERS}")
    assert "walked along the wall" in text(draft)


def test_the_author_in_a_heading_over_a_long_line_is_the_title_page_s(made):
    rows = (
        "Author of “The Long Road to the Harbour,”",
        "“The Lamps of the Quay,”",
        "“A Year at the Ford by Night,” etc.",
    )
    works = f"<p>{'<br>'.join(rows)}</p>"
    draft = made(f"<h1>THE HILLS</h1><h2>The Hills</h2><h4>BY<br>JANE ROE</h4>{works}<h4>MCMIX</h4>{CHAPTERS}")
    assert [role for role, _, _ in headings(draft)] == ["chapter", "chapter"]


def test_a_few_words_in_quotation_marks_under_the_title_are_an_epigraph(made):
    draft = made(f"<h1>THE HILLS</h1><p>BY JANE ROE</p><p>“The lamp burneth”</p>{CHAPTERS}")
    assert headings(draft)[0][0] == "epigraph" and "The lamp burneth" in text(draft)


@pytest.mark.parametrize(
    ("language", "heading", "others"),
    [
        ("en", "EVENING\nby Mary Moor", True),
        ("en", "EVENING\nby Jane Roe", False),
        ("ru", "ВЕЧЕР\n* * *", False),
    ],
)
def test_a_heading_is_anothers_work_where_a_word_leads_its_author(language, heading, others):
    names = Names("The Hills", None, ["Jane Roe"], language)
    assert is_others(heading, names, patterns(language)) == others
