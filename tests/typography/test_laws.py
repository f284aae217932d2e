"""The laws, on any text: words survive, edits are in order, and typesetting twice changes nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from octavo.typography import RULES, Kind, Passage, Settings, Span, apply, settle, typeset_book, typeset_text
from octavo.typography.draft import Draft
from octavo.typography.edit import Edit

LANGUAGES = ("en-US", "en-GB", "fr", "de", "ru", "es", "la")
PIECES = st.sampled_from(
    [
        *"\"'“”‘’«»„`-–—….,;:!? \n()",
        *("--", "...", ". . .", "''", "----", " - ", "\u00a0", "\u202f", "\u200a", "\u2060"),
        *(
            "a",
            "I",
            "the",
            "'tis",
            "em",
            "boys",
            "enemy",
            "that",
            "pro",
            "letariat",
            "1941",
            "45",
            "Mr.",
            "J.",
            "5",
        ),
        *("из", "и", "т.", "д.", "z.", "B.", "él", "ça"),
    ]
)
TYPED = PIECES.filter(str.isascii)
TEXTS = (st.lists(PIECES, max_size=25) | st.lists(TYPED, max_size=25)).map("".join) | st.text(max_size=40)
RULE_NAMES = sorted({rule.name for rule in RULES})
quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def skeleton(text: str) -> str:
    """The letters and digits of a text."""
    return "".join(character for character in text if character.isalnum())


@pytest.mark.parametrize("language", LANGUAGES)
@quick
@given(text=TEXTS)
def test_typesetting_a_text_twice_changes_nothing(language: str, text: str) -> None:
    once = typeset_text(text, language)
    assert typeset_text(once, language) == once


@pytest.mark.parametrize("language", LANGUAGES)
@quick
@given(texts=st.lists(TEXTS, max_size=4))
def test_typesetting_a_book_twice_changes_nothing(language: str, texts: list[str]) -> None:
    once = typeset_book(texts, language)
    assert typeset_book(once, language) == once


@pytest.mark.parametrize("language", LANGUAGES)
@quick
@given(text=TEXTS, kind=st.sampled_from(Kind), off=st.lists(st.sampled_from(RULE_NAMES)))
def test_any_rules_by_themselves_settle(language: str, text: str, kind: Kind, off: list[str]) -> None:
    tuned = Settings(off=tuple(off))
    (finding,) = settle([Passage(text, kind)], language, tuned)
    (again,) = settle([Passage(apply(text, finding.edits), kind)], language, tuned)
    assert again.edits == ()


@pytest.mark.parametrize("language", LANGUAGES)
@quick
@given(text=TEXTS)
def test_words_survive_and_edits_are_in_order(language: str, text: str) -> None:
    (finding,) = settle([Passage(text)], language)
    assert skeleton(apply(text, finding.edits)) == skeleton(text)
    for edit, following in zip(finding.edits, finding.edits[1:], strict=False):
        assert edit.end < following.start
    for edit in finding.edits:
        assert text[edit.start : edit.end] != edit.replacement


@st.composite
def revisions(draw: st.DrawFn) -> tuple[str, list[list[tuple[int, int, str]]]]:
    """A text, and rounds of edits as places in a thousandth of the text they find."""
    place = st.integers(0, 1000)
    edit = st.tuples(place, place, st.text("xyz", max_size=2))
    return draw(st.text("abcdef", max_size=12)), draw(st.lists(st.lists(edit, max_size=3), max_size=4))


@quick
@given(revisions())
def test_composed_edits_do_what_the_single_ones_did(
    given_: tuple[str, list[list[tuple[int, int, str]]]],
) -> None:
    source, rounds = given_
    draft = Draft(source)
    for number, wanted in enumerate(rounds):
        last, edits = 0, []
        for start, end, replacement in sorted((min(a, b), max(a, b), text) for a, b, text in wanted):
            first, final = (place * len(draft.text) // 1000 for place in (start, end))
            if first >= last:
                edits.append(Edit(first, final, replacement, f"round-{number}"))
                last = final + 1
        draft.revise(edits)
    assert apply(source, draft.finished().edits) == draft.text


@quick
@given(before=TEXTS, within=TEXTS.filter(bool), after=TEXTS)
def test_a_span_is_set_by_its_own_language(before: str, within: str, after: str) -> None:
    text = before + within + after
    span = Span(len(before), len(before + within), "la")
    (finding,) = settle([Passage(text, spans=(span,))], "en-US")
    for edit in finding.edits:
        assert edit.end <= span.start or edit.start >= span.end


def test_a_touch_of_several_rules_is_one_edit_that_names_them() -> None:
    (finding,) = settle([Passage("so -- then")], "en-US")
    assert [(edit.start, edit.end, edit.rule) for edit in finding.edits] == [(2, 6, "dashes + dash-joiners")]
    assert re.fullmatch("\u2060—", finding.edits[0].replacement)
