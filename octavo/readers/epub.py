"""EPUB as a source: the container in; its package, and its documents' names in reading order, out.

EPUB 3.3, 4.2 and 5.7 (https://www.w3.org/TR/epub-33/); OPF 2.0.1. A container may be an archive, or one unpacked.
"""

from __future__ import annotations

import posixpath
import re
from typing import Protocol
from urllib.parse import unquote, urldefrag

from lxml import etree
from msgspec import Struct

from octavo.problem import WitnessError

CONTAINER = "META-INF/container.xml"
ENCRYPTION = "META-INF/encryption.xml"
RIGHTS = frozenset({"META-INF/sinf.xml", "META-INF/rights.xml", "META-INF/license.lcpl"})
"""What shops put beside the files they encrypt, with a list of them or without."""
PAGE, HEAD = re.compile(rb"<(?:\w+:)?html\b", re.IGNORECASE), 4096
ENCRYPTED = "is encrypted (digital rights management), so its text cannot be read; give an EPUB without it"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
DOCUMENTS = {"application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document"}
OBFUSCATION = {"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"}
"""How fonts are hidden (EPUB 3.3, 4.4); it keeps no text from being read."""


class Container(Protocol):
    """Files by name, as an archive has them."""

    def namelist(self) -> list[str]:
        """The names of all files."""

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises KeyError."""


class Forgiving:
    """A container whose files are found however a maker wrote their names: in capitals, or with backslashes."""

    def __init__(self, container: Container) -> None:
        self.container = container
        self.names = {alike(name): name for name in container.namelist()}

    def namelist(self) -> list[str]:
        """The names of all files."""
        return [name.replace("\\", "/") for name in self.names.values()]

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises KeyError."""
        return self.container.read(self.names[alike(name)])


def alike(name: str) -> str:
    """What names of one file have in common."""
    return name.replace("\\", "/").lower()


class Package(Struct, frozen=True):
    """The package document: where it stands, and its root element."""

    path: str
    root: etree._Element

    def place(self, address: str) -> str:
        """The name in the container of what the package calls `address`."""
        return beside(self.path, address)

    def items(self) -> dict[str | None, etree._Element]:
        """The items of the manifest by their ids."""
        return {item.get("id"): item for item in self.root.iter("{*}item")}


class Order(Struct, frozen=True):
    """The documents in reading order, and those named there that are not in the container."""

    files: tuple[str, ...]
    missing: tuple[str, ...] = ()


def beside(file: str, address: str) -> str:
    """The name in the container of what `file` calls `address`."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(urldefrag(address).url)))


def package_of(name: str, container: Container) -> Package:
    """The package of an EPUB; the only one there is where the container does not lead to it. Raises WitnessError."""
    names = container.namelist()
    root = parsed(container, CONTAINER)
    named = [element.get("full-path") or "" for element in root.iter("{*}rootfile")] if root is not None else []
    packages = [file for file in names if file.lower().endswith(".opf")]
    for path in [*named, *(packages if len(packages) == 1 else [])]:
        package = parsed(container, path)
        if package is not None:
            return Package(path, package)
    raise WitnessError(f"{name}: is no EPUB: its container names no package; fetch it again")


def parsed(container: Container, name: str) -> etree._Element | None:
    """The root of an XML file of the container, as far as it can be read."""
    try:
        return etree.fromstring(container.read(name), PARSER)
    except (KeyError, FileNotFoundError, etree.XMLSyntaxError, ValueError):
        return None


def reading_order(name: str, container: Container, package: Package) -> Order:
    """The documents of an EPUB as a reader meets them, navigation left out. Raises WitnessError."""
    items, names = package.items(), set(map(alike, container.namelist()))
    order: list[str] = []
    for reference in package.root.iter("{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is not None and item.get("media-type") in DOCUMENTS and not is_navigation(item):
            order.append(package.place(item.get("href") or ""))
    kept = tuple(file for file in dict.fromkeys(order) if alike(file) in names)
    if not kept:
        raise WitnessError(f"{name}: has no documents in its reading order; fetch it again")
    refuse_encrypted(name, container, kept)
    return Order(kept, tuple(file for file in dict.fromkeys(order) if alike(file) not in names))


def is_navigation(item: etree._Element) -> bool:
    """Whether an item of the manifest is the navigation document of EPUB 3."""
    return "nav" in (item.get("properties") or "").split()


def refuse_encrypted(name: str, container: Container, texts: tuple[str, ...]) -> None:
    """Raises WitnessError where a text is encrypted (EPUB 3.3, 4.2.6.3.2); fonts may be obfuscated."""
    sealed = RIGHTS.intersection(container.namelist())
    if sealed and not any(PAGE.search(container.read(file)[:HEAD]) for file in texts):
        raise WitnessError(f"{name}: {texts[0]} {ENCRYPTED}")
    root = parsed(container, ENCRYPTION)
    for data in root.iter("{*}EncryptedData") if root is not None else ():
        method, reference = data.find(".//{*}EncryptionMethod"), data.find(".//{*}CipherReference")
        file = unquote(reference.get("URI") or "") if reference is not None else ""
        if file in texts and (method is None or method.get("Algorithm") not in OBFUSCATION):
            raise WitnessError(f"{name}: {file} {ENCRYPTED}")
