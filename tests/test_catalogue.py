"""The catalogue and the sums: what they tell is what stands in dist/, whatever failed."""

import hashlib
import shutil

from tests.conftest import ROOT, rewritten

BROKEN = '[[emend]]\nreading = "zzz"\nemended = "x"\nreason = "y"\n'


def sums(project) -> dict[str, str]:
    """SHA256SUMS, by name."""
    rows = (project.dist / "SHA256SUMS").read_text().splitlines()
    return dict(reversed(row.split("  ")) for row in rows)


def hashed(project) -> dict[str, str]:
    """The hash of every output, by name."""
    outputs = (path for path in project.dist.rglob("*") if path.is_file() and path.name != "SHA256SUMS")
    return {
        path.relative_to(project.dist).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in outputs
    }


def break_book(folder) -> None:
    """Gives the book an emendation that matches nothing."""
    (folder / "emendations.toml").write_text(BROKEN)


def test_a_failing_book_keeps_its_place_in_the_catalogue(project, add_book, doit):
    add_book(folder="good")
    bad = add_book(folder="bad")
    assert doit("apparatus").returncode == 0
    break_book(bad)
    rewritten(project.content / "good" / "book.toml", 'language = "en-GB"', 'language = "en-GB"\nnote = "New."')
    done = doit("apparatus", "catalogue")
    assert done.returncode != 0 and "edition:bad" in done.stderr
    assert "catalogue" not in done.stderr
    assert set(sums(project)) >= {"good/apparatus.html", "bad/apparatus.html", "index.html"}
    assert sums(project) == hashed(project)


def test_a_book_that_was_never_made_is_not_listed(project, add_book, doit):
    add_book(folder="good")
    break_book(add_book(folder="bad"))
    assert doit("apparatus", "catalogue").returncode != 0
    assert sums(project) == hashed(project)
    index = (project.dist / "index.html").read_text(encoding="utf-8")
    assert 'id="good"' in index and 'id="bad"' not in index


def test_the_sums_follow_one_output_made_by_itself(project, add_book, doit):
    book = add_book()
    assert doit("apparatus").returncode == 0
    rewritten(book / "book.toml", 'language = "en-GB"', 'language = "en-GB"\ntitle = "New"')
    before = sums(project)
    assert doit("apparatus:a-small-book").returncode == 0
    assert sums(project) == hashed(project) != before


def test_clean_removes_what_is_left_of_books_that_are_gone(project, add_book, doit):
    add_book(folder="kept")
    gone = add_book(folder="gone")
    assert doit("apparatus").returncode == 0
    shutil.rmtree(gone)
    (project.dist / "gone" / ".gone.1.epub").write_bytes(b"half")
    (project.dist / "mine").mkdir()
    (project.dist / "mine" / "letter.txt").write_text("The user's own.")
    assert doit("clean", "--clean-all").returncode == 0
    left = [path.relative_to(project.dist).as_posix() for path in project.dist.rglob("*") if path.is_file()]
    assert left == ["mine/letter.txt"]
    assert not (project.dist / "gone").exists() and not project.book("gone").exists()


def test_a_catalogue_that_cannot_be_made_fails_the_build(project, add_book, doit):
    add_book()
    project.templates.unlink()
    shutil.copytree(ROOT / "templates", project.templates)
    (project.templates / "catalogue.html").write_text("{{ nothing }}")
    done = doit("apparatus")
    assert done.returncode == 1
    assert "catalogue: templates/catalogue.html:1: 'nothing' is undefined" in done.stderr
