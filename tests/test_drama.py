"""Plays: speeches, directions, persons, acts and scenes, in the layouts that transcribers use."""

from __future__ import annotations

from datetime import date

import pytest

from octavo import model as m
from octavo.inlines import flat
from octavo.intake import new
from octavo.normalise import normalise
from octavo.readers.text import read
from octavo.readers.witness import Witness
from octavo.walk import sections

NAMED = """DRAMATIS PERSONAE

ROWENA, keeper of the light.
TOM, her brother, who is
   lame.
A PILOT.
Keepers, Sailors, Fishermen, Boatmen, Women of the harbour and
Children.

SCENE: an island


ACT I.

SCENE I. The stair.

[Enter ROWENA and TOM.]

ROWENA.
The lamp is out, the oil is run,
The shutters knock against the wall,
And all the ships that ever sailed
Are sailing hither in the dark.

TOM.
I put the oil in at six, as I have done every evening since our father died,
and the glass was clean then.

ROWENA AND TOM.
Hark!

[A gun.]

They call us from the water now,
And call again.

PILOT. [Within.]
Is there a light?

SCENE II. The same.

TOM.
Here.

ROWENA.
Come up, and mind the seventh step,
For it is gone.

ACT II.

SCENE I. The same.

TOM.
There was a light.

ROWENA.
There is.

[Exeunt.]
"""
LAST = "Keepers, Sailors, Fishermen, Boatmen, Women of the harbour and Children."
RUN_ON = """  Row. The lampe is out, the oyle is runne,
And all the shutters knocke
Vpon the wall

   Tom. I fill'd it
   Row. When?
  Tom. At sixe.
Enter a Pilot.

  Pil. Is there a light

   Row. There was a light, there is a light,
And there will be a light againe

   Tom. Come vp.
  Pil. I come

   Row. Come

   Tom. Come

   Row. The seuenth step is gone
"""
BARE = """ROWENA.

[_Looking out._] There is nothing to be seen from here but the water, and the
water is not to be seen.

TOM.

You might have lit it.

ROWENA.

I might.

TOM.

Well?

ROWENA.

[_Rising._] No.

TOM.

Then I shall.
"""
ITALIC = """_Rowena._ The lamp is out, and I have not the heart to go down again for the oil
that he has left there.

    [_Exit TOM._

_Tom (without)._ It is here.

_Rowena._ Bring it.

_Tom._ I bring it.

_Rowena._ Quick.

_Tom._ I am lame, and the stair has a hundred steps and
no rail.
"""


def shaped(text: str) -> m.Blocks:
    return normalise(read([Witness("play.txt", text.encode(), "utf-8")], None), None).blocks


def told(blocks: m.Blocks) -> list[tuple[str, ...]]:
    """Each block's kind and first words; a speech's speaker and the kinds of what is said."""
    rows: list[tuple[str, ...]] = []
    for block in blocks:
        match block:
            case m.Speech(speaker, inner):
                rows.append((flat(speaker), *(type(part).__name__ for part in inner)))
            case m.Paragraph(children) | m.Direction(children):
                rows.append((type(block).__name__, flat(children).split("\n")[0][:20]))
            case _:
                rows.append((type(block).__name__,))
    return rows


def test_names_on_their_own_lines():
    assert told(shaped(NAMED)) == [
        ("Paragraph", "DRAMATIS PERSONAE"),
        ("List",),
        ("Paragraph", "SCENE: an island"),
        ("Paragraph", "ACT I."),
        ("Paragraph", "SCENE I. The stair."),
        ("Direction", "[Enter ROWENA and TO"),
        ("ROWENA.", "Verse"),
        ("TOM.", "Paragraph"),
        ("ROWENA AND TOM.", "Paragraph", "Direction", "Verse"),
        ("PILOT. [Within.]", "Paragraph"),
        ("Paragraph", "SCENE II. The same."),
        ("TOM.", "Paragraph"),
        ("ROWENA.", "Verse"),
        ("Paragraph", "ACT II."),
        ("Paragraph", "SCENE I. The same."),
        ("TOM.", "Paragraph"),
        ("ROWENA.", "Paragraph"),
        ("Direction", "[Exeunt.]"),
    ]


def test_the_persons_are_a_list_and_what_is_set_in_goes_on():
    (persons,) = (block for block in shaped(NAMED) if isinstance(block, m.List))
    said = [flat(part.children) for item in persons.items for part in item if isinstance(part, m.Paragraph)]
    assert said == ["ROWENA, keeper of the light.", "TOM, her brother, who is lame.", "A PILOT.", LAST]


def test_prose_is_joined_and_verse_is_not():
    speeches = [block for block in shaped(NAMED) if isinstance(block, m.Speech)]
    verse, prose = speeches[0].blocks[0], speeches[1].blocks[0]
    assert isinstance(verse, m.Verse) and len(verse.stanzas[0]) == 4
    assert isinstance(prose, m.Paragraph) and "died, and the glass" in flat(prose.children)


def test_speeches_that_run_on_without_blank_lines():
    assert [row[0] for row in told(shaped(RUN_ON))] == [
        *["Row.", "Tom.", "Row.", "Tom.", "Direction"],
        *["Pil.", "Row.", "Tom.", "Pil.", "Row.", "Tom.", "Row."],
    ]


def test_the_first_line_of_a_speech_is_not_set_in_for_its_name():
    verse = next(block for block in shaped(RUN_ON) if isinstance(block, m.Speech)).blocks[0]
    assert isinstance(verse, m.Verse) and [line.indent for line in verse.stanzas[0]] == [0, 0, 0]


def test_bare_names_speak_the_paragraph_under_them():
    assert told(shaped(BARE)) == [(name, "Paragraph") for name in ("ROWENA.", "TOM.") * 3]


@pytest.mark.parametrize("together", ["ROWENA AND TOM.", "ROWENA UND TOM.", "ROWENA И TOM."])
def test_two_speak_together_in_any_language(together):
    lines = BARE.replace("TOM.", together, 1)
    assert told(shaped(lines))[1] == (together, "Paragraph")


def test_a_direction_wrapped_at_a_comma_stays_in_its_speech():
    wrapped = BARE.replace("ROWENA.\n\n", "ROWENA.\n\n[_A keeper of fifty with a lamp,\nhigh on the stair._] ", 1)
    speech = next(block for block in shaped(wrapped) if isinstance(block, m.Speech))
    assert [type(block) for block in speech.blocks] == [m.Paragraph]
    assert flat(speech.blocks[0].children).startswith("[A keeper of fifty with a lamp, high on the stair.] ")


def test_names_in_italics():
    assert told(shaped(ITALIC)) == [
        ("Rowena.", "Paragraph"),
        ("Direction", "[Exit TOM."),
        ("Tom (without).", "Paragraph"),
        *[(name, "Paragraph") for name in ("Rowena.", "Tom.", "Rowena.", "Tom.")],
    ]


@pytest.mark.parametrize(
    "heads",
    [
        pytest.param(("I.", "II.", "III.") * 3, id="numerals"),
        pytest.param(("Scene I. A wood.", "Scene II. A heath.") * 4, id="scenes"),
        pytest.param(("AIR I. The sea.", "AIR II. The lamp.") * 4, id="songs"),
        pytest.param(("Obs. 1. The sea.", "Exper. 1. The lamp.") * 4, id="experiments"),
        pytest.param(("Chapter 1.", "Chapter 2.", "Chapter 3.") * 3, id="chapters"),
    ],
)
def test_what_is_numbered_does_not_speak(heads):
    text = "\n\n".join(f"{head}\n\nThere was nothing to be seen from here." for head in heads)
    assert not any(isinstance(block, m.Speech) for block in shaped(text))


def test_an_act_and_its_scene_on_one_line_are_two_headings(tmp_path):
    speeches = "TOM.\nHere.\n\nROWENA.\nWhere?\n\n" * 3
    heads = (
        "ACT I. SCENE I. The stair.",
        "SCENE II. The same.",
        "ACT II. SCENE I. The lamp.",
        "ACT II. SCENE II. The sea.",
    )
    path = tmp_path / "play.txt"
    path.write_text("\n\n".join(f"{head}\n\n{speeches}" for head in heads))
    book = new([str(path)], tmp_path / "book", date(2026, 11, 23)).edition.book
    assert [(depth, flat(s.label), flat(s.title)) for _, depth, s in sections(book)] == [
        (0, "ACT I.", ""),
        (1, "SCENE I.", "The stair."),
        (1, "SCENE II.", "The same."),
        (0, "ACT II.", ""),
        (1, "SCENE I.", "The lamp."),
        (1, "ACT II. SCENE II.", "The sea."),
    ]


def test_the_marks_that_set_names_in_italics_are_on_record():
    copy = normalise(read([Witness("w.txt", ITALIC.encode())], None), None)
    rows = [(mark.text, mark.position.line, mark.position.column) for mark in copy.marks if mark.rule == "markup"]
    assert {("_", 1, 1), ("_", 1, 9)} <= set(rows)


def spoken(text: str) -> list[tuple[str, ...]]:
    return [row for row in told(shaped(text)) if row[0] not in ("Paragraph", "Direction")]


@pytest.mark.parametrize("name", ["MRS. FIELD", "CAPT. FIELD", "Mr. Field"])
@pytest.mark.parametrize("form", ["{}. Here.", "{}: Here.", "{}.\nHere.", "{} (_without_). Here."])
def test_a_title_before_a_name_is_part_of_it(name, form):
    text = "\n\n".join(form.format(who) for who in (name, "TOM", name, "TOM", name, "TOM"))
    assert all(row[0].startswith((name, "TOM")) and row[1:] == ("Paragraph",) for row in spoken(text))
    assert len(spoken(text)) == 6


def test_a_title_alone_on_its_line_with_a_name_is_one_speaker():
    text = "\n\n".join(f"{who}\n\nHere, and here, and here." for who in ("MRS. FIELD", "TOM") * 3)
    assert spoken(text) == [("MRS. FIELD", "Paragraph"), ("TOM", "Paragraph")] * 3


def test_a_title_that_no_name_follows_is_the_whole_name():
    assert spoken("CAPT. Come here.\n\nTOM. I come.\n\n" * 3) == [("CAPT.", "Paragraph"), ("TOM.", "Paragraph")] * 3


def test_two_lines_are_verse_where_all_speeches_are():
    text = "ROWENA.\nThe lamp is out, the oil is run,\nAnd dark is all the water.\n\nTOM.\nThe lamp is out.\n\n" * 3
    assert spoken(text) == [("ROWENA.", "Verse"), ("TOM.", "Paragraph")] * 3


def test_an_entrance_in_italics_is_a_direction(tmp_path):
    path = tmp_path / "play.txt"
    path.write_text("SCENE I\n\n_Enter_ TOM _and_ ROWENA\n\n" + "TOM.\nHere.\n\nROWENA.\nWhere?\n\n" * 3 + "_Exeunt_\n")
    (scene,) = new([str(path)], tmp_path / "book", date(2026, 11, 23)).edition.book.body
    assert (flat(scene.label), flat(scene.title)) == ("SCENE I", "")
    assert isinstance(scene.blocks[0], m.Direction) and isinstance(scene.blocks[-1], m.Direction)


def test_the_scenes_after_the_persons_are_the_body(tmp_path):
    speeches = "Tom.\n  Hier.\n\nRowena.\n  Wo?\n\n" * 3
    persons = "Personen:\n\n  Tom, ein Wächter.\n  Rowena, seine Schwester."
    path = tmp_path / "play.txt"
    path.write_text(
        f"Die Lampe\n\nvon Karl Weber\n\n\n{persons}\n\n\nErster Auftritt.\n\n(Tom. Rowena.)\n\n{speeches}"
        f"Zweiter Auftritt.\n\n{speeches}",
    )
    book = new([str(path)], tmp_path / "book", date(2026, 11, 23)).edition.book
    assert [section.role for section in book.front] == [m.Role.PERSONS]
    assert [flat(section.label) for section in book.body] == ["Erster Auftritt.", "Zweiter Auftritt."]
    assert isinstance(book.front[0].blocks[0], m.List)


def test_the_names_of_a_page_lose_their_bold_type(tmp_path):
    rows = "".join(f"<p><b>{who}:</b> I am here.</p>" for who in ("Rowena", "Tom") * 3)
    path = tmp_path / "play.html"
    path.write_text(f"<html><body><h1>The Lamp</h1><h2>Act I</h2>{rows}</body></html>")
    (act,) = new([str(path)], tmp_path / "book", date(2026, 11, 23)).edition.book.body
    assert [block.speaker for block in act.blocks if isinstance(block, m.Speech)][:2] == [
        (m.Text("Rowena:"),),
        (m.Text("Tom:"),),
    ]


def test_two_full_lines_are_prose_in_a_play_that_has_both():
    verse = "The lamp is out, the oil is run,\nThe shutters knock against the wall,\nAnd dark is all the water.\n"
    prose = "I put the oil in at six, as I have done every evening since our\nfather died, and the glass was clean.\n"
    full = "I put the oil in at six, and then I went to see the cousins at\nHarbour Street.\n"
    text = f"ROWENA.\n{verse}\nTOM.\nThe lamp is out.\n\n" * 6 + f"TOM.\n{prose}\nROWENA.\nHark!\n\nTOM.\n{full}\n"
    assert spoken(text)[-3:] == [("TOM.", "Paragraph"), ("ROWENA.", "Paragraph"), ("TOM.", "Paragraph")]


ESSAY = """Now the harbour of a town is its first street, and whoever would know the town must walk there at
low water, when the boats lie on their sides and the men have time to talk.\n
Then there is the matter of the dues, which nobody has settled since the old bridge fell, and which
every mayor has promised to settle before the next fair, and which stands where it stood.\n
So much for the dues; and of the lamps I shall say only that they are lit when the moon is full.
"""


@pytest.mark.parametrize(
    "essay",
    [
        pytest.param("{head}\n\nFor the Gazette\n\n{one}\n\n\nTo the People:\n\n{text}\n{two}\n\n\n\n", id="gaps"),
        pytest.param("{head}\n\n{one}\n\n{long}\n\n{two}\n\n{long}\n\n", id="long"),
        pytest.param("{head}\n\nDear Tom,\n\nCome on Monday.\n\n{one}.\n\n", id="signed"),
    ],
)
def test_a_name_over_or_under_essays_and_letters_does_not_speak(essay):
    one = ("HARLAND", "MERCER", "HARLAND", "MERCER", "HARLAND", "MERCER")
    texts = {"two": "CIVIS", "text": ESSAY, "long": " ".join(ESSAY.split()) * 3}
    text = "".join(essay.format(head=f"ESSAY No. {n}", one=name, **texts) for n, name in enumerate(one, 1))
    assert not any(isinstance(block, m.Speech) for block in shaped(text))


def test_a_word_after_a_comma_beside_a_name_alone_on_its_line_is_a_direction():
    rows = ("CAMILLE.", "MAÎTRE BRIDAINE, à part.", "CAMILLE, lisant.", "MAÎTRE BRIDAINE.", "CAMILLE, à Bridaine.")
    text = "".join(f"{row}\n\nIl n'est pas ici, et la porte est close.\n\n" for row in (*rows, *rows))
    assert told(shaped(text)) == [(row, "Paragraph") for row in (*rows, *rows)]
    speech = shaped(text)[1]
    assert isinstance(speech, m.Speech) and isinstance(speech.speaker[1], m.Emphasis)


def test_a_word_after_a_comma_beside_a_name_before_its_speech_is_a_direction():
    rows = ("CAMILLE.", "BRIDAINE, à part.", "CAMILLE, lisant.", "BRIDAINE.", "CAMILLE, bas à Bridaine.")
    text = "".join(f"{row} Il n'est pas ici, et la porte est close.\n\n" for row in (*rows, *rows))
    assert told(shaped(text)) == [(row, "Paragraph") for row in (*rows, *rows)]


ONE_ACT = """CHARACTERS

     ANNA, a widow
     PETER, her son
     A PILOT, who sings

The action takes place in a harbour

[The kitchen of a house. Evening.]

ANNA. Who has lit the lamp?

PETER. I have, mother.

PILOT. [Within] The tide is turning.

ANNA. Then we must go.

PETER. Not before the lamp is out.

PILOT. Quick.

ANNA. I am ready.

CURTAIN
"""


def test_the_persons_end_where_the_first_of_them_speaks():
    assert told(shaped(ONE_ACT))[:6] == [
        *[("Paragraph", "CHARACTERS"), ("List",), ("Paragraph", "The action takes pla")],
        *[("Direction", "[The kitchen of a ho"), ("ANNA.", "Paragraph"), ("PETER.", "Paragraph")],
    ]
    pointed = ONE_ACT.replace("     ANNA, a widow\n     PETER, her son\n     A PILOT, who sings", "ANNA. A widow.\n")
    pointed = pointed.replace("ANNA. A widow.\n", "ANNA. A widow.\n\nPETER. Her son.\n")
    assert [row[0] for row in told(shaped(pointed)) if row[0].isupper()][:2] == ["ANNA.", "PETER."]
    assert ("Paragraph", "PETER. Her son.") in told(shaped(pointed))


def test_a_play_of_one_act_stands_under_its_title_and_not_within_its_persons(tmp_path):
    path = tmp_path / "play.txt"
    path.write_text(f"The Lamp\n\nby Ada Field\n\n\n\n{ONE_ACT}")
    book = new([str(path)], tmp_path / "one", date(2026, 11, 23)).edition.book
    assert [section.role for section in (*book.front, *book.body)] == [m.Role.PERSONS, m.Role.CHAPTER]
    assert isinstance(book.body[0].blocks[0], m.Direction) and not book.back
    titles = ("THE LAMP", "THE PILOT", "THE MILL")
    plays = "".join(f"{title}\n\n\n{ONE_ACT}\n\n\n\n" for title in titles)
    path.write_text("Three Plays\n\nby Ada Field\n\n\n\nCONTENTS\n\n" + "\n".join(titles) + "\n\n\n\n" + plays)
    book = new([str(path)], tmp_path / "three", date(2026, 11, 23)).edition.book
    assert [flat(section.title) for section in book.body] == [*titles]
    assert not book.front and not book.back
    assert all(isinstance(section.blocks[0], m.Heading) for section in book.body)


def test_a_paragraph_led_by_an_element_of_a_speaker_s_class_is_a_speech(tmp_path):
    speech = "<p class='drama'><span class='speaker'><span class='smcap'>{}.</span></span> {}</p>"
    rows = [("Anna", "Who has lit it?"), ("The Pilot", "<i>(within)</i> I, and<br>nobody else."), ("Peter", "No, I.")]
    play = "<h3>CHARACTERS</h3><ul><li>Anna</li><li>The Pilot</li></ul><p class='stage'>A kitchen.</p>"
    play += "".join(speech.format(*row) for row in rows)
    path = tmp_path / "plays.html"
    path.write_text(f"<title>Plays</title><h1>Plays</h1><h2>The Lamp</h2>{play}<h2>The Mill</h2>{play}")
    book = new([str(path)], tmp_path / "book", date(2026, 11, 23)).edition.book
    assert [flat(section.title) for section in book.body] == ["The Lamp", "The Mill"]
    speeches = [block for block in book.body[1].blocks if isinstance(block, m.Speech)]
    assert [flat(one.speaker) for one in speeches] == ["Anna.", "The Pilot.", "Peter."]
    assert speeches[0].speaker == (m.Text("Anna."),)
    assert sum(isinstance(block, m.Direction) for block in book.body[0].blocks) == 1


LINE_SPEECHES = """   Действующие лица

   Вера, вдова.
   Петр, ее сын.
   Лоцман.

    Действие первое

   Кухня в доме у моря. Вечер.
   Входит Вера со свечой.
      Вера. Кто зажег лампу?
   Петр. Я зажег, мама. (Садится.) Уже темно.
   Вера. Скоро придет лоцман.
   Петр (прислушивается). Нет… это ветер.
      Пауза.
   Лоцман. А вот и я.
   Вера. Идем.
   Лоцман. Вода поднимается, и надо спешить, потому что мост старый, а дорога длинная и темная.

    Действие второе

   Берег.
      Вера. Где мост?
   Петр. Его нет.
   Лоцман. Я говорил.
   Вера. Что же делать?
   Занавес
"""


def test_speeches_a_line_each_without_blank_lines():
    rows = [row for row in told(shaped(LINE_SPEECHES)) if row[0] not in {"Paragraph", "List"}]
    assert sum(name == "Direction" for name, *_ in rows) == 3
    assert [name for name, *_ in rows if name != "Direction"] == [
        *["Вера.", "Петр.", "Вера.", "Петр (прислушивается).", "Лоцман.", "Вера.", "Лоцман."],
        *["Вера.", "Петр.", "Лоцман.", "Вера."],
    ]


def test_verse_whose_lines_are_sentences_is_no_play():
    stanza = "The tide is out.\nHark: the gulls.\nThe lamp is lit.\nThe tide is out.\n"
    assert [row[0] for row in told(shaped(f"{stanza}\n" * 6))] == ["Paragraph"] * 6


SHORT = """PERSONS

ROWENA, keeper of the light.
TOM, her brother.

SCENE: an island.

ROWENA. The lamp is out, and nobody has been up the stair since the morning, when
you went to see to the boat.

TOM. I put the oil in at six, as I have done every evening since our father died.
{}
CURTAIN
"""


@pytest.mark.parametrize("said", [(), ("ROWENA. Then it has run.",), ("ROWENA. It has.", "TOM. No.", "ROWENA. Look.")])
def test_a_few_speeches_under_the_persons_are_a_play(said):
    more = "".join(f"\n{speech}\n" for speech in said)
    names = [row[0] for row in told(shaped(SHORT.format(more))) if row[0] in {"ROWENA.", "TOM."}]
    assert names == ["ROWENA.", "TOM.", *["ROWENA.", "TOM.", "ROWENA."][: len(said)]]


def test_a_few_names_that_no_list_has_speak_nothing():
    for text in (SHORT.split("\n\n", 2)[2], SHORT.replace("ROWENA,", "MARY,").replace("TOM,", "ANN,")):
        assert {row[0] for row in told(shaped(text.format("")))} <= {"Paragraph", "List"}


COLUMNED = """ACT I.

The stair of a lighthouse.

Enter ROWENA and TOM.

  Row. The lamp is out, the oil is run,
    The shutters knock against the wall.
  Tom. I put it in at six.
  Row. Hark!
  Pil. Is there a light?
    And is there room upon the stair?
  Tom. There is.                                           Exit.
"""


def test_speeches_that_begin_in_one_column_and_go_on_in_another():
    for text in (COLUMNED, COLUMNED.replace("\n    ", "\n")):
        rows = [row for row in told(shaped(text * 3)) if row[0] != "Paragraph"]
        assert [name for name, *_ in rows] == ["Direction", "Row.", "Tom.", "Row.", "Pil.", "Tom."] * 3


def test_the_dates_of_a_diary_do_not_speak():
    text = "\n\n".join(f"_January {day}._\n\nThe boats came home, and the lamp was lit." for day in (1, 2, 3) * 4)
    assert {row[0] for row in told(shaped(text))} == {"Paragraph"}


def test_a_prologue_in_the_middle_of_the_page_heads_its_speeches(tmp_path):
    said = "Nobody had been up the stair of the lighthouse since the morning, and the lamp was out."
    page = f"PREFACE\n\n{said}\n\n\n\n{' ' * 30}THE PROLOGUE\n\n{' ' * 30}Enter Chorus.\n\n\n{COLUMNED}"
    (tmp_path / "play.txt").write_text(page)
    draft = new([str(tmp_path / "play.txt")], tmp_path / "book", date(2026, 12, 1))
    assert [section.role.value for _, _, section in sections(draft.edition.book)] == [
        "preface",
        "prologue",
        "chapter",
    ]
