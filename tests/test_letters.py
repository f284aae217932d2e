"""Letters: their parts told by the shape of the blocks, alike in a plain text and on a page."""

from __future__ import annotations

from datetime import date

import pytest

from octavo import model as m
from octavo.inlines import flat
from octavo.intake import new
from octavo.walk import sections

from .drafts import headings

PROSE = (
    "the lamp was lit at six, as it had been every evening since the harbour\n"
    "was built, and the keeper went down the stair again with the empty can in\n"
    "his hand, and wrote this letter before he slept.\n"
)
LETTER = ["Harbour Street, 4th May, 1842.", "My dear Anna,", PROSE, "Your loving brother,", "A. FIELD.", "P.S. Write."]
PARTS = ["dateline", "salutation", "closing", "signature", "postscript"]


@pytest.fixture
def parts(tmp_path):
    """(part, words) of each part of a letter in a book made of a text or of a page."""

    def made(content: str) -> list[tuple[str, str]]:
        path = tmp_path / ("letters.html" if content.startswith("<") else "letters.txt")
        path.write_text(content)
        book = new([str(path)], tmp_path / "book", date(2026, 11, 24)).edition.book
        blocks = (block for _, _, section in sections(book) for block in section.blocks)
        return [(block.part.value, flat(block.children)) for block in blocks if isinstance(block, m.LetterLine)]

    return made


def plain(*blocks: str) -> str:
    return "\n\n".join(("LETTERS", "by Ada Reed", "", "LETTER I", *blocks, "", "LETTER II", PROSE))


def page(*blocks: str) -> str:
    rows = "".join(f"<p>{block}</p>" for block in blocks)
    return f"<html><body><h1>Letters</h1><h2>Letter I</h2>{rows}<h2>Letter II</h2><p>{PROSE}</p></body></html>"


@pytest.mark.parametrize("form", [plain, page])
def test_the_blocks_of_a_letter_are_its_parts(parts, form):
    rows = parts(form(*LETTER))
    assert [part for part, _ in rows] == PARTS
    assert [words for _, words in rows] == [words for words in LETTER if words is not PROSE]


@pytest.mark.parametrize("form", [plain, page])
def test_a_date_first_in_a_letter_is_its_dateline_and_one_under_the_name_too(parts, form):
    rows = parts(form("Wednesday Night, March 1.", PROSE, "Yours ever,", "ANNA", "Harbour Street, May 5."))
    assert [part for part, _ in rows] == ["dateline", "closing", "signature", "dateline"]


def test_an_address_over_a_date_is_of_the_dateline(parts):
    far = " " * 44
    rows = parts(plain(f"{far}14, Harbour Street,\n{far}May 3rd, 1877.", PROSE))
    assert [part for part, _ in rows] == ["dateline", "dateline"]


def test_lines_of_one_paragraph_are_parts_too(parts):
    rows = parts(page(PROSE, "I am, Sir,<br>your obedient servant,<br>A. FIELD"))
    assert [part for part, _ in rows] == ["closing", "closing", "signature"]


@pytest.mark.parametrize(
    "blocks",
    [
        pytest.param(("Anna Field.", PROSE), id="a name"),
        pytest.param(("Yours was the better lamp,", "and it went out."), id="a sentence"),
        pytest.param(("P.S. is what she wrote.", PROSE), id="no name above"),
    ],
)
@pytest.mark.parametrize("form", [plain, page])
def test_a_short_paragraph_alone_is_none(parts, form, blocks):
    assert parts(form(PROSE, *blocks)) == []


def test_a_number_far_to_the_right_is_no_signature(tmp_path):
    path = tmp_path / "roads.txt"
    far = " " * 30
    chapters = "".join(f"{far}{number}\n\n\nNow {PROSE}\n\n\n" for number in ("I", "II", "III"))
    path.write_text(f"THE ROAD\n\nby Ada Reed\n\n\n{chapters}")
    book = new([str(path)], tmp_path / "book", date(2026, 11, 24)).edition.book
    assert [section.number for section in book.body] == ["I", "II", "III"]


@pytest.mark.parametrize("right", ['align="right"', 'style="text-align: right"'])
def test_lines_that_a_page_sets_right_are_parts(parts, right):
    foot = f"<p {right}>I am, Sir,<br>A. FIELD</p>"
    rows = parts(page(PROSE).replace("<h2>Letter II", f"{foot}<h2>Letter II"))
    assert rows == [("closing", "I am, Sir,"), ("signature", "A. FIELD")]


def test_a_name_that_a_page_sets_right_is_signed_without_a_closing(parts):
    foot = '<p align="right">Ada Field</p>'
    assert parts(page(PROSE).replace("<h2>Letter II", f"{foot}<h2>Letter II")) == [("signature", "Ada Field")]


@pytest.mark.parametrize("form", [plain, page])
@pytest.mark.parametrize(
    ("closing", "name"),
    [
        ("Your affectionate friend,", "CHAS. FIELD."),
        ("As ever, your true friend,", "FIELD."),
        ("In haste, your", "A. Field"),
        ("Votre tout dévoué,", "A. FIELD."),
    ],
)
def test_a_line_that_ends_with_whose_the_writer_is_closes_a_letter(parts, form, closing, name):
    assert parts(form(PROSE, closing, name)) == [("closing", closing), ("signature", name)]


@pytest.mark.parametrize("form", [plain, page])
def test_a_name_signs_the_paragraph_that_ends_with_whose_the_writer_is(parts, form):
    rows = parts(form(PROSE, "It was kind of you to write, and to think of your admirer and friend,", "A. Field."))
    assert rows == [("signature", "A. Field.")]


def test_a_short_paragraph_under_a_whole_sentence_signs_nothing(parts):
    assert not parts(plain(PROSE, "It was kind of you to write to your admirer and friend.", "The Pilot", PROSE))


def test_a_half_title_after_a_preface_is_no_signature(parts):
    assert not parts(f"TALES\n\nby Ada Reed\n\n\n\nPREFACE\n\n{PROSE}\n\n\n\nA HARBOUR\n\n\n\nCHAPTER I\n\n{PROSE}")


def test_a_name_in_capitals_at_the_end_signs_letters_and_prefaces_alone(parts):
    heads = ("PREFACE", "1.\n\nTO ANNA MARIA.", "2.\n\nTO TOM.", "3.\n\nTHE PILOT")
    texts = [f"{head}\n\nBEST OF ALL KEEPERS,--\n\n{PROSE}\nA. FIELD.\n\nMay 4, 1842." for head in heads]
    rows = parts("LETTERS\n\nby Ada Reed\n\n\n\n" + "\n\n\n\n".join(texts) + f"\n\n\n\n4.\n\nTHE END OF IT\n\n{PROSE}")
    assert (
        rows
        == [("salutation", "BEST OF ALL KEEPERS,\u2060—"), ("signature", "A. FIELD."), ("dateline", "May 4, 1842.")] * 3
    )


def test_letters_whose_headings_only_tell_to_whom_they_go_divide_the_book(tmp_path):
    to = ("To the Warden.", "To Mr. HOLM, master of the lamps at Brim.", "To Dr. HOLM.")
    letters = "\n\n\n\n\n".join(f"{whom}\n\nSIR,\n\n{PROSE}\n\nYours always,\n\nA. REED" for whom in to * 2)
    (tmp_path / "letters.txt").write_text(f"THE LETTERS\n\n\n\n\n{letters}", encoding="utf-8")
    draft = new([str(tmp_path / "letters.txt")], tmp_path / "book", date(2026, 12, 1))
    assert headings(draft) == [("chapter", whom, 0) for whom in to * 2]


def test_a_contents_list_that_tells_to_whom_and_when_leaves_the_first_letter(tmp_path):
    to = [f"TO {name}" for name in ("THE WARDEN", "MRS. HOLM", "THE MASTER", "DR. REED")]
    rows = "\n".join(f"{whom.title()}, May {day}, 1871{' ' * 12}{day}" for day, whom in enumerate(to, 1))
    letters = "".join(f"{whom}\n\n  LEEDS, May {day}, 1871.\n\n{PROSE}\n\n\n\n" for day, whom in enumerate(to, 1))
    (tmp_path / "letters.txt").write_text(f"THE LETTERS\n\n\n\n\nCONTENTS\n\n\n{rows}\n\n\n\n\n{letters}")
    draft = new([str(tmp_path / "letters.txt")], tmp_path / "book", date(2026, 12, 1))
    assert headings(draft) == [("chapter", whom, 0) for whom in to]
