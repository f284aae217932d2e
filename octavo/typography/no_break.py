"""No-break spaces: what a line's end must not part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from octavo.languages import Language
from octavo.typography.characters import NO_BREAK_SPACE
from octavo.typography.context import Context
from octavo.typography.edit import Edit

SPACE = re.compile(" ")


def no_break(text: str, context: Context) -> Iterator[Edit]:
    """A title keeps to its name, a label to its figure, a figure to its unit, initials to each other and the surname."""
    pattern = places(context.language)
    if pattern is None:
        return
    for match in pattern.finditer(text):
        at = match.start("space") if match["space"] else match.end() - 1
        yield Edit(at, at + 1, NO_BREAK_SPACE, "no-break")


@cache
def places(language: Language) -> re.Pattern[str] | None:
    """One pattern for all the spaces that a language does not break."""
    rules = language.no_break
    kinds = []
    if rules.titles:
        kinds.append(rf"(?:{alternatives(rules.titles)})\.? (?=[^\W\d_a-z]|[⸺⸻]|(?:and|&) (?:{alternatives(rules.titles)})\b)")
    if rules.labels:
        kinds.append(rf"(?:{alternatives(rules.labels)})\.? (?=\d)")
    if rules.initials:
        kinds.append(r"[^\W\d_a-z]\. (?=[^\W\d_a-z]\.)|(?<=[^\W\d_a-z]\. )[^\W\d_a-z]\. (?=[^\W\d_a-z][\w'’])")
    if not kinds:
        return None
    units = rf"|(?<=\d)(?P<space> )(?=(?:{alternatives(rules.units)})(?!\w))" if rules.units else "(?P<space>(?!))"
    return re.compile(rf"(?<![\w'’.])(?:{'|'.join(kinds)}){units}")


def alternatives(words: tuple[str, ...]) -> str:
    """The words as a pattern, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
