"""Misread: a text in that was read in a wrong encoding before it came here; the edits that mend its characters, out.

A sequence is mended where no language has it (ftfy's measure, Speer 2019, Apache-2.0) and it makes sense read the other
way. Each edit is told in the apparatus, as any change is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ftfy.badness import is_bad

from octavo.typography.edit import Edit

STRAY = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
"""C0 controls, which stand for nothing and which no page may hold (XML 1.0, 2.2)."""
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]")
"""These and C1 controls: no text, but where Windows-1252 has its dashes and quotation marks; U+0085 ends a line.

And what turns the order of the letters about, so that a page shows other words than its file has (Unicode, UAX #9,
2.1 to 2.5; UTR #36, 3.3); and what Unicode calls no character.
"""
_LATER = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
"""The characters Windows-1252 and Latin-1 have for the bytes after the first of a character of UTF-8."""
TWICE = re.compile(rf"(?:[Â-ß][{_LATER}]|[à-ï][{_LATER}]{{2}}|[ð-ô][{_LATER}]{{3}})+")
SUSPECT = re.compile(rf"[Â-ô][{_LATER}]")
"""What TWICE needs: seldom there, and found in a sixth of the time."""
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
            at = found.start()
            for sign in meant:  # an edit each, so that what follows one is found where the witness has it
                end = at + len(sign.encode())
                yield Edit(at, end, sign, TWICE_ENCODED)
                at = end
    yield from controls(text, at, len(text))


def controls(text: str, begin: int, end: int) -> Iterator[Edit]:
    """Each C1 control as the Windows-1252 character it was meant for, as browsers take it (HTML, 13.2.5.80).

    Other controls go; a C1 control that Windows-1252 has no character for stays, for it may stand for a lost one.
    """
    for found in CONTROL.finditer(text, begin, end):
        is_c1 = "\x80" <= found[0] <= "\x9f"
        meant = found[0].encode("latin-1").decode("cp1252", errors="ignore") if is_c1 else ""
        if meant or not is_c1:
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
