"""English as British publishers set it: single quotation marks outside, double within."""

from __future__ import annotations

from msgspec.structs import replace

from octavo.languages.en import AMERICAN
from octavo.languages.language import Family

BRITISH = replace(
    AMERICAN,
    tag="en-GB",
    name="British English",
    sources=(
        "New Hart's Rules, 2nd ed. (2014), chapters 3 (hyphenation), 4 (punctuation: the unspaced em rule of "
        "Oxford), 9 (quotations) and 14 (initials)",
        *AMERICAN.sources[1:],
    ),
    outer=Family.SINGLE,
)
