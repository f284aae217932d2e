"""The witness's own lists of contents and pictures: where they end, and where the text begins."""

from datetime import date

from octavo import model as m
from octavo.inlines import flat
from octavo.normalise import normalise
from octavo.readers import read
from octavo.readers.witness import Witness
from octavo.structure.matter import Structured, structure

PROSE = (
    "It was late when they came to the ford, and the ferryman had gone home,\n"
    "so that they had to wait there for the morning. Nobody spoke of it\n"
    "afterwards, and the road was as dark as the water."
)


def structured(text: str, language: str = "en-GB") -> Structured:
    record = m.Metadata("b", "The Crossing", language, date(2026, 11, 23), "urn:x:b")
    return structure(normalise(read([Witness("w.txt", text.encode())], None), None).blocks, record)


def parts(*titles: str) -> str:
    return "\n\n\n".join(f"{title}\n\n{PROSE}" for title in titles)


def shape(sections: tuple[m.Section, ...]) -> list:
    return [(s.role.value, s.number, flat(s.title), *([shape(s.sections)] if s.sections else [])) for s in sections]


def test_a_list_with_summaries_is_no_text():
    summaries = "\n\n".join(
        f"CHAPTER {number}\n\nThe road to the ford--What the ferryman had said of the water--A night under the trees, "
        "and the morning after it--They go on."
        for number in ("I.", "II.", "III.")
    )
    made = structured(f"CONTENTS\n\n{summaries}\n\n\n{parts('CHAPTER I.', 'CHAPTER II.', 'CHAPTER III.')}")
    assert shape(made.body) == [("chapter", "I", ""), ("chapter", "II", ""), ("chapter", "III", "")]
    assert not made.front


def test_a_list_of_parts_begins_its_numbers_again():
    listed = (
        "PART ONE\n\nTHE WATER\n\nI. THE FORD\n\nII. THE BOAT\n\nPART TWO\n\nTHE LAND\n\nI. THE ROAD\n\nII. I GO HOME"
    )
    text = "PART ONE\n\nTHE WATER\n\n\n" + parts("I\n\nTHE FORD", "II\n\nTHE BOAT")
    text += "\n\n\nPART TWO\n\nTHE LAND\n\n\n" + parts("I\n\nTHE ROAD", "II\n\nI GO HOME")
    made = structured(f"CONTENTS\n\n{listed}\n\n\n\n{text}")
    assert shape(made.body) == [
        ("part", "ONE", "THE WATER", [("chapter", "I", "THE FORD"), ("chapter", "II", "THE BOAT")]),
        ("part", "TWO", "THE LAND", [("chapter", "I", "THE ROAD"), ("chapter", "II", "I GO HOME")]),
    ]


def test_an_entry_on_two_lines_is_one_heading():
    listed = "  I. THE FIRST DAY:\n     AT THE FORD\n\n II. THE SECOND DAY:\n     ON THE ROAD\n\nIII. THE END"
    titles = ("I. THE FIRST DAY: AT THE FORD", "II. THE SECOND DAY: ON THE ROAD", "III. THE END")
    made = structured(f"TABLE OF CONTENTS\n\n{listed}\n\n\n\n{parts(*titles)}")
    assert [(s.role.value, s.number) for s in made.body] == [("chapter", "I"), ("chapter", "II"), ("chapter", "III")]


def test_a_list_of_pictures_names_no_chapter():
    pictures = 'THE FORD\n\nTHE FERRYMAN\n\n"Nobody spoke," he said\n\nTHE BOAT'
    text = parts("I\n\nTHE FORD", "II\n\nTHE BOAT")
    made = structured(f"CONTENTS\n\nI. THE FORD\n\nII. THE BOAT\n\n\nILLUSTRATIONS\n\n{pictures}\n\n\n\n{text}")
    assert shape(made.body) == [("chapter", "I", "THE FORD"), ("chapter", "II", "THE BOAT")]
    assert not made.front


def test_pictures_may_be_listed_first_or_alone():
    made = structured(
        "LIST OF ILLUSTRATIONS\n\nTHE FORD\n\nTHE BOAT\n\n\nCONTENTS\n\nI. THE FORD\n\nII. THE BOAT\n\n\n\n"
        + parts("CHAPTER I\n\nTHE FORD", "CHAPTER II\n\nTHE BOAT")
    )
    assert shape(made.body) == [("chapter", "I", "THE FORD"), ("chapter", "II", "THE BOAT")]
    assert not made.front and [row.rule for row in made.omissions] == ["contents"]


def test_a_list_at_the_end_names_pages_in_its_own_words():
    text = f"PARTE PRIMA\n\nI\n\n{PROSE}\n\nPARTE SECONDA\n\nI\n\n{PROSE}"
    text += "\n\nINDICE.\n\n\nParte prima        Pag. 1\nParte seconda          88"
    made = structured(text, "it")
    assert [s.role.value for s in made.body] == ["part", "part"] and len(made.body[1].sections[0].blocks) == 1


def test_a_name_over_chapters_that_the_list_has_is_a_part():
    listed = "THE WATER\n\nCHAPTER          PAGE\n\n I THE FORD         1\n\nTHE LAND\n\nII THE ROAD         9"
    text = "THE WATER\n\n\n\n\nCHAPTER I\n\nTHE FORD\n\n\n" + PROSE
    text += "\n\n\n\n\nTHE LAND\n\n\n\n\nCHAPTER II\n\nTHE ROAD\n\n\n" + PROSE
    made = structured(f"CONTENTS\n\n\n{listed}\n\n\n\n\n{text}")
    assert shape(made.body) == [
        ("part", None, "THE WATER", [("chapter", "I", "THE FORD")]),
        ("part", None, "THE LAND", [("chapter", "II", "THE ROAD")]),
    ]


def test_what_is_listed_after_the_last_chapter_is_no_part_of_it():
    rows = (
        "  I.  THE FORD   1",
        " II.  THE ROAD   9",
        "      SONGS OF THE FERRY, &c.   20",
        "      GENERAL INDEX   31",
    )
    text = parts("CHAPTER I\n\nTHE FORD", "CHAPTER II\n\nTHE ROAD")
    back = "SONGS OF THE FERRY, &C.\n\n\nOld song\n\n\n\n\nGENERAL INDEX\n\n\nAlder, 1\nBoat, 9"
    made = structured("CONTENTS\n\n\n" + "\n\n".join(rows) + f"\n\n\n\n\n{text}\n\n\n\n\n{back}")
    assert [s.role.value for s in made.body] == ["chapter", "chapter"]
    assert [s.role.value for s in made.back] == ["appendix", "index"]


def test_numbers_that_go_on_through_the_parts_tell_where_the_text_begins():
    letters = "\n\n\n".join(f"{number}.\n\nTO MRS. MILL.\n\n{PROSE}" for number in range(7, 13))
    listed = "PART ONE.\n\n" + "\n".join(f"{number}. To Mrs. Mill" for number in (7, 8, 9))
    listed += "\n\nPART TWO.\n\n" + "\n".join(f"{number}. To Mrs. Mill" for number in (10, 11, 12))
    made = structured(f"CONTENTS OF VOLUME II.\n\n{listed}\n\n\n\n\n{letters}")
    assert [section.number for section in made.body] == ["7", "8", "9", "10", "11", "12"]
