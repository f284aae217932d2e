"""Words: a text folded to what must survive every change of typography.

Quotes, dashes, spaces, pictures in a line and invisible characters are folded away; what remains is the sequence of
words.
"""

from __future__ import annotations

import re
import unicodedata

INVISIBLE = "\u00ad\u2060\u200b\u200c\u200d\ufeff\ufffc"
APOSTROPHES = "'\u2019\u2018\u02bc"
FOLDED = re.compile(f"[{INVISIBLE}{APOSTROPHES}]")
WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The words of `text`, compatibility forms (ligatures, superscripts) made plain (Unicode NFKC, UAX #15).

    A dash or hyphen parts words as a space does; an apostrophe does not.
    """
    return WORD.findall(unicodedata.normalize("NFKC", FOLDED.sub("", text)))
