"""The bench: its generated book is always the same, and one word changed is one word."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))

import book


def test_the_generated_book_is_the_same_each_time_and_long_enough():
    text = book.generated()
    assert text == book.generated()
    assert abs(len(text.split()) - book.LENGTH) < 100
    assert text.count("\nChapter ") == book.CHAPTERS - 1


def test_one_word_changed_is_one_word():
    before = book.generated()
    for turn in range(3):
        pairs = zip(before.split(" "), book.one_word_changed(before, turn).split(" "), strict=True)
        assert sum(one != other for one, other in pairs) == 1


def test_gutenberg_header_and_footer_are_cut(tmp_path):
    path = tmp_path / "pg.txt"
    path.write_text("Licence\n*** START OF THIS BOOK ***\n\nText.\n\n*** END OF THIS BOOK ***\nLicence\n")
    assert book.read(path) == "Text.\n"
