"""Identify: the files of a witness in, what they say of themselves out: title, people, language, provider, dates.

First the provider's own header is asked, then the page's title and metadata, then the lines of the title page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from octavo import model as m
from octavo.credits import YEAR
from octavo.describe import UNKNOWN
from octavo.edition import Omission
from octavo.frame import told_in, unframed
from octavo.header_fields import Field
from octavo.intake.casing import case, spoken
from octavo.intake.labelled import labelled
from octavo.intake.masthead import common_headings, head_title, wording_of_all
from octavo.intake.speech import speech
from octavo.intake.testimony import (
    ROLES,
    Testimony,
    alternative,
    from_credits,
    from_file_name,
    from_header,
    from_heading,
    from_labels,
    from_page,
    from_record,
    from_sentences,
    from_title_page,
)
from octavo.intake.title_author import settle
from octavo.lines import block_lines, block_text
from octavo.misread import mended
from octavo.personal_names import several
from octavo.problem import WitnessError
from octavo.provider import Provider, identified
from octavo.readers import read
from octavo.readers.listing import is_index
from octavo.readers.tree import PLACED, Page, wording
from octavo.readers.witness import Witness
from octavo.reading import Reading
from octavo.structure.headings import patterns

HEAD, TAIL, SAMPLE, TITLE_PAGE = 30_000, 400, 4000, 14
"""Characters in which a provider is named, at the end too; blocks that tell a language, and those of a title page."""
PAGES = (".htm", ".html", ".xhtml")
ERROR = re.compile(
    r"\b(?:404|403|410|429|50[0-4])\b.*\b(?:not found|forbidden|gone|error|requests|unavailable|gateway|timeout)\b"
    r"|^\s*(?:page |file |object )?not found\W*$|^\s*(?:access denied|forbidden|service unavailable|just a moment)\W*$",
    re.IGNORECASE,
)
"""How servers name the pages they send for a text they have not (RFC 9110, 15.5 and 15.6)."""
LONGEST_ERROR = 2000
NUMBERS = ("Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")


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


class Sources(Struct, frozen=True):
    """What there is to ask: a provider, the text without its frame, its header, an archive's or a file's own record."""

    provider: Provider | None
    reading: Reading
    blocks: m.Blocks
    header: dict[str, Field]
    record: dict[str, str]
    pages: list[Page]


def identify(witnesses: Sequence[Witness], url: str | None = None, record: dict[str, str] | None = None) -> Findings:
    """What `witnesses` say; `record` is what an archive's own package says. Raises WitnessError."""
    asked = sources(witnesses, url, record or {})
    refuse_error_page(asked.pages, "\n".join(block_text(block) for block in asked.blocks[:50]))
    doubts: list[str] = []
    said = told_outright(asked)
    texts = by_file(asked.blocks[:SAMPLE])
    language = speech(said.language, texts, doubts)
    from_title_page(said, asked.blocks, patterns(language), asked.provider, doubts)
    alternative(said, asked.blocks)
    page = [line.text.strip() for block in asked.blocks[:TITLE_PAGE] for line in block_lines(block)]
    spelled = [*texts, *said.people.values(), *(asked.header[name].text for name in ("title",) if name in asked.header)]
    said.title = case(spoken(said.title, language, spelled, page)) if said.title else None
    year, house = from_credits(said, asked.blocks, language)
    if held := asked.reading.record.get("rights held") or conditions(asked):
        doubts.append(f"the text says of rights: {held!r}; see that you may publish it")
    published = (year or asked.record.get("published")) if "published" not in asked.header else None
    years = first_and_last(dates(asked))
    if not asked.record.keys() & {"title", "file name"} and (collection := collected(asked.pages, years, said)):
        said.title, published = collection, years or None
        doubts.append(f"the pages share no title; {collection!r} is supplied")
    said.title, said.subtitle = (mended(text) if text else text for text in (said.title, said.subtitle))
    from_file_name(said, asked.record.get("file name", ""))
    settle(said.people, said.title or "", doubts)
    title = said.title or supplied(asked.record, witnesses[0], doubts)
    origin: dict[str, str | None] = {"publisher": mended(house) if house else None}
    origin |= {key: asked.record[key] for key in ("source", "publisher", "rights") if key in asked.record}
    return Findings(
        title,
        contributors(said, asked.record, doubts),
        language,
        asked.provider,
        said.subtitle,
        said.volume,
        published,
        asked.header["number"].text if "number" in asked.header else None,
        tuple(doubts),
        origin,
    )


def sources(witnesses: Sequence[Witness], url: str | None, record: dict[str, str]) -> Sources:
    """What of `witnesses` there is to ask."""
    known = identified("\n".join([url or "", *(witness.text[:HEAD] for witness in witnesses[:3])]))
    known = known or identified(witnesses[-1].text[-TAIL:])
    reading = read(witnesses, known)
    pages = [Page(witness) for witness in witnesses if witness.name.endswith(PAGES)]
    if known is None:
        return Sources(None, reading, reading.blocks, {}, {**reading.record, **record}, pages)
    framed = unframed(reading.blocks, known)
    header = told_in(reading.omissions, known) | framed.header
    return Sources(known, reading, framed.blocks, header, {**reading.record, **record}, pages)


def told_outright(asked: Sources) -> Testimony:
    """What header, record, pages and the first heading say, the one before the other."""
    said = Testimony()
    from_header(said, asked.header, asked.provider)
    from_sentences(said, [row.text for row in asked.reading.omissions if row.rule == "provider-header"])
    from_record(said, asked.record)
    if asked.pages:
        from_page(said, asked.pages, asked.provider, asked.header)
    elif asked.provider is None:
        from_labels(said, labelled(asked.blocks))
    from_heading(said, asked.blocks)
    return said


def contributors(said: Testimony, record: dict[str, str], doubts: list[str]) -> tuple[m.Contributor, ...]:
    """The persons, an author among them; where none is known the name is asked for."""
    people = tuple(
        m.Contributor(name, relator, record.get(f"file-as {name}"))
        for role, relator in ROLES.items()
        if role in said.people
        for name in several(mended(said.people[role]))
    )
    if any(person.role == "aut" for person in people):
        return people
    doubts.append("no author was found; write [[contributors]] in book.toml")
    return m.Contributor(UNKNOWN), *people


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


def collected(pages: Sequence[Page], years: str, said: Testimony) -> str | None:
    """A name for pages that are works of their own: how many they are, and of what years."""
    if len(pages) < 2 or next(iter(common_headings(pages)), None) or is_index(pages):
        return None
    titles = {wording_of_all(page) for page in pages}
    titles = {head_title(page) for page in pages} if titles == {""} else titles
    if len(titles) < len(pages) or said.title not in titles:
        return None
    count = NUMBERS[len(pages) - 2] if len(pages) < 14 else str(len(pages))
    return f"{count} Articles{f', {years}' if years else ''}"


def conditions(asked: Sources) -> str | None:
    """The line of a provider's header that states a licence, or that rights are held."""
    if asked.provider is None:
        return None
    headers = (omission for omission in asked.reading.omissions if omission.rule == "provider-header")
    rows = (row.strip() for omission in headers for row in omission.text.split("\n"))
    return next((row for row in rows if re.search(asked.provider.terms, row, re.IGNORECASE)), None)


def supplied(record: dict[str, str], first: Witness, doubts: list[str]) -> str:
    """The name of the folder or the file, for a text that has no title."""
    name = record.get("called") or record.get("file name") or first.name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    title = " ".join(re.split(r"[\s_-]+", name)).strip().title()
    doubts.append(f"no title was found; {title!r} is the name of the {'folder' if 'called' in record else 'file'}")
    return title


def by_file(blocks: m.Blocks) -> list[str]:
    """The text of each file."""
    files = groupby(blocks, key=lambda block: block.position.file)
    return [mended("\n".join(map(block_text, group))) for _, group in files]


# Dates -------------------------------------------------------------------------------------------------------


def dates(asked: Sources) -> Iterator[str]:
    """What the header, and those of all pages, say of first publication."""
    rows = (row for row in asked.reading.omissions if row.rule == "provider-header")
    pages = [told_in([row], asked.provider) for row in rows] if asked.provider and len(asked.pages) > 1 else []
    for header in (asked.header, *pages):
        yield from [header[name].text for name in ("published", "written", "source") if name in header][:1]
    yield from published(asked.reading.omissions)
    for block in asked.reading.blocks:
        for line in block_lines(block)[:3] if isinstance(block, m.Paragraph) else []:
            if re.match(r"\s*First Published\s*:", line.text, re.IGNORECASE):
                yield line.text


def first_and_last(said: Iterable[str]) -> str:
    """The first and the last year that is `said`, or the one there is."""
    years = sorted({year for text in said for year in YEAR.findall(text)})
    return "–".join(dict.fromkeys((*years[:1], *years[-1:])))


def published(omissions: Sequence[Omission]) -> Iterator[str]:
    """What omitted headers say of first publication."""
    for omission in omissions:
        for line in omission.text.split("\n"):
            if re.match(r"\s*First Published\s*:", line, re.IGNORECASE):
                yield line
