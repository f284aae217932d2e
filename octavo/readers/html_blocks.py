"""HTML blocks: a block of HTML in a Markdown file in; what stands in it as headings, paragraphs and quotations out.

CommonMark 0.31.2, 4.6. Elements that are more than lines of text, such as tables and lists, are not read.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from msgspec import Struct

SIMPLE = "h[1-6]|p|div|center|blockquote|section|article|header|footer|main|figure|figcaption|hr|br|img|a|span|font|u|s"
SIMPLE += "|i|em|b|strong|cite|small|big|sup|sub|q"
COMMENT = r"<!--(?:[^<]|<(?!!--))*?-->"
"""A comment, in which none begins: what nothing closes is looked through once, not to the end for each."""
TAG = re.compile(rf"{COMMENT}|<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>")
READ = re.compile(SIMPLE, re.IGNORECASE)
INLINE = frozenset("br img a span font u s i em b strong cite small big sup sub q".split())


ATTRIBUTE = re.compile(r"\b(?P<key>src|alt)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s>]+))")


class Stretch(Struct, frozen=True):
    """Words of a block between two tags that begin or end lines: where they stand in it, and in which elements.

    `tag` is where the one before them begins and ends, that parts them from the words before; 0 where there are none.
    """

    begin: int
    end: int
    within: frozenset[str]
    tag: tuple[int, int] = (0, 0)


def stretches(content: str) -> list[Stretch] | None:
    """The stretches of words in a block; an empty one is a rule. None where it holds more than lines of text."""
    found = list(TAG.finditer(content))
    if not all(tag["name"] is None or READ.fullmatch(tag["name"]) for tag in found):
        return None
    return list(parted(content, [tag for tag in found if tag["name"] and tag["name"].lower() not in INLINE]))


def names(markup: str) -> list[str]:
    """The names of the elements that begin in `markup`."""
    return [tag["name"].lower() for tag in TAG.finditer(markup) if tag["name"] and not tag["end"]]


def said_of_picture(tag: str) -> dict[str, str]:
    """The address and the words of an `img` tag."""
    found = ATTRIBUTE.finditer(tag)
    return {one["key"]: html.unescape(one["double"] or one["single"] or one["bare"] or "") for one in found}


def pictures(markup: str) -> Iterator[str]:
    """The addresses of the pictures that `markup` shows."""
    tags = (tag for tag in TAG.finditer(markup) if (tag["name"] or "").lower() == "img")
    yield from filter(None, (said_of_picture(tag[0]).get("src") for tag in tags))


def parted(content: str, tags: list[re.Match[str]]) -> Iterator[Stretch]:
    """The stretches between `tags`."""
    open_tags: list[str] = []
    last, before, met = 0, (0, 0), False
    for tag in [*tags, None]:
        end = tag.start() if tag else len(content)
        words = content[last:end]
        if TAG.sub("", words).strip() or "img" in names(words):
            begin = last + len(words) - len(words.lstrip())
            yield Stretch(begin, begin + len(words.strip()), frozenset(open_tags), before if met else (0, 0))
            met = True
        if tag is None:
            return
        last, name, before = tag.end(), tag["name"].lower(), tag.span()
        if name == "hr":
            yield Stretch(last, last, frozenset())
        elif not tag["end"]:
            open_tags.append(name)
        elif name in open_tags:
            open_tags = open_tags[: len(open_tags) - 1 - open_tags[::-1].index(name)]
