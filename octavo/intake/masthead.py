"""Masthead: pages of HTML in; what their heads, their first headings and their metadata say the book is, out.

What a page prints goes before what its head says; an index prints the book's own title, a chapter perhaps its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile
from xml.etree.ElementTree import Element

from msgspec import Struct

from octavo.intake.byline import BYLINES, bears_out, printed
from octavo.intake.linked_data import linked_data
from octavo.model import Heading
from octavo.personal_names import is_name, plain, several, straight, surname
from octavo.provider import Provider
from octavo.readers.figures import spoken
from octavo.readers.header import information
from octavo.readers.listing import is_index
from octavo.readers.semantics import HEADINGS
from octavo.readers.tree import PLACED, Page, classes, lines, wording
from octavo.structure.divisions import heads
from octavo.structure.divisions import rows as rows_of_languages
from octavo.structure.half_titles import SAYING
from octavo.structure.headings import DATE, patterns
from octavo.structure.headlines import YEARS
from octavo.structure.names import spaced
from octavo.tongue import named

TITLE_LINES = 3
"""So many first-level headings a page's title may be set in; more are its chapters."""
PROSE = 160
"""A paragraph as long as this is no part of what stands over a text."""
YEARS_AFTER = re.compile(r"\s*[(（](?:[\w.]+ ){0,2}(?:1[5-9]|20)\d\d(?:\s*[–—-]\s*\d{2,4})?年?[)）]$")
COLON = re.compile(r"\s*[:：]\s*")
IN_BRACKETS = re.compile(r"\(.*\)|\[.*\]|（.*）")
CALL = re.compile(r"\s*\[(?:\d{1,3}|\*)\]$")
"""The call of a note behind a title."""
NAMED = re.compile(
    r"(?:The Project Gutenberg e-?Book of\s+)?(?P<title>.+?)(?:,)? by (?P<author>[^—–|,]+?)(?:\s*[—–|].*|\s+-\s.*)?",
    re.IGNORECASE,
)
PROVIDED = re.compile(
    r"The Project Gutenberg e-?Book of\s+[\"“]?(?P<title>.+?)\.?[\"”]?|(?P<name>.+?)\s*\|\s*Project Gutenberg",
    re.IGNORECASE,
)
"""How Project Gutenberg's pages name the book alone in their heads."""
LED = re.compile(rf"(?P<author>[^:：]+?){COLON.pattern}《?(?P<title>.+?)》?(?:{YEARS_AFTER.pattern[:-1]})?")
DISPLAY, TOP = frozenset({"p", *HEADINGS}), 12
"""The lines of a page, and so many, among which author and title stand."""
SITE = re.compile(r"(?<=\w)\s*(?:\s(?:\||::|•|«|»)\s.*|\s[-–—]\s+(?:\w+\.)+[a-z]{2,})$")
"""What a head has behind the title: the name of the site, or its address."""
WHOLE = re.compile(r"^Full text of [\"“](?P<title>.+)[\"”]$")
"""How the Internet Archive heads the page of a scanned book's text."""
PORTION = re.compile(r"[(\[]?(?:abstract|excerpts?|extracts?)[)\]]?", re.IGNORECASE)
"""A line under a title that tells how much of the text is there."""
AUTHORS = ("author", "dc.creator", "dcterms.creator", "og:author", "book:author", "citation_author", "ld.author")
"""The metadata that name an author: HTML, Dublin Core, Open Graph, Highwire Press, and JSON-LD as it is named here."""
TITLES = ("dc.title", "dcterms.title")
LANGUAGES = ("content-language", "dc.language", "dcterms.language", "ld.language")


BEFORE = re.compile(r"(?P<title>.*\w.*?)\s*(?:[(\[|–—:：]|\s-\s|(?<=\w{3})\.\s)")
"""The title a head has before what parts it from a page's own, the last that does."""
LEAST = 3
"""The pages whose heads tell by what they have alike; two may be of one first chapter."""


class Line(Struct, frozen=True):
    """A heading over a text, and its level."""

    text: str
    level: int


class Masthead(Struct, frozen=True):
    """What pages say of the book they are, as far as they do."""

    title: str | None = None
    subtitle: str | None = None
    volume: str | None = None
    author: str | None = None
    language: str | None = None


def masthead(pages: Sequence[Page], known: Provider | None, archive: str | None = None) -> Masthead:
    """What `pages` say; `archive` is the person whose archive the provider's header says they are of."""
    metas = {f"ld.{key}": said for key, said in linked_data(pages[0]).items()} | metadata(pages)
    author = next((plain(metas[key]) for key in AUTHORS if metas.get(key)), None)
    head = head_title(pages[0])
    titled, by_provider = named_in(pages[0], head, known)
    if not by_provider and (alike := shared_head(pages, author)):
        head, titled = alike, NAMED.fullmatch(alike)
    framed = by_provider or (known is not None and bool(known.begin))
    language = stated_language(pages, metas)
    book = is_index(pages) or (len(pages) == 1 and not framed)
    over, ends = title_block(pages[0], known) if book else ([], False)
    author = printed(pages[0], author or family(pages[0], head), head, language or "en") or author
    author = author or bylined(over, head) or leading(pages, head)
    author = author or (over_title(over, head) if known and known.opening[:1] == ("author",) and ends else None)
    if author and archive and bears_out([archive], author):
        author = archive
    named = plain(titled.groupdict().get("author") or "") if titled else None
    if titled and (not author or not named or surname(straight(named)) == surname(author)):
        author, head = author or named, titled["title"]
    before, *after = COLON.split(head, maxsplit=1)
    if author and after and surname(before) == surname(author):
        head = after[0]
    over = [line for line in over if not (author and names_author(line.text, author))]
    rows = title_lines(over) if known or len(pages) > 1 else []
    volume = (re.fullmatch(known.volume, line.text) for line in over) if known else ()
    shared = next(iter(common_headings(pages, author)), None)
    return Masthead(
        next((metas[key] for key in TITLES if metas.get(key)), None)
        or (titled["title"] if titled and framed else provided(head_title(pages[0])))
        or cased(shared or " ".join(line.text for line in rows) or (said_over(pages, author, known) or ""), head)
        or next((metas[key] for key in ("ld.title", "og:title") if metas.get(key) and metas[key] in head), None)
        or YEARS_AFTER.sub("", SITE.sub("", head))
        or None,
        subtitle(over, rows) if rows and ends else None,
        next((found["number"] for found in volume if found), None),
        author,
        language,
    )


def named_in(page: Page, head: str, known: Provider | None) -> tuple[re.Match[str] | None, bool]:
    """Title and author in a page's head, and whether it is in the shape the provider gives all its heads.

    So it is too where a provider that puts the author first has both on the page, a line each.
    """
    by_provider = re.fullmatch(known.head, head) if known else None
    if known and known.opening[:1] == ("author",) and (found := LED.fullmatch(head)):
        rows = islice((one for one in page.body.iter() if one.tag in DISPLAY), TOP)
        over = {line for row in rows for line in lines(row)}
        by_provider = by_provider or (found if {found["author"], found["title"]} <= over else None)
    return by_provider or NAMED.fullmatch(head), by_provider is not None


def provided(head: str) -> str | None:
    """The title in a head that says no more but whose page it is."""
    found = PROVIDED.fullmatch(head) if not NAMED.fullmatch(head) else None
    return found["title"] or found["name"] if found else None


def cased(title: str, head: str) -> str:
    """`title`, where it is in capitals, as the page's head has it."""
    place = head.upper().find(title)
    return head[place : place + len(title)] if title and place >= 0 and len(head.upper()) == len(head) else title


def shared_head(pages: Sequence[Page], author: str | None) -> str | None:
    """What the heads of pages without an index have before their own titles: 'The Quay' of 'The Quay (Chapter 1)'."""
    if len(pages) < LEAST or is_index(pages):
        return None
    alike = takewhile(lambda signs: len(set(signs)) == 1, zip(*map(head_title, pages), strict=False))
    found = BEFORE.match("".join(signs[0] for signs in alike))
    titles = found is not None and is_title(found["title"]) and not names_author(found["title"], author or "")
    return found["title"] if found and titles else None


def metadata(pages: Sequence[Page]) -> dict[str, str]:
    """What the metadata of pages say by their names in small letters, the first page's before the others'.

    Of a page's authors each is a line; of what else it says twice the last counts.
    """
    out: dict[str, str] = {}
    for page in reversed(pages):
        told: dict[str, str] = {}
        for meta in page.root.iter("meta"):
            name = (meta.get("name") or meta.get("property") or meta.get("http-equiv") or "").lower()
            said = (meta.get("content") or "").strip()
            before = told.get(name, "").split("\n") if name in AUTHORS else []
            told[name] = "\n".join(dict.fromkeys(filter(None, (*before, said))))
        out |= told
    return out


def head_title(page: Page) -> str:
    """The title in a page's head."""
    title = page.root.find(".//title")
    words = " ".join(PLACED.sub("", title.text or "").split()) if title is not None else ""
    return WHOLE.sub(r"\g<title>", words)


def stated_language(pages: Sequence[Page], metas: dict[str, str]) -> str | None:
    """The language that the markup of most pages, else a head, states."""
    stated = [found for page in pages for one in (page.root, page.body) if (found := one.get("lang"))]
    stated = stated or [found for page in pages if (found := page.root.get("xml:lang"))]
    stated = stated or [next((named(metas[key]) or "" for key in LANGUAGES if metas.get(key)), "")]
    most = max(dict.fromkeys(stated), key=stated.count).lower()
    return most if re.fullmatch(r"[A-Za-z]{2,3}(-\w+)*", most) else None


# Headings --------------------------------------------------------------------------------------------------


def common_headings(pages: Sequence[Page], author: str | None = None) -> Iterator[str]:
    """The first-level headings most pages share, the fullest first; of one page its own, where they are a title's.

    What of one page's names its `author` is none of the title.
    """
    if len(pages) == 1:
        tops = [title_words(heading, author) for heading in pages[0].root.iter("h1")]
        tops = list(takewhile(lambda top: not (is_numbered(top) or is_section(top)), tops)) or tops
        if tops and len(tops) <= TITLE_LINES and (whole := " ".join(dict.fromkeys(filter(None, tops)))):
            yield whole
        return
    counted: dict[str, int] = {}
    for page in pages:
        tops = [title_words(heading) for heading in page.root.iter("h1")]
        for text in {*tops, wording_of_all(page)}:
            if text:
                counted[text] = counted.get(text, 0) + 1
    least = len(pages) // 2 + 1
    shared = (text for text, count in counted.items() if count >= least and is_title(text))
    yield from sorted(shared, key=lambda text: -counted[text])


def said_over(pages: Sequence[Page], author: str | None, known: Provider | None) -> str | None:
    """The title that a line over the text of most pages prints, beside the author's name; not the provider's."""
    counted: dict[str, int] = {}
    for page in pages if len(pages) > 1 else ():
        over = next((one for one in page.body.iter("p") if classes(one) & BYLINES), None)
        for text in set(lines(over)) if over is not None else ():
            named = not text or names_author(re.sub(r"['’]s$", "", text), author or "")
            trail = known is not None and known.matches(known.trail, text)
            counted[text] = counted.get(text, 0) + (not named and not trail and is_title(text))
    most = max(counted, key=lambda text: counted[text], default="")
    return most if counted.get(most, 0) * 2 > len(pages) else None


def wording_of_all(page: Page) -> str:
    """All first-level headings of a page as one."""
    return " ".join(title_words(heading) for heading in page.root.iter("h1")).strip()


def title_words(heading: Element, author: str | None = None) -> str:
    """What a heading says, without the call of a note behind it and lines that name the `author`."""
    rows = [spaced(line) for line in lines(heading) if line and not PORTION.fullmatch(line)]
    if author and rows and not (rows := [line for line in rows if not names_author(line, author)]):
        return ""
    said = " ".join(rows) or spoken(heading)
    for link in heading.iter("a") if said.endswith("]") else ():
        said = said.removesuffix(wording(link)).rstrip() if IN_BRACKETS.fullmatch(wording(link)) else said
    return WHOLE.sub(r"\g<title>", CALL.sub("", said))


def title_block(page: Page, known: Provider | None) -> tuple[list[Line], bool]:
    """The headings over a page's text, and whether an information block, a rule or a list's heading parts them."""
    ends = set(information(page, known)) if known else set()
    out: list[Line] = []
    for element in page.body.iter():
        words = title_words(element) if element.tag in HEADINGS else ""
        if element in ends or (out and element.tag == "hr") or (words and heads("contents", words)):
            return out, True
        if element.tag == "p" and len(wording(element)) > PROSE:
            break
        if words:
            out.append(Line(words, HEADINGS[element.tag]))
    return out, False


def family(page: Page, head: str) -> str | None:
    """The surname a head has before its title, where a line over the text is the whole name: 'Field: The Quay'."""
    before, *after = COLON.split(head, maxsplit=1)
    over = (one for one in page.body.iter("p") if classes(one) & BYLINES) if after and is_word(before) else ()
    return before if any(bears_out([line], before) for one in over for line in lines(one)) else None


def is_word(text: str) -> bool:
    """Whether a text is one word with a capital."""
    return text[:1].isupper() and " " not in text


def bylined(over: Sequence[Line], head: str) -> str | None:
    """The name among the headings over a text that the head has before its title: 'A. Field: The Quay'."""
    before, *after = COLON.split(head, maxsplit=1)
    called = (line.text for line in over if line.text == before or bears_out([line.text], surname(before)))
    return next(called, None) if after else None


def over_title(over: Sequence[Line], head: str) -> str | None:
    """The name over the heading that a page's head begins with."""
    named = len(over) > 1 and is_name(over[0].text) and head.casefold().startswith(over[1].text.casefold())
    return over[0].text if named else None


def leading(pages: Sequence[Page], head: str) -> str | None:
    """The name a head has before the title that the page prints: 'Ada Field: The Quay' over 'The Quay'."""
    before, *after = COLON.split(head, maxsplit=1)
    printed_too = after and any(text.casefold() == after[0].casefold() for text in common_headings(pages))
    return before if printed_too and is_name(before) else None


def names_author(text: str, author: str) -> bool:
    """Whether a heading is the author's name, in any form."""
    return text == author or bears_out(several(text), author)


def title_lines(over: Sequence[Line]) -> list[Line]:
    """Of the headings over a text the highest that name it."""
    naming = [line for line in over if is_title(line.text)]
    highest = min((line.level for line in naming), default=0)
    return [line for line in naming if line.level == highest][:TITLE_LINES]


def subtitle(over: Sequence[Line], rows: Sequence[Line]) -> str | None:
    """The heading under the title."""
    return next(
        (
            line.text
            for line in over[over.index(rows[-1]) + 1 :]
            if is_title(line.text) and not SAYING.fullmatch(line.text)
        ),
        None,
    )


def is_numbered(text: str) -> bool:
    """Whether a heading has a number before its words, as a division's has."""
    read = (patterns(language).read(Heading(1, ()), text, 0, 1) for language in rows_of_languages())
    return any(said.numeral and said.title for said in read)


def is_section(text: str) -> bool:
    """Whether a heading is what a section is called and nothing else: 'Appendix'."""
    read = (patterns(language).read(Heading(1, ()), text, 0, 1) for language in rows_of_languages())
    return any(said.role and not said.title for said in read)


def is_title(text: str) -> bool:
    """Whether a heading may name a text: it is no date, no division's name or number, and not all in brackets."""
    if YEARS.fullmatch(text) or IN_BRACKETS.fullmatch(text):
        return False
    read = (patterns(language).read(Heading(1, ()), text, 0, 1) for language in rows_of_languages())
    return not any(said.word == DATE or (said.role and said.numeral) or not said.title for said in read)
