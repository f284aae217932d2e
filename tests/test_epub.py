"""The EPUBs of the specimen, read back with tools that did not write them."""

from __future__ import annotations

import re
import typing
import zipfile
from datetime import date
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace

from octavo import model as m
from octavo import press
from octavo.checks.ebook import Ebook
from octavo.checks.pages import check_pages
from octavo.edition import Doubt, Edition, Pagination
from octavo.formats.accessibility import accessibility
from octavo.formats.epub import PROFILES, Made, write_epub
from octavo.formats.kobo import write_kepub
from octavo.inlines import leaves
from octavo.pictures import pictures
from octavo.pieces import LIMIT
from octavo.problem import ContentError
from octavo.project import Project
from octavo.roles import SEMANTICS
from octavo.templates import phrases
from octavo.walk import blocks, runs, sections

from .reading.tools import epubcheck, kobo_epubcheck, said, unexpected
from .specimen import book as specimen
from .specimen.shelf import ROOT, library, shelved

NAMES = {
    "h": "http://www.w3.org/1999/xhtml",
    "o": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "n": "http://www.daisy.org/z3986/2005/ncx/",
}
TYPE = "{http://www.idpf.org/2007/ops}type"
SUFFIXES = [".epub", ".kindle.epub", ".kepub.epub"]


def tree(epub: Path, name: str) -> etree._Element:
    with zipfile.ZipFile(epub) as archive:
        return etree.fromstring(archive.read(f"EPUB/{name}"))


def found(epub: Path, name: str, path: str) -> list:
    return tree(epub, name).xpath(path, namespaces=NAMES)


def meta(epub: Path, name: str) -> list[str]:
    return found(epub, "content.opf", f"//o:meta[@property='{name}']/text()")


def source_of_pages(epub: Path) -> str:
    """What the page numbers are those of."""
    (refined,) = found(epub, "content.opf", "//o:meta[@property='source-of' and text()='pagination']/@refines")
    return found(epub, "content.opf", f"//dc:source[@id='{refined[1:]}']/text()")[0]


def made(edition: Edition, root: Path, *steps: str) -> Project:
    """A library with `edition` in it, and what `steps` make of it."""
    project = library(root)
    shelved(edition, project)
    for step in steps or ("cover", "print", "epub"):
        press.STEPS[step](project, edition.book.metadata.slug)
    return project


def rewritten(epub: Path, target: Path, name: str, old: str, new: str) -> bytes:
    """The EPUB with `old` in the file `name` become `new`."""
    with zipfile.ZipFile(epub) as read, zipfile.ZipFile(target, "w") as write:
        for entry in read.infolist():
            content = read.read(entry)
            if entry.filename == f"EPUB/{name}":
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode(), 1)
            write.writestr(entry, content)
    return target.read_bytes()


# The specimen ----------------------------------------------------------------------------------------------


def test_the_specimen_holds_every_role_block_and_inline():
    book = specimen.BOOK
    every = list(blocks(book))
    assert {section.role for _, _, section in sections(book)} == set(m.Role)
    assert {type(block) for block in every} == set(typing.get_args(m.Block))
    assert {block.part for block in every if isinstance(block, m.LetterLine)} == set(m.LetterPart)
    inlines = {type(leaf) for run in runs(book) for leaf in leaves(run.children)}
    text = Edition(book, specimen.EDITION.apparatus, "").encoded().decode()
    inlines |= {kind for kind in typing.get_args(m.Inline) if f'"{kind.__struct_config__.tag}"' in text}
    assert inlines == set(typing.get_args(m.Inline))


def test_epubcheck_has_nothing_to_say_not_even_of_usage(shelf, epub, tmp_path):
    told = said(epubcheck(), *(shelf.output("specimen", suffix) for suffix in SUFFIXES))
    assert [line for book, rows in told.items() for line in unexpected(book, rows)] == []
    old = tmp_path / "old.epub"
    rewritten(epub, old, "text/chapter-2.xhtml", 'epub:type="z3998:subchapter"', 'epub:type="subchapter"')
    (line,) = unexpected(old, said(epubcheck(), old)[old])
    assert line.startswith('USAGE OPF-086b: epub:type value "subchapter" is deprecated')


@pytest.mark.reading
def test_the_epubcheck_of_kobo_finds_no_error(shelf, epub, tmp_path):
    jars = kobo_epubcheck()
    bad = tmp_path / "bad.epub"
    rewritten(epub, bad, "content.opf", 'property="source-of"', 'property="pageBreakSource"')
    told = said(jars, *(shelf.output("specimen", suffix) for suffix in SUFFIXES), bad)
    errors = {book: [row for row in rows if row["severity"] != "USAGE"] for book, rows in told.items()}
    assert [row["id"] for row in errors.pop(bad)] == ["OPF-027"]
    assert list(errors.values()) == [[], [], []]


def test_the_same_bytes_twice(shelf, tmp_path):
    again = made(specimen.EDITION, tmp_path, "cover", "print", "epub", "kindle", "kepub")
    for suffix in SUFFIXES:
        assert again.output("specimen", suffix).read_bytes() == shelf.output("specimen", suffix).read_bytes()


# Semantics -------------------------------------------------------------------------------------------------


def test_every_role_has_its_type_its_aria_role_and_a_heading_that_names_it(epub):
    with zipfile.ZipFile(epub) as archive:
        documents = [etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xhtml")]
    seen = {part.get("id"): part for page in documents for part in page.iter("{*}section")}
    for role, semantics in SEMANTICS.items():
        part = seen[f"{role.value}-1"]
        assert part.get(TYPE) == (semantics.term or role.value)
        assert part.get("role") == semantics.aria
        (heading,) = (e for e in part.iter() if e.get("id") == f"{role.value}-1-heading")
        named = semantics.aria or part.getparent().tag.endswith("body")
        assert part.get("aria-labelledby") == (heading.get("id") if named else None)
        assert re.fullmatch(r"\{.*\}h[2-6]", heading.tag)


def test_two_scenes_of_one_name_are_no_two_landmarks_of_one_name(tmp_path):
    scenes = tuple(specimen.section(m.Role.SUBCHAPTER, n, "Scene", specimen.p("Enter two.")) for n in (1, 2))
    act = specimen.section(m.Role.CHAPTER, 1, "Act", sections=scenes)
    book = replace(specimen.BOOK, body=(act,), front=(), back=(), notes=())
    edition = replace(specimen.EDITION, book=book, pagination=Pagination.SOURCE)
    target = tmp_path / "act.epub"
    write_epub(edition, PROFILES["epub"], Made(b""), library(tmp_path / "library"), target)
    assert found(target, "text/chapter-1.xhtml", "//h:section/@aria-labelledby") == ["chapter-1-heading"]
    assert found(target, "text/chapter-1.xhtml", "//h:section//h:section/h:h3//text()") == ["Scene", "Scene"]


def test_headings_descend_by_the_books_own_tree(epub):
    levels = {
        name: found(epub, f"text/{name}.xhtml", "//*[@class='heading']")[0].tag[-2:] for name in ("part-1", "chapter-2")
    }
    assert levels == {"part-1": "h2", "chapter-2": "h3"}
    assert found(epub, "text/chapter-2.xhtml", "//h:h4[@class='heading']/h:span/text()") == [
        "Verse",
        "Lists and tables",
    ]


def test_foreign_words_say_their_language(epub):
    marked = found(epub, "text/chapter-1.xhtml", "//*[@xml:lang and @lang and not(self::h:html)]")
    assert [(e.tag[-4:], e.get("lang"), e.text) for e in marked] == [
        ("}i", "fr", "le mot juste"),
        ("span", "ru", "слово"),
    ] or [(e.get("lang"), e.text) for e in marked] == [("fr", "le mot juste"), ("ru", "слово")]


def test_a_picture_without_words_stops_the_book_and_is_named():
    book = replace(
        specimen.BOOK,
        front=(),
        back=(),
        notes=(),
        body=(replace(specimen.LETTER, blocks=(m.Figure(m.Image("press.png")),)),),
    )
    content = {"press.png": (Path(__file__).parent / "specimen/images/press.png").read_bytes()}
    with pytest.raises(ContentError, match=r"P003: the picture 'press.png' has no alternative text") as raised:
        pictures(book, content, {})
    assert '[alternatives] "press.png" = "…"' in str(raised.value)
    (picture,) = pictures(book, content, {"press.png": "A press"})
    assert (picture.alternative, picture.media_type, picture.width, picture.height) == (
        "A press",
        "image/png",
        600,
        400,
    )


@pytest.mark.parametrize(("content", "code"), [({}, "P001"), ({"press.png": b"no picture"}, "P002")])
def test_a_picture_that_cannot_be_used_is_named(content, code):
    book = replace(
        specimen.BOOK,
        front=(),
        back=(),
        notes=(),
        body=(replace(specimen.LETTER, blocks=(m.Figure(m.Image("press.png", "")),)),),
    )
    with pytest.raises(ContentError, match=f"{code}: .*'press.png'"):
        pictures(book, content, {})


def test_two_pictures_may_be_the_same_bytes_and_one_be_named_as_the_cover(tmp_path):
    twice = tuple(m.Figure(m.Image(name, "A press")) for name in ("press.png", "cover.jpg"))
    book = replace(specimen.BOOK, body=(replace(specimen.LETTER, blocks=twice),), front=(), back=(), notes=())
    edition = replace(specimen.EDITION, book=book, pagination=Pagination.SOURCE)
    press_png = (ROOT / "tests/specimen/images/press.png").read_bytes()
    content = {"press.png": press_png, "cover.jpg": press_png}
    project = library(tmp_path / "library")
    images = project.images("specimen")
    images.mkdir(parents=True)
    for name in content:
        (images / name).write_bytes(press_png)
    target = tmp_path / "twice.epub"
    write_epub(replace(edition, pictures=pictures(book, content, {})), PROFILES["epub"], Made(b""), project, target)
    ids = found(target, "content.opf", "//o:item/@id")
    assert len(ids) == len(set(ids))
    assert {"pictures/press.png", "pictures/cover.jpg", "images/cover.jpg"} <= set(
        found(target, "content.opf", "//o:item/@href")
    )


def test_rows_of_stars_are_one_break(tmp_path):
    stars = (m.ThematicBreak(), m.ThematicBreak(), m.ThematicBreak())
    letter = replace(
        specimen.LETTER, blocks=(specimen.p("One."), *stars, specimen.p("Two."), stars[0], specimen.p("3."))
    )
    plain = replace(specimen.BOOK, body=(letter,), front=(), back=(), notes=())
    project = made(replace(specimen.EDITION, book=plain, pagination=Pagination.SOURCE), tmp_path)
    section = found(project.output("specimen", ".epub"), "text/letter-1.xhtml", "//h:section/*")
    assert [element.tag.rpartition("}")[2] for element in section] == ["h2", "p", "hr", "p", "hr", "p"]


# Notes -----------------------------------------------------------------------------------------------------


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


# Pages -----------------------------------------------------------------------------------------------------


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
    wrong = rewritten(epub, tmp_path / "wrong.epub", name, old, new)
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


# Accessibility ---------------------------------------------------------------------------------------------


def test_accessibility_is_told_of_what_the_book_holds(epub, tmp_path):
    assert meta(epub, "schema:accessMode") == ["textual", "visual"]
    features = set(meta(epub, "schema:accessibilityFeature"))
    assert {"alternativeText", "pageNavigation", "pageBreakMarkers", "index", "tableOfContents"} <= features
    assert "Each picture is described" in meta(epub, "schema:accessibilitySummary")[0]
    plain = replace(specimen.BOOK, body=(specimen.LETTER,), front=(), back=(), notes=())
    project = made(replace(specimen.EDITION, book=plain, pagination=Pagination.SOURCE), tmp_path)
    bare = project.output("specimen", ".epub")
    assert meta(bare, "schema:accessMode") == ["textual"]
    assert set(meta(bare, "schema:accessibilityFeature")) == {
        "displayTransformability",
        "readingOrder",
        "structuralNavigation",
        "tableOfContents",
    }
    summary = meta(bare, "schema:accessibilitySummary")[0]
    assert "icture" not in summary and "Notes" not in summary and "pages" not in summary


def test_conformance_is_claimed_only_where_someone_has_evaluated_the_book(epub, tmp_path):
    assert not meta(epub, "dcterms:conformsTo") and not meta(epub, "a11y:certifiedBy")
    evaluated = m.Certification(
        "The Reading Room", date(2026, 11, 20), "https://example.org/report", "A reader’s badge"
    )
    metadata = replace(specimen.METADATA, accessibility=evaluated)
    project = made(replace(specimen.EDITION, book=replace(specimen.BOOK, metadata=metadata)), tmp_path)
    certified = project.output("specimen", ".epub")
    assert meta(certified, "dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    assert meta(certified, "a11y:certifiedBy") == ["The Reading Room"]
    refining = found(certified, "content.opf", "//o:*[@refines='#certifier']")
    assert [(row.get("property") or row.get("rel"), row.text or row.get("href")) for row in refining] == [
        ("dcterms:date", "2026-11-20"),
        ("a11y:certifierCredential", "A reader’s badge"),
        ("a11y:certifierReport", "https://example.org/report"),
    ]


def test_a_book_with_a_picture_that_nobody_has_described_is_not_said_to_conform(tmp_path):
    asked = Doubt("picture-without-words", m.Position("w.htm", 1), "", "", "'press.png': the page has no words for it")
    apparatus = replace(specimen.EDITION.apparatus, doubts=(asked,))
    metadata = replace(specimen.METADATA, accessibility=m.Certification("The Reading Room", date(2026, 11, 20)))
    book = replace(specimen.BOOK, metadata=metadata)
    epub = made(replace(specimen.EDITION, book=book, apparatus=apparatus), tmp_path).output("specimen", ".epub")
    assert meta(epub, "dcterms:conformsTo") == [] and "alternativeText" not in meta(epub, "schema:accessibilityFeature")
    assert meta(epub, "schema:accessModeSufficient") == ["textual,visual"]
    (summary,) = meta(epub, "schema:accessibilitySummary")
    assert "Some pictures have no description yet." in summary and "whole book is text" not in summary


@pytest.mark.parametrize("header", [True, False])
def test_tables_are_said_to_have_headings_only_where_each_has(tmp_path, header):
    head, cell = m.Cell(specimen.inlines("Year"), header=True), m.Cell(specimen.inlines("1801"), header=header)
    tables = (m.Table(((head,), (head,))), m.Table(((cell,), (m.Cell(specimen.inlines("1802")),))))
    book = replace(specimen.BOOK, body=(replace(specimen.LETTER, blocks=tables),), front=(), back=(), notes=())
    edition = replace(specimen.EDITION, book=book, pictures=())
    summary = dict(accessibility(edition, phrases(ROOT / "templates", "en"), pages=False))["accessibilitySummary"]
    assert ("Tables are marked up with their headings." in summary) is header


# The record ------------------------------------------------------------------------------------------------


def test_series_authorities_and_licence_stand_in_the_record(tmp_path):
    metadata = replace(
        specimen.METADATA,
        contributors=(m.Contributor("A. Compositor", "aut", "Compositor, A.", ("https://viaf.org/viaf/1",)),),
        series=m.Series("The Shop", "2"),
        volume="3",
        licence="https://creativecommons.org/publicdomain/mark/1.0/",
    )
    project = made(replace(specimen.EDITION, book=replace(specimen.BOOK, metadata=metadata)), tmp_path)
    epub = project.output("specimen", ".epub")
    assert meta(epub, "belongs-to-collection") == ["The Shop", metadata.title]
    assert meta(epub, "collection-type") == ["series", "set"] and meta(epub, "group-position") == ["2", "3"]
    assert found(epub, "content.opf", "//o:meta[starts-with(@name, 'calibre:')]/@content") == ["The Shop", "2"]
    links = found(epub, "content.opf", "//o:link[not(@media-type)]")
    assert [(link.get("rel"), link.get("href")) for link in links] == [
        ("schema:sameAs", "https://viaf.org/viaf/1"),
        ("dcterms:license", "https://creativecommons.org/publicdomain/mark/1.0/"),
    ]
    assert links[0].get("refines") == "#person-1"


def test_a_subject_names_its_scheme_and_its_code_there(epub):
    assert found(epub, "content.opf", "//dc:subject/text()") == ["Printing -- Specimens", "Books"]
    refining = found(epub, "content.opf", "//o:meta[starts-with(@refines, '#subject-')]")
    assert [(row.get("refines"), row.get("property"), row.text) for row in refining] == [
        ("#subject-1", "authority", "https://example.org/subjects"),
        ("#subject-1", "term", "p1"),
    ]


def test_each_face_is_linked_to_its_licence(epub):
    rows = found(epub, "content.opf", "//o:link[@rel='dcterms:license']")
    assert [(row.get("refines"), row.get("href"), row.get("media-type")) for row in rows] == [
        (f"#EBGaramond-{face}-ttf", "fonts/EBGaramond-OFL.txt", "text/plain") for face in ("Regular", "Italic", "Bold")
    ]
    with zipfile.ZipFile(epub) as archive:
        assert b"SIL OPEN FONT LICENSE" in archive.read("EPUB/fonts/EBGaramond-OFL.txt")


# Files -----------------------------------------------------------------------------------------------------


def test_no_file_grows_over_250_kb(tmp_path):
    long = specimen.section(m.Role.CHAPTER, 9, "Long", *(specimen.p(f"{n} ", specimen.WEATHER * 4) for n in range(500)))
    book = replace(specimen.BOOK, body=(long,), front=(), back=(), notes=())
    project = made(replace(specimen.EDITION, book=book, pagination=Pagination.SOURCE), tmp_path)
    epub = project.output("specimen", ".epub")
    with zipfile.ZipFile(epub) as archive:
        sizes = {entry.filename: entry.file_size for entry in archive.infolist() if "chapter-9" in entry.filename}
    assert len(sizes) == 4 and max(sizes.values()) < 250_000 and LIMIT < 250_000
    assert found(epub, "text/chapter-9-2-ff.xhtml", "//h:section/@aria-label") == ["Long"]
    assert len(found(epub, "toc.ncx", "//n:navPoint")) == 1


LINE = specimen.line("So short a line.")
HEAVY = {
    "one stanza": (m.Verse(((LINE,) * 6000,)),),
    "stanzas": (m.Verse(((LINE,) * 4,) * 1500),),
    "speeches": (m.Speech(specimen.inlines("ANN."), (m.Verse(((LINE,),)),)),) * 3000,
    "a list": (m.List(((specimen.p("An entry, 1."),),) * 6000, start=3),),
    "a table": (m.Table(((m.Cell(specimen.inlines("1")),) * 4,) * 1500),),
    "a quotation": (m.Quotation((specimen.p("Yes. No. " * 4),) * 3000),),
    "emphasis": (specimen.p(specimen.em("Aen."), " 1, ", specimen.em("Il."), " 2."),) * 2500,
}


def cut(heavy: m.Blocks, root: Path) -> dict[str, bytes]:
    """The files of a chapter with the blocks `heavy`, as Kobo gets them."""
    chapter = specimen.section(m.Role.CHAPTER, 9, "Long", *heavy)
    book = replace(specimen.BOOK, body=(chapter,), front=(), back=(), notes=())
    edition = replace(specimen.EDITION, book=book, pagination=Pagination.SOURCE)
    write_epub(edition, PROFILES["epub"], Made(b""), library(root / "library"), root / "plain.epub")
    write_kepub(root / "plain.epub", root / "kobo.epub")
    with zipfile.ZipFile(root / "kobo.epub") as archive:
        return {Path(name).name: archive.read(name) for name in archive.namelist() if "chapter-9" in name}


@pytest.mark.parametrize("heavy", HEAVY.values(), ids=HEAVY)
def test_no_file_grows_over_250_kb_by_its_tags_or_by_one_block(tmp_path, heavy):
    files = cut(heavy, tmp_path)
    assert max(map(len, files.values())) < 250_000
    assert len(files) <= 8, "cut no finer than it must be"


def test_a_list_that_is_cut_counts_on(tmp_path):
    first, second, *_ = map(etree.fromstring, cut(HEAVY["a list"], tmp_path).values())
    (number,) = second.xpath("//h:ol/@start", namespaces=NAMES)
    assert int(number) == 3 + len(first.xpath("//h:li", namespaces=NAMES))


def test_only_faces_used_are_embedded(epub, tmp_path):
    plain = replace(specimen.BOOK, body=(specimen.LETTER,), front=(), back=(), notes=())
    bare = made(replace(specimen.EDITION, book=plain), tmp_path).output("specimen", ".epub")
    for book, bold in ((epub, True), (bare, False)):
        with zipfile.ZipFile(book) as archive:
            faces = {Path(name).name for name in archive.namelist() if name.endswith(".ttf")}
            assert ("EBGaramond-Bold.ttf" in faces) is bold
            assert ("700" in archive.read("EPUB/css/book.css").decode()) is bold


def test_kobo_sentences_stand_in_numbered_spans_and_lose_no_letter(shelf, epub):
    kepub = shelf.output("specimen", ".kepub.epub")
    assert found(kepub, "text/letter-1.xhtml", "//h:p/h:span[@class='koboSpan']/@id")[:2] == ["kobo.2.1", "kobo.3.1"]
    plain, spanned = ("".join(tree(book, "text/chapter-1.xhtml").itertext()) for book in (epub, kepub))
    assert plain == spanned
    ids = found(kepub, "text/chapter-1.xhtml", "//@id")
    assert len(ids) == len(set(ids))
