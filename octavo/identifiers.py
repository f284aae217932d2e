"""Identifiers: a language tag, an address, an edition's name in; what is wrong with its shape out."""

from __future__ import annotations

import re
from urllib.parse import quote

LANGUAGE = re.compile(
    r"[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z\d]{5,8}|\d[a-z\d]{3}))*"
    r"(-[a-wyz\d](-[a-z\d]{2,8})+)*(-x(-[a-z\d]{1,8})+)?|x(-[a-z\d]{1,8})+",
    re.IGNORECASE,
)
"""A language tag's shape (BCP 47: RFC 5646, 2.1); no language of more than three letters is registered."""
IRI = re.compile(r"[a-z][a-z\d+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE)
WEB = re.compile(r"\s*(?P<scheme>https?)://(?P<rest>.+)", re.IGNORECASE | re.DOTALL)
HOST = re.compile(r"(?:[^/?#@:]*(?::[^/?#@]*)?@)?(?:[\w-]+(?:\.[\w-]+)*\.?|\[[\da-fA-F:.]+\])(?::\d{1,5})?(?=[/?#]|$)")
NOT_OF_ADDRESSES = re.compile(r"%(?![\da-fA-F]{2})|[^!#$%&'()*+,\-./:;=?@\w~\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd]")
"""What an address writes by its number (URL Standard, 1.3 and 4.3)."""
UUID = re.compile(r"[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}", re.IGNORECASE)


def wrong_language(tag: str) -> str:
    """What is wrong with a language tag, nothing if it has the right shape."""
    if LANGUAGE.fullmatch(tag):
        return ""
    other = tag.replace("_", "-")
    remedy = f"; write {other!r}" if LANGUAGE.fullmatch(other) else ""
    return f"language: {tag!r} is no language tag (BCP 47), as in 'en-GB'{remedy}"


def wrong_iri(key: str, iri: str, example: str = "https://example.org/") -> str:
    """What is wrong with an address or name at `key`, nothing if it has the shape of an IRI (RFC 3987)."""
    return "" if IRI.fullmatch(iri) else f"{key}: {iri!r} is not an IRI, as in '{example}'"


def web_address(text: str) -> str | None:
    """The address of the web that a link has, its stray characters as numbers; None for what leads nowhere there."""
    found = WEB.fullmatch(re.sub(r"[\t\n\r]", "", text).strip())
    host = HOST.match(found["rest"]) if found else None
    if found is None or host is None:
        return None
    rest = NOT_OF_ADDRESSES.sub(lambda sign: quote(sign[0], safe=""), found["rest"][host.end() :])
    return f"{found['scheme'].lower()}://{host[0]}{rest}"


def wrong_identifier(identifier: str) -> str:
    """What is wrong with an edition's identifier, nothing if it may be right (RFC 9562, ISO 2108)."""
    if fault := wrong_iri("identifier", identifier, "urn:uuid:…' or 'urn:isbn:…"):
        return fault
    scheme, _, name = identifier.rpartition(":")
    if scheme.lower() == "urn:uuid" and not UUID.fullmatch(name):
        return f"identifier: {identifier!r} is no UUID, as in 'urn:uuid:8f0c3d5e-9b1f-4c55-8a53-2d0c7a1e6b11'"
    if scheme.lower() == "urn:isbn" and not is_isbn(name.replace("-", "").upper()):
        return f"identifier: {identifier!r} is no ISBN: its digits do not agree with its check digit"
    return ""


def is_isbn(name: str) -> bool:
    """Whether `name` is an ISBN of 13 or 10 digits without hyphens (ISO 2108, annex A)."""
    if re.fullmatch(r"97[89]\d{10}", name):
        return sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(name)) % 10 == 0
    if re.fullmatch(r"\d{9}[\dX]", name):
        return sum((10 if digit == "X" else int(digit)) * (10 - at) for at, digit in enumerate(name)) % 11 == 0
    return False
