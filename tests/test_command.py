"""The `octavo` command as a person meets it."""

import json
import shutil
import subprocess
import sys

import pytest

from octavo.__main__ import main
from tests.conftest import put_book, run_doit


def octavo(*arguments, cwd) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "octavo", *map(str, arguments)], cwd=cwd, capture_output=True, text=True, check=False
    )


def test_outline_as_a_table(project, add_book, capsys):
    assert main(["outline", str(add_book())]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "A Small Book, by Jane Doe (en-GB)"
    assert [line.split() for line in lines[2:]] == [
        ["body", "chapter", "I", "36", "0", "The", "Beginning"],
        ["body", "chapter", "II", "18", "0", "The", "End"],
    ]


def test_outline_as_json(project, add_book, capsys):
    assert main(["outline", str(add_book()), "--json"]) == 0
    parts = json.loads(capsys.readouterr().out)["parts"]
    assert parts[0] == {
        "matter": "body",
        "role": "chapter",
        "number": "I",
        "title": "The Beginning",
        "words": 36,
        "notes": 0,
        "depth": 0,
    }


def test_a_mistake_is_one_line_and_status_one(tmp_path):
    done = octavo("outline", "nowhere", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("octavo: nowhere/book.toml: there is no such file")
    assert "Traceback" not in done.stderr


def test_help_has_examples(capsys):
    with pytest.raises(SystemExit, match="0"):
        main(["outline", "--help"])
    assert "octavo outline content/stalin-correspondence-1 --json" in capsys.readouterr().out


def test_verify_tells_a_good_output_from_a_bad_one(project, capsys):
    book = put_book(project)
    assert run_doit(project).returncode == 0
    assert main(["verify", str(book)]) == 0
    assert capsys.readouterr().out.count("agrees") == 9
    shutil.copy(project.output("a-small-book", ".print.pdf"), project.root / "good.pdf")
    other = put_book(project, "CHAPTER I\n\nOther words.", folder="other", title="T", contributors=[{"name": "A"}])
    assert run_doit(project, "print:other").returncode == 0
    shutil.copy(project.output("other", ".print.pdf"), project.output("a-small-book", ".print.pdf"))
    assert other.exists() and main(["verify", str(book)]) == 1
    assert "the PDF" in capsys.readouterr().out
    apparatus = project.dist / "a-small-book" / "apparatus.html"
    apparatus.write_text(apparatus.read_text(encoding="utf-8")[:-2000], encoding="utf-8")
    picture = project.output("a-small-book", ".cover.jpg")
    picture.write_bytes(picture.read_bytes()[:-2000])
    outlines = project.output("a-small-book", ".cover.svg")
    outlines.write_bytes(outlines.read_bytes().replace(b"<use ", b"<desc ", 1))
    assert main(["verify", str(book)]) == 1
    told = capsys.readouterr().out
    assert "the cover in outlines is not the one" in told
    assert "the apparatus ends before its end" in told and "cover's picture is not the one" in told
    project.output("a-small-book", ".print.pdf").write_bytes(b"junk")
    project.output("a-small-book", ".epub").unlink()
    assert main(["verify", str(book)]) == 1
    told = capsys.readouterr().out
    assert "is missing; run ./build" in told and "cannot be read" in told
