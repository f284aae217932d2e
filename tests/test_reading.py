"""The specimen in a real reading system (foliate-js in Chromium) and under Ace by DAISY."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from octavo.checks.ebook import Ebook
from octavo.render import heading_text
from octavo.walk import sections

from .reading.tools import FLAGS, ROOM, SCREENSHOTS, chromium, node_modules, served, violations

pytestmark = pytest.mark.reading


@pytest.fixture(scope="session")
def node() -> Path:
    """The Node packages of the reading tests."""
    return node_modules()


@pytest.mark.parametrize("suffix", [".epub", ".kepub.epub", ".kindle.epub"])
def test_ace_finds_no_violation(shelf, node, tmp_path, suffix):
    assert violations(node, shelf.output("specimen", suffix), tmp_path) == []


@pytest.fixture(scope="module")
def browser(node):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="module", params=["light", "dark"])
def reader(request, browser, epub):
    """The specimen opened; what the reader says of it, and every error it prints."""
    name = f"specimen-{os.getpid()}.epub"
    shutil.copy(epub, ROOM / name)
    with served(ROOM) as address:
        page = browser.new_page(viewport={"width": 600, "height": 800}, color_scheme=request.param)
        page.set_default_timeout(120_000)
        page.errors = []
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.on("console", lambda message: page.errors.append(message.text) if message.type == "error" else None)
        page.goto(f"{address}/host.html")
        page.wait_for_function("() => !!window.openBook")
        page.told = page.evaluate("name => openBook(name)", name)
        page.scheme = request.param
        yield page
        page.close()
    (ROOM / name).unlink()


def shot(page, name: str) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.wait_for_timeout(300)
    page.screenshot(path=SCREENSHOTS / f"{name}-{page.scheme}.png")


def test_the_contents_are_whole_and_each_leads_to_its_heading(reader, edition):
    headings = [*(heading_text(section) for _, _, section in sections(edition.book)), "Notes"]
    assert [entry["label"] for entry in reader.told["contents"]] == headings
    for entry in reader.told["contents"]:
        landed = reader.evaluate("href => goTo(href)", entry["href"])
        assert letters(landed["heading"]) == letters(entry["label"])


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def test_the_page_list_is_whole_and_each_leads_to_its_marker(reader, epub):
    labels = [label for label, _ in Ebook(epub.read_bytes()).pages()]
    assert [page["label"] for page in reader.told["pages"]] == labels
    for page in reader.told["pages"]:
        assert reader.evaluate("href => goTo(href)", page["href"])["after"] == page["label"]


@pytest.mark.parametrize(
    ("file", "label", "text"),
    [
        ("foreword-1", "1", "Often by a friend."),
        ("chapter-1", "2", "A note may have stress in it."),
        ("chapter-2", "3", "See Candide."),
    ],
)
def test_notes_pop_up(reader, file, label, text):
    reader.evaluate("([href, label]) => callNote(href, label)", [f"EPUB/text/{file}.xhtml", label])
    reader.wait_for_function("() => window.note")
    note = reader.evaluate("window.note")
    assert note["type"] in {"footnote", "endnote", "note"}
    assert text in note["text"] and note["text"].count("\n\n") <= 2
    if label == "2":
        assert "And a second paragraph." in note["text"]
        shot(reader, "note")
    reader.evaluate("document.getElementById('note').style.display = 'none'")


def test_the_faces_are_loaded(reader):
    reader.evaluate("href => goTo(href)", "EPUB/text/chapter-1.xhtml")
    faces = reader.evaluate("faces()")
    assert sorted(face[:2] for face in faces) == [["italic", "400"], ["normal", "400"], ["normal", "700"]]
    assert {face[2] for face in faces} == {"loaded"}


def test_twenty_pages_turn_without_a_word(reader):
    reader.evaluate("href => goTo(href)", "EPUB/text/title-page.xhtml")
    seen = []
    for _ in range(20):
        reader.evaluate("view.next()")
        reader.wait_for_timeout(60)
        seen.append(reader.evaluate("view.lastLocation.fraction"))
    assert seen == sorted(seen) and len(set(seen)) >= 18
    assert reader.errors == []


@pytest.mark.parametrize(
    "name",
    [
        "cover",
        "title-page",
        "attribution",
        "nav",
        "chapter-1",
        "chapter-2",
        "chapter-3",
        "letter-1",
        "part-1",
        "notes",
        "colophon",
    ],
)
def test_screenshots_are_kept(reader, name):
    reader.evaluate("href => goTo(href)", f"EPUB/text/{name}.xhtml")
    shot(reader, name)
    assert (SCREENSHOTS / f"{name}-{reader.scheme}.png").stat().st_size > 2000
