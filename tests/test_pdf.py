"""PDF: which pages are blank, and that nothing outlives the writing."""

import pikepdf
from weasyprint.formatting_structure.boxes import LineBox
from weasyprint.pdf import pydyf

from octavo.formats.compositor import compose, pages_listed_once
from octavo.formats.pdf import blank_pages

from .specimen.shelf import library


def test_a_page_with_only_a_picture_is_not_blank():
    pdf = pikepdf.new()
    for content in (b"q\nQ", b"BT\n/F1 9 Tf\nET", b"q\n/i0 Do\nQ", b"q\n/BTDo gs\nQ"):
        pdf.add_blank_page().obj.Contents = pdf.make_stream(content)
    assert blank_pages(pdf) == {0, 3}


def test_the_list_of_pages_is_right_while_it_grows_and_the_library_is_left_as_it_was():
    before = pydyf.PDF.page_references
    with pages_listed_once():
        one, other = pydyf.PDF(), pydyf.PDF()
        for pdf in (one, other, one):
            pdf.add_page(pydyf.Dictionary({"Type": "/Page"}))
            assert pdf.page_references == before.fget(pdf)
        assert one.page_references == before.fget(one) != other.page_references
    assert pydyf.PDF.page_references is before


def test_the_first_line_of_a_paragraph_is_not_that_of_its_second_page(tmp_path):
    markup = f"<p>{'The rain came over the hill at noon. ' * 30}</p>"
    own = "@page { size: 300pt 200pt; margin: 40pt } p::first-line { font-variant-caps: small-caps }"
    pages = compose(markup, library(tmp_path / "library"), ("base.css",), own=own).pages
    styled = [
        [box for box in page._page_box.descendants() if str(box.element_tag).endswith("::first-line")] for page in pages
    ]
    assert len(pages) > 2
    assert [bool(boxes) for boxes in styled] == [True] + [False] * (len(pages) - 1)


def test_a_line_whose_last_space_alone_does_not_fit_is_filled(tmp_path):
    said = "The rain came over the hill at noon and so <em>remained</em> until night."
    markup = "".join(f"<p style='width: {width}pt'>{said}</p>" for width in range(180, 220))
    own = "@page { size: 400pt 2000pt } p { text-align: left }"
    (page,) = compose(markup, library(tmp_path / "library"), ("base.css",), own=own).pages
    lines = [box for box in page._page_box.descendants() if isinstance(box, LineBox)]
    assert len(lines) == 2 * 40
