"""Header: a page and its provider in; the elements in which the provider says what the text is, out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile
from xml.etree.ElementTree import Element

from msgspec.structs import replace

from octavo import model as m
from octavo.lines import block_text
from octavo.provider import Provider
from octavo.readers.entry import Entry
from octavo.readers.tree import BLOCKS, Page, classes, lines, wording

SHORT = 30
"""A paragraph of fewer characters tells nothing of a text: it names the author, or leads to other pages."""
HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
TEXT = HEADINGS | {"p", "li", "dd", "td", "pre"}


def information(page: Page, provider: Provider) -> list[Element]:
    """The elements of a page that say what its text is; of what says nothing of that, and has no text behind it, none.

    A list of books may be set in the provider's information class.
    """
    told = list(leading(page, provider))
    blocks = [element for element in told if element.tag not in HEADINGS]
    if not blocks or any(tells(block, provider) for block in blocks) or has_text(page, blocks[-1], provider):
        return told
    return [element for element in told if element.tag in HEADINGS]


def tells(block: Element, provider: Provider) -> bool:
    """Whether a block says where a text comes from: by a label, or by the provider's name."""
    return any(map(provider.labels, lines(block))) or provider.matches(provider.signs, wording(block))


def has_text(page: Page, block: Element, provider: Provider) -> bool:
    """Whether a page has more behind `block` than what is the provider's."""
    own = frozenset(provider.omit)
    behind = dropwhile(lambda element: element is not block, page.body.iter())
    next(behind)
    return any(element.tag in TEXT and not classes(element) & own and wording(element) for element in behind)


def leading(page: Page, provider: Provider) -> Iterator[Element]:
    """The blocks of the provider's information class that lead the text, and lines that only name the provider.

    Under a heading of its own, without a rule between, such a block is a text. Of no class is one between two rules.
    """
    names = frozenset(provider.information)
    if (told := between_rules(page, provider)) is not None:
        yield told
    above, opened, ruled = "", False, False
    for element in page.body.iter():
        if element.tag in HEADINGS or element.tag == "hr":
            above, ruled = element.tag, ruled or (element.tag == "hr" and above in HEADINGS)
            if opened:
                return
            if element.tag in HEADINGS and names_provider(element, provider):
                yield element
        elif not classes(element) & names or element.tag not in BLOCKS:
            if opened and element.tag == "p":
                return
        elif above in HEADINGS and ruled and not opened:
            return
        else:
            opened = True
            yield element


def between_rules(page: Page, provider: Provider) -> Element | None:
    """The first paragraph of a page, where it stands between rules and its lines have labels or name the provider."""
    first = next((element for element in page.body.iter("p") if len(wording(element)) > SHORT), None)
    if first is None or first not in page.parents:
        return None
    row = list(page.parents[first])
    place = row.index(first)
    ruled = [one.tag for one in row[max(0, place - 1) : place + 2 : 2]] == ["hr", "hr"]
    labels = sum(map(provider.labels, lines(first))) if ruled else 0
    return first if labels > 1 or (labels and provider.matches(provider.signs, wording(first))) else None


def names_provider(element: Element, provider: Provider) -> bool:
    """Whether a heading says who provides the page and nothing else."""
    words = wording(element)
    return any(re.fullmatch(sign, words) for sign in (re.escape(provider.name), *provider.signs))


def remarked(entries: Sequence[Entry], provider: Provider | None) -> list[Entry]:
    """`entries` of a page without the sections whose heading says that they are the transcriber's remarks."""
    out: list[Entry] = []
    inside = False
    for entry in entries:
        heading = entry.blocks[0] if entry.blocks and isinstance(entry.blocks[0], m.Heading) else None
        if heading and not entry.omitted:
            inside = provider is not None and provider.matches(provider.remarks, block_text(heading))
        text = inside and not entry.omitted and not entry.note and entry.blocks != (m.ThematicBreak(),)
        out.append(replace(entry, omitted="provider-remarks") if text else entry)
    return out
