"""Speech: what a text is said to be written in, and its words, in; its language as a BCP 47 tag, and what to ask, out.

py3langid (Barbaresi 2026, BSD-3-Clause) tells the languages by their n-grams, on a sample, offline.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from babel.core import get_global
from msgspec import Struct

from octavo import tongue
from octavo.facts import read_facts
from octavo.identifiers import wrong_language

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SAMPLE = 20_000
UNTOLD = {"und", "mul", "mis", "zxx"}
"""Tags that tell no language (ISO 639-2, special situations)."""
SURE, GUESS = 0.6, 0.3
"""The least likelihood of a language that is sure, and of one that is more than a guess."""
PLAINLY = 0.44
"""The share of its commonest words that only a text in a language has which the model takes for no other."""


class Words(Struct, frozen=True):
    """The words that tell a language from those the model takes it for, and the least share of them."""

    of: list[str]
    least: float
    words: list[str]


class Tongues(Struct, frozen=True):
    """tongues.toml."""

    model: dict[str, list[str]]
    alike: dict[str, list[list[str]]]
    words: dict[str, Words]


@cache
def tongues() -> Tongues:
    """tongues.toml."""
    return read_facts("tongues.toml", Tongues)


@cache
def identifier() -> LanguageIdentifier:
    """The library's model, read once, for the languages that may be said: most texts state their own."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - it brings NumPy, half a second

    made = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    made.set_languages([label for label in made.labels if label not in tongues().model["never"]])
    return made


def speech(stated: str | None, texts: Sequence[str], doubts: list[str]) -> str:
    """The language's tag, as stated or as the texts show."""
    text = "\n".join(texts)
    stated = stated.replace("_", "-") if stated and stated.lower() not in UNTOLD else None
    if stated and wrong_language(stated):
        doubts.append(f"the language is stated as {stated[:40]!r}, which is no language tag")
        stated = None
    if stated:
        said = canonical(stated)
        if (found := contradiction(said, text)) is not None:
            doubts.append(f"the language is stated as {stated}, and looks like {found}")
    else:
        said, likelihood = detected(text)
        doubts.append(f"no language is stated; the text looks like {said}")
        if likelihood < SURE:
            doubts.append("the language is not sure; see language in book.toml")
    if "-" not in said:
        said, asked = tongue.regional(said, texts)
        doubts += [asked] if asked else []
    return said


def contradiction(stated: str, text: str) -> str | None:
    """The language a text is surely in, where that is not the one stated, and the one stated can be told."""
    primary = stated.partition("-")[0]
    common, share = tongue.familiar(text)
    if same(common, primary) and share >= tongue.SURE:
        return None
    found, likelihood = detected(text)
    known = primary in {*identifier().labels, *tongues().words} or any(
        primary in row for row in tongues().alike["rows"]
    )
    return found if known and likelihood >= SURE and not same(found, primary) else None


def same(one: str, other: str) -> bool:
    """Whether two tags are of one language, or of languages that words do not part."""
    return one == other or any(one in row and other in row for row in tongues().alike["rows"])


def detected(text: str) -> tuple[str, float]:
    """(tag, how likely it is)."""
    common, share = tongue.familiar(text)
    if common in {"zh", "ja"} or (common == tongue.UNTOLD and share >= PLAINLY):
        return common, 1.0
    sample = tongue.middle(text, SAMPLE)
    found, likelihood = identifier().classify(sample)
    if likelihood < GUESS:
        return common, 0.0
    words = Counter(tongue.bare(word.lower()) for word in tongue.WORD.findall(sample))
    for tag, row in tongues().words.items():
        if found in row.of and sum(words[word] for word in row.words) >= row.least * words.total():
            return tag, 1.0
    return str(found), float(likelihood)


def canonical(tag: str) -> str:
    """A tag with its language as short as it is (BCP 47, 2.2.1) and its region in capitals (2.1.1): eng is en."""
    language, *rest = tag.lower().replace("_", "-").split("-")
    shortest = get_global("language_aliases").get(language, language)
    return "-".join(
        [language if "_" in shortest else shortest, *(part.upper() if len(part) == 2 else part for part in rest)]
    )
