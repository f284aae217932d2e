"""Passages together: speech over paragraphs, verse, cells, spans in another language, a book's own style."""

from __future__ import annotations

import pytest
from fixtures import named

from octavo.languages.language import Family
from octavo.typography import DashStyle, Kind, Passage, Settings, Span, apply, settle, typeset_book


def typeset(passages: list[Passage], language: str, settings: Settings = Settings()) -> list[str]:  # noqa: B008
    findings = settle(passages, language, settings)
    return [named(apply(passage.text, found.edits)) for passage, found in zip(passages, findings, strict=True)]


@pytest.mark.parametrize(
    ("language", "paragraphs", "expected"),
    [
        ("en-US", ['"One.', '"Two.', '"Three," he said.'], ["“One.", "“Two.", "“Three,” he said."]),
        ("en-GB", ["'One.", "'Two.", "'Three,' he said."], ["‘One.", "‘Two.", "‘Three,’ he said."]),
    ],
)
def test_a_speech_goes_on_over_paragraphs(language: str, paragraphs: list[str], expected: list[str]) -> None:
    assert typeset_book(paragraphs, language) == expected


def test_each_line_of_verse_may_open_again() -> None:
    (found,) = typeset([Passage('"One,\n"Two,\n"Three."', Kind.VERSE)], "en-US")
    assert found == "“One,\n“Two,\n“Three.”"


def test_a_ditto_mark_stays() -> None:
    assert typeset([Passage('"', Kind.CELL)], "en-US") == ['"']


def test_a_span_follows_the_rules_of_its_language() -> None:
    text = 'He said "Qui est là? Moi!" to \'em--and left.'
    start = text.index("Qui")
    (found,) = typeset([Passage(text, spans=(Span(start, start + 16, "fr"),))], "en-US")
    assert found == "He said “Qui est là[nn]? Moi[nn]!” to ’em[wj]—and left."


def test_the_book_tells_which_word_is_clipped() -> None:
    book = ["He saw 'gollops there.", "Then 'gollops came and 'gollops went.", "'gollops' book"]
    assert typeset_book(book, "en-US")[1] == "Then ’gollops came and ’gollops went."


def test_a_book_may_lay_down_its_marks_and_dash() -> None:
    settings = Settings(outer_quotes=Family.SINGLE, dash=DashStyle.EN)
    assert typeset([Passage("'So'--then")], "en-US", settings) == ["‘So’[nb]– then"]


def test_a_query_leaves_the_text_and_says_why() -> None:
    (found,) = settle([Passage("peaceloving and freedom-loving")], "en-GB")
    (query,) = found.queries
    assert found.edits == ()
    assert (query.start, query.end, query.suggestion) == (0, 11, "peace-loving")
    assert query.evidence == "no dictionary has it; the book has 'freedom-loving'"


def test_no_rule_reaches_into_what_an_editor_lets_stand() -> None:
    assert typeset([Passage("so -- then -- now", kept=((3, 5),))], "en-US") == ["so -- then[wj]—now"]
