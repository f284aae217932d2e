"""The notes and the pages of the specimen's EPUBs, those of print and those of the printed source."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from octavo import model as m
from octavo import press
from octavo.checks.ebook import Ebook
from octavo.checks.pages import check_pages
from octavo.edition import Pagination

from .reading.package import TYPE, found, meta, rewritten_epub, source_of_pages
from .specimen import book as specimen
from .specimen.shelf import made

# Notes ------------------------------------------------------------------------------------------------------


def test_notes_are_linked_both_ways_and_a_call_holds_its_label_alone(epub):
    (call,) = found(epub, "text/chapter-1.xhtml", "//h:a[@role='doc-noteref']")
    assert (call.get(TYPE), call.get("href"), call.text, len(call)) == ("noteref", "notes.xhtml#note-n2", "2", 0)
    (note,) = found(epub, "text/notes.xhtml", "//h:li/*[@id='note-n2']")
    assert (note.get(TYPE), note.get("role")) == ("footnote", "doc-footnote")
    back = note.find(".//{*}a")
    assert (back.get("role"), back.get("href"), back.text) == ("doc-backlink", f"chapter-1.xhtml#{call.get('id')}", "2")
    assert "".join(note.itertext()).split()[:4] == ["2", "A", "note", "may"]


def test_kindle_gets_its_notes_as_paragraphs_and_no_spaces_that_disturb_it(shelf, tmp_path):
    kindle = shelf.output("specimen", ".kindle.epub")
    (note,) = found(kindle, "text/notes.xhtml", "//h:p[@id='note-n2']")
    assert note[0].text == "2" and note[0].tail.startswith(" A note")
    assert not found(kindle, "text/notes.xhtml", "//h:ol | //h:li")
    joined = replace(
        specimen.BOOK,
        body=(
            replace(
                specimen.LETTER,
                title=specimen.inlines("An «air\u202f»"),
                blocks=(specimen.p("one\u2060—two\u200a…, «trois\u202f?\u202f»"),),
            ),
        ),
        front=(),
        back=(),
        notes=(),
    )
    project = made(replace(specimen.EDITION, book=joined), tmp_path, "cover", "print", "epub", "kindle")
    kindle = project.output("specimen", ".kindle.epub")
    assert found(project.output("specimen", ".epub"), "text/letter-1.xhtml", "//h:p/text()") == [
        "one\u2060—two\u200a…, «trois\u202f?\u202f»"
    ]
    assert found(kindle, "text/letter-1.xhtml", "//h:p/text()") == ["one—two…, «trois\u00a0?\u00a0»"]
    assert found(kindle, "toc.ncx", "//n:navPoint//n:text/text()") == ["An «air »"]


def test_kindle_has_two_levels_and_no_cover_page(shelf):
    kindle, epub = (shelf.output("specimen", suffix) for suffix in (".kindle.epub", ".epub"))
    deep = "//n:navPoint/n:navPoint/n:navPoint"
    assert len(found(epub, "toc.ncx", deep)) == 2 and not found(kindle, "toc.ncx", deep)
    assert len(found(epub, "toc.ncx", "//n:navPoint")) == len(found(kindle, "toc.ncx", "//n:navPoint"))
    assert not found(kindle, "content.opf", "//o:itemref[@idref='cover']")


# Pages ------------------------------------------------------------------------------------------------------


def test_the_page_list_is_that_of_the_print_pdf(shelf, epub):
    layout = press.laid_out(shelf, "specimen")
    assert [label for label, _ in Ebook(epub.read_bytes()).pages()] == [start.label for start in layout.starts]
    assert len(layout.starts) > 20
    assert "print edition of A Specimen" in source_of_pages(epub)
    assert not meta(epub, "pageBreakSource")  # an error in EPUBCheck 4.2.6, Kobo's
    inside = found(epub, "text/chapter-1.xhtml", "//h:p/h:span[@role='doc-pagebreak']")
    assert [mark.get("aria-label") for mark in inside] == ["20"]
    assert inside[0].tail.startswith("were lit.")


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        ("text/nav.xhtml", '#page-20">20<', '#page-20">21<', "V010"),
        ("text/chapter-1.xhtml", "Nobody in the shop", "Somebody in the shop", None),
        ("text/chapter-1.xhtml", "/>were lit.", "/>Nobody were lit.", "V012"),
        ("text/nav.xhtml", "#page-20", "#page-19", "V012"),
        ("text/letter-1.xhtml", "3 May 1871", "4 May 1871", "V012"),
    ],
)
def test_a_page_that_begins_otherwise_than_in_print_is_told(shelf, edition, epub, tmp_path, name, old, new, code):
    layout = press.laid_out(shelf, "specimen")
    around = press.pages_around(edition, shelf)
    assert check_pages(epub.read_bytes(), edition, around, layout.printed) == ()
    wrong = rewritten_epub(epub, tmp_path / "wrong.epub", name, old, new)
    told = [problem.code for problem in check_pages(wrong, edition, around, layout.printed)]
    assert set(told) == ({code} if code else set())


def test_a_page_that_begins_in_preformatted_text_is_marked_there(tmp_path):
    rows = "\n".join(f"row {number}   of the table" for number in range(1, 91))
    table = specimen.section(m.Role.CHAPTER, 1, "Of Tables", m.Preformatted((m.Text(rows),)))
    edition = replace(specimen.EDITION, book=replace(specimen.BOOK, front=(), body=(table,), back=(), notes=()))
    project = made(edition, tmp_path)
    epub, layout = project.output("specimen", ".epub"), press.laid_out(project, "specimen")
    marked = [mark.get("aria-label") for mark in found(epub, "text/chapter-1.xhtml", "//h:pre/h:span")]
    assert len(marked) >= 2 and ["1", *marked] == [start.label for start in layout.starts]
    assert [start.label for start in layout.printed] == ["1", *marked]


def test_the_printed_sources_pages_are_kept_where_the_book_asks_for_them(tmp_path):
    project = made(replace(specimen.EDITION, pagination=Pagination.SOURCE), tmp_path)
    epub = project.output("specimen", ".epub")
    assert [label for label, _ in Ebook(epub.read_bytes()).pages()] == ["vii", "1", "2"]
    targets = found(epub, "toc.ncx", "//n:pageTarget")
    assert [(target.get("type"), target.get("value")) for target in targets] == [
        ("front", None),
        ("normal", "1"),
        ("normal", "2"),
    ]
    assert source_of_pages(epub) == "A Specimen, the printed sheets of 1871"
    (mark,) = found(epub, "text/chapter-1.xhtml", "//*[@id='page-2']")
    assert (
        mark.getprevious() is None and mark.getparent().text.endswith("of a prin") and mark.tail.startswith("ted leaf")
    )
