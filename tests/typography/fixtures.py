"""Fixtures: cases of title, input and expected, as markdown-it-py has them; unseen characters by name."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "fixtures"
UNSEEN = {
    "[nb]": "\N{NO-BREAK SPACE}",
    "[nn]": "\N{NARROW NO-BREAK SPACE}",
    "[hs]": "\N{HAIR SPACE}",
    "[wj]": "\N{WORD JOINER}",
    "[zw]": "\N{ZERO WIDTH SPACE}",
}


class Case(NamedTuple):
    """One case of a fixture; a language in brackets ends its title, American English if there is none."""

    title: str
    input: str
    expected: str

    @property
    def language(self) -> str:
        return self.title.rpartition("(")[2].rstrip(")") if self.title.endswith(")") else "en-US"


def cases(name: str) -> list[Case]:
    """The cases of a fixture."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    parts = text.removesuffix("\n.\n").replace("\n.\n\n", "\n.\n").split("\n.\n")
    assert len(parts) % 3 == 0, f"{name}.txt: a case is not title, input and expected"
    return [Case(parts[at], seen(parts[at + 1]), parts[at + 2]) for at in range(0, len(parts), 3)]


def seen(text: str) -> str:
    """A text with its unseen characters in place of their names."""
    for name, character in UNSEEN.items():
        text = text.replace(name, character)
    return text


def named(text: str) -> str:
    """A text with names in place of its unseen characters."""
    for name, character in UNSEEN.items():
        text = text.replace(character, name)
    return text
