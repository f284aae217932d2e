"""Notes of texts without links at intake: by number, with their calls, their headings, and the questions about both."""

from datetime import date

import pytest

from octavo import model as m
from octavo.inlines import leaves
from octavo.intake import Draft, new
from octavo.lines import block_text
from octavo.render import heading_text
from octavo.walk import runs, sections

DAY = date(2026, 11, 24)
PROSE = (
    "The tide came in over the quay before the lamps were lit,\nand the men went home along the wall. They said "
    "that nobody\nin the harbour would remember it when the morning came."
)
TITLE = "THE QUAY\n\nby Ada Field"
FEW = "1892\n\n1\n\nIn the future.\n\n2\n\nA coat."


@pytest.fixture
def made(tmp_path):
    """Makes a book of the parts of a plain text, or of Markdown."""

    def make(*parts: str, name: str = "quay.txt") -> Draft:
        (tmp_path / name).write_text("\n\n\n\n".join(parts) + "\n", encoding="utf-8")
        return new([str(tmp_path / name)], tmp_path / "book", DAY)

    return make


def chapters(*calls: str, shape: str = "CHAPTER {}") -> list[str]:
    """A chapter for each of `calls`, which end its paragraphs."""
    numbers = ("I", "II", "III", "IV")
    return [
        f"{shape.format(number)}\n\n" + "\n\n".join(f"{PROSE}{call}" for call in row.split("|"))
        for number, row in zip(numbers, calls, strict=False)
    ]


def notes(draft: Draft) -> list[str]:
    return [" / ".join(map(block_text, note.blocks)) for note in draft.edition.book.notes]


def called(draft: Draft) -> list[str]:
    found = (leaf for run in runs(draft.edition.book) for leaf in leaves(run.children))
    return [leaf.note for leaf in found if isinstance(leaf, m.NoteReference)]


def outline(draft: Draft) -> list[str]:
    return [heading_text(section).replace("\u00a0", " ") for _, _, section in sections(draft.edition.book)]


def asked(draft: Draft) -> list[tuple[str, str]]:
    doubts = draft.edition.apparatus.doubts
    return [(doubt.rule, doubt.reading) for doubt in doubts if "note" in doubt.rule]


@pytest.mark.parametrize(
    ("call", "label"),
    [("[{}]", "{}."), (" ({})", "({})"), ("^{}", "^{}"), ("<{}>", "<{}>"), (" [{}]", "{})"), (" ({})", "{}.")],
)
def test_notes_by_number_under_a_heading_are_linked_where_they_agree_with_their_calls(made, call, label):
    c, n = [call.format(i) for i in range(5)], [label.format(i) for i in range(5)]
    listed = f"NOTES\n\n{n[1]} Of stone.\n\n{n[2]} Of tar.\n\nIt burnt.\n\n{n[3]} A boat.\n\n{n[4]} See Reed."
    draft = made(TITLE, *chapters(f"{c[1]}|{c[2]}", f"{c[3]}|{c[4]}"), listed)
    assert notes(draft) == ["Of stone.", "Of tar. / It burnt.", "A boat.", "See Reed."]
    assert called(draft) == ["n1", "n2", "n3", "n4"] and not asked(draft)
    assert outline(draft) == ["CHAPTER I", "CHAPTER II"]


@pytest.mark.parametrize(("call", "label"), [(" ({})", "({})"), ("^{}", "^{}"), ("<{}>", "<{}>")])
def test_notes_under_their_paragraphs_are_linked_where_they_agree_with_their_calls(made, call, label):
    row = [f"{call.format(i)}\n\n{label.format(i)} Of stone." for i in (1, 2)]
    draft = made(TITLE, *chapters(f"|{row[0]}", f"{row[0]}|{row[1]}"))
    assert notes(draft) == ["Of stone."] * 3 and called(draft) == ["n1", "n2", "n3"] and not asked(draft)


def test_an_enumeration_and_the_paragraphs_it_tells_of_are_no_notes(made):
    told = "There are (1) stones and (2) tar to be had.\n\n(1) Of stones there are enough.\n\n(2) Of tar there is none."
    draft = made(TITLE, *chapters("", ""), f"CHAPTER III\n\n{PROSE}\n\n{told}")
    assert not notes(draft) and not asked(draft)


def test_a_list_that_disagrees_with_its_calls_stays_and_is_asked_about(made):
    listed = "NOTES\n\n1. Of stone.\n\n2. Of tar.\n\n4. See Reed."
    draft = made(TITLE, *chapters(" (1)| (2)", " (3)| (4)"), listed)
    assert not notes(draft) and "1. Of stone." in "\n".join(
        block_text(b) for _, _, s in sections(draft.edition.book) for b in s.blocks
    )
    assert [rule for rule, _ in asked(draft)] == ["notes-differ"]


def test_a_call_that_no_note_answers_is_asked_about(made):
    draft = made(TITLE, *chapters("[1]|[2]", "[3]|[4]"), "NOTES\n\n[1] Of stone.\n\n[2] Of tar.\n\n[4] See Reed.")
    assert len(notes(draft)) == 3 and asked(draft) == [("call-without-note", "[3]")]


@pytest.mark.parametrize("call", ["[{}]", "<{}>", "^{}", "[Note {}]", "[^{}]"])
def test_of_many_calls_without_notes_one_question_is_asked(made, call):
    c = [call.format(i) for i in range(9)]
    draft = made(TITLE, *chapters(f"{c[1]}|{c[2]}|{c[3]}", f"{c[4]}|{c[5]}"))
    assert asked(draft) == [("call-without-note", c[1])]
    assert "4 more" in next(doubt for doubt in draft.edition.apparatus.doubts if "call" in doubt.rule).evidence


def test_numbers_in_brackets_that_may_be_pages_stay_and_are_asked_about(made):
    pages = [f"[{n}]\n\n{PROSE}" for n in (11, 12, 13, 14)]
    draft = made(TITLE, *chapters("", ""), "CHAPTER III\n\n" + "\n\n".join(pages))
    assert asked(draft) == [("call-without-note", "[11]")]


def test_years_powers_and_lines_that_a_star_begins_are_no_calls(made):
    told = "It was built [1871] for 10^6 pounds, [sic] and sold (1) cheap; if a<b and c>1 then so."
    draft = made(TITLE, *chapters("", ""), f"CHAPTER III\n\n{PROSE}\n\n{told}")
    assert not asked(draft)


@pytest.mark.parametrize("label", ["{{{}}}", "[{}]", "{}."])
@pytest.mark.parametrize("head", ["CHAPTER {}", "CHAPTER {}. THE WALL"])
def test_the_chapters_of_a_list_of_notes_are_no_chapters(made, label, head):
    call = "[{}]" if label == "{}." else label
    listed = "\n\n".join(
        f"{head.format(n)}\n\n{label.format(1)} Of stone {n}.\n\n{label.format(2)} Of tar {n}."
        for n in ("I", "II", "III")
    )
    rows = chapters(*[f"{call.format(1)}|{call.format(2)}"] * 3, shape=head)
    draft = made(TITLE, *rows, f"NOTES\n\n{listed}")
    assert len(notes(draft)) == 6 and len(outline(draft)) == 3 and not asked(draft)
    assert notes(draft)[2] == "Of stone II." and "NOTES" not in " ".join(
        block_text(b) for _, _, s in sections(draft.edition.book) for b in s.blocks
    )


def test_markdown_numbers_its_notes_by_a_list(made):
    rows = [row.replace("CHAPTER", "## CHAPTER") for row in chapters("[1]|[2]", "[3]")]
    draft = made("# The Quay", *rows, "## Notes\n\n1. Of stone.\n2. Of *tar*.\n3. See Reed.", name="quay.md")
    assert notes(draft) == ["Of stone.", "Of tar.", "See Reed."] and called(draft) == ["n1", "n2", "n3"]
    assert len(outline(draft)) == 2


def test_markdown_calls_without_notes_are_asked_about(made):
    rows = [row.replace("CHAPTER", "## CHAPTER") for row in chapters("[^1]|[^2]", "[^3]")]
    draft = made("# The Quay", *rows, "[^1]: Of stone.", name="quay.md")
    assert len(notes(draft)) == 1
    assert asked(draft) == [("call-without-note", "[^2]"), ("call-without-note", "[^3]")]


def test_two_lists_one_behind_the_other_have_the_calls_of_their_own_shapes(made):
    own = "NOTES\n\n1\n\nBy the author.\n\n2\n\nBy the author too."
    more = "NOTES\n\n1\n\nBy the editor.\n\n2\n\nBy the editor too."
    draft = made(TITLE, *chapters(" Lee.[1]| Lee.{1}", " Lee.[2]| Lee.{2}"), own, more)
    said = [block_text(note.blocks[0]) for note in draft.edition.book.notes]
    assert said == ["By the author.", "By the editor.", "By the author too.", "By the editor too."]


def test_a_list_of_one_note_under_its_number_is_linked(made):
    draft = made(TITLE, *chapters(" Lee.[1]", ""), "NOTES\n\n1\n\nBy the author.")
    assert [block_text(note.blocks[0]) for note in draft.edition.book.notes] == ["By the author."]


def test_a_note_that_stands_in_its_line_is_called_there(made):
    line = "The tide [Footnote: The spring tide, [as] they say.] came in over the quay before the lamps were lit."
    draft = made(TITLE, f"CHAPTER I\n\n{line}\n\n{PROSE}", f"CHAPTER II\n\n{PROSE}")
    assert notes(draft) == ["The spring tide, [as] they say."] and called(draft) == ["n1"] and asked(draft) == []
    text = [block_text(block) for _, _, section in sections(draft.edition.book) for block in section.blocks]
    assert text[0] == "The tide came in over the quay before the lamps were lit."


def test_a_note_under_its_paragraph_is_called_at_its_end(made):
    note = "Nobody did, for the lamps were lit late in that\nyear and nobody was there."
    draft = made(TITLE, f"CHAPTER I\n\n{PROSE}\n\n[Footnote: {note}]\n\n{PROSE}", f"CHAPTER II\n\n{PROSE}")
    assert notes(draft) == [note.replace("\n", " ")] and called(draft) == ["n1"]


@pytest.mark.parametrize(
    "text",
    [
        "The tide * came in.\n\n[Footnote: A note.]",
        "The tide [Footnote: came in.",
        "[Footnote: ]",
        "[Note: Lost.]",
        'They said -- [Footnote: Twice.] "come in."',
        "They went . . [Footnote: So it is printed.] . . home.",
        "The tide {Pg [Footnote: A page.] 3} came in.",
    ],
)
def test_what_may_be_called_elsewhere_or_parts_what_is_read_as_one_stays(made, text):
    draft = made(TITLE, f"CHAPTER I\n\n{PROSE}\n\n{text}\n\n{PROSE}", f"CHAPTER II\n\n{PROSE}")
    assert notes(draft) == []


def test_a_few_numbers_that_end_a_text_are_notes_where_they_are_all_that_is_called(made):
    assert notes(made(TITLE, *chapters("[1]", "[2]"), FEW)) == ["In the future.", "A coat."]


def test_a_few_numbers_that_end_a_text_are_none_where_the_calls_differ(made):
    assert notes(made(TITLE, *chapters("[2]", "[1]"), FEW)) == []


def test_a_longer_heading_in_capitals_heads_notes_whose_numbers_are_all_that_is_called(made):
    listed = "NOTES AND QUERIES TO THE EDITION OF 1875\n\n\n1. Of the tide.\n\n\n2. Of the lamps.\n\n\n3. Of the wall."
    draft = made(TITLE, *chapters("[1]|[2]", "[3]"), listed)
    assert notes(draft) == ["Of the tide.", "Of the lamps.", "Of the wall."]
    assert outline(draft) == ["CHAPTER I", "CHAPTER II"]
