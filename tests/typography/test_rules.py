"""Each rule by itself on its fixture; and rules, fixtures and documentation agree."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from fixtures import FOLDER, Case, cases, named, seen

from octavo.problem import ManifestError
from octavo.typography import RULES, Passage, Settings, apply, settle

NAMES = [rule.name for rule in RULES]
LANGUAGES = ("fr", "de", "ru", "es")
DOCUMENTATION = Path(__file__).parents[2] / "docs" / "typography.md"
ROW = re.compile(r"^\| `([a-z-]+)` \| (.+?) \| `(.+?)` \| `(.+?)` \|$", re.MULTILINE)


def by_rule(name: str, text: str, language: str) -> str:
    """What one rule makes of a text, then its queries, a line each."""
    off = tuple(other for other in NAMES if other != name)
    (finding,) = settle([Passage(text)], language, Settings(off=off))
    queries = [f"? {text[query.start : query.end]} > {query.suggestion}" for query in finding.queries]
    return "\n".join([named(apply(text, finding.edits)), *queries])


@pytest.mark.parametrize(
    ("name", "case"),
    [pytest.param(name, case, id=f"{name}: {case.title}") for name in NAMES for case in cases(name)],
)
def test_rule(name: str, case: Case) -> None:
    assert by_rule(name, case.input, case.language) == case.expected


def test_every_rule_has_a_fixture_and_no_fixture_lacks_a_rule() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == {*NAMES, *LANGUAGES}


def test_every_rule_is_documented_in_its_order() -> None:
    rows = ROW.findall(DOCUMENTATION.read_text(encoding="utf-8"))
    assert [row[0] for row in rows] == NAMES
    assert [row[1] for row in rows] == [rule.summary for rule in RULES]


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_says_what_it_rests_on(name: str) -> None:
    authorities = DOCUMENTATION.read_text(encoding="utf-8").partition("## Authorities")[2].partition("\n## ")[0]
    assert f"\n| `{name}` | " in authorities


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_can_be_switched_off(name: str) -> None:
    settings = msgspec.convert({"off": [name]}, Settings)
    for case in cases(name):
        (on,) = settle([Passage(case.input)], case.language)
        (off,) = settle([Passage(case.input)], case.language, settings)
        assert name not in " + ".join(found.rule for found in (*off.edits, *off.queries)).split(" + ")
        assert on == off or name in " + ".join(found.rule for found in (*on.edits, *on.queries)).split(" + ")


@pytest.mark.parametrize("row", ROW.findall(DOCUMENTATION.read_text(encoding="utf-8")), ids=lambda row: row[0])
def test_the_documented_example_is_true(row: tuple[str, str, str, str]) -> None:
    name, _, before, after = row
    tagged = re.match(r"\((\w+)\) ", before)
    language = tagged[1] if tagged else "en-US"
    text = seen(before[tagged.end() :] if tagged else before)
    assert by_rule(name, text, language).replace("\n", " ") == after


def test_a_rule_switched_off_does_nothing() -> None:
    (finding,) = settle([Passage('"So"--then')], "en-US", Settings(off=("dashes", "dash-joiners")))
    assert apply('"So"--then', finding.edits) == "“So”--then"


def test_an_unknown_rule_is_named() -> None:
    with pytest.raises(ManifestError, match="'commas' is not a rule"):
        Settings(off=("commas",))
