"""The time it takes to read and structure a text grows as the text does, and no faster."""

import time
from datetime import date

import pytest

from octavo.model import Metadata
from octavo.normalise import normalise
from octavo.readers import read
from octavo.readers.tree import Page, wording
from octavo.readers.witness import Witness
from octavo.structure.matter import structure

RECORD = Metadata("a-tale", "A Tale", "en", date(2026, 1, 1), "x")
FOURFOLD = 9
"""Four times the text may take so many times the time; with a step that looks at all of it for each part, 16."""


def wrong_markup(count: int) -> Witness:
    return Witness("a.htm", ("<h1>A Tale</h1>" + f"<p>So it was.{'</i>' * 40}</p>\n" * count).encode())


def notes(count: int) -> Witness:
    calls = "".join(f'<p>So<a href="#f{n}" id="r{n}">[{n}]</a> it was.</p>\n' for n in range(count))
    bodies = "".join(f'<p id="f{n}"><a href="#r{n}">[{n}]</a> A note.</p>\n' for n in range(count))
    return Witness("a.htm", f"<h1>A Tale</h1>{calls}<hr>{bodies}".encode())


def chapters(count: int) -> Witness:
    return Witness("a.txt", "".join(f"CHAPTER {n}\n\nSo it was.\n\n\n" for n in range(1, count)).encode())


@pytest.mark.parametrize(("made", "count"), [(wrong_markup, 600), (notes, 250), (chapters, 1200)])
def test_four_times_the_text_takes_four_times_the_time(made, count):
    spent(made(3))
    assert spent(made(4 * count)) < FOURFOLD * spent(made(count))


def spent(witness: Witness) -> float:
    """The processor's time to read and structure a text."""
    started = time.process_time()
    copy = normalise(read([witness], None), None)
    structure(copy.blocks, RECORD, omitted=copy.omissions)
    return time.process_time() - started


@pytest.mark.parametrize("digits", ["9" * 5000, "x" + "f" * 5000])
@pytest.mark.parametrize("end", [";", " ", ""])
def test_a_number_beyond_all_characters_is_none_of_them(digits, end):
    page = Page(Witness("a.htm", f"<p>So it &#{digits}{end}".encode()))
    assert wording(page.body) == "So it \ufffd"


@pytest.mark.parametrize("end", ["was &", "was <", "was &am", "<b>was", "<textarea>x</textarea>was"])
def test_the_last_words_of_a_page_that_is_cut_off_have_their_place(end):
    reading = read([Witness("a.htm", f"<h1>A Tale</h1>\n<p>So\n{end}".encode())], None)
    assert reading.blocks[-1].position.at(3).line == 3
