"""Archive: a zip's bytes in; the files it may be believed to hold, out.

An archive is untrusted: a path that leads outside it, a password, or more than the limits below refuses the whole.
Nothing of it is written anywhere, and a link in it is not followed.
"""

from __future__ import annotations

import lzma
import re
import stat
import zipfile
import zlib
from io import BytesIO
from pathlib import PurePosixPath

from octavo.problem import WitnessError

LARGEST = 64 * 2**20
LARGEST_ARCHIVE = 256 * 2**20
MOST_FILES = 5000
LOCKED = 1
"""The bit of a file's flags that tells it is encrypted (APPNOTE.TXT, 4.4.4)."""
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    UnicodeDecodeError,
)
"""What Python raises of an archive that is cut off, damaged, or packed in a way it does not know."""


class Archive:
    """The files of an archive by name; of several by one name the last, as every unpacker has it. Raises WitnessError.

    `remarks` tell what of it is not read.
    """

    def __init__(self, name: str, content: bytes) -> None:
        self.name = name
        try:
            self.zip = zipfile.ZipFile(BytesIO(content))
        except (*BROKEN, OSError) as error:
            raise self.broken(error) from None
        every = [info for info in self.zip.infolist() if not info.is_dir()]
        self.refuse_outside(every)
        self.refuse_much(every)
        self.files = {info.filename: info for info in every if not is_link(info)}
        twice = dict.fromkeys(info.filename for info in every if self.files.get(info.filename, info) is not info)
        self.remarks = [f"{name} holds {file} more than once; the last is taken" for file in twice]
        self.remarks += [f"{info.filename} is a link and was left out" for info in every if is_link(info)]

    def namelist(self) -> list[str]:
        """The names of all files."""
        return list(self.files)

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises KeyError, WitnessError."""
        info = self.files[name]
        if info.flag_bits & LOCKED:
            raise WitnessError(f"{self.name}: {name} is locked by a password; unpack it and give the folder")
        if info.file_size > LARGEST:
            raise WitnessError(too_large(f"{self.name}: {name}", info.file_size, LARGEST))
        try:
            return self.zip.read(info)
        except (*BROKEN, OSError) as error:
            raise self.broken(error) from None

    def broken(self, error: Exception) -> WitnessError:
        """What is said of an archive that cannot be read."""
        return WitnessError(f"{self.name}: is no whole archive: {error}; fetch it again")

    def refuse_outside(self, files: list[zipfile.ZipInfo]) -> None:
        """Raises WitnessError for a path that leads outside the archive."""
        for info in files:
            parts = PurePosixPath(info.filename.replace("\\", "/"))
            if parts.is_absolute() or ".." in parts.parts or re.match(r"[A-Za-z]:", info.filename):
                raise WitnessError(
                    f"{self.name}: holds {info.filename!r}, a path outside the archive; it is not to be trusted"
                )

    def refuse_much(self, files: list[zipfile.ZipInfo]) -> None:
        """Raises WitnessError where all files together, be several of one name, are too much."""
        size = sum(info.file_size for info in files)
        if len(files) > MOST_FILES or size > LARGEST_ARCHIVE:
            raise WitnessError(
                f"{self.name}: unpacks to {len(files)} files and {size >> 20} MB, more than {MOST_FILES} files or "
                f"{LARGEST_ARCHIVE >> 20} MB; take the book's own files out of it"
            )


def is_link(info: zipfile.ZipInfo) -> bool:
    """Whether a member is a symbolic link, whose content is the path it leads to."""
    return stat.S_ISLNK(info.external_attr >> 16)


def too_large(name: str, size: int, limit: int) -> str:
    """What is said of a file beyond the limit."""
    return f"{name}: is {size >> 20} MB, more than the {limit >> 20} MB one text may have; divide it"
