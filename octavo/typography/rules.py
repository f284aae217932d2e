"""The rules in their order, which is meaning: each reads what those before it have left."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from msgspec import Struct

from octavo.typography import (
    broken_words,
    closed_words,
    compounds,
    dashes,
    ellipses,
    joiners,
    no_break,
    quotes,
    spaces,
)
from octavo.typography.context import Context
from octavo.typography.edit import Edit, Query

Find = Callable[[str, Context], Iterable[Edit | Query]]


class Rule(Struct, frozen=True, eq=False):
    """A rule's name, what it does, the characters without which it has nothing to do, and its work."""

    name: str
    summary: str
    trigger: re.Pattern[str]
    find: Find


RULES: tuple[Rule, ...] = (
    Rule("invisibles", "zero-width and hair spaces are taken out", spaces.INVISIBLE, spaces.invisibles),
    Rule("spaces", "spaces that nobody meant are taken out", spaces.STRAY, spaces.spaces),
    Rule("backticks", "grave accents become quotation marks", spaces.BACKTICKS, spaces.backticks),
    Rule("closed-words", "words run together are queried", closed_words.TRIGGER, closed_words.closed_words),
    Rule("ranges", "a dash between figures that rise", dashes.RANGE, dashes.ranges),
    Rule("broken-words", "words broken at a line's end are mended", broken_words.TRIGGER, broken_words.broken_words),
    Rule("omissions", "long dashes for what is left out", dashes.OMISSION, dashes.omissions),
    Rule("dashes", "the dash of a break in the sentence", dashes.DASH, dashes.dashes),
    Rule("lost-dashes", "a hyphen that stands for a dash", compounds.TRIGGER, compounds.lost_dashes),
    Rule("stray-hyphens", "a hyphen where none belongs is queried", compounds.TRIGGER, compounds.lost_dashes),
    Rule("ellipses", "points become an ellipsis", ellipses.POINTS, ellipses.ellipses),
    Rule("minus", "a minus before a figure", dashes.NEGATIVE, dashes.minus),
    Rule("quotes", "quotation marks take their form", quotes.TRIGGER, quotes.quotes),
    Rule("apostrophes", "apostrophes take their form", quotes.TRIGGER, quotes.quotes),
    Rule("ellipsis-spaces", "the spaces at an ellipsis", ellipses.MARK, ellipses.ellipsis_spaces),
    Rule("no-break", "spaces that do not break", no_break.SPACE, no_break.no_break),
    Rule("nested-quotes", "a hair space between marks that touch", quotes.TRIGGER, joiners.nested_quotes),
    Rule("dash-joiners", "a dash begins no line", joiners.DASH, joiners.dash_joiners),
)
