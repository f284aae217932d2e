"""Headings found, matter told, what has no name asked about."""

from datetime import date

from octavo import model as m
from octavo.inlines import flat
from octavo.manifest import OpeningEntry
from octavo.normalise import normalise
from octavo.readers import read
from octavo.readers.witness import Witness
from octavo.structure.matter import structure


def structured(text: str, language: str = "en-GB", opening: OpeningEntry | None = None):
    record = m.Metadata("b", "The Book", language, date(2026, 11, 23), "urn:x:b")
    return structure(normalise(read([Witness("w.txt", text.encode())], None), None).blocks, record, opening)


def shape(sections: tuple[m.Section, ...]) -> list:
    return [(s.role.value, s.number, flat(s.title), *([shape(s.sections)] if s.sections else [])) for s in sections]


def test_matter_comes_from_roles():
    made = structured("PREFACE\n\nWords.\n\nCHAPTER I\n\nWords.\n\nCHAPTER II. On It\n\nWords.\n\nAPPENDIX\n\nWords.")
    assert shape(made.front) == [("preface", None, "PREFACE")]
    assert shape(made.body) == [("chapter", "I", ""), ("chapter", "II", "On It")]
    assert shape(made.back) == [("appendix", None, "APPENDIX")]


def test_no_word_of_a_heading_is_lost():
    made = structured("Chapter 3: On Bread\n\nWords.")
    (section,) = made.body
    assert flat(section.label) == "Chapter 3" and flat(section.title) == "On Bread"


def test_chapters_stand_in_their_parts():
    made = structured("PART ONE\n\nCHAPTER I\n\nWords.\n\nPART TWO\n\nCHAPTER I\n\nWords.")
    assert shape(made.body) == [
        ("part", "ONE", "", [("chapter", "I", "")]),
        ("part", "TWO", "", [("chapter", "I", "")]),
    ]


def test_a_sentence_that_begins_like_a_heading_is_text():
    made = structured("CHAPTER I\n\nPart of the reason is simple.\n\nBook lovers know it.\n\npreface\n\nConclusion")
    assert shape(made.body) == [("chapter", "I", ""), ("conclusion", None, "Conclusion")]
    assert len(made.body[0].blocks) == 3


def test_text_without_a_heading_becomes_a_query():
    made = structured("Only words.")
    (doubt,) = made.doubts
    assert doubt.rule == "unnamed-opening" and "[opening]" in doubt.evidence
    assert made.body[0].supplied


def test_an_editor_names_the_opening_and_the_apparatus_says_so():
    made = structured("Only words.", opening=OpeningEntry(m.Role.PREFACE, "Preface", "it says so itself"))
    (change,) = made.changes
    assert (change.rule, change.before, change.after.strip()) == ("supply-heading", "", "Preface")
    assert made.doubts == () and shape(made.front) == [("preface", None, "Preface")]


def test_other_languages_have_their_words():
    assert shape(structured("ГЛАВА II\n\nСлова.", "ru").body) == [("chapter", "II", "")]
    assert shape(structured("Vorwort\n\nWorte.", "de").front) == [("preface", None, "Vorwort")]


def test_a_misprinted_number_does_not_end_a_series():
    made = structured("\n\n".join(f"{numeral}\n\nWords of it." for numeral in ("I", "II", "VI", "IV", "V")))
    assert [section.number for section in made.body] == ["I", "II", "VI", "IV", "V"]
    assert [doubt.rule for doubt in made.doubts] == ["heading-number", "heading-number"]


def test_a_part_told_again_over_each_chapter_is_one_part():
    made = structured(
        "BOOK I\n\nCHAPTER 1\n\nWords.\n\nBOOK I\n\nCHAPTER 2\n\nWords.\n\nBOOK II\n\nCHAPTER 1\n\nWords."
    )
    assert shape(made.body) == [
        ("part", "I", "", [("chapter", "1", ""), ("chapter", "2", "")]),
        ("part", "II", "", [("chapter", "1", "")]),
    ]
    assert flat(made.body[0].sections[1].label) == "BOOK I\nCHAPTER 2"


def test_the_date_under_each_letters_number_divides_nothing():
    prose = "The rain came over the hill at noon and stayed until the lamps were lit.\n" * 4
    letters = (f"{n}.\n\nTO THE HARBOUR MASTER.\n\nLeeds, May {n}, 1871.\n\n{prose}" for n in range(1, 6))
    made = structured("\n\n\n\n".join(letters))
    assert [(section.number, section.sections) for section in made.body] == [(str(n), ()) for n in range(1, 6)]
