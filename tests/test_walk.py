"""Edits of flat text carried back into a tree of inlines."""

import string
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from octavo import model as m
from octavo.compose import compose
from octavo.inlines import flat, foreign_spans, moved, splice
from octavo.typography.edit import Edit, apply
from octavo.walk import Run, block_runs, rewrite_blocks

texts = st.text(alphabet="ab '\"", max_size=6)
inlines = st.recursive(
    st.builds(m.Text, texts),
    lambda inner: st.one_of(
        st.builds(m.Emphasis, st.lists(inner, max_size=3).map(tuple)),
        st.builds(m.Foreign, st.lists(inner, max_size=3).map(tuple), st.just("fr")),
        st.just(m.NoteReference("1")),
        st.just(m.LineBreak()),
    ),
    max_leaves=6,
)


@st.composite
def edits_of(draw, text: str) -> tuple[Edit, ...]:
    """Edits in order that do not overlap or touch."""
    cuts = draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True).map(sorted))
    pairs = [(a, draw(st.sampled_from((a, b)))) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    return tuple(Edit(a, b, draw(st.text(alphabet=string.ascii_uppercase, max_size=2)), "r") for a, b in pairs)


@given(st.data())
def test_splice_agrees_with_flat_text(data):
    run = tuple(data.draw(st.lists(inlines, max_size=4)))
    edits = data.draw(edits_of(flat(run)))
    assert flat(splice(run, edits)) == apply(flat(run), edits)


@given(st.data())
def test_composed_edits_do_what_both_rounds_do(data):
    text = data.draw(st.text(alphabet="abc ", max_size=12))
    first = data.draw(edits_of(text))
    middle = apply(text, first)
    second = data.draw(edits_of(middle))
    composed = compose(text, first, second)
    assert apply(text, tuple(composed)) == apply(middle, second)
    assert all(one.end <= other.start for one, other in pairwise(composed))


def test_an_edit_across_markup_leaves_the_markup():
    run = (m.Text("don"), m.Text("'"), m.Emphasis((m.Text("t"),)), m.Text(" go"))
    assert splice(run, [Edit(3, 4, "’", "apostrophes")]) == (
        m.Text("don"),
        m.Text("’"),
        m.Emphasis((m.Text("t"),)),
        m.Text(" go"),
    )


def test_a_replacement_over_a_boundary_stands_where_it_begins():
    run = (m.Emphasis((m.Text("enemy -"),)), m.Text("- a battle"))
    changed = splice(run, [Edit(5, 9, "—", "dashes")])
    assert changed == (m.Emphasis((m.Text("enemy—"),)), m.Text("a battle"))


def test_a_note_call_survives_an_edit_around_it():
    run = (m.Text('said"'), m.NoteReference("1"), m.Text(" he"))
    assert splice(run, [Edit(4, 5, "”", "quotes")]) == (m.Text("said”"), m.NoteReference("1"), m.Text(" he"))


def test_foreign_spans_are_found_inside_emphasis():
    run = (m.Text("a "), m.Emphasis((m.Foreign((m.Text("mot"),), "fr"), m.Text("b"))))
    assert list(foreign_spans(run)) == [(2, 5, "fr")]


def test_a_stanza_is_one_run_and_comes_apart_again():
    verse = m.Verse(((m.VerseLine((m.Text("one"),)), m.VerseLine((m.Text("two"),), indent=1)),))
    (run,) = block_runs((verse,))
    assert flat(run.children) == "one\ntwo"

    def shout(run: Run) -> Run:
        return Run(run.kind, splice(run.children, [Edit(0, 1, "O", "r"), Edit(4, 5, "T", "r")]), run.position)

    (changed,) = rewrite_blocks((verse,), shout)
    assert changed == m.Verse(((m.VerseLine((m.Text("One"),)), m.VerseLine((m.Text("Two"),), indent=1)),))


def test_positions_follow_the_witness_lines_through_edits():
    position = m.Position("w.txt", 10, 3, ((6, 11, 1),))
    assert (position.at(4).line, position.at(4).column) == (10, 7)
    assert (position.at(8).line, position.at(8).column) == (11, 3)
    after = moved(position, [Edit(0, 2, "long", "r")])
    assert (after.at(6).line, after.at(6).column) == (10, 7)
    assert (after.at(10).line, after.at(10).column) == (11, 3)


def test_position_takes_no_part_in_comparison():
    text = (m.Text("x"),)
    assert m.Paragraph(text, m.Position("a", 1)) == m.Paragraph(text, m.Position("b", 2))
