"""The time it takes to read and structure a text grows as the text does, and no faster."""

import time
from collections.abc import Callable
from datetime import date

import pytest

from octavo.model import Heading, Metadata
from octavo.normalise import normalise
from octavo.readers import read
from octavo.readers.tree import Page, wording
from octavo.readers.witness import Witness
from octavo.structure.matter import structure

from .test_intake_laws import agree

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


def hyphens(count: int) -> Witness:
    return Witness("a.txt", b"A Tale\n\n\n" + b"So it was in a land of gold-\nen corn.\n" * count)


def page(markup: str) -> Callable[[int], Witness]:
    return lambda count: Witness("a.htm", f"<h1>A Tale</h1><p>{markup * count}".encode())


def one_paragraph_of_notes(count: int) -> Witness:
    calls = "".join(f'So<a href="#f{n}" id="r{n}">[{n}]</a> it was.\n' for n in range(count))
    bodies = "".join(f'<p id="f{n}"><a href="#r{n}">[{n}]</a> A note.</p>\n' for n in range(count))
    return Witness("a.htm", f"<h1>A Tale</h1><p>{calls}</p><hr>{bodies}".encode())


def attributes(count: int) -> Witness:
    return Witness("a.htm", f"<p {' '.join(f'a{n}=x' for n in range(count))}>So it was.".encode())


PAGES = [
    (one_paragraph_of_notes, 100),
    (attributes, 2000),
    (page("So <img src=a.png> was.\n"), 150),
    (page("<div><p>So it was.</p>"), 800),
    (page("<ul><li>So it was."), 800),
    (page("<center>So it was.<br>"), 800),
    (lambda count: Witness("a.htm", f"<p>So{'&nbsp;' * 5 * count}it was.".encode()), 800),
]


@pytest.mark.parametrize(
    ("made", "count"), [*PAGES, (wrong_markup, 600), (notes, 250), (chapters, 1200), (hyphens, 2000)]
)
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


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "> " * 300 + "So it was\n"),
        ("a.md", "".join(f"{'  ' * depth}- So it was\n" for depth in range(200))),
        ("a.md", "*a " * 1500 + "So it was" + "*" * 1500),
        ("a.md", "<b>a " * 1500 + "So it was"),
        ("a.htm", "<svg><g>" * 1500 + "<text>So it was"),
        ("a.htm", "<div>" * 1500 + "So <select><option>it</select> was"),
        ("a.htm", "<em><b><i><sup>" * 700 + "So it was"),
    ],
)
def test_words_that_stand_deeper_than_all_sense_are_read_or_on_record(name, text):
    agree(Witness(name, f"So it was.\n\n{text}".encode()))


@pytest.mark.parametrize("shape", ["![", "^[", "^[a", "<!--", "<p><!-- "])
def test_what_markdown_opens_and_never_closes_is_looked_through_once(shape):
    seconds = []
    for count in (1000, 4000):
        started = time.process_time()
        agree(Witness("a.md", f"So it was.\n\n{shape * count}\n".encode()))
        seconds.append(time.process_time() - started)
    assert seconds[1] < 10 * seconds[0] + 0.3


@pytest.mark.parametrize("text", ["> " * 300 + "So it was\n", "> " * 2000 + "So it was\n"])
def test_what_stands_too_deep_in_markdown_stays_as_it_stands_with_a_query(text):
    reading = read([Witness("a.md", text.encode())], None)
    assert "So it was" in str(reading.blocks)
    assert [doubt.rule for doubt in reading.doubts] == ["not-read"]


@pytest.mark.parametrize("layer", ["div", "blockquote", "font", "center"])
def test_a_page_that_never_closes_its_layers_keeps_its_headings_and_paragraphs(layer):
    chapters = "".join(
        f"<{layer}>Free {n}.<h2>Chapter {n}</h2><p>So it was.</p><p>And so on.</p>" for n in range(1, 201)
    )
    page = Witness("a.htm", f"<h1>A Tale</h1>{chapters}".encode())
    copy = normalise(read([page], None), None)
    headings = [block for block in copy.blocks if isinstance(block, Heading) and block.level == 2]
    assert len(headings) == 200
    agree(page)
