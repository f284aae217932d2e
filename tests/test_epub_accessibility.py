"""What the specimen's EPUBs say to those who do not see the page: roles, headings, languages, pictures, metadata."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace

from octavo import model as m
from octavo.edition import Doubt, Pagination
from octavo.formats.accessibility import accessibility
from octavo.formats.epub import PROFILES, Made, write_epub
from octavo.pictures import pictures
from octavo.problem import ContentError
from octavo.roles import SEMANTICS
from octavo.templates import phrases

from .reading.package import TYPE, found, meta
from .specimen import book as specimen
from .specimen.shelf import ROOT, library, made

# Semantics --------------------------------------------------------------------------------------------------


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


# Accessibility ----------------------------------------------------------------------------------------------


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
