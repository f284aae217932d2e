"""Items: the lines of a plain text's paragraph in; the items of a list that they are, each with its label, out.

Labels are numbers and letters (`1.`, `(a)`, `ii.`) or a bullet (`*`, `-`, `•`) before words. An item has a line of its
own, and further lines that are set in under it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from octavo import model as m
from octavo.inlines import flat, splice, within
from octavo.lines import Line
from octavo.notes import divided
from octavo.structure.divisions import ROMAN, roman
from octavo.typography.edit import Edit

LABEL = re.compile(
    r"(?:(?P<sign>[*•·▪‣–-])|(?P<open>\(?)(?P<number>[0-9]{1,2}|[a-z]|[A-Z]|[ivx]{2,5}|[IVX]{2,5})(?P<close>[.)]))"
    r"[ \t]+(?=\S)"
)
ALPHABET = "abcdefghijklmnopqrstuvwxyz"
BESIDE = 1
"""Labels stand so near one column."""


class Label(Struct, frozen=True):
    """What an item begins with: its shape, as `(1)` has `()`, its number or letter, and where what it says begins."""

    shape: str
    number: str
    end: int

    @property
    def is_sign(self) -> bool:
        """Whether it is a bullet's."""
        return not self.number


class Item(Struct, frozen=True):
    """A label, and the lines of what it labels; `flowed` tells that their ends were undone."""

    label: Label
    lines: tuple[Line, ...]
    flowed: bool

    @property
    def said(self) -> str:
        """What is said under the label."""
        return " ".join(" ".join(line.text for line in self.lines)[self.label.end :].split())


def lines_of(block: m.Block) -> Iterator[Line]:
    """The lines of a paragraph, or of verse, as the witness has them."""
    if isinstance(block, m.Verse):
        yield from (Line(line.children, line.position) for stanza in block.stanzas for line in stanza)
    elif isinstance(block, m.Paragraph):
        text = flat(block.children)
        places = [0, *line_starts(block.position, text), len(text) + 1]
        rest = block.children
        for begin, end in pairwise(places):
            line, rest = divided(rest, end - 1 - begin)
            yield Line(line, within(block.position, begin, end - 1))
            rest = splice(rest, [Edit(0, 1, "", "line")]) if end <= len(text) else rest


def line_starts(position: m.Position, text: str) -> Iterator[int]:
    """Where in `text` each line of the witness but the first begins; other breaks tell where marks went."""
    last = position.line
    for at, line, _ in position.breaks:
        if line != last and text[at - 1 : at] in {" ", "\n"}:
            yield at
        last = line


def items_of(rows: Sequence[Line], flowed: bool) -> list[Item]:
    """Lines as items with one shape of label; none where a line is neither an item's first nor set in under one."""
    items: list[Item] = []
    for row in rows:
        label = label_of(row.text)
        if label and (not items or are_alike(items[0], Item(label, (row,), flowed))):
            items.append(Item(label, (row,), flowed))
        elif not items or row.position.column <= items[-1].lines[0].position.column or is_inner(label):
            return []
        else:
            items[-1] = replace(items[-1], lines=(*items[-1].lines, row))
    return items


def label_of(text: str) -> Label | None:
    """The label a line begins with."""
    found = LABEL.match(text)
    if not found or (found["open"] and found["close"] != ")"):
        return None
    return Label(found["sign"] or found["open"] + found["close"], found["number"] or "", found.end())


def is_inner(label: Label | None) -> bool:
    """Whether a line set in under an item begins one of a list in it, which is left alone."""
    return label is not None and (label.shape != "." or label.number.isdecimal())


def are_alike(item: Item, other: Item) -> bool:
    """Whether two items have labels of one shape, in one column."""
    one, two = item.label, other.label
    if one.shape != two.shape or one.number.isdecimal() != two.number.isdecimal():
        return False
    same_case = one.is_sign or one.number.isupper() == two.number.isupper()
    wide = abs(len(one.number) - len(two.number))
    near = abs(item.lines[0].position.column - other.lines[0].position.column)
    return same_case and near <= max(BESIDE, wide)


def first_number(numbers: Sequence[str]) -> int | None:
    """What numbers, figures or letters that count on by one count from; None where they do not."""
    for read in (figure, counted, letter):
        values = [read(number) for number in numbers]
        first = values[0]
        if first is not None and values == list(range(first, first + len(values))):
            return first
    return None


def figure(number: str) -> int | None:
    """What an arabic number says."""
    return int(number) if number.isdecimal() else None


def counted(number: str) -> int | None:
    """What a roman number says."""
    return roman(number.lower()) if ROMAN.fullmatch(number) else None


def letter(number: str) -> int | None:
    """Which letter of the alphabet one is."""
    plain = number.lower()
    return ALPHABET.index(plain) + 1 if len(plain) == 1 and plain in ALPHABET else None
