"""Headings at intake: dates, letters, parts and faults of the source; and the contents list against all of them."""

from datetime import date

import pytest

from octavo.intake import Draft, new
from octavo.model import Paragraph, Text
from octavo.structure.headings import patterns

from .drafts import headings, kinds

DAY = date(2026, 11, 23)
PROSE = """It was a long sentence about nothing that anybody in the
harbour would remember when the lamps were lit again, and
so it went on for three lines.
"""


@pytest.fixture
def made(tmp_path):
    """Makes a book of a plain text or page."""

    def make(content: str, name: str = "a-tale.txt") -> Draft:
        (tmp_path / name).write_text(content, encoding="utf-8")
        return new([str(tmp_path / name)], tmp_path / "book", DAY)

    return make


def asked(draft: Draft, rule: str) -> list[tuple[str, str]]:
    return [(doubt.reading, doubt.evidence) for doubt in draft.edition.apparatus.doubts if doubt.rule == rule]


def divided(*titles: str) -> str:
    return "\n\n".join(f"{title}\n\n\n{PROSE}" for title in titles)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "3 May."),
        ("en", "May 3rd, 1897"),
        ("en", "Monday, May 3"),
        ("en", "London, 3rd of May, 1897."),
        ("en", "Sept. 12"),
        ("fr", "le"),
        ("fr", "3 mai 1897"),
        ("de", "Montag, 3. Mai"),
        ("ru", "3 мая 1897"),
        ("es", "3 de mayo de 1897"),
    ],
)
def test_a_date_is_no_number(language, text):
    said = patterns(language).said(Paragraph((Text(text),)), 1)
    assert said and said.numeral is None and (said.word == "date") == (text != "le")


@pytest.mark.parametrize("text", ["3. Mayhem", "12 Angry Men", "The third of May was fine", "May", "Chapter 3"])
def test_what_is_no_date_is_none(text):
    said = patterns("en").said(Paragraph((Text(text),)), 1)
    assert said and said.word != "date"


def test_the_days_of_a_diary_are_headings_below_its_chapters(made):
    days = "".join(f"{day} May. Bistritz.\n\n{PROSE}\n\n{day} May.\n\n{PROSE}\n\n" for day in (3, 4, 5))
    draft = made(f"CHAPTER I\n\n\n{days}\n\nCHAPTER II\n\n\n{PROSE}")
    assert headings(draft) == [
        ("chapter", "CHAPTER I", 0),
        *(("subchapter", f"{day} May.", 1) for day in (3, 4, 5)),
        ("chapter", "CHAPTER II", 0),
    ]
    assert not asked(draft, "heading-number")


def test_a_diary_of_dates_alone_is_divided_by_them(made):
    draft = made("\n\n".join(f"January {day}, 1901\n\n{PROSE}" for day in (1, 2, 4)))
    assert headings(draft) == [("chapter", f"January {day}, 1901", 0) for day in (1, 2, 4)]


def test_the_date_of_a_letter_is_no_heading(made):
    letters = "\n\n".join(f"LETTER {n}\n\n\nLondon, May {n}, 1845\n\nDear Sir,\n\n{PROSE}" for n in (1, 2, 3))
    assert headings(made(letters)) == [("chapter", f"LETTER {n}", 0) for n in (1, 2, 3)]


def test_letters_are_chapters_where_nothing_else_divides_the_book(made):
    letters = "\n\n\n\n".join(f"LETTER {n}\n\nDear Sir,\n\n{PROSE}\n\nYours truly,\n\nJ. HOLM" for n in (1, 2, 3))
    draft = made(letters)
    assert headings(draft) == [("chapter", f"LETTER {n}", 0) for n in (1, 2, 3)]
    assert kinds(draft)[0] == ["LetterLine", "Paragraph", "LetterLine", "LetterLine"]


def test_letters_before_the_chapters_of_a_tale_are_letters(made):
    numbered = [f"{word} {n}\n\n{PROSE}" for word in ("LETTER", "CHAPTER") for n in (1, 2, 3)]
    roles = [role for role, _, _ in headings(made("\n\n\n\n".join(numbered)))]
    assert roles == 3 * ["letter"] + 3 * ["chapter"]


def test_dates_of_a_page_are_headings_as_its_markup_says(made):
    body = "".join(f"<h3>{day} May.</h3><p>{PROSE}</p>" for day in (3, 4))
    draft = made(
        f"<html lang=en><title>Log</title><h2>Chapter I</h2>{body}<h2>Chapter II</h2><p>{PROSE}</p>", "log.htm"
    )
    assert headings(draft)[1] == ("subchapter", "3 May.", 1) and not asked(draft, "heading-number")


def test_a_number_printed_three_times_is_two_queries(made):
    draft = made(divided("CHAPTER IV", "CHAPTER V", "CHAPTER V", "CHAPTER V", "CHAPTER VI"))
    assert [reading for reading, _ in asked(draft, "heading-number")] == ["CHAPTER V", "CHAPTER V"]


def test_single_letters_that_are_numbers_raise_no_query(made):
    draft = made(divided(*("I", "II", "III", "IV", "V", "VI")))
    assert len(headings(draft)) == 6 and not asked(draft, "heading-number")


def test_a_section_s_number_of_several_places_is_no_chapter_s(made):
    body = "".join(f"<h2>{n}. Tools</h2><p>{PROSE}</p><h3>{n}.1. Use</h3><p>{PROSE}</p>" for n in (1, 2))
    draft = made(f"<html lang=en><title>Log</title><body>{body}", "log.htm")
    assert headings(draft)[:2] == [("chapter", "1. Tools", 0), ("subchapter", "1.1. Use", 1)]
    assert not asked(draft, "heading-number")


LIST = """CONTENTS

  CHAPTER I. The Quay ....... 1
  CHAPTER II. The Light ...... 9
  CHAPTER III. The Storm .... 20
  CHAPTER IV. The Calm ...... 33
"""


def test_a_contents_list_that_agrees_is_left_out_and_raises_no_query(made):
    titles = ("CHAPTER I\n\nThe Quay", "CHAPTER II\n\nThe Light", "CHAPTER III\n\nThe Storm", "CHAPTER IV\n\nThe Calm")
    draft = made(f"{LIST}\n\n\n{divided(*titles)}")
    assert not asked(draft, "contents-differ") and len(headings(draft)) == 4
    assert [row.rule for row in draft.edition.apparatus.omissions] == ["contents"]


def test_an_entry_without_a_heading_and_a_heading_without_an_entry_are_queries(made):
    titles = ("CHAPTER I\n\nThe Quay", "CHAPTER II\n\nThe Light", "CHAPTER III\n\nThe Wind", "CHAPTER V\n\nThe Calm")
    found = asked(made(f"{LIST}\n\n\n{divided(*titles)}"), "contents-differ")
    assert [reading.split("\n")[0] for reading, _ in found] == ["CHAPTER III", "CHAPTER V"]


def test_an_entry_beyond_the_last_heading_is_a_query(made):
    draft = made(f"{LIST}\n\n\n{divided('CHAPTER I. The Quay', 'CHAPTER II. The Light', 'CHAPTER III. The Storm')}")
    evidence = "no heading of the text is this entry of the contents list"
    assert asked(draft, "contents-differ") == [("CHAPTER IV. The Calm", evidence)]


def test_a_list_of_another_level_raises_no_query(made):
    listed = "CONTENTS\n\nPART ONE. Before\nPART TWO. After\nPART THREE. Later\n"
    parts = "\n\n".join(f"PART {word}\n\n\n{divided('CHAPTER I', 'CHAPTER II')}" for word in ("ONE", "TWO", "THREE"))
    draft = made(f"{listed}\n\n\n{parts}")
    assert not asked(draft, "contents-differ")
    assert [depth for _, _, depth in headings(draft)] == [0, 1, 1] * 3


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("The Life of a Sailor. Written by Himself", "The Life of a Sailor. Written by Himself"),
        ("The Harbour by Night", "The Harbour by Night"),
        ("The Harbour, by Peter Poe", "The Harbour"),
        ("The Harbour by Captain Poe", "The Harbour"),
        ("The Harbour, Complete", "The Harbour"),
    ],
)
def test_what_a_provider_puts_behind_a_title_is_no_title(made, line, title):
    head = f"Title: {line}\nAuthor: Peter Poe\n\n*** START OF THE PROJECT GUTENBERG EBOOK X ***\n\n"
    end = "\n\n*** END OF THE PROJECT GUTENBERG EBOOK X ***\n"
    assert made(head + divided("CHAPTER I", "CHAPTER II") + end).edition.book.metadata.title == title


@pytest.mark.parametrize(
    "heads", [("I. THE {}", "II. THE {}", "IV. THE {}", "V. THE {}"), ("1. The {}", "2. The {}", "2. The {}")]
)
def test_a_number_left_out_or_repeated_takes_no_heading_away_and_is_asked_about(made, heads):
    titles = [head.format(word) for head, word in zip(heads, ("WHEEL", "RACE", "POND", "INN"), strict=False)]
    text = "\n\n\n\n".join(f"{title}\n\n\n{PROSE}\n\n{PROSE}" for title in titles)
    draft = made(f"A TALE\n\nby Ada Field\n\n\n\n{text}")
    assert [heading for _, heading, _ in headings(draft)] == titles
    assert [reading for reading, _ in asked(draft, "heading-number")] == [titles[2]]


@pytest.mark.parametrize("heads", [("CHAPTER I.", "CHAPTER II.", "CHAPTER III."), ("I.", "II.", "III.")])
def test_a_title_of_one_line_may_end_with_a_point(made, heads):
    text = "\n\n\n\n".join(
        f"{head}\n\n{word}.\n\n\n{PROSE}\n\n{PROSE}"
        for head, word in zip(heads, ("The Wheel", "The Race", "The Pond"), strict=True)
    )
    draft = made(f"A TALE\n\nby Ada Field\n\n\n\n{text}")
    assert [heading.rpartition(". ")[2] for _, heading, _ in headings(draft)] == [
        "The Wheel.",
        "The Race.",
        "The Pond.",
    ]


def test_a_paragraph_sign_may_stand_before_a_number(made):
    text = "\n\n\n\n".join(f"§ {number}. _{word}_\n\n\n{PROSE}" for number, word in ((1, "Wheels"), (2, "Ponds")))
    assert [heading for _, heading, _ in headings(made(f"A TALE\n\nby Ada Field\n\n\n\n{text}"))] == [
        "§ 1. Wheels",
        "§ 2. Ponds",
    ]


def test_notes_that_are_not_linked_have_a_heading_whatever_letters_it_is_in(made):
    text = "\n\n\n\n".join(f"CHAPTER {number}\n\n\n{PROSE}" for number in ("I", "II"))
    notes = "Notes\n\nOf the quay see Reed.\n\nOf the wall see Lee."
    draft = made(f"A TALE\n\nby Ada Field\n\n\n\n{text}\n\n\n\n{notes}")
    assert [heading for _, heading, _ in headings(draft)] == ["CHAPTER I", "CHAPTER II", "Notes"]


@pytest.mark.parametrize("mark", ["'", "’", "ʼ"])
@pytest.mark.parametrize("title", ["L{}ORAGE", "C{}EST LE SOIR", "I{}LL COME BACK", "VIII.", "CHAPTER L{}ORAGE"])
def test_a_letter_before_an_apostrophe_and_a_word_is_no_number(mark, title):
    said = patterns("en").said(Paragraph((Text(title.format(mark)),)), 1)
    assert said and (said.numeral is None) == ("{}" in title)


@pytest.mark.parametrize("mark", ["'", "’"])
@pytest.mark.parametrize("name", ["tales.htm", "tales.txt"])
def test_titles_that_begin_with_an_elided_article_head_their_chapters(made, name, mark):
    titles = ["LE MOULIN", f"L{mark}ORAGE", f"C{mark}EST LE SOIR", f"I{mark}LL COME BACK"]
    pages = {
        "tales.htm": "<h1>Tales</h1>" + "".join(f"<h2>{title}</h2><p>{PROSE}</p><p>{PROSE}</p>" for title in titles),
        "tales.txt": "Contents\n\n" + "\n".join(titles) + "\n\n\n\n" + divided(*titles),
    }
    heads = [head for role, head, _ in headings(made(pages[name], name)) if role == "chapter"]
    assert heads == [title.replace("'", "’") for title in titles]


@pytest.mark.parametrize("form", ["- {} -", "-{}-", "\u2014 {} \u2014"])
def test_a_number_between_dashes_is_its_chapter_s_over_the_title_and_opens_no_speech(made, form):
    heads = [
        f"{form.format(number)}\n\n{title}" for number, title in (("I", "Perdido"), ("II", "Guiado"), ("III", "Solo"))
    ]
    said = "Era de noche y nadie en la casa del puerto había dormido,\nporque el agua estaba a la puerta.\n"
    text = "\n\n\n".join(f"{head}\n\n{said}\n--No se apure usted, --dijo el viejo.\n" for head in heads)
    draft = made(f"LA CASA\n\npor\n\nANA CAMPO\n\n\n\n{text}")
    assert [(role, depth) for role, _, depth in headings(draft)] == [("chapter", 0)] * 3
    assert [heading.split()[-1] for _, heading, _ in headings(draft)] == ["Perdido", "Guiado", "Solo"]
    assert not any("\u2014I -" in heading for _, heading, _ in headings(draft))


def test_a_line_in_capitals_under_a_rule_heads_its_piece(made):
    pieces = ("TOWERS OF THE COAST.", "A LAMP IN THE FEN.", "WHO BUILT THE PIER?")
    rule = "       *       *       *       *       *\n\n"
    text = (
        "The Harbour Paper\n\n\n\nLETTERS.\n\n\n"
        + PROSE
        + "\n"
        + "".join(f"{rule}{piece}\n\n{PROSE}\nThe rest is silence.\n\nH.\n\n" for piece in pieces)
    )
    assert [head for _, head, _ in headings(made(text, "paper.txt"))][-3:] == [*pieces]


def test_a_line_in_capitals_under_one_rule_is_a_line(made):
    text = divided("CHAPTER I", "CHAPTER II") + "\n       *       *       *\n\nBEWARE OF THE TIDE.\n\n" + PROSE
    assert [head for _, head, _ in headings(made(text))] == ["CHAPTER I", "CHAPTER II"]


def test_a_diary_s_years_stand_over_their_days(made):
    days = [f"_{month} {day}._\n\n{PROSE}" for day, month in ((1, "January"), (2, "May"), (3, "May"))]
    years = ["\n\n".join((year, *days)) for year in ("1903", "1904")]
    draft = made("\n\n\n\n".join((f"PREFACE\n\n{PROSE}", *years)))
    entries = [("subchapter", day, 1) for day in ("January 1.", "May 2.", "May 3.")]
    assert headings(draft)[1:] == [("chapter", "1903", 0), *entries, ("chapter", "1904", 0), *entries]


def test_the_months_of_a_year_that_begins_in_spring_divide_a_diary(made):
    months = ("JANUARY 1659-1660", "FEBRUARY 1659-60", "MARCH 1659-60", "APRIL 1660", "MAY 1660", "JUNE 1660")
    draft = made("\n\n\n\n".join((f"PREFACE\n\n{PROSE}", *(f"{month}\n\n{PROSE}" for month in months))))
    assert headings(draft)[1:] == [("chapter", month.replace("-", "–"), 0) for month in months]


def test_hymns_are_numbered_before_their_metres(made):
    metres = ("C.M.", "8s & 7s.", "L.M.", "8s, 7s & 4s.")
    draft = made("\n\n\n".join(f"{n}.  {metre}\n\n{PROSE}" for n, metre in enumerate(metres, 1)))
    assert [role for role, _, _ in headings(draft)] == 4 * ["chapter"]


def test_propositions_are_chapters_where_nothing_else_divides_the_book(made):
    rows = [f"PROPOSITION {n}. THEOREM." for n in ("I", "II", "III")]
    draft = made("\n\n\n".join(f"{row}\n\n{PROSE}" for row in rows))
    assert headings(draft) == [("chapter", row, 0) for row in rows]
