"""Pictures at intake: what a page shows is in the book or in a query, and no letter drawn is lost."""

import zipfile
from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from octavo import model as m
from octavo.inlines import flat, leaves
from octavo.intake import Draft, new
from octavo.walk import block_runs, blocks, images, runs, sections

from .drafts import text

DAY = date(2026, 11, 23)
PROSE = "It was a long sentence about nothing that anybody in the harbour would remember. " * 3


def drawing(size: tuple[int, int] = (40, 30), kind: str = "PNG") -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "white").save(out, kind)
    return out.getvalue()


def page(body: str) -> str:
    return f"<html lang=en><head><title>Pictures</title></head><body>{body}</body></html>"


@pytest.fixture
def made(tmp_path):
    """Makes a book of a page's body and the files beside it."""

    def make(body: str, **files: bytes) -> Draft:
        (tmp_path / "page.htm").write_text(page(body), encoding="utf-8")
        for name, content in files.items():
            place = tmp_path / name.replace("__", "/").replace("_", ".")
            place.parent.mkdir(exist_ok=True, parents=True)
            place.write_bytes(content)
        return new([str(tmp_path / "page.htm")], tmp_path / "book", DAY)

    return make


def figures(draft: Draft) -> list[tuple[str, str | None, str]]:
    found = (block for block in blocks(draft.edition.book) if isinstance(block, m.Figure))
    return [(one.image.source, one.image.alternative, flat(one.caption)) for one in found]


def figures_of(section: m.Section) -> list[str]:
    return [block.image.source for block in section.blocks if isinstance(block, m.Figure)]


def asked(draft: Draft, rule: str) -> list[str]:
    return [doubt.evidence for doubt in draft.edition.apparatus.doubts if doubt.rule == rule]


def test_a_picture_with_its_caption_is_a_figure_and_its_file_is_kept(made):
    body = f"""<h2>Chapter I</h2><p>{PROSE}</p><div class="figcenter"><img src="images/a.png" alt="A boat at a quay">
    <p class="caption">The <i>Star</i></p></div><p>After.</p>"""
    draft = made(body, images__a_png=drawing())
    assert figures(draft) == [("a.png", "A boat at a quay", "The Star")]
    assert (draft.folder / "images" / "a.png").read_bytes() == drawing()
    assert [picture.source for picture in draft.edition.pictures] == ["a.png"]
    assert not draft.edition.apparatus.doubts


@pytest.mark.parametrize(
    "body",
    [
        "<figure><img src=a.png alt=Boat><figcaption>The Star</figcaption></figure>",
        "<div><p><img src=a.png alt=Boat></p><p class=caption>The Star</p></div>",
        "<p class=figcenter><img src=a.png alt=Boat></p><p class=caption>The Star</p>",
        "<table><tr><td><img src=a.png alt=Boat><br><span class=caption>The Star</span></td></tr></table>",
        "<div class=illus><a href=large.png><img src=a.png alt=Boat></a><br>The Star</div>",
    ],
)
def test_captions_are_found_wherever_transcribers_put_them(made, body):
    assert figures(made(f"<h2>I</h2><p>{PROSE}</p>{body}<p>After.</p>", a_png=drawing())) == [
        ("a.png", "Boat", "The Star")
    ]


def test_a_picture_that_is_not_there_is_a_query_and_its_caption_stays(made):
    body = "<h2>I</h2><p>One.</p><figure><img src='img/gone.png' alt='Boat'><figcaption>The Star</figcaption></figure>"
    draft = made(body)
    assert figures(draft) == [] and "The Star" in text(draft)
    (evidence,) = asked(draft, "picture-missing")
    assert "'img/gone.png' (Boat)" in evidence and "images/gone.png" in evidence


def test_a_picture_elsewhere_is_not_fetched_and_is_a_query(made):
    draft = made('<h2>I</h2><p>One <img src="https://example.org/x.png" alt="Two"> three.</p>')
    assert "One three." in text(draft)
    assert "nothing is fetched" in asked(draft, "picture-missing")[0] and "example.org" not in str(draft.edition.book)


@pytest.mark.parametrize("content", [b"no picture", drawing()[:-30], drawing(kind="BMP")])
def test_a_file_that_is_no_whole_picture_is_a_query(made, content):
    draft = made("<h2>I</h2><p>One.</p><p><img src=a.png alt=Boat></p>", a_png=content)
    assert figures(draft) == [] and "'a.png' (Boat)" in asked(draft, "picture-unreadable")[0]


@pytest.mark.parametrize(
    ("alt", "said"), [("", "has no words"), ("alt=''", "ornament"), ("alt='a.png (134K)'", "no words")]
)
def test_a_picture_without_words_is_a_query_and_stays(made, alt, said):
    draft = made(f"<h2>I</h2><p>One.</p><p><img src=a.png {alt}></p>", a_png=drawing())
    assert figures(draft) == [("a.png", "", "")]
    (evidence,) = asked(draft, "picture-without-words")
    assert said in evidence and '[alternatives] "a.png"' in evidence


def test_a_caption_is_what_a_picture_says_where_the_page_has_no_other_words(made):
    draft = made(
        "<h2>I</h2><p>One.</p><figure><img src=a.png><figcaption>The Star</figcaption></figure>", a_png=drawing()
    )
    assert figures(draft) == [("a.png", "The Star", "The Star")] and not asked(draft, "picture-without-words")


def test_a_letter_drawn_is_a_letter_of_the_text(made):
    draft = made("<h2>I</h2><p><img src=t.png alt=T>he boat went.</p>", t_png=drawing())
    assert "The boat went." in text(draft) and figures(draft) == []
    (change,) = [row for row in draft.edition.apparatus.changes if row.rule == "initial"]
    assert (change.before, change.after) == ("", "T")


def test_a_letter_set_large_stays_with_its_word(made):
    draft = made('<h2>I</h2><p class="drop-cap"><span class="dropcap">T</span>HE boat went.</p>')
    assert "THE boat went." in text(draft)


def test_a_heading_drawn_is_a_heading(made):
    body = f'<h2><img src=1.png alt="Chapter I. The Boat\'s Way"></h2><p>{PROSE}</p>'
    draft = made(body + f"<h2><img src=2.png alt='Chapter II. The Quay'></h2><p>{PROSE}</p>")
    titles = [flat(section.title) for _, _, section in sections(draft.edition.book)]
    assert titles == ["The Boat’s Way", "The Quay"]
    assert [row.rule for row in draft.edition.apparatus.changes if row.rule == "picture-of-words"] == [
        "picture-of-words"
    ] * 2


def test_a_picture_in_a_heading_stands_under_it(made):
    draft = made(f"<h2><img src=a.png alt=Waves><br>CHAPTER I</h2><p>{PROSE}</p>", a_png=drawing())
    ((_, _, section),) = sections(draft.edition.book)
    assert [type(block).__name__ for block in section.blocks] == ["Figure", "Paragraph"]
    assert "\ufffc" not in flat(section.label)


def test_pictures_before_the_first_heading_stand_under_it(made):
    body = "<h1>Pictures</h1><p><img src=a.png alt=Boat></p><figure><img src=b.png alt=Sea><figcaption>Sea</figcaption>"
    draft = made(f"{body}</figure><h2>Chapter I</h2><p>{PROSE}</p>", a_png=drawing(), b_png=drawing())
    ((_, _, section),) = sections(draft.edition.book)
    assert [type(block).__name__ for block in section.blocks] == ["Figure", "Figure", "Paragraph"]
    assert [row.rule for row in draft.edition.apparatus.omissions if row.rule == "frontispiece"] == ["frontispiece"]


def test_a_frontispiece_with_its_words_stands_before_a_letter_drawn(made):
    body = "<h1>Pictures</h1><figure><img src=b.png alt=Sea><figcaption>The sea</figcaption></figure>"
    opening = "<p><img src=t.png alt=T>HE boat went.</p>"
    draft = made(f"{body}<h2>Chapter I</h2>{opening}<p>{PROSE}</p>", t_png=drawing(), b_png=drawing())
    ((_, _, section),) = sections(draft.edition.book)
    assert [flat(row.children) for row in block_runs(section.blocks)][:2] == ["The sea", "THE boat went."]


def test_arrows_to_other_pages_are_no_pictures_of_the_book(made):
    draft = made(f"<h2>I</h2><p>{PROSE}</p><p><a href=two.htm><img src=next.gif alt=Next></a></p>", next_gif=drawing())
    assert figures(draft) == [] and [row.rule for row in draft.edition.apparatus.omissions] == ["navigation"]


def test_what_is_no_picture_and_no_words_is_a_query(made):
    draft = made(f"<h2>I</h2><p>{PROSE} <math><mi>x</mi></math> and <svg><text>y</text></svg>.</p>")
    first, second = asked(draft, "not-read")
    assert "a formula stands here (x)" in first and "a drawing stands here (y)" in second


def test_files_of_one_name_are_kept_apart(tmp_path):
    one, other = drawing((10, 10)), drawing((20, 20))
    body = f"<h2>{{}}</h2><p>{PROSE}</p><p><img src='fig 1.png' alt='Boat'></p>"
    with zipfile.ZipFile(tmp_path / "book.zip", "w") as out:
        for folder, picture in (("a", one), ("b", other)):
            out.writestr(f"{folder}/p{folder}.htm", page(body.format(f"Chapter {folder}")))
            out.writestr(f"{folder}/fig 1.png", picture)
    draft = new([str(tmp_path / "book.zip")], tmp_path / "book", DAY)
    shown = [image.source for image, _ in images(draft.edition.book)]
    assert [(draft.folder / "images" / name).read_bytes() for name in shown] == [one, other]


def test_a_page_shows_nothing_from_outside_its_folder(tmp_path):
    (tmp_path / "secret.png").write_bytes(drawing())
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "p.htm").write_text(page(f"<h2>I</h2><p>{PROSE}</p><p><img src='../secret.png' alt='Boat'></p>"))
    draft = new([str(tmp_path / "in" / "p.htm")], tmp_path / "book", DAY)
    assert figures(draft) == [] and not (draft.folder / "images").exists()


def test_a_picture_named_as_another_kind_is_kept_under_its_own(made):
    draft = made('<h2>Chapter I</h2><p><img src="images/a.jpg" alt="A boat"></p>', images__a_jpg=drawing())
    assert [image.source for image, _ in images(draft.edition.book)] == ["a.png"]
    assert [path.name for path in (draft.folder / "images").iterdir()] == ["a.png"]


def test_pictures_of_one_name_are_kept_apart_whatever_others_are_called(made):
    body = "".join(f'<p><img src="{name}.png" alt="A boat"></p>' for name in ("one/a", "two/a", "one/a-2"))
    sizes = {"one__a_png": (40, 30), "two__a_png": (50, 30), "one__a-2_png": (60, 30)}
    draft = made(f"<h2>Chapter I</h2>{body}", **{name: drawing(size) for name, size in sizes.items()})
    assert sorted(picture.width for picture in draft.edition.pictures) == [40, 50, 60]


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        (
            "<span class='figleft'>\n<img src='m.png' alt='&quot;M'>\n</span>\nary, I may be old.\"",
            "“Mary, I may be old.”",
        ),
        ("<img src='m.png' alt='A'> man stood there.", "A man stood there."),
        ("<img src='m.png' alt='M'>\nR. STONE stood there.", "MR. STONE stood there."),
    ],
)
def test_a_drawn_letter_begins_its_word_whatever_space_the_page_has_after_it(made, drawn, read):
    draft = made(f"<h2>Chapter I</h2><p>{drawn}</p><p>{PROSE}</p>", m_png=drawing())
    assert text(draft).replace("\u00a0", " ").split("\n")[1] == read


def test_a_page_number_beside_a_picture_is_no_caption_and_no_heading(made):
    number = "<span class='pagenum'><a id='page_{0}'>{{{0}}}</a></span>"
    shown = f"<div class='figcenter'>{number.format('iv')}<img src='a.png' alt='A boat'></div>"
    head = f"<h2>{number.format('ix')}<img src='b.png' alt='PREFACE.'></h2>"
    chapters = "".join(f"<h2>CHAPTER {n}</h2><p>{PROSE}</p>" for n in ("I", "II"))
    draft = made(f"<p>{PROSE}</p>{shown}{head}<p>{PROSE}</p>{chapters}", a_png=drawing(), b_png=drawing())
    assert figures(draft) == [("a.png", "A boat", "")]
    assert [section.role for _, _, section in sections(draft.edition.book)][-3:] == [
        m.Role.PREFACE,
        m.Role.CHAPTER,
        m.Role.CHAPTER,
    ]
    breaks = [
        leaf.label for run in runs(draft.edition.book) for leaf in leaves(run.children) if isinstance(leaf, m.PageBreak)
    ]
    assert breaks == ["iv", "ix"]


def test_a_line_under_a_picture_that_says_what_its_text_does_is_its_caption(made):
    shown = "<p class='ctr'><a href='big.png'><img src='a.png' alt=\"'SPIN, WHEEL!'\"></a></p>"
    draft = made(f"<h2>Chapter I</h2>{shown}<p class='ctr'>“Spin, wheel!”</p><p>{PROSE}</p>", a_png=drawing())
    assert figures(draft) == [("a.png", "'SPIN, WHEEL!'", "“Spin, wheel!”")]


def test_a_picture_called_as_the_heading_after_it_stands_under_it(made):
    tales = "".join(
        f"<div class='figure'><img src='a.png' alt='The {name}'></div><h2>THE {name.upper()}</h2><p>{PROSE}</p>"
        f"<div class='figure'><img src='b.png' alt='A tailpiece'></div>"
        for name in ("Quay", "Mill")
    )
    draft = made(tales, a_png=drawing(), b_png=drawing((30, 30)))
    assert [figures_of(section) for _, _, section in sections(draft.edition.book)] == [["a.png", "b.png"]] * 2
