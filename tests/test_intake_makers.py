"""EPUBs as their makers make them: pages cut in pieces, pages of their own, notes and titles as each writes them."""

from datetime import date

import pytest

from octavo.inlines import flat
from octavo.intake import new

from .packages import PROSE, entry, epub, outline

DAY = date(2026, 11, 23)


def made(place, tmp_path):
    return new([str(place)], tmp_path / "b", DAY)


# Pages cut in pieces ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["b-h-{}.htm", "b_split_00{}", "b-h-0.htm_split_00{}"])
def test_the_pieces_of_a_page_are_put_together_again(tmp_path, name):
    one, two = (name.format(number) for number in (0, 1))
    pages = {
        one: f'<h1>A Parcel</h1><h3 id="i">Of Salt</h3><p>{PROSE}</p><h5 id="w">White</h5><p>{PROSE}'
        f'<a id="c1" href="{two}.xhtml#n1">[1]</a></p>',
        two: f'<h5 id="g">Grey</h5><p>{PROSE}</p><h3 id="ii">Of Tar</h3><p>{PROSE}</p>'
        f'<p id="n1"><a href="{one}.xhtml#c1">[1]</a> So it was told.</p>',
    }
    inner = entry(f"{one}.xhtml#i", "Of Salt", entry(f"{one}.xhtml#w", "White") + entry(f"{two}.xhtml#g", "Grey"))
    nav = entry(f"{one}.xhtml", "A Parcel", inner + entry(f"{two}.xhtml#ii", "Of Tar"))
    draft = made(epub(tmp_path / "p.epub", pages, nav), tmp_path)
    book = draft.edition.book
    assert [row[1:] for row in outline(book)] == [
        (0, "chapter", "Of Salt"),
        (1, "subchapter", "White"),
        (1, "subchapter", "Grey"),
        (0, "chapter", "Of Tar"),
    ]
    assert [flat(note.blocks[0].children) for note in book.notes] == ["So it was told."]
    assert f"OPS/{one}.xhtml is put together with OPS/{two}.xhtml, 2 pieces of one page" in draft.remarks


def test_what_leads_to_a_piece_leads_to_its_beginning(tmp_path):
    pages = {f"b_split_00{n}": f"<p>{title}</p><p>{PROSE}</p>" for n, title in enumerate(("Of Salt", "Of Tar"))}
    nav = "".join(entry(f"b_split_00{n}.xhtml", title) for n, title in enumerate(("Of Salt", "Of Tar")))
    draft = made(epub(tmp_path / "p.epub", pages, nav), tmp_path)
    assert [row[1:] for row in outline(draft.edition.book)] == [(0, "chapter", "Of Salt"), (0, "chapter", "Of Tar")]


def test_pages_that_are_counted_are_no_pieces(tmp_path):
    pages = {f"chapter-{n}": f"<h1>{title}</h1><p>{PROSE}</p>" for n, title in enumerate(("Of Salt", "Of Tar"))}
    draft = made(epub(tmp_path / "p.epub", pages), tmp_path)
    assert len(draft.edition.book.body) == 2 and not any("pieces" in remark for remark in draft.remarks)
