"""Testimony: what each part of a witness says of the book, source by source in; title, people, language out.

Each function takes what its source says where nothing asked before it has said so: the provider's header first, then a
page's head and metadata, then the lines of the title page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from octavo import genitives, tongue
from octavo import model as m
from octavo.credits import credited, joined, leads, publisher, year
from octavo.facts import alternatives
from octavo.header_fields import Field
from octavo.intake.beside import named_by_file
from octavo.intake.casing import case
from octavo.intake.first_lines import first_lines
from octavo.intake.masthead import masthead
from octavo.lines import block_text
from octavo.personal_names import ALIVE, ASIDE, NOBODY, is_name, plain, several
from octavo.provider import Provider
from octavo.readers.tree import Page, wording
from octavo.structure.divisions import every
from octavo.structure.headings import Patterns
from octavo.structure.names import Names, folded
from octavo.structure.title_words import rows
from octavo.structure.titlepage import is_display, title_page_end

ANOTHER = re.compile(r"(?:[,;.]\s+|^)(?=\w+ed (?:\w+ )*by\b)|[,;]?\s+(?=(?:for|from)\s)", re.IGNORECASE)
"""What ends a person's name: 'Ada Field, edited by Jo Lee', 'Ada Field, from the French', 'Ada Field for the press'."""
OFFICE = re.compile(r",?\s+[(\[]?(?P<office>edit|translat|compil|illustrat)ors?[)\]]?\.?$", re.IGNORECASE)
BY = re.compile(r"^\s*(?:(?:translated|edited|from|for|in)\s(?:[^,;]{0,60}\s)?)?by:?\s+", re.IGNORECASE)
LONGEST_NAMES = 100
DATED = re.compile(r"[,;]\s*(?=[^,;]*\d{4})")
"""What parts a person's name from the year of the work, or of birth."""
STOP = re.compile(r"(?<=\w{4})\.$")
"""The full stop that a title page has behind the title, behind no word that may be shortened."""
NO_NAME, QUOTES = re.compile(r"https?:|\d{4}"), re.compile(r"[\"“”«»《]")
"""What stands in no name, and in none but an author's: 'the author of "The Ford"'."""
ROLES = {"author": "aut", "translator": "trl", "editor": "edt", "illustrator": "ill", "commentator": "cmm"}
ROLES |= {"author of introduction": "aui", "author of afterword": "aft", "annotator": "ann"}
ROLES |= {"compiler": "com", "photographer": "pht", "contributor": "ctb"}


class Testimony(Struct):
    """What the sources asked so far have said."""

    title: str | None = None
    subtitle: str | None = None
    volume: str | None = None
    people: dict[str, str] = {}
    language: str | None = None


def from_header(said: Testimony, header: dict[str, Field], known: Provider | None) -> None:
    """Takes what a provider's header says."""
    if "title" in header:
        first, *more = header["title"].text.split("\n")
        if more and len(first) > 60:
            first, more = " ".join([first, *more]), []
        said.title = STOP.sub("", untailed(first, known, header["author"].text if "author" in header else None))
        said.subtitle = " ".join(more) or None
    if "subtitle" in header:
        said.subtitle = said.subtitle or " ".join(header["subtitle"].text.split("\n"))
    for role in ROLES:
        if role in header:
            people_of(said, role, header[role].text)
    if "language" in header:
        said.language = tongue.named(header["language"].text)


def from_labels(said: Testimony, told: dict[str, str]) -> None:
    """Takes what labelled lines at the head of a text of nobody known say."""
    said.title = said.title or told.get("title")
    for role in ROLES:
        if role in told and role not in said.people:
            people_of(said, role, told[role])
    said.language = said.language or tongue.named(told.get("language", ""))


def from_sentences(said: Testimony, told: Sequence[str]) -> None:
    """Takes the translators whom a provider's header names in a sentence, no label leading them."""
    rows = (row for text in told for row in re.split(r"(?<=[.;])\s+|\n", text))
    names = [name for row in rows for name in credited(row, "trl") if all(map(is_name, several(name)))]
    if names:
        said.people.setdefault("translator", names[0])


def from_record(said: Testimony, record: dict[str, str]) -> None:
    """Takes what an archive's package or a file says of itself in fields."""
    said.title = said.title or record.get("title")
    said.language = said.language or record.get("language")
    said.subtitle = said.subtitle or record.get("subtitle")
    for role in ROLES:
        if role in record:
            said.people.setdefault(role, record[role])


def from_page(said: Testimony, pages: Sequence[Page], known: Provider | None, header: dict[str, Field]) -> None:
    """Takes what an HTML page's head, its headings and its metadata say."""
    if known:
        ids = pages[0].ids
        from_record(said, {of: wording(ids[at]) for at, of in known.stated.items() if at in ids and wording(ids[at])})
    if known and (link := linked_author(pages[0], known)):
        said.people.setdefault("author", link)
    told = (header[name].text.replace("\n", " ") for name in ("rights", "online_version") if name in header)
    archives = [archive["author"] for text in told if known and (archive := re.match(known.archive, text))]
    found = masthead(pages, known, next(iter(archives), None))
    if found.author:
        said.people.setdefault("author", case(found.author))
    said.title = said.title or (untailed(found.title, known, found.author) if found.title else None)
    said.subtitle = said.subtitle or found.subtitle
    said.volume = found.volume
    said.language = said.language or found.language


def linked_author(page: Page, known: Provider) -> str | None:
    """The person whose own page at the provider a page leads to."""
    links = (a for a in page.root.iter("a") if re.search(known.author_link, unquote(a.get("href") or "")))
    return next((wording(link) for link in links if wording(link)), None)


def from_heading(said: Testimony, blocks: m.Blocks) -> None:
    """Takes the one heading that stands above all others for the title, where it comes first."""
    headings = [block for block in blocks if isinstance(block, m.Heading)]
    tops = [heading for heading in headings if heading.level == min(one.level for one in headings)]
    if not said.title and len(tops) == 1 < len(headings) and blocks[0] is tops[0]:
        said.title = " ".join(block_text(tops[0]).split())


def from_title_page(
    said: Testimony, blocks: m.Blocks, shapes: Patterns, known: Provider | None, doubts: list[str]
) -> None:
    """Takes what the first lines say, where nothing else has; the provider may have the author above the title."""
    if said.title and "author" in said.people:
        return
    found = first_lines(blocks, shapes, said.title or "", said.people.get("author") or "")
    if found.alike and not said.title and known and known.opening[:1] == ("author",):
        found = replace(found, title=found.author, author=found.title)
    if found.alike and not said.title:
        doubts.append(f"title and author have one shape; {found.title!r} is taken for the title, by {found.author!r}")
    if not said.title:
        said.title, said.subtitle = found.title, said.subtitle or found.subtitle
    if found.author:
        said.people.setdefault("author", found.author)


def from_file_name(said: Testimony, name: str) -> None:
    """Takes what the name of the one file says of title and author, where nothing else does."""
    title, author = named_by_file(name)
    if author and (not said.title or folded(said.title) == folded(title or "")):
        said.title = said.title or title
        said.people.setdefault("author", author)


def from_credits(said: Testimony, blocks: m.Blocks, language: str) -> tuple[str | None, str | None]:
    """Takes the people whom nothing else names from the title page, and tells its year and its publisher."""
    names = Names(said.title or "", said.subtitle, list(said.people.values()), language)
    file = tuple(takewhile(lambda block: block.position.file == blocks[0].position.file, blocks))
    rows = "\n".join(block_text(block) for block in file[: title_page_end(file, names, language)]).split("\n")
    page = "\n".join(joined([row.strip() for row in rows if row.strip()]))
    for role, relator in ROLES.items():
        if role not in said.people and relator in leads():
            found = [case(name) for name in (*credited(page, relator), *genitives.named(page, relator))]
            if known := [name for name in found if all(map(is_name, several(name)))]:
                said.people[role] = "\n".join(known)
    house = publisher("\n".join(row for row in page.split("\n") if not names.are(row)))
    return year(page), case(house) if house else None


def alternative(said: Testimony, blocks: m.Blocks) -> None:
    """Takes the title's second half where the title page has one: 'Candide, or Optimism' is more than 'Candide'."""
    page = re.sub(r"\s+", " ", " ".join(block_text(block) for block in takewhile(is_display, blocks[:30])))
    title = re.escape(said.title or "")
    joints = alternatives(rows()["or"])
    found = re.search(rf"(?<!\w){title},? (?P<joint>{joints}),? (?P<rest>[^.]{{3,60}})\.", page, re.IGNORECASE)
    if title and found:
        rest = found["rest"].lower() if found["rest"].upper() == found["rest"] else found["rest"]
        said.title = f"{said.title}, {found['joint'].lower()} {rest.strip()}"


def people_of(said: Testimony, role: str, text: str) -> None:
    """Takes the persons a header names in `role`; behind them it may name others with their offices."""
    office = OFFICE.search(text) if role == "author" else None
    text = ASIDE.sub("", text[: office.start()] if office else text)
    names, *others = ANOTHER.split(led().sub("", BY.sub("", text)))
    role = next((known for known in ROLES if office and known.startswith(office["office"].lower())), role)
    told = case(plain(DATED.split(ALIVE.sub("", names))[0]))
    named = role == "author" or (told.lower() not in {*NOBODY, "anonymous"} and not QUOTES.search(told))
    if told and named and not NO_NAME.search(told) and len(told) < LONGEST_NAMES:
        said.people[role] = told
    for other, relator in ROLES.items():
        if found := [case(name) for line in others for name in credited(line, relator)] if relator in leads() else []:
            said.people.setdefault(other, "\n".join(found))


@cache
def led() -> re.Pattern[str]:
    """A word before the name of one who did something, in any language: 'by Ada Field'."""
    words = alternatives(word for word in every("by") if " " not in word)
    return re.compile(rf"^(?:{words})\s+(?=[^\W\d_])")


def untailed(title: str, known: Provider | None, author: str | None) -> str:
    """`title` without what the provider puts behind it; 'by Himself' and 'by Night' are the title's own."""
    tail = re.search(known.title_tail, title, re.IGNORECASE) if known else None
    name = (tail.groupdict().get("author") or "") if tail else ""
    first, _, more = name.partition(",")
    known_as = set(folded_words(author or ""))
    if not tail or (
        name and author and not (set(folded_words(first)) & known_as and known_as >= set(folded_words(more)))
    ):
        return title
    return title[: tail.start()]


def folded_words(name: str) -> list[str]:
    """The words of a name, in small letters."""
    return re.findall(r"\w{2,}", name.casefold())
