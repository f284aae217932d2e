"""Identify: the files of a witness in, what they say of themselves out: title, people, language, provider, dates.

First the provider's own header is asked, then the page's title and metadata, then the lines of the title page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby, takewhile
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from octavo import model as m
from octavo import tongue
from octavo.credits import YEAR, credited, leads, publisher, year
from octavo.describe import UNKNOWN
from octavo.edition import Omission
from octavo.facts import alternatives
from octavo.frame import Field, told_in, unframed
from octavo.intake.beside import named_by_file
from octavo.intake.casing import case, spoken
from octavo.intake.first_lines import first_lines
from octavo.intake.labelled import labelled
from octavo.intake.masthead import common_headings, masthead, wording_of_all
from octavo.intake.speech import speech
from octavo.lines import block_lines, block_text
from octavo.misread import mended
from octavo.personal_names import ALIVE, ASIDE, NOBODY, is_name, plain, several
from octavo.problem import WitnessError
from octavo.provider import Provider, identified
from octavo.readers import read
from octavo.readers.listing import is_index
from octavo.readers.tree import PLACED, Page, wording
from octavo.readers.witness import Witness
from octavo.reading import Reading
from octavo.structure.divisions import every
from octavo.structure.headings import Patterns, patterns
from octavo.structure.titlepage import Names, folded, is_display, title_page_end

HEAD, SAMPLE, TITLE_PAGE = 30_000, 4000, 14
"""Characters in which a provider is named, blocks by which a language is told, and those of a title page."""
PAGES = (".htm", ".html", ".xhtml")
ERROR = re.compile(
    r"\b(?:404|403|410|429|50[0-4])\b.*\b(?:not found|forbidden|gone|error|requests|unavailable|gateway|timeout)\b"
    r"|^\s*(?:page |file |object )?not found\W*$|^\s*(?:access denied|forbidden|service unavailable|just a moment)\W*$",
    re.IGNORECASE,
)
"""How servers name the pages they send for a text they have not (RFC 9110, 15.5 and 15.6)."""
LONGEST_ERROR = 2000
TITLE_LINES = 3
"""So many first-level headings a page's title may be set in; more are its chapters."""
ANOTHER = re.compile(r"(?:[,;.]\s+|^)(?=\w+ed (?:\w+ )*by\b)|[,;]?\s+(?=(?:for|from)\s)", re.IGNORECASE)
"""What ends a person's name: 'Ada Field, edited by Jo Lee', 'Ada Field, from the French', 'Ada Field for the press'."""
OFFICE = re.compile(r",?\s+[(\[]?(?P<office>edit|translat|compil|illustrat)ors?[)\]]?\.?$", re.IGNORECASE)
BY = re.compile(r"^\s*(?:(?:translated|edited|from|for|in)\s(?:[^,;]{0,60}\s)?)?by:?\s+", re.IGNORECASE)
LONGEST_NAMES = 100
DATED = re.compile(r"[,;]\s*(?=[^,;]*\d{4})")
"""What parts a person's name from the year of the work, or of birth."""
NO_NAME, QUOTES = re.compile(r"https?:|\d{4}"), re.compile(r"[\"“”«»《]")
"""What stands in no name, and in none but an author's: 'the author of "The Ford"'."""
NUMBERS = ("Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")
ROLES = {"author": "aut", "translator": "trl", "editor": "edt", "illustrator": "ill", "commentator": "cmm"}
ROLES |= {"author of introduction": "aui", "author of afterword": "aft", "annotator": "ann"}
ROLES |= {"compiler": "com", "photographer": "pht", "contributor": "ctb"}


class Findings(Struct, frozen=True):
    """What a witness says of itself, and what had to be supposed."""

    title: str
    contributors: tuple[m.Contributor, ...]
    language: str
    provider: Provider | None = None
    subtitle: str | None = None
    volume: str | None = None
    published: str | None = None
    number: str | None = None
    doubts: tuple[str, ...] = ()
    origin: dict[str, str | None] = {}


class Said(Struct):
    """What has been found so far."""

    title: str | None = None
    subtitle: str | None = None
    volume: str | None = None
    people: dict[str, str] = {}
    language: str | None = None


def identify(witnesses: Sequence[Witness], url: str | None = None, record: dict[str, str] | None = None) -> Findings:
    """What `witnesses` say; `record` is what an archive's own package says. Raises WitnessError."""
    known = identified("\n".join([url or "", *(witness.text[:HEAD] for witness in witnesses[:3])]))
    reading = read(witnesses, known)
    framed = unframed(reading.blocks, known) if known else None
    header = framed.header if framed else {}
    if known:
        header = told_in(reading.omissions, known) | header
    blocks = framed.blocks if framed else reading.blocks
    doubts: list[str] = []
    said = Said(people={})
    from_header(said, header, known)
    from_sentences(said, [row.text for row in reading.omissions if row.rule == "provider-header"])
    known_of = {**reading.record, **(record or {})}
    from_package(said, known_of)
    pages = [Page(w) for w in witnesses if w.name.endswith(PAGES)]
    if pages:
        from_page(said, pages, known, header)
    refuse_error_page(pages, "\n".join(block_text(block) for block in blocks[:50]))
    if known is None and not pages:
        from_labels(said, labelled(blocks))
    from_heading(said, blocks)
    texts = by_file(blocks[:SAMPLE])
    language = speech(said.language, texts, doubts)
    from_title_page(said, blocks, patterns(language), known, doubts)
    alternative(said, blocks)
    page = [line.text.strip() for block in blocks[:TITLE_PAGE] for line in block_lines(block)]
    said.title = case(spoken(said.title, language, texts, page)) if said.title else None
    dated = sorted({found for found in dates(header, reading) for found in YEAR.findall(found)})
    years = "–".join(dict.fromkeys((*dated[:1], *dated[-1:])))
    year, house = from_credits(said, blocks, language)
    house, year = mended(house) if house else None, year or known_of.get("published")
    if held := reading.record.get("rights held") or (conditions(reading.omissions, known) if known else None):
        doubts.append(f"the text says of rights: {held!r}; see that you may publish it")
    published = year if "published" not in header else None
    if "title" not in known_of and (collection := collected(pages, years, said)):
        said.title, published = collection, years or None
        doubts.append(f"the pages share no title; {collection!r} is supplied")
    said.title, said.subtitle = (mended(text) if text else text for text in (said.title, said.subtitle))
    from_file_name(said, known_of.get("file name", ""))
    if not said.title:
        said.title = supplied(known_of, witnesses[0], doubts)
    return Findings(
        said.title,
        contributors(said, known_of, doubts),
        language,
        known,
        said.subtitle,
        said.volume,
        published,
        header["number"].text if "number" in header else None,
        tuple(doubts),
        {"publisher": house} | {key: known_of[key] for key in ("source", "publisher", "rights") if key in known_of},
    )


def contributors(said: Said, known_of: dict[str, str], doubts: list[str]) -> tuple[m.Contributor, ...]:
    """The persons, an author among them; where none is known the name is asked for."""
    people = tuple(
        m.Contributor(name, relator, known_of.get(f"file-as {name}"))
        for role, relator in ROLES.items()
        if role in said.people
        for name in several(mended(said.people[role]))
    )
    if any(person.role == "aut" for person in people):
        return people
    doubts.append("no author was found; write [[contributors]] in book.toml")
    return m.Contributor(UNKNOWN), *people


# Where it is said ------------------------------------------------------------------------------------------


def from_header(said: Said, header: dict[str, Field], known: Provider | None) -> None:
    """Takes what a provider's header says."""
    if "title" in header:
        first, *more = header["title"].text.split("\n")
        if more and len(first) > 60:
            first, more = " ".join([first, *more]), []
        said.title = untailed(first, known, header["author"].text if "author" in header else None)
        said.subtitle = " ".join(more) or None
    if "subtitle" in header:
        said.subtitle = said.subtitle or " ".join(header["subtitle"].text.split("\n"))
    for role in ROLES:
        if role in header:
            people_of(said, role, header[role].text)
    if "language" in header:
        said.language = tongue.named(header["language"].text)


def from_labels(said: Said, told: dict[str, str]) -> None:
    """Takes what labelled lines at the head of a text of nobody known say."""
    said.title = said.title or told.get("title")
    for role in ROLES:
        if role in told and role not in said.people:
            people_of(said, role, told[role])
    said.language = said.language or tongue.named(told.get("language", ""))


def from_sentences(said: Said, told: Sequence[str]) -> None:
    """Takes the translators whom a provider's header names in a sentence, no label leading them."""
    rows = (row for text in told for row in re.split(r"(?<=[.;])\s+|\n", text))
    names = [name for row in rows for name in credited(row, "trl") if all(map(is_name, several(name)))]
    if names:
        said.people.setdefault("translator", names[0])


def people_of(said: Said, role: str, text: str) -> None:
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
    if not tail or (name and author and not set(folded_words(name)) & set(folded_words(author))):
        return title
    return title[: tail.start()]


def folded_words(name: str) -> list[str]:
    """The words of a name, in small letters."""
    return re.findall(r"\w{2,}", name.casefold())


def from_package(said: Said, record: dict[str, str]) -> None:
    """Takes what an EPUB's package says."""
    said.title = said.title or record.get("title")
    said.language = said.language or record.get("language")
    said.subtitle = said.subtitle or record.get("subtitle")
    for role in ROLES:
        if role in record:
            said.people.setdefault(role, record[role])


def from_page(said: Said, pages: Sequence[Page], known: Provider | None, header: dict[str, Field]) -> None:
    """Takes what an HTML page's head, its headings and its metadata say."""
    if known:
        ids = pages[0].ids
        from_package(said, {of: wording(ids[at]) for at, of in known.stated.items() if at in ids and wording(ids[at])})
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


def refuse_error_page(pages: Sequence[Page], text: str) -> None:
    """Raises WitnessError where the one page there is says that there is none."""
    if len(pages) != 1 or len(text) > LONGEST_ERROR:
        return
    names = [wording(element) for tag in ("h1", "h2") for element in pages[0].root.iter(tag)]
    names += ["".join(title.itertext()) for title in pages[0].root.iter("title")]
    said = [name for name in (PLACED.sub("", name).strip() for name in names) if ERROR.search(name)]
    if said:
        name = pages[0].name.rpartition("/")[2]
        raise WitnessError(f"{name}: is an error page ({said[0]!r}), not a text; fetch it again")


def from_heading(said: Said, blocks: m.Blocks) -> None:
    """Takes the one heading that stands above all others for the title, where it comes first."""
    headings = [block for block in blocks if isinstance(block, m.Heading)]
    tops = [heading for heading in headings if heading.level == min(one.level for one in headings)]
    if not said.title and len(tops) == 1 < len(headings) and blocks[0] is tops[0]:
        said.title = " ".join(block_text(tops[0]).split())


def collected(pages: Sequence[Page], years: str, said: Said) -> str | None:
    """A name for pages that are works of their own: how many they are, and of what years."""
    if len(pages) < 2 or next(iter(common_headings(pages)), None) or is_index(pages):
        return None
    titles = {wording_of_all(page) for page in pages}
    if len(titles) < len(pages) or said.title not in titles:
        return None
    count = NUMBERS[len(pages) - 2] if len(pages) < 14 else str(len(pages))
    return f"{count} Articles{f', {years}' if years else ''}"


def from_title_page(said: Said, blocks: m.Blocks, shapes: Patterns, known: Provider | None, doubts: list[str]) -> None:
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


def conditions(omissions: Sequence[Omission], known: Provider) -> str | None:
    """The line of a provider's header that states a licence, or that rights are held."""
    rows = (row for omission in omissions if omission.rule == "provider-header" for row in omission.text.split("\n"))
    return next((row.strip() for row in rows if re.search(known.terms, row, re.IGNORECASE)), None)


def supplied(known_of: dict[str, str], first: Witness, doubts: list[str]) -> str:
    """The name of the folder or the file, for a text that has no title."""
    name = known_of.get("called") or known_of.get("file name") or first.name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    title = " ".join(re.split(r"[\s_-]+", name)).strip().title()
    doubts.append(f"no title was found; {title!r} is the name of the {'folder' if 'called' in known_of else 'file'}")
    return title


def from_file_name(said: Said, name: str) -> None:
    """Takes what the name of the one file says of title and author, where nothing else does."""
    title, author = named_by_file(name)
    if author and (not said.title or folded(said.title) == folded(title or "")):
        said.title = said.title or title
        said.people.setdefault("author", author)


def from_credits(said: Said, blocks: m.Blocks, language: str) -> tuple[str | None, str | None]:
    """Takes the people whom nothing else names from the title page, and tells its year and its publisher."""
    names = Names(said.title or "", said.subtitle, list(said.people.values()), language)
    file = tuple(takewhile(lambda block: block.position.file == blocks[0].position.file, blocks))
    rows = "\n".join(block_text(block) for block in file[: title_page_end(file, names, language)]).split("\n")
    page = "\n".join(row.strip() for row in rows if row.strip())
    for role, relator in ROLES.items():
        if role not in said.people and relator in leads():
            found = [case(name) for name in credited(page, relator)]
            if known := [name for name in found if all(map(is_name, several(name)))]:
                said.people[role] = "\n".join(known)
    house = publisher("\n".join(row for row in page.split("\n") if not names.are(row)))
    return year(page), case(house) if house else None


def alternative(said: Said, blocks: m.Blocks) -> None:
    """Takes the title's second half where the title page has one: 'Candide, or Optimism' is more than 'Candide'."""
    page = re.sub(r"\s+", " ", " ".join(block_text(block) for block in takewhile(is_display, blocks[:30])))
    title = re.escape(said.title or "")
    found = re.search(rf"(?<!\w){title},? (?P<joint>or|ou|oder|o|или),? (?P<rest>[^.]{{3,60}})\.", page, re.IGNORECASE)
    if title and found:
        rest = found["rest"].lower() if found["rest"].upper() == found["rest"] else found["rest"]
        said.title = f"{said.title}, {found['joint'].lower()} {rest.strip()}"


def by_file(blocks: m.Blocks) -> list[str]:
    """The text of each file."""
    files = groupby(blocks, key=lambda block: block.position.file)
    return [mended("\n".join(map(block_text, group))) for _, group in files]


# Dates -------------------------------------------------------------------------------------------------------


def dates(header: dict[str, Field], reading: Reading) -> Iterator[str]:
    """What headers say of first publication."""
    for name in ("published", "written", "source"):
        if name in header:
            yield header[name].text
            break
    yield from published(reading.omissions)
    for block in reading.blocks:
        for line in block_lines(block)[:3] if isinstance(block, m.Paragraph) else []:
            if re.match(r"\s*First Published\s*:", line.text, re.IGNORECASE):
                yield line.text


def published(omissions: Sequence[Omission]) -> Iterator[str]:
    """What omitted headers say of first publication."""
    for omission in omissions:
        for line in omission.text.split("\n"):
            if re.match(r"\s*First Published\s*:", line, re.IGNORECASE):
                yield line
