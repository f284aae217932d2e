"""The record in book.toml: who, what about, of what series, on what terms; what is wrong with it is told by its key."""

import pytest

from octavo.build import load, make
from octavo.identifiers import web_address
from octavo.model import Certification, Series, Subject
from octavo.problem import ManifestError

SUBJECT = {"name": "Occult", "authority": "BISAC", "term": "FIC024000"}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (
            {"contributors": [{"name": "A", "role": "author"}]},
            "role: 'author' is no MARC relator",
        ),
        ({"contributors": [{"name": "A", "fileas": "A"}]}, "[[contributors]] number 1: unknown key 'fileas'"),
        (
            {"contributors": [{"name": "A", "authorities": ["Q855"]}]},
            "contributors[0].authorities: 'Q855' is not an IRI",
        ),
        ({"series": {"name": "S", "position": "two"}}, "series.position: 'two' is no number, as in '2'"),
        ({"series": {"name": "S", "number": "2"}}, "[series]: unknown key 'number'"),
        (
            {"subjects": [SUBJECT | {"authority": "Bisac"}]},
            "subjects[0].authority: 'Bisac' is no scheme; known are AAT",
        ),
        (
            {"subjects": [{"name": "Occult", "authority": "BISAC"}]},
            "'Occult' needs both, authority (a scheme) and term",
        ),
        ({"subjects": [SUBJECT | {"code": "x"}]}, "unknown key 'code'"),
        ({"licence": "public domain"}, "licence: 'public domain' is not an IRI"),
        ({"accessibility": {"report": "https://example.org/"}}, "[accessibility]: the key 'certified_by' is missing"),
        ({"accessibility": {"certified_by": "A", "report": "yes"}}, "accessibility.report: 'yes' is not an IRI"),
    ],
)
def test_a_fault_of_the_record_is_told_by_its_key(add_book, wrong, said):
    with pytest.raises(ManifestError) as raised:
        load(add_book(**wrong))
    assert said in str(raised.value)
    assert "book.toml: " in str(raised.value)


def test_the_record_is_the_editions(add_book):
    told = {"certified_by": "The Reading Room", "report": "https://example.org/report"}
    record = make(
        load(add_book(subjects=["War", SUBJECT], series={"name": "S", "position": "2.1"}, accessibility=told))
    ).book.metadata
    assert record.subjects == (Subject("War"), Subject("Occult", "BISAC", "FIC024000"))
    assert record.series == Series("S", "2.1")
    assert record.accessibility == Certification("The Reading Room", report="https://example.org/report")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://kept.example/a?b=c#d", "https://kept.example/a?b=c#d"),
        (" HTTP://kept.example/a b ", "http://kept.example/a%20b"),
        ('http://kept.example/">x', "http://kept.example/%22%3Ex"),
        ("http://kept.example/50%", "http://kept.example/50%25"),
        ("http://kept.example/%C3%A9/é", "http://kept.example/%C3%A9/é"),
        ("http://user:word@kept.example:80", "http://user:word@kept.example:80"),
        ("http://[::1]/", "http://[::1]/"),
        ("http://[x/", None),
        ("http://", None),
        ("http:///a", None),
        ("http://a b/", None),
        ("http://a..b/", None),
        ("http://kept.example:999999/", None),
        ("java\nscript:x", None),
        ("file:///etc/passwd", None),
    ],
)
def test_a_link_to_the_web_has_an_address_that_is_one(written, meant):
    assert web_address(written) == meant
