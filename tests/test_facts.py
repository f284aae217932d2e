"""Facts: a table that cannot be used is named, with what is wrong in it."""

import re
from pathlib import Path

import pytest

import octavo
from octavo.facts import Words, alternatives, checked, every_word, read_facts
from octavo.problem import FactsError


def test_a_table_beside_the_code_is_read_by_its_name() -> None:
    """As every module that holds words of languages does."""
    assert read_facts("relators.toml", dict[str, str])["ill"] == "illustrator"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"to = [\n", "octavo/letters.toml: not TOML: "),
        (b"to = 'dear'\n", r"octavo/letters.toml: Expected `array`, got `str` - at `\$\[...\]`; write the row as"),
        ("to = ['ch\xe8re']\n".encode("latin-1"), "octavo/letters.toml: byte 9 is not UTF-8; save the file as UTF-8"),
    ],
)
def test_a_broken_table_is_named(content: bytes, message: str) -> None:
    """Who adds a word to a table reads which file is wrong, and where."""
    with pytest.raises(FactsError, match=message):
        checked(content, "octavo/letters.toml", Words)


def test_the_words_of_one_kind_are_of_all_languages_the_longest_first() -> None:
    """So that no word is taken for the beginning of another."""
    words = every_word("marks.toml", "page")
    assert {"Pg", "Seite"} <= set(words)
    assert alternatives(words).index("Pg\\.") < alternatives(words).index("|Pg|")


@pytest.mark.parametrize("table", sorted(Path(octavo.__file__).parent.rglob("*.toml")), ids=lambda path: path.name)
def test_every_table_says_where_its_rows_are_from(table: Path) -> None:
    """A fact without a source cannot be checked by the next who reads it."""
    text = table.read_text(encoding="utf-8")
    assert re.search(r"^#.*\b(?:Sources?|Seen in)\b|^source = ", text, re.MULTILINE)
