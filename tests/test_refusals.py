"""What cannot be read, or written, is refused in words that name it; nothing is left where the book would be."""

import errno
import http.server
import os
import signal
import stat
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import pytest

from octavo.__main__ import main
from octavo.intake import archive as archives
from octavo.intake import new
from octavo.intake.sequence import sequence
from octavo.problem import OctavoError

from .inputs import CONTAINER, DAY, PACKAGE, PROSE, archive, put, refused

PAGE = f"<html><head><title>A Tale</title></head><body><h1>A Tale</h1><h2>Chapter I</h2><p>{PROSE}</p></body></html>"


# Archives --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_archive_damaged_within_a_file_is_refused(tmp_path, method):
    with zipfile.ZipFile(tmp_path / "b.zip", "w", method) as out:
        out.writestr("a.htm", PAGE * 50)
    content = bytearray((tmp_path / "b.zip").read_bytes())
    content[50:70] = bytes(byte ^ 0xFF for byte in content[50:70])
    assert "b.zip: is no whole archive" in refused(put(tmp_path, "b.zip", bytes(content)), tmp_path)


def test_a_name_in_an_archive_that_is_no_utf_8_is_refused(tmp_path):
    content = archive(tmp_path, {"é.htm": PAGE.encode()}).read_bytes().replace("é".encode(), b"\xff\xfe")
    assert "is no whole archive" in refused(put(tmp_path, "b.zip", content), tmp_path)


def test_a_file_under_a_password_is_refused_as_that(tmp_path):
    content = bytearray(archive(tmp_path, {"a.htm": PAGE.encode()}).read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert "a.htm is locked by a password; unpack it" in refused(put(tmp_path, "b.zip", bytes(content)), tmp_path)


def test_files_of_one_name_are_each_counted_and_the_last_is_taken(tmp_path, monkeypatch):
    place = tmp_path / "b.zip"
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as out, pytest.warns(UserWarning):
        out.writestr("a.htm", PAGE.replace("long", "curt"))
        out.writestr("a.htm", PAGE)
    made = new([str(place)], tmp_path / "b", DAY)
    assert "b.zip holds a.htm more than once; the last is taken" in made.remarks
    assert len(made.edition.book.body) == 1 and "curt" not in str(made.edition.book)
    monkeypatch.setattr(archives, "LARGEST_ARCHIVE", len(PAGE) * 7 // 4)
    assert "unpacks to 2 files" in refused(place, tmp_path)


def test_one_file_of_an_archive_beyond_the_limit_of_a_text_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "LARGEST", 1000)
    place = archive(tmp_path, {"a.txt": b"word " * 400})
    assert "book.zip: a.txt: is 0 MB, more than" in refused(place, tmp_path)


def test_a_link_in_an_archive_is_left_out(tmp_path):
    link = zipfile.ZipInfo("link.htm")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as out:
        out.writestr(link, "/etc/passwd")
        out.writestr("a.htm", PAGE)
    made = new([str(tmp_path / "b.zip")], tmp_path / "b", DAY)
    assert "link.htm is a link and was left out" in made.remarks and "passwd" not in str(made.edition)


def test_names_that_differ_in_capitals_alone_are_two_files(tmp_path):
    other = PAGE.replace("Chapter I", "Chapter II").encode()
    made = new([str(archive(tmp_path, {"a.htm": PAGE.encode(), "A.htm": other}))], tmp_path / "b", DAY)
    assert len(made.edition.book.body) == 2


def test_names_beyond_what_a_system_takes_are_cut(tmp_path):
    files = {f"{'a' * 300}{end}.htm": PAGE.replace("I<", f"{end}<").encode() for end in ("I", "II")}
    made = new([str(archive(tmp_path, files))], tmp_path / "b", DAY)
    assert len(made.edition.book.body) == 2
    assert all(len(path.name) < 120 for path in (made.folder / "text").iterdir())


def test_a_name_of_thousands_of_figures_has_its_place():
    keys = sequence(["9" * 6000 + ".htm", "10.htm", "09.htm", "b.htm"])
    assert sorted(keys, key=lambda name: keys[name])[1:3] == ["09.htm", "10.htm"]


def test_empty_files_beside_others_are_left_out_and_told(tmp_path):
    made = new([str(archive(tmp_path, {"a.htm": b" \n", "b.htm": PAGE.encode()}))], tmp_path / "b", DAY)
    assert "a.htm is empty and was left out" in made.remarks
    assert "every text in it is empty (a.htm)" in refused(archive(tmp_path, {"a.htm": b""}), tmp_path)


# Files and folders -----------------------------------------------------------------------------------------


def test_a_folder_of_too_much_is_refused_unread(tmp_path, monkeypatch):
    (tmp_path / "f").mkdir()
    put(tmp_path / "f", "a.txt", b"word " * 400)
    monkeypatch.setattr(archives, "LARGEST_ARCHIVE", 1000)
    assert "f: holds 1 files and 0 MB, more than" in refused(tmp_path / "f", tmp_path)


def test_texts_that_are_together_more_than_one_may_be_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "LARGEST", 3000)
    place = archive(tmp_path, {f"{n}.txt": b"word " * 500 for n in (1, 2)})
    assert "1.txt … 2.txt (2 files): is 0 MB, more than" in refused(place, tmp_path)


def test_a_file_that_cannot_be_read_is_named(tmp_path, monkeypatch):
    place = put(tmp_path, "a.txt", PROSE.encode())

    def denied(self, *_):
        raise PermissionError(errno.EACCES, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", denied)
    assert "a.txt: cannot be read: Permission denied; see to its permissions" in refused(place, tmp_path)


def test_a_folder_that_leads_into_itself_is_read_once(tmp_path):
    (tmp_path / "f").mkdir()
    put(tmp_path / "f", "a.htm", PAGE.encode())
    (tmp_path / "f" / "loop").symlink_to(tmp_path / "f")
    assert len(new([str(tmp_path / "f")], tmp_path / "b", DAY).edition.book.body) == 1


@pytest.mark.parametrize(
    "name", ["a\nb.htm", "📚.htm", "-x.htm", "....htm", " .htm", "a" * 250 + ".htm", "a'\"[*].htm"]
)
def test_any_name_of_a_file_will_do(tmp_path, name):
    assert new([str(put(tmp_path, name, PAGE.encode()))], tmp_path / "b", DAY).edition.book.body


@pytest.mark.skipif(sys.platform == "darwin", reason="its file names are UTF-8")
def test_a_name_that_is_no_utf_8_is_told_as_far_as_it_is(tmp_path):
    place = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.zip"))
    archive(tmp_path, {"a.htm": PAGE.encode()}).rename(place)
    made = new([str(place)], tmp_path / "b", DAY)
    assert 'origin = "\ufffd.zip, sha256 ' in (made.folder / "book.toml").read_text()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"\xef\xbb\xbf", "nothing to read"),
        ("a.htm", b"\xff\xfe", "nothing to read"),
        ("a.txt", b"\xef\xbb\xbf \n \n", "nothing to read"),
        ("a.txt", "\u00a0\u200b\ufeff\n".encode(), "there is no text in it"),
        ("a.txt", b"* * *\n\n* * *\n", "there is no text in it"),
        ("a.txt", b"[Illustration]\n\n" * 9, "there is no text in it"),
        ("a.md", b"***\n", "there is no text in it"),
        ("a.txt", b"{\\rtf1\\ansi It was}", "is an RTF or PostScript file"),
        ("a.txt", b"%!PS-Adobe-3.0\n", "is an RTF or PostScript file"),
        ("a.txt", PROSE.encode("utf-16") + b"x", "a.txt:1: begins as UTF-16 does"),
        ("a.txt", f"It\nwas\n{PROSE}".encode("utf-16")[:-1], "a.txt:3: begins as UTF-16 does"),
    ],
)
def test_what_holds_no_words_or_is_cut_off_is_refused(tmp_path, name, content, said):
    assert said in refused(put(tmp_path, name, content), tmp_path)


@pytest.mark.parametrize("claim", ["hex", "rot13", "zlib", "idna", "unicode_escape", "undefined", "mbcs", "x" * 5000])
def test_what_a_page_claims_and_is_no_character_set_is_not_believed(tmp_path, claim):
    page = PAGE.replace("<head>", f"<head><meta charset={claim}>").replace("long", "long \\x41")
    made = new([str(put(tmp_path, "a.htm", page.encode()))], tmp_path / "b", DAY)
    assert "\\x41" in str(made.edition.book) and any("claims" in remark for remark in made.remarks)


@pytest.mark.parametrize("tag", ["xx-invalid-zz", "en-x"])
def test_a_tag_that_is_none_leaves_the_language_to_the_text(tmp_path, tag):
    page = PAGE.replace("<html>", f'<html lang="{tag}">')
    made = new([str(put(tmp_path, "a.htm", page.encode()))], tmp_path / "b", DAY)
    assert made.edition.book.metadata.language.startswith("en")
    assert any("which is no language tag" in remark for remark in made.remarks)


def test_a_package_s_language_with_an_underline_is_a_tag(tmp_path):
    files = {"META-INF/container.xml": CONTAINER, "OPS/p.opf": PACKAGE.replace(b">en<", b">en_US<")}
    files |= {f"OPS/{name}.xhtml": PAGE.encode() for name in "ab"}
    made = new([str(archive(tmp_path, files, "p.epub"))], tmp_path / "b", DAY)
    assert made.edition.book.metadata.language == "en-US"


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="a%00.png">',
        f'<img src="{"a" * 5000}.png">',
        '<img src="http://[x/a.png">',
        f"<ol start={'9' * 5000}><li>one</li></ol>",
        "<table><tr><td colspan=999999999 rowspan=-3>one<td>two</table>",
        '<a href="http://[x/a.htm">one</a>',
    ],
)
def test_an_address_or_number_that_is_none_does_no_harm(tmp_path, markup):
    page = PAGE.replace("</p>", f"</p>{markup}<p>{PROSE}</p>")
    assert new([str(put(tmp_path, "a.htm", page.encode()))], tmp_path / "b", DAY).edition.book.body


# The book's place ------------------------------------------------------------------------------------------


def test_a_place_that_is_taken_meanwhile_is_refused_and_stays_as_it_is(tmp_path, monkeypatch):
    place, folder = put(tmp_path, "a.htm", PAGE.encode()), tmp_path / "out" / "book"

    def raced(self, target):
        folder.mkdir()
        put(folder, "book.toml", b"another's")
        return rename(self, target)

    rename = Path.rename
    monkeypatch.setattr(Path, "rename", raced)
    with pytest.raises(OctavoError, match="book: is there already; name another folder"):
        new([str(place)], folder, DAY)
    assert [path.name for path in folder.parent.iterdir()] == ["book"]
    assert (folder / "book.toml").read_text() == "another's"


def test_a_full_disk_is_told_and_nothing_is_left(tmp_path, monkeypatch):
    place = put(tmp_path, "a.htm", PAGE.encode())

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OctavoError, match="out/deep/book: cannot be written: No space left on device"):
        new([str(place)], tmp_path / "out" / "deep" / "book", DAY)
    assert not (tmp_path / "out").exists()


def test_a_place_below_a_file_is_refused(tmp_path):
    put(tmp_path, "out", b"a file")
    with pytest.raises(OctavoError, match="cannot be written: Not a directory"):
        new([str(put(tmp_path, "a.htm", PAGE.encode()))], tmp_path / "out" / "book", DAY)


def test_what_a_killed_process_left_of_the_same_book_is_removed(tmp_path):
    left = tmp_path / ".b.999999999" / "b"
    left.mkdir(parents=True)
    new([str(put(tmp_path, "a.htm", PAGE.encode()))], tmp_path / "b", DAY)
    assert not left.parent.exists()


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_who_is_told_to_stop_leaves_nothing_behind(tmp_path, sign):
    rows = "".join(f"<h2>Chapter {n}</h2><p>{PROSE}</p>" for n in range(1500))
    put(tmp_path, "a.htm", f"<h1>A Tale</h1>{rows}".encode())
    command = [sys.executable, "-m", "octavo", "new", "a.htm"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    running = subprocess.Popen(
        command,
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        # A test run in the background is told to hear no interrupt, and so are its children.
        preexec_fn=lambda: signal.signal(sign, signal.SIG_DFL),  # noqa: PLW1509 - it has one thread
    )
    end = time.monotonic() + 60
    while running.poll() is None and not list(tmp_path.glob("content/.*")) and time.monotonic() < end:
        time.sleep(0.01)
    running.send_signal(sign)
    _, said = running.communicate(timeout=60)
    assert (running.returncode, said) == (130, "octavo: interrupted\n")
    assert [path.name for path in tmp_path.iterdir()] == ["a.htm"]


@pytest.mark.parametrize(
    ("raised", "said"),
    [(MemoryError(), "not enough memory"), (OSError("a broken pipe"), "octavo: a broken pipe")],
)
def test_what_the_machine_lacks_is_told_in_a_line(monkeypatch, capsys, raised, said):
    def failing(*_):
        raise raised

    monkeypatch.setattr("octavo.intake.new", failing)
    assert main(["new", "a.txt"]) == 1
    assert said in capsys.readouterr().err


# Addresses -------------------------------------------------------------------------------------------------


class Liar(http.server.BaseHTTPRequestHandler):
    """Promises more than it sends."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self.wfile.write(b"<p>It was")

    def log_message(self, *args):
        pass


def test_an_answer_that_is_cut_off_is_refused(tmp_path):
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Liar) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        with pytest.raises(OctavoError, match="cannot be fetched: IncompleteRead"):
            new([f"http://127.0.0.1:{running.server_port}/a.htm"], tmp_path / "b", DAY)
        running.shutdown()


def test_an_address_that_is_none_is_refused(tmp_path):
    with pytest.raises(OctavoError, match="cannot be fetched"):
        new(["http://[x/a.htm"], tmp_path / "b", DAY)
