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
    doubled_marks,
    ellipses,
    figures,
    joiners,
    no_break,
    omissions,
    punctuation_spaces,
    quotes,
    spaces,
)
from octavo.typography.characters import (
    BACKTICK,
    DASHES,
    DOUBLES,
    ELLIPSIS,
    EM_DASH,
    HYPHEN,
    INVISIBLES,
    SINGLES,
    SPACES,
    STRAIGHT_SINGLE,
)
from octavo.typography.context import Context
from octavo.typography.edit import Edit, Query

Find = Callable[[str, Context], Iterable[Edit | Query]]


class Rule(Struct, frozen=True, eq=False):
    """A rule's name, what it does, and its work.

    It has nothing to do in a text that has none of the characters it `needs`, or nothing like its `trigger`.
    """

    name: str
    summary: str
    needs: frozenset[str]
    trigger: re.Pattern[str]
    find: Find


RULES: tuple[Rule, ...] = (
    Rule(
        "invisibles",
        "zero-width and hair spaces are taken out",
        frozenset(INVISIBLES),
        spaces.INVISIBLE,
        spaces.invisibles,
    ),
    Rule(
        "spaces",
        "spaces that nobody meant are taken out",
        frozenset(SPACES + "\t"),
        spaces.STRAY,
        spaces.spaces,
    ),
    Rule(
        "doubled-marks",
        "two typed marks that stand for one",
        frozenset(BACKTICK + STRAIGHT_SINGLE),
        doubled_marks.TRIGGER,
        doubled_marks.doubled_marks,
    ),
    Rule(
        "closed-words",
        "words run together are queried",
        frozenset(),
        closed_words.TRIGGER,
        closed_words.closed_words,
    ),
    Rule(
        "ranges",
        "a dash between figures that rise",
        frozenset(DASHES + HYPHEN),
        figures.RANGE,
        figures.ranges,
    ),
    Rule(
        "broken-words",
        "words broken at a line's end are mended",
        frozenset(HYPHEN),
        broken_words.TRIGGER,
        broken_words.broken_words,
    ),
    Rule(
        "omissions",
        "long dashes for what is left out",
        frozenset(EM_DASH + HYPHEN),
        omissions.TRIGGER,
        omissions.omissions,
    ),
    Rule(
        "dashes",
        "the dash of a break in the sentence",
        frozenset(DASHES + HYPHEN),
        dashes.TRIGGER,
        dashes.dashes,
    ),
    Rule(
        "lost-dashes",
        "a hyphen that stands for a dash",
        frozenset(HYPHEN),
        compounds.TRIGGER,
        compounds.lost_dashes,
    ),
    Rule(
        "stray-hyphens",
        "a hyphen where none belongs is queried",
        frozenset(HYPHEN),
        compounds.TRIGGER,
        compounds.lost_dashes,
    ),
    Rule("ellipses", "points become an ellipsis", frozenset("."), ellipses.POINTS, ellipses.ellipses),
    Rule("minus", "a minus before a figure", frozenset(HYPHEN), figures.NEGATIVE, figures.minus),
    Rule(
        "primes",
        "feet and inches, minutes and seconds",
        frozenset(DOUBLES + SINGLES),
        figures.MEASURE,
        figures.primes,
    ),
    Rule(
        "quotes",
        "quotation marks take their form",
        frozenset(DOUBLES + SINGLES),
        quotes.TRIGGER,
        quotes.quotes,
    ),
    Rule(
        "apostrophes",
        "apostrophes take their form",
        frozenset(DOUBLES + SINGLES),
        quotes.TRIGGER,
        quotes.quotes,
    ),
    Rule(
        "ellipsis-spaces",
        "the spaces at an ellipsis",
        frozenset(ELLIPSIS),
        ellipses.MARK,
        ellipses.ellipsis_spaces,
    ),
    Rule(
        "punctuation-spaces",
        "spaces before high marks and inside quotation marks",
        frozenset(";:!?«»"),
        punctuation_spaces.TRIGGER,
        punctuation_spaces.punctuation_spaces,
    ),
    Rule(
        "phrases",
        "abbreviated phrases are set apart and kept together",
        frozenset("."),
        no_break.PHRASE,
        no_break.phrases,
    ),
    Rule("no-break", "spaces that do not break", frozenset(" "), no_break.TRIGGER, no_break.no_break),
    Rule(
        "thousands",
        "groups of three figures keep together",
        frozenset(" "),
        no_break.TRIGGER,
        no_break.thousands,
    ),
    Rule(
        "nested-quotes",
        "a hair space between marks that touch",
        frozenset(DOUBLES + SINGLES),
        quotes.TRIGGER,
        joiners.nested_quotes,
    ),
    Rule("dash-joiners", "a dash begins no line", frozenset(EM_DASH), joiners.DASH, joiners.dash_joiners),
)
