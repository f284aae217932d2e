"""French."""

from __future__ import annotations

from octavo.languages.language import Language

FRENCH = Language(tag="fr", name="French")
