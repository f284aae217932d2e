"""Each language on its fixture, by all the rules together; and tags find their language."""

from __future__ import annotations

import pytest
from fixtures import Case, cases, named

from octavo.languages import LANGUAGES, language
from octavo.typography import typeset_text


@pytest.mark.parametrize(
    ("tag", "case"),
    [pytest.param(tag, case, id=f"{tag}: {case.title}") for tag in ("fr", "de", "ru", "es") for case in cases(tag)],
)
def test_language(tag: str, case: Case) -> None:
    assert named(typeset_text(case.input, tag)) == case.expected


@pytest.mark.parametrize("tag", ["fr", "de", "ru", "es"])
def test_forty_cases_a_language(tag: str) -> None:
    assert len(cases(tag)) >= 40


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("en", "American English"),
        ("en-US", "American English"),
        ("en-GB", "British English"),
        ("en-AU", "British English"),
        ("en-Latn-GB", "British English"),
        ("fr-CA", "French"),
        ("DE-at", "German"),
        ("zh-Hant", "zh-Hant"),
    ],
)
def test_a_tag_finds_its_language(tag: str, name: str) -> None:
    assert language(tag).name == name


@pytest.mark.parametrize("spoken", LANGUAGES, ids=lambda spoken: spoken.tag)
def test_a_language_names_its_authorities(spoken: object) -> None:
    assert spoken.sources  # type: ignore[attr-defined]


def test_a_language_nobody_described_is_left_alone() -> None:
    text = "\"Ita\" --  'est'...\t1941- 1945 , Mr. X"
    assert typeset_text(text, "la") == text
