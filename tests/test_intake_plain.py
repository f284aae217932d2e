"""Plain texts at intake: tales, parts, pages and lists told by where their lines stand."""

from datetime import date

import pytest

from octavo import model as m
from octavo.inlines import flat, leaves
from octavo.intake import Draft, new
from octavo.walk import runs

from .drafts import kinds, outline, text

DAY = date(2026, 11, 23)
PROSE = """It was late when they came down to the ford, and the ferryman had gone home
for the night, so that all of them had to wait on the bank until the morning.
Nobody spoke of it afterwards, and the road was as dark as the water was, but
the lamp in the window of the mill went on burning until the day broke.
"""


@pytest.fixture
def made(tmp_path):
    """Makes a book of a plain text under its title and author."""

    def make(text: str, title: str = "THE FORD") -> Draft:
        (tmp_path / "ford.txt").write_text(f"{title}\n\nby Ada Reed\n\n\n\n\n{text}", encoding="utf-8")
        return new([str(tmp_path / "ford.txt")], tmp_path / "book", DAY)

    return make


def asked(draft: Draft) -> list[str]:
    return [doubt.rule for doubt in draft.edition.apparatus.doubts]


def under(*titles: str, gap: int = 4) -> str:
    return ("\n" * (gap + 1)).join(f"{title}\n\n{PROSE}".rstrip() for title in titles) + "\n"


TALES = (
    "THE HERON",
    "OLD MARTHA",
    "THE BOAT AND THE BELL",
    "GREY WATER",
    "THE SECOND LAMP",
    "A LATE GUEST",
    "TOM FIDDLE",
)


def test_tales_that_a_list_of_contents_names_are_no_speakers(made):
    rows = "\n\n".join(f"     {title}" for title in TALES)
    draft = made(f"CONTENTS:\n\n{rows}\n\n\n\n\n{under(*TALES)}")
    assert outline(draft) == [f"chapter: {title}" for title in TALES]


def test_a_preface_in_a_volume_leaves_the_volume_open(made):
    volumes = (
        f"VOLUME {number}\nTHE {name}\n\n[Illustration: The {name}]\n\n\n\n\n{opening}BOOK FIRST--NIGHT\n\n\n\n\n"
        f"{under('CHAPTER I--WATER', 'CHAPTER II--STONE')}"
        for number, name, opening in (("I", "MILL", f"PREFACE\n\n\n{PROSE}\n\n\n\n"), ("II", "FORD", ""))
    )
    assert outline(made("\n\n\n\n".join(volumes), "THE LONG ROAD")) == [
        "part: VOLUME I. THE MILL",
        "  preface: PREFACE",
        "  part: BOOK FIRST. NIGHT",
        "    chapter: CHAPTER I. WATER",
        "    chapter: CHAPTER II. STONE",
        "part: VOLUME II. THE FORD",
        "  part: BOOK FIRST. NIGHT",
        "    chapter: CHAPTER I. WATER",
        "    chapter: CHAPTER II. STONE",
    ]


MIXED = tuple(title.title() for title in TALES)


def test_tales_two_lines_apart_keep_their_titles_in_small_letters(made):
    assert outline(made(under(*MIXED, gap=2))) == [f"chapter: {title}" for title in MIXED]


def test_where_text_stands_two_lines_apart_too_a_short_line_is_no_title(made):
    scenes = "\n\n\n".join(f"{PROSE}\n\n{title}\n\n{PROSE}".rstrip() for title in MIXED)
    assert outline(made(scenes)) == ["chapter: The Ford"]


def test_a_title_over_the_first_of_those_listed_is_no_tale(made):
    rows = "\n".join(f"     {title}" for title in TALES)
    draft = made(f"CONTENTS:\n\n{rows}\n\n\n\n\nALL THE TALES OF THE FORD\n\n\n\n\n{under(*TALES)}", "TALES OF LEE")
    assert outline(draft) == [f"chapter: {title}" for title in TALES]


def test_sections_that_letters_count_are_chapters_where_nothing_is_higher(made):
    names = [
        f"SECTION {letter}\n\nOF {name}" for letter, name in zip("ABCD", ("SAND", "RAIN", "ICE", "DUST"), strict=True)
    ]
    found = ["preface: PREFACE", *(f"chapter: {name}".replace("\n\n", ". ") for name in names)]
    assert outline(made(under("PREFACE", *names))) == found


def test_the_line_that_ends_a_volume_is_no_heading(made):
    volumes = (
        f"VOL. {number}.\n\n\n\n\n{under('CHAPTER I', 'CHAPTER II')}\n\n\n\nEND OF VOL. {number}."
        for number in ("I", "II")
    )
    chapters = ["  chapter: CHAPTER I", "  chapter: CHAPTER II"]
    assert outline(made("\n\n\n\n\n".join(volumes))) == ["part: VOL. I.", *chapters, "part: VOL. II.", *chapters]


def test_a_part_that_is_called_as_the_book_keeps_its_title(made):
    parts = (
        f"PART {number}\n\n{name}\n\n\n\n{under('CHAPTER I', 'CHAPTER II')}"
        for number, name in (("I", "A MILL"), ("II", "THE LONG ROAD"))
    )
    found = [row for row in outline(made("\n\n\n\n".join(parts), "THE LONG ROAD")) if row.startswith("part")]
    assert found == ["part: PART I. A MILL", "part: PART II. THE LONG ROAD"]


def test_the_tale_a_collection_is_called_by_keeps_its_title_over_its_numbers(made):
    tales = "\n\n\n\n\n".join(f"{title}\n\n{under('I', 'II', gap=2)}" for title in ("THE FORD", *TALES[:2]))
    found = [row for row in outline(made(tales, "THE FORD AND OTHER TALES")) if row.startswith("chapter")]
    assert found == ["chapter: THE FORD", "chapter: THE HERON", "chapter: OLD MARTHA"]


def test_a_front_title_over_a_line_that_only_says_introductory_is_found(made):
    text = f'EDITOR\'S NOTE\n\n{PROSE}\n\n\n\nTHE TOLL-HOUSE\n\nINTRODUCTORY TO "THE FORD"\n\n{PROSE}\n\n\n\n'
    found = outline(made(text + under("CHAPTER I", "CHAPTER II")))
    assert "THE TOLL-HOUSE" in found[1] and [row.split(":")[0] for row in found[2:]] == ["chapter", "chapter"]


def test_chapters_that_numbers_head_are_no_notes(made):
    draft = made(under(*"12345"))
    assert outline(draft) == [f"chapter: {number}" for number in "12345"] and "note-without-call" not in asked(draft)


@pytest.mark.parametrize(("call", "label"), [("[#1]", "[#1] "), ("*", "[* ")])
def test_a_note_in_brackets_is_linked(made, call, label):
    note = f"{label}It is the inn of the mill.{']' if label.startswith('[*') else ''}"
    draft = made(f"CHAPTER I\n\nThey came to the inn{call} at dusk.\n\n{note}\n\n{PROSE}\n\n\n\nCHAPTER II\n\n{PROSE}")
    assert [flat(note.blocks[0].children) for note in draft.edition.book.notes] == ["It is the inn of the mill."]
    assert asked(draft) == []


LINES = tuple(PROSE.rstrip().split("\n"))


def pages(shape: str, first: int, count: int = 6, *, breaks: bool = True) -> str:
    """Paragraphs with the numbers of pages on lines between them, within a sentence or after it."""
    half = "\n".join(LINES[:2]) if breaks else PROSE.rstrip()
    rest = "\n".join(LINES[2:]).replace("Nobody", "nobody") if breaks else PROSE.rstrip()
    rows = (f"{half}\n\n{shape.format(number)}\n\n{rest}" for number in range(first, first + count))
    return "CHAPTER I\n\n" + "\n\n".join(rows).replace("until the morning.", "until the morning and") + "\n"


def folios(draft: Draft) -> list[str]:
    found = (leaf for run in runs(draft.edition.book) for leaf in leaves(run.children))
    return [leaf.label for leaf in found if isinstance(leaf, m.PageBreak)]


@pytest.mark.parametrize("shape", ["[{}]", "|{}|", "- {} -", "{:>30}", "({})", "[Pg {}]", "Page {}", "{{{}}}"])
def test_a_line_that_numbers_a_page_parts_no_sentence(made, shape):
    draft = made(pages(shape, 11))
    assert folios(draft) == ["11", "12", "13", "14", "15", "16"] and kinds(draft) == [["Paragraph"] * 6]
    assert "until the morning and nobody spoke" in text(draft) and asked(draft) == []


@pytest.mark.parametrize("shape", ["{:>30}", "[{}]"])
def test_numbers_that_break_no_sentence_stay(made, shape):
    assert folios(made(pages(shape, 1, breaks=False))) == []


@pytest.mark.parametrize("shape", ["[{}]", "|{}|"])
def test_numbers_within_the_text_that_count_its_pages_are_page_breaks(made, shape):
    rows = "\n".join(PROSE.rstrip().replace("as dark", f"as {shape.format(number)} dark") for number in range(7, 15))
    assert folios(made(f"CHAPTER I\n\n{rows}")) == [str(number) for number in range(7, 15)]


def test_calls_whose_notes_are_missing_are_no_pages(made):
    rows = "\n".join(PROSE.rstrip().replace("as dark", f"as dark[{number}]") for number in range(1, 9))
    assert folios(made(f"CHAPTER I\n\n{rows}")) == []


def test_entries_that_brackets_number_are_no_pages(made):
    assert folios(made("CHAPTER I\n\n" + "\n\n".join(f"[{number}] {PROSE.rstrip()}" for number in range(1, 9)))) == []


def test_a_heading_set_in_that_is_not_quite_centred_is_no_signature(made):
    heads = (
        f"{'':>30}CHAPTER {number}\n\n{'':>26}{title}" for number, title in (("I", "THE MILL"), ("II", "THE FORD"))
    )
    assert outline(made(under(*heads), "OLD LEE")) == ["chapter: CHAPTER I. THE MILL", "chapter: CHAPTER II. THE FORD"]


def test_lines_with_a_rule_under_them_are_headings(made):
    rows = "\n\n".join(f"{title}\n{'-' * len(title)}\n{PROSE}".rstrip() for title in MIXED)
    draft = made(rows, "THE FORD\n========")
    assert outline(draft) == [f"chapter: {title}" for title in MIXED] and "--" not in text(draft)


def test_rules_under_lines_of_a_book_with_chapters_stay(made):
    tables = "\n\n".join(f"{title}\n{'-' * len(title)}\nA row of the table" for title in MIXED[:3])
    assert outline(made(f"{under('CHAPTER I', 'CHAPTER II')}\n\n{tables}\n")) == [
        "chapter: CHAPTER I",
        "chapter: CHAPTER II",
    ]


def test_the_first_of_the_tales_of_a_part_is_not_the_part_s_title(made):
    parts = {"PART ONE": TALES[:3], "PART TWO": TALES[3:6]}
    rows, body, found = [], [], []
    for part, tales in parts.items():
        rows.append("\n".join([part, "", *(f"    {tale.title()}" for tale in tales)]))
        body.append(f"{part}\n\n\n\n{under(*tales, gap=3)}")
        found += [f"part: {part}", *(f"  chapter: {tale}" for tale in tales)]
    blank = "\n\n\n\n\n"
    assert outline(made(f"CONTENTS\n\n{rows[0]}\n\n{rows[1]}{blank}{blank.join(body)}")) == found


RIGHTS = (
    "     Copyright, 1897, in the United States of America, according to\n              Act of Congress, by Ada Reed",
    "Entered according to Act of Congress, in the year 1876, by Ada Reed, in the\n"
    "Clerk's Office of the District Court of the United States for the Southern\nDistrict of New York.",
)


@pytest.mark.parametrize("rights", RIGHTS)
def test_a_statement_of_rights_of_several_lines_is_the_title_page_s(made, rights):
    draft = made(f"NEW YORK\n\nLEE & SONS\n\nPublishers\n\n{rights}\n\n\n\n{under('CHAPTER I', 'CHAPTER II')}")
    assert outline(draft) == ["chapter: CHAPTER I", "chapter: CHAPTER II"] and asked(draft) == []


def test_numbered_titles_that_single_blank_lines_part_are_chapters(made):
    titles = [f"{number}. {title}" for number, title in enumerate(MIXED, 1)]
    long = "\n".join([PROSE.rstrip()] * 2)
    rows = "\n\n".join(f"{title}\n\n{long}\n\n{long}" for title in titles)
    assert outline(made(rows)) == [f"chapter: {title}" for title in titles]


def test_numbered_points_over_other_points_are_no_chapters(made):
    rows = "\n\n".join(f"{number}. {title}" for number, title in enumerate(MIXED, 1))
    assert outline(made(f"{PROSE}\n\n{rows}\n\n{PROSE}")) == ["chapter: The Ford"]


def test_the_address_a_library_puts_under_a_text_is_left_out(made):
    draft = made(f"{under('CHAPTER I', 'CHAPTER II')}\n\nhttps://www.example.org/bk/92578\n")
    assert "example" not in text(draft) and [one.rule for one in draft.edition.apparatus.omissions][-1:] == [
        "title-page"
    ]
    assert any(one.rule == "navigation" for one in draft.edition.apparatus.omissions)


def test_an_address_among_words_stays(made):
    draft = made(f"{under('CHAPTER I', 'CHAPTER II')}\n\nIt is at https://www.example.org/bk/92578 today.\n")
    assert "example.org" in text(draft)


LINE = " ".join(PROSE.split())


@pytest.mark.parametrize("numbers", ["", f"I\n\n{LINE}\nII\n\n"])
def test_a_short_line_over_a_blank_one_is_a_title_where_paragraphs_are_a_line_each(tmp_path, numbers):
    tales = "".join(f"{title}\n\n{LINE}\n{LINE}\n" for title in ("The Heron", "Old Martha", "Grey Water", "Tom Fiddle"))
    (tmp_path / "lines.txt").write_text(
        f"Tales of the Ford\n\n{LINE}\n{LINE}\n{tales}{numbers}{LINE}", encoding="utf-8"
    )
    draft = new([str(tmp_path / "lines.txt")], tmp_path / "book", DAY)
    assert draft.edition.book.metadata.title == "Tales of the Ford"
    titles = [row for row in outline(draft) if row.startswith("chapter")]
    assert titles == ["chapter: The Heron", "chapter: Old Martha", "chapter: Grey Water", "chapter: Tom Fiddle"]


def test_divisions_by_word_and_number_tell_the_chapters_where_paragraphs_are_a_line_each(tmp_path):
    rows = "\n".join(f"Chapter {number}\n\n{LINE}\n{LINE}\nThe lamp\n\n{LINE}" for number in ("I", "II", "III"))
    (tmp_path / "lines.txt").write_text(rows, encoding="utf-8")
    draft = new([str(tmp_path / "lines.txt")], tmp_path / "book", DAY)
    assert outline(draft) == ["chapter: Chapter I", "chapter: Chapter II", "chapter: Chapter III"]


SONG = "  Of lamps and fords and men beyond the hill\n  I sing, and of the water and the mill,\n  And of the night.\n"


@pytest.mark.parametrize("head", ["ARGUMENT.", "THE ARGUMENT.", "THE CONTENTS OF THIS SONG."])
@pytest.mark.parametrize("count", [2, 4])
def test_what_stands_under_every_number_of_an_epic_is_no_title(made, head, count):
    numbers = ("I", "II", "III", "IV")[:count]
    draft = made("\n\n\n\n".join(f"BOOK {number}.\n\n{head}\n\n{PROSE}\n{SONG}" for number in numbers))
    assert [row for row in outline(draft) if not row.startswith(" ")] == [f"chapter: BOOK {n}." for n in numbers]
    assert text(draft).count(head) == count


def test_a_title_that_a_second_chapter_has_too_is_a_title(made):
    titles = ("I\n\nTHE FORD", "II\n\nTHE LAMP", "III\n\nTHE LAMP", "IV\n\nTHE MILL")
    draft = made(under(*(f"CHAPTER {title}" for title in titles)))
    assert [row.rpartition("THE ")[2] for row in outline(draft)] == ["FORD", "LAMP", "LAMP", "MILL"]


def test_what_a_number_counts_may_be_in_italics(made):
    draft = made(f"CHAPTER I\n\nOn the 3_rd_ he paid 1_s._ 6_d._ for file a_1_b and no more.\n\n{PROSE}")
    spans = [leaf for run in runs(draft.edition.book) for leaf in run.children if isinstance(leaf, m.Emphasis)]
    assert [flat(span.children) for span in spans] == ["rd", "s.", "d."]
    assert "file a_1_b" in text(draft)
