"""What is too large, not whole, or not to be trusted: refused at once, or read without harm."""

import socket
import time
import zipfile

import pytest

from octavo import press
from octavo.inlines import flat
from octavo.intake import accession, new
from octavo.walk import block_runs

from .inputs import CONTAINER, DAY, PACKAGE, PROSE, archive, put, refused


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
    assert "left out, being of another kind: notes.txt" in made.remarks


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
