"""Real outputs of a small book: made by doit, read back by tools that did not write them."""

import hashlib
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile

import msgspec
import pikepdf
import pytest

from octavo.checks.epub import check_epub
from octavo.checks.fidelity import check_epub_text, check_pdf_text
from octavo.edition import Edition
from octavo.formats.typesetting import lay_out
from octavo.press import pages_around
from octavo.problem import ContentError
from octavo.project import Project
from tests.conftest import ROOT, library, put_book, rewritten, run_doit

SLUG = "a-small-book"
FILES = {
    f"{SLUG}.cover.jpg",
    f"{SLUG}.cover.svg",
    f"{SLUG}.epub",
    f"{SLUG}.kepub.epub",
    f"{SLUG}.kindle.epub",
    f"{SLUG}.print.pdf",
    f"{SLUG}.screen.pdf",
    "apparatus.html",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The small book in every format, made once; tests read it and leave it as it is."""
    project = library(tmp_path_factory.mktemp("built") / "library")
    put_book(project, emendations='[[emend]]\nreading = "dark night"\nemended = "very dark night"\nreason = "a test"\n')
    done = run_doit(project)
    assert done.returncode == 0, done.stdout + done.stderr
    return project


@pytest.fixture(scope="module")
def edition(built):
    return Edition.load(built.edition(SLUG))


@pytest.fixture(scope="module")
def around(built, edition):
    return pages_around(edition, built)


def pdf_text(path, *options) -> str:
    return subprocess.run(["pdftotext", *options, path, "-"], capture_output=True, text=True, check=True).stdout


def replaced_in(epub: bytes, old: bytes, new: bytes, *, document: str) -> bytes:
    """An EPUB with the first `old` of one of its documents made `new`."""
    out, done = io.BytesIO(), 0
    with zipfile.ZipFile(io.BytesIO(epub)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name.endswith(document) and old in content:
                content, done = content.replace(old, new, 1), done + 1
            after.writestr(before.getinfo(name), content)
    assert done == 1, (old, document)
    return out.getvalue()


def test_every_format_comes_out(built):
    assert {path.name for path in (built.dist / SLUG).iterdir()} == FILES
    assert (built.dist / "index.html").exists()


def test_every_output_says_whom_to_credit(built):
    for name in (f"{SLUG}.print.pdf", f"{SLUG}.screen.pdf"):
        text = " ".join(pdf_text(built.dist / SLUG / name).split())
        assert "Please credit “Marxists Internet Archive” as your source." in text
        assert "The Small Press, London" in text and "John Roe, 2001" in text
        assert "Made on 23 November 2026 with Octavo" in text
    for name in (f"{SLUG}.epub", f"{SLUG}.kindle.epub"):
        with zipfile.ZipFile(built.dist / SLUG / name) as archive:
            page = archive.read("EPUB/text/attribution.xhtml").decode()
        assert "Please credit “Marxists Internet Archive” as your source." in page
        assert 'href="https://www.marxists.org/"' in page


@pytest.mark.parametrize("suffix", [".epub", ".kindle.epub"])
@pytest.mark.parametrize(
    ("document", "old", "new"),
    [
        ("chapter-1.xhtml", b" very dark ", b" very "),
        ("chapter-1.xhtml", b">The Beginning<", b">Beginning<"),
        ("chapter-1.xhtml", b"Smith", b"Smyth"),
        ("chapter-2.xhtml", b" quiet word.", b" quiet."),
        ("chapter-2.xhtml", b"</p>", b" more</p>"),
        ("title-page.xhtml", b"Jane ", b""),
        ("imprint.xhtml", b"offered", b""),
        ("attribution.xhtml", b"Please ", b""),
        ("attribution.xhtml", b"The Small Press", b"The Press"),
        ("colophon.xhtml", b"types of", b"types"),
    ],
)
def test_one_word_changed_turns_the_check_red(built, edition, around, suffix, document, old, new):
    good = built.output(SLUG, suffix).read_bytes()
    check_epub_text(good, edition, around)
    with pytest.raises(ContentError, match="V00|T002"):
        check_epub_text(replaced_in(good, old, new, document=document), edition, around)


def pdf_of(project, edition, where: str, old: str, new: str) -> bytes:
    """The layout with one word of the edition or of a page's template changed, as if WeasyPrint had lost it."""
    if where == "text":
        changed = edition.encoded().decode().replace(old, new, 1)
        assert changed != edition.encoded().decode()
        edition = msgspec.json.decode(changed, type=Edition)
        return lay_out(edition, project)[0]
    root = project.root.parent / f"without-{abs(hash((where, old)))}"
    shutil.copytree(project.root, root, ignore=shutil.ignore_patterns("dist"))
    rewritten(root / "templates" / where, old, new)
    return lay_out(edition, Project(root))[0]


@pytest.mark.parametrize(
    ("where", "old", "new"),
    [
        ("text", "a very dark night", "a dark night"),
        ("text", "the book ends on a quiet word", "the book ends on a word"),
        ("text", "a quiet word.", "a quiet word more."),
        ("imprint.xhtml", "{{ say.no_claim }}", ""),
        ("attribution.xhtml", "<dd>{{ told.publisher }}</dd>", "<dd></dd>"),
        ("colophon.xhtml", "{{ say.typeface }}", "Set in type."),
    ],
)
def test_one_word_changed_in_a_pdf_turns_the_check_red(built, edition, around, where, old, new):
    good = built.output(SLUG, ".print.pdf").read_bytes()
    check_pdf_text(good, edition, around)
    with pytest.raises(ContentError, match="V00|T002"):
        check_pdf_text(pdf_of(built, edition, where, old, new), edition, around)


def test_epubcheck_finds_a_fault(built, tmp_path):
    assert check_epub(built.output(SLUG, ".epub")) == ()
    bad = tmp_path / "bad.epub"
    with zipfile.ZipFile(built.output(SLUG, ".epub")) as old, zipfile.ZipFile(bad, "w") as new:
        for name in old.namelist():
            new.writestr(old.getinfo(name), old.read(name).replace(b"<h2", b"<h7").replace(b"</h2", b"</h7"))
    problems = check_epub(bad)
    assert problems and all(problem.position for problem in problems)


def test_the_kindle_finds_its_cover_but_no_page_of_it(built):
    with zipfile.ZipFile(built.output(SLUG, ".kindle.epub")) as archive:
        package = archive.read("EPUB/content.opf").decode()
        assert 'properties="cover-image"' in package
        assert "EPUB/text/cover.xhtml" not in archive.namelist()
        assert "EPUB/toc.ncx" in archive.namelist()
    with zipfile.ZipFile(built.output(SLUG, ".epub")) as archive:
        assert "EPUB/text/cover.xhtml" in archive.namelist()


def test_the_print_file_is_what_a_printer_takes(built):
    path = built.output(SLUG, ".print.pdf")
    with pikepdf.open(path) as pdf:
        assert all([float(edge) for edge in page.mediabox] == [0, 0, 432, 648] for page in pdf.pages)
        assert not any("/Annots" in page.obj for page in pdf.pages)
        assert "/Outlines" not in pdf.Root
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"\S+\+(\S+)", fonts)) <= {"EB-Garamond", "EB-Garamond-Italic"}
    assert all(row.split()[-5] == "yes" for row in fonts.splitlines()[2:])


def test_each_chapter_opens_on_a_recto_without_a_running_head(built):
    pages = pdf_text(built.output(SLUG, ".print.pdf"), "-layout").split("\f")[:-1]
    opening = [
        number
        for number, page in enumerate(pages, 1)
        if (re.search(r"The (Beginning|End)", page) and "bark" in page) or "quiet" in page
    ]
    assert len(opening) == 2 and all(number % 2 for number in opening)
    assert "A Small Book".upper() not in pages[opening[0] - 1].upper()


def test_the_screen_file_has_cover_bookmarks_and_the_printed_numbers(built):
    with pikepdf.open(built.output(SLUG, ".screen.pdf")) as pdf:
        titles = [str(item.title) for item in pdf.open_outline().root]
        labels = [page.label for page in pdf.pages]
    assert [title for title in titles if "Beginning" in title or "End" in title] == titles[-2:]
    assert labels[:3] == ["Cover", "i", "iii"]
    assert labels[-1] != labels[-2]
    assert "1" in labels and "3" in labels
    assert "2" not in labels


def test_the_catalogue_lists_every_file_with_its_sum(built):
    index = (built.dist / "index.html").read_text(encoding="utf-8")
    sums = dict(reversed(row.split("  ")) for row in (built.dist / "SHA256SUMS").read_text().splitlines())
    assert set(sums) == {f"{SLUG}/{name}" for name in FILES} | {"index.html"}
    for name, sha256 in sums.items():
        assert hashlib.sha256((built.dist / name).read_bytes()).hexdigest() == sha256
        assert name == "index.html" or (f'href="{name}"' in index and sha256 in index)


@pytest.mark.parametrize("page", ["index.html", f"{SLUG}/apparatus.html"])
def test_the_pages_for_a_browser_hold_their_style_sheet_as_it_is(built, page):
    sheet = (ROOT / "styles" / "web.css").read_text(encoding="utf-8")
    assert '"' in sheet and sheet in (built.dist / page).read_text(encoding="utf-8")


def test_the_apparatus_shows_change_rule_place_and_reason(built):
    page = (built.dist / SLUG / "apparatus.html").read_text(encoding="utf-8")
    assert '<td class="place">12:10</td>' in page
    assert "<b>dark</b>" in page and "<td>very dark</td><td>a test</td>" in page
    for rule in ("quotes", "ranges", "no-break", "provider-header"):
        assert f"<code>{rule}</code>" in page


# Building again --------------------------------------------------------------------------------------------


@pytest.fixture
def workshop(project, add_book, doit):
    """A project whose apparatus and layout are made, for tests that change and build again."""
    add_book()
    assert doit("apparatus", "print").returncode == 0
    return project


def ran(done) -> list[str]:
    """The steps a build ran, as 'step:book'."""
    rows = [row.split() for row in done.stdout.splitlines() if row.strip()]
    return sorted(f"{row[-3]}:{row[0]}" for row in rows)


def test_a_second_build_runs_nothing(built):
    done = run_doit(built)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_one_book_edited_rebuilds_that_book_alone(workshop, doit, add_book):
    add_book(folder="another")
    assert ran(doit("apparatus", "print")) == ["apparatus:another", "edition:another", "print:another"]
    manifest = workshop.content / "another" / "book.toml"
    rewritten(manifest, 'language = "en-GB"', 'language = "en-GB"\ndescription = "Changed."')
    assert ran(doit("apparatus", "print")) == ["apparatus:another", "edition:another", "print:another"]


def test_an_edit_that_changes_nothing_rebuilds_no_format(workshop, doit):
    manifest = workshop.content / SLUG / "book.toml"
    manifest.write_text(manifest.read_text() + "\n# a remark\n")
    assert ran(doit("apparatus", "print")) == [f"edition:{SLUG}"]


def test_a_template_rebuilds_what_uses_it(workshop, doit):
    workshop.templates.unlink()
    shutil.copytree(ROOT / "templates", workshop.templates)
    assert doit("apparatus", "print").stdout == ""
    rewritten(workshop.templates / "contents.xhtml", 'epub:type="toc"', 'epub:type="toc" ')
    assert ran(doit("apparatus", "print")) == [f"print:{SLUG}"]
    rewritten(workshop.templates / "apparatus.html", "<th>Place</th><th>Witness</th>", "<th>At</th><th>Witness</th>")
    assert ran(doit("apparatus", "print")) == [f"apparatus:{SLUG}"]


def test_clean_removes_the_outputs(workshop, doit):
    assert (workshop.dist / SLUG / "apparatus.html").exists()
    assert doit("clean", "--clean-all").returncode == 0
    assert [path for path in workshop.dist.rglob("*") if path.is_file()] == []


def test_a_build_told_to_stop_keeps_what_is_done(project, add_book):
    add_book()
    started = subprocess.Popen(
        [sys.executable, "-m", "doit", "-n", "1"],
        cwd=project.root,
        env={**os.environ, "PYTHONPATH": str(project.root)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not started.stdout.readline().strip():
        time.sleep(0.01)
    started.send_signal(signal.SIGTERM)
    _, errors = started.communicate(timeout=60)
    assert started.returncode != 0
    assert "Interrupted; what was finished is kept." in errors and "Traceback" not in errors
    again = subprocess.run(
        [sys.executable, "-m", "doit", "edition"],
        cwd=project.root,
        env={**os.environ, "PYTHONPATH": str(project.root)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert again.stdout == ""


# The same bytes --------------------------------------------------------------------------------------------


def test_two_builds_are_the_same_bytes(built, tmp_path):
    """In two folders, at two times, in two time zones, in another locale, in other and fewer processes."""
    other = library(tmp_path / "another folder")
    shutil.rmtree(other.content)
    shutil.copytree(built.content, other.content)
    environment = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    done = run_doit(other, "-n", "1", before=("faketime", "-f", "@2031-05-06 07:08:09"), **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (other.dist / "SHA256SUMS").read_text() == (built.dist / "SHA256SUMS").read_text()
    assert (other.dist / "index.html").read_bytes() == (built.dist / "index.html").read_bytes()


def test_the_edition_is_json_a_person_can_read(built):
    edition = json.loads(built.edition(SLUG).read_text(encoding="utf-8"))
    assert edition["book"]["metadata"]["title"] == "A Small Book"
