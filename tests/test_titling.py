"""Display lines: even, broken by sense, no word lost."""

from hypothesis import given
from hypothesis import strategies as st

from octavo.titling import display_lines

LEANING = frozenset(["the", "of", "and", "by", "a"])


@given(st.lists(st.text("abcdef", min_size=1, max_size=9), min_size=1, max_size=20), st.integers(5, 40))
def test_no_word_is_lost_or_moved(words, measure):
    text = " ".join(words)
    assert " ".join(display_lines(text, measure, LEANING)) == text


def test_a_line_does_not_end_with_a_word_that_leans_on_the_next():
    assert display_lines("The Proletarian Revolution and the Renegade Kautsky", 28, LEANING) == [
        "The Proletarian Revolution",
        "and the Renegade Kautsky",
    ]


def test_a_no_break_space_holds():
    lines = display_lines("Letters from J.\u00a0V.\u00a0Smith to the World of Tomorrow", 14, LEANING)
    assert any("J.\u00a0V.\u00a0Smith" in line for line in lines)


def test_a_short_title_is_one_line():
    assert display_lines("Kim", 20, LEANING) == ["Kim"]
