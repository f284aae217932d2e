"""An archive's works: what its index pages, chapters, lone articles and lists of books say, and what stays of them."""

from .drafts import outline
from .drafts import text as words
from .test_masthead import ABOUT, made, page, text


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


def test_pages_without_an_index_are_called_by_what_their_heads_have_alike(tmp_path):
    over = '<h4>Ada Field</h4><h3>The Quay and the Wall</h3><hr class="section">'
    pages = {
        f"c{n}.htm": page(f"{over}<h1>Chapter {n}</h1>{text()}", f"Ada Field: The Quay and the Wall ({n}. Of {name})")
        for n, name in enumerate(("Lamps", "Ropes", "Mills"), 1)
    }
    record = made(tmp_path, pages).edition.book.metadata
    assert (record.title, [one.name for one in record.contributors]) == ("The Quay and the Wall", ["Ada Field"])


def test_the_name_over_the_heading_that_the_head_begins_with_is_the_authors(tmp_path):
    body = f"<h2>Ada Field</h2><h3>The Quay by Night</h3>{ABOUT}{text(count=4)}"
    record = made(tmp_path, page(body, "The Quay by Night - March 3, 1891", "")).edition.book.metadata
    assert (record.title, [one.name for one in record.contributors]) == ("The Quay by Night", ["Ada Field"])


def test_articles_without_a_first_level_heading_are_chapters_of_a_collection(tmp_path):
    names = ("The Quay at Night", "The Wall at Noon", "A Rope for the Mill")
    pages = {
        f"{n}.htm": page(f"<h2>Ada Field</h2><h3>{name}</h3>{ABOUT}{text(name)}", f"{name} - March {n}, 1891", "")
        for n, name in enumerate(names, 1)
    }
    draft = made(tmp_path, pages)
    assert draft.edition.book.metadata.title.startswith("Three Articles")
    assert outline(draft) == [f"chapter: {name}" for name in names]


def test_days_in_both_calendars_and_a_link_in_brackets_are_no_part_of_the_title(tmp_path):
    see = '<a href="../../glossary/q.htm"><sup class="enote">[See glossary entry]</sup></a>'
    over = f"<h2>Ada Field</h2><h3>The Congress<br>Of Quays{see}</h3><h2>November 10-25 (November 23-December 8), 1917"
    over += "</h2>"
    body = "".join(f"<h2>{n}</h2><h3>On {name}</h3>{text(name)}" for n, name in enumerate(("Lamps", "Walls"), 1))
    draft = made(tmp_path, page(f"{over}{ABOUT}{body}", "The Congres Of Quays"))
    assert draft.edition.book.metadata.title == "The Congress Of Quays"
    assert [row.split(": ")[0] for row in outline(draft)] == ["chapter", "chapter"]
