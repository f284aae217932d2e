"""EPUB as a source: the archive in, its documents' names in reading order out (EPUB 3.3, 4.2 and 5.7; OPF 2.0.1)."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote, urldefrag

from lxml import etree

from octavo.problem import WitnessError

CONTAINER = "META-INF/container.xml"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
DOCUMENTS = {"application/xhtml+xml", "text/html", "application/x-dtbook+xml"}


def package_of(name: str, archive: zipfile.ZipFile) -> tuple[str, etree._Element]:
    """The path of an EPUB's package, and the package. Raises WitnessError."""
    try:
        container = etree.fromstring(archive.read(CONTAINER), PARSER)
        path = next(element.get("full-path", "") for element in container.iter("{*}rootfile"))
        root = etree.fromstring(archive.read(path), PARSER)
    except (KeyError, StopIteration, etree.XMLSyntaxError, AttributeError, TypeError, ValueError):
        root = None
    if root is None:
        raise WitnessError(f"{name}: is no EPUB: its container names no package; fetch it again")
    return path, root


def reading_order(name: str, archive: zipfile.ZipFile) -> list[str]:
    """The documents of an EPUB as a reader meets them, navigation left out. Raises WitnessError."""
    package, root = package_of(name, archive)
    folder = posixpath.dirname(package)
    items = {item.get("id"): item for item in root.iter("{*}item")}
    order = []
    for reference in root.iter("{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in DOCUMENTS or "nav" in (item.get("properties") or "").split():
            continue
        order.append(posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or ""))))
    if not order:
        raise WitnessError(f"{name}: has no documents in its reading order")
    return order


def described(name: str, archive: zipfile.ZipFile) -> dict[str, str]:
    """The Dublin Core record of an EPUB: title, creator, language, each as first said."""
    _, root = package_of(name, archive)
    found: dict[str, str] = {}
    for element in root.iter("{http://purl.org/dc/elements/1.1/}*"):
        field = etree.QName(element).localname
        if element.text and element.text.strip():
            found.setdefault(field, " ".join(element.text.split()))
    return found


def entries(name: str, archive: zipfile.ZipFile) -> dict[str, str]:
    """What the navigation of an EPUB calls its documents, each as a whole (EPUB 3.3, 7; NCX 2005-1, 2.4)."""
    package, root = package_of(name, archive)
    folder = posixpath.dirname(package)
    found: dict[str, str] = {}
    for item in root.iter("{*}item"):
        file = posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))
        is_nav = "nav" in (item.get("properties") or "").split() or item.get("media-type") == "application/x-dtbncx+xml"
        if not is_nav or file not in archive.namelist():
            continue
        try:
            navigation = etree.fromstring(archive.read(file), PARSER)
        except etree.XMLSyntaxError:
            continue
        for address, words in called(navigation):
            place, fragment = urldefrag(address)
            if words and not fragment:
                found.setdefault(posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(place))), words)
    return found


def called(navigation: etree._Element | None) -> Iterator[tuple[str, str]]:
    """(address, words) of each entry of a navigation document's first list, or of an NCX."""
    if navigation is None:
        return
    first = next(navigation.iter("{*}nav"), None)
    for link in first.iter("{*}a") if first is not None else ():
        yield link.get("href") or "", " ".join("".join(map(str, link.itertext())).split())
    for point in navigation.iter("{*}navPoint"):
        label, content = point.find("{*}navLabel"), point.find("{*}content")
        if label is not None and content is not None:
            yield content.get("src") or "", " ".join("".join(map(str, label.itertext())).split())
