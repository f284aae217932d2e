"""Readers: a witness in, a flat run of blocks out. One module an input format, one line each in READERS."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from octavo.model import Blocks
from octavo.problem import WitnessError
from octavo.readers import text
from octavo.readers.witness import Witness

READERS: dict[str, Callable[[Witness], Blocks]] = {".txt": text.read}


def read(witness: Witness) -> Blocks:
    """The blocks of `witness`, by the reader for its file name's ending. Raises WitnessError."""
    ending = PurePath(witness.name).suffix.lower()
    if ending not in READERS:
        raise WitnessError(
            f"{witness.name}: Octavo does not read {ending or 'files without an ending'!r}; "
            f"it reads {', '.join(sorted(READERS))}"
        )
    return READERS[ending](witness)
