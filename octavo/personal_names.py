"""Personal names: names as headers and title pages give them in, the persons they name out, and how each is filed.

Cutter's rules, as library catalogues follow them: a name is filed by its family name, what is said after a comma last.
"""

from __future__ import annotations

import re

from octavo.facts import alternatives, every_word


def words(kind: str) -> list[str]:
    """The words of one kind in names, of any language (personal_names.toml)."""
    return every_word("personal_names.toml", kind)


ANDS, ANDS_WITHIN = alternatives(words("and")), alternatives(words("and_within"))
RANK = re.compile(rf"^(?:{alternatives(words('ranks'))})\s+(?=[^\W\d_]+\s)")
NAME = re.compile(r"(?:[^\W\d_][\w.'’-]*\s+)*[^\W\d_][\w.'’-]+")
IN_BRACKETS = re.compile(r"\s*[(\[](?:1[5-9][0-9]{2}|20[0-2][0-9])[)\]]\.?$")
"""A year after a title or a name."""
ASIDE = re.compile(r"\s*(?:\([^)]*\)|\[[^\]]*\])")
"""What a header adds to a name: the full one, the one behind a pseudonym, dates."""
ALIAS = re.compile(r"^\s*a\.?k\.?a\.?\s+|[,;]?\s+(?:a\.?k\.?a\.?|pseud(?:onym)?\.?(?:\s+of)?)(?:\s.*)?$", re.IGNORECASE)
LIFE = re.compile(r",?\s+(?:(?:ca?|b|d|fl|born|died)\.?\s*)?\d{3,4}\b(?!\w).*$", re.IGNORECASE)
"""The years of a person's life."""
ALIVE = re.compile(
    r"^(?:active|flourished|born|died)\b[^A-Z]*?(?:\d{3,4}(?:\s*[-–]\s*\d{2,4})?|\d+(?:st|nd|rd|th) century)\s+(?=\D)"
)
"""What a catalogue says before the name of one whose years are not known: 'active approximately 1876-1880 Jo Lee'."""
OTHERS = re.compile(
    rf"[,;]?\s+(?:(?:{ANDS}|{ANDS_WITHIN}|&)\s+)?(?:many\s+)?(?:{alternatives(words('others'))})$", re.IGNORECASE
)
SUFFIX = re.compile(rf"(?:[A-Z]\.|{alternatives(words('after'))})\b|[IVX]+\b")
"""What stands after the comma of a name that is not turned round."""
HONORIFIC = re.compile(rf"(?:{alternatives(words('before'))})\.?")
"""What stands after the last comma of a name turned round, and goes before it: 'Field, Ada, Lady'."""
INITIALS = re.compile(r"(?:[^\W\d_]\.\s?-?)+")
DEGREE = re.compile(r"(?:[A-Z][A-Za-z]{0,3}\.){2,4}")
"""What a university or a society gives, behind a comma after a name: 'M.A.', 'Litt.D.', 'F.R.S.'."""
TITLE_WORDS = frozenset(words("titles"))
PARTICLES = frozenset(words("particles"))
AND = re.compile(rf"\s+(?:{ANDS}|&|/)(?:\s+|$)|\s+(?:{ANDS_WITHIN})\s+(?=\S+\s+\S)|;|\n")
"""What stands between persons; a Spanish or Portuguese surname may itself have two parts: Ortega y Gasset."""
SHARED = re.compile(
    rf"^(?P<given>[^\W\d_]+) (?:{ANDS}|&) (?P<other>[^\W\d_]+ (?P<family>[^\W\d_][\w'’-]+))$", re.MULTILINE
)
"""Two persons of one family, by its name once: Eden and Cedar Paul."""
PATRONYMICS, WHOLE_NAME = tuple(words("patronymics")), 3
"""What ends a patronymic; with given name and family name it makes a whole name."""
MOST = 5
NOBODY = frozenset(words("nobody"))
"""What stands where a person is not named."""


def is_name(text: str) -> bool:
    """Whether a line may be a person's name: two to five words, each with a capital, and the particles among them."""
    words = [word for word in text.split() if word not in PARTICLES]
    return (
        2 <= len(words) <= MOST
        and bool(NAME.fullmatch(text))
        and not any(word.lower() in TITLE_WORDS or re.search(r"['’]s?$", word.lower()) for word in words)
        and all(word[0].isupper() for word in words)
    )


def plain(names: str) -> str:
    """Names as a header has them, a line each or in a row, without what it adds to them."""
    rows = [row.strip() for row in ASIDE.sub("", names).split("\n") if row.strip()]
    rows = [RANK.sub("", OTHERS.sub("", LIFE.sub("", ALIAS.sub("", row)))) for row in rows]
    listed = all(is_name(row.strip(" ,;")) for row in rows)
    return ("\n" if listed else " ").join(map(pointed, rows))


def pointed(name: str) -> str:
    """A name without the marks after it, but for the point of what is shortened: 'M.A.', 'Jr.', 'Bart.'."""
    name = name.strip(" ,;:©")
    last = name.rpartition(" ")[2]
    return name if "," in name or "." in last[:-1] or SUFFIX.match(last) else name.rstrip(". ")


def several(names: str) -> list[str]:
    """The persons of a list of names, each as on a title page; initials alone have the surname of the next."""
    names = SHARED.sub(r"\g<given> \g<family>\n\g<other>", names)
    found = [name.strip(" ,") for name in AND.split(names) if name.strip(" ,")]
    parts = [part.strip() for name in found for part in name.split(",")]
    bare = [part for part in parts if not DEGREE.fullmatch(part)]
    listed = bare if len(bare) > 1 else parts
    apart = all(is_name(part) and not SUFFIX.match(part) for part in listed)
    persons = [straight(name) for name in (listed if apart else found)]
    return [
        f"{name} {after.split()[-1]}" if INITIALS.fullmatch(name) and is_name(after) else name
        for name, after in zip(persons, [*persons[1:], ""], strict=False)
    ]


def straight(name: str) -> str:
    """A name without a year in brackets, the family name last: a catalogue puts it first, before a comma.

    'Field, Ada, Lady' is Lady Ada Field, and 'Field, Ada, Jr.' is Ada Field, Jr.
    """
    name = IN_BRACKETS.sub("", name)
    parts = name.split()
    if len(parts) == WHOLE_NAME and parts[2].endswith(PATRONYMICS) and not parts[1].endswith(PATRONYMICS):
        return f"{parts[1]} {parts[2]} {parts[0].rstrip(',')}"
    family, comma, given = name.partition(", ")
    given, _, last = given.partition(", ")
    single = " " not in family or family.split(" ")[0].lower() in PARTICLES
    if not comma or not single or SUFFIX.match(given):
        return name
    whole = given if given.endswith(f" {family}") else f"{given} {family}"
    if HONORIFIC.fullmatch(last):
        return f"{last} {whole}"
    if not last:
        return whole
    return f"{whole}, {last}" if SUFFIX.match(last) and is_name(whole) else name


def filed(name: str) -> str:
    """A name by which it is filed: 'Holmes, Oliver Wendell, Jr.'; 'Leo XIII' and 'Catherine of Siena' as they stand."""
    name, comma, after = name.partition(", ")
    *given, family = name.split()
    if not given or not is_name(name) or re.fullmatch(r"[IVX]+", family):
        return f"{name}{comma}{after}"
    return f"{family}, {' '.join(given)}{comma}{after}"


def surname(name: str) -> str:
    """The last word of a name."""
    return (name.split() or [""])[-1].casefold()
