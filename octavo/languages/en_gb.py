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
        "New Hart's Rules, 2nd ed. (2014), 4.2 (apostrophes), 4.11 (dashes, the unspaced em rule of Oxford), 4.13 (omission), "
        "9.2 (quotation marks), 14.1 (initials and figures)",
        *AMERICAN.sources[1:],
    ),
    outer=Family.SINGLE,
)
