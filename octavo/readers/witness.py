"""The witness: a transcription's bytes as they came, and their text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from charset_normalizer import from_bytes
from msgspec import Struct

from octavo.problem import WitnessError

EMPTY: Mapping[str, str] = MappingProxyType({})
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x19\x1c-\x1f]")


class Witness(Struct, frozen=True):
    """A file's name (as messages and the apparatus show it), its bytes and their encoding's name.

    `title` is what the file is called where it does not say so itself; `pictures` the files below images/ of the
    addresses it shows them by, where those do not end in their names.
    """

    name: str
    content: bytes
    encoding: str = "utf-8"
    title: str | None = None
    pictures: Mapping[str, str] = EMPTY

    @property
    def text(self) -> str:
        """The characters, line ends made line feeds, without a byte order mark. Raises WitnessError."""
        return self.decoded().removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")

    def decoded(self) -> str:
        """The characters as they stand. Raises WitnessError naming file, line and remedy."""
        if not self.content.strip():
            raise WitnessError(f"{self.name}: the file is empty; put the transcription there")
        try:
            text = self.content.decode(self.encoding)
        except LookupError:
            raise WitnessError(
                f"{self.name}: there is no encoding {self.encoding!r}; book.toml takes names such as "
                "utf-8, windows-1252, koi8-r"
            ) from None
        except UnicodeDecodeError as error:
            raise WitnessError(self.misread(error)) from None
        if found := CONTROL.search(text, 0, 100_000):
            control, line = found[0], text.count("\n", 0, found.start()) + 1
            raise WitnessError(
                f"{self.name}:{line}: holds the control character U+{ord(control):04X}, so this is no "
                "text file; save the transcription as plain text"
            )
        return text

    def misread(self, error: UnicodeDecodeError) -> str:
        """What is wrong at the byte where decoding failed, and the encoding it looks like."""
        line = self.content.count(b"\n", 0, error.start) + 1
        if b"\0" in self.content[:4096]:
            return f"{self.name}:{line}: is a binary file, not a text; save the transcription as plain text"
        guess = from_bytes(self.content[:100_000]).best()
        remedy = (
            f"it looks like {guess.encoding}: write encoding = {guess.encoding!r} in [witness] of book.toml"
            if guess and guess.encoding.replace("_", "-") != self.encoding
            else "name its encoding in [witness] of book.toml"
        )
        return (
            f"{self.name}:{line}: byte 0x{self.content[error.start]:02X} is not {self.encoding}; {remedy}, "
            "or save the file as UTF-8 and record its new SHA-256"
        )
