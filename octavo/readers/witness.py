"""The witness: a transcription's bytes as they came, and their text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType, ModuleType
from typing import Any

from msgspec import Struct

from octavo.model import Role
from octavo.problem import WitnessError

EMPTY: Mapping[str, Any] = MappingProxyType({})
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
END_OF_FILE = re.compile(r"\x1a[\x1a\s]*\Z")
"""How DOS and CP/M end a text file: no character of the text."""


class Witness(Struct, frozen=True, dict=True):
    """A file's name (as messages and the apparatus show it), its bytes and their encoding's name.

    `title` is what the file is called and `role` what it is where it does not say so itself, `shift` what the list of
    contents adds to the levels of its headings, `levels` those of the lines at ids of it; `pictures` the files below
    images/ of the addresses it shows them by, where those do not end in their names.
    """

    name: str
    content: bytes
    encoding: str = "utf-8"
    title: str | None = None
    role: Role | None = None
    shift: int | None = None
    levels: Mapping[str, int] = EMPTY
    pictures: Mapping[str, str] = EMPTY

    @cached_property
    def text(self) -> str:
        """The characters, line ends made line feeds, without a byte order mark. Raises WitnessError."""
        return self.decoded().removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")

    def decoded(self) -> str:
        """The characters as they stand. Raises WitnessError naming file, line and remedy."""
        if not self.content.strip():
            raise WitnessError(f"{self.name}: the file is empty; put the transcription there")
        try:
            text = END_OF_FILE.sub("", self.content.decode(self.encoding))
        except LookupError:
            raise WitnessError(
                f"{self.name}: there is no encoding {self.encoding!r}; book.toml takes names such as "
                "utf-8, windows-1252, koi8-r"
            ) from None
        except UnicodeError as error:
            raise WitnessError(self.misread(error)) from None
        if found := encodings().better(self.content, self.encoding):
            raise WitnessError(
                f"{self.name}: [witness] of book.toml says {self.encoding}, but the file is in {found}; {remedy(found)}"
            )
        if found := CONTROL.search(text, 0, 100_000):
            control, line = found[0], text.count("\n", 0, found.start()) + 1
            raise WitnessError(
                f"{self.name}:{line}: holds the control character U+{ord(control):04X}, so this is no "
                "text file; save the transcription as plain text"
            )
        return text

    def misread(self, error: UnicodeError) -> str:
        """What is wrong at the byte where decoding failed, and the encoding the file is in."""
        start = error.start if isinstance(error, UnicodeDecodeError) else 0
        line = self.content.count(b"\n", 0, start) + 1
        try:
            found = encodings().encoding(self.name, self.content).name
        except WitnessError:
            return f"{self.name}:{line}: is a binary file, not a text; save the transcription as plain text"
        return f"{self.name}:{line}: byte 0x{self.content[start]:02X} is not {self.encoding}; {remedy(found)}"


def remedy(found: str) -> str:
    """What to do about a file that is in the encoding `found`."""
    return (
        f'it looks like {found}: write encoding = "{found}" in [witness] of book.toml, '
        "or save the file as UTF-8 and record its new SHA-256"
    )


def encodings() -> ModuleType:
    """The module that finds encodings: heavy, and needed by few."""
    from octavo.readers import encoding  # noqa: PLC0415 - it makes witnesses

    return encoding
