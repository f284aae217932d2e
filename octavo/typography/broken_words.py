"""Broken words: what a line's end left of a compound, a word or a dash: a hyphen with a space on one side."""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.languages.language import Hyphens
from octavo.typography.characters import HYPHEN
from octavo.typography.context import Context
from octavo.typography.dictionary import COMMON, RARE, dictionary
from octavo.typography.edit import Edit, Query
from octavo.typography.substitution import in_order

TRIGGER = re.compile(r"[^\W_]- [^\W_]|[^\W_] -[^\W_]")
_WORD = r"[^\W\d_][\w'’]*"
_FIRST = r"(?<![\w-])(?<!\w['’])((?:\w[\w'’]*-)*\w[\w'’]*)"
_SPACE_AFTER = re.compile(rf"{_FIRST}- ({_WORD})((?:-[\w'’]+)*)")
_SPACE_BEFORE = re.compile(rf"{_FIRST} -({_WORD})")
_CLASPED = re.compile(r"(?<=[^\W\d_])(?P<opening> -)(?=[^\W\d_])[^-.;:!?]*\w(?P<closing> - |- )(?P<after>[^\W\d_]+)")
_SIDES = ("opening", "closing")
_FAR_RARER = 50
"""Three times as rare."""
_SUSPENDED = re.compile(r"(?:[ ,][^-.;:!?]*){1,4}?-")


def broken_words(text: str, context: Context) -> Iterator[Edit | Query]:
    """A hyphen with a space on one side is a hyphen, a dash or nothing, by the words on either side."""
    if not context.language.hyphens.never_last or context.language.dash is None:
        return
    clasps = [match for match in _CLASPED.finditer(text) if match["after"] not in context.language.hyphens.suspending]
    inside = [range(match.start(), match.end()) for match in clasps]
    joints = [(match, after_space(match, text, context)) for match in _SPACE_AFTER.finditer(text)]
    joints += [(match, before_space(match, context)) for match in _SPACE_BEFORE.finditer(text)]
    found = [
        *(Edit(*match.span(side), dash_of(context), "broken-words") for match in clasps for side in _SIDES),
        *(
            mend
            for match, joint in joints
            if not any(match.end(1) in places for places in inside)
            for mend in mended(match, joint)
        ),
    ]
    yield from (query for query in found if isinstance(query, Query))
    yield from in_order(edit for edit in found if isinstance(edit, Edit))


def mended(match: re.Match[str], joint: str | None) -> Iterator[Edit | Query]:
    """The edit that sets `joint` between two words; a query if there is none that is sure."""
    start, end = match.end(1), match.start(2)
    first, last = match[1], match[2]
    if joint is None:
        found = f"{first}{HYPHEN}{last}"
        evidence = f"neither '{first}' nor '{last}' tells whether this is a compound"
        yield Query(match.start(1), match.end(2), found, "broken-words", evidence)
    elif joint != match.string[start:end]:
        yield Edit(start, end, joint, "broken-words")


def after_space(match: re.Match[str], text: str, context: Context) -> str | None:
    """What belongs between the words of 'first- last'."""
    first, last, tail = match.groups()
    rules = context.language.hyphens
    word = last.lower().replace("’", "'")
    if word in rules.suspending and not tail:
        return suspended(first, word, text[match.end() :], context)
    if not tail and is_light(word, rules) and first.lower() not in rules.prefixes:
        return dash_of(context)
    if first.lower() in rules.suspending:
        return " "
    if first[-1].isdigit():
        return "- "
    return joined(first, last, tail, context)


def suspended(first: str, word: str, after: str, context: Context) -> str:
    """The hyphen stays if it stands for the rest of a compound that follows; before 'to' it may be a dash."""
    stands = word != "to" or first[-1].isdigit() or _SUSPENDED.match(after[:40]) is not None
    short = first.lower() in context.language.hyphens.prefixes or len(first) < 4
    return "- " if stands or short else dash_of(context)


def before_space(match: re.Match[str], context: Context) -> str | None:
    """What belongs between the words of 'first -last'."""
    first, last = match.groups()
    rules = context.language.hyphens
    word = last.lower().replace("’", "'")
    if first.lower() in rules.suspending:
        ending = len(word) < 4 or word in rules.suffixes
        return None if ending else " "
    if word in rules.suspending:
        return None
    if is_light(word, rules):
        return dash_of(context)
    if context.book.words[f"{first}-{word}".lower()]:
        return HYPHEN
    if HYPHEN in first or dictionary(context.language.wordlist).rarity(first.lower()) > RARE:
        return HYPHEN
    return None


def joined(first: str, last: str, tail: str, context: Context) -> str | None:
    """A hyphen, or nothing, between the halves of a word; None if neither is sure."""
    words, rules = dictionary(context.language.wordlist), context.language.hyphens
    half, other = first.lower(), last.lower()
    solid, hyphened = context.book.words[half + other], context.book.words[f"{half}-{other}"]
    if tail or HYPHEN in first or last[0].isupper() or hyphened > solid:
        return HYPHEN
    if solid > hyphened:
        return ""
    if half in rules.prefixes and other in words:
        return HYPHEN
    if words.rarity(half + other) < COMMON:
        return ""
    rarest = max(words.rarity(half), words.rarity(other))
    if half + other in words and (rarest > words.rarity(half + other) + _FAR_RARER or half in rules.solid):
        return ""
    return HYPHEN if half in words and other in words else None


def is_light(word: str, rules: Hyphens) -> bool:
    """Whether a word ends or carries no compound."""
    return word in rules.never_last or word in rules.connecting or word in rules.adverbs


def dash_of(context: Context) -> str:
    """The dash of the language with its spaces."""
    dash = context.language.dash
    return dash.before + dash.mark + dash.after if dash else HYPHEN
