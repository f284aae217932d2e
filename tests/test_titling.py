"""Display lines: even, broken by sense, no word lost."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from octavo import model as m
from octavo.titling import Breaks, display_lines, names, settings, shortened

from .specimen import book as specimen


def book(title: str, text: str) -> m.Book:
    chapter = specimen.section(m.Role.CHAPTER, 1, "One", specimen.p(text))
    return m.Book(replace(specimen.METADATA, title=title), body=(chapter,))


LEANING = frozenset(["the", "of", "and", "by", "a"])


def test_words_in_capitals_take_more_of_the_measure():
    assert display_lines("The Miller’s Daughter", 22, Breaks()) == ("The Miller’s Daughter",)
    assert display_lines("THE MILLER’S DAUGHTER", 22, Breaks()) == ("THE MILLER’S", "DAUGHTER")


@given(st.lists(st.text("abcdef", min_size=1, max_size=9), min_size=1, max_size=20), st.integers(5, 40))
def test_no_word_is_lost_or_moved(words, measure):
    text = " ".join(words)
    assert " ".join(display_lines(text, measure, Breaks(LEANING))) == text


def test_a_line_does_not_end_with_a_word_that_leans_on_the_next():
    assert display_lines("The Proletarian Revolution and the Renegade Kautsky", 28, Breaks(LEANING)) == (
        "The Proletarian Revolution",
        "and the Renegade Kautsky",
    )


def test_a_no_break_space_holds():
    lines = display_lines("Letters from J.\u00a0V.\u00a0Smith to the World of Tomorrow", 14, Breaks(LEANING))
    assert any("J.\u00a0V.\u00a0Smith" in line for line in lines)


def test_an_initial_stays_with_the_name_it_is_of():
    words = "Correspondence with Winston S. Churchill and Clement R. Attlee"
    assert display_lines(words, 42, Breaks(LEANING)) == (
        "Correspondence with Winston S. Churchill",
        "and Clement R. Attlee",
    )


def test_a_short_title_is_one_line():
    assert display_lines("Kim", 20, Breaks(LEANING)) == ("Kim",)


def test_a_name_is_kept_whole_where_the_text_shows_that_it_is_one():
    text = "They left Great Britain, and saw Great Britain again. Great Men walked there, and great many."
    title = "Great Men of Great Britain and the Road"
    found = names(book(title, text))
    assert found == {("Great", "Britain")}
    assert display_lines(title, 14, Breaks(LEANING)) == ("Great Men", "of Great Britain", "and the Road")
    history = "A History of Great Britain in Wartime"
    assert display_lines(history, 28, Breaks(LEANING)) == ("A History of Great", "Britain in Wartime")
    assert display_lines(history, 28, Breaks(LEANING, found)) == ("A History of Great Britain", "in Wartime")


def test_words_that_are_only_ever_names_make_one():
    text = "They call me Finn, and once it was Huckleberry. So said Finn; the adventures were over."
    assert names(book("Adventures of Huckleberry Finn", text)) == {("Huckleberry", "Finn")}
    assert not names(book("Adventures of Huckleberry Finn", text + " A huckleberry is a fruit."))


def test_a_title_is_broken_into_any_number_of_lines():
    made = list(settings("Ten Days That Shook the World", Breaks(LEANING), len, range(1, 9)))
    assert [len(setting.lines) for setting in made] == [1, 2, 3, 4, 5, 6]
    assert made[2].lines == ("Ten Days", "That Shook", "the World")
    assert made[2].cost < made[3].cost


def test_a_running_head_ends_at_a_stop_or_with_a_word_and_an_ellipsis():
    def in_short(text: str, measure: int) -> str:
        return shortened(text, lambda line: len(line) <= measure, LEANING)

    assert in_short("An Inquiry into Tides", 30) == "An Inquiry into Tides"
    assert in_short("An Inquiry into Tides, and the Causes of their Delay", 30) == "An Inquiry into Tides"
    assert in_short("In which the ferryman of the ford is late", 30) == "In which the ferryman…"
