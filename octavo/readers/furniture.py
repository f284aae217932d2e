"""Furniture: what leads from a page to others of its site, or tells whose site it is; left out at the page's ends."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from xml.etree.ElementTree import Element

from msgspec.structs import replace

from octavo import model as m
from octavo.lines import block_text
from octavo.readers.entry import Entry
from octavo.readers.figures import leads_away
from octavo.readers.run import Node
from octavo.readers.sheet import class_names
from octavo.readers.tree import PLACED, wording

LONGEST = 300
"""Characters that a line of furniture has at most; a paragraph of more is running text."""
BESIDE = re.compile(r"[0-9©|@]")
"""What a line of a site has beside such words, and a story's last sentence that has one of them seldom."""


@cache
def furniture() -> re.Pattern[str]:
    """The words of links that lead to other pages."""
    return whole_words("furniture_words")


@cache
def imprint() -> re.Pattern[str]:
    """The words by which a line under a text tells whose site this is, and when a page was changed."""
    return whole_words("foot_words")


def whole_words(key: str) -> re.Pattern[str]:
    """Matches the words that classes.toml has under `key`, and no parts of words."""
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, class_names()[key])) + r")(?!\w)", re.IGNORECASE)


def leads_on(nodes: Sequence[Node], calls: Collection[Element]) -> bool:
    """Whether most of what `nodes` say leads to other pages: two links, or one that says so; `calls` are of notes."""
    links = [a for node in nodes if not isinstance(node, str) for a in node.iter("a") if a.get("href")]
    if not links or any(a in calls for a in links):
        return False
    words = "".join(PLACED.sub("", node) if isinstance(node, str) else wording(node) for node in nodes)
    if not letters(words):
        return are_arrows([node for node in nodes if not isinstance(node, str)])
    said = [wording(a) for a in links]
    ways = [way for a, way in zip(links, said, strict=True) if way and (is_away(a) or furniture().search(way))]
    if len(ways) < len(list(filter(None, said))) or not (len(ways) > 1 or any(map(furniture().search, ways))):
        return False
    return len(words) < LONGEST and letters("".join(ways)) * 2 > letters(words)


def are_arrows(elements: Sequence[Element]) -> bool:
    """Whether all pictures in `elements` lead to other pages, and there is one."""
    shown = [element for element in elements if next(element.iter("img"), None) is not None]
    return bool(shown) and all(map(leads_away, shown))


def is_away(link: Element) -> bool:
    """Whether a link leads to another page, not to a place in this one."""
    return not (link.get("href") or "#").startswith("#")


def letters(words: str) -> int:
    """How many letters and figures there are in `words`."""
    return sum(map(str.isalnum, words))


def trimmed(entries: list[Entry]) -> list[Entry]:
    """A page's entries, those that lead elsewhere left out before its text and behind it, and its imprint there."""
    kept = [number for number, entry in enumerate(entries) if not (entry.leads_on or is_aside(entry))]
    prose = next((number for number, entry in enumerate(entries) if is_prose(entry)), len(entries))
    while kept and kept[-1] > prose and is_imprint(entries[kept[-1]]):
        kept.pop()
    if all(isinstance(entries[number].blocks[0], m.Heading) for number in kept):
        return entries
    ends = {*range(kept[0]), *range(kept[-1] + 1, len(entries))}
    return [
        replace(entry, omitted="navigation") if number in ends and not is_aside(entry) else entry
        for number, entry in enumerate(entries)
    ]


def is_aside(entry: Entry) -> bool:
    """Whether an entry is left out already, or no more than a rule."""
    return entry.omitted is not None or entry.position is m.NOWHERE


def is_prose(entry: Entry) -> bool:
    """Whether an entry is running text."""
    block = entry.blocks[0] if entry.blocks and not is_aside(entry) else None
    return isinstance(block, m.Paragraph) and len(block_text(block)) > LONGEST


def is_imprint(entry: Entry) -> bool:
    """Whether an entry is a short line that tells whose site this is: it begins so, or has a sign or figure beside."""
    block = entry.blocks[0] if len(entry.blocks) == 1 and not entry.note else None
    text = block_text(block) if isinstance(block, m.Paragraph) else ""
    found = imprint().search(text) if 0 < len(text) < LONGEST else None
    return found is not None and (found.start() == 0 or bool(BESIDE.search(text)))
