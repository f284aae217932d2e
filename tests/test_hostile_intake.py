"""What is too large, not whole, or not to be trusted: refused at once, or read without harm."""

import http.server
import re
import socket
import threading
import time
import zipfile
from io import BytesIO
from typing import ClassVar

import pytest
from PIL import Image

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


class Recording(http.server.BaseHTTPRequestHandler):
    """Notes what is asked for, and gives it."""

    asked: ClassVar[list[str]] = []

    def do_GET(self):
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def watched():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Recording) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        Recording.asked.clear()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


LEADING_OUT = """<html><head><title>A Tale</title><base href="AT/base/"><meta http-equiv="refresh" content="0;url=AT/a">
<link rel="stylesheet" href="AT/b.css"><link rel="icon" href="AT/c"><script src="AT/d.js"></script>
<style>@import "AT/e.css"; @font-face {src: url(AT/f.woff)} body {background: url(AT/g)}</style></head>
<body background="AT/h"><h1 onclick="steal()">A Tale</h1>
<h2 style="background:url(AT/i)">Chapter I<script>steal()</script></h2>
<p>PROSE <a href=" java&#10;script:steal()">one</a> <a href="VBSCRIPT:steal()">two</a>
<a href="https://kept.example/" ping="AT/j" onclick="steal()">three</a> <img src="AT/k.png" srcset="AT/l.png 2x">
<picture><source srcset="AT/m.png"><img src="AT/n.png"></picture> <video poster="AT/o"><track src="AT/p"></video>
<svg><script>steal()</script><image href="AT/q.svg"/><use href="AT/r#x"/><foreignObject><iframe src="AT/s"></iframe>
</foreignObject><text>drawn</text></svg> <math><mi xlink:href="AT/t">x</mi><annotation-xml encoding="text/html">
<script>steal()</script></annotation-xml></math> <applet code="AT/u"></applet>
<iframe srcdoc="<script>steal()"></iframe>
<img src="shown.png" alt='"><script>kept()'> <img src="local.svg" alt="four"> <img src="false.png" alt="five"></p>
<template><img src="AT/v" onerror="steal()"></template><noscript><img src="AT/w"></noscript>
<table background="AT/x"><tr><td background="AT/y">six</td></tr></table>
<![CDATA[<script>]]><?php steal() ?><!-- steal -->
<p class='x" onload="steal()' id='"><script>' lang='en" onload="steal()'>a \u202efo\u202c x</p><h2>Chapter II</h2>
<p>PROSE &xxe; <a href="https://kept.example/&quot;&gt;&lt;script&gt;">seven</a></p></body></html>"""
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" onload="steal()"><script>steal()</script></svg>'
FORBIDDEN = re.compile(
    rb"<script\b|<iframe|<object|<foreignObject|\son[a-z]+=[\"']|javascript:|vbscript:|@import|srcset|\xe2\x80\xae"
)


def test_a_page_that_leads_out_everywhere_is_read_and_built_with_nothing_asked_for(tmp_path, project, watched):
    (tmp_path / "page").mkdir()
    page = LEADING_OUT.replace("AT", watched).replace("PROSE", PROSE)
    put(tmp_path / "page", "p.htm", page.encode())
    put(tmp_path / "page", "local.svg", DRAWING)
    put(tmp_path / "page", "false.png", DRAWING)
    Image.new("RGB", (40, 40), "red").save(tmp_path / "page" / "shown.png")
    new([str(tmp_path / "page")], project.content / "a-tale", DAY)
    press.make_edition(project, "a-tale", "a-tale")
    for step in ("cover", "outlines", "print", "screen", "apparatus", "epub", "kepub", "kindle"):
        press.STEPS[step](project, "a-tale")
    made = {path.name: path.read_bytes() for path in project.dist.rglob("*") if path.is_file()}
    for name in [name for name in made if zipfile.is_zipfile(BytesIO(made[name]))]:
        with zipfile.ZipFile(BytesIO(made.pop(name))) as book:
            made |= {f"{name}/{part}": book.read(part) for part in book.namelist()}
    assert len(made) > 10
    active = {name: FORBIDDEN.findall(content) for name, content in made.items() if not name.endswith(".pdf")}
    assert {name: found for name, found in active.items() if found} == {}
    assert not [name for name, content in made.items() if b"steal()" in content and name != "apparatus.html"]
    assert not [name for name, content in made.items() if b"/JavaScript" in content or b"/Launch" in content]
    assert not [name for name in made if watched.encode() in made[name] and name != "apparatus.html"]
    assert Recording.asked == []


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
