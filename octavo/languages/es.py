"""Spanish."""

from __future__ import annotations

from octavo.languages.language import Language

SPANISH = Language(tag="es", name="Spanish")
