"""Spans: the EPUB for Kobo is held to the checked one it is made of, file by file."""

import zipfile

import pytest

from octavo.checks.spans import check_spans
from octavo.formats.epub import Archive

CHAPTER = "EPUB/text/chapter-1.xhtml"
FAULTS = {
    "more than spans": [
        (b"</p>", b"<b>!</b></p>"),
        (b"<p><span", b'<p class="new"><span'),
        (b"</span></p>", b"</span></p><p></p>"),
    ],
    "not numbered": [
        (b'id="kobo.2.1"', b'id="kobo.1.1"'),
        (b'id="kobo.2.1"', b'id="kobo.two"'),
        (b'id="kobo.2.1"', b'id="kobo.2.1" style="display:none"'),
    ],
}


def altered(book, target, change):
    """A copy of `book` at `target`, each file through `change(name, content)`; None leaves it out."""
    with zipfile.ZipFile(book) as given, Archive(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            if (content := change(name, given.read(name))) is not None:
                made.writestr(name, content)
    return target


def test_the_epub_for_kobo_differs_by_spans_alone(shelf):
    assert check_spans(shelf.output("specimen", ".kepub.epub"), shelf.output("specimen", ".epub")) == ()


@pytest.mark.parametrize(("told", "old", "new"), [(told, *pair) for told, pairs in FAULTS.items() for pair in pairs])
def test_a_document_that_differs_by_more_is_told(shelf, tmp_path, told, old, new):
    def change(name, content):
        assert name != CHAPTER or old in content
        return content.replace(old, new, 1) if name == CHAPTER else content

    changed = altered(shelf.output("specimen", ".kepub.epub"), tmp_path / "changed.epub", change)
    (problem,) = check_spans(changed, shelf.output("specimen", ".epub"))
    assert problem.code == "V013" and CHAPTER in problem.message and told in problem.message


@pytest.mark.parametrize(
    ("name", "told"), [("EPUB/css/book.css", "EPUB/css/book.css"), ("EPUB/content.opf", "content.opf")]
)
def test_every_other_file_is_the_same(shelf, tmp_path, name, told):
    kepub, epub = shelf.output("specimen", ".kepub.epub"), shelf.output("specimen", ".epub")
    changed = altered(kepub, tmp_path / "changed.epub", lambda entry, content: content + b" " * (entry == name))
    (problem,) = check_spans(changed, epub)
    assert told in problem.message
    shorter = altered(kepub, tmp_path / "shorter.epub", lambda entry, content: None if entry == name else content)
    (problem,) = check_spans(shorter, epub)
    assert "files" in problem.message
