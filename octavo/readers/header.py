"""Header: a page and its provider in; the elements in which the provider says what the text is, out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from msgspec.structs import replace

from octavo import model as m
from octavo.lines import block_text
from octavo.provider import Provider
from octavo.readers.entry import Entry
from octavo.readers.tree import BLOCKS, Page, classes, wording

HEADINGS = frozenset(f"h{level}" for level in range(1, 7))


def information(page: Page, provider: Provider) -> Iterator[Element]:
    """The blocks of the provider's information class that lead the text, and lines that only name the provider.

    Under a heading of its own, without a rule between, such a block is a text.
    """
    names = frozenset(provider.information)
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
        text = inside and not entry.omitted and entry.blocks != (m.ThematicBreak(),)
        out.append(replace(entry, omitted="provider-remarks", note=None) if text else entry)
    return out
