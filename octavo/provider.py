"""Providers: the shapes each source of texts gives its header and credit line, read from `sources/`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, cached_property
from importlib.resources import files

from msgspec import Struct

from octavo.facts import read_facts
from octavo.problem import ManifestError

COLONS = (":", "：")


class Provider(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """One file of `sources/`.

    `opening` names the paragraphs above the information block in order, the last one as often as needed;
    `fields` says what each label of the block holds; `volume` and `credit` are regular expressions with
    the groups `number` and `credit`.

    A provider that frames its texts has lines that match `begin` before them and `end` after them, each of these with
    the letters `end_has`, in small. Its remarks lead the text, in blocks that match `remarks`, and end it, from one
    that matches `closing`; `noted` ones go on to a wider gap, `paired` are headings of them with the block under it.
    `named` finds the groups `title` and `author` in its first words or its last, `number` a text's number for the
    address `page`. `head` is the title in the heads of its pages, with the groups `title` and `author`.
    `author_link` matches the addresses of its pages about authors, `archive` the statement of rights that names the
    `author` whose archive a text is of, `title_tail` what its titles have behind the title.
    `signs` are regular expressions that tell its files; `omit` the classes and `#ids` of what is its own in HTML,
    `text` those of what holds the text where it is, all beside that being the provider's; `stated` says what the
    elements with certain ids state of the work. `trail` matches lines of pages saved as text that lead elsewhere,
    `terms` lines of a header by which not everybody may do everything with the text.
    """

    id: str
    name: str
    home: str
    fields: dict[str, str]
    opening: tuple[str, ...] = ()
    volume: str = "(?!)"
    credit: str = "(?!)"
    begin: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    begin_has: tuple[str, ...] = ("",)
    end_has: tuple[str, ...] = ("",)
    remarks: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()
    paired: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    trail: tuple[str, ...] = ()
    named: str = "(?!)"
    head: str = "(?!)"
    number: str | None = None
    page: str | None = None
    signs: tuple[str, ...] = ()
    omit: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    stated: dict[str, str] = {}
    information: tuple[str, ...] = ()
    title_tail: str = "(?!)"
    author_link: str = "(?!)"
    archive: str = "(?!)"
    terms: str = "(?!)"

    @cached_property
    def label(self) -> re.Pattern[str]:
        """Matches a line of the information block: label, colon, value.

        No colon is needed by a label that ends in …, nor before a year.
        """
        led = "|".join(re.escape(label[:-1].rstrip()) for label in ordered(self.fields) if label.endswith("…"))
        labels = "|".join(re.escape(label) for label in ordered(self.fields) if not label.endswith("…"))
        colon = r"\s*[:：]"
        shape = rf"\s*((?:{labels})(?={colon}|\s+[0-9])|(?:{led or '(?!)'})(?={colon}|\s))(?:{colon})?\s*(.*)"
        return re.compile(shape, re.DOTALL | re.IGNORECASE)

    @cached_property
    def sentence(self) -> re.Pattern[str]:
        """Matches the space before a sentence that tells by whom something was done: 'Scanned by …'."""
        led = "|".join(re.escape(label[:-1].rstrip()) for label in ordered(self.fields) if label.endswith(" by …"))
        return re.compile(rf"(?<=[.;)])\s+(?=(?:{led or '(?!)'})\s)", re.IGNORECASE)

    def labels(self, line: str) -> bool:
        """Whether a line of text has a label that is no word of a sentence: it has a colon, or words of its own."""
        found = self.label.match(line)
        return found is not None and (" " in found[1] or line[found.end(1) :].lstrip().startswith(COLONS))

    def field(self, label: str) -> str:
        """What the label of a line holds, however it is capitalised."""
        return self.by_label[label.casefold()]

    @cached_property
    def by_label(self) -> dict[str, str]:
        """`fields` by the label in small letters."""
        return {label.rstrip("… ").casefold(): field for label, field in self.fields.items()}

    def begins(self, text: str) -> bool:
        """Whether a line of `text` begins the provider's texts."""
        small = text.lower()
        return any(sign in small for sign in self.begin_has) and self.matches(self.begin, text)

    def ends(self, text: str) -> bool:
        """Whether a line of `text` ends the provider's texts."""
        small = text.lower()
        return any(sign in small for sign in self.end_has) and self.matches(self.end, text)

    def matches(self, patterns: tuple[str, ...], text: str) -> bool:
        """Whether one of `patterns` is found in `text`, `^` being the beginning of any of its lines."""
        return bool(patterns) and bool(joined(patterns).search(text))


def ordered(labels: Iterable[str]) -> list[str]:
    """`labels`, the longest first."""
    return sorted(labels, key=len, reverse=True)


@cache
def joined(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Matches what any of `patterns` does."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE | re.MULTILINE)


@cache
def providers() -> dict[str, Provider]:
    """Every provider by its id."""
    rows = (
        read_facts(f"sources/{file.name}", Provider)
        for file in sorted(files("octavo.sources").iterdir(), key=lambda file: file.name)
        if file.name.endswith(".toml")
    )
    return {row.id: row for row in rows}


def provider(name: str) -> Provider:
    """The provider with the id `name`. Raises ManifestError."""
    if name not in providers():
        known = ", ".join(providers())
        raise ManifestError(f"[witness] provider {name!r} is unknown; the known ones are: {known}")
    return providers()[name]


def identified(text: str) -> Provider | None:
    """The provider whose signs stand in `text`, a page's or file's beginning; None for nobody known."""
    return next((row for row in providers().values() if row.matches(row.signs, text)), None)
