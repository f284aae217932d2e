"""A plain text's own head: labelled lines, and a line that tells the kind of the work with its author."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.intake import new
from octavo.intake.authored import of_kind
from octavo.model import Metadata

from .inputs import DAY, put

PROSE = "The wind came from the sea, and the women stood by the harbour and waited for the boats. " * 4


def metadata(room: Path, head: str) -> Metadata:
    text = f"{head}\n\n\nCHAPTER I\n\n{PROSE}\n\n\nCHAPTER II\n\n{PROSE}\n"
    return new([str(put(room, "a.txt", text.encode()))], room / "b", DAY).edition.book.metadata


@pytest.mark.parametrize(
    "head",
    [
        "Title: The Quay\nAuthor: Ada Field\nTranslator: Jo Lee",
        "TITLE: The Quay\nAUTHOR: Field, Ada\n\nTRANSLATED BY: Jo Lee",
        "Titre : The Quay\nAuteur : Ada Field\nTraduction : Jo Lee",
    ],
)
def test_labelled_lines_at_the_head_tell_title_and_persons(tmp_path: Path, head: str) -> None:
    said = metadata(tmp_path, head)
    assert said.title == "The Quay"
    assert [(person.role, person.name) for person in said.contributors] == [("aut", "Ada Field"), ("trl", "Jo Lee")]


@pytest.mark.parametrize("head", ["It was late.\nTitle: The Quay", "Language: French"])
def test_a_line_with_a_colon_is_no_label_where_the_text_does_not_begin_with_such_a_head(
    tmp_path: Path, head: str
) -> None:
    said = metadata(tmp_path, head)
    assert (said.title == "The Quay", said.language) == (False, "en-GB")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Roman von Ada Feld", ("Roman", "Ada Feld")),
        ("A Comedy in Two Acts by ADA FIELD", ("A Comedy in Two Acts", "Ada Field")),
        ("Tales by Night", None),
        ("A House by Ada Field", None),
    ],
)
def test_a_line_tells_the_kind_of_a_work_and_its_author(line: str, told: tuple[str, str] | None) -> None:
    assert of_kind(line) == told


def test_the_kind_of_the_work_is_its_subtitle(tmp_path: Path) -> None:
    said = metadata(tmp_path, "The Quay\nA Novel by Ada Field")
    assert (said.title, said.subtitle, said.contributors[0].name) == ("The Quay", "A Novel", "Ada Field")


def test_labelled_lines_may_stand_under_the_title_of_a_markdown_text(tmp_path: Path) -> None:
    text = f"# The Quay\n\n**Author:** Ada Field\n\n## One\n\n{PROSE}\n\n## Two\n\n{PROSE}\n"
    said = new([str(put(tmp_path, "a.md", text.encode()))], tmp_path / "b", DAY).edition.book.metadata
    assert (said.title, said.contributors[0].name) == ("The Quay", "Ada Field")
