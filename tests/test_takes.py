"""Takes: what is set apart makes the book it would be in one piece; what did not change is not set again."""

import hashlib
import re
import subprocess
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from msgspec.structs import replace
from PIL import Image

from octavo import model as m
from octavo.formats import standing_type
from octavo.formats.pdf import screen_file
from octavo.formats.takes import LENGTH, takes
from octavo.formats.typesetting import HALF_TITLE, SPACED, BookCopy, lay_out
from octavo.model import Role
from octavo.pages import Page
from octavo.words import words

from .specimen import book as specimen
from .specimen.shelf import library, shelved

LONG = LENGTH + 240
USUAL, SMALL = (432.0, 648.0), (252.0, 396.0)
USUAL, SMALL = (432.0, 648.0), (252.0, 396.0)
LONG_WORDS = [
    ("Donaudampfschifffahrtsgesellschaft", "de", USUAL),
    ("Donaudampfschifffahrtsgesellschaft", "de", SMALL),
    ("Непротивоконституционносвидетельствовательство", "ru", USUAL),
    ("Непротивоконституционносвидетельствовательство", "ru", SMALL),
]
SENTENCE = "The rain came over the hill at noon and stayed until the lamps were lit. "


def text(count: int, first: str = "") -> m.Blocks:
    """Paragraphs of about `count` words."""
    return tuple(specimen.p(first * (not index) + SENTENCE * 8) for index in range(max(1, count // 120)))


def chapter(number: int, count: int, first: str = "", **more: object) -> m.Section:
    return specimen.section(Role.CHAPTER, number, f"Chapter the {number}th", *text(count, first), **more)


def bound(*body: m.Section, notes: tuple[m.Note, ...] = ()):
    """An edition with this body and nothing before or after it."""
    book = replace(specimen.EDITION.book, front=(), body=body, back=(), notes=notes)
    return replace(specimen.EDITION, book=book)


@pytest.fixture
def project(tmp_path):
    return library(tmp_path / "library")


def shelve(edition, project):
    shelved(replace(edition, pictures=()), project)
    return edition


def printed(content: bytes) -> list[str]:
    """The text of each page, its lines in the order they stand."""
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)]


def head_and_folio(content: bytes) -> list[tuple[str, str]]:
    """The running head and the folio of each page, as capitals without spaces."""
    rows = []
    for page in pypdfium2.PdfDocument(content):
        read, (_, bottom, _, top) = page.get_textpage(), page.get_mediabox()
        head = "".join(read.get_text_bounded(bottom=top - 52).split())
        rows.append((head.upper(), read.get_text_bounded(top=bottom + 58).strip()))
    return rows


def page_of(pdf_, destination) -> int:
    return [page.obj.objgen for page in pdf_.pages].index(destination[0].objgen)


# Takes -----------------------------------------------------------------------------------------------------


def test_a_take_ends_with_the_chapter_that_fills_it():
    pages = [Page(str(index), "", "word " * count) for index, count in enumerate([LENGTH, 10, LENGTH - 10, 5, 5])]
    assert [[page.name for page in take] for take in takes(pages)] == [["0"], ["1", "2"], ["3", "4"]]
    assert takes([]) == [[]]


def test_one_word_changed_sets_one_take_and_undone_gives_the_same_bytes(project, monkeypatch):
    chapters = [chapter(number, LONG, "Once ") for number in range(1, 4)]
    asked = []
    typeset = standing_type.typeset
    monkeypatch.setattr(standing_type, "typeset", lambda copy, *rest: asked.append(copy) or typeset(copy, *rest))
    before, layout = lay_out(shelve(bound(*chapters), project), project)
    assert len(asked) == 3 + 3
    asked.clear()
    changed, _ = lay_out(bound(chapters[0], chapter(2, LONG, "Never "), chapters[2]), project)
    assert changed != before
    assert [("Never" in copy.markup) for copy in asked] == [True]
    kept = {path.stem for path in (project.book("specimen") / "pages").iterdir()}
    assert len(kept) == 6
    assert lay_out(bound(*chapters), project) == (before, layout)


def test_one_process_and_two_set_the_same_bytes(project, tmp_path):
    chapters = [chapter(number, LONG) for number in range(1, 4)]
    other = library(tmp_path / "other")
    one, _ = lay_out(shelve(bound(*chapters), project), project, cores=1)
    two, _ = lay_out(shelve(bound(*chapters), other), other, cores=2)
    assert hashlib.sha256(one).hexdigest() == hashlib.sha256(two).hexdigest()


def test_what_is_kept_is_set_anew_when_a_sheet_or_a_picture_changed(project):
    edition = shelve(specimen.EDITION, project)
    lay_out(edition, project)
    kept = {path.stem for path in (project.book("specimen") / "pages").iterdir()}
    picture = next(project.images("specimen").iterdir())
    picture.write_bytes(picture.read_bytes() + b"\0")
    lay_out(edition, project)
    now = {path.stem for path in (project.book("specimen") / "pages").iterdir()}
    assert len(kept - now) == len(now - kept) == 1


# Made up ---------------------------------------------------------------------------------------------------


def test_heads_and_folios_of_rectos_versos_openings_and_blank_pages(project):
    content, layout = lay_out(shelve(bound(chapter(1, LENGTH), chapter(2, 1500)), project), project)
    rows = head_and_folio(content)[layout.first_text :]
    second = layout.places["chapter-2"] - layout.first_text
    assert second % 2 == 0
    assert rows[0] == ("", "1")
    assert rows[1] == ("ASPECIMEN", "2")
    assert rows[2] == ("CHAPTERTHE1TH", "3")
    assert rows[second] == ("", str(second + 1))
    assert rows[second + 2] == ("CHAPTERTHE2TH", str(second + 3))
    blank = [index for index, words_ in enumerate(printed(content)) if not words_.strip()]
    assert all(rows[index - layout.first_text] == ("", "") for index in blank if index >= layout.first_text)


def test_running_heads_are_the_chapters_and_stand_on_one_line(project):
    inner = specimen.section(Role.SUBCHAPTER, 1, "Of the Ford", *text(900))
    long = "Of the Meeting at the Ford, of Those Who Came to It, and of What Was Settled There before Night"
    whole = specimen.section(Role.CHAPTER, 1, long, *text(300), sections=(inner,))
    content, layout = lay_out(shelve(bound(whole), project), project)
    rows = head_and_folio(content)[layout.first_text :]
    assert rows[2] == ("OFTHEMEETINGATTHEFORD,OFTHOSEWHOCAMETOIT", "3")
    assert rows[1][0] == "ASPECIMEN"


def test_pieces_shorter_than_a_page_follow_on(project):
    poems = [specimen.section(Role.CHAPTER, number, f"Poem {number}", specimen.p(SENTENCE)) for number in range(9)]
    content, layout = lay_out(shelve(bound(*poems), project), project)
    assert not any(head for head, _ in head_and_folio(content)[layout.first_text :])
    assert [layout.places[poem.id] - layout.first_text for poem in poems] == list(range(9))


def test_a_picture_is_no_taller_than_the_page(project):
    source = "tall.png"
    folder = project.images("specimen")
    folder.mkdir(parents=True, exist_ok=True)
    Image.new("L", (100, 900)).save(folder / source)
    figure = m.Figure(m.Image(source, "A tower"), specimen.inlines("The tower"))
    whole = specimen.section(Role.CHAPTER, 1, "The tower", figure, *text(300))
    content, layout = lay_out(bound(whole), project)
    assert "The tower\r\nThe rain" in printed(content)[layout.first_text].replace("\n\n", "\n")


def test_a_first_line_of_small_capitals_opens_prose_alone(project):
    opened = []
    for first in ("", "ADA came at noon. ", "[Enter Ada.] "):
        pages = BookCopy(shelve(bound(chapter(1, 240, first)), project), project).pages
        opened.append('class="opening"' in next(pages.text()).content)
    assert opened == [True, False, False]


def test_contents_notes_and_calls_lead_to_their_pages(project):
    calling = specimen.section(Role.CHAPTER, 1, "Calling", *text(LENGTH), specimen.p("Why", m.NoteReference("n1")))
    note = m.Note("n1", "1", (specimen.p("Because."),))
    edition = shelve(bound(calling, chapter(2, 300), notes=(note,)), project)
    content, layout = lay_out(edition, project)
    with pikepdf.open(BytesIO(content)) as file:
        links = [
            (index, str(link.Contents), page_of(file, link.Dest))
            for index, page in enumerate(file.pages)
            for link in page.obj.get("/Annots", ())
            if "/Dest" in link
        ]
        folios = printed(content)
    contents = {name: target for index, name, target in links if index < layout.first_text}
    assert contents == {name: layout.places[name] for name in ("chapter-1", "chapter-2", "notes")}
    for name, target in contents.items():
        folio = str(target - layout.first_text + 1)
        assert any(re.search(rf"\. {folio}\b", page) for page in folios[: layout.first_text]), name
    body = [(name, index, target) for index, name, target in links if index >= layout.first_text]
    assert body == [
        ("note-n1", layout.places["call-n1"], layout.places["note-n1"]),
        ("call-n1", layout.places["note-n1"], layout.places["call-n1"]),
    ]


def test_every_mark_and_link_finds_its_tag(project):
    content, _ = lay_out(shelve(specimen.EDITION, project), project)
    with pikepdf.open(BytesIO(content)) as file:
        numbers = file.Root.StructTreeRoot.ParentTree.Nums
        keys = [int(numbers[index]) for index in range(0, len(numbers), 2)]
        assert keys == sorted(set(keys))
        tags = dict(zip(keys, (numbers[index] for index in range(1, len(numbers), 2)), strict=True))
        for page in file.pages:
            if "/StructParents" in page.obj:
                assert all(tag.Pg.objgen == page.obj.objgen for tag in tags[int(page.obj.StructParents)])
            for link in page.obj.get("/Annots", ()):
                assert pikepdf.Name.Link == tags[int(link.StructParent)].S
        ids = [str(thing.ID) for thing in file.objects if isinstance(thing, pikepdf.Dictionary) and "/ID" in thing]
        assert len(ids) == len(set(ids)) > 0


def test_parts_and_three_hundred_chapters(project):
    parts = [
        specimen.section(
            Role.PART,
            number,
            f"Part the {number}th",
            sections=tuple(chapter(100 * number + count, 400) for count in range(100)),
        )
        for number in range(1, 4)
    ]
    edition = shelve(bound(*parts), project)
    content, layout = lay_out(edition, project)
    with pikepdf.open(BytesIO(content)) as file, file.open_outline() as outline:
        assert len(list(file.pages)) == layout.pages
        marks = [(str(item.title), page_of(file, item.destination)) for item in outline.root]
    assert len(marks) == 303
    assert all(page % 2 == 0 for _, page in marks)
    assert dict(marks)["Chapter the 250th"] == layout.places["chapter-250"]
    assert head_and_folio(content)[layout.places["chapter-399"]] == (
        "",
        str(layout.places["chapter-399"] - layout.first_text + 1),
    )
    cover = pikepdf.new()
    cover.add_blank_page()
    front = BytesIO()
    cover.save(front)
    with pikepdf.open(BytesIO(screen_file(content, layout, front.getvalue()))) as screen:
        assert screen.pages[-2].label == str(layout.places["chapter-399"] - layout.first_text + 1)


def test_a_word_broken_at_the_end_of_a_chapters_first_line_counts_once(project):
    line = "Would pictures and i the samsung about have ambassador also seed my per of if this like at health."
    line += " The lamps were lit, and it rained until the morning."
    edition = shelve(bound(specimen.section(Role.CHAPTER, 1, "Chapter 10", specimen.p(line))), project)
    content, _ = lay_out(edition, project)
    path = project.root / "layout.pdf"
    path.write_bytes(content)
    assert "ambas\u2010" in subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    copies = BookCopy(edition, project).takes()
    [(_, setting)] = standing_type.StandingType(project, "specimen").settings(copies, 1)
    assert setting.words == len(words(f"Chapter 10 {line}"))


def test_a_list_is_numbered_on_paper_from_the_number_it_begins_with(project):
    items = tuple((specimen.p(text),) for text in ("The fifth rule.", "The sixth rule."))
    edition = shelve(bound(chapter(1, 20), specimen.section(Role.CHAPTER, 2, "Rules", m.List(items, 5))), project)
    lines = "\n".join(printed(lay_out(edition, project)[0])).split()
    assert {"5.", "6."} <= set(lines) and "1." not in lines


def test_a_list_with_labels_of_its_own_prints_no_others(project):
    items = tuple((specimen.p(text),) for text in ("(a) The first rule.", "(b) The second rule."))
    rules = m.List(items, labelled=True)
    edition = shelve(bound(chapter(1, 20), specimen.section(Role.CHAPTER, 2, "Rules", rules)), project)
    lines = "\n".join(printed(lay_out(edition, project)[0]))
    assert "(a) The first rule." in lines and "•" not in lines


def test_a_heading_of_two_lines_keeps_its_words_apart_in_bookmarks(project):
    title = specimen.inlines("Rules for", m.LineBreak(), "Sailors")
    edition = shelve(bound(specimen.section(Role.CHAPTER, 1, title, *text(900))), project)
    document = pypdfium2.PdfDocument(lay_out(edition, project)[0])
    assert [mark.get_title() for mark in document.get_toc()] == ["Rules for Sailors"]


@pytest.mark.parametrize(("title", "italic"), [("Rules", False), ("Правила", True)])
def test_heads_without_small_capitals_in_the_face_are_italic(project, title, italic):
    record = replace(specimen.EDITION.book.metadata, title=title, short_title=title)
    whole = bound(specimen.section(Role.CHAPTER, 1, title, *text(900)))
    content, layout = lay_out(shelve(replace(whole, book=replace(whole.book, metadata=record)), project), project)
    with pikepdf.open(BytesIO(content)) as file:
        furniture = file.pages[layout.first_text + 1].Resources.XObject["/Furniture"]
        faces = " ".join(str(font.BaseFont) for font in furniture.Resources.Font.values())
    assert ("Italic" in faces) is italic


@pytest.mark.parametrize(("title", "language", "trim"), LONG_WORDS)
def test_a_title_of_one_long_word_is_set_as_large_as_the_page_is_wide(project, title, language, trim):
    record = replace(specimen.EDITION.book.metadata, title=title, short_title=None, language=language)
    whole = bound(chapter(1, 20))
    edition = replace(whole, book=replace(whole.book, metadata=record), trim=trim)
    content, _ = lay_out(shelve(edition, project), project)
    for page in list(pypdfium2.PdfDocument(content))[:6]:
        read = page.get_textpage()
        boxes = [read.get_charbox(index) for index in range(read.count_chars())]
        assert all(left > 0 and right < trim[0] for left, _, right, _ in boxes if right > left)
    assert title in "".join(printed(content)[2].split())


def test_the_half_title_is_reckoned_as_the_styles_set_it(project):
    for sheet, rule in (("print.css", f"font-size: {HALF_TITLE:g}pt"), ("base.css", f"letter-spacing: {SPACED:g}em")):
        lines = (project.styles / sheet).read_text(encoding="utf-8").splitlines()
        (line,) = (line for line in lines if line.startswith(".half-title-title {"))
        assert rule.replace(" 0.", " .") in line
