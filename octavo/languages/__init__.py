"""Languages: a BCP 47 tag in, what the typographers of that language do out."""

from __future__ import annotations

from functools import cache

from octavo.languages.de import GERMAN
from octavo.languages.en import AMERICAN
from octavo.languages.en_gb import BRITISH
from octavo.languages.es import SPANISH
from octavo.languages.fr import FRENCH
from octavo.languages.language import Language
from octavo.languages.ru import RUSSIAN

LANGUAGES = (AMERICAN, BRITISH, FRENCH, GERMAN, RUSSIAN, SPANISH)
_BY_TAG = {language.tag.lower(): language for language in LANGUAGES}
_BRITISH_REGIONS = ("au", "gb", "ie", "in", "nz", "za")


@cache
def language(tag: str) -> Language:
    """The language of a BCP 47 tag by its longest known beginning (RFC 4647, 3.4); else one without rules."""
    parts = tag.lower().replace("_", "-").split("-")
    if parts[0] == "en" and set(parts[1:]).intersection(_BRITISH_REGIONS):
        return BRITISH
    for length in range(len(parts), 0, -1):
        if found := _BY_TAG.get("-".join(parts[:length])):
            return found
    return Language(tag=tag, name=tag)


__all__ = ["LANGUAGES", "Language", "language"]
