"""What the lines of a plain text show: prose, verse, entries, the parts of letters."""

from __future__ import annotations

from datetime import date

import pytest
from lxml import etree

from octavo import model as m
from octavo.inlines import flat
from octavo.intake import new
from octavo.normalise import normalise
from octavo.readers.text import read
from octavo.readers.witness import Witness
from octavo.render import Renderer, here

PROSE = """It was a long way down to the harbour, and the road that led there had been washed
out by the rain of the week before, so that nobody came up from it, and those who
had gone down did not return until the water had run off and the stones were laid
again."""


def shaped(text: str) -> m.Blocks:
    whole = "\n\n".join([PROSE, PROSE, text, PROSE])
    return normalise(read([Witness("w.txt", whole.encode(), "utf-8")], None), None).blocks[2:-1]


def kinds(text: str) -> list[str]:
    return [type(block).__name__ for block in shaped(text)]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            "      The lamp went out upon the stair, and no one had the heart to go,\n"
            "      And all the ships that ever sailed went by us in the dark below.",
            id="a couplet as wide as prose",
        ),
        pytest.param("    The lamp is out,\n      The oil is run.", id="two short lines"),
        pytest.param(
            "The lamp is out, the oil is run,\nThe shutters knock against the wall,\n"
            "And all the ships that ever sailed\nAre sailing hither in the dark.",
            id="a stanza at the margin",
        ),
    ],
)
def test_lines_that_begin_with_capitals_are_verse(lines):
    assert kinds(lines) == ["Verse"]


def test_a_paragraph_set_in_is_a_quotation():
    set_in = "\n".join(f"    {line}" for line in PROSE.replace("the", "a").split("\n"))
    assert kinds(set_in) == ["Quotation"]


def test_an_entry_with_a_hanging_indent_is_prose():
    (entry,) = shaped(
        "The Lamp, by A. Keeper (with notes\n  and a map of the harbour), printed\n  for the author, 1802."
    )
    assert isinstance(entry, m.Paragraph)
    assert not any(isinstance(inline, m.LineBreak) for inline in entry.children)


def test_names_in_lines_are_no_verse():
    assert kinds("Anna Field\nBruno Weir\nClara Holm\nDavid Lund\nEmma North") == ["Paragraph"]


def test_the_parts_of_a_letter_step_to_the_right():
    head = "                         Harbour Street, May.\n      My dear Madam,"
    foot = "      I am, dear Madam,\n        your most obedient\n          servant,\n            A. FIELD."
    parts = [block.part.value for block in shaped(f"{head}\n\n{PROSE}\n\n{foot}") if isinstance(block, m.LetterLine)]
    assert parts == ["dateline", "salutation", "closing", "closing", "closing", "signature"]


def test_a_name_under_a_closing_is_signed():
    lines = [block for block in shaped("Your obedient servant,\nA. FIELD.") if isinstance(block, m.LetterLine)]
    assert [line.part.value for line in lines] == ["closing", "signature"]


def test_an_exclamation_is_no_salutation():
    assert kinds("“Dear me! How odd it is!”") == ["Paragraph"]


LINES = """Of oil and of the stair I sing,
And how the light went out one night,
When all the ships that ever sailed
Were sailing hither in the dark,
And no one in the harbour woke     {}
"""
EPIC = "\n\n".join(
    f"THE LAMP\nBOOK {number}.\n\n{''.join(LINES.format(line) for line in (5, 10, 15))}"
    for number in ("I", "II", "III")
)


@pytest.fixture
def epic(tmp_path):
    (tmp_path / "epic.txt").write_text(EPIC)
    return new([str(tmp_path / "epic.txt")], tmp_path / "book", date(2026, 11, 23)).edition


def test_the_books_of_an_epic_are_its_chapters_and_its_title_stands_over_none(epic):
    assert epic.book.metadata.title == "The Lamp"
    assert [(s.role.value, flat(s.label), flat(s.title)) for s in epic.book.body] == [
        ("chapter", "BOOK I.", ""),
        ("chapter", "BOOK II.", ""),
        ("chapter", "BOOK III.", ""),
    ]


def test_the_numbers_of_lines_are_no_words_of_them(epic):
    (verse,) = epic.book.body[0].blocks
    assert [flat(line.children)[-4:] for line in verse.stanzas[0]][3:5] == ["ark,", "woke"]
    found = sorted((mark.position.line, mark.text) for mark in epic.apparatus.marks if mark.rule == "line-number")
    assert [number for _, number in found] == ["5", "10", "15"] * 3


@pytest.mark.parametrize(("lines", "classes"), [(14, "stanza"), (15, "stanza long")])
def test_a_stanza_longer_than_a_sonnet_may_go_over_a_page(lines, classes):
    verse = m.Verse((tuple(m.VerseLine((m.Text("The lamp is out"),)) for _ in range(lines)),))
    place = Renderer((), here, pictures={}, folder="images").blocks(etree.Element("div"), (verse,))
    assert place[0][0].get("class") == classes
