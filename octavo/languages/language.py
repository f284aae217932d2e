"""A language: what its typographers do, as data, with the authority for it."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


def words(listed: str) -> tuple[str, ...]:
    """The words of a list set apart by spaces."""
    return tuple(listed.split())


class Family(StrEnum):
    """The two families of quotation marks."""

    DOUBLE = "double"
    SINGLE = "single"


class Quotes(Struct, frozen=True, eq=False, kw_only=True):
    """One style of quotation marks, opening and closing: double, double within double, and single.

    `padding` is the space inside the outer double marks; `continuing` begins a paragraph of one that goes on.
    """

    double: tuple[str, str]
    inner: tuple[str, str]
    single: tuple[str, str]
    padding: str = ""
    continuing: str = ""


class Dash(Struct, frozen=True, eq=False, kw_only=True):
    """How a break in the sentence is set: the dash, and the space on either side of it.

    `dialogue` is what begins a speech on its own line; `keeps_spaces` if the writer says on which side space
    is.
    """

    mark: str
    before: str = ""
    after: str = ""
    dialogue: str = ""
    keeps_spaces: bool = False


class Apostrophes(Struct, frozen=True, eq=False, kw_only=True):
    """Which words begin or end with an apostrophe.

    `leading` and `trailing` are always so written; `sometimes` are words of their own as well. `restored`
    are beginnings that speech drops: an unknown word that one of them makes known is dialect ('orse, 'spect,
    'bout). `endings` are what it drops at the end (huntin', han', ol').
    """

    leading: frozenset[str] = frozenset()
    sometimes: frozenset[str] = frozenset()
    trailing: frozenset[str] = frozenset()
    restored: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    possessive: str = ""


class Hyphens(Struct, frozen=True, eq=False, kw_only=True):
    """What tells a compound's hyphen from a lost dash and from a word broken at a line's end.

    `never_last` end no compound and `never_first` begin none; `connecting` words and `adverbs` may, the
    former rarely. A hyphen before one of `suspending` stands for the rest of a compound (pre- and postwar).
    `prefixes` keep their hyphen, `solid` ones lose it; `suffixes` are words that are endings too.
    """

    never_last: frozenset[str] = frozenset()
    never_first: frozenset[str] = frozenset()
    connecting: frozenset[str] = frozenset()
    adverbs: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    suspending: frozenset[str] = frozenset()
    prefixes: frozenset[str] = frozenset()
    solid: frozenset[str] = frozenset()
    suffixes: frozenset[str] = frozenset()


class NoBreak(Struct, frozen=True, eq=False, kw_only=True):
    """Which spaces may not break.

    After `titles` before a name, after `labels` before a figure, before `units` after one, after
    `proclitics`, before `enclitics`, between a person's `initials`, and in `phrases`, whose parts
    `phrase_space` sets apart. `thousands` is the space between groups of figures.
    """

    titles: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    proclitics: tuple[str, ...] = ()
    enclitics: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    phrase_space: str = ""
    thousands: str = ""
    initials: bool = False


class Language(Struct, frozen=True, eq=False, kw_only=True):
    """Everything the rules ask of a language. By default nothing is known of it, and nothing touched.

    `calendar` are the names of months and days, between two of which a hyphen is a range.
    `ellipsis_apart` if points for a whole word keep their space; `ellipsis_space` sets them off any word.
    `stress_marks` if an apostrophe within a word is a transcriber's sign of stress.
    """

    tag: str
    name: str
    sources: tuple[str, ...] = ()
    wordlist: str = ""
    quotes: tuple[Quotes, ...] = ()
    outer: Family = Family.DOUBLE
    apostrophes: Apostrophes = Apostrophes()
    dash: Dash | None = None
    range_dash: str = ""
    calendar: tuple[str, ...] = ()
    omission_dashes: bool = False
    ellipsis: str = ""
    ellipsis_apart: bool = False
    ellipsis_space: str = ""
    nested_space: str = ""
    stress_marks: bool = False
    dash_joiner: str = ""
    tight_marks: str = ""
    spaced_marks: tuple[tuple[str, str], ...] = ()
    hyphens: Hyphens = Hyphens()
    no_break: NoBreak = NoBreak()
