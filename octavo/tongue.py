"""Tongue: a text in; the language whose commonest words it has (wordfreq), and the region its spelling shows, out."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache

import wordfreq
from babel.core import Locale, get_global
from msgspec import Struct

from octavo.facts import read_facts

SAMPLE = 60_000
COMMONEST = 200
SURE = 0.22
UNTOLD = "en"
"""The language of a text that has none of the commonest words of any, as one of a word or two."""
DECISIVE, LEAST = 5, 4
"""A region's words are so many times the others', and so many at least."""
OLDER = 0.5
"""How much a word counts against a region that once spelled it so too."""
MANY = 3
"""So many times more texts of a collection are of its region than of others."""
HAN, KANA, MOSTLY, FEW = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[\u3040-\u30ff]"), 0.5, 9
"""Chinese characters and the syllables that stand among them in Japanese alone (Unicode 16, 18.1 and 18.4)."""
RUSSIAN = str.maketrans("ѣѳѵ", "ефи")
"""Letters of Russian until 1918, and what stands for them since."""
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def named(name: str) -> str | None:
    """The tag of a language by its English name or its own tag, as headers have it."""
    plain = re.sub(r"\s*\(.*\)", "", name).strip().lower()
    turned = re.sub(r"^([^,]+), ([^,]+)$", r"\2 \1", plain)
    first = re.split(r"[,;/]| and ", plain)[0].strip()
    names = {bare(str(value).lower()): str(key) for key, value in Locale("en").languages.items()}
    if known := next((known for known in (turned, first) if bare(known) in names), None):
        return names[bare(known)].replace("_", "-")
    code = get_global("language_aliases").get(first, first)
    return code if re.fullmatch(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", code) else None


def bare(name: str) -> str:
    """A name without accents."""
    return "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))


def familiar(text: str) -> tuple[str, float]:
    """(tag, share of the text's words that are the language's commonest); of languages that have a list of them."""
    sample = middle(text, SAMPLE)
    han, kana = len(HAN.findall(sample)), len(KANA.findall(sample))
    if han + kana > MOSTLY * sum(map(str.isalpha, sample)):
        return "zh" if han > FEW * kana else "ja", 1.0
    counted = Counter(spelled(word.lower()) for word in WORD.findall(sample))
    total = sum(counted.values()) or 1
    scores = {tag: sum(counted[word] for word in common(tag)) / total for tag in sorted(tags())}
    best = max(scores, key=lambda tag: (scores[tag], tag == UNTOLD))
    return best, scores[best]


def middle(text: str, length: int) -> str:
    """So many characters of a text's middle, where no title page and no provider's words stand."""
    begin = max(0, len(text) // 2 - length // 2)
    return text[begin : begin + length]


def spelled(word: str) -> str:
    """A word in the letters of today: without the long s, and the Russian hard sign that ended words to 1918."""
    return word.replace("ſ", "s").translate(RUSSIAN).removesuffix("ъ")


@cache
def tags() -> frozenset[str]:
    """The languages that can be told."""
    return frozenset(wordfreq.available_languages("small"))


@cache
def common(tag: str) -> frozenset[str]:
    """The commonest words of a language."""
    return frozenset(wordfreq.top_n_list(tag, COMMONEST, wordlist="small"))


class Spelling(Struct, frozen=True):
    """Words that a region spells in its own way: those it alone has, and those that were once spelled so elsewhere."""

    words: list[str]
    older: list[str] = []


@cache
def spellings() -> dict[str, dict[str, Spelling]]:
    """spellings.toml."""
    return read_facts("spellings.toml", dict[str, dict[str, Spelling]])


def regional(tag: str, texts: Sequence[str]) -> tuple[str, str | None]:
    """`tag` with the region its spelling shows, of several texts that of nearly all; and what is to be asked of it."""
    if tag not in spellings():
        return tag, None
    counted = [Counter(word.lower() for word in WORD.findall(text)) for text in texts]
    whole = sum(counted, Counter[str]())
    if found := region(tag, whole):
        return f"{tag}-{found}", None
    votes = Counter(filter(None, (region(tag, one) for one in counted)))
    told = " and ".join(f"{tag}-{one} in {count}" for one, count in sorted(votes.items()))
    (most, many), *others = votes.most_common() or [("", 0)]
    if others and many >= MANY * sum(count for _, count in others):
        return f"{tag}-{most}", f"the texts are spelled as {told}; {tag}-{most} is taken"
    if others or min(shown(tag, whole).values()) >= LEAST:
        return tag, f"the spelling is mixed{f' ({told} texts)' if others else ''}; see language in book.toml"
    return tag, None


def region(tag: str, counted: Counter[str]) -> str | None:
    """The region whose words are many times the others': of those it alone has, or, where these are few, of all.

    Against it count the others' own words, and by half those that it once spelled as they do.
    """
    own = shown(tag, counted)
    older = {region: of(row.older, counted) for region, row in spellings()[tag].items()}
    few = max(own.values()) < LEAST
    (most, many), (other, _) = sorted(
        ((region, count + (older[region] if few else 0)) for region, count in own.items()), key=lambda row: -row[1]
    )[:2]
    against = own[other] + older[other] * (1 if few else OLDER)
    return most if many >= LEAST and many >= DECISIVE * against else None


def shown(tag: str, counted: Counter[str]) -> dict[str, int]:
    """How many words that each region alone has are among those counted."""
    return {region: of(row.words, counted) for region, row in sorted(spellings()[tag].items())}


def of(words: Sequence[str], counted: Counter[str]) -> int:
    """How many of `words` were counted."""
    return sum(counted[word] for word in words)
