"""German."""

from __future__ import annotations

from octavo.languages.language import Language

GERMAN = Language(tag="de", name="German")
