"""Lint: each code with a case that shows it and one that must not."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
from msgspec.structs import replace
from PIL import Image

from octavo import model as m
from octavo.__main__ import main
from octavo.checks.shops import EVERYWHERE, KINDLE, RULES, Package, check_shops
from octavo.edition import Apparatus, Edition
from octavo.lint import lint, suppressed
from octavo.lint.sense import SENSES
from octavo.lint.text import rules
from octavo.manifest import SuppressEntry
from octavo.problem import Problem, Severity

from .specimen import book as specimen
from .specimen.book import inlines, p, section

CHAPTER = m.Role.CHAPTER


def book(
    *blocks: m.Block, notes: tuple[m.Note, ...] = (), body: tuple[m.Section, ...] = (), language: str = "en"
) -> m.Book:
    parts = body or (section(CHAPTER, 1, "Title", *blocks),)
    return m.Book(replace(specimen.METADATA, language=language), body=parts, notes=notes)


def codes(found: m.Book) -> set[str]:
    return {problem.code for problem in lint(Edition(found, Apparatus(), ""))}


# Text ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_a_text_rule_finds_its_case_and_spares_the_other(rule):
    language = (rule.only or ("en",))[0]
    assert rule.code in codes(book(p(rule.shows), language=language))
    assert rule.code not in codes(book(p(rule.spares), language=language))


def test_a_finding_tells_the_place_the_words_and_the_remedy():
    paragraph = m.Paragraph(inlines("They sat in the the house."), m.Position("a.txt", 7, 3))
    (found,) = lint(Edition(book(paragraph), Apparatus(), ""))
    assert str(found).startswith("a.txt:7:15: warning L005: a word twice in a row: 'They sat in the the house.'")
    assert found.hint


def test_rules_are_for_their_languages_and_leave_verbatim_text_alone():
    assert "L007" not in codes(book(p("Quoi ?"), language="fr-FR"))
    assert not codes(book(m.Preformatted((m.Text('a  "b" ...'),)), p("So it is.")))


def test_the_words_beside_a_picture_are_read_and_a_picture_alone_is_no_stray_mark():
    ornament = m.Image("fleuron.png", "a flower")
    assert "L005" in codes(book(p(ornament, "They sat in the the house.")))
    assert not codes(book(p(ornament), p("So it is.")))


def test_codes_are_many_and_each_is_one_rules():
    every = [rule.code for table in (rules(), SENSES, EVERYWHERE, KINDLE) for rule in table]
    assert len(every) == len(set(every)) >= 60


# Sense -----------------------------------------------------------------------------------------------------


def titled(title: str, *blocks: m.Block, number: str | None = None, count: int = 1) -> m.Section:
    return section(CHAPTER, count, title, *(blocks or (p("So it is."),)), number=number)


def chapters(*numbers: str) -> m.Book:
    return book(body=tuple(titled(f"On {n}", number=n, count=i) for i, n in enumerate(numbers)))


TOLD = (p("Told."),)


def noted(*labels: str, calls: tuple[str, ...], blocks: m.Blocks = TOLD) -> m.Book:
    notes = tuple(m.Note(label, label, blocks) for label in labels)
    return book(p("Here", *(m.NoteReference(call) for call in calls)), notes=notes)


def linked(target: str, words: str = "there") -> m.Book:
    return book(p("See ", m.Link(inlines(words) if words else (), target)))


def paged(*labels: str) -> m.Book:
    return book(p(*(part for label in labels for part in ("so ", m.PageBreak(label))), "end"))


def pictured(alternative: str) -> m.Book:
    return book(m.Figure(m.Image("a.png", alternative)), p("So."))


def table(*rows: int, header: bool = True) -> m.Book:
    cells = tuple(tuple(m.Cell(inlines("x"), header=header) for _ in range(row)) for row in rows)
    return book(m.Table(cells))


CASES = {
    "S001": (book(body=(section(CHAPTER, 1, "Empty"),)), book(p("Full."))),
    "S002": (book(body=(titled(""),)), book(body=(titled("Named"),))),
    "S003": (book(body=(titled("The end."),)), book(body=(titled("Mr. Smith and Co."),))),
    "S004": (book(body=(titled("THE END"),)), book(body=(titled("USSR"),))),
    "S005": (book(body=(titled("One"), titled("Two"))), book(body=(titled("One"), titled("Two", count=2)))),
    "S006": (book(body=(titled("One"), titled("One", count=2))), book(body=(titled("One"), titled("Two", count=2)))),
    "S007": (book(body=(titled("word " * 60),)), book(body=(titled("word " * 20),))),
    "S008": (chapters("I", "II", "IV"), chapters("I", "II", "III", "1", "2")),
    "S009": (book(m.Heading(1, inlines("High")), p("a")), book(m.Heading(3, inlines("Low")), p("a"))),
    "S010": (book(p(" ")), book(p("a"))),
    "S011": (book(m.List(((p("one"),),))), book(m.List(((p("one"),), (p("two"),))))),
    "S012": (table(2, 2, header=False), table(2, 2)),
    "S013": (table(2, 3), table(2, 2)),
    "S014": (book(p("a"), m.ThematicBreak()), book(p("a"), m.ThematicBreak(), p("b"))),
    "S015": (book(m.Speech((), (p("Who?"),))), book(m.Speech(inlines("Ann"), (p("Who?"),)))),
    "S016": (book(p("word " * 1501)), book(p("word " * 400))),
    "S017": (noted("1", "2", calls=("1",)), noted("1", "2", calls=("1", "2"))),
    "S018": (noted("1", calls=("1", "9")), noted("1", calls=("1",))),
    "S019": (noted("1", "1", calls=("1",)), noted("1", calls=("1",))),
    "S020": (noted("1", calls=("1",), blocks=()), noted("1", calls=("1",))),
    "S021": (noted("1", "2", calls=("2", "1")), noted("1", "2", calls=("1", "2", "1"))),
    "S022": (linked("#nowhere"), linked("#chapter-1")),
    "S023": (linked("www.example.org"), linked("https://example.org/")),
    "S024": (linked("https://example.org/", ""), linked("https://example.org/")),
    "S025": (paged("1", "2", "2"), paged("1", "2", "3")),
    "S026": (paged("1", "9"), paged("v", "1", "3")),
    "S027": (pictured("IMG 4.jpg"), pictured("A cat on a mat")),
    "S028": (pictured("words " * 80), pictured("")),
    "S029": (
        book(p(m.Foreign(inlines("mot"), "xqz"))),
        book(p(m.Foreign(inlines("mot"), "fr"), m.Foreign(inlines("x"), "la"))),
    ),
    "S030": (book(p("So (it is.")), book(p("So (it is); a) first, b) second."))),
    "S031": (book(p("So [it is.")), book(p("So [it is]."))),
    "S032": (book(p("“So it is."), p("Then.")), book(p("“So it is."), p("“And so.”"))),
    "S033": (book(p("to-morrow then tomorrow, half-way and one-half")), book(p("bed-room and bedrooms"))),
}


def test_every_sense_rule_has_its_cases():
    assert set(CASES) == {rule.code for rule in SENSES}


@pytest.mark.parametrize("code", CASES)
def test_a_sense_rule_finds_its_case_and_spares_the_other(code):
    shows, spares = CASES[code]
    assert code in codes(shows)
    assert code not in codes(spares)


# Shops -----------------------------------------------------------------------------------------------------


def picture(width: int, height: int) -> bytes:
    content = BytesIO()
    Image.new("L", (width, height)).save(content, "PNG")
    return content.getvalue()


def xhtml(body: str) -> bytes:
    return f'<html xmlns="http://www.w3.org/1999/xhtml">{body}</html>'.encode()


def filled(content: bytes, size: int) -> bytes:
    return content + b" " * (size - len(content))


def contents(levels: int) -> bytes:
    return (
        b'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/">'
        + b"<navPoint>" * levels
        + b"</navPoint>" * levels
        + b"</ncx>"
    )


class Put(NamedTuple):
    """A file put into the book, in the place of another if there is one of its name."""

    name: str
    content: bytes


class Told(NamedTuple):
    """Words of the package document put in the place of others."""

    old: str
    new: str


TITLE = "A Specimen of All the Parts of a Book<"
SHOPS = {
    "K001": (Put("EPUB/images/big.bin", bytes(10_000_001)), Put("EPUB/images/big.bin", bytes(10_000_000))),
    "K002": (Put("EPUB/images/big.png", picture(2001, 2000)), Put("EPUB/images/big.png", picture(2000, 2000))),
    "K003": (
        Put("EPUB/text/big.xhtml", filled(xhtml(""), 250_001)),
        Put("EPUB/text/big.xhtml", filled(xhtml(""), 250_000)),
    ),
    "K004": (Put("EPUB/images/cover.jpg", picture(624, 1000)), Put("EPUB/images/cover.jpg", picture(625, 1000))),
    "K005": (Put("EPUB/images/cover.jpg", picture(1399, 2000)), Put("EPUB/images/cover.jpg", picture(1400, 1400))),
    "K006": (Put("EPUB/css/more.css", b"/* a -- b */"), Put("EPUB/css/more.css", b"/* a - b */ .a--b { margin: 0 }")),
    "K007": (
        Put("EPUB/css/more.css", b"p { margin: var(--gap) }"),
        Put("EPUB/css/more.css", b"/* var(--gap) */ .a--b { margin: calc(1em) }"),
    ),
    "K008": (
        Put("EPUB/css/more.css", b"p { position: fixed }"),
        Put("EPUB/css/more.css", b"ul { list-style-position: inside }"),
    ),
    "K009": (
        Put("EPUB/css/more.css", b"p { color: #333 }"),
        Put("EPUB/css/more.css", b"/* color: red */ p { border: 1px solid; color: inherit }"),
    ),
    "K010": (
        Put("EPUB/text/more.xhtml", xhtml('<a role="doc-noteref"><sup>1</sup></a>')),
        Put("EPUB/text/more.xhtml", xhtml('<sup><a role="doc-noteref"><span class="koboSpan">1</span></a></sup>')),
    ),
    "K011": (
        Put("EPUB/text/more.xhtml", xhtml("<table>" + "<tr/>" * 101 + "</table>")),
        Put("EPUB/text/more.xhtml", xhtml(("<table>" + "<tr>" + "<td/>" * 10 + "</tr>" * 1 + "</table>") * 101)),
    ),
    "K012": (Put("EPUB/text/more.xhtml", xhtml("<script/>")), Put("EPUB/text/more.xhtml", xhtml("<p>script</p>"))),
    "K013": (Told("dc:description", "dc:relation"), Told("dc:publisher", "dc:relation")),
    "K014": (Told("dc:subject", "dc:relation"), Told("dc:publisher", "dc:relation")),
    "K015": (Put("EPUB/images/a b.bin", b"a"), Put("EPUB/images/a-b_c.1.bin", b"a")),
    "K016": (Put("EPUB/fonts/a.woff2", b"a"), Put("EPUB/fonts/woff2.ttf", b"a")),
    "K018": (Put("EPUB/pictures/a.webp", picture(8, 8)), Put("EPUB/pictures/webp.png", picture(8, 8))),
    "K020": (
        Put("EPUB/images/fat.png", filled(picture(8, 8), 127_001)),
        Put("EPUB/images/fat.png", filled(picture(8, 8), 127_000)),
    ),
    "K021": (Put("EPUB/images/big.png", picture(2501, 2000)), Put("EPUB/images/big.png", picture(2500, 2000))),
    "K022": (Put("EPUB/more.ncx", contents(3)), Put("EPUB/more.ncx", contents(2))),
    "K023": (
        Told("<itemref ", '<itemref idref="cover"/><itemref '),
        Told("<itemref ", '<itemref idref="cover-letter"/><itemref '),
    ),
    "K024": (Put("EPUB/images/big.bin", bytes(50_000_001)), Put("EPUB/images/big.bin", bytes(49_000_000))),
    "K026": (
        Put("EPUB/text/more.xhtml", xhtml("so\u00adft")),
        Put("EPUB/text/more.xhtml", xhtml("a\u00a0b\u200cc\u3000d")),
    ),
    "K025": (Told(TITLE, TITLE), Told(TITLE, "A Specimen (Annotated)<")),
}


def changed(epub: Path, target: Path, change: Put | Told) -> Path:
    """The EPUB with `change` made."""
    with zipfile.ZipFile(epub) as read, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as write:
        for entry in read.infolist():
            content = read.read(entry)
            if isinstance(change, Told) and entry.filename.endswith(".opf"):
                assert change.old.encode() in content
                content = content.replace(change.old.encode(), change.new.encode())
            if entry.filename != change[0]:
                write.writestr(entry.filename, content)
        if isinstance(change, Put):
            write.writestr(change.name, change.content)
    return target


def test_every_shop_rule_has_its_cases():
    assert set(SHOPS) | {"K017"} == {rule.code for rule in (*EVERYWHERE, *KINDLE)}


@pytest.mark.parametrize("code", SHOPS)
def test_a_shop_rule_finds_its_case_and_spares_the_other(shelf, tmp_path, code):
    kindle = shelf.output("specimen", ".kindle.epub")
    found, spared = (
        {problem.code for problem in check_shops(changed(kindle, tmp_path / "a.epub", change), ".kindle.epub")}
        for change in SHOPS[code]
    )
    assert code in found
    assert code not in spared


def test_a_book_of_two_gigabytes_is_too_large_for_google():
    (rule,) = (rule for rule in EVERYWHERE if rule.code == "K017")
    assert list(rule.find(Package({"a.bin": bytes(1_999_999_999), "b": b"b"}))) == []
    (told,) = rule.find(Package({"a.bin": bytes(2_000_000_000), "b": b"b"}))
    assert told == "the book has 2,000,000,001 bytes, more than 2,000,000,000"


@pytest.mark.parametrize("suffix", RULES)
def test_the_specimen_sells_everywhere(shelf, suffix):
    found = list(check_shops(shelf.output("specimen", suffix), suffix))
    assert [str(problem) for problem in found if problem.code != "K025"] == []


# Suppressions ----------------------------------------------------------------------------------------------


def test_a_suppression_lets_its_finding_stand_and_one_without_use_is_an_error():
    found = [
        Problem("L005", Severity.WARNING, "a word twice: 'the the'", "", m.Position("a.txt", 7)),
        Problem("L005", Severity.WARNING, "a word twice: 'in in'", "", m.Position("a.txt", 9)),
    ]
    kept = suppressed(found, (SuppressEntry("L005", "so in the source", "a.txt:9"),))
    assert kept == found[:1]
    left = suppressed(found, (SuppressEntry("L006", "once of use"), SuppressEntry("L005", "all")))
    assert [(problem.code, problem.severity) for problem in left] == [("L000", Severity.ERROR)]
    assert "L006" in left[0].message and "delete the entry" in left[0].hint


def test_the_command_prints_and_fails_on_a_useless_suppression(add_book, capsys):
    folder = add_book(suppress=[{"code": "L005", "reason": "none"}])
    assert main(["lint", str(folder)]) == 1
    assert "error L000: [[suppress]] names L005" in capsys.readouterr().out
    assert main(["lint", str(add_book(folder="another"))]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("0 found, 0 let stand")


def test_what_shops_ask_is_judged_once_the_ebooks_are_built(project, add_book, capsys, shelf):
    folder = add_book(suppress=[{"code": "K022", "reason": "none"}])
    assert main(["lint", str(folder)]) == 0
    assert "its ebooks are not all built, so the rules of the shops were left out" in capsys.readouterr().out
    for suffix in RULES:
        target = project.output("a-small-book", suffix)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(shelf.output("specimen", suffix).read_bytes())
    assert main(["lint", str(folder)]) == 1
    assert "error L000: [[suppress]] names K022" in capsys.readouterr().out
