"""Plain texts of Project Gutenberg at intake: stories, poems, advertisements, notes and what frames them."""

from datetime import date

import pytest

from octavo import model as m
from octavo.intake import Draft, new
from octavo.structure.headings import patterns

from .drafts import kinds, outline, text

DAY = date(2026, 11, 23)
PROSE = """It was late when they came down to the ford, and the ferryman had gone home
for the night, so that all of them had to wait on the bank until the morning.
Nobody spoke of it afterwards, and the road was as dark as the water was, but
the lamp in the window of the mill went on burning until the day broke.
"""
VERSE = "The lamp is out, the oil is run,\nThe shutters knock against the wall,\nAnd all the ships are gone."


@pytest.fixture
def made(tmp_path):
    """Makes a book of a text in Project Gutenberg's frame, with more lines of its header."""

    def make(text: str, *more: str, title: str = "The Ford", language: str = "English") -> Draft:
        labels = "\n\n".join([f"Title: {title}", "Author: Ada Reed", *more, f"Language: {language}"])
        frame = f"THE PROJECT GUTENBERG EBOOK {title.upper()} ***"
        whole = f"{labels}\n\n*** START OF {frame}\n\n{text}\n\n*** END OF {frame}\n"
        (tmp_path / "pg99999.txt").write_text(whole, encoding="utf-8")
        return new([str(tmp_path / "pg99999.txt")], tmp_path / "book", DAY)

    return make


def chapters(*titles: str) -> str:
    return "\n\n\n\n".join(f"{title}\n\n\n{PROSE}" for title in titles)


NUMBERED = chapters("CHAPTER I\n\nTHE WATER", "CHAPTER II\n\nTHE ROAD", "CHAPTER III\n\nTHE MILL")


def test_whoever_wrote_the_introduction_is_named(made):
    draft = made(NUMBERED, "Author of introduction, etc.: Jo Lee")
    people = [(person.name, person.role) for person in draft.edition.book.metadata.contributors]
    assert people == [("Ada Reed", "aut"), ("Jo Lee", "aui")]


def test_a_remark_in_brackets_of_several_paragraphs_is_left_out_whole(made):
    remark = (
        "[This e-text includes letters with accents.\n\n  \u0101 \u0113 (long vowels)\n\nUse another font if need be.]"
    )
    draft = made(f"{remark}\n\n\n\n{NUMBERED}")
    assert "font" not in text(draft) and not draft.edition.book.front


def test_a_heading_of_two_lines_set_in_is_no_verse(made):
    heads = [f" CHAPTER {number}.\n {title}" for number, title in (("I", "THE WATER"), ("II", "THE ROAD"))]
    assert outline(made(chapters(*heads))) == ["chapter: CHAPTER I. THE WATER", "chapter: CHAPTER II. THE ROAD"]


def test_the_tale_a_book_is_called_by_keeps_its_heading(made):
    tales = chapters("The Ford", "A Night at Lee", "The Boatman's Son")
    draft = made(f"THE FORD\n\nby Ada Reed\n\n\n\n{tales}")
    assert outline(draft) == ["chapter: The Ford", "chapter: A Night at Lee", "chapter: The Boatman\u2019s Son"]


def test_tales_in_small_letters_hold_their_numbered_pieces(made):
    pieces = f"I\n\n{PROSE}\n\nII\n\n{PROSE}"
    tales = "\n\n\n\n".join(
        (f"The Old Ford\n\n{pieces}", f"A Night at Lee\n\n{PROSE}", f"The Boatman's Son\n\n{pieces}")
    )
    assert outline(made(f"THE FORD\n\nby Ada Reed\n\n\n\n{tales}")) == [
        "chapter: The Old Ford",
        "  subchapter: I",
        "  subchapter: II",
        "chapter: A Night at Lee",
        "chapter: The Boatman\u2019s Son",
        "  subchapter: I",
        "  subchapter: II",
    ]


def test_numbers_within_one_tale_of_the_contents_list_count_its_pieces(made):
    names = ("THE WATER", "THE ROAD", "THE MILL", "THE LAMP", "LETTERS")
    tales = chapters(*names[:4]) + f"\n\n\n\nLETTERS\n\nI.\n\nTO ANNA\n\n{PROSE}\n\nII.\n\nTO BRUNO\n\n{PROSE}"
    draft = made("CONTENTS\n\n" + "\n".join(names) + f"\n\n\n\n{tales}")
    assert outline(draft)[3:] == [
        "chapter: THE LAMP",
        "chapter: LETTERS",
        "  subchapter: I. TO ANNA",
        "  subchapter: II. TO BRUNO",
    ]


def test_a_title_of_the_contents_list_is_no_dedication(made):
    names = ("TO THE SEA", "THE ROAD", "THE MILL")
    draft = made("CONTENTS\n\n" + "\n".join(names) + f"\n\n\n\n{chapters(*names)}\n\n\n\nI\n\n{PROSE}\n\nII\n\n{PROSE}")
    assert "TO THE SEA" in outline(draft)[0] and not outline(draft)[0].startswith("dedication")


def test_a_number_alone_ends_the_title_page(made):
    parts = f"I\n\nTHE FORD\n\n{PROSE}\n\n\n\nII\n\nTHE MILL\n\n{PROSE}"
    draft = made(f"THE FORD, AND THE MILL\n\nBy Ada Reed\n\n1881\n\n\n\n{parts}", title="The Ford, and the Mill")
    assert outline(draft) == ["chapter: I. THE FORD", "chapter: II. THE MILL"]


def test_a_preface_told_of_on_the_title_page_is_no_preface(made):
    page = "THE FORD\n\nAda Reed\n\n1857\n\nPreface by Jo Lee\n\n\n\nTO\n\nMY MOTHER\n\nWHO KNEW IT.\n\n\n\n"
    draft = made(f"{page}PREFACE\n\n\n{PROSE}\n\n\n\n{NUMBERED}")
    assert outline(draft)[:2] == ["dedication: Dedication", "preface: PREFACE"]


def test_what_stands_in_capitals_after_the_last_chapter_is_a_section(made):
    ads = f"BOOKS BY THE SAME AUTHOR\n\n{PROSE}\n\n\n\n\nA CHEAP SERIES\n\n{PROSE}"
    assert outline(made(f"{NUMBERED}\n\nTHE END\n\n\n\n\n{ads}"))[2:] == [
        "chapter: CHAPTER III. THE MILL",
        "appendix: BOOKS BY THE SAME AUTHOR",
        "appendix: A CHEAP SERIES",
    ]


def test_subheadings_in_capitals_stay_in_the_last_chapter_as_in_the_others(made):
    heads = [f"CHAPTER {number}\n\n\n{PROSE}\n\n\n\nA SIGN\n\n{PROSE}" for number in ("I", "II", "III")]
    assert [row.split(":")[0] for row in outline(made("\n\n\n\n".join(heads)))] == ["chapter"] * 3


def test_a_heading_whose_notes_are_all_linked_is_left_out(made):
    notes = "NOTES\n\n\n[1] A seabird.\n\n[2] So it was."
    draft = made(
        NUMBERED.replace("water was", "water was[1]", 1).replace("gone home", "gone home[2]", 1) + f"\n\n\n\n{notes}"
    )
    assert len(draft.edition.book.notes) == 2 and "NOTES" not in text(draft)


STANZAS = "\n\n".join(
    "  nel mezzo del cammin di nostra via,\n  mi ritrovai per una selva scura,\n  tra gente che non era mia."
    for _ in range(4)
)


def test_lines_in_small_letters_that_end_with_stops_are_verse(made):
    cantos = "\n\n\n\n".join(
        f"  CANTO {number}\n\n\n{STANZAS}\n\n  e uscimmo tutti a riveder le stelle." for number in ("I", "II")
    )
    draft = made(cantos, language="Italian")
    assert kinds(draft) == [["Verse"], ["Verse"]]
    verse = draft.edition.book.body[0].blocks[0]
    assert isinstance(verse, m.Verse) and len(verse.stanzas) == 5


def test_many_differences_from_the_contents_list_are_one_query(made):
    rows = [
        f"CHAPTER {number}. The {name}"
        for number, name in zip(("I", "II", "III"), ("Water", "Road", "Mill"), strict=True)
    ]
    numbers = (
        "IV",
        "V",
        "VI",
        "VII",
        "VIII",
        "IX",
        "X",
        "XI",
        "XII",
        "XIII",
        "XIV",
        "XV",
        "XVI",
        "XVII",
        "XVIII",
        "XIX",
    )
    known = [f"CHAPTER {number}. A Day" for number in numbers]
    lost = [f"CHAPTER {number}. A Night" for number in ("XX", "XXI", "XXII", "XXIII")]
    draft = made("CONTENTS\n\n" + "\n".join([*rows, *known, *lost]) + f"\n\n\n\n{chapters(*rows, *known)}")
    (doubt,) = [doubt for doubt in draft.edition.apparatus.doubts if doubt.rule == "contents-differ"]
    assert doubt.reading == "CHAPTER XX. A Night" and "CHAPTER XXIII. A Night" in doubt.evidence


def test_the_letters_of_an_index_are_no_chapters(made):
    letters = "\n\n\n".join(f"{letter}.\n\nFord, 12.\n\nMill, 40." for letter in "ABCDEF")
    rows = outline(made(f"{NUMBERED}\n\n\n\nINDEX\n\n\n{letters}"))
    assert rows[3:5] == ["index: INDEX", "  subchapter: A."] and len(rows) == 10


@pytest.mark.parametrize("between", [" \u2022 ", "\n  "])
def test_a_division_told_behind_or_under_the_name_of_its_part_is_numbered_in_it(made, between):
    def part(name: str) -> str:
        heads = (f"  {name.title()}{between}Canto {number}" for number in ("I", "II"))
        return f"  {name}\n\n\n\n\n" + "\n\n\n".join(f"{head}\n\n\n{STANZAS}" for head in heads)

    draft = made(f"{part('INFERNO')}\n\n\n\n\n{part('PURGATORIO')}", language="Italian")
    said = " \u2022 " if between.strip() else " "
    assert outline(draft)[:3] == [
        "part: INFERNO",
        f"  chapter: Inferno{said}Canto I",
        f"  chapter: Inferno{said}Canto II",
    ]
    assert draft.edition.book.body[1].sections[1].number == "II"


def test_titles_right_over_titles_are_parts(made):
    poems = [f"{name}\n\n\n{VERSE}" for name in ("THE LAMP", "TO ANNA", "THE MILL", "A NIGHT")]
    text = ["SONGS OF THE SEA", *poems[:2], "SONGS OF THE LAND", *poems[2:]]
    assert outline(made("\n\n\n\n".join(text))) == [
        "part: SONGS OF THE SEA",
        "  chapter: THE LAMP",
        "  chapter: TO ANNA",
        "part: SONGS OF THE LAND",
        "  chapter: THE MILL",
        "  chapter: A NIGHT",
    ]


def test_a_title_that_begins_with_a_division_s_word_is_a_title(made):
    names = ("What Is a Book?", "Book Values", "Part of the Art", "The Mill")
    draft = made("CONTENTS\n\n" + "\n".join(names) + f"\n\n\n\n{chapters(*names)}")
    assert [row.split(":")[0] for row in outline(draft)] == ["chapter"] * 4


@pytest.mark.parametrize(
    ("language", "heading", "number"),
    [
        ("en", "CHAPTER FIFTY-SEVEN", 57),
        ("en", "Twenty-First Chapter", 21),
        ("fr", "CHAPITRE VINGT ET UNIÈME", 21),
        ("de", "Einundzwanzigstes Kapitel", 21),
        ("es", "CAPÍTULO VIGÉSIMO PRIMERO", 21),
        ("it", "CANTO TRENTESIMOTERZO", 33),
        ("nl", "Een en twintigste hoofdstuk", 21),
        ("fi", "Kahdeskymmenesensimmäinen luku", 21),
        ("la", "LIBER UNDECIMUS", 11),
        ("pt", "CAPÍTULO DÉCIMO SEGUNDO", 12),
        ("de", "Erster Theil.", 1),
        ("de", "Drittes Capitel", 3),
        ("fr", "CHAPITRE Ier. LE PORT", 1),
        ("it", "CAPO IV.", 4),
        ("en", "SERMON II", 2),
    ],
)
def test_divisions_are_counted_as_old_books_print_them(language, heading, number):
    said = patterns(language).said(m.Paragraph((m.Text(heading),)), 2)
    assert said and said.number == number


def test_a_note_named_by_its_page_and_letter_is_linked(made):
    told = NUMBERED.replace("water was", "water was.{16:A}", 1)
    draft = made(told.replace("day broke.\n", "day broke.\n\nFOOTNOTES:\n\n{16:A} A seabird.\n", 1))
    assert [note.label for note in draft.edition.book.notes] == ["16:A"] and "FOOTNOTES" not in text(draft)


def test_letters_count_on_through_the_parts_and_are_signed_not_spoken(made):
    def letter(number: int) -> str:
        return f"{number}.\n\nTO ANNA REED.\n\n{PROSE}\n\nBRUNO.\n\n\n"

    text = (
        "".join(map(letter, range(16, 23))) + "\n\nTHIRD PART.\n\nTHE ROAD.\n\n\n" + "".join(map(letter, range(23, 30)))
    )
    rows = outline(made(text))
    assert rows[6:9] == ["chapter: 22. TO ANNA REED.", "part: THIRD PART. THE ROAD.", "  chapter: 23. TO ANNA REED."]
    assert len(rows) == 15


def test_the_poems_of_books_stand_in_them(made):
    poems = [f"{name}\n\n  {VERSE}" for name in ("The Lamp", "To Foreign Lands", "The Mill", "A Night at Lee")]
    books = ("BOOK I.  INSCRIPTIONS", *poems[:2], "BOOK II", *poems[2:])
    assert outline(made("\n\n\n\n".join(books))) == [
        "part: BOOK I. INSCRIPTIONS",
        "  chapter: The Lamp",
        "  chapter: To Foreign Lands",
        "part: BOOK II",
        "  chapter: The Mill",
        "  chapter: A Night at Lee",
    ]


def test_the_plays_of_a_volume_are_its_parts(made):
    speech = "ANNA.\n\nIs it late?\n\nBRUNO.\n\nIt is late.\n\n"
    persons = "DRAMATIS PERSON\u00c6\n\nANNA, a miller.\nBRUNO, her son."
    acts = f"{persons}\n\n\n\nACT I\n\n\n{speech * 4}\n\n\nACT II\n\n\n{speech * 4}"
    plays = "\n\n\n\n".join(f"{name}\n\nA PLAY IN TWO ACTS\n\n1911\n\n\n\n{acts}" for name in ("THE LAMP", "THE MILL"))
    page = "SMALL CLASSICS\n\nVOLUME VI\n\nTHE FORD\n\nADA REED"
    draft = made(f"{page}\n\n\n\nCONTENTS\n\n  The Lamp  1\n  The Mill  9\n\n\n\n{plays}")
    assert outline(draft) == [
        row
        for name in ("THE LAMP", "THE MILL")
        for row in (
            f"part: {name}",
            "  dramatis-personae: DRAMATIS PERSON\u00c6",
            "  chapter: ACT I",
            "  chapter: ACT II",
        )
    ]


def test_a_second_list_with_what_each_chapter_tells_of_is_a_list_too(made):
    names = ("THE WATER", "THE ROAD", "THE MILL")
    numbers = ("I", "II", "III")
    short = "\n".join(f" {number}. {name}" for number, name in enumerate(names, 1))
    rows = [f"CHAPTER {n}. {name}\n\n  Of the ford.\n  Of the lamp." for n, name in enumerate(names, 1)]
    heads = [f"CHAPTER {number}.\n{name}" for number, name in zip(numbers, names, strict=True)]
    listed = f"CONTENTS\n\n INTRODUCTION.\n{short}\n\nINTRODUCTION.\n\n\n\n" + "\n\n".join(rows)
    draft = made(f"{listed}\n\n\n\n\nINTRODUCTION.\n\n\n{PROSE}\n\n\n\n{chapters(*heads)}")
    assert outline(draft) == [
        "introduction: INTRODUCTION.",
        *(f"chapter: CHAPTER {number}. {name}" for number, name in zip(numbers, names, strict=True)),
    ]


LINES = (
    "OPTIC TALES:",
    "OR, A",
    "TREATISE",
    "_Of Lamps_",
    "AND",
    "COLOURS.",
    "_The_ FOURTH EDITION.",
    "By Sir _ADA REED_, Knt.",
)


@pytest.mark.parametrize(
    ("head", "title", "author"),
    [
        ("\n\n".join(LINES), "Optic Tales: Or, a Treatise of Lamps and Colours", "Sir Ada Reed"),
        ("THE FORD: TALES AND POEMS BY ADA REED\n   (Edited by Jo Lee).", "The Ford: Tales and Poems", "Ada Reed"),
        ("The Collected Works of Ada Reed", "The Collected Works of Ada Reed", "Ada Reed"),
        ("FORD TALES\nCHAPTER I.", "Ford Tales", "Unknown author"),
        ("SPEECHES ON FORDS\n\nPROCEEDINGS\n\n\n\nEdited by Jo Lee", "Speeches on Fords", "Unknown author"),
    ],
)
def test_title_and_author_are_read_from_the_first_lines(head, title, author, tmp_path):
    (tmp_path / "w.txt").write_text(f"{head}\n\n\n\n{NUMBERED}", encoding="utf-8")
    record = new([str(tmp_path / "w.txt")], tmp_path / "book", DAY).edition.book.metadata
    assert (record.title, next(person.name for person in record.contributors if person.role == "aut")) == (
        title,
        author,
    )


def test_the_oldest_releases_say_title_and_author_in_their_first_words(tmp_path):
    head = "This is the February 1992 Project Gutenberg release of:\n\nThe Ford by Ada Reed"
    (tmp_path / "ford12.txt").write_text(f"{head}\n\n\n\n\nThe Ford\n\n\n\n{NUMBERED}", encoding="utf-8")
    record = new([str(tmp_path / "ford12.txt")], tmp_path / "book", DAY).edition.book.metadata
    assert (record.title, record.contributors[0].name) == ("The Ford", "Ada Reed")


def test_a_preface_by_a_person_is_a_preface(made):
    rows = outline(made(f"PREFACE by the Rev. J. Lee, M. A.\n\n\n{PROSE}\n\n\n\n{NUMBERED}"))
    assert rows[0] == "preface: PREFACE by the Rev. J. Lee, M. A."


def test_the_tales_of_a_volume_of_collected_works(made):
    page = "\n\n\n".join(
        ["WORKS\nOF\nADA REED", "FIRST PART\nSTUDIES", "FIRST BOOK", "LEE.--PRINTED BY E. WEIR, 2", "1874"]
    )
    notice = f"ADA REED\n\n\n{PROSE}"
    tales = [
        f"THE LAMP.\n\n\n  DEDICATED TO ANNA WEIR.\n\n\n{PROSE}\n\nParis, July 1842.",
        f"THE MILL.\n\n\n{PROSE}\n\nLee, May 1843.",
        f"THE ROAD.\n\n\n{PROSE}\n\nLee, June 1843.",
        f"THE FERRY.\n\n\n{PROSE}",
    ]
    rows = "\n".join(
        f"  {name}  {page}" for page, name in enumerate(("Notice", "The Lamp", "The Mill", "The Road", "The Ferry"), 1)
    )
    listed = f"CONTENTS.\n\n\n{rows}\n\n\nEND OF THE LIST."
    draft = made("\n\n\n\n".join([page, notice, *tales, listed]))
    assert outline(draft) == [
        "chapter: ADA REED",
        "chapter: THE LAMP.",
        "chapter: THE MILL.",
        "chapter: THE ROAD.",
        "chapter: THE FERRY.",
    ]
    assert "END OF THE LIST" not in text(draft) and "PRINTED" not in text(draft)


def test_the_songs_of_a_book_whatever_letters_their_titles_are_in(made):
    page = (
        "THE\n\nFORD.\n\n\nBY\n\nA. REED.\n\n\nNEW-YORK:\n\n" + "LEAVITT & ALDEN, 7 CORNHILL, BOSTON:\n" * 4 + "\n1844."
    )
    songs = [
        f"GONE TO LEE.\n\nWords by Weir.\n\n\n{VERSE}",
        f"The Boatman's Wish.\n\nBY JO LEE.\n\n\n{VERSE}",
        f"WHAT MEANS THAT LOOK?\n\nWords by Weir.\n\n\n{VERSE}",
        f"The Mill at Night.\n\nBY JO LEE.\n\n\n{VERSE}",
    ]
    draft = made("\n\n\n\n".join([page, "THE\n\nFORD.", *songs]))
    assert outline(draft) == [
        "chapter: GONE TO LEE.",
        "chapter: The Boatman\u2019s Wish.",
        "chapter: WHAT MEANS THAT LOOK?",
        "chapter: The Mill at Night.",
    ]
    assert "LEAVITT" not in text(draft)


def test_the_years_before_a_name_are_no_part_of_it(tmp_path):
    head = "Title: The Ford\n\nAuthor: active approximately 1876-1880 Jo Lee\n\nLanguage: English\n\n"
    frame = "THE PROJECT GUTENBERG EBOOK THE FORD ***"
    whole = f"{head}*** START OF {frame}\n\n{NUMBERED}\n\n*** END OF {frame}\n"
    (tmp_path / "w.txt").write_text(whole, encoding="utf-8")
    (person,) = new([str(tmp_path / "w.txt")], tmp_path / "book", DAY).edition.book.metadata.contributors
    assert (person.name, person.role) == ("Jo Lee", "aut")


def test_the_first_half_of_a_title_stands_again_before_the_text(made):
    text = "\n\n\n\n".join(["PREFACE.\n\n" + PROSE, "THE OLD FORD.", "PROLOGUE.\n\n" + PROSE, NUMBERED])
    draft = made(text, title="The Old Ford; or, A Year at Lee")
    assert outline(draft)[:3] == ["preface: PREFACE.", "prologue: PROLOGUE.", "chapter: CHAPTER I. THE WATER"]


def test_an_act_with_its_scene_behind_a_comma_is_two_headings(made):
    speech = "ANNA.\nIs it late?\n\nBRUNO.\nIt is late.\n\n"
    acts = [f"Actus {act}, Scaena Prima.\n\n{speech * 4}" for act in ("Primus", "Secundus")]
    assert outline(made("\n\n\n".join(acts))) == [
        "chapter: Actus Primus,",
        "  subchapter: Scaena Prima.",
        "chapter: Actus Secundus,",
        "  subchapter: Scaena Prima.",
    ]


def test_a_direction_under_the_title_is_no_author(tmp_path):
    (tmp_path / "w.txt").write_text(f"The Life of the Ford\n\nEnter Prologue.\n\n{VERSE}\n\n\n\n{NUMBERED}")
    record = new([str(tmp_path / "w.txt")], tmp_path / "book", DAY).edition.book.metadata
    assert (record.title, record.contributors[0].name) == ("The Life of the Ford", "Unknown author")


def test_a_tableau_that_ends_a_play_is_no_act(made):
    speech = "ANNA.\nIs it late?\n\nBRUNO.\nIt is late.\n\n"
    draft = made(f"FIRST ACT\n\n\n{speech * 4}\n\nSECOND ACT\n\n\n{speech * 4}\n\nTABLEAU\n\nCURTAIN")
    assert outline(draft) == ["chapter: FIRST ACT", "chapter: SECOND ACT"]


REMARK = "[Transcriber's Note: This etext was produced from\n  Tales of the Ford October 1953.]"


@pytest.mark.parametrize("paragraphs", [4, 30])
def test_the_remark_under_the_title_of_a_short_text_goes_and_the_text_stays(made, paragraphs):
    draft = made(f"  THE FORD\n\n  By ADA REED\n\n\n  {REMARK}\n\n\n" + "\n\n".join([PROSE] * paragraphs))
    assert text(draft).count("ferryman") == paragraphs and "1953" not in text(draft)


def test_a_remark_without_brackets_over_most_of_the_text_does_not_end_it(made):
    draft = made("THE FORD\n\n\n\nTranscriber's Note: spelling is kept.\n\n" + "\n\n".join([PROSE] * 4))
    assert text(draft).count("ferryman") == 4


HEADER = """The Project Gutenberg Etext of The Ford
by Ada Reed

Please do not remove this header information.

**Welcome To The World of Free Plain Vanilla Electronic Texts**

Title: The Ford

Author: Ada Reed

Release Date: November, 2003  [Etext #99999]

Language: English

The "legal small print" and other information about this book
may now be found at the end of this file.  Please read this
important information, as it gives you specific rights and
tells you about restrictions in how the file may be used.

***
Jo Lee and the Online Distributed Proofreading Team.
"""
FOOTER = """End of The Project Gutenberg Etext of The Ford
by Ada Reed

***START** THE SMALL PRINT! **FOR PUBLIC DOMAIN EBOOKS**START***
Why is this statement here? You know: lawyers.
*END THE SMALL PRINT! FOR PUBLIC DOMAIN EBOOKS*Ver.02/11/02*END*
"""


def test_a_header_ends_with_its_last_words_where_the_small_print_stands_at_the_end(tmp_path):
    (tmp_path / "99999.txt").write_text(f"{HEADER}\n\n\nTHE FORD\n\n\n\n{NUMBERED}\n\n\n{FOOTER}", encoding="utf-8")
    draft = new([str(tmp_path / "99999.txt")], tmp_path / "book", DAY)
    assert [line.split(":")[0] for line in outline(draft)] == ["chapter"] * 3
    assert "Vanilla" not in text(draft) and "lawyers" not in text(draft) and "It was late" in text(draft)
    assert draft.edition.book.metadata.title == "The Ford"


def test_a_remark_on_the_kind_of_text_and_one_of_who_posted_it_are_left_out(made):
    remark = (
        '[This text is intended for users whose text readers cannot use the "real"\n(Unicode/UTF-8) version of it.]'
    )
    end = 'Poster\'s note: "foard" was corrected from a misprint in the original.'
    draft = made(f"{remark}\n\n\n\n\n{NUMBERED}\n\n\n{end}")
    assert "Unicode" not in text(draft) and "misprint" not in text(draft)


def test_a_finale_after_the_chapters_is_an_epilogue(made):
    assert outline(made(f"{NUMBERED}\n\n\n\nFINALE\n\n\n{PROSE}"))[-1] == "epilogue: FINALE"


def test_an_english_preface_and_contents_stand_before_a_latin_text(made):
    rows = "\n\n".join(
        f"  {title}    {page}" for title, page in (("PREFACE", "v"), ("LIBER I", "1"), ("LIBER II", "9"))
    )
    draft = made(f"CONTENTS\n\n{rows}\n\n\n\n\n{chapters('PREFACE', 'LIBER I', 'LIBER II')}", language="Latin")
    assert outline(draft)[0] == "preface: PREFACE" and "CONTENTS" not in text(draft)
