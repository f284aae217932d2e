"""Fidelity: one word lost, added or changed anywhere in a real output turns its check red."""

import io
import re
import shutil
import zipfile

import msgspec
import pikepdf
import pytest
import tinycss2
from msgspec.structs import replace

from octavo import model as m
from octavo import press
from octavo.checks.apparatus import check_apparatus
from octavo.checks.copy import JOINT, SPACED, Copy
from octavo.checks.covers import check_cover_in, check_cover_picture
from octavo.checks.fidelity import check_cover_text, check_epub_text, check_pdf_text, check_screen_text
from octavo.checks.paper import Reading, Sheet
from octavo.edition import Apparatus, Change, Doubt, Edition, Omission
from octavo.formats.cover import cover
from octavo.formats.pdf import blank_pages
from octavo.formats.typesetting import lay_out
from octavo.formats.web import apparatus_page
from octavo.problem import ContentError
from octavo.project import Project
from tests.conftest import ROOT
from tests.conftest import rewritten as rewrite_file
from tests.specimen import book as specimen
from tests.specimen.shelf import library, shelved

EPUBS = [".epub", ".kindle.epub", ".kepub.epub"]
RED = "V00|T002"
LAST = specimen.section(m.Role.CHAPTER, 9, "The Last", specimen.p("Some words."))


@pytest.fixture(scope="module")
def around(shelf, edition):
    return press.pages_around(edition, shelf)


@pytest.fixture(scope="module")
def screen(shelf):
    press.make_screen(shelf, "specimen")
    return shelf.output("specimen", ".screen.pdf").read_bytes()


def with_bytes(epub: bytes, document: str, change) -> bytes:
    """An EPUB with one of its files changed."""
    out, done = io.BytesIO(), 0
    with zipfile.ZipFile(io.BytesIO(epub)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name.endswith(document):
                content, done = change(content), done + (change(content) != content)
            after.writestr(before.getinfo(name), content)
    assert done == 1, document
    return out.getvalue()


# Ebooks ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", EPUBS)
@pytest.mark.parametrize(
    ("document", "old", "new"),
    [
        ("nav.xhtml", "The Parts of a Book", "The Parts of Book"),
        ("nav.xhtml", ">Title page<", ">Page<"),
        ("nav.xhtml", ">20</a>", ">02</a>"),
        ("nav.xhtml", "</nav>", "<p>more</p></nav>"),
        ("toc.ncx", "The Parts of a Book", "The Parts of Book"),
        ("toc.ncx", "<text>A Specimen of", "<text>Specimen of"),
        ("toc.ncx", "<text>20<", "<text>02<"),
        ("content.opf", '<dc:title id="title">A Specimen', '<dc:title id="title">Specimen'),
        ("content.opf", "A. Compositor</dc:creator>", "Compositor</dc:creator>"),
        ("content.opf", ">Compositor, A.<", ">Compositor<"),
        ("content.opf", "Every role", "Every"),
        ("content.opf", "Printing -- Specimens", "Printing"),
        ("content.opf", "read aloud", "read"),
        ("content.opf", "</metadata>", "<dc:subject>More</dc:subject></metadata>"),
        ("title-page.xhtml", "<title>Title page<", "<title>Title<"),
        ("chapter-1.xhtml", "<title>Chapter I. Of Inlines<", "<title>Chapter I. Inlines<"),
        ("chapter-1.xhtml", "a printer’s flower", "a flower"),
        ("subchapter-2|chapter-2.xhtml", "its bar drawn", "its bar"),
        ("imprint.xhtml", "</section>", "<p>more</p></section>"),
        ("colophon.xhtml", "</section>", "<p>more</p></section>"),
        ("epilogue-1.xhtml", "</p>", '</p><p style="display: none">more</p>'),
        ("epilogue-1.xhtml", "<p>", '<p style="display: none">'),
        ("epilogue-1.xhtml", "<p>", '<p hidden="hidden">'),
        ("epilogue-1.xhtml", "</p>", ' <span role="doc-noteref">more</span></p>'),
        ("chapter-1.xhtml", ">2</a>", ">3</a>"),
        ("notes.xhtml", ">3</a>", ">4</a>"),
        ("notes.xhtml", ">Notes</span>", "></span>"),
        ("chapter-2.xhtml", ">Chapter II<", ">Chapter III<"),
    ],
)
def test_one_word_changed_in_an_ebook_is_found(shelf, edition, around, suffix, document, old, new):
    good = shelf.output("specimen", suffix).read_bytes()
    check_epub_text(good, edition, around)
    document = document.rpartition("|")[2]

    def change(content: bytes) -> bytes:
        text = content.decode()
        assert spelled(old).search(text), (document, old)
        return spelled(old).sub(new, text, count=1).encode()

    with pytest.raises(ContentError, match=RED):
        check_epub_text(with_bytes(good, document, change), edition, around)


def spelled(text: str) -> re.Pattern[str]:
    """Matches `text` of a document, with the spans of Kobo's reader in it or not."""
    pieces = re.split(r"(>(?=[^<])|(?<=[^>])<)", text)
    return re.compile(
        "".join(
            r">(?:<span[^>]*koboSpan[^>]*>)?" if piece == ">" else "(?:</span>)?<" if piece == "<" else re.escape(piece)
            for piece in pieces
        )
    )


@pytest.mark.parametrize(
    "rule", [".epilogue { display: none }", "section.epilogue p{visibility:hidden}", "em {display:none}"]
)
def test_text_a_style_sheet_hides_is_found(edition, around, epub, rule):
    wrong = with_bytes(epub.read_bytes(), "book.css", lambda content: content + rule.encode())
    with pytest.raises(ContentError, match="the EPUB hides"):
        check_epub_text(wrong, edition, around)


def test_the_alternative_text_of_the_cover_is_read(shelf, edition, around, epub):
    def change(content: bytes) -> bytes:
        return content.replace(b"Cover: A Specimen", b"Cover: Specimen")

    with pytest.raises(ContentError, match="EPUB's cover"):
        check_epub_text(with_bytes(epub.read_bytes(), "cover.xhtml", change), edition, around)


def test_a_cover_that_is_not_whole_is_found(shelf, edition, around, epub):
    picture = shelf.output("specimen", ".cover.jpg").read_bytes()
    page = (shelf.book("specimen") / press.COVER_PAGE).read_bytes()
    check_cover_picture(picture, page, edition, shelf)
    check_cover_in(epub.read_bytes(), edition, shelf)
    with pytest.raises(ContentError, match="V004"):
        check_cover_picture(picture[:-2000], page, edition, shelf)
    with pytest.raises(ContentError, match="V004"):
        check_cover_in(with_bytes(epub.read_bytes(), "cover.jpg", lambda content: content[:-2000]), edition, shelf)


def test_a_cover_that_lacks_a_word_is_found(shelf, edition, around):
    check_cover_text((shelf.book("specimen") / press.COVER_PAGE).read_bytes(), edition, around.cover)
    metadata = replace(edition.book.metadata, title="A Specimen of the Parts of a Book")
    wrong, _ = cover(replace(edition, book=replace(edition.book, metadata=metadata)), shelf)
    with pytest.raises(ContentError, match="the cover has"):
        check_cover_text(wrong, edition, around.cover)


# Paper -----------------------------------------------------------------------------------------------------


def laid_out(edition: Edition, project: Project, template: str, old: str, new: str) -> bytes:
    """The layout with one place of a template or style changed, as if the typesetter had done it."""
    root = project.root.parent / f"{project.root.name}-{abs(hash((template, old, new)))}"
    shutil.copytree(project.root, root, ignore=shutil.ignore_patterns("dist"))
    rewrite_file(root / template, old, new)
    return lay_out(edition, Project(root))[0]


@pytest.mark.parametrize(
    ("template", "old", "new"),
    [
        ("templates/half-title.xhtml", "{{ line }}", "Specimen"),
        ("templates/contents.xhtml", "entry.title) if", "entry.title.removeprefix('The ')) if"),
        ("templates/contents.xhtml", "folios[entry.id] }}", "folios[entry.id] }}1"),
        ("templates/contents.xhtml", "</section>", "<p>more</p></section>"),
        ("templates/furniture.xhtml", "{{ running }}", "Specimen"),
        ("templates/furniture.xhtml", "{{ head }}", "{{ head.replace('Blocks', 'Tables') }}"),
        ("styles/furniture.css", "{ counter-reset: page 1; }", "{ counter-reset: page 2; }"),
        ("styles/furniture.css", "counter(page, lower-roman)", "counter(page, upper-roman)"),
        ("templates/imprint.xhtml", "  </div>", "<p>more</p></div>"),
        ("templates/colophon.xhtml", "</section>", "<p>more</p></section>"),
        ("templates/pages.xhtml", "<title>{{ metadata.title }}</title>", "<title>A Specimen</title>"),
        ("templates/pages.xhtml", 'content="{{ metadata.description }}"', 'content="Every role"'),
        ("templates/notes.xhtml", "{{ note.label }}</a>", "{{ note.label }}1</a>"),
    ],
)
def test_one_word_changed_on_paper_is_found(shelf, edition, around, template, old, new):
    with pytest.raises(ContentError, match=RED):
        check_pdf_text(laid_out(edition, shelf, template, old, new), edition, around)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"start":3', '"start":4', "has list numbers"),
        ('Chapter II"', 'Chapter III"', "'III' for 'II'"),
        ('"id":"n2","label":"2"', '"id":"n2","label":"5"', "note5"),
        ("3 May 1871", "3 May 1872", "'1872' for '1871'"),
        ("SHRDLU", "SHRDLU 7", "7"),
    ],
)
def test_a_wrong_number_on_paper_is_found(shelf, edition, around, old, new, told):
    written = msgspec.json.encode(edition.book).decode()
    assert old in written
    changed = replace(edition, book=msgspec.json.decode(written.replace(old, new, 1), type=m.Book))
    with pytest.raises(ContentError, match=told):
        check_pdf_text(lay_out(changed, shelf)[0], edition, around)


def test_the_bookmarks_labels_and_cover_of_the_screen_file_are_read(edition, around, screen):
    check_screen_text(screen, edition, around)
    for change, told in ((retitled, "bookmarks"), (relabelled, "page label"), (uncovered, "the cover has")):
        with pikepdf.open(io.BytesIO(screen)) as pdf:
            change(pdf)
            out = io.BytesIO()
            pdf.save(out)
        with pytest.raises(ContentError, match=told):
            check_screen_text(out.getvalue(), edition, around)


def retitled(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root[7].title = "Part The Parts of a Book"


def relabelled(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.PageLabels.Nums[-2:]


def uncovered(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Contents = pdf.make_stream(b"")


def test_a_page_taken_out_is_found(edition, around, screen):
    for index in (4, 8, 15, -1):
        with pikepdf.open(io.BytesIO(screen)) as pdf:
            del pdf.pages[index]
            out = io.BytesIO()
            pdf.save(out)
        with pytest.raises(ContentError, match="V00"):
            check_screen_text(out.getvalue(), edition, around)


@pytest.mark.parametrize(
    "body",
    [
        (specimen.section(m.Role.CHAPTER, 1, "", m.Figure(m.Image("press.png", "A press"))), LAST),
        (
            specimen.section(m.Role.CHAPTER, 1, "One", specimen.p("words")),
            specimen.section(m.Role.CHAPTER, 2, ""),
            LAST,
        ),
        (
            specimen.section(m.Role.CHAPTER, 1, "12.", specimen.p("1945."), m.List(((specimen.p("1947."),),), 1948)),
            LAST,
        ),
    ],
)
def test_pictures_empty_chapters_and_numbers_alone_are_no_fault(tmp_path, body):
    book = replace(specimen.BOOK, front=(), body=body, back=(), notes=())
    project = library(tmp_path / "library")
    edition = shelved(replace(specimen.EDITION, book=book), project)
    assert check_pdf_text(lay_out(edition, project)[0], edition, press.pages_around(edition, project))


def test_a_blank_page_taken_out_of_the_print_file_is_found(shelf, edition, around):
    with pikepdf.open(shelf.output("specimen", ".print.pdf")) as pdf:
        del pdf.pages[min(index for index in blank_pages(pdf) if index > 12)]
        out = io.BytesIO()
        pdf.save(out)
    with pytest.raises(ContentError, match="stands as page"):
        check_pdf_text(out.getvalue(), edition, around)


# What paper may show otherwise -----------------------------------------------------------------------------


def reading(text: str, *found: str, numbers: tuple[str, ...] = (), listed: tuple[int, ...] = ()) -> bool:
    """Whether a page with the words `found` reads as `text`, its list `numbers` those `listed` at its first words."""
    copy = Copy()
    copy.add(text)
    copy.numbers = list(enumerate(listed))
    sheet = Sheet("", found, numbers, "", "")
    return Reading([], copy, "", "PDF").end_of(sheet, 0) == len(copy.words)


def test_only_spaced_letters_and_calls_of_notes_may_part_a_word():
    assert reading(JOINT.join("CHAPTER I"), *"CHAPTERI")
    assert reading(JOINT.join("CHAPTER I"), "CHAPTER", "I")
    assert not reading("CHAPTER I", *"CHAPTERI")
    assert not reading(JOINT.join("the dog"), "thedog")
    assert reading(f"friend{JOINT}1{JOINT}.", "friend", "1")
    assert reading(f"friend{JOINT}1{JOINT}.", "friend1")
    assert not reading(f"friend{JOINT}1{JOINT}.", "fri", "end1")


def test_only_the_numbers_of_the_list_may_stand_after_a_page():
    assert reading("fold sew", "fold", "sew", numbers=("3", "4"), listed=(3, 4))
    assert reading("fold sew 1945.", "fold", "sew", numbers=("1945",))
    assert reading("fold sew", "3", "fold", "sew", listed=(3,))
    assert not reading("fold sew", "4", "fold", "sew", listed=(3,))
    assert not reading("fold sew", "fold", "sew", numbers=("3", "5"), listed=(3, 4))
    assert not reading("fold sew", "fold", "sew", numbers=("3",), listed=(3, 4))
    assert not reading("fold sew", "fold", "sew", numbers=("7",))


def test_the_spaced_are_those_the_styles_space():
    found = set()
    for sheet in ("base.css", "print.css", "furniture.css", "cover.css"):
        for rule in tinycss2.parse_stylesheet((ROOT / "styles" / sheet).read_text(), skip_comments=True):
            said = tinycss2.serialize(rule.content) if rule.type == "qualified-rule" else ""
            spacing = re.search(r"letter-spacing: *([.0-9]+)em", said)
            if spacing and float(spacing[1]) >= 0.08:
                found.add(tinycss2.serialize(rule.prelude).split()[-1].lstrip("."))
    assert found == SPACED


# The apparatus ---------------------------------------------------------------------------------------------


@pytest.fixture
def told(edition) -> Edition:
    at = m.Position("witness.txt", 12, 10)
    changes = (
        Change("quotes", at, '"', "“", "he said ", "stop"),
        Change("emendation", at, "dark", "very dark", "It was a ", " night", "a test"),
    )
    doubts = (
        Doubt("misjoined", at, "reinstal", "reinstall", "no such word", "to ", " him"),
        Doubt("compound", at, "longterm", "long-term", "seen elsewhere", "a ", " plan", "stet", "as printed"),
    )
    omissions = (Omission("provider-header", at, 14, "Jane Doe\nA Small Book", at),)
    return replace(edition, apparatus=Apparatus(changes, doubts, omissions, joined_lines=7))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<td>very dark</td>", "<td>dark</td>"),
        ("<td>a test</td>", "<td></td>"),
        ("It was a ", "It was "),
        ("no such word", "no word"),
        ("as printed", "printed"),
        (">12:10<", ">12:11<"),
        ("A Small Book</pre>", "A Book</pre>"),
        ("<dd>7</dd>", "<dd>8</dd>"),
        ("</main>", "<table><tr><td>1:1</td><td>more</td><td>more</td></tr></table></main>"),
        ("</main>", "<p>more</p></main>"),
        ("</html>", ""),
    ],
)
def test_one_word_changed_in_the_apparatus_is_found(shelf, told, old, new):
    page = str(apparatus_page(told, shelf))
    check_apparatus(page, told, page)
    assert old in page
    with pytest.raises(ContentError, match=RED):
        check_apparatus(page.replace(old, new, 1), told, page)
