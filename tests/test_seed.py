"""The seed book: what a careful reader finds in the witness must stand in the edition."""

import hashlib
from pathlib import Path

import pytest

from octavo import model as m
from octavo.build import load, make
from octavo.inlines import flat
from octavo.walk import runs
from tests.conftest import ROOT

BOOK = ROOT / "content" / "stalin-correspondence-1"


@pytest.fixture(scope="module")
def edition():
    return make(load(BOOK))


@pytest.fixture(scope="module")
def text(edition) -> str:
    return "\n".join(flat(run.children) for run in runs(edition.book))


def test_the_witness_is_the_one_given():
    content = (BOOK / "text" / "stalin-correspondence-1.txt").read_bytes()
    assert hashlib.sha256(content).hexdigest() == "7d4bcfd62903bd92333e866b241c1f67c3b45d29f4e2b7ee312ebdd9f2c8818a"


def test_the_header_is_read(edition):
    told = edition.book.metadata
    assert told.title.startswith("Correspondence between the Chairman") and told.title.endswith("of 1941–1945")
    assert [(p.name, p.role, p.file_as) for p in told.contributors] == [("J. V. Stalin", "aut", "Stalin, J. V.")]
    assert told.volume == "1"
    assert told.subtitle == "Correspondence with Winston S. Churchill and Clement R. Attlee"
    assert told.provenance.publisher == "Progress Publishers, Moscow, USSR"
    assert told.provenance.transcriber == "Salil Sen for MIA, 2010"
    assert told.provenance.credit == "Marxists Internet Archive"
    assert told.provenance.rights.endswith("Please credit “Marxists Internet Archive” as your source.")


def test_the_header_is_kept_out_of_the_body(edition, text):
    assert "Salil Sen" not in text and "Public Domain" not in text
    (omission,) = edition.apparatus.omissions
    assert (omission.position.line, omission.last_line) == (1, 14)


def test_the_text_is_the_preface(edition):
    (section,) = edition.book.front
    assert (section.role, flat(section.title)) == (m.Role.PREFACE, "Preface to the Second Edition")
    assert edition.book.body == () and edition.book.back == ()
    assert len(section.blocks) == 47


@pytest.mark.parametrize(
    "reading",
    [
        "War of 1941–1945\u201d said in part: “The victory",
        "in 1943–1945 were",
        "of the anti-Hitler coalition was an example",
        "countries of the anti-Hitler coalition as a promising",
        "most vicious enemy—a battle",
        "its allies—Poland, Czechoslovakia and Yugoslavia—of relations",
        "restructuring—on the principles of peaceful coexistence—of the entire",
        "a reminder—and this accounts for their major importance—that any",
        "have served—and are still serving today—as the foundation",
        "European Conference—an unprecedented event",
        "two world wars—has opened",
        "were sacrificed—to secure",
        "peace-loving forces—a turn from cold war",
        "a turn from explosive tensions",
        "working-class movement in the capitalist",
        "long-term economic cooperation",
        "good-neighbour cooperation",
        "to reinstal in Czechoslovakia",
        "imposed “alliance” with Hitlerism",
        "government-in-exile alien",
        "nazi-occupied European states",
        "Anglo-US dictate",
        "war-time cooperation",
    ],
)
def test_the_edition_reads(text, reading):
    assert reading in text.replace("\u2060", "")


def test_nothing_straight_or_broken_is_left(text):
    assert not set("\"'") & set(text)
    assert "- " not in text and " -" not in text


@pytest.mark.parametrize(
    ("reading", "decision"),
    [
        ("from-explosive", "emend"),
        ("peaceloving", "emend"),
        ("goodneighbour", "emend"),
        ("workingclass", "emend"),
        ("longterm", "emend"),
        ("reinstal", "stet"),
    ],
)
def test_what_a_person_could_doubt_was_asked_and_decided(edition, reading, decision):
    asked = [doubt for doubt in edition.apparatus.doubts if reading in doubt.reading]
    assert len(asked) == 1
    assert asked[0].decision == decision and asked[0].reason and asked[0].evidence


def test_no_query_is_left_open(edition):
    assert [doubt for doubt in edition.apparatus.doubts if not doubt.decision] == []


def test_every_change_stands_where_the_apparatus_says(edition):
    lines = (BOOK / "text" / "stalin-correspondence-1.txt").read_text(encoding="utf-8").split("\n")
    for change in edition.apparatus.changes:
        at = change.position
        assert Path(at.file).name == "stalin-correspondence-1.txt"
        assert lines[at.line - 1][at.column - 1 :].startswith(change.before.split("\n")[0]), change
