"""Bad input: a clear message, or a sound book with a remark; never a traceback, never half a folder."""

import contextlib
import functools
import http.server
import re
import socket
import threading
import time
import warnings
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from octavo import accession, press
from octavo.checks.laws import Copy, compared, words
from octavo.edition import Apparatus
from octavo.inlines import flat
from octavo.intake import new
from octavo.normalise import normalise
from octavo.problem import OctavoError, WitnessError
from octavo.provider import provider
from octavo.readers import READERS, read
from octavo.readers.encoding import encoding
from octavo.readers.encoding import witness as encoded
from octavo.readers.witness import Witness
from octavo.walk import block_runs

FIXTURES = Path(__file__).parent / "fixtures" / "intake"
DAY = date(2026, 11, 23)
PROSE = "It was a long sentence about nothing that anybody in the harbour would remember. " * 4


def refused(place: Path, tmp_path: Path) -> str:
    with pytest.raises(OctavoError) as error:
        new([str(place)], tmp_path / "out" / "book", DAY)
    assert not (tmp_path / "out").exists() or list((tmp_path / "out").iterdir()) == []
    return str(error.value)


def put(tmp_path: Path, name: str, content: bytes) -> Path:
    (tmp_path / name).write_bytes(content)
    return tmp_path / name


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


def test_a_folder_without_a_text_is_refused(tmp_path):
    (tmp_path / "f").mkdir()
    put(tmp_path / "f", "cover.jpg", b"\xff\xd8\xff")
    assert "no text is in this folder" in refused(tmp_path / "f", tmp_path)


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(accession, "LARGEST", 1000)
    assert "more than" in refused(put(tmp_path, "large.txt", b"word " * 400), tmp_path)


def archive(tmp_path: Path, files: dict[str, bytes], name: str = "book.zip") -> Path:
    with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as out:
        for file, content in files.items():
            out.writestr(file, content)
    return tmp_path / name


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt", "a/../../out.txt", "C:\\out.txt", "..\\out.txt"])
def test_an_archive_with_a_path_outside_itself_is_refused(tmp_path, name):
    assert "outside the archive" in refused(archive(tmp_path, {name: b"words"}), tmp_path)
    assert not (tmp_path / "out.txt").exists()


def test_an_archive_that_unpacks_beyond_the_limit_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(accession, "LARGEST_ARCHIVE", 100_000)
    assert "unpacks to" in refused(archive(tmp_path, {"bomb.txt": b"a" * 200_000}), tmp_path)


def test_an_archive_becomes_a_book_and_its_hash_is_kept(tmp_path):
    made = new(
        [str(archive(tmp_path, {"the book/play.txt": (FIXTURES / "play.txt").read_bytes()}))], tmp_path / "b", DAY
    )
    assert 'origin = "book.zip, sha256 ' in (made.folder / "book.toml").read_text()


CONTAINER = b"""<?xml version="1.0"?><!DOCTYPE c [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OPS/p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
PACKAGE = b"""<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">
<metadata><dc:title>A Parcel</dc:title><dc:creator>Ada Field</dc:creator><dc:language>en</dc:language></metadata>
<manifest><item id="b" href="b.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="b"/><itemref idref="a"/></spine></package>"""


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


@pytest.mark.parametrize("name", ["utf-8", "windows-1252", "koi8-r", "windows-1251", "utf-16"])
def test_encodings_are_found_and_letters_are_right(tmp_path, name):
    russian = "Он был очень стар и ничего не помнил о той зиме, когда они жили у моря. " * 12
    french = "« Le garçon a dormi près du café », répondit-elle, et l’été passa très vite. " * 12
    words_of = russian if name in {"koi8-r", "windows-1251"} else french
    found = encoding("a.txt", words_of.encode(name))
    assert words_of.encode(name).decode(found.name).removeprefix("\ufeff") == words_of


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


# Any bytes -------------------------------------------------------------------------------------------------

TAGS = """<p> </p> <b> </i> <em> <table> <td> <th> <tr> </table> <caption> <tbody> <h1> <h2> </h2> <br> <hr> <pre>
</pre> <ul><li> </ul> <ol> <dl><dt> <dd> <div> </div> <div_class=poem> <div_class=figcenter>
<span_class=pagenum>7</span> <blockquote> </blockquote> <center> <font> <form> <button> <nobr> <figure>
</figure> <figcaption> <p_class=caption> <nav> </nav> <a_href=x.htm> </a> <a_href='#n1'>[1]</a>
<p_class=footnote><a_id=n1>[1]</a> <a_id=n1> <img_src=a.png_alt=T> <img_src=b.png> <svg> </svg> <text> <math>
<mi> </math> <script>bad()</script> <style> </style> <textarea> </textarea> <select> <option> <noscript>
<iframe> <template> </template> <title> <frameset> <!--_x_--> <!-- --> <?xml <!DOCTYPE_html> &amp; &#8212;
&nbsp &#0; &eacute; & < > " ' </ =""".split()
SCRAPS = st.lists(
    st.sampled_from(
        [*(tag.replace("_", " ") for tag in TAGS), " word ", "bread", "\n", "\r", "\x0c", "\u0301", "é", "[1]", "a"]
    ),
    max_size=40,
).map("".join)
LINES = st.lists(
    st.sampled_from(
        [
            "CHAPTER I",
            "II.",
            "[1] a note",
            "words[1] here",
            "_it_",
            "    set in",
            "",
            "",
            "* * *",
            "[Pg 3]",
            "a  b    c    d",
            "_",
            "=",
            "[Footnote 2: x",
            "x[2]",
        ]
    )
    | st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), max_size=30),
    max_size=30,
).map("\n".join)
FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def agree(witness: Witness) -> None:
    """Every word of the witness is in the reading, a note, a mark or an omission, and no other word is."""
    copy = normalise(read([witness], provider("gutenberg.org")), provider("gutenberg.org"))
    parts = (copy.blocks, *(note.blocks for note in copy.notes))
    spoken = words("\n".join(flat(run.children) for blocks in parts for run in block_runs(blocks)))
    record = Apparatus(copy.changes, (), copy.omissions, copy.moves, copy.marks)
    witnessed = Copy([witness], record)
    witnessed.check_omissions()
    assert compared(words("\n".join([witnessed.body(), *witnessed.moved()])), spoken, "reading") == []


def test_a_tag_for_a_line_end_is_no_word_of_what_is_left_out():
    agree(Witness("w.md", b"***<br>"))


def read_without_loss(page: str) -> None:
    """The law does not know that what holds raw text in HTML does not in SVG, MathML and a form's list."""
    if re.search("<(?:svg|math|select)", page):
        page = re.sub("<(?:style|title|textarea|iframe|script)>", "", page)
    with contextlib.suppress(WitnessError):
        agree(Witness("w.htm", page.encode()))


def text_without_loss(text: str) -> None:
    if text.strip():
        agree(Witness("w.txt", text.encode()))


def bytes_told(content: bytes) -> None:
    """Any bytes under any name are read, or refused in words."""
    for ending in READERS:
        with contextlib.suppress(WitnessError):
            made, _ = encoded(f"w{ending}", content)
            read([made], None)


def archive_told(files: tuple[tuple[str, bytes], ...]) -> None:
    """An archive of anything is unpacked, or refused in words."""
    out = BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as made:
        warnings.simplefilter("ignore", UserWarning)
        for name, content in files:
            made.writestr(name, content)
    for ending in (".zip", ".epub"):
        with contextlib.suppress(WitnessError):
            accession.sorted_out([accession.unpacked(f"w{ending}", out.getvalue())], None)


def markdown_without_loss(text: str) -> None:
    with contextlib.suppress(WitnessError):
        agree(Witness("w.md", text.encode()))


HEADS = st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"<?xml encoding='x'?>", b"<meta charset=utf-16>", b"%PDF"])
SIGNS = r"""# ## * ** _ __ ` `` > - + 1. 1) [ ] ( ) ![ ]( [^1] [^1]: [a]: [a] ~~ ~~~ ``` | --- === *** \\ \\* <b>
</b> <br> <div> <!-- --> &amp; &eacute; &#8212; & < word bread don't é http://a.b <http://a.b> "t"
word_word 2*3""".split()
MARKDOWN = st.lists(
    st.sampled_from([*SIGNS, " ", " ", "\n", "\n\n", "\n    ", "  \n", "\n> ", "\n| ", "\t"]), max_size=40
).map("".join)
BYTES = st.tuples(HEADS, st.binary(max_size=200) | SCRAPS.map(str.encode)).map(b"".join)
NAMES = st.sampled_from(
    ["a.htm", "b/a.htm", "index.html", "p.opf", "META-INF/container.xml", "a.png", "mimetype", "../a.htm"]
)
MEMBERS = st.lists(
    st.tuples(NAMES, BYTES | st.sampled_from([CONTAINER, PACKAGE, CONTAINER.replace(b"OPS/p", b"p"), CONTAINER[:200]])),
    max_size=6,
)
LAWS = {
    "page": (SCRAPS, read_without_loss),
    "text": (LINES, text_without_loss),
    "markdown": (MARKDOWN, markdown_without_loss),
    "bytes": (BYTES, bytes_told),
    "archive": (MEMBERS, archive_told),
}
"""By kind: what is given to a reader, and the law it must keep; bench/fuzz.py tries them for as long as wanted."""


@pytest.mark.parametrize("kind", LAWS)
def test_whatever_is_read_is_read_without_loss_or_refused_in_words(kind):
    strategy, law = LAWS[kind]
    FUZZ(given(strategy)(law))()


# What is too large, not whole, or not to be trusted ----------------------------------------------------------


def test_a_file_of_200_megabytes_is_refused_at_once(tmp_path):
    with (tmp_path / "large.txt").open("wb") as out:
        out.truncate(200 * 2**20)
    before = time.monotonic()
    assert "large.txt: is 200 MB, more than the 64 MB" in refused(tmp_path / "large.txt", tmp_path)
    assert time.monotonic() - before < 2


def test_a_zip_that_unpacks_to_gigabytes_is_refused_unread(tmp_path):
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as out, out.open("a.txt", "w") as member:
        for _ in range(300):
            member.write(bytes(2**20))
    assert (tmp_path / "bomb.zip").stat().st_size < 2**20
    assert "unpacks to 1 files and 300 MB" in refused(tmp_path / "bomb.zip", tmp_path)


def test_a_zip_that_says_less_than_it_holds_is_refused(tmp_path):
    place = archive(tmp_path, {"a.txt": PROSE.encode() * 50})
    content = place.read_bytes()
    size = len(PROSE.encode() * 50).to_bytes(4, "little")
    place.write_bytes(content.replace(size, (10).to_bytes(4, "little")))
    assert "no whole archive" in refused(place, tmp_path)


def test_a_zip_cut_off_is_refused(tmp_path):
    place = archive(tmp_path, {"a.txt": PROSE.encode()})
    place.write_bytes(place.read_bytes()[:-40])
    assert "no whole archive" in refused(place, tmp_path)


@pytest.mark.parametrize("title", ["404 Not Found", "Access denied", "503 Service Unavailable", "Just a moment..."])
def test_a_saved_error_page_is_refused(tmp_path, title):
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>Sorry.</p></body></html>"
    assert "is an error page" in refused(put(tmp_path, "p.htm", page.encode()), tmp_path)


def test_a_folder_of_several_kinds_takes_most_of_it_and_tells_the_rest(tmp_path):
    folder = tmp_path / "f"
    (folder / "images").mkdir(parents=True)
    put(folder, "one.htm", f"<h1>A Tale</h1><h2>Chapter I</h2><p>{PROSE}</p>".encode())
    put(folder, "two.htm", f"<h1>A Tale</h1><h2>Chapter II</h2><p>{PROSE}</p>".encode())
    put(folder, "notes.txt", b"A few words of the volunteer.")
    put(folder / "images", "x.png", b"no picture")
    made = new([str(folder)], tmp_path / "b", DAY)
    assert [flat(section.label) for section in made.edition.book.body] == ["Chapter I", "Chapter II"]
    assert any("1 files of another kind" in remark for remark in made.remarks)


def test_notes_of_several_files_are_each_file_s_own(tmp_path):
    page = "<h1>A Tale</h1><h2>Chapter {0}</h2><p>{1}<a href='#n1' name='f1'>[1]</a></p>"
    page += "<hr><p class=note><a name='n1' href='#f1'>[1]</a> Of the {0}.</p>"
    files = {f"ch{n}.htm": page.format(n, PROSE).encode() for n in (1, 2, 10)}
    made = new([str(archive(tmp_path, files))], tmp_path / "b", DAY)
    assert [flat(block_runs(note.blocks)[0].children) for note in made.edition.book.notes] == [
        f"Of the {n}." for n in (1, 2, 10)
    ]


HOSTILE = f"""<html><head><title>A Tale</title><base href="https://evil.example/">
<meta http-equiv="refresh" content="0;url=https://evil.example/">
<link rel="stylesheet" href="https://evil.example/a.css"><style>@import "https://evil.example/b.css"</style>
<script>steal()</script></head>
<body onload="steal()" background="https://evil.example/c.png"><h1>A Tale</h1><h2>Chapter I</h2>
<p onclick="steal()" style="background:url(https://evil.example/d.png)">{PROSE} <a href="javascript:steal()">one</a>
<a href="file:///etc/passwd">two</a> <a href="data:text/html,steal">three</a>
<img src="https://evil.example/e.png" alt="Four" onerror="steal()">
<img src="file:///etc/hostname" alt="Five"> <img src="//evil.example/f.png"> <img src="data:image/png;base64,AAAA">
<svg onload="steal()"><image href="https://evil.example/g.svg"/></svg> <iframe src="https://evil.example/h"></iframe>
<object data="https://evil.example/i"></object> <embed src="https://evil.example/j">
<video src="https://evil.example/k"></video></p>
<form action="https://evil.example/l"><input value="six"></form><h2>Chapter II</h2>
<p>{PROSE} &xxe; <?php steal() ?></p></body></html>"""


def test_nothing_of_a_hostile_page_reaches_an_output_or_is_fetched(tmp_path, project, monkeypatch):
    asked = []
    monkeypatch.setattr(socket.socket, "connect", lambda self, address: asked.append(address))
    monkeypatch.setattr(accession, "urlopen", lambda *rest, **more: asked.append(rest))
    new([str(put(tmp_path, "p.htm", HOSTILE.encode()))], project.content / "a-tale", DAY)
    press.make_edition(project, "a-tale", "a-tale")
    for step in ("cover", "print", "epub"):
        press.STEPS[step](project, "a-tale")
    made = next(project.root.glob("dist/a-tale/*.epub"))
    with zipfile.ZipFile(made) as book:
        held = b"\n".join(book.read(name) for name in book.namelist())
    assert [
        word
        for word in (b"evil", b"steal", b"javascript", b"file:", b"etc/", b"data:", b"<iframe", b"<script")
        if word in held
    ] == []
    assert asked == []


def test_an_entity_of_an_epub_is_not_followed(tmp_path):
    secret = put(tmp_path, "secret.txt", b"the secret words")
    page = f"""<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]>
    <html xmlns="http://www.w3.org/1999/xhtml"><body><h1>One</h1><p>{PROSE} &x;</p></body></html>"""
    package = PACKAGE.replace(b"<package", f'<!DOCTYPE p [<!ENTITY x SYSTEM "{secret.as_uri()}">]><package'.encode())
    package = package.replace(b"A Parcel", b"A Parcel &x;")
    files = {
        "META-INF/container.xml": CONTAINER,
        "OPS/p.opf": package,
        "OPS/a.xhtml": page.encode(),
        "OPS/b.xhtml": page.encode(),
    }
    made = new([str(archive(tmp_path, files, "p.epub"))], tmp_path / "b", DAY)
    assert "secret words" not in str(made.edition) and "secret words" not in (made.folder / "book.toml").read_text()
