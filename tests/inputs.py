"""Inputs of intake: what is given to it, and what it says to what it refuses."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest

from octavo.intake import new
from octavo.problem import OctavoError

DAY = date(2026, 11, 23)
PROSE = "It was a long sentence about nothing that anybody in the harbour would remember. " * 4
CONTAINER = b"""<?xml version="1.0"?><!DOCTYPE c [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OPS/p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
PACKAGE = b"""<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">
<metadata><dc:title>A Parcel</dc:title><dc:creator>Ada Field</dc:creator><dc:language>en</dc:language></metadata>
<manifest><item id="b" href="b.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="b"/><itemref idref="a"/></spine></package>"""


def put(tmp_path: Path, name: str, content: bytes) -> Path:
    (tmp_path / name).write_bytes(content)
    return tmp_path / name


def archive(tmp_path: Path, files: dict[str, bytes], name: str = "book.zip") -> Path:
    with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as out:
        for file, content in files.items():
            out.writestr(file, content)
    return tmp_path / name


def refused(place: Path, tmp_path: Path) -> str:
    with pytest.raises(OctavoError) as error:
        new([str(place)], tmp_path / "out" / "book", DAY)
    assert not (tmp_path / "out").exists() or list((tmp_path / "out").iterdir()) == []
    return str(error.value)
