"""Standing type: copy in, its pages out, set anew only where they are not kept from an earlier build.

Printers kept type standing for the next printing. A page is known by all that makes it: markup, style sheets,
faces, pictures, the typesetter and its code; so what is kept is never stale, and what no book asks for is thrown
away.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from octavo import words
from octavo.faces import faces
from octavo.formats import compositor, page_starts
from octavo.formats.compositor import Copy, Setting, typeset
from octavo.problem import OctavoError
from octavo.project import Project
from octavo.store import replaced

MAKERS = (compositor.__file__, page_starts.__file__, words.__file__, __file__)


class StandingType:
    """The pages kept of one book, in its folder."""

    def __init__(self, project: Project, slug: str) -> None:
        self.project = project
        self.folder = project.book(slug) / "pages"
        self.images = {path.name: path for path in sorted(project.images(slug).glob("*"))}
        self.made_with = digest(
            compositor.MADE_WITH.encode(),
            *(face.kept(project.fonts).name.encode() for face in faces(project.styles)),
            *(Path(maker).read_bytes() for maker in MAKERS),
        )
        self.wanted: set[str] = set()

    def settings(self, copies: Sequence[Copy], cores: int) -> list[tuple[bytes, Setting]]:
        """The pages of each of `copies`, those not kept set on as many `cores`. Raises ToolError."""
        missing = [copy for copy in copies if not self.kept(copy).exists()]
        if len(missing) > 1 and cores > 1 and can_fork():
            self.share_out(missing, cores)
        return [self.setting(copy) for copy in copies]

    def setting(self, copy: Copy) -> tuple[bytes, Setting]:
        """The pages of `copy`, set now if they are not kept. Raises ToolError."""
        path = self.kept(copy)
        self.wanted.add(path.stem)
        if not path.exists():
            self.set_type(copy)
        return path.with_suffix(".pdf").read_bytes(), msgspec.json.decode(path.read_bytes(), type=Setting)

    def set_type(self, copy: Copy) -> None:
        """Sets `copy` and keeps it; its JSON last, which tells that all is there."""
        path = self.kept(copy)
        content, setting = typeset(copy, self.project, path.stem)
        for place, written in ((path.with_suffix(".pdf"), content), (path, msgspec.json.encode(setting))):
            with replaced(place) as temporary:
                temporary.write_bytes(written)

    def kept(self, copy: Copy) -> Path:
        """Where what is known of the pages of `copy` is kept, their PDF beside it."""
        sheets = (self.project.styles / sheet for sheet in copy.sheets)
        pictures = (path for name, path in self.images.items() if name in copy.markup)
        given = (copy.markup.encode(), copy.own.encode(), str(copy.tagged).encode(), self.made_with.encode())
        return self.folder / f"{digest(*given, *(path.read_bytes() for path in (*sheets, *pictures)))}.json"

    def share_out(self, copies: Sequence[Copy], cores: int) -> None:
        """Sets `copies` beside each other; what another process could not set is left for this one, which tells why."""
        shares = even_shares(copies, min(cores, len(copies)))
        context = multiprocessing.get_context("fork")
        helpers = [context.Process(target=self.set_share, args=(share,)) for share in shares[1:]]
        for helper in helpers:
            helper.start()
        try:
            for copy in shares[0]:
                self.set_type(copy)
        finally:
            for helper in helpers:
                helper.join()

    def set_share(self, share: Sequence[Copy]) -> None:
        """Sets what falls to one process."""
        with suppress(OctavoError, OSError):
            for copy in share:
                self.set_type(copy)

    def clear(self) -> None:
        """Throws away what was not asked for."""
        for path in self.folder.glob("*"):
            if path.stem not in self.wanted:
                path.unlink(missing_ok=True)


def even_shares(copies: Sequence[Copy], count: int) -> list[list[Copy]]:
    """`copies` in `count` shares of about the same length."""
    shares: list[list[Copy]] = [[] for _ in range(count)]
    for copy in sorted(copies, key=lambda copy: -len(copy.markup)):
        min(shares, key=lambda share: sum(len(other.markup) for other in share)).append(copy)
    return shares


def can_fork() -> bool:
    """Whether this process may split: it is alone in its memory, no other thread and no Java machine in it."""
    return sys.platform == "linux" and "jpype" not in sys.modules and threading.active_count() == 1


def digest(*contents: bytes) -> str:
    """A name for what is made of `contents`."""
    whole = hashlib.sha256()
    for content in contents:
        whole.update(hashlib.sha256(content).digest())
    return whole.hexdigest()[:32]
