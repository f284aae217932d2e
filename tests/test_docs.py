"""The documentation: what it lists is what there is."""

from pathlib import Path

import msgspec
import pytest
from msgspec import Struct

from octavo import manifest, model

DOCS = Path(__file__).parent.parent / "docs"
TABLES: dict[str, type[Struct]] = {
    "| key |": manifest.Manifest,
    "| `[[contributors]]` |": model.Contributor,
    "| `[series]` |": model.Series,
    "| `[accessibility]` |": model.Certification,
    "| `[witness]` |": manifest.WitnessEntry,
    "| `[[witness.files]]` |": manifest.WitnessFile,
    "| `[opening]` |": manifest.OpeningEntry,
    "| `[typography]` |": manifest.TypographyEntry,
    "| `[print]` |": manifest.PrintEntry,
    "| `[[suppress]]` |": manifest.SuppressEntry,
}


def keys(table: str) -> set[str]:
    """The keys in the first column of a table."""
    first = (line.split("|")[1] for line in table.split("\n")[2:] if line.startswith("|"))
    return {key.strip("` ") for cell in first for key in cell.split(",")}


@pytest.mark.parametrize("head", TABLES)
def test_every_key_of_book_toml_is_listed_and_no_other(head):
    text = (DOCS / "book-toml.md").read_text(encoding="utf-8").partition("# emendations.toml")[0]
    (table,) = (part for part in text.split("\n\n") if part.startswith(head))
    fields = {field.encode_name: field.type for field in msgspec.structs.fields(TABLES[head])}
    headed = {name.strip("`[]| ") for name in TABLES} | {"alternatives", "files"}
    assert keys(table) - headed == set(fields) - headed
