"""Record: an EPUB's package in; what it says of the book, in Dublin Core, out.

EPUB 3.3, 5.5 and D (https://www.w3.org/TR/epub-33/#sec-pkg-metadata); OPF 2.0.1, 2.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from octavo.facts import alternatives, every_word
from octavo.personal_names import NOBODY
from octavo.readers.epub import Package
from octavo.structure.title_words import rows

DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
OPF = "{http://www.idpf.org/2007/opf}"
PEOPLE = {
    "aut": "author",
    "trl": "translator",
    "edt": "editor",
    "ill": "illustrator",
    "cmm": "commentator",
    "aui": "author of introduction",
    "aft": "author of afterword",
    "ann": "annotator",
    "com": "compiler",
    "pht": "photographer",
}
PEOPLE |= {"cre": "author", "win": "author of introduction", "wpr": "author of introduction"}
"""The persons a book names, by MARC relator; who made the file is no matter of the text."""
CODES = {name: code for code, name in reversed(PEOPLE.items())}
FIRST_EBOOK = 1999
"""The year of the Open eBook Publication Structure 1.0: what is dated before it is the work, not the file."""
FREE = re.compile("|".join(every_word("rights.toml", "free")), re.IGNORECASE)
"""What tells that nobody holds rights in a text."""
FILE = re.compile(r"^\S*_\S*$|^Microsoft Word - |\.(?:docx?|rtf|odt|html?|txt|pdf|epub)$", re.IGNORECASE)
"""What is the name of a file and no title."""
APOSTROPHES = "'’"
BEHIND = re.compile(rf"(?P<title>[^,:;]+), (?P<article>(?i:{alternatives(rows()['articles'])}))")
EXPANDED = re.compile(r"\s*\([^()]*\)")
"""First names in full behind their initials, as catalogues give them: 'Field, A. B. (Ada Beth), 1801-1870'."""
INVERTED = re.compile(r"(?P<family>[^,]+), (?P<given>[^,]+?)(?:, (?:\(.*\)|[\d?]{4}.*))?")
SUFFIX = re.compile(r"(?:Jr|Sr|Esq|Ph\.? ?D|M\.? ?D|[IVX]+)\.?", re.IGNORECASE)


def described(package: Package) -> dict[str, str]:
    """What an EPUB says of its book: titles, language, series, subjects, the persons, and where its text comes from.

    Of several subjects or persons of a role each has a line; `file-as NAME` is how a name is filed.
    """
    refined = refinements(package)
    found = {"language": language} if (language := first(package, "language")) and language != "und" else {}
    found |= titles(package, refined) | series(package, refined)
    if subjects := [words for _, words in elements(package, "subject")]:
        found["subjects"] = "\n".join(dict.fromkeys(subjects))
    if url := own_address(package):
        found["url"] = url
    found |= origin(package)
    people: dict[str, list[str]] = {}
    for role, name, filed in persons(package, refined):
        people.setdefault(role, []).append(name)
        if filed and filed != name:
            found[f"file-as {name}"] = filed
    return found | {role: "\n".join(dict.fromkeys(names)) for role, names in people.items()}


def elements(package: Package, name: str) -> Iterator[tuple[etree._Element, str]]:
    """Each Dublin Core element of a name that says something, and its words."""
    for element in package.root.iter(f"{DUBLIN_CORE}{name}"):
        words = " ".join((element.text or "").split())
        if words and words.lower() not in NOBODY:
            yield element, words


def first(package: Package, name: str) -> str | None:
    """The first of the elements of a name."""
    return next((words for _, words in elements(package, name)), None)


def refinements(package: Package) -> dict[tuple[str, str], str]:
    """What `meta` elements say of others, by (id, property); of several alike each has a line."""
    found: dict[tuple[str, str], str] = {}
    for meta in package.root.iter("{*}meta"):
        if meta.get("refines"):
            key = (meta.get("refines") or "").removeprefix("#"), meta.get("property") or ""
            words = " ".join((meta.text or "").split())
            found[key] = f"{found[key]}\n{words}" if key in found else words
    return found


def titles(package: Package, refined: dict[tuple[str, str], str]) -> dict[str, str]:
    """The main title, and the subtitle; the first title is the main one where none says so."""
    found = [(element, forward(words)) for element, words in elements(package, "title") if not FILE.search(words)]
    said = [(refined.get((element.get("id") or "", "title-type")), words) for element, words in found]
    main = next((words for kind, words in said if kind == "main"), None)
    main = main or next((words for kind, words in said if kind is None), None) or next((w for _, w in said), None)
    subtitle = next((words for kind, words in said if kind == "subtitle"), None)
    short = next((words for kind, words in said if kind == "short"), None)
    return {key: words for key, words in (("title", main), ("subtitle", subtitle), ("short title", short)) if words}


def forward(title: str) -> str:
    """A title as it is printed: 'Ford, The' is The Ford."""
    found = BEHIND.fullmatch(title)
    return f"{found['article']}{'' if found['article'][-1] in APOSTROPHES else ' '}{found['title']}" if found else title


def series(package: Package, refined: dict[tuple[str, str], str]) -> dict[str, str]:
    """The series the book belongs to, and its place there, as EPUB 3 says it or else calibre."""
    metas = list(package.root.iter("{*}meta"))
    for meta in metas:
        name = meta.get("id") or ""
        if meta.get("property") == "belongs-to-collection" and refined.get((name, "collection-type")) != "set":
            place = refined.get((name, "group-position"))
            return placed_in(" ".join((meta.text or "").split()), place)
    named = {meta.get("name"): meta.get("content") or "" for meta in metas if meta.get("name")}
    return placed_in(named.get("calibre:series", ""), named.get("calibre:series_index"))


def placed_in(name: str, place: str | None) -> dict[str, str]:
    """A series by its name, and the number in it."""
    number = re.fullmatch(r"(\d+(?:\.\d+)?)", place or "")
    found = {"series": name, "series position": re.sub(r"\.0+$", "", number[1]) if number else ""}
    return {key: words for key, words in found.items() if words} if name else {}


def own_address(package: Package) -> str | None:
    """The address of the text: of its identifiers, else of its sources, the first that leads to the web."""
    rows = [words for name in ("identifier", "source") for _, words in elements(package, name)]
    web = (re.fullmatch(r"(?:url:|uri:)?(https?://[^\s<>\"{}|\\^`]+)", words, re.IGNORECASE) for words in rows)
    return next((found[1] for found in web if found), None)


def origin(package: Package) -> dict[str, str]:
    """Year, publisher, printed source and rights; rights that are held are no statement of this edition."""
    years = [
        found[0]
        for element, words in elements(package, "date")
        if (found := re.match(r"1\d{3}|20\d\d", words))
        and (int(found[0]) < FIRST_EBOOK or "original" in (element.get(f"{OPF}event") or ""))
    ]
    sources = [words for _, words in elements(package, "source") if " " in words and "://" not in words]
    rights = first(package, "rights") or ""
    rows = {"published": next(iter(years), None), "source": next(iter(sources), None)}
    rows |= {"publisher": first(package, "publisher"), "rights" if FREE.search(rights) else "rights held": rights}
    return {key: words for key, words in rows.items() if words}


def persons(package: Package, refined: dict[tuple[str, str], str]) -> Iterator[tuple[str, str, str | None]]:
    """(role, name, filed as) of each office of each person; a creator of no role is an author."""
    for kind, otherwise in (("creator", "aut"), ("contributor", "")):
        for element, words in elements(package, kind):
            name = element.get("id") or ""
            said = [element.get(f"{OPF}role") or "", *(refined.get((name, "role")) or "").split("\n")]
            filed = element.get(f"{OPF}file-as") or refined.get((name, "file-as"))
            for office in dict.fromkeys(relator(role) for role in filter(None, said)) or [otherwise]:
                if office in PEOPLE:
                    yield PEOPLE[office], *straight(words, filed)


def relator(said: str) -> str:
    """The MARC code of a role, be it said by code, by name or by its address at the Library of Congress."""
    word = said.rstrip("/").rpartition("/")[2].lower()
    return CODES.get(word, word)


def straight(name: str, filed: str | None) -> tuple[str, str | None]:
    """A name as it is spoken, and how it is filed: 'Doe, Jane, 1801-1870' is Jane Doe."""
    found = INVERTED.fullmatch(name)
    if found is None or SUFFIX.fullmatch(found["given"]):
        return name, filed
    given = EXPANDED.sub("", found["given"]) or found["given"]
    return f"{given} {found['family']}", filed or f"{found['family']}, {given}"
