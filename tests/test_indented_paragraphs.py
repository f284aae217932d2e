"""Plain texts whose paragraphs are told by their indents alone."""

from datetime import date

import pytest

from octavo.intake import Draft, new

from .drafts import headings, kinds, text

DAY = date(2026, 12, 1)
SAID = (
    "The tide came in over the quay before the lamps were lit, and\nthe men went home along the wall, saying little.",
    "“You will be wanting the boat,” said the old man, “and I shall\nbe wanting my supper, for it is late.”",
    "-- It is late, she said, and looked at the clock that had\nnever been right in all the years of the house.",
)


@pytest.fixture
def made(tmp_path):
    """Makes a book of a plain text."""

    def make(content: str) -> Draft:
        (tmp_path / "tale.txt").write_text(content, encoding="utf-8")
        return new([str(tmp_path / "tale.txt")], tmp_path / "book", DAY)

    return make


def test_paragraphs_that_no_blank_line_parts_begin_at_their_indents(made):
    chapters = "".join(
        f"\n\n     CHAPTER {n}\n\n" + "\n".join(f"     {row}" for row in SAID) for n in ("I", "II", "III", "IV")
    )
    book = made(f"     THE LONG TALE\n\n     by Ada Field{chapters}\n")
    assert len(headings(book)) == 4
    assert kinds(book) == [["Paragraph"] * 3] * 4
    assert "lit, and the men" in text(book)


def test_lines_of_verse_that_are_set_in_begin_no_paragraphs(made):
    rows = ("The tide is out, the sand is bare,", "     The gulls are walking in the sun,", "And no one is")
    stanza = "\n".join([*rows, "     That ever won.\n\n"])
    prose = "\n\n".join(SAID)
    book = made(f"THE LONG TALE\n\nby Ada Field\n\n\nCHAPTER I\n\n{prose}\n\n{stanza * 4}CHAPTER II\n\n{prose}\n")
    assert kinds(book)[0].count("Verse") == 1 and kinds(book)[0].count("Paragraph") == 3
