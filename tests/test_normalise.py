"""Characters composed, the provider's header set apart, hard line ends undone."""

from octavo.inlines import flat
from octavo.normalise import normalise
from octavo.provider import provider
from octavo.readers import read
from octavo.readers.witness import Witness
from octavo.reading import Reading
from tests.conftest import HEADER, TEXT


def blocks(text: str) -> Reading:
    return read([Witness("w.txt", text.encode())], None)


def lines(copy) -> list[str]:
    return [flat(block.children) for block in copy.blocks]


def test_the_header_of_marxists_org_is_read_and_set_apart():
    copy = normalise(blocks(HEADER + TEXT), provider("marxists.org"))
    said = {name: field.text for name, field in copy.header.items()}
    assert said["author"] == "Jane Doe"
    assert said["title"] == "A Small Book"
    assert said["source"] == "A Small Book, second printing, 1930"
    assert said["publisher"] == "The Small Press, London"
    assert said["transcriber"] == "John Roe, 2001"
    assert said["credit"] == "Marxists Internet Archive"
    assert lines(copy)[0] == "CHAPTER I. The Beginning"
    (omission,) = copy.omissions
    assert (omission.position.line, omission.last_line) == (1, 8)
    assert omission.text.startswith("Jane Doe\n\nA Small Book\n\nSource")


def test_one_labelled_line_is_no_header():
    text = "A first paragraph.\n\nSource : is a word that may begin a sentence.\n\nMore."
    copy = normalise(blocks(text), provider("marxists.org"))
    assert copy.header == {} and copy.omissions == ()
    assert len(copy.blocks) == 3


def test_header_fields_know_their_place():
    copy = normalise(blocks(HEADER + TEXT), provider("marxists.org"))
    assert (copy.header["publisher"].position.line, copy.header["publisher"].position.column) == (6, 13)


PROSE = """\
The lines of this paragraph were filled by hand to about sixty
characters, as transcriptions of the nineties were, and so the
ends of its lines mean nothing at all.

Another paragraph of the same kind, so that the measure of this
file can be told from more than one of them.

To Jane
who made it
"""


def test_filled_lines_are_joined_and_short_ones_kept():
    copy = normalise(blocks(PROSE), None)
    first, second, third = lines(copy)
    assert "\n" not in first + second
    assert first.endswith(
        "sixty characters, as transcriptions of the nineties were, and so the ends of its lines mean nothing at all."
    )
    assert third == "To Jane\nwho made it"
    assert copy.joined_lines == 3


def test_a_joined_line_is_still_found_in_the_witness():
    copy = normalise(blocks(PROSE), None)
    text, position = flat(copy.blocks[0].children), copy.blocks[0].position
    place = position.at(text.index("transcriptions"))
    assert (place.line, place.column) == (2, 16)


def test_a_control_character_is_read_as_the_character_of_windows_it_was_meant_for():
    copy = normalise(blocks("The lamp\x97the only one\x97went out.\x9d Cafe\u0301."), None)
    assert lines(copy) == ["The lamp—the only one—went out.\x9d Café."]
    rows = [(change.rule, change.before, change.after, change.position.column) for change in copy.changes]
    assert rows[:2] == [("control-character", "\x97", "—", 9), ("control-character", "\x97", "—", 22)]


def test_decomposed_letters_are_composed_on_record():
    copy = normalise(blocks("Un cafe\u0301 noir."), None)
    assert lines(copy) == ["Un café noir."]
    (change,) = copy.changes
    assert (change.rule, change.before, change.after) == ("compose", "e\u0301", "é")
    assert change.position.column == 7
    assert copy.blocks[0].position.at(8).column == 10
