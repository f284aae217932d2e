"""EPUBs as their makers make them: pages cut in pieces, pages of their own, notes and titles as each writes them."""

import zipfile
from datetime import date

import pytest

from octavo.inlines import flat
from octavo.intake import new
from octavo.problem import WitnessError

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


# Pages of the maker ----------------------------------------------------------------------------------------

PAGES = {"a": f"<h1>Of Salt</h1><p>{PROSE}</p>", "b": f"<h1>Of Tar</h1><p>{PROSE}</p>"}
OWN = {
    "feedbooks": "<p>www.feedbooks.com<br/>Food for the mind</p>",
    "internet-archive": "<p>This book was produced in EPUB format by the Internet Archive.</p><p>It was scanned.</p>",
    "wikisource": "<h2>About</h2><p>This e-book comes from the online library Wikisource. It is free.</p>",
}


@pytest.mark.parametrize("maker", OWN)
def test_a_page_on_which_the_maker_speaks_of_the_file_is_left_out_and_told(tmp_path, maker):
    pages = {**PAGES, "own": OWN[maker]}
    draft = made(epub(tmp_path / "p.epub", pages, "".join(entry(f"{name}.xhtml", name) for name in pages)), tmp_path)
    assert [row[3] for row in outline(draft.edition.book)] == ["Of Salt", "Of Tar"]
    assert "OPS/own.xhtml speaks of the file, as its maker's own page, and was left out" in draft.remarks


def test_a_chapter_that_speaks_of_a_maker_in_the_middle_of_a_book_is_text(tmp_path):
    pages = {f"c{n}": f"<h1>{title}</h1><p>{PROSE}</p>" for n, title in enumerate(("One", "Two", "Three"))}
    pages |= {"own": f"<h1>Four</h1>{OWN['wikisource']}", **{f"d{n}": f"<h1>E{n}</h1><p>{PROSE}</p>" for n in range(3)}}
    assert len(made(epub(tmp_path / "p.epub", pages), tmp_path).edition.book.body) == 7


# What catalogues write -------------------------------------------------------------------------------------


def record(title: str, author: str, language: str) -> str:
    return f"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><dc:language>{language}</dc:language>"


def test_what_catalogues_turn_round_is_turned_back(tmp_path):
    told = record("Parcel, The", "Field, A. B. (Ada Beth), 1801-1870", "eng")
    known = made(epub(tmp_path / "p.epub", PAGES, record=told), tmp_path).edition.book.metadata
    assert (known.title, known.language.partition("-")[0]) == ("The Parcel", "en")
    assert [(one.name, one.file_as) for one in known.contributors] == [("A. B. Field", "Field, A. B.")]


@pytest.mark.parametrize("language", ["UND", "mul", "C"])
def test_a_tag_that_tells_no_language_is_none(tmp_path, language):
    draft = made(epub(tmp_path / "p.epub", PAGES, record=record("A Parcel", "Ada Field", language)), tmp_path)
    assert draft.edition.book.metadata.language.partition("-")[0] == "en"


@pytest.mark.parametrize("name", ["parcel_final_2", "Microsoft Word - parcel", "parcel.docx"])
def test_the_name_of_a_file_is_no_title(tmp_path, name):
    pages = {"t": "<h1>A Parcel</h1><p>by Ada Field</p>", **PAGES}
    draft = made(epub(tmp_path / "p.epub", pages, record=record(name, "Ada Field", "en")), tmp_path)
    assert draft.edition.book.metadata.title == "A Parcel"


@pytest.mark.parametrize("sealed", ["META-INF/sinf.xml", "META-INF/license.lcpl"])
def test_a_book_sealed_by_a_shop_is_refused_though_no_list_says_what_is(tmp_path, sealed):
    with zipfile.ZipFile(epub(tmp_path / "p.epub", PAGES)) as given, zipfile.ZipFile(tmp_path / "q.epub", "w") as out:
        for name in given.namelist():
            out.writestr(name, b"\x9f\x00\x13" * 99 if name in {"OPS/a.xhtml", "OPS/b.xhtml"} else given.read(name))
        out.writestr(sealed, "<rights/>")
    with pytest.raises(WitnessError, match=r"OPS/a.xhtml is encrypted"):
        made(tmp_path / "q.epub", tmp_path)
