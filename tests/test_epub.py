"""The EPUBs of the specimen, read back with tools that did not write them."""

from __future__ import annotations

import typing
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace

from octavo import model as m
from octavo.edition import Edition, Pagination
from octavo.formats.epub import PROFILES, Made, write_epub
from octavo.formats.kobo import write_kepub
from octavo.inlines import leaves
from octavo.pieces import LIMIT
from octavo.walk import blocks, runs, sections

from .reading.package import NAMES, found, meta, rewritten_epub, tree
from .reading.tools import epubcheck, kobo_epubcheck, said, unexpected
from .specimen import book as specimen
from .specimen.shelf import library, made

SUFFIXES = [".epub", ".kindle.epub", ".kepub.epub"]


# The specimen -----------------------------------------------------------------------------------------------


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
    rewritten_epub(epub, old, "text/chapter-2.xhtml", 'epub:type="z3998:subchapter"', 'epub:type="subchapter"')
    (line,) = unexpected(old, said(epubcheck(), old)[old])
    assert line.startswith('USAGE OPF-086b: epub:type value "subchapter" is deprecated')


@pytest.mark.reading
def test_the_epubcheck_of_kobo_finds_no_error(shelf, epub, tmp_path):
    jars = kobo_epubcheck()
    bad = tmp_path / "bad.epub"
    rewritten_epub(epub, bad, "content.opf", 'property="source-of"', 'property="pageBreakSource"')
    told = said(jars, *(shelf.output("specimen", suffix) for suffix in SUFFIXES), bad)
    errors = {book: [row for row in rows if row["severity"] != "USAGE"] for book, rows in told.items()}
    assert [row["id"] for row in errors.pop(bad)] == ["OPF-027"]
    assert list(errors.values()) == [[], [], []]


def test_the_same_bytes_twice(shelf, tmp_path):
    again = made(specimen.EDITION, tmp_path, "cover", "print", "epub", "kindle", "kepub")
    for suffix in SUFFIXES:
        assert again.output("specimen", suffix).read_bytes() == shelf.output("specimen", suffix).read_bytes()


# The record -------------------------------------------------------------------------------------------------


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


# Files ------------------------------------------------------------------------------------------------------


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
