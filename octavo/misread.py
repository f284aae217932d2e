"""Misread: a text in that was read in a wrong encoding before it came here; the edits that mend its characters, out.

A sequence is mended where no language has it (ftfy's measure, Speer 2019, Apache-2.0) and it makes sense read the other
way. Each edit is told in the apparatus, as any change is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ftfy.badness import is_bad

from octavo.typography.edit import Edit

CONTROL = re.compile(r"[\x80-\x84\x86-\x9f]")
"""C1 controls: no text, but where Windows-1252 has its dashes and quotation marks; U+0085 ends a line."""
_LATER = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
"""The characters Windows-1252 and Latin-1 have for the bytes after the first of a character of UTF-8."""
TWICE = re.compile(rf"(?:[Â-ß][{_LATER}]|[à-ï][{_LATER}]{{2}}|[ð-ô][{_LATER}]{{3}})+")
SENSE = re.compile(
    "[\u00a0-\u017f\u0192\u0218-\u021b\u0370-\u03ff\u0400-\u045f\u0462\u0463\u0472-\u0475\u0490\u0491\u1f00-\u1fff"
    "\u2009-\u203a\u2032\u2033\u20ac\u2116\u2122\u2212\ufb00-\ufb04]+"
)
"""What stands in books: letters of Latin, Greek and Cyrillic, and typographic signs."""
TWICE_ENCODED = "twice-encoded"


def misread(text: str) -> Iterator[Edit]:
    """The edits that mend `text`, in order."""
    at = 0
    for found in TWICE.finditer(text):
        meant = read_again(found[0])
        if meant:
            yield from controls(text, at, found.start())
            yield Edit(found.start(), found.end(), meant, TWICE_ENCODED)
            at = found.end()
    yield from controls(text, at, len(text))


def controls(text: str, begin: int, end: int) -> Iterator[Edit]:
    """Each C1 control as the Windows-1252 character it was meant for, as browsers take it (HTML, 13.2.5.80)."""
    for found in CONTROL.finditer(text, begin, end):
        meant = found[0].encode("latin-1").decode("cp1252", errors="ignore")
        if meant:
            yield Edit(found.start(), found.end(), meant, "control-character")


def read_again(sequence: str) -> str | None:
    """What a sequence was before UTF-8 was read as Windows-1252, if it is such a one."""
    if not is_bad(sequence):
        return None
    try:
        meant = b"".join(byte(sign) for sign in sequence).decode()
    except UnicodeError:
        return None
    return meant if SENSE.fullmatch(meant) else None


def byte(sign: str) -> bytes:
    """The byte a character is of in Windows-1252, or in Latin-1 where that has none."""
    return sign.encode("latin-1") if sign <= "\xff" else sign.encode("cp1252")


def mended(text: str) -> str:
    """`text` with its edits carried out."""
    out, at = [], 0
    for edit in misread(text) if not text.isascii() else ():
        out += [text[at : edit.start], edit.replacement]
        at = edit.end
    return "".join([*out, text[at:]])
