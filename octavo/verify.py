"""Verify: a book's folder and its finished outputs in, every fault of theirs out.

The build holds each output to these checks before it keeps it; this does so again, at any later time, with
what stands in dist/.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from zipfile import BadZipFile

from pypdfium2 import PdfiumError

from octavo.build import load
from octavo.checks.epub import check_epub
from octavo.checks.fidelity import check_epub_text, check_pdf_text
from octavo.checks.laws import check_laws
from octavo.edition import Edition
from octavo.press import pages_around
from octavo.problem import ContentError, OctavoError, WitnessError
from octavo.project import Project
from octavo.tasks import published


def verify(folder: Path, project: Project) -> Iterator[tuple[str, str]]:
    """(output's name, 'agrees' or what is wrong) for the edition and each output of the book in `folder`."""
    source = load(folder)
    slug = source.manifest.slug
    if not project.edition(slug).exists():
        raise WitnessError(f"{folder}: this book was not built yet; run ./build first")
    edition = Edition.load(project.edition(slug))
    yield "edition", verdict(lambda: check_laws(edition, source.witnesses, source.settings))
    around = pages_around(edition, project)
    for path in [project.dist / slug / name for name in sorted(published(source.manifest))]:
        if not path.is_file() or not path.stat().st_size:
            yield path.name, "is missing; run ./build"
        elif path.suffix == ".epub":
            text = partial(check_epub_text, path.read_bytes(), edition, around)
            yield path.name, verdict(partial(valid, path), text)
        elif path.suffix == ".pdf":
            yield path.name, verdict(partial(check_pdf_text, path.read_bytes(), edition, around))


def valid(path: Path) -> None:
    """Raises ContentError with what EPUBCheck finds in an EPUB."""
    if problems := check_epub(path):
        raise ContentError(problems)


def verdict(*checks: Callable[[], object]) -> str:
    """'agrees', or the faults the checks raise."""
    faults = []
    for check in checks:
        try:
            check()
        except OctavoError as error:
            faults.append(str(error))
        except (BadZipFile, PdfiumError, KeyError) as error:
            faults.append(f"cannot be read: {error}; run ./build again")
    return "\n".join(faults) or "agrees"
