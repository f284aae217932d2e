"""Plain texts at intake: tales, parts, pages and lists told by where their lines stand."""

from datetime import date

import pytest

from octavo.intake import Draft, new
from octavo.render import heading_text
from octavo.walk import sections

DAY = date(2026, 11, 23)
PROSE = """It was late when they came down to the ford, and the ferryman had gone home
for the night, so that all of them had to wait on the bank until the morning.
Nobody spoke of it afterwards, and the road was as dark as the water was, but
the lamp in the window of the mill went on burning until the day broke.
"""


@pytest.fixture
def made(tmp_path):
    """Makes a book of a plain text under its title and author."""

    def make(text: str, title: str = "THE FORD") -> Draft:
        (tmp_path / "ford.txt").write_text(f"{title}\n\nby Ada Reed\n\n\n\n\n{text}", encoding="utf-8")
        return new([str(tmp_path / "ford.txt")], tmp_path / "book", DAY)

    return make


def outline(draft: Draft) -> list[str]:
    found = sections(draft.edition.book)
    return [f"{'  ' * depth}{s.role.value}: {heading_text(s)}".replace("\u00a0", " ") for _, depth, s in found]


def kinds(draft: Draft) -> list[list[str]]:
    return [[type(block).__name__ for block in s.blocks] for _, _, s in sections(draft.edition.book)]


def under(*titles: str, gap: int = 4) -> str:
    return ("\n" * (gap + 1)).join(f"{title}\n\n{PROSE}".rstrip() for title in titles) + "\n"


TALES = (
    "THE HERON",
    "OLD MARTHA",
    "THE BOAT AND THE BELL",
    "GREY WATER",
    "THE SECOND LAMP",
    "A LATE GUEST",
    "TOM FIDDLE",
)


def test_tales_that_a_list_of_contents_names_are_no_speakers(made):
    rows = "\n\n".join(f"     {title}" for title in TALES)
    draft = made(f"CONTENTS:\n\n{rows}\n\n\n\n\n{under(*TALES)}")
    assert outline(draft) == [f"chapter: {title}" for title in TALES]


def test_a_preface_in_a_volume_leaves_the_volume_open(made):
    volumes = (
        f"VOLUME {number}\nTHE {name}\n\n[Illustration: The {name}]\n\n\n\n\n{opening}BOOK FIRST--NIGHT\n\n\n\n\n"
        f"{under('CHAPTER I--WATER', 'CHAPTER II--STONE')}"
        for number, name, opening in (("I", "MILL", f"PREFACE\n\n\n{PROSE}\n\n\n\n"), ("II", "FORD", ""))
    )
    assert outline(made("\n\n\n\n".join(volumes), "THE LONG ROAD")) == [
        "part: VOLUME I. THE MILL",
        "  preface: PREFACE",
        "  part: BOOK FIRST. NIGHT",
        "    chapter: CHAPTER I. WATER",
        "    chapter: CHAPTER II. STONE",
        "part: VOLUME II. THE FORD",
        "  part: BOOK FIRST. NIGHT",
        "    chapter: CHAPTER I. WATER",
        "    chapter: CHAPTER II. STONE",
    ]
