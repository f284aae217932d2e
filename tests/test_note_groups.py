"""Note groups: notes stand under the chapters that call them where their labels come again."""

from octavo import model as m
from octavo.note_groups import note_groups
from tests.specimen.book import METADATA


def chapter(name: str, *notes: str, role: m.Role = m.Role.CHAPTER, sections: tuple[m.Section, ...] = ()) -> m.Section:
    called = tuple(m.NoteReference(note) for note in notes)
    return m.Section(name, role, (m.Text(name),), blocks=(m.Paragraph((m.Text("Said."), *called)),), sections=sections)


def book(body: tuple[m.Section, ...], *labels: str) -> m.Book:
    notes = tuple(m.Note(f"n{number}", label, ()) for number, label in enumerate(labels, 1))
    return m.Book(METADATA, (), body, (), notes)


def grouped(made: m.Book) -> list[tuple[str | None, str]]:
    return [
        (group.section.id if group.section else None, " ".join(note.id for note in group.notes))
        for group in note_groups(made)
    ]


def test_notes_numbered_through_a_book_are_one_group():
    assert grouped(book((chapter("one", "n1"), chapter("two", "n2")), "1", "2")) == [(None, "n1 n2")]


def test_notes_numbered_anew_stand_under_the_chapters_that_call_them():
    body = (chapter("one", "n1", "n2"), chapter("two"), chapter("three", "n3"))
    assert grouped(book(body, "1", "2", "1")) == [("one", "n1 n2"), ("three", "n3")]


def test_the_chapters_of_a_part_are_told_apart_and_a_subchapter_is_not():
    inner = chapter("scene", "n3", role=m.Role.SUBCHAPTER)
    part = chapter("part", "n1", role=m.Role.PART, sections=(chapter("one", "n2", sections=(inner,)),))
    assert grouped(book((part, chapter("two", "n4")), "*", "*", "*", "*")) == [
        ("part", "n1"),
        ("one", "n2 n3"),
        ("two", "n4"),
    ]


def test_a_note_that_is_called_nowhere_stays_with_the_one_before_it():
    body = (chapter("one", "n1"), chapter("two", "n3"))
    assert grouped(book(body, "1", "2", "1")) == [("one", "n1 n2"), ("two", "n3")]
