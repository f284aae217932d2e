"""Encoding: a file's bytes in, the name of their encoding out, and how it was known.

What the file says of itself is believed where its bytes allow it: byte order mark, `<meta charset>` or XML
declaration (HTML Standard, 13.2.3.2), the line of a header. Else UTF-8 is tried, and last a library guesses.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping

import webencodings
from charset_normalizer import from_bytes
from msgspec import Struct

from octavo.problem import WitnessError
from octavo.readers.witness import EMPTY, Witness
from octavo.tongue import detected

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
SAID = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*(?P<meta>[\w.:-]+)"
    rb"|<\?xml[^>]{0,100}?encoding\s*=\s*[\"'](?P<xml>[\w.:-]+)"
    rb"|^\s*Character set encoding:\s*(?P<header>[\w.:-]+)",
    re.IGNORECASE | re.MULTILINE,
)
HEAD, SAMPLE = 8192, 200_000
COMMON = ("windows-1252", "windows-1251", "koi8-r", "windows-1250", "iso-8859-1")
"""What transcriptions are in that do not say so, the likeliest first; anything is in the last."""


class Encoding(Struct, frozen=True):
    """An encoding's name as book.toml takes it, what the file claims, and what is to be said of it."""

    name: str
    claimed: str | None = None
    remark: str | None = None


def encoding(name: str, content: bytes) -> Encoding:
    """The encoding of the file `name`. Raises WitnessError for what is no text."""
    if not content.strip():
        raise WitnessError(f"{name}: the file is empty")
    for mark, of in MARKS:
        if content.startswith(mark) and decodes(content, of):
            return Encoding(of)
    refuse_binary(name, content)
    said = SAID.search(content[:HEAD])
    claimed = said[said.lastgroup or 0].decode("ascii", "replace").lower() if said else None
    known = python_name(claimed) if claimed else None
    if known == "utf-16" or (known is None and content.count(b"\0")):
        known = None
    for candidate in dict.fromkeys(filter(None, (known, "utf-8"))):
        if decodes(content, candidate):
            return Encoding(web(content, candidate), claimed, remark(name, claimed, candidate, known))
    guessed = likeliest(content)
    said_so = f"claims {claimed}, which its bytes are not" if claimed else "does not say its encoding"
    return Encoding(guessed, claimed, f"{name}: {said_so}; read as {guessed}: look at its accents and quotes")


def likeliest(content: bytes) -> str:
    """The encoding a library guesses, or a common one that makes more of the words ones that some language knows."""
    guess = from_bytes(content[:SAMPLE]).best()
    names = dict.fromkeys([*COMMON[:1], *([guess.encoding.replace("_", "-")] if guess else []), *COMMON])
    fitting = [name for name in names if decodes(content, name)]

    def likely(name: str) -> tuple[bool, float]:
        text = codecs.decode(content[:SAMPLE], name, "replace")
        return not any("\x80" <= letter <= "\x9f" for letter in text), detected(text)[1]

    return max(fitting, key=likely)


def refuse_binary(name: str, content: bytes) -> None:
    """Raises WitnessError for what is no text."""
    head = content[:4096]
    if head.startswith((b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"\xd0\xcf\x11\xe0")):
        raise WitnessError(f"{name}: is no text file, whatever its name says; save the text as plain text or HTML")
    if b"\0" in head and not (head[1::2].count(0) * 3 > len(head) or head[::2].count(0) * 3 > len(head)):
        raise WitnessError(f"{name}: is a binary file, not a text; save the text as plain text or HTML")


def python_name(label: str) -> str | None:
    """Python's name for an encoding's label (Encoding Standard), None for a label nobody knows."""
    label = label.replace("iso-646", "iso646")
    found = webencodings.lookup(label)
    if found is not None:
        return str(found.name)
    try:
        return codecs.lookup(label).name
    except LookupError:
        return None


def decodes(content: bytes, name: str) -> bool:
    """Whether all of `content` is in the encoding `name`."""
    try:
        codecs.decode(content, name)
    except (UnicodeError, LookupError):
        return False
    return True


def web(content: bytes, name: str) -> str:
    """windows-1252 is Latin-1 where the bytes show none of its own characters: the plainer name."""
    if name == "windows-1252" and not re.search(rb"[\x80-\x9f]", content):
        return "iso-8859-1"
    return name


def remark(name: str, claimed: str | None, used: str, known: str | None) -> str | None:
    """What is to be said where the claim did not hold."""
    if claimed and used != known:
        return f"{name}: claims {claimed}, which its bytes are not; read as {used}"
    return None


def witness(
    name: str, content: bytes, title: str | None = None, pictures: Mapping[str, str] = EMPTY
) -> tuple[Witness, str | None]:
    """The file as a witness with its encoding found, and a remark on it. Raises WitnessError."""
    found = encoding(name, content)
    made = Witness(name, content, found.name, title, pictures)
    made.decoded()
    return made, found.remark
