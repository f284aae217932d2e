"""No-break spaces: what a line's end must not part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from octavo.languages import Language
from octavo.languages.language import NoBreak
from octavo.typography.characters import NO_BREAK, NO_BREAK_SPACE
from octavo.typography.context import Context
from octavo.typography.edit import Edit
from octavo.typography.substitution import substitute

TRIGGER = re.compile(r" ")
PHRASE = re.compile(r"\.")
_UPPER = r"[^\W\d_a-zà-öø-ÿа-яё]"


def no_break(text: str, context: Context) -> Iterator[Edit]:
    """A title keeps to its name, a label to its figure, a figure to its unit, initials to the surname."""
    found = {
        match.end() - 1: space
        for pattern, space in places(context.language)
        for match in pattern.finditer(text)
    }
    return (Edit(at, at + 1, found[at], "no-break") for at in sorted(found))


def phrases(text: str, context: Context) -> Iterator[Edit]:
    """The parts of an abbreviated phrase are set apart by a fixed space."""
    pattern = phrase_pattern(context.language)
    if pattern is None:
        return iter(())
    space = context.language.no_break.phrase_space

    def apart(match: re.Match[str]) -> str:
        return re.sub(rf"(?<=\.)[ {NO_BREAK}]?(?=.)|(?<=\w) ", space, match[0])

    return substitute(pattern, text, apart, "phrases")


@cache
def places(language: Language) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns that end with a space that a language does not break, and what stands there instead."""
    rules = language.no_break
    found = []
    if kinds := [*kinds_of(rules)]:
        found.append((re.compile("|".join(kinds)), NO_BREAK_SPACE))
    if rules.thousands:
        found.append((re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), rules.thousands))
    return tuple(found)


def kinds_of(rules: NoBreak) -> Iterator[str]:
    """The kinds of places, as patterns."""
    begins = r"(?<![\w'’.-])"
    if rules.titles:
        titles = alternatives(rules.titles)
        yield rf"{begins}(?:{titles})\.? (?={_UPPER}|[⸺⸻]|(?:and|&) (?:{titles})\b)"
    if rules.labels:
        yield rf"{begins}(?:{alternatives(rules.labels)})\.? (?=\d)"
    if rules.initials:
        yield rf"{begins}{_UPPER}\. (?={_UPPER}\.)|(?<={_UPPER}\.[ {NO_BREAK}]){_UPPER}\. (?={_UPPER}[\w'’])"
    if rules.units:
        units = rf"(?=(?:{alternatives(rules.units)})(?!\w))"
        yield rf"(?<=\d) {units}|(?<=\d\.) {units}"
    if rules.proclitics:
        yield rf"{begins}(?:{alternatives(rules.proclitics)}) (?=\w)"
    if rules.enclitics:
        yield rf"(?<=\w) (?=(?:{alternatives(rules.enclitics)})(?!\w))"


@cache
def phrase_pattern(language: Language) -> re.Pattern[str] | None:
    """The phrases of a language, their parts apart or not."""
    if not language.no_break.phrases:
        return None
    phrases = sorted(language.no_break.phrases, key=len, reverse=True)
    kinds = (rf"[ {NO_BREAK}]?".join(map(re.escape, phrase.split())) for phrase in phrases)
    return re.compile(rf"(?<![\w.])(?:{'|'.join(kinds)})(?!\w)")


def alternatives(words: tuple[str, ...]) -> str:
    """The words as a pattern, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
