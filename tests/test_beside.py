"""Author and title side by side: in one line over a text, or in the name of its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.intake import new
from octavo.intake.beside import beside, named_by_file

from .inputs import DAY, put

PROSE = "The wind came from the sea, and the women stood by the harbour and waited for the boats of the men. " * 4
RUSSIAN = "Ветер дул с моря, и женщины стояли на берегу и ждали лодок своих мужей с самого утра. " * 4


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Анна Петровна Полева. Дом у моря", ("Дом у моря", "Анна Петровна Полева")),
        ("А. П. Полева. Дом у моря.", ("Дом у моря", "А. П. Полева")),
        ("Анна Полева «Дом у моря»", ("Дом у моря", "Анна Полева")),
        ("Ada Field: The Quay", ("The Quay", "Ada Field")),
        ("Ada Field — The Quay", ("The Quay", "Ada Field")),
        ("A. J. FIELD. THE QUAY", ("The Quay", "A. J. Field")),
        ("Great Harbours. Their people", None),
        ("Ada Field: A Tale", None),
        ("The Quay: The Sea", None),
        ("Bo Lake: His Days", None),
    ],
)
def test_a_line_has_an_author_and_a_title(line: str, told: tuple[str, str] | None) -> None:
    assert beside(line, lambda name: int(name == "Bo Lake")) == told


@pytest.mark.parametrize(
    ("stem", "told"),
    [
        ("Ada Field - The Quay", ("The Quay", "Ada Field")),
        ("Field, Ada - The Quay", ("The Quay", "Ada Field")),
        ("The_Quay_-_Ada_Field", ("The Quay", "Ada Field")),
        ("The Quay - Part Two of It", (None, None)),
        ("the-quay", (None, None)),
    ],
)
def test_a_file_s_name_has_them(stem: str, told: tuple[str | None, str | None]) -> None:
    assert named_by_file(stem) == told


def chapters(prose: str, word: str) -> str:
    return "".join(f"{word} {number}\n\n{prose}\n\n\n" for number in ("I", "II"))


@pytest.mark.parametrize(
    ("name", "head", "title"),
    [("a.txt", "Анна Полева. Дом у моря\n\n\n", "Дом у моря"), ("Анна Полева - Дом.txt", "", "Дом")],
)
def test_a_text_is_of_the_author_beside_its_title(tmp_path: Path, name: str, head: str, title: str) -> None:
    text = f"{head}{chapters(RUSSIAN, 'ГЛАВА')}"
    book = new([str(put(tmp_path, name, text.encode()))], tmp_path / "b", DAY).edition.book
    assert (book.metadata.title, [person.name for person in book.metadata.contributors]) == (title, ["Анна Полева"])


def test_initials_tell_the_author_from_the_title(tmp_path: Path) -> None:
    text = f"A. J. FIELD\n\nGREEN HARBOURS\n\n\n{chapters(PROSE, 'CHAPTER')}"
    draft = new([str(put(tmp_path, "a.txt", text.encode()))], tmp_path / "b", DAY)
    book = draft.edition.book
    assert (book.metadata.title, book.metadata.contributors[0].name) == ("Green Harbours", "A. J. Field")
    assert not any("one shape" in remark for remark in draft.remarks)
