"""Readers: a witness in, its reading out. One module an input format, one line each in READERS."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePath

from octavo.problem import WitnessError
from octavo.provider import Provider
from octavo.readers import html, markdown, text
from octavo.readers.witness import Witness
from octavo.reading import Reading

Reader = Callable[[Sequence[Witness], Provider | None], Reading]
READERS: dict[str, Reader] = {
    ".txt": text.read,
    ".htm": html.read,
    ".html": html.read,
    ".xhtml": html.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
}


def read(witnesses: Sequence[Witness], provider: Provider | None) -> Reading:
    """The reading of `witnesses`, which must hold something to read. Raises WitnessError."""
    reading = perused(witnesses, provider)
    if not reading.blocks:
        raise WitnessError(f"{witnesses[0].name}: there is nothing to read in it; give the page of the text itself")
    return reading


def perused(witnesses: Sequence[Witness], provider: Provider | None) -> Reading:
    """The reading of `witnesses`, by the reader for their names' ending, be there text or none. Raises WitnessError."""
    endings = [PurePath(witness.name).suffix.lower() for witness in witnesses]
    for witness, ending in zip(witnesses, endings, strict=True):
        if ending not in READERS:
            raise WitnessError(
                f"{witness.name}: Octavo does not read {ending or 'files without an ending'!r}; "
                f"it reads {', '.join(sorted(READERS))}"
            )
    readers = {READERS[ending] for ending in endings}
    if len(readers) > 1:
        raise WitnessError(f"the witness's files are of several kinds ({', '.join(sorted(set(endings)))}); choose one")
    return readers.pop()(witnesses, provider)
