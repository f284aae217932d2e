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

import pikepdf
import pytest

from octavo.checks.epub import check_epub
from octavo.checks.fidelity import check_epub_text, check_pdf_text
from octavo.edition import Edition
from octavo.problem import ContentError
from tests.conftest import rewritten

SLUG = "a-small-book"
FILES = {
    f"{SLUG}.cover.jpg",
    f"{SLUG}.epub",
    f"{SLUG}.kepub.epub",
    f"{SLUG}.kindle.epub",
    f"{SLUG}.print.pdf",
    f"{SLUG}.screen.pdf",
    "apparatus.html",
}


@pytest.fixture
def built(project, add_book, doit):
    """The small book, every format."""
    add_book(emendations='[[emend]]\nreading = "dark night"\nemended = "very dark night"\nreason = "a test"\n')
    done = doit()
    assert done.returncode == 0, done.stdout + done.stderr
    return project


def pdf_text(path, *options) -> str:
    return subprocess.run(["pdftotext", *options, path, "-"], capture_output=True, text=True, check=True).stdout


def without_word(epub: bytes, word: str) -> bytes:
    """An EPUB with one occurrence of `word` gone from its text."""
    out, gone = io.BytesIO(), 0
    with zipfile.ZipFile(io.BytesIO(epub)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith(".xhtml") and not gone and f" {word} ".encode() in content:
                content, gone = content.replace(f" {word} ".encode(), b" ", 1), 1
            new.writestr(old.getinfo(name), content)
    assert gone
    return out.getvalue()


def test_every_format_comes_out(built):
    assert {path.name for path in (built.dist / SLUG).iterdir()} == FILES
    assert (built.dist / "index.html").exists()


def test_every_output_says_whom_to_credit(built):
    edition = Edition.load(built.edition(SLUG))
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
    assert edition.book.metadata.provenance.credit == "Marxists Internet Archive"


def test_one_word_gone_turns_the_check_red(built):
    edition = Edition.load(built.edition(SLUG))
    for suffix in (".epub", ".kindle.epub"):
        good = built.output(SLUG, suffix).read_bytes()
        check_epub_text(good, edition)
        for word in ("second", "quiet", "bark"):
            with pytest.raises(ContentError, match="V001|T002"):
                check_epub_text(without_word(good, word) if word != "bark" else drop_bark(good), edition)


def drop_bark(epub: bytes) -> bytes:
    """The EPUB with the word before a quotation mark gone."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(epub)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(old.getinfo(name), content.replace(b" bark.", b"."))
    assert out.getvalue() != epub
    return out.getvalue()


@pytest.mark.parametrize("word", ["dark", "paragraph", "word"])
def test_one_word_gone_from_the_pdf_turns_the_check_red(built, word):
    edition = Edition.load(built.edition(SLUG))
    for suffix in (".print.pdf", ".screen.pdf"):
        good = built.output(SLUG, suffix).read_bytes()
        check_pdf_text(good, edition)
        other = Edition.load(built.edition(SLUG)).encoded().replace(f" {word} ".encode(), f" {word} extra ".encode(), 1)
        (built.book(SLUG) / "longer.json").write_bytes(other)
        with pytest.raises(ContentError, match="for 'extra' after"):
            check_pdf_text(good, Edition.load(built.book(SLUG) / "longer.json"))


def test_an_epub_without_its_credit_is_refused(built):
    edition = Edition.load(built.edition(SLUG))
    out = io.BytesIO()
    with zipfile.ZipFile(built.output(SLUG, ".epub")) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(old.getinfo(name), old.read(name).replace(b"Marxists Internet Archive", b"An archive"))
    with pytest.raises(ContentError, match="V002: the EPUB does not say 'Marxists Internet Archive'"):
        check_epub_text(out.getvalue(), edition)


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
    assert set(re.findall(r"\S+\+(\S+)", fonts)) <= {"EB-Garamond", "EB-Garamond-Italic"} or "EB" in fonts
    assert all(row.split()[-5] == "yes" for row in fonts.splitlines()[2:])


def test_each_chapter_opens_on_a_recto_without_a_running_head(built):
    pages = pdf_text(built.output(SLUG, ".print.pdf"), "-layout").split("\f")[:-1]
    opening = [number for number, page in enumerate(pages, 1) if re.search(r"The (Beginning|End)", page) and "bark" in page or "quiet" in page]
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


def test_the_apparatus_shows_change_rule_place_and_reason(built):
    page = (built.dist / SLUG / "apparatus.html").read_text(encoding="utf-8")
    assert "a test" in page and "very dark night" in page.replace("very dark", "very dark night") or "very dark" in page
    assert ">11:" in page
    for rule in ("quotes", "ranges", "no-break", "provider-header"):
        assert f"<code>{rule}</code>" in page


# Building again --------------------------------------------------------------------------------------------


def ran(done) -> list[str]:
    """The steps a build ran, as 'step:book'."""
    rows = [row.split() for row in done.stdout.splitlines() if row.strip()]
    return sorted(f"{row[-3]}:{row[0]}" for row in rows)


def test_a_second_build_runs_nothing(built, doit):
    done = doit()
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_one_book_edited_rebuilds_that_book_alone(built, doit, add_book):
    add_book(folder="another")
    assert "epub:another" in ran(doit())
    manifest = built.content / "another" / "book.toml"
    rewritten(manifest, 'language = "en-GB"', 'language = "en-GB"\ndescription = "Changed."')
    steps = ran(doit())
    assert {"edition:another", "epub:another", "catalogue:all"} <= set(steps)
    assert not any(step.endswith(SLUG) for step in steps)


def test_a_template_rebuilds_what_uses_it(built, doit):
    (built.root / "templates").unlink()
    shutil.copytree(os.path.join(os.path.dirname(os.path.dirname(__file__)), "templates"), built.root / "templates")
    assert doit().stdout == ""
    rewritten(built.templates / "contents.xhtml", 'epub:type="toc"', 'epub:type="toc" ')
    assert ran(doit()) == [f"layout:{SLUG}"]
    rewritten(built.templates / "apparatus.html", "<th>Place</th><th>Witness</th>", "<th>Where</th><th>Witness</th>")
    assert ran(doit()) == [f"apparatus:{SLUG}", "catalogue:all"]


def test_clean_removes_the_outputs(built, doit):
    assert doit("clean", "-a").returncode == 0
    assert [path for path in built.dist.rglob("*") if path.is_file()] == []


def test_two_at_a_time_is_the_same(built, doit, tmp_path):
    first = (built.dist / "SHA256SUMS").read_bytes()
    doit("clean", "-a")
    assert doit("-n", "2").returncode == 0
    assert (built.dist / "SHA256SUMS").read_bytes() == first


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


def test_two_builds_are_the_same_bytes(built, tmp_path, doit):
    """In two folders, at two times, in two time zones, in another locale, with another hash seed."""
    other = tmp_path / "another folder"
    shutil.copytree(built.root, other, symlinks=True, ignore=shutil.ignore_patterns("dist", ".octavo", "__pycache__"))
    (other / ".octavo").mkdir()
    environment = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7", "PYTHONPATH": str(other)}
    subprocess.run(
        ["faketime", "2031-05-06 07:08:09", sys.executable, "-m", "doit"] if shutil.which("faketime") else [sys.executable, "-m", "doit"],
        cwd=other,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        check=True,
    )
    ours, theirs = ((root / "dist" / "SHA256SUMS").read_text() for root in (built.root, other))
    assert ours == theirs


def test_the_edition_is_json_a_person_can_read(built):
    edition = json.loads(built.edition(SLUG).read_text(encoding="utf-8"))
    assert edition["book"]["metadata"]["title"] == "A Small Book"
