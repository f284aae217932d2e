"""Round trip: Octavo's own EPUB taken in again is the book it was made of, as near as XHTML can say it."""

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from octavo import model as m
from octavo.inlines import flat, leaves
from octavo.intake import new
from octavo.model import Book, Matter
from octavo.walk import rewrite, runs, sections

from .specimen import book as specimen


@pytest.fixture(scope="module")
def again(epub: Path, tmp_path_factory: pytest.TempPathFactory) -> Book:
    """The specimen's EPUB as a book."""
    return new([str(epub)], tmp_path_factory.mktemp("again") / "b", date(2026, 11, 23)).edition.book


def outline(book: Book) -> list[tuple]:
    return [
        (matter, depth, section.role, flat(section.label), section.number, flat(section.title))
        for matter, depth, section in sections(book)
        if flat(section.title) != "A heading between paragraphs"
    ]


def bare(book: Book) -> Book:
    """`book` without page breaks, which the EPUB has of the print edition, and without spaces at the ends of runs."""

    def without(run):
        kept = [one for one in run.children if not isinstance(one, m.PageBreak)]
        last = kept[-1:]
        if last and isinstance(last[0], m.Text):
            kept[-1] = m.Text(last[0].content.rstrip())
        return replace(run, children=merged(kept))

    return rewrite(book, without)


def merged(inlines: list[m.Inline]) -> m.Inlines:
    out: list[m.Inline] = []
    for one in inlines:
        if isinstance(one, m.Text) and out and isinstance(out[-1], m.Text):
            out[-1] = m.Text(out[-1].content + one.content)
        else:
            out.append(m.Image(Path(one.source).name, one.alternative) if isinstance(one, m.Image) else one)
    return tuple(out)


def test_every_section_has_its_matter_depth_role_number_and_title_again(again):
    assert outline(again) == outline(specimen.BOOK)


@pytest.mark.parametrize("matter", Matter)
def test_every_block_is_what_it_was(again, matter):
    before = {section.id: section.blocks for place, _, section in sections(bare(specimen.BOOK)) if place is matter}
    after = {section.id: section.blocks for place, _, section in sections(bare(again)) if place is matter}
    for name in before.keys() - {"chapter-1", "subchapter-2", "index-1"}:
        assert after[name] == before[name], name


def test_lists_tables_and_figures_are_what_they_were(again):
    rows = {section.id: section.blocks for _, _, section in sections(bare(again))}["subchapter-3"]
    before = {section.id: section.blocks for _, _, section in sections(specimen.BOOK)}["subchapter-2"]
    assert rows[:3] == before[1:4]
    assert isinstance(rows[3], m.Figure) and flat(rows[3].caption) == "The press"


def kinds(block: m.Paragraph) -> list[type]:
    return [type(one) for one in block.children if not isinstance(one, m.Link | m.Text)]


def test_every_inline_but_a_link_at_home_is_what_it_was(again):
    before, after = ({s.id: s for _, _, s in sections(bare(book))}["chapter-1"] for book in (specimen.BOOK, again))
    assert flat(after.blocks[0].children) == flat(before.blocks[0].children)
    assert [kinds(block) for block in after.blocks] == [kinds(block) for block in before.blocks]
    assert m.Link(specimen.inlines("link abroad"), "https://www.gutenberg.org/") in after.blocks[0].children


def test_notes_are_linked_and_their_words_are_what_they_were(again):
    assert [note.label for note in again.notes] == [note.label for note in specimen.BOOK.notes]
    assert [note.blocks for note in bare(again).notes] == [note.blocks for note in bare(specimen.BOOK).notes]


def test_the_pages_of_the_print_edition_are_marked(again):
    breaks = [leaf.label for run in runs(again) for leaf in leaves(run.children) if isinstance(leaf, m.PageBreak)]
    assert breaks[:4] == ["1", "3", "5", "7"] and len(breaks) == len(set(breaks)) > 15


def test_the_record_is_what_it_was(again):
    before, after = specimen.BOOK.metadata, again.metadata
    assert (after.title, after.subtitle, after.language) == (before.title, before.subtitle, before.language)
    assert [(one.name, one.role) for one in after.contributors] == [(one.name, one.role) for one in before.contributors]
