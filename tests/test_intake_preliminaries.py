"""What stands before the first chapter: the title page's own lines, dedication, epigraph, the work's own heading."""

from datetime import date
from pathlib import Path

import pytest

from octavo import model as m
from octavo.inlines import flat
from octavo.intake.casing import case
from octavo.intake.identify import identify
from octavo.lines import block_text
from octavo.normalise import normalise
from octavo.personal_names import straight
from octavo.readers import read
from octavo.readers.encoding import witness
from octavo.readers.witness import Witness
from octavo.structure.matter import Structured, structure

PROSE = (
    "It was late when they came to the ford, and the ferryman had gone home,\n"
    "so that they had to wait there for the morning. Nobody spoke of it\n"
    "afterwards, and the road was as dark as the water."
)
CHAPTERS = f"CHAPTER I\n\n{PROSE}\n\n\nCHAPTER II\n\n{PROSE}\n"
LINES = ("THE CROSSING", "OR", "THE FERRYMAN'S YEAR", "BY ADA B. REED, M.A.", "AUTHOR OF", "THE MILL", "LONDON\n1871")
TITLE = "\n\n".join(LINES) + "\n\n\n\n"


def structured(text: str) -> Structured:
    record = m.Metadata(
        "b", "The Crossing", "en-GB", date(2026, 11, 23), "urn:x:b", contributors=(m.Contributor("Ada Reed"),)
    )
    return structure(normalise(read([Witness("w.txt", text.encode())], None), None).blocks, record)


def shape(sections: tuple[m.Section, ...]) -> list:
    return [(s.role.value, flat(s.title)) for s in sections]


def test_no_line_of_the_title_page_is_a_section():
    picture = "[Illustration: The ferryman holds up his lantern, and looks for\na long time over the dark water.]\n\n\n"
    made = structured(f"{picture}{TITLE}{CHAPTERS}")
    assert not made.front and len(made.body) == 2
    assert {row.rule for row in made.omissions} == {"title-page"}


def test_a_dedication_and_an_epigraph_are_called_so():
    made = structured(
        f'{TITLE}TO\nMY MOTHER\n\nwho knew the ford\n\n\n\n"There is no water like that water,\nand no road."\n\n'
        f"--_Old song_\n\n\n\n{CHAPTERS}"
    )
    assert shape(made.front) == [("dedication", "Dedication"), ("epigraph", "Epigraph")]
    assert all(section.supplied for section in made.front)
    words = [" ".join(map(block_text, section.blocks)).split() for section in made.front]
    assert words[0][-1] == "ford" and words[1][-1] == "song"


def test_an_epigraph_on_the_title_page_stays_in_the_book():
    verse = '  "There is no water like that water,\n  And no road like that road."\n\n'
    made = structured(f"THE CROSSING\n\nBY ADA REED\n\n{verse}1871\n\n\n\n{CHAPTERS}")
    assert shape(made.front) == [("epigraph", "Epigraph")]


def test_a_dedication_with_place_and_year_is_no_title_page():
    verses = "    _To_ =Grant Miller=\n\n    _Dear friend, the water and the land\n      are yours, and mine to sing._"
    made = structured(f"{TITLE}{verses}\n\n    LEE, 1909\n\n\n\n{CHAPTERS}")
    assert shape(made.front) == [("dedication", "Dedication")]
    assert block_text(made.front[0].blocks[0]).startswith("To Grant") and "1909" in block_text(made.front[0].blocks[-1])


def test_years_over_text_are_headings_and_none_is_the_title_page_s():
    made = structured(f"{TITLE}" + "\n\n\n".join(f"{year}\n\n{PROSE}" for year in (1801, 1802, 1804)))
    assert shape(made.body) == [("subchapter", "1801"), ("subchapter", "1802"), ("subchapter", "1804")]


def test_a_sentence_on_the_title_page_is_the_text_s_though_it_tells_a_year():
    note = "The spelling of 1801 has been kept here as the writer had it."
    made = structured(f"{TITLE}{note}\n\n\n\n{CHAPTERS}")
    assert [block_text(block) for section in made.front for block in section.blocks] == [note]


def test_a_line_for_a_person_dedicates():
    made = structured(f"{TITLE}For Mary, who never read it.\n\n\n\n{CHAPTERS}")
    assert shape(made.front) == [("dedication", "Dedication")]
    made = structured(f"{TITLE}For Sale by All Booksellers\n\n\n\n{CHAPTERS}")
    assert not made.front


def test_a_half_title_after_the_preface_is_none_of_its_text():
    record = m.Metadata("b", "The Crossing and Other Tales", "en-GB", date(2026, 11, 23), "urn:x:b")
    text = f"PREFACE\n\n{PROSE}\n\nA. R.\n\n\n\nTHE CROSSING\n\n\n\n{CHAPTERS}"
    made = structure(normalise(read([Witness("w.txt", text.encode())], None), None).blocks, record)
    assert block_text(made.front[0].blocks[-1]) == "A. R." and "half-title" in {row.rule for row in made.omissions}


def test_the_date_over_a_short_entry_is_not_the_year_of_the_book():
    days = "\n\n\n".join(f"{day} May 1917\n\n{PROSE}" for day in (1, 2, 4))
    found = identify([witness("text/w.txt", f"THE CROSSING\n\nBy Ada Reed\n\n\n\n{days}".encode())[0]])
    assert found.published is None


@pytest.mark.parametrize(
    ("head", "title", "subtitle"),
    [
        ("THE CROSSING\n\nA Comedy in Two Acts", "The Crossing", "A Comedy in Two Acts"),
        ("The Crossing\n\nNovel", "The Crossing", "Novel"),
        ("THE CROSSING\n\nOf the River", "The Crossing of the River", None),
        ("THE\n\nCROSSING", "The Crossing", None),
    ],
)
def test_the_line_that_tells_the_kind_of_a_work_is_its_subtitle(head, title, subtitle):
    found = identify([witness("text/w.txt", f"{head}\n\nBy Ada Reed\n\n\n\n{CHAPTERS}".encode())[0]])
    assert (found.title, found.subtitle) == (title, subtitle)
    if subtitle:
        found = identify([witness("text/w.txt", f"{head}\n\nAda Reed\n\n\n\n{CHAPTERS}".encode())[0]])
        assert (found.title, found.subtitle, found.contributors[0].name) == (title, subtitle, "Ada Reed")


def test_a_letter_that_dedicates_the_book_is_its_dedication():
    made = structured(
        f"{TITLE}TO JOHN MILLER, ESQ., OF LEE.\n\n{PROSE}\n\nTHE AUTHOR.\n\n\n\nPREFACE\n\n{PROSE}\n\n\n{CHAPTERS}"
    )
    assert shape(made.front) == [("dedication", "TO JOHN MILLER, ESQ., OF LEE."), ("preface", "PREFACE")]


def test_a_work_without_chapters_follows_its_introduction():
    made = structured(
        f"{TITLE}INTRODUCTION\n\n{PROSE}\n\n\n\nBIBLIOGRAPHY\n\n{PROSE}\n\n\n\nTHE LAY OF THE FORD\n\n{PROSE}"
    )
    assert shape(made.front) == [("introduction", "INTRODUCTION"), ("bibliography", "BIBLIOGRAPHY")]
    assert shape(made.body) == [("chapter", "THE LAY OF THE FORD")]


def test_titles_widely_set_off_are_chapters_where_nothing_is_numbered():
    stories = "\n\n\n\n".join(f"{name}\n\n{PROSE}" for name in ("The Ford", "A Night at Lee", "The Boatman's Son"))
    made = structured(f"{TITLE}{stories}")
    assert shape(made.body) == [
        ("chapter", "The Ford"),
        ("chapter", "A Night at Lee"),
        ("chapter", "The Boatman's Son"),
    ]


def test_a_chapter_in_pieces_keeps_its_number():
    heads = ("I. THE WATER", "II. THE ROAD: BY DAY", "II. THE ROAD: BY NIGHT", "III. THE HOUSE")
    made = structured(f"{TITLE}" + "\n\n\n".join(f"{head}\n\n{PROSE}" for head in heads))
    assert [section.number for section in made.body] == ["I", "II", "II", "III"]


def test_a_title_in_quotation_marks_stands_under_its_number():
    made = structured(f'{TITLE}I\n\nTHE FORD\n\n{PROSE}\n\n\nII\n\n"OLD TOM" COMES HOME\n\n{PROSE}')
    assert shape(made.body) == [("chapter", "THE FORD"), ("chapter", '"OLD TOM" COMES HOME')]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Reed, Ada Brown", "Ada Brown Reed"),
        ("Ada Reed (1871)", "Ada Reed"),
        ("Ada Reed, Ph.D.", "Ada Reed, Ph.D."),
        ("Reed, Jr.", "Reed, Jr."),
        ("John Miller, Earl of Lee", "John Miller, Earl of Lee"),
    ],
)
def test_a_name_stands_as_on_a_title_page(said: str, name: str):
    assert straight(said) == name


def test_a_number_in_a_title_keeps_its_capitals():
    assert case("KING HENRY VI AND THE FORD") == "King Henry VI and the Ford"


@pytest.mark.parametrize(
    ("head", "title", "author"),
    [
        ("THE CROSSING\n\n(1871)\n\nBy Ada Reed", "The Crossing", "Ada Reed"),
        ("A YEAR AT THE FORD\n\nAda Reed", "A Year at the Ford", "Ada Reed"),
        ("THE CROSSING\n\nBY MRS. ADA B.C. REED", "The Crossing", "Mrs. Ada B.C. Reed"),
    ],
)
def test_title_and_author_are_told_apart(head: str, title: str, author: str, tmp_path: Path):
    found = identify([witness("text/w.txt", f"{head}\n\n\n\n{CHAPTERS}".encode())[0]])
    assert (found.title, found.contributors[0].name) == (title, author)


TOLD = "Tom Ferry said nothing to the smith, and hard as the times were Tom Ferry bought no bread."


@pytest.mark.parametrize(
    ("head", "title", "author"),
    [
        ("Tom Ferry\n\nAda Reed", "Tom Ferry", "Ada Reed"),
        ("Ada Reed\n\nTom Ferry", "Tom Ferry", "Ada Reed"),
        ("ADA REED\n\nHARD TIMES", "Hard Times", "Ada Reed"),
        ("Daisy Moor\n\nAda Reed\n\nLONDON 1871", "Daisy Moor", "Ada Reed"),
        ("Ada Reed\n\nDAISY MOOR", "Daisy Moor", "Ada Reed"),
    ],
)
def test_of_two_names_the_title_is_the_one_the_text_speaks_of_or_else_the_first(head, title, author):
    found = identify([witness("text/w.txt", f"{head}\n\n\n\nCHAPTER I\n\n{TOLD}\n\n\n{CHAPTERS}".encode())[0]])
    assert (found.title, found.contributors[0].name) == (title, author)
    assert any("have one shape" in doubt and title in doubt and author in doubt for doubt in found.doubts)


@pytest.mark.parametrize("over", ["<h2>Tom Ferry</h2><h1>Ada Reed</h1>", "<h1>Ada Reed</h1><h2>Tom Ferry</h2>"])
def test_the_name_over_or_under_the_title_a_page_states_is_its_author(over):
    page = f"<html lang=en><title>Ada Reed</title>{over}<h3>Chapter I</h3><p>{TOLD}</p><h3>Chapter II</h3><p>{TOLD}</p>"
    found = identify([witness("text/w.htm", page.encode())[0]])
    assert (found.title, found.contributors[0].name) == ("Ada Reed", "Tom Ferry")
    assert not any("one shape" in doubt for doubt in found.doubts)


def test_a_heading_over_text_is_no_author_though_it_looks_like_a_name():
    poems = "".join(f"<h2>{name}</h2><p>The wind is up<br>and nobody comes.</p>" for name in ("Late Rain", "Tom Ferry"))
    found = identify([witness("text/w.htm", f"<html lang=en><title>Songs</title><h1>Songs</h1>{poems}".encode())[0]])
    assert (found.title, found.contributors[0].name) == ("Songs", "Unknown author")


def test_the_chapters_of_each_book_stand_in_it():
    books = (
        f"BOOK {book}.\n\n\nCHAPTER THE FIRST.\n\n{PROSE}\n\n\nCHAPTER THE SECOND.\n\n{PROSE}" for book in ("I", "II")
    )
    made = structured(TITLE + "\n\n\n".join(books))
    assert [(part.number, [chapter.number for chapter in part.sections]) for part in made.body] == [
        ("I", ["THE FIRST", "THE SECOND"]),
        ("II", ["THE FIRST", "THE SECOND"]),
    ]


def test_a_number_in_words_is_a_heading_in_its_series():
    made = structured(TITLE + "\n\n\n".join(f"{number}\n\n{PROSE}" for number in ("ONE", "TWO", "THREE")))
    assert [section.number for section in made.body] == ["ONE", "TWO", "THREE"]


def test_a_word_in_the_heading_tells_what_stands_before_the_chapters():
    made = structured(f"{TITLE}THE AUTHOR'S INTRODUCTION TO THE TALE\n\n{PROSE}\n\n\n{CHAPTERS}")
    assert [section.role.value for section in made.front] == ["introduction"]


@pytest.mark.parametrize(
    ("language", "heads"),
    [
        ("nl", ("EERSTE HOOFDSTUK", "TWEEDE HOOFDSTUK")),
        ("fi", ("ENSIMMÄINEN LUKU.", "TOINEN LUKU.")),
        ("la", ("CAPUT I", "CAPUT II")),
        ("pt", ("CAPITULO I", "CAPITULO II")),
        ("sv", ("Första kapitlet", "Andra kapitlet")),
        ("da", ("Første Kapitel", "Andet Kapitel")),
        ("pl", ("ROZDZIAŁ PIERWSZY", "ROZDZIAŁ DRUGI")),
    ],
)
def test_chapters_are_known_in_other_languages(language: str, heads: tuple[str, ...]):
    record = m.Metadata("b", "X", language, date(2026, 11, 23), "urn:x:b")
    text = "\n\n\n".join(f"{head}\n\n{PROSE}" for head in heads)
    made = structure(normalise(read([Witness("w.txt", text.encode())], None), None).blocks, record)
    assert [(section.role.value, bool(section.number)) for section in made.body] == [("chapter", True)] * 2


FRAME = "Title: The Crossing\n\nAuthor: Ada Reed\n\n*** START OF THIS PROJECT GUTENBERG EBOOK X ***\n\n\n\n"
END = "\n\n\n*** END OF THIS PROJECT GUTENBERG EBOOK X ***\n"
MANY = "\n\n".join(f"[a{number}] = the letter a with a sign of the printer's own over it" for number in range(30))


def framed(text: str) -> list[str]:
    """The words of the sections made of a text in its provider's frame."""
    page = witness("text/w.txt", f"{FRAME}{text}{END}".encode())[0]
    found = identify([page])
    copy = normalise(read([page], found.provider), found.provider)
    return [block_text(block) for block in copy.blocks]


@pytest.mark.parametrize(
    "note",
    [
        f"TRANSCRIBER'S NOTES\n\n\nItalics stand between _lines_.\n\n{MANY}\n\n\n\n\n",
        "Transcriber's Note: Errors of the press\nare mended.\n\nWords in _lines_ were in italics.\n\n----------\n\n",
        "[Transcriber's Note: Errors of the press are mended.]\n\n",
        "Transcriber's Note: Errors of the press are mended.\n\n",
    ],
)
def test_the_transcriber_s_notes_before_the_text_end_where_it_begins(note: str):
    blocks = framed(f"Produced by Ada Reed\n\n\n\n\n{note}THE CROSSING\n\nBY ADA REED\n\n\n\n\n{CHAPTERS}")
    assert blocks[0] == "THE CROSSING"


def test_long_notes_of_the_transcriber_after_the_text_are_no_part_of_it():
    blocks = framed(f"{CHAPTERS}\n\n\n\n\nTranscriber's Notes\n\n\nItalics stand between _lines_.\n\n{MANY}")
    assert "Transcriber" not in "\n".join(blocks) and blocks[-1].endswith("as the water.")


def test_a_text_that_begins_without_a_heading_is_no_title_page():
    speech = '"You will not sleep," said the old man, "until we are over."'
    for start in (PROSE, "He ran.", speech):
        made = structured(f"{TITLE}{start}\n\n{PROSE}\n\n{speech}\n\n{PROSE}\n\n\n\n{CHAPTERS}")
        (section,) = made.front
        assert section.role is m.Role.INTRODUCTION and len(section.blocks) == 4


def test_the_tale_a_book_is_called_by_keeps_its_title():
    names = ("THE CROSSING", "THE MILL", "THE WEIR")
    listed = "".join(f"  {name}\n" for name in names)
    made = structured(
        f"THE CROSSING\n\nAND OTHER TALES\n\nBY\n\nADA REED\n\n\n\nCONTENTS\n\n{listed}\n\n\n\n"
        + "\n\n\n\n".join(f"{name}\n\n\n{PROSE}" for name in names)
    )
    assert shape(made.body) == [("chapter", name) for name in names]


def tales(*heads: str) -> str:
    """Each heading over two numbered pieces of prose, the last over prose."""
    pieces = "\n\n\n".join(f"{number}\n\n{PROSE}" for number in ("I", "II"))
    return "\n\n\n\n".join([*(f"{head}\n\n\n{pieces}" for head in heads[:-1]), f"{heads[-1]}\n\n\n{PROSE}"])


@pytest.mark.parametrize(
    "heads", [("THE FORD", "THE MILL", "THE WEIR"), ("I. THE FORD", "II. THE MILL", "III. THE WEIR")]
)
def test_numbers_that_begin_again_under_titles_count_pieces_of_tales(heads: tuple[str, ...]):
    listed = "".join(f"  {head}\n" for head in heads)
    made = structured(f"{TITLE}CONTENTS\n\n{listed}\n\n\n\n{tales(*heads)}")
    assert [section.role.value for section in made.body] == ["chapter"] * 3
    assert [len(section.sections) for section in made.body] == [2, 2, 0]


def test_numbered_titles_widely_set_off_are_chapters_though_they_end_with_a_point():
    made = structured(
        TITLE + "\n\n\n\n\n".join(f"{n}. {day} Day.\n\n{PROSE}" for n, day in ((1, "First"), (2, "Next")))
    )
    assert [(section.number, flat(section.title)) for section in made.body] == [("1", "First Day."), ("2", "Next Day.")]


def test_listed_notes_with_numbers_of_their_own_are_an_appendix():
    listed = "  I. THE FORD\n\n II. THE MILL\n\nNOTES OF HISTORY\n\n  I. Of Lee\n\n II. Of the Mill"
    text = f"CHAPTER I\n\nTHE FORD\n\n{PROSE}\n\n\n\nCHAPTER II\n\nTHE MILL\n\n{PROSE}"
    notes = f"NOTES OF HISTORY\n\n\nI\n\nOF LEE\n\n{PROSE}\n\n\nII\n\nOF THE MILL\n\n{PROSE}"
    made = structured(f"{TITLE}CONTENTS\n\n{listed}\n\n\n\n\n{text}\n\n\n\n\n{notes}")
    assert [section.role.value for section in (*made.body, *made.back)] == ["chapter", "chapter", "appendix"]


OLD = "The Project Gutenberg Etext of {0}\n#15 in our series by Ada Reed\n\n\nCopyright.\n\n\n{1}{2}END\n\n\n"
SMALL = "*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*"


@pytest.mark.parametrize(
    ("first", "named"),
    [
        ("The Crossing", "The Crossing\n\nby Ada Reed\n\nMarch, 1999  [Etext #1661]\n\n\n"),
        ("The Crossing, by Ada Reed", ""),
    ],
)
def test_an_old_header_without_labels_names_title_and_author(first: str, named: str):
    text = f"{OLD.format(first, named, SMALL)}THE CROSSING by ADA REED\n\n\n\n{CHAPTERS}"
    found = identify([witness("text/w.txt", text.encode())[0]])
    assert (found.title, found.contributors[0].name) == ("The Crossing", "Ada Reed")


def test_a_row_of_stars_over_words_is_no_remark_of_the_provider():
    blocks = framed(f"Produced by Ada Reed\n\n\n***\nThe water rose.\n\n\n{CHAPTERS}")
    assert "The water rose." in blocks[0]


def test_a_dedication_in_lines_behind_the_preface_is_none_of_its_text():
    lines = "TO THE\n\nREV. A. FIELD, B.D.\n\nVICAR OF LEE,\n\nTHIS VOLUME\n\nIS INSCRIBED"
    made = structured(f"{TITLE}PREFACE\n\n{PROSE}\n\nA. R.\n\n\n\n\n{lines}\n\n\n\n\n{CHAPTERS}")
    assert shape(made.front) == [("preface", "PREFACE"), ("dedication", "Dedication")]
    assert block_text(made.front[0].blocks[-1]) == "A. R." and block_text(made.front[1].blocks[0]) == "TO THE"
