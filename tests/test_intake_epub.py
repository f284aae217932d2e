"""EPUB as a source: what package, list of contents and markup state of the book survives."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from octavo import model as m
from octavo.build import load, make
from octavo.inlines import flat, leaves
from octavo.intake import new
from octavo.problem import WitnessError
from octavo.readers import read
from octavo.readers.witness import Witness
from octavo.walk import sections

from .packages import PROSE, RECORD, entry, epub, outline

DAY = date(2026, 11, 23)


def made(place: Path, tmp_path: Path):
    return new([str(place)], tmp_path / "b", DAY)


# Roles -----------------------------------------------------------------------------------------------------


def test_what_the_markup_states_of_a_section_is_its_role(tmp_path):
    pages = {
        "a": f'<section epub:type="preface"><h2>To the Reader</h2><p>{PROSE}</p></section>',
        "b": f'<section role="doc-part"><h2>The Sea</h2></section><section role="doc-chapter"><h3>Of Salt</h3>'
        f"<p>{PROSE}</p><h4>A Digression</h4><p>{PROSE}</p></section>",
        "c": f'<section epub:type="afterword"><h2>Introduction to What Is Over</h2><p>{PROSE}</p></section>',
    }
    book = made(epub(tmp_path / "p.epub", pages), tmp_path).edition.book
    assert outline(book) == [
        ("front", 0, "preface", "To the Reader"),
        ("body", 0, "part", "The Sea"),
        ("body", 1, "chapter", "Of Salt"),
        ("body", 2, "subchapter", "A Digression"),
        ("back", 0, "afterword", "Introduction to What Is Over"),
    ]


def test_a_section_that_prints_no_heading_has_the_role_it_states_and_the_name_the_list_gives_it(tmp_path):
    pages = {
        "a": '<section epub:type="dedication"><p>To the men of the harbour.</p></section>',
        "b": '<section epub:type="epigraph"><blockquote><p>Salt is bitter.</p></blockquote></section>',
        "c": f'<section epub:type="chapter"><h2>I</h2><p>{PROSE}</p></section>',
        "d": f'<section epub:type="chapter"><h2>II</h2><p>{PROSE}</p></section>',
    }
    draft = made(epub(tmp_path / "p.epub", pages, entry("a.xhtml", "For My Friends") + entry("c.xhtml", "I")), tmp_path)
    assert outline(draft.edition.book)[:3] == [
        ("front", 0, "dedication", "For My Friends"),
        ("front", 0, "epigraph", "Epigraph"),
        ("body", 0, "chapter", "I"),
    ]
    supplied = [c.after.strip() for c in draft.edition.apparatus.changes if c.rule == "supply-heading"]
    assert supplied == ["For My Friends", "Epigraph"]


GUIDE = {"d": "dedication", "f": "foreword", "k": "acknowledgements", "x": "index"}


@pytest.mark.parametrize("listed", ["guide", "landmarks"])
def test_guide_and_landmarks_tell_what_a_page_is_that_does_not_say_so(tmp_path, listed):
    pages = {
        "d": "<p>To my mother.</p>",
        "f": f"<h2>To You</h2><p>{PROSE}</p>",
        "a": f"<h2>Of Salt</h2><p>{PROSE}</p>",
        "b": f"<h2>Of Tar</h2><p>{PROSE}</p>",
        "k": f"<h2>Thanks</h2><p>{PROSE}</p>",
        "x": "<h2>Where It Stands</h2><p>anchor, 3</p>",
    }
    guide = "".join(f'<reference type="{kind}" href="{name}.xhtml"/>' for name, kind in GUIDE.items())
    marks = "".join(f'<li><a epub:type="{kind}" href="{name}.xhtml">x</a></li>' for name, kind in GUIDE.items())
    nav = entry("a.xhtml", "Of Salt") + entry("b.xhtml", "Of Tar")
    more = {"guide": f"<guide>{guide}</guide>"} if listed == "guide" else {"landmarks": marks}
    draft = made(epub(tmp_path / "p.epub", pages, nav, **more), tmp_path)
    assert outline(draft.edition.book) == [
        ("front", 0, "dedication", "Dedication"),
        ("front", 0, "foreword", "To You"),
        ("body", 0, "chapter", "Of Salt"),
        ("body", 0, "chapter", "Of Tar"),
        ("back", 0, "acknowledgments", "Thanks"),
        ("back", 0, "index", "Where It Stands"),
    ]


def test_a_chapter_that_is_called_a_letter_is_one(tmp_path):
    letters = {f"l{n}": f'<body epub:type="chapter"><h2>Letter {n}</h2><p>{PROSE}</p></body>' for n in (1, 2)}
    nav = "".join(entry(f"{name}.xhtml", "Letter") for name in letters)
    assert [row[2] for row in outline(made(epub(tmp_path / "p.epub", letters, nav), tmp_path).edition.book)] == [
        "chapter",
        "chapter",
    ]


def test_the_carrying_edition_s_own_pages_are_set_apart(tmp_path):
    pages = {
        "t": '<section epub:type="titlepage"><h1>A Parcel</h1><p>A publisher of today</p></section>',
        "i": '<body epub:type="copyright-page"><p>All rights reserved, and more that is long to tell.</p></body>',
        "a": f'<section epub:type="chapter"><h2>One</h2><p>{PROSE}</p></section>',
        "b": f'<section epub:type="chapter"><h2>Two</h2><p>{PROSE}</p></section>',
    }
    draft = made(epub(tmp_path / "p.epub", pages), tmp_path)
    assert [row[2:] for row in outline(draft.edition.book)] == [("chapter", "One"), ("chapter", "Two")]
    assert [row.rule for row in draft.edition.apparatus.omissions] == ["title-page", "title-page"]


def test_number_and_title_in_one_heading_are_told_apart(tmp_path):
    group = '<hgroup><h2 epub:type="ordinal z3998:roman">{}</h2><p epub:type="title">{}</p></hgroup>'
    spans = '<h2><span epub:type="z3998:roman">{}</span>\n<span epub:type="subtitle">{}</span></h2>'
    pages = {
        "a": f'<section epub:type="chapter">{group.format("I", "A Letter")}<p>{PROSE}</p></section>',
        "b": f'<section epub:type="chapter">{spans.format("II", "An Answer")}<p>{PROSE}</p></section>',
    }
    book = made(epub(tmp_path / "p.epub", pages), tmp_path).edition.book
    assert [(section.number, flat(section.title)) for section in book.body] == [("I", "A Letter"), ("II", "An Answer")]


def test_links_in_a_paragraph_of_text_make_no_list_of_contents(tmp_path):
    pages = {
        "a": f'<h2>One</h2><p>{PROSE}</p><p>See <a href="b.xhtml">the second</a>.</p><p>{PROSE}</p>',
        "b": f"<h2>Two</h2><p>{PROSE}</p>",
        "c": '<section epub:type="index"><h2>Index</h2><p>Salt, <a href="a.xhtml">bitter</a></p>'
        '<p>Tar, <a href="b.xhtml">black</a></p></section>',
    }
    draft = made(epub(tmp_path / "p.epub", pages), tmp_path)
    assert not draft.edition.apparatus.omissions
    assert [len(section.blocks) for _, _, section in sections(draft.edition.book)] == [3, 1, 2]


# The list of contents --------------------------------------------------------------------------------------


def test_headings_stand_as_deep_as_the_list_of_contents_has_them(tmp_path):
    pages = {
        "p": f"<h1>Preface</h1><p>{PROSE}</p>",
        "one": "<h1>The Sea</h1>",
        "a": f"<h1>Of Salt</h1><p>{PROSE}</p><h2>White</h2><p>{PROSE}</p>",
        "a2": f"<h2>Black</h2><p>{PROSE}</p>",
        "b": f"<h1>Of Tar</h1><p>{PROSE}</p>",
        "two": "<h1>The Land</h1>",
        "c": f"<h1>Of Clay</h1><p>{PROSE}</p>",
        "e": f"<h1>Epilogue</h1><p>{PROSE}</p>",
    }
    nav = (
        entry("p.xhtml", "Preface")
        + entry("one.xhtml", "The Sea", entry("a.xhtml", "Of Salt") + entry("b.xhtml", "Of Tar"))
        + entry("two.xhtml", "The Land", entry("c.xhtml", "Of Clay"))
        + entry("e.xhtml", "Epilogue")
    )
    assert outline(made(epub(tmp_path / "p.epub", pages, nav), tmp_path).edition.book) == [
        ("front", 0, "preface", "Preface"),
        ("body", 0, "part", "The Sea"),
        ("body", 1, "chapter", "Of Salt"),
        ("body", 2, "subchapter", "White"),
        ("body", 2, "subchapter", "Black"),
        ("body", 1, "chapter", "Of Tar"),
        ("body", 0, "part", "The Land"),
        ("body", 1, "chapter", "Of Clay"),
        ("body", 0, "epilogue", "Epilogue"),
    ]


def test_chapters_listed_under_the_title_of_the_book_are_no_less_for_it(tmp_path):
    pages = {
        "f": f"<h2>Foreword</h2><p>{PROSE}</p>",
        "t": f'<h1>A Parcel</h1><h2 id="r">The Rope</h2><p>{PROSE}</p>',
        "b": f'<p>{PROSE}</p><h2 id="x">The Knot</h2><p>{PROSE}</p>',
    }
    nav = entry("f.xhtml", "Foreword")
    nav += entry("t.xhtml", "A Parcel", entry("t.xhtml#r", "The Rope") + entry("b.xhtml#x", "The Knot"))
    assert outline(made(epub(tmp_path / "p.epub", pages, nav), tmp_path).edition.book) == [
        ("front", 0, "foreword", "Foreword"),
        ("body", 0, "chapter", "The Rope"),
        ("body", 0, "chapter", "The Knot"),
    ]


def test_a_number_alone_takes_no_heading_of_the_next_file_for_its_title(tmp_path):
    pages = {
        "one": "<h1>Part I</h1>",
        "a": f"<h1>Of Salt</h1><p>{PROSE}</p>",
        "b": f"<h1>Of Tar</h1><p>{PROSE}</p>",
    }
    nav = entry("one.xhtml", "Part I", entry("a.xhtml", "Of Salt") + entry("b.xhtml", "Of Tar"))
    assert [row[1:] for row in outline(made(epub(tmp_path / "p.epub", pages, nav), tmp_path).edition.book)] == [
        (0, "part", "Part I"),
        (1, "chapter", "Of Salt"),
        (1, "chapter", "Of Tar"),
    ]


def test_the_places_listed_in_one_file_are_its_headings_as_deep_as_listed(tmp_path):
    body = '<h2 id="p">PART ONE</h2>'
    body += "".join(f'<h2 id="{name}">Of {name}</h2><p>{PROSE}</p>' for name in ("Salt", "Tar"))
    body += f'<p id="q">PART TWO</p><a id="Clay"></a><p>Of Clay</p><p>{PROSE}</p><h2>White</h2><p>{PROSE}</p>'
    nav = entry("a.xhtml#p", "Part One", entry("a.xhtml#Salt", "Of Salt") + entry("a.xhtml#Tar", "Of Tar"))
    nav += entry("a.xhtml#q", "Part Two", entry("a.xhtml#Clay", "Of Clay"))
    draft = made(epub(tmp_path / "p.epub", {"a": body}, nav), tmp_path)
    assert [row[1:] for row in outline(draft.edition.book)] == [
        (0, "part", "PART ONE"),
        (1, "chapter", "Of Salt"),
        (1, "chapter", "Of Tar"),
        (0, "part", "PART TWO"),
        (1, "chapter", "Of Clay"),
        (1, "chapter", "White"),
    ]
    assert make(load(draft.folder)).book == draft.edition.book


def test_a_list_of_one_depth_makes_headings_of_lines_and_leaves_those_of_markup(tmp_path):
    pages = {
        "a": f'<h1>The Sea</h1><h2 id="x">Of Salt</h2><p>{PROSE}</p><p id="y">Of Tar</p>'
        f'<p>{PROSE}</p><p id="z">{PROSE}</p>',
        "b": f'<h1>The Land</h1><h2 id="x">Of Clay</h2><p>{PROSE}</p>',
    }
    nav = "".join(entry(*row) for row in (("a.xhtml", "The Sea"), ("a.xhtml#x", "Of Salt"), ("a.xhtml#y", "Of Tar")))
    nav += entry("a.xhtml#z", "A Walk") + entry("b.xhtml", "The Land") + entry("b.xhtml#x", "Of Clay")
    assert [row[1:] for row in outline(made(epub(tmp_path / "p.epub", pages, nav), tmp_path).edition.book)] == [
        (0, "chapter", "The Sea"),
        (1, "subchapter", "Of Salt"),
        (1, "subchapter", "Of Tar"),
        (0, "chapter", "The Land"),
        (1, "subchapter", "Of Clay"),
    ]


# The record ------------------------------------------------------------------------------------------------


def test_the_record_of_epub_3_names_title_and_persons(tmp_path):
    record = """<dc:title id="s">Being a Tale</dc:title><meta refines="#s" property="title-type">subtitle</meta>
<dc:title id="t">A Parcel</dc:title><meta refines="#t" property="title-type">main</meta>
<dc:creator id="a">Ada Field</dc:creator><meta refines="#a" property="role" scheme="marc:relators">aut</meta>
<meta refines="#a" property="file-as">Field, Ada</meta><dc:creator>Ben Ford</dc:creator>
<dc:contributor id="c">Cy Hill</dc:contributor><meta refines="#c" property="role">trl</meta>
<dc:contributor id="d">Dan Ink</dc:contributor><meta refines="#d" property="role">bkp</meta>
<dc:language>en-GB</dc:language>"""
    pages = {"a": f"<h1>One</h1><p>{PROSE}</p>", "b": f"<h1>Two</h1><p>{PROSE}</p>"}
    known = made(epub(tmp_path / "p.epub", pages, record=record), tmp_path).edition.book.metadata
    assert (known.title, known.subtitle, known.language) == ("A Parcel", "Being a Tale", "en-GB")
    assert [(one.name, one.role) for one in known.contributors] == [
        ("Ada Field", "aut"),
        ("Ben Ford", "aut"),
        ("Cy Hill", "trl"),
    ]
    assert known.contributors[0].file_as == "Field, Ada"


def test_the_record_of_epub_2_names_persons_as_they_are_spoken(tmp_path):
    record = """<dc:title>A Parcel</dc:title><dc:creator opf:role="aut">Field, Ada, 1801-1870</dc:creator>
<dc:creator opf:role="edt" opf:file-as="Ford, Ben">Ben Ford</dc:creator><dc:language>en</dc:language>
<dc:contributor opf:role="bkp">calibre (3.4) [https://calibre-ebook.com]</dc:contributor>"""
    pages = {"a": f"<h1>One</h1><p>{PROSE}</p>", "b": f"<h1>Two</h1><p>{PROSE}</p>"}
    known = made(epub(tmp_path / "p.epub", pages, record=record), tmp_path).edition.book.metadata
    assert [(one.name, one.role, one.file_as) for one in known.contributors] == [
        ("Ada Field", "aut", "Field, Ada"),
        ("Ben Ford", "edt", "Ford, Ben"),
    ]


def test_the_record_tells_series_subjects_and_the_address_of_the_text(tmp_path):
    record = """<dc:title id="t">A Parcel</dc:title><meta refines="#t" property="title-type">main</meta>
<dc:title id="s">Parcel</dc:title><meta refines="#s" property="title-type">short</meta>
<dc:creator>Ada Field</dc:creator><dc:identifier>url:https://example.org/parcel</dc:identifier>
<dc:subject>Harbours</dc:subject><dc:subject>Salt</dc:subject>
<meta id="c" property="belongs-to-collection">The Harbour Tales</meta>
<meta refines="#c" property="group-position">2</meta>
<dc:language>en</dc:language>"""
    known = made(epub(tmp_path / "p.epub", PAGES, record=record), tmp_path).edition.book.metadata
    assert (known.short_title, known.series) == ("Parcel", m.Series("The Harbour Tales", "2"))
    assert [subject.name for subject in known.subjects] == ["Harbours", "Salt"]
    assert known.provenance.url == "https://example.org/parcel"


# The container ---------------------------------------------------------------------------------------------

PAGES = {"a": f"<h1>One</h1><p>{PROSE}</p>", "b": f"<h1>Two</h1><p>{PROSE}</p>"}
ENCRYPTED = """<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:e="http://www.w3.org/2001/04/xmlenc#">
<e:EncryptedData><e:EncryptionMethod Algorithm="{}"/><e:CipherData><e:CipherReference URI="{}"/></e:CipherData>
</e:EncryptedData></encryption>"""


def test_the_record_tells_year_publisher_and_rights_that_nobody_holds(tmp_path):
    pages = {"a": f"<h1>One</h1><p>{PROSE}</p>", "b": f"<h1>Two</h1><p>{PROSE}</p>"}
    told = """<dc:date opf:event="publication">2009-10-01</dc:date><dc:date>1895</dc:date>
<dc:publisher>Penny Press</dc:publisher><dc:source>Leeds: Penny Press, 1895</dc:source>"""
    free = made(
        epub(tmp_path / "p.epub", pages, record=f"{RECORD}{told}<dc:rights>Public domain.</dc:rights>"), tmp_path
    )
    provenance = free.edition.book.metadata.provenance
    assert (provenance.published, provenance.publisher, provenance.source, provenance.rights) == (
        "1895",
        "Penny Press",
        "Leeds: Penny Press, 1895",
        "Public domain.",
    )
    held = new(
        [str(epub(tmp_path / "q.epub", pages, record=f"{RECORD}<dc:rights>All mine</dc:rights>"))], tmp_path / "q"
    )
    assert held.edition.book.metadata.provenance.rights is None and "'All mine'" in " ".join(held.remarks)


def test_each_office_of_a_person_is_kept_however_it_is_said(tmp_path):
    record = f"""{RECORD}<dc:contributor id="c">Cy Hill</dc:contributor>
<meta refines="#c" property="role">edt</meta><meta refines="#c" property="role">win</meta>
<dc:contributor opf:role="Translator">Dan Ink</dc:contributor><dc:contributor id="e">Eve Joy</dc:contributor>
<meta refines="#e" property="role">http://id.loc.gov/vocabulary/relators/ill</meta>"""
    pages = {"a": f"<h1>One</h1><p>{PROSE}</p>", "b": f"<h1>Two</h1><p>{PROSE}</p>"}
    known = made(epub(tmp_path / "p.epub", pages, record=record), tmp_path).edition.book.metadata
    people = {("Ada Field", "aut"), ("Cy Hill", "edt"), ("Cy Hill", "aui"), ("Dan Ink", "trl"), ("Eve Joy", "ill")}
    assert {(one.name, one.role) for one in known.contributors} == people


def test_an_encrypted_text_is_refused_in_words_and_an_obfuscated_font_is_none(tmp_path):
    aes = ENCRYPTED.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "OPS/a.xhtml")
    with pytest.raises(WitnessError, match=r"OPS/a.xhtml is encrypted"):
        made(epub(tmp_path / "p.epub", PAGES, encryption=aes), tmp_path)
    font = ENCRYPTED.format("http://www.idpf.org/2008/embedding", "OPS/font.otf")
    assert len(made(epub(tmp_path / "q.epub", PAGES, encryption=font), tmp_path).edition.book.body) == 2


def test_a_container_that_leads_nowhere_is_read_by_its_only_package(tmp_path):
    book = made(epub(tmp_path / "p.epub", PAGES, container="<container/>"), tmp_path).edition.book
    assert book.metadata.title == "A Parcel"


def test_a_document_that_is_missing_is_told(tmp_path):
    item = '<item id="z" href="z.xhtml" media-type="application/xhtml+xml"/>'
    draft = made(epub(tmp_path / "p.epub", PAGES, items=item, spine='<itemref idref="z"/>'), tmp_path)
    assert "OPS/z.xhtml is in the reading order, and not in p.epub" in draft.remarks


def test_files_are_found_however_their_names_are_written_and_an_empty_one_is_told(tmp_path):
    made_of = epub(tmp_path / "p.epub", {**PAGES, "e": ""}, entry("a.xhtml", "One"))
    with zipfile.ZipFile(made_of) as given, zipfile.ZipFile(tmp_path / "q.epub", "w") as other:
        for name in given.namelist():
            content = b"" if name == "OPS/e.xhtml" else given.read(name)
            other.writestr(name.replace("OPS/a", "OPS\\A").replace("b.xhtml", "B.XHTML"), content)
    plain, odd = (new([str(path)], tmp_path / path.stem, DAY) for path in (made_of, tmp_path / "q.epub"))
    assert outline(odd.edition.book) == outline(plain.edition.book)
    assert "OPS/e.xhtml is empty and was left out" in odd.remarks


def test_a_page_that_shows_only_the_cover_is_left_out(tmp_path):
    pages = {"cover": '<div><img src="c.jpg" alt="The cover"/></div>', **PAGES}
    draft = made(epub(tmp_path / "p.epub", pages), tmp_path)
    assert "OPS/cover.xhtml shows the cover only and was left out" in draft.remarks
    assert [row[2:] for row in outline(draft.edition.book)] == [("chapter", "One"), ("chapter", "Two")]


@pytest.mark.parametrize("below", ["", "the book/"])
def test_an_epub_unpacked_is_read_as_one(tmp_path, below):
    backwards = dict(reversed(PAGES.items()))
    with zipfile.ZipFile(epub(tmp_path / "p.epub", backwards)) as archive:
        archive.extractall(tmp_path / "folder" / below)
        with zipfile.ZipFile(tmp_path / "p.zip", "w") as again:
            for name in archive.namelist():
                again.writestr(below + name, archive.read(name))
    for place in ("folder", "p.zip"):
        book = new([str(tmp_path / place)], tmp_path / "made" / place.replace(".", "-"), DAY).edition.book
        assert ([flat(s.title) for s in book.body], book.metadata.title) == (["Two", "One"], "A Parcel")


# What a page holds -----------------------------------------------------------------------------------------


def blocks_of(body: str, tmp_path: Path) -> m.Blocks:
    """The blocks of a chapter with this body."""
    pages = {"a": f"<h1>One</h1>{body}", "b": f"<h1>Two</h1><p>{PROSE}</p>"}
    return made(epub(tmp_path / "p.epub", pages), tmp_path).edition.book.body[0].blocks


def test_an_element_that_closes_itself_holds_nothing(tmp_path):
    page = '<title/></head><body><h1>One</h1><p>Salt <span epub:type="pagebreak" aria-label="12" id="x"/>is bitter.</p>'
    text = f'<html xmlns="http://www.w3.org/1999/xhtml"><head>{page}<script src="x"/><div/><p>Tar.</p></body></html>'
    (salt, tar) = read([Witness("a.xhtml", text.encode())], None).blocks[1:]
    assert flat(salt.children) == "Salt is bitter." and flat(tar.children) == "Tar."
    assert [leaf.label for leaf in leaves(salt.children) if isinstance(leaf, m.PageBreak)] == ["12"]


def test_words_that_are_no_folio_are_no_page_number(tmp_path):
    (block,) = blocks_of(
        f'<p>{PROSE}<span class="page" id="page_12">all of these are words of the text</span></p>', tmp_path
    )
    assert flat(block.children).endswith("all of these are words of the text")


STANZAS = {
    "spans": """<div class="poem"><p><span class="i0">Salt is bitter,</span><br/>
<span class="i2">tar is black,</span></p><p>and rope is long.</p></div>""",
    "blocks": """<div class="poetry-container"><div class="poetry">
<div class="stanza"><div class="verse indent0">Salt is bitter,</div><div class="verse indent4">tar is black,</div></div>
<div class="stanza"><div class="verse indent0">and rope is long.</div></div></div></div>""",
    "lines": """<blockquote epub:type="z3998:verse"><p><span>Salt is bitter,</span><br/>
<span class="i2">tar is black,</span></p><p><span>and rope is long.</span></p></blockquote>""",
}


@pytest.mark.parametrize("shape", STANZAS)
def test_verse_keeps_its_stanzas_and_the_indents_its_classes_say(tmp_path, shape):
    (_, verse) = blocks_of(f"<p>{PROSE}</p>{STANZAS[shape]}", tmp_path)
    assert [[(flat(line.children), line.indent) for line in stanza] for stanza in verse.stanzas] == [
        [("Salt is bitter,", 0), ("tar is black,", 2)],
        [("and rope is long.", 0)],
    ]


def test_a_play_in_a_table_is_speeches_and_directions(tmp_path):
    rows = (
        '<tr><td/><td><i epub:type="z3998:stage-direction">Enter <b epub:type="z3998:persona">Lane</b>.</i></td></tr>'
        '<tr><td epub:type="z3998:persona">Algernon</td><td>Did you hear?</td></tr>'
        '<tr><td epub:type="z3998:persona">Lane</td><td epub:type="z3998:verse"><p><span>I did not</span><br/>'
        "<span>think it polite.</span></p></td></tr>"
    )
    entered, algernon, lane = blocks_of(f"<table><tbody>{rows}</tbody></table>", tmp_path)
    assert isinstance(entered, m.Direction) and flat(entered.children) == "Enter Lane."
    assert (flat(algernon.speaker), type(algernon.blocks[0])) == ("Algernon", m.Paragraph)
    assert (flat(lane.speaker), type(lane.blocks[0])) == ("Lane", m.Verse)


def test_a_chapter_that_speaks_of_a_publisher_is_no_title_page(tmp_path):
    pages = {**PAGES, "c": f"<h1>Of the Publisher</h1><p>Who pays?</p><p>{PROSE}</p>"}
    assert outline(made(epub(tmp_path / "p.epub", pages), tmp_path).edition.book)[-1][3] == "Of the Publisher"


def test_the_pages_of_standard_ebooks_are_set_apart(tmp_path):
    own = '<p>It was made for <a href="https://standardebooks.org">Standard Ebooks</a>, with many words.</p>'
    pages = {
        "imprint": f'<section epub:type="imprint"><h2>Imprint</h2>{own}</section>',
        **{name: f'<section epub:type="chapter">{body.replace("h1", "h2")}</section>' for name, body in PAGES.items()},
        "colophon": f'<section id="colophon" epub:type="colophon"><h2>Colophon</h2>{own}</section>',
    }
    draft = made(epub(tmp_path / "p.epub", pages), tmp_path)
    assert [row[2:] for row in outline(draft.edition.book)] == [("chapter", "One"), ("chapter", "Two")]
    assert len(draft.edition.apparatus.omissions) == 2


def test_a_page_that_alone_would_be_a_title_page_is_not_called_twice(tmp_path):
    own = "<section epub:type='colophon'><h2>Colophon</h2><p>Published in 1907 by Harbour Press.</p></section>"
    pages = {**PAGES, "colophon": f"<body epub:type='backmatter'>{own}</body>"}
    nav = "".join(entry(f"{name}.xhtml", name) for name in pages)
    rows = outline(made(epub(tmp_path / "p.epub", pages, nav), tmp_path).edition.book)
    assert rows[-1] == ("back", 0, "colophon", "Colophon") and [row[2] for row in rows].count("chapter") == 2


# What other makers of EPUBs do -----------------------------------------------------------------------------


def test_a_title_the_record_says_is_that_of_the_book_though_a_page_has_it_too(tmp_path):
    pages = {"t": "<h1>A Parcel</h1><p>A tale of many words, told by nobody at all.</p>", **PAGES}
    assert made(epub(tmp_path / "p.epub", pages), tmp_path).edition.book.metadata.title == "A Parcel"


def test_chapters_of_a_part_in_one_file_are_chapters(tmp_path):
    pages = {
        "a": f"<h1>Part One: The Sea</h1><h2>Of Salt</h2><p>{PROSE}</p><h3>White</h3><p>{PROSE}</p>",
        "b": f"<h1>Part Two: The Land</h1><h2>Of Clay</h2><p>{PROSE}</p>",
    }
    nav = entry("a.xhtml", "The Sea", entry("a.xhtml#x", "Of Salt")) + entry("b.xhtml", "The Land")
    assert [row[1:3] for row in outline(made(epub(tmp_path / "p.epub", pages, nav), tmp_path).edition.book)] == [
        (0, "part"),
        (1, "chapter"),
        (2, "subchapter"),
        (0, "part"),
        (1, "chapter"),
    ]


def test_a_heading_of_notes_alone_in_its_file_goes_though_text_follows_in_the_next(tmp_path):
    notes = '<h2>Footnotes</h2><div class="footnote"><p id="n"><a href="#c">1</a> So.</p></div>'
    pages = {"a": f'<h1>One</h1><p>{PROSE}<a href="#n" id="c">1</a></p>{notes}', "b": f"<p>{PROSE}</p>"}
    pages["c"] = f"<h1>Two</h1><p>{PROSE}</p>"
    nav = entry("a.xhtml", "One") + entry("c.xhtml", "Two")
    book = made(epub(tmp_path / "p.epub", pages, nav), tmp_path).edition.book
    assert [row[3] for row in outline(book)] == ["One", "Two"]
    assert [len(section.blocks) for section in book.body] == [2, 1] and len(book.notes) == 1


def test_a_title_that_a_page_prints_as_a_paragraph_is_not_supplied_again(tmp_path):
    pages = {
        "a": f'<p class="c1">CHAPTER I</p><p class="c2"><i>The Storm</i></p><p>{PROSE}</p>',
        "b": f'<p class="c1">The Calm</p><p>{PROSE}</p>',
    }
    nav = entry("a.xhtml", "Chapter I: The Storm") + entry("b.xhtml", "The Calm")
    draft = made(epub(tmp_path / "p.epub", pages, nav), tmp_path)
    assert [(s.number, flat(s.title), len(s.blocks)) for s in draft.edition.book.body] == [
        ("I", "The Storm", 1),
        (None, "The Calm", 1),
    ]
    assert not [change for change in draft.edition.apparatus.changes if change.rule == "supply-heading"]


def test_numbered_chapters_stand_in_their_parts_though_the_list_has_all_alike(tmp_path):
    pages = {
        "p": f"<h2>Preface</h2><p>{PROSE}</p>",
        "one": "<h2>PART ONE</h2>",
        "a": f"<h3>CHAPTER I</h3><p>{PROSE}</p><h4>White</h4><p>{PROSE}</p>",
        "a2": f"<h4>Black</h4><p>{PROSE}</p>",
        "two": "<h2>PART TWO</h2>",
        "b": f"<h3>CHAPTER I</h3><p>{PROSE}</p>",
        "x": f"<h4>Grey</h4><p>{PROSE}</p>",
        "e": f"<h2>Epilogue</h2><p>{PROSE}</p>",
    }
    nav = "".join(entry(f"{name}.xhtml", name) for name in ("p", "one", "a", "two", "b", "e"))
    assert [row[1:] for row in outline(made(epub(tmp_path / "p.epub", pages, nav), tmp_path).edition.book)] == [
        (0, "preface", "Preface"),
        (0, "part", "PART ONE"),
        (1, "chapter", "CHAPTER I"),
        (2, "subchapter", "White"),
        (2, "subchapter", "Black"),
        (0, "part", "PART TWO"),
        (1, "chapter", "CHAPTER I"),
        (2, "subchapter", "Grey"),
        (0, "epilogue", "Epilogue"),
    ]
