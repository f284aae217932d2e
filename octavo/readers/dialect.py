"""Dialect: the parser of the Markdown that is read: CommonMark, and what Pandoc and the makers of sites add to it.

https://spec.commonmark.org/0.31.2/ by markdown-it-py, with tables, footnotes, definition lists and a front matter;
divisions and spans with attributes as in Pandoc (https://pandoc.org/MANUAL.html#divs-and-spans), which are no words,
and its notes in the lines they belong to.
"""

from __future__ import annotations

import re
from functools import cache
from types import ModuleType

from markdown_it import MarkdownIt, helpers
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from octavo.readers.front_matter import extent

ATTRIBUTE = r"(?:#[^\s{}]+|\.[\w:.-]+|-|[\w:-]+=(?:\"[^\"\n]*\"|[^\s{}]+))"
ATTRIBUTES = re.compile(rf"\{{\s*{ATTRIBUTE}(?:\s+{ATTRIBUTE})*\s*\}}")
DIVISION = re.compile(r":{3,}\s*(?:[\w-]+|\{[^{}]*\})?\s*:*\s*")
PARTS = re.compile(r"$|[\s.,;:!?)]")
"""What follows a note, so that it stands in no word."""
DEEPEST = 40
"""So deep blocks may stand in others; the parser drops without a word what stands deeper than it goes."""
HEAD = 4 * DEEPEST
"""Characters at the head of a label in which no more brackets than that may be opened."""
BEFORE = "])`*_"
"""What attributes stand behind."""


def label_end(state: StateInline, start: int, disable_nested: bool = False) -> int:
    """Where the label that begins at `start` ends; -1 where it does not: nothing closes it, or too many begin in it.

    The parser looks through to the end for each: brackets that nothing closes take the square of their number.
    """
    head = state.src[start : start + HEAD]
    closes = state.src.find("]", start, state.posMax) >= 0 and head.count("[") - head.count("]") <= DEEPEST
    return helpers.parseLinkLabel(state, start, disable_nested) if closes else -1


@cache
def parser() -> MarkdownIt:
    """The parser; escapes and entities are kept apart, footnotes stay where they stand."""
    made = (
        MarkdownIt("commonmark", {"maxNesting": DEEPEST + 20}).enable(["table", "strikethrough"]).disable("text_join")
    )
    made.helpers = ModuleType(helpers.__name__)
    vars(made.helpers).update(vars(helpers) | {"parseLinkLabel": label_end})
    made.block.ruler.before("table", "deep", deep, {"alt": ["paragraph", "blockquote", "list"]})
    made.block.ruler.before("table", "front_matter", front_matter, {"alt": ["paragraph"]})
    made.block.ruler.before("table", "division", division, {"alt": ["paragraph"]})
    made.inline.ruler.before("link", "note", note)
    made.inline.ruler.before("link", "span", span)
    made.inline.ruler.before("link", "attributes", attributes)
    return made.use(footnote_plugin, inline=False, move_to_end=False).use(deflist_plugin)


def deep(state: StateBlock, begin: int, end: int, silent: bool) -> bool:
    """Takes the lines of a block that stands deeper in others than any text does, as they stand."""
    if state.level < DEEPEST:
        return False
    if not silent:
        token = state.push("deep", "", 0)
        token.map, token.content = [begin, end], state.getLines(begin, end, state.blkIndent, keepLastLF=False)
        state.line = end
    return True


def front_matter(state: StateBlock, begin: int, _end: int, _silent: bool) -> bool:
    """Takes the lines at the head of a file that tell of it."""
    end = extent(state.src.split("\n")) if begin == 0 and state.level == 0 else 0
    if end:
        token = state.push("front_matter", "", 0)
        token.map, token.content = [0, end], state.getLines(0, end, 0, keepLastLF=True)
        state.line = end
    return end > 0


def division(state: StateBlock, begin: int, _end: int, silent: bool) -> bool:
    """Takes a line that begins or ends a division."""
    line = state.src[state.bMarks[begin] + state.tShift[begin] : state.eMarks[begin]]
    if not DIVISION.fullmatch(line):
        return False
    if not silent:
        state.push("division", "div", 0).map = [begin, begin + 1]
        state.line = begin + 1
    return True


def note(state: StateInline, silent: bool) -> bool:
    """Takes a note that stands where it is called, in brackets led by a caret, and in no word."""
    begun = state.src.startswith("^[", state.pos)
    within = state.src.find("^[", state.pos + 2, state.posMax) if begun else -1
    if not begun or -1 < within < state.src.find("]", state.pos, state.posMax):
        return False
    end = label_end(state, state.pos + 1)
    words = state.src[state.pos + 2 : max(end, 0)]
    if not words.strip() or "^[" in words or not PARTS.match(state.src, end + 1):
        return False
    if not silent:
        enclosed(state, "note", state.pos + 2, end)
    state.pos = end + 1
    return True


def enclosed(state: StateInline, kind: str, begin: int, end: int) -> Token:
    """Parses what stands between two places as the inside of a token, which it returns."""
    token = state.push(f"{kind}_open", "span", 1)
    last, state.pos, state.posMax = state.posMax, begin, end
    state.md.inline.tokenize(state)
    state.posMax = last
    state.push(f"{kind}_close", "span", -1)
    return token


def span(state: StateInline, silent: bool) -> bool:
    """Takes words in brackets with attributes."""
    may_be = state.src[state.pos] == "[" and state.src.find("]{", state.pos) > 0
    end = state.md.helpers.parseLinkLabel(state, state.pos) if may_be else -1
    found = ATTRIBUTES.match(state.src, end + 1) if end >= 0 else None
    if found is None:
        return False
    if not silent:
        enclosed(state, "span", state.pos + 1, end).meta = {"attributes": found[0]}
    state.pos = found.end()
    return True


def attributes(state: StateInline, silent: bool) -> bool:
    """Takes the attributes of what stands before."""
    behind = state.src[state.pos] == "{" and state.pos > 0 and state.src[state.pos - 1] in BEFORE
    found = ATTRIBUTES.match(state.src, state.pos) if behind else None
    if found is None:
        return False
    if not silent:
        state.push("attributes", "", 0).content = found[0]
    state.pos = found.end()
    return True
