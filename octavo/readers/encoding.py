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
from octavo.tongue import familiar

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
SPACED = 1 / 50
"""The least share of spaces and line ends in a text: read in the wrong order of bytes it has none."""
SAID = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*(?P<meta>[\w.:-]+)"
    rb"|<\?xml[^>]{0,100}?encoding\s*=\s*[\"'](?P<xml>[\w.:-]+)"
    rb"|^\s*Character set encoding:\s*(?P<header>[\w.:-]+)",
    re.IGNORECASE | re.MULTILINE,
)
HEAD, SAMPLE = 8192, 200_000
COMMON = (
    "windows-1252",
    "windows-1251",
    "koi8-r",
    "windows-1250",
    "iso-8859-2",
    "mac-roman",
    "cp437",
    "cp866",
    "iso-8859-1",
)
"""What transcriptions are in that do not say so, the likeliest first; anything is in the last."""
TYPOGRAPHIC = frozenset("\u00a0‘’‚“”„«»‹›–—…§°£©·¿¡´")
"""What stands beside letters in any text; other signs beyond ASCII are few in a text that is read as it was written."""
FEW = 1 / 20


NO_SETS = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"})
"""What Python takes for an encoding, and no page is in: ways to write names and programs."""


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
    refuse_cut_off(name, content)
    if of_wide := wide(content):
        return Encoding(of_wide)
    refuse_binary(name, content)
    said = SAID.search(content[:HEAD])
    claimed = said[said.lastgroup or 0].decode("ascii", "replace").lower() if said else None
    known = python_name(claimed) if claimed else None
    if known == "utf-16" or (known is None and content.count(b"\0")):
        known = None
    for candidate in dict.fromkeys(filter(None, (known, "utf-8"))):
        if decodes(content, candidate):
            used = better(content, candidate) or candidate
            return Encoding(web(content, used), claimed, remark(name, claimed, used, known))
    refuse_damaged(name, content)
    guessed = web(content, likeliest(content))
    said_so = f"claims {claimed}, which its bytes are not" if claimed else "does not say its encoding"
    return Encoding(guessed, claimed, f"{name}: {said_so}; read as {guessed}: look at its accents and quotes")


def wide(content: bytes) -> str | None:
    """The encoding of a text whose characters have two or four bytes each and no mark before them; None for others."""
    if b"\0" not in content[:SAMPLE]:
        return None
    for name in filter(lambda name: decodes(content, name), WIDE):
        text = codecs.decode(content, name)
        spaces = text.count(" ") + text.count("\n")
        if spaces >= SPACED * len(text) and not re.search(r"[\0-\x08\x0e-\x19\ufffe]", text):
            return name
    return None


def likeliest(content: bytes) -> str:
    """The encoding a library guesses, or a common one that makes more of the words ones that some language knows."""
    guess = from_bytes(content[:SAMPLE]).best()
    names = dict.fromkeys([*COMMON[:1], *([guess.encoding.replace("_", "-")] if guess else []), *COMMON])
    fitting = [name for name in names if decodes(content, name)]

    def likely(name: str) -> tuple[bool, bool, float]:
        text = codecs.decode(content[:SAMPLE], name, "replace")
        high = [sign for sign in text if sign > "\x7f"]
        odd = sum(not sign.isalpha() and sign not in TYPOGRAPHIC for sign in high)
        return not any("\x80" <= sign <= "\x9f" for sign in high), odd <= FEW * len(high), familiar(text)[1]

    return max(fitting, key=likely)


LATIN_9 = re.compile(
    rb"[A-Za-z\xc0-\xff][\xbc\xbd][A-Za-z\xc0-\xff]|(?<![0-9A-Za-z\xc0-\xff])[\xbc\xbd][a-z\xe0-\xff]{3}"
)
"""The bytes of Œ and œ in ISO 8859-15 within a word, or before three letters of one; in Latin-1 they are fractions."""
CYRILLIC_IN_LATIN = re.compile(r"(?<=[A-Za-z])[\u0400-\u04ff]|[\u0400-\u04ff](?=[A-Za-z])")
ENOUGH = 200
"""Letters of which the share of capitals tells something."""


def garbled(text: str) -> bool:
    """Whether `text` shows that it was read in a wrong encoding, as no language is written.

    It has characters of no use (C1 controls); its Cyrillic letters stand in Latin words; most of its letters are
    accented Latin ones, which are Cyrillic read as Latin; or most are capitals, for KOI8-R and windows-1251 have
    capitals where the other has small letters.
    """
    sample = text[:SAMPLE]
    cyrillic = len(re.findall("[\u0400-\u04ff]", sample))
    accented = len(re.findall("[\u00c0-\u024f]", sample))
    letters = cyrillic + accented + len(re.findall("[A-Za-z]", sample))
    capitals = sum(map(str.isupper, sample))
    return (
        bool(re.search("[\x80-\x84\x86-\x9f]", sample))
        or 2 * len(CYRILLIC_IN_LATIN.findall(sample)) > cyrillic > 0
        or 2 * accented > letters
        or (2 * capitals > letters > ENOUGH and 2 * cyrillic > letters)
    )


def better(content: bytes, named: str) -> str | None:
    """The encoding `content` is in, where reading it as `named`, though it can be done, garbles it; else None."""
    text = codecs.decode(content, named)
    certain = wide(content) or ("utf-8" if decodes(content, "utf-8") else None)
    if certain is None and not garbled(text):
        return None
    other = certain or likeliest(content)
    read = codecs.decode(content, other)
    same = read.removeprefix("\ufeff") == text.removeprefix("\ufeff")
    whole = certain == "utf-8"  # hardly anything else is; what is garbled in it was so before
    return None if same or (garbled(read) and not whole) else other


def refuse_binary(name: str, content: bytes) -> None:
    """Raises WitnessError for what is no text."""
    head = content[:4096]
    if head.startswith((b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"\xd0\xcf\x11\xe0")):
        raise WitnessError(f"{name}: is no text file, whatever its name says; save the text as plain text or HTML")
    if b"\0" in head and not (head[1::2].count(0) * 3 > len(head) or head[::2].count(0) * 3 > len(head)):
        raise WitnessError(f"{name}: is a binary file, not a text; save the text as plain text or HTML")
    if head.lstrip().startswith((b"{\\rtf", b"%!PS")):
        raise WitnessError(f"{name}: is an RTF or PostScript file, not plain text; save the text as plain text or HTML")


def refuse_cut_off(name: str, content: bytes) -> None:
    """Raises WitnessError for what its mark tells to be UTF-16, and is not to its end."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            content.decode("utf-16")
        except UnicodeDecodeError as error:
            line = content[: error.start].decode("utf-16", "ignore").count("\n") + 1
            raise WitnessError(
                f"{name}:{line}: begins as UTF-16 does, and byte {error.start} is not UTF-16: the file is cut off or "
                "damaged; fetch it again, and save it as UTF-8"
            ) from None


def refuse_damaged(name: str, content: bytes) -> None:
    """Raises WitnessError for a text that is UTF-8 but for a few bytes: read as anything else, all its accents go."""
    text = content.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    if bad < sum(sign > "\x7f" for sign in text) - bad:
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        raise WitnessError(
            f"{name}:{line}: has {bad} byte(s) that are not UTF-8, as the rest of the file is; mend the character in "
            "a text editor and save the file as UTF-8"
        )


def python_name(label: str) -> str | None:
    """Python's name for an encoding's label (Encoding Standard), None for a label nobody knows."""
    label = label.replace("iso-646", "iso646")
    found = webencodings.lookup(label)
    if found is not None:
        return str(found.name)
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    return None if name in NO_SETS else name


def decodes(content: bytes, name: str) -> bool:
    """Whether all of `content` is in the encoding `name`."""
    try:
        content.decode(name)
    except (UnicodeError, LookupError):
        return False
    return True


def web(content: bytes, name: str) -> str:
    """windows-1252 is Latin-1 where the bytes show none of its own characters: the plainer name; or Latin-9."""
    if name == "windows-1252" and not re.search(rb"[\x80-\x9f]", content):
        return "iso-8859-15" if LATIN_9.search(content) else "iso-8859-1"
    return name


def remark(name: str, claimed: str | None, used: str, known: str | None) -> str | None:
    """What is to be said where the claim did not hold."""
    if claimed and used != known:
        return f"{name}: claims {claimed}, which its bytes are not; read as {used}"
    return None


def witness(
    name: str, content: bytes, pictures: Mapping[str, str] = EMPTY, *, given: str = ""
) -> tuple[Witness, str | None]:
    """The file as a witness with its encoding found, and a remark on it.

    Raises WitnessError, which says what the file was called where it was `given`.
    """
    found = encoding(given or name, content)
    made = Witness(name, content, found.name, pictures=pictures)
    try:
        made.decoded()
    except WitnessError as error:
        raise WitnessError(f"{given or name}{str(error).removeprefix(name)}") from None
    return made, found.remark
