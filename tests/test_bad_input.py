"""What a volunteer may do wrong: one clear message with place and remedy, and the good outputs untouched."""

import hashlib
import os
import resource
import subprocess
import sys

import pytest

from octavo.build import load, make
from octavo.faces import Face
from octavo.fonts import instance
from octavo.manifest import load_manifest
from octavo.press import make_edition
from octavo.problem import ContentError, EmendationError, ManifestError, ToolError, WitnessError
from octavo.readers.witness import Witness
from tests.conftest import HEADER, TEXT, rewritten


def message(kind, action) -> str:
    with pytest.raises(kind) as error:
        action()
    return str(error.value)


# The manifest ----------------------------------------------------------------------------------------------


def test_no_manifest(project):
    folder = project.content / "empty"
    folder.mkdir()
    assert "book.toml: there is no such file" in message(ManifestError, lambda: load(folder))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('language = "en-GB"', 'languge = "en-GB"', "unknown key 'languge'"),
        ('language = "en-GB"', "", "the key 'language' is missing"),
        ("date = 2026-11-23", 'date = "2026-13-45"', "date: "),
        ("date = 2026-11-23", "date = 2026-13-45", "not TOML"),
        ("date = 2026-11-23", "date = 2026", "written without quotes, as in date = 2026-11-23"),
        ('provider = "marxists.org"', 'provider = "marxist"', "provider 'marxist' is unknown; the known ones are"),
        ('encoding = "utf-8"', 'encoding = "utf-9"', "there is no encoding 'utf-9'"),
        ('file = "text/witness.txt"', 'file = "text/none.txt"', "text/none.txt: there is no such file"),
        ('slug = "small"', 'slug = "Small Book"', "slug 'Small Book' is not lower-case letters"),
        ('slug = "small"', "slug = small", "at line "),
        ('trim = "5x8in"', 'trim = "big"', "trim 'big' is not WIDTHxHEIGHT, as in '6x9in'"),
        ('trim = "5x8in"', 'trims = "5x8in"', "[print]: unknown key 'trims'"),
        ('off = ["minus"]', 'off = ["minuss"]', "minuss"),
    ],
)
def test_a_wrong_manifest_is_told_by_its_key(add_book, old, new, said):
    book = add_book(slug="small", print={"trim": "5x8in"}, typography={"off": ["minus"]}, witness={"encoding": "utf-8"})
    manifest = book / "book.toml"
    text = manifest.read_text().replace('off = [\n    "minus",\n]', 'off = ["minus"]')
    manifest.write_text(text)
    rewritten(manifest, old, new)
    told = message((ManifestError, WitnessError), lambda: make(load(book)))
    assert said in told
    assert "book.toml" in told or "text/" in told or "witness" in told


def test_a_trim_size_in_millimetres(add_book):
    book = add_book(print={"trim": "148x210mm"})
    width, height = load_manifest(book / "book.toml").print.size
    assert (round(width, 2), round(height, 2)) == (419.53, 595.28)


def test_a_book_without_a_title_or_author(add_book):
    told = message(ManifestError, lambda: make(load(add_book(TEXT))))
    assert 'names the title; write title = "…" in book.toml' in told
    told = message(ManifestError, lambda: make(load(add_book(TEXT, folder="b", title="T"))))
    assert "names the author; write [[contributors]]" in told


# The witness -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "text/witness.txt: the file is empty"),
        (b" \n\n ", "text/witness.txt: the file is empty"),
        (b"PK\x03\x04\0\0\0\xff\xfe\0", "text/witness.txt:1: is a binary file"),
        (b"Some text\n\nand\x00more", "text/witness.txt:3: holds the control character U+0000"),
        (b"Some text\n\nand\x1amore", "text/witness.txt:3: holds the control character U+001A"),
        ("Mot\n\nL’été à Paris, déjà.".encode("cp1252"), "text/witness.txt:3: byte 0x92 is not utf-8; it looks like"),
    ],
)
def test_a_witness_that_is_no_text(add_book, content, said):
    assert said in message(WitnessError, lambda: make(load(add_book(content, title="T"))))


def test_the_mark_with_which_dos_ends_a_file_is_not_text():
    plain = Witness("witness.txt", TEXT.encode())
    assert Witness("witness.txt", TEXT.encode() + b"\x1a\x1a\r\n").text == plain.text


def test_the_right_encoding_in_the_manifest_is_the_remedy(add_book):
    book = add_book((HEADER + TEXT + "L’été à Paris.").encode("cp1252"), witness={"encoding": "windows-1252"})
    assert "L’été à Paris." in make(load(book)).encoded().decode()


def test_a_witness_that_changed(add_book):
    book = add_book()
    (book / "text" / "witness.txt").write_text(HEADER + TEXT + "\nOne word more.")
    told = message(WitnessError, lambda: load(book))
    assert "the witness changed: its SHA-256 is" in told and "Restore the file" in told


def test_a_format_nobody_reads(add_book):
    book = add_book(witness={"file": "text/witness.doc"})
    (book / "text" / "witness.txt").rename(book / "text" / "witness.doc")
    assert "Octavo does not read" in message(WitnessError, lambda: make(load(book)))


def test_an_emendation_that_matches_nothing_names_its_file(add_book):
    book = add_book(emendations='[[emend]]\nreading = "a dark knight"\nemended = "x"\nreason = "y"\n')
    told = message(EmendationError, lambda: make(load(book)))
    assert told.startswith("content/a-small-book/emendations.toml: the reading 'a dark knight' stands nowhere")


def test_an_emendation_without_a_reason(add_book):
    book = add_book(emendations='[[emend]]\nreading = "a dark night"\nemended = "x"\n')
    assert "[[emend]] number 1: the key 'reason' is missing" in message(ManifestError, lambda: load(book))


# Fonts and tools -------------------------------------------------------------------------------------------


def test_a_missing_glyph_stops_the_edition_and_leaves_the_old_one(project, add_book):
    book = add_book()
    make_edition(project, book.name, "a-small-book")
    good = project.edition("a-small-book").read_bytes()
    text = HEADER + TEXT + "\nThe word \u6587 is not Latin.\n"
    (book / "text" / "witness.txt").write_text(text)
    manifest = (book / "book.toml").read_text()
    old = manifest.split('sha256 = "')[1][:64]
    rewritten(book / "book.toml", old, hashlib.sha256(text.encode()).hexdigest())
    told = message(ContentError, lambda: make_edition(project, book.name, "a-small-book"))
    assert "text/witness.txt:20:10: error F001: the upright face has no glyph for '文' (U+6587" in told
    assert "emendations.toml" in told
    assert project.edition("a-small-book").read_bytes() == good


def test_a_missing_font(project):
    face = Face("Nowhere Serif", "Nowhere Serif", "normal", 400, "Nowhere.ttf")
    told = message(ToolError, lambda: instance(face, project.fonts))
    assert "the font Nowhere Serif (normal) is not installed" in told and "./build" in told


# Through doit, as a volunteer sees it ----------------------------------------------------------------------


def test_two_books_with_one_slug(doit, add_book):
    add_book(folder="one", slug="same")
    add_book(folder="two", slug="same")
    done = doit("list")
    assert done.returncode == 3
    assert "content/two/book.toml: the slug 'same' is taken by content/one" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_all_broken_manifests_are_told_at_once(doit, add_book):
    rewritten(add_book(folder="one") / "book.toml", "language", "langage")
    rewritten(add_book(folder="two") / "book.toml", "identifier", "id")
    done = doit("list")
    assert "content/one/book.toml" in done.stderr and "content/two/book.toml" in done.stderr


def test_a_broken_book_leaves_the_good_outputs_and_the_other_books(project, doit, add_book):
    add_book(folder="good")
    bad = add_book(folder="bad")
    assert doit("apparatus").returncode == 0
    before = (project.dist / "bad" / "apparatus.html").read_bytes()
    (bad / "emendations.toml").write_text('[[emend]]\nreading = "zzz"\nemended = "x"\nreason = "y"\n')
    rewritten(project.content / "good" / "book.toml", 'language = "en-GB"', 'language = "en-GB"\nnote = "New."')
    done = doit("apparatus")
    assert done.returncode != 0
    assert "apparatus:bad" not in done.stderr
    assert "edition:bad: content/bad/emendations.toml: the reading 'zzz' stands nowhere" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert (project.dist / "bad" / "apparatus.html").read_bytes() == before
    assert "good" in done.stdout and "apparatus" in done.stdout


def test_an_unknown_target(doit):
    done = doit("epub:nothing")
    assert done.returncode == 3
    assert "epub:nothing" in done.stderr and "Traceback" not in done.stderr


def test_a_full_disk_leaves_the_good_output(project, add_book, tmp_path):
    book = add_book()
    make_edition(project, book.name, "a-small-book")
    good = project.edition("a-small-book").read_bytes()
    script = (
        "import sys\nfrom octavo.tasks import run\n"
        f"failed = run('edition', {str(project.root)!r}, 'a-small-book', 'a-small-book')\n"
        "print(failed.message if failed else 'made')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(project.root)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)),
    )
    assert "edition" in done.stdout and "make room" in done.stdout
    assert project.edition("a-small-book").read_bytes() == good
    assert {path.name for path in project.book("a-small-book").iterdir()} == {"edition.json", "record.json"}
