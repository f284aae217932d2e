"""Bad input: a clear message, or a sound book with a remark; never a traceback, never half a folder."""

import functools
import http.server
import threading
from pathlib import Path

import pytest

from octavo.inlines import flat
from octavo.intake import archive as archives
from octavo.intake import new
from octavo.problem import OctavoError
from octavo.readers.encoding import encoding
from octavo.walk import block_runs

from .inputs import CONTAINER, DAY, PACKAGE, PROSE, archive, put, refused

FIXTURES = Path(__file__).parent / "fixtures" / "intake"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b" \n", "is empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "no text file"),
        ("paper.txt", b"%PDF-1.7\n%\xe2\xe3", "no text file"),
        ("binary.txt", b"abc\0\1\2def" * 90, "binary"),
        ("book.docx", b"words", "does not read '.docx'"),
        ("broken.zip", b"PK\x03\x04 nothing more", "no whole archive"),
        ("broken.epub", b"PK\x03\x04 nothing more", "no whole archive"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path, name, content, said):
    assert said in refused(put(tmp_path, name, content), tmp_path)


def test_what_is_not_there_is_said(tmp_path):
    assert "no such file or folder" in refused(tmp_path / "nothing.txt", tmp_path)


@pytest.mark.parametrize("whole", [True, False])
def test_a_text_that_breaks_off_is_told_of(tmp_path, whole):
    begin, end = (f"*** {word} OF THE PROJECT GUTENBERG EBOOK THE FORD ***" for word in ("START", "END"))
    text = f"The Project Gutenberg eBook of The Ford\n\n{begin}\n\n\nCHAPTER I\n\n{PROSE}\n\n\n{end * whole}\n"
    draft = new([str(put(tmp_path, "ford.txt", text.encode()))], tmp_path / "book", DAY)
    assert any("if it is cut off, fetch it again" in remark for remark in draft.remarks) is not whole


def test_a_folder_without_a_text_is_refused(tmp_path):
    (tmp_path / "f").mkdir()
    put(tmp_path / "f", "cover.jpg", b"\xff\xd8\xff")
    assert "no text is in this folder" in refused(tmp_path / "f", tmp_path)


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "LARGEST", 1000)
    assert "more than" in refused(put(tmp_path, "large.txt", b"word " * 400), tmp_path)


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt", "a/../../out.txt", "C:\\out.txt", "..\\out.txt"])
def test_an_archive_with_a_path_outside_itself_is_refused(tmp_path, name):
    assert "outside the archive" in refused(archive(tmp_path, {name: b"words"}), tmp_path)
    assert not (tmp_path / "out.txt").exists()


def test_an_archive_that_unpacks_beyond_the_limit_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "LARGEST_ARCHIVE", 100_000)
    assert "unpacks to" in refused(archive(tmp_path, {"bomb.txt": b"a" * 200_000}), tmp_path)


def test_an_archive_becomes_a_book_and_its_hash_is_kept(tmp_path):
    made = new(
        [str(archive(tmp_path, {"the book/play.txt": (FIXTURES / "play.txt").read_bytes()}))], tmp_path / "b", DAY
    )
    assert 'origin = "book.zip, sha256 ' in (made.folder / "book.toml").read_text()


def test_an_epub_is_read_in_its_own_order(tmp_path):
    page = "<html><body><h1>{}</h1><p>{}</p></body></html>"
    files = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OPS/p.opf": PACKAGE,
        "OPS/a.xhtml": page.format("Last", PROSE).encode(),
        "OPS/b.xhtml": page.format("First", PROSE).encode(),
    }
    made = new([str(archive(tmp_path, files, "p.epub"))], tmp_path / "b", DAY)
    book = made.edition.book
    assert (book.metadata.title, book.metadata.contributors[0].name) == ("A Parcel", "Ada Field")
    assert [flat(section.title) for section in book.body] == ["First", "Last"]
    assert "root:" not in str(made.edition)


NAVIGATION = b"""<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>
<nav epub:type="toc"><ol><li><a href="b.xhtml">Dedication</a></li><li><a href="a.xhtml">I</a></li></ol></nav>
</body></html>"""


def test_an_epub_names_what_its_pages_do_not_and_links_its_notes(tmp_path):
    package = PACKAGE.replace(
        b"<manifest>", b'<manifest><item id="n" href="n.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
    )
    note = '<aside epub:type="footnote" id="n1"><p><a href="#f1">1</a> So it is.</p></aside>'
    files = {
        "META-INF/container.xml": CONTAINER,
        "OPS/p.opf": package,
        "OPS/n.xhtml": NAVIGATION,
        "OPS/b.xhtml": b"<html><body><p>To the men of the harbour, who waited.</p></body></html>",
        "OPS/a.xhtml": f'<html><body><h2>I</h2><p>{PROSE}<a href="#n1" id="f1">1</a></p>{note}</body></html>'.encode(),
    }
    book = new([str(archive(tmp_path, files, "p.epub"))], tmp_path / "b", DAY).edition.book
    assert [(s.role.value, flat(s.title or s.label)) for s in (*book.front, *book.body)] == [
        ("dedication", "Dedication"),
        ("chapter", "I"),
    ]
    assert [flat(block_runs(note.blocks)[0].children) for note in book.notes] == ["So it is."]


# Encodings -------------------------------------------------------------------------------------------------


RUSSIAN = "Он был очень стар и ничего не помнил о той зиме, когда они жили у моря. " * 12
FRENCH = "« Le garçon a dormi près du café », répondit-elle, et l’été passa très vite. " * 12
POLISH = (
    "Stary młyn stał nad rzeką, a dzieci się śmiały i żaden człowiek nie wiedział, że to już był koniec źródła. " * 12
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *((name, FRENCH) for name in ("utf-8", "windows-1252", "utf-16", "mac-roman")),
        ("cp437", FRENCH.replace("’", "'")),
        ("iso-8859-15", FRENCH.replace("’", "'") + "À l'œuvre, ma sœur."),
        ("iso-8859-1", FRENCH.replace("’", "'") + "À l´école, à 1½ sou, ½d et 2½ pence."),
        *((name, RUSSIAN) for name in ("koi8-r", "windows-1251", "cp866")),
        *((name, POLISH) for name in ("windows-1250", "iso-8859-2")),
    ],
)
def test_encodings_are_found_and_letters_are_right(name, text):
    found = encoding("a.txt", text.encode(name))
    assert text.encode(name).decode(found.name).removeprefix("\ufeff") == text


def test_a_text_in_utf_8_but_for_a_byte_is_refused_by_its_line(tmp_path):
    text = f"Café\n\n{PROSE}\n".encode() + b"Caf\xe9 again\n" + "Café".encode()
    assert "p.txt:4: has 1 byte(s) that are not UTF-8" in refused(put(tmp_path, "p.txt", text), tmp_path)


def test_a_wrong_claim_is_remarked(tmp_path):
    page = f"<html><head><meta charset=us-ascii-nonsense></head><body><h1>Caf\u00e9</h1><p>{PROSE}</p></body></html>"
    made = new([str(put(tmp_path, "p.htm", page.encode("utf-8")))], tmp_path / "b", DAY)
    assert "Café" in str(made.edition.book) and any("claims" in remark for remark in made.remarks)


def test_a_claim_that_garbles_the_text_is_not_believed(tmp_path):
    head = "Title: The Café\n\nAuthor: Ada Reed\n\nCharacter set encoding: ISO-8859-1\n\n"
    text = f"{head}*** START OF THIS PROJECT GUTENBERG EBOOK X ***\n\n\nCHAPTER I\n\nThe café.\n\n{PROSE}"
    made = new([str(put(tmp_path, "p.txt", text.encode("utf-8")))], tmp_path / "b", DAY)
    assert made.edition.book.metadata.title == "The Café" and any("claims iso-8859-1" in row for row in made.remarks)


# Pages -----------------------------------------------------------------------------------------------------


def test_a_truncated_page_and_tag_soup_keep_every_word(tmp_path):
    soup = "<p>One <b>two <i>three</b> four</i><table><tr><td>five<td>six</table><div>"
    soup += f"<p>{PROSE}<p>seven &amp eight <a href='x"
    made = new([str(put(tmp_path, "soup.htm", soup.encode()))], tmp_path / "b", DAY)
    text = "\n".join(flat(run.children) for s in made.edition.book.body for run in block_runs(s.blocks))
    assert all(word in text for word in ("One", "two", "three", "four", "five", "six", "seven", "eight"))


def test_a_book_without_headings_is_a_book_with_a_query(tmp_path):
    made = new([str(put(tmp_path, "plain-tale.txt", f"{PROSE}\n\n{PROSE}".encode()))], tmp_path / "b", DAY)
    assert any(doubt.rule == "unnamed-opening" for doubt in made.edition.apparatus.doubts)
    assert made.edition.book.metadata.title == "Plain Tale"
    assert any("no author" in remark for remark in made.remarks)


def test_nesting_beyond_all_sense_is_read(tmp_path):
    page = "<div>" * 3000 + f"<p>{PROSE}</p>"
    made = new([str(put(tmp_path, "deep.htm", page.encode()))], tmp_path / "b", DAY)
    assert "harbour" in str(made.edition.book)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture
def server():
    handler = functools.partial(Quiet, directory=str(FIXTURES))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def test_an_address_is_fetched_and_recorded(tmp_path, server):
    made = new([f"{server}/play.txt"], tmp_path / "b", DAY)
    manifest = (made.folder / "book.toml").read_text()
    assert f'url = "{server}/play.txt"' in manifest and "retrieved = 2026-11-23" in manifest


def test_an_error_page_is_refused(tmp_path, server):
    with pytest.raises(OctavoError, match="404"):
        new([f"{server}/nothing.txt"], tmp_path / "b", DAY)
