"""The laws: an edition that lost, gained or changed a word without saying so is refused."""

import msgspec
import pytest
from msgspec.structs import replace

from octavo.build import load, make, uncalled
from octavo.checks.laws import check_laws
from octavo.edition import Edition
from octavo.model import Note, Position
from octavo.problem import ContentError
from tests.conftest import put_book


@pytest.fixture
def source(project):
    emendations = '[[emend]]\nreading = "dark night"\nemended = "very dark night"\nreason = "a test"\n'
    return load(put_book(project, emendations=emendations))


def altered(edition: Edition, old: str, new: str) -> Edition:
    """The edition with words of its text changed behind the apparatus's back."""
    book = msgspec.json.encode(edition.book).decode()
    assert old in book
    return replace(edition, book=msgspec.json.decode(book.replace(old, new), type=type(edition.book)))


def refused(edition: Edition, source) -> str:
    with pytest.raises(ContentError) as error:
        check_laws(edition, source.witnesses, source.settings)
    return str(error.value)


def test_a_true_edition_passes(source):
    edition = make(source)
    assert check_laws(edition, source.witnesses, source.settings) is edition


def test_an_edition_is_written_the_same_in_every_process(source):
    """The order of a set is another in each, so the names of a title that has several are put in order."""
    pairs = [("Ann", f"Bell{number:02}") for number in range(20)]
    written = replace(make(source), names=frozenset(pairs)).encoded().decode()
    assert [line.strip(' "') for line in written.split("\n") if "Bell" in line] == [name for _, name in pairs]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("second paragraph", "paragraph", "has '' for 'second' after"),
        ("a few more words", "a few words", "has '' for 'more' after 'The second paragraph has a few'"),
        ("quiet word", "quiet last word", "has 'last' for '' after"),
        ("The End", "The Ending", "has 'Ending' for 'End' after 'something to compare CHAPTER II The'"),
        ("1941–1945", "1941–1946", "has '1946' for '1945'"),
    ],
)
def test_a_word_that_changed_in_secret_is_found(source, old, new, said):
    assert said in refused(altered(make(source), old, new), source)


def test_an_emendation_kept_off_the_record_is_found(source):
    edition = make(source)
    changes = tuple(change for change in edition.apparatus.changes if change.rule != "emendation")
    silent = replace(edition, apparatus=replace(edition.apparatus, changes=changes))
    assert "has 'very' for '' after" in refused(silent, source)


def test_a_change_recorded_in_the_wrong_place_is_found(source):
    edition = make(source)
    moved = tuple(
        replace(change, position=replace(change.position, column=change.position.column + 1))
        if change.rule == "emendation"
        else change
        for change in edition.apparatus.changes
    )
    wrong = replace(edition, apparatus=replace(edition.apparatus, changes=moved))
    assert "T003: the apparatus records 'dark' (emendation) where the witness has 'ark night" in refused(wrong, source)


def test_text_that_typesetting_would_change_again_is_found(source):
    told = refused(altered(make(source), "“the dog,”", '\\"the dog,\\"'), source)
    assert "T001: typesetting again would change '\"' to '“' (quotes)" in told


def test_lines_kept_out_without_a_word_are_found(source):
    edition = make(source)
    (omission,) = edition.apparatus.omissions
    longer = replace(omission, end=replace(omission.end, line=14))
    greedy = replace(edition, apparatus=replace(edition.apparatus, omissions=(longer,)))
    assert "T002" in refused(greedy, source)


def test_a_book_may_lay_down_its_dash(project):
    text = "CHAPTER I\n\nHe came -- and went -- at last.\n"
    record = {"title": "T", "contributors": [{"name": "A B"}], "typography": {"dash": "en"}}
    edition = make(load(put_book(project, text, **record)))
    assert "He came\u00a0– and went\u00a0– at last." in edition.encoded().decode()


def test_a_stet_excuses_its_own_words_alone(project):
    text = 'CHAPTER I\n\nThe sign read "OPEN" all day, and she said "come in" to nobody.\n'
    stet = '[[stet]]\nreading = \'"OPEN"\'\nreason = "as painted"\n'
    record = {"title": "T", "contributors": [{"name": "A B"}]}
    source = load(put_book(project, text, emendations=stet, **record))
    edition = make(source)
    assert check_laws(edition, source.witnesses, source.settings) is edition
    told = refused(altered(edition, "“come in”", '\\"come in\\"'), source)
    assert "T001: typesetting again would change '\"' to '“' (quotes)" in told


def test_an_emended_heading_has_the_number_it_is_given(project):
    text = "CHAPTER I\n\nOne.\n\nCHAPTER IIII\n\nTwo.\n\nCHAPTER III\n\nThree.\n"
    emendations = '[[emend]]\nreading = "CHAPTER IIII"\nemended = "CHAPTER II"\nreason = "misprint"\n'
    record = {"title": "T", "contributors": [{"name": "A B"}]}
    edition = make(load(put_book(project, text, emendations=emendations, **record)))
    assert [section.number for section in edition.book.body] == ["I", "II", "III"]


def test_a_call_without_its_note_and_a_note_that_nothing_calls_are_found(project):
    text = "CHAPTER I\n\nThe tide turned.[1]\n\n[1] So the pilot says.\n"
    source = load(put_book(project, text, title="T", contributors=[{"name": "A B"}]))
    edition = make(source)
    assert check_laws(edition, source.witnesses, source.settings) is edition
    wrong = altered(edition, '"note":"n1"', '"note":"n9"')
    told = refused(wrong, source)
    assert "T004: the call of a note leads to 'n9', which is no note" in told
    assert "T004: nothing calls note '1'" in told


def test_a_note_that_lost_its_call_on_the_way_is_a_query(source):
    book = make(source).book
    lost = Note("n99", "99", (), Position("text/a.txt", 7))
    (doubt,) = uncalled(replace(book, notes=(*book.notes, lost)), ())
    assert (doubt.rule, doubt.position) == ("note-without-call", lost.position)
    assert not list(uncalled(replace(book, notes=(*book.notes, lost)), [doubt]))
