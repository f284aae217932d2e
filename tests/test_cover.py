"""Covers: whatever the title, all of it stands inside the frame; or the book's own picture."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from lxml import etree
from msgspec.structs import replace
from PIL import Image, ImageChops
from weasyprint import HTML

from octavo import model as m
from octavo import press
from octavo.formats.compositor import compose
from octavo.formats.cover import CLEAR, HEIGHT, MARGIN, POINTS, WIDTH, cover, fits, outlined
from octavo.formats.svg import svg
from octavo.manifest import load_manifest
from octavo.problem import ToolError
from octavo.tasks import published

from .conftest import put_book
from .reading.tools import SCREENSHOTS
from .specimen import book as specimen
from .specimen.shelf import library, shelved

BOOKS = {
    "one-word": ("Emma", "Jane Austen", None, None),
    "one-long-word": ("Donaudampfschifffahrtsgesellschaftskapitänswitwe", "Ein Verfasser", None, None),
    "cyrillic": ("Преступление и наказание", "Фёдор Достоевский", "Роман в шести частях с эпилогом", None),
    "volume": ("The History of the Decline and Fall of the Roman Empire", "Edward Gibbon", None, "6"),
    "seed": (
        "Correspondence between the Chairman of the Council of Ministers of the USSR and the Presidents of the USA "
        "and the Prime Ministers of Great Britain during the Great Patriotic War of 1941–1945",
        "J.\u00a0V.\u00a0Stalin",
        "Correspondence with Winston S. Churchill and Clement R. Attlee",
        "1",
    ),
    "two-authors": (
        "Manifesto of the Communist Party",
        "Karl Marx, Friedrich Engels and Samuel Moore",
        "A Subtitle of Some Length " * 4,
        "2",
    ),
}


def edition(title: str, author: str, subtitle: str | None, volume: str | None):
    metadata = replace(
        specimen.METADATA,
        title=title,
        subtitle=subtitle,
        volume=volume,
        contributors=(m.Contributor(author, "aut", author),),
    )
    return replace(specimen.EDITION, book=replace(specimen.BOOK, metadata=metadata))


@pytest.mark.parametrize("name", BOOKS)
def test_no_title_overflows(tmp_path, name):
    page, picture = cover(edition(*BOOKS[name]), library(tmp_path))
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    (SCREENSHOTS / f"cover-of-{name}.jpg").write_bytes(picture)
    assert Image.open(BytesIO(picture)).size == (WIDTH, HEIGHT)
    document = pypdfium2.PdfDocument(page)
    text = document[0].get_textpage()
    boxes = [box for box in map(text.get_charbox, range(text.count_chars())) if box[2] > box[0]]
    assert len(document) == 1
    assert min(box[0] for box in boxes) >= MARGIN * POINTS
    assert max(box[2] for box in boxes) <= (WIDTH - MARGIN) * POINTS
    lines = sorted(box[1] for box in boxes[:-6])
    assert lines[0] - max(box[3] for box in boxes[-6:]) >= CLEAR * POINTS
    assert "".join(BOOKS[name][0].split()) in "".join(text.get_text_bounded().split()).replace("\u2010", "")


@pytest.mark.parametrize("name", BOOKS)
def test_the_cover_in_outlines_is_small_and_looks_as_the_picture(tmp_path, name):
    described = edition(*BOOKS[name])
    page, picture = cover(described, library(tmp_path))
    drawn = outlined(page, described)
    assert len(drawn) < len(picture) / 2 and len(drawn) < 100_000
    assert etree.fromstring(drawn).findtext("{*}title") == f"{BOOKS[name][0]}, {BOOKS[name][1]}"
    assert b"<text" not in drawn and b"<image" not in drawn
    (tmp_path / "cover.svg").write_bytes(drawn)
    sheet = "<style>@page { size: 1600px 2560px; margin: 0 } body { margin: 0 } img { display: block }</style>"
    shown = HTML(string=f"{sheet}<img src='{(tmp_path / 'cover.svg').as_uri()}'>").write_pdf()
    one, other = (pypdfium2.PdfDocument(pdf)[0].render(scale=1 / POINTS).to_pil().convert("L") for pdf in (page, shown))
    differing = ImageChops.difference(one, other).histogram()
    assert sum(differing[128:]) < 50
    assert sum(level * count for level, count in enumerate(differing)) / sum(differing) < 0.5


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"1 0 0 RG 0 0 10 10 re S", "uses the PDF operator 'RG'"),
        (b"/half gs 0 0 10 10 re f", "is transparent in places"),
        (b"0 0 5 5 re W n 0 0 10 10 re f", "paints over a clip's edge"),
    ],
)
def test_what_outlines_cannot_show_is_told(content, said):
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(100, 100))
    page.obj.Contents = pdf.make_stream(content)
    page.obj.Resources = pikepdf.Dictionary(ExtGState=pikepdf.Dictionary(half=pikepdf.Dictionary(ca=0.5)))
    made = BytesIO()
    pdf.save(made)
    with pytest.raises(ToolError, match=said):
        svg(made.getvalue(), "A page")


def test_a_book_with_a_picture_of_its_own_has_no_outlines_and_keeps_no_old_ones(tmp_path, project):
    manifest = load_manifest(put_book(project, title="T") / "book.toml")
    assert "a-small-book.cover.svg" in published(manifest)
    assert "a-small-book.cover.svg" not in published(replace(manifest, cover="own.png"))
    shelved(replace(specimen.EDITION, cover="own.png"), project)
    old = project.output("specimen", ".cover.svg")
    old.parent.mkdir(parents=True)
    old.write_text("<svg/>")
    press.STEPS["outlines"](project, "specimen")
    assert not old.exists()


def test_a_title_no_size_fits_is_told(tmp_path):
    with pytest.raises(
        ToolError, match=r"title of specimen does not fit on its cover at 50 pixels; give book.toml a shorter"
    ):
        cover(edition("incomprehensibilities " * 120, "Nobody", None, None), library(tmp_path))


def test_a_cover_whose_text_reaches_the_publisher_does_not_fit(tmp_path):
    project = library(tmp_path)
    markup = "<html><body><p style='margin-top:{}px'>Title</p>"
    markup += "<p style='position:absolute;bottom:200px'>Octavo</p></body></html>"
    for top, good in ((1500, True), (2250, False)):
        page = compose(
            markup.format(top), project, ("cover.css",), own="p { margin-left: 400px; font-size: 50px }"
        ).write_pdf()
        assert fits(page) is good


def test_a_book_may_bring_its_own_picture(tmp_path):
    project = library(tmp_path)
    project.images("specimen").mkdir(parents=True)
    own = replace(specimen.EDITION, cover="own.png")
    Image.new("RGB", (900, 1200), "navy").save(project.images("specimen") / "own.png")
    page, picture = cover(own, project)
    assert Image.open(BytesIO(picture)).size == (1600, 2133)
    assert len(pypdfium2.PdfDocument(page)) == 1
    Image.new("RGB", (300, 400)).save(project.images("specimen") / "own.png")
    with pytest.raises(ToolError, match=r"images/own.png has 300 x 400 pixels; a cover needs 625 x 1000"):
        cover(own, project)
