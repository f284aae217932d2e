"""An archive's works: what its index pages, chapters, lone articles and lists of books say, and what stays of them."""

from .drafts import outline
from .drafts import text as words
from .test_masthead import made, page, text


def test_a_list_of_books_in_the_information_class_stays(tmp_path):
    over = '<p class="title">The Quay. Ada Field 1891</p>'
    books = "".join(f'<p class="information">{row}</p>' for row in ("Lee, Jo: <em>Of Walls</em>", "&#8212; Of Rope"))
    pages = {f"c{n}.htm": page(f"{over}<h3>Chapter {n}</h3>{text()}") for n in (1, 2)}
    pages["d.htm"] = page(f'{over}<h3>Bibliography</h3><hr class="end">{books}<p class="footer">Table of Contents</p>')
    draft = made(tmp_path, pages)
    assert "Of Walls" in words(draft) and "Of Rope" in words(draft) and "Table of Contents" not in words(draft)
    assert outline(draft)[-1].strip() == "bibliography: Bibliography"


def test_a_list_of_books_under_its_own_heading_is_no_title_page(tmp_path):
    over = "<h2>Ada Field</h2><h1>The Quay</h1><hr>"
    books = "<p>Lee, Jo: <em>Of Walls</em>, London, 1888.</p><p>Weir, Paul: <em>Of Rope</em>, London, 1889.</p>"
    pages = {f"c{n}.htm": page(f"{over}<h3>{name}</h3>{text()}") for n, name in enumerate(("Lamps", "Walls"), 1)}
    draft = made(tmp_path, {**pages, "d.htm": page(f"{over}<h3>Books Read</h3>{books}")})
    assert "Of Rope" in words(draft) and "Books Read" in outline(draft)[-1]
