"""Project: where the books, templates, styles, states and outputs of one library stand."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct


class Project(Struct, frozen=True):
    """The folder with dodo.py in it, and its rooms."""

    root: Path

    @property
    def content(self) -> Path:
        """The books, a folder each."""
        return self.root / "content"

    @property
    def templates(self) -> Path:
        """The pages' templates."""
        return self.root / "templates"

    @property
    def styles(self) -> Path:
        """The style sheets and the table of faces."""
        return self.root / "styles"

    @property
    def dist(self) -> Path:
        """The outputs."""
        return self.root / "dist"

    @property
    def state(self) -> Path:
        """What is kept between builds: editions, layouts, instanced fonts."""
        return self.root / ".octavo"

    @property
    def fonts(self) -> Path:
        """The instanced fonts."""
        return self.state / "fonts"

    @property
    def books(self) -> Path:
        """What is kept between builds of each book."""
        return self.state / "books"

    def book(self, slug: str) -> Path:
        """Where a book's edition and layout are kept between builds."""
        return self.books / slug

    def images(self, slug: str) -> Path:
        """The pictures of a book's edition."""
        return self.book(slug) / "images"

    def edition(self, slug: str) -> Path:
        """The edition every format of a book reads."""
        return self.book(slug) / "edition.json"

    def output(self, slug: str, name: str) -> Path:
        """A book's output, `name` being what follows the slug ('.epub', '.print.pdf')."""
        return self.dist / slug / f"{slug}{name}"
