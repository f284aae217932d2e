"""Books of plays: their acts and scenes, and several plays in one book."""

from __future__ import annotations

from datetime import date

import pytest

from octavo import model as m
from octavo.inlines import flat
from octavo.intake import Draft, new
from octavo.walk import sections

from .drafts import kinds, outline, text

TALK = "\n\n".join(
    f"{name}. The lamp is out, and the boats have not come home to the harbour yet.\n\n{other}. Then light it."
    for name, other in (("ROWENA", "TOM"), ("TOM", "ROWENA"), ("ROWENA", "TOM"), ("TOM", "ROWENA"))
)
PERSONS = "ROWENA, keeper of the light.\nTOM, her brother.\nA PILOT."


@pytest.fixture
def made(tmp_path):
    """Makes a book of a plain text."""

    def make(*pieces: str) -> Draft:
        (tmp_path / "plays.txt").write_text("\n\n\n\n\n".join(("PLAYS", *pieces)), encoding="utf-8")
        return new([str(tmp_path / "plays.txt")], tmp_path / "book", date(2026, 12, 1))

    return make


def test_a_play_whose_title_stands_again_under_its_persons_is_one_chapter(made):
    titles = ("THE LAMP", "THE BAR", "THE NET")
    draft = made(*(f"{title}\n\n\nPERSONS\n\n{PERSONS}\n\n\n\n\n{title}\n\nA room.\n\n{TALK}" for title in titles))
    assert outline(draft) == [f"chapter: {title}" for title in titles]
    assert kinds(draft) == 3 * [["Heading", "List", "Paragraph", *8 * ["Speech"]]]
    assert [one.text for one in draft.edition.apparatus.omissions if one.rule == "half-title"][-3:] == list(titles)


def test_the_first_play_of_a_contents_list_keeps_its_persons(made):
    play = "THE {0}\n\n\n\n\nPERSONS\n\n{1}\n\n\n\n\nTHE {0}\n\nA room.\n\n{2}"
    draft = made(
        "CONTENTS\n\n  The Lamp\n  The Bar\n  The Net", *(play.format(x, PERSONS, TALK) for x in ("LAMP", "BAR", "NET"))
    )
    assert kinds(draft)[0][:2] == ["Heading", "List"]


def test_a_play_of_one_act_among_longer_ones_is_a_chapter(made):
    acts = "\n\n\n\n\n".join(f"ACT {number}\n\n{TALK}" for number in ("I", "II"))
    plays = [f"{title}\n\n\n\n\n{acts}" for title in ("THE LAMP", "THE NET")]
    draft = made("CONTENTS\n\n  The Lamp\n  The Bar\n  The Net", plays[0], f"THE BAR\n\nA room.\n\n{TALK}", plays[1])
    assert outline(draft) == [
        *["part: THE LAMP", "  chapter: ACT I", "  chapter: ACT II"],
        "chapter: THE BAR",
        *["part: THE NET", "  chapter: ACT I", "  chapter: ACT II"],
    ]


def test_an_act_told_again_with_each_scene_is_one(made):
    scenes = [(1, 1), (1, 2), (2, 1), (2, 2)]
    draft = made(*(f"ACT {act}. SCENE {act}.{scene}.\n\n{TALK}" for act, scene in scenes))
    assert [row.strip().partition(" ")[0] for row in outline(draft)] == ["chapter:", *2 * ["subchapter:"]] * 2


def test_the_acts_that_an_argument_tells_of_are_no_chapters(made):
    told = "\n\n".join(f"ACT {n}.\n\nThe keeper waits for the boats, which do not come home." for n in ("I", "II"))
    acts = [f"ACT {n}.\n\n{TALK}" for n in ("I", "II")]
    draft = made(f"ARGUMENT\n\n{told}", f"PERSONS\n\n{PERSONS}", *acts)
    assert [section.role for _, _, section in sections(draft.edition.book)].count(m.Role.CHAPTER) == 2


def test_the_scenes_of_a_play_without_acts_are_its_chapters(made):
    draft = made(*(f"{place}\n\n\n{TALK}" for place in ("The Stair.", "The Quay.", "The Bar by Night.")))
    assert outline(draft) == ["chapter: The Stair.", "chapter: The Quay.", "chapter: The Bar by Night."]


SPACED = """Personen:

  ~Anna~, Witwe.

  ~Peter~, ihr Sohn.


Erster Akt.


Erste Scene.

    Ein Zimmer am Meer.

{talk}


Zweite Scene.

    Der Strand.

{talk}
"""
SAID = """~Anna.~ Wer hat die Lampe angezündet, mein Sohn?

~D. a. Lotse.~ (_lacht._) Ich nicht.

~Peter~ (_setzt sich._) Ich war es -- ~ich~, und kein anderer.

~Anna.~ So sag doch, was du willst!

~D. a. Lotse.~ Nichts will ich."""


def test_speakers_in_letters_set_apart_speak(made):
    draft = made(SPACED.format(talk=SAID))
    speeches = [
        block for _, _, part in sections(draft.edition.book) for block in part.blocks if isinstance(block, m.Speech)
    ]
    assert [flat(one.speaker) for one in speeches] == 2 * [
        *["Anna.", "D. a. Lotse. (lacht.)", "Peter (setzt sich.)", "Anna.", "D. a. Lotse."],
    ]
    assert "~" not in text(draft)
    assert [line.split(".")[0] for line in outline(draft)[-2:]] == [
        "  subchapter: Erste Scene",
        "  subchapter: Zweite Scene",
    ]


def test_letters_set_apart_are_emphasised(made):
    blocks = (
        made("Es war ~sehr\nspät~, und ~ niemand ~ kam; die Seite /~anna/ blieb leer ~.").edition.book.body[0].blocks
    )
    found = [leaf for block in blocks if isinstance(block, m.Paragraph) for leaf in block.children]
    assert [flat((one,)) for one in found if isinstance(one, m.Emphasis)] == ["sehr\nspät"]


def test_a_curtain_and_a_heading_under_it_end_no_play(made):
    lines = [
        "Петр. Лампа погасла.",
        "Анна. Так зажги ее.",
        "Петр. Нечем.",
        "Анна. Тогда ждем.",
        "Петр. Ждем.",
        "Анна. Да.",
    ]
    draft = made("Действие первое\n\n" + "\n".join([*lines, "Занавес 1904", "Примечания"]))
    assert sum(isinstance(block, m.Speech) for block in draft.edition.book.body[0].blocks) == 6
