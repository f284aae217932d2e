"""Russian."""

from __future__ import annotations

from octavo.languages.language import Language

RUSSIAN = Language(tag="ru", name="Russian")
