"""An editor's decisions: found once, applied, recorded, and nothing else."""

from datetime import date

import pytest

from octavo import model as m
from octavo.edition import Doubt
from octavo.emend import decide
from octavo.inlines import flat
from octavo.manifest import Emendations, EmendEntry, StetEntry
from octavo.problem import EmendationError
from octavo.typeset import typeset
from octavo.typography import Settings
from octavo.walk import runs


def book(*paragraphs: str) -> m.Book:
    blocks = tuple(m.Paragraph((m.Text(text),), m.Position("w.txt", n)) for n, text in enumerate(paragraphs, 1))
    metadata = m.Metadata("s", "T", "en-GB", date(2026, 1, 1), "urn:x")
    return m.Book(metadata, body=(m.Section("chapter-1", m.Role.CHAPTER, (), blocks=blocks),))


def texts(made: m.Book) -> list[str]:
    return [flat(run.children) for run in runs(made)]


def emending(*rows: tuple[str, str]) -> Emendations:
    return Emendations(emend=tuple(EmendEntry(reading, emended, "because") for reading, emended in rows))


def test_an_emendation_changes_its_words_and_is_recorded_with_its_reason():
    before = book("The workingclass movement grew.")
    decisions = decide(before, emending(("workingclass movement", "working-class movement")), file="e.toml")
    done = typeset(before, decisions, Settings())
    assert texts(done.book) == ["The working-class movement grew."]
    (change,) = [c for c in done.changes if c.rule == "emendation"]
    assert (change.before, change.after, change.reason) == ("workingclass", "working-class", "because")
    assert (change.position.line, change.position.column) == (1, 5)
    assert change.left == "The " and change.right == " movement grew."


@pytest.mark.parametrize(
    ("reading", "message"),
    [
        ("absent", "'absent' stands nowhere"),
        ("", "'' stands nowhere"),
        ("word", "'word' stands 2 times in the witness (w.txt:1:3, w.txt:2:7)"),
        ("aa", "stands 2 times"),
    ],
)
def test_a_reading_must_stand_exactly_once(reading, message):
    with pytest.raises(EmendationError, match=r"e\.toml") as error:
        decide(book("A word here, aaa.", "Every word counts."), emending((reading, "x")), file="e.toml")
    assert message in str(error.value)


def test_two_decisions_may_not_claim_the_same_words():
    with pytest.raises(EmendationError, match="claim the same words at w.txt:1:5"):
        decide(book("one two three"), emending(("one two", "a"), ("two three", "b")), file="e.toml")


def test_what_an_emendation_brings_is_typeset_too():
    before = book("He said nothing, did he?")
    decisions = decide(before, emending(("said nothing", 'said "nothing"')), file="e.toml")
    done = typeset(before, decisions, Settings())
    assert texts(done.book) == ["He said “nothing”, did he?"]
    assert next((c.rule, c.before, c.after) for c in done.changes) == ("emendation", "nothing", "“nothing”")


def test_a_stet_keeps_the_rules_away():
    before = book('The sign read "OPEN" all day, he "said".')
    keep = Emendations(stet=(StetEntry('"OPEN"', "as painted"),))
    done = typeset(before, decide(before, keep, file="e.toml"), Settings())
    assert texts(done.book) == ['The sign read "OPEN" all day, he “said”.']


def test_a_decision_answers_the_query_it_covers():
    before = book("so they reinstal in Prague")
    doubt = Doubt("misjoined", m.Position("w.txt", 1, 9), "reinstal", "reinstall", "no such word")
    other = Doubt("misjoined", m.Position("w.txt", 1, 21), "Prague", "Prag", "no such word")
    decisions = decide(before, Emendations(stet=(StetEntry("reinstal in", "British"),)), file="e.toml")
    first, second = decisions.answered([doubt, other])
    assert (first.decision, first.reason) == ("stet", "British")
    assert second.decision is None


def test_what_stands_though_no_rule_asked_is_on_record():
    keep = Emendations(stet=(StetEntry("military political", "both may be adjectives"),))
    (doubt,) = decide(book("a military political pact"), keep, file="e.toml").answered(())
    assert (doubt.rule, doubt.reading, doubt.decision) == ("editor", "military political", "stet")


@pytest.mark.parametrize(
    ("decisions", "message"),
    [
        (emending(("one", "one")), "e.toml: the emendation of 'one' changes nothing; write in `emended`"),
        (Emendations(emend=(EmendEntry("one", "two", " "),)), "e.toml: the decision on 'one' has an empty `reason`"),
        (Emendations(stet=(StetEntry("one", ""),)), "e.toml: the decision on 'one' has an empty `reason`"),
    ],
)
def test_a_decision_that_does_nothing_or_gives_no_reason_is_refused(decisions, message):
    with pytest.raises(EmendationError) as error:
        decide(book("one thing"), decisions, file="e.toml")
    assert str(error.value).startswith(message)
