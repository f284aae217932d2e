"""The title page: a text's blocks in; title, author and imprint at its head, up to where the text begins, out."""

from __future__ import annotations

import re

from octavo import model as m
from octavo.credits import leads
from octavo.facts import alternatives
from octavo.lines import block_text
from octavo.model import Role
from octavo.personal_names import is_name
from octavo.structure.divisions import divides
from octavo.structure.headings import DATE, SENTENCE, Patterns, Said, patterns
from octavo.structure.headlines import YEARS
from octavo.structure.names import NAMING, Names, folded, spaced
from octavo.structure.series import opens_series
from octavo.structure.title_words import rights, rows, small_words, telling

DISPLAY, DISPLAY_LINES = 420, 14
QUOTED, VERSES, BRIEF = 600, 12, 90
SPOKEN, QUOTED_SPOKEN = 6, 3
"""So many words in small letters, articles and their like apart, make a line of a title page a sentence."""
APART, STANZA, SUBTITLES = 2, 4, 4
PRINTED = re.compile(rf"\b(?:{alternatives(rows()['numbered'])})\b", re.IGNORECASE)
"""Words of a title page that name divisions of texts as well."""
PLACE = re.compile(r"[0-9:,&]")
"""What a printer's line has beside the name."""
VOLUME = 3
"""In so many lines after the number of a volume the title page goes on, if it does."""
YEAR = re.compile(r"\b(?:1[5-9][0-9]{2}|M[MDCLXVI]{4,})(?![0-9A-Za-z_])")
QUOTES = "\"'“‘«„»"
CLOSING = "\"'”’»“«"
FIRST = re.compile(r"\s*(?:I|1)\.?\s*")
IMPRINT = re.compile(rf"[^\W\d_][^\d\n]{{1,40}}{YEAR.pattern}\.?")
"""A place and a year, the last line of a title page: Berlin 1857."""


def title_page_end(blocks: m.Blocks, names: Names, language: str, own: int = 0) -> int:
    """The index of the first block after the title page; `own` is the level of titles that are not the book's.

    A part with a title of its own over one of several files is no volume of the book's.
    """
    last = unknown = 0
    joint = -1
    signed = False
    shapes = patterns(language)
    for index, block in enumerate(blocks):
        if isinstance(block, m.Figure) or is_epigraph(block):
            continue
        text = block_text(block)
        if is_joint(text) and not names.are(text):
            joint = index
            continue
        if unknown > APART * (1 + (block_text(block).upper() == block_text(block))) or not is_display(block):
            break
        dedicates = is_dedication(block, shapes) and not evidence(text, block)
        again = names.half(text) or (signed and names.is_person(text))
        opens = again and (is_title_of_text(blocks, index) or is_tales_title(blocks, index, names))
        if last and (dedicates or opens):
            break
        signed = signed or names.signs(text)
        said = shapes.said(block, 0)
        if is_year(blocks, index) and any(is_year(blocks, other) for other in range(index + 1, len(blocks))):
            break
        if said and said.word == DATE and any(map(is_running, blocks[index + 1 : index + 2])):
            return index + 1 if 0 < index == last and is_lone(block, blocks, language) else last
        volume = said is not None and said.role is Role.PART and not (own and said.title)
        volume = volume and said is not None and is_volume(said, blocks[index + 1 :], names)
        divides = said is not None and (said.role or shapes.lists(text) or (said.numeral and not said.title))
        credited = credits_only(blocks, index) or (
            bool(shapes.credits.match(text.strip())) and not (is_topic(text) and is_title_of_text(blocks, index))
        )
        leads_on = not last and divides and names.half("".join(map(block_text, blocks[index + 1 : index + 2])))
        if divides and not names.are(text) and not volume and not credited and not leads_on:
            break
        if said and not said.role and not said.numeral and opens_series(blocks, index):
            break
        told = isinstance(block, m.Heading) and any(names.entitle(block_text(one)) for one in blocks[:index])
        if told and is_title_of_text(blocks, index) and not names.are(text):
            break
        known = names.are(text) or names.begin(text) or names.introduce(text) or evidence(text, block) or credited
        led = index == last > 0 and names.leads(block_text(blocks[index - 1]))
        known = known or led or (names.signs(text) and is_name(text.strip(" ,.")))
        if isinstance(block, m.Heading) and ((not known and block.level == own) or is_others(text, names, shapes)):
            break
        last, unknown = (index + 1, 0) if known else (last, unknown + (joint != index - 1))
    return last


def is_others(text: str, names: Names, shapes: Patterns) -> bool:
    """Whether a heading of several lines names a title and who wrote it, and both are not the book's: a piece of it."""
    title, *rows = text.split("\n")
    by = folded(" ".join(shapes.row.by[:1]))
    found = [folded(row) for row in rows] if by else []
    other = any(row[: len(by)] == by and not names.people.intersection(row) for row in found)
    return other and not names.are(title)


def is_joint(text: str) -> bool:
    """Whether a line of a title page has small words alone, that join the one before to the one after: A, OF, AND."""
    found = text.lower().split()
    return bool(found) and all(word in small_words() for word in found)


def credits_only(blocks: m.Blocks, index: int) -> bool:
    """Whether the block at `index` names who wrote the preface or drew the pictures, and stands over no text."""
    after = blocks[index + 1 : index + 2]
    named = any(lead.match(block_text(blocks[index]).strip()) for lead in leads().values())
    return named and bool(after) and not is_running(after[0])


def is_topic(text: str) -> bool:
    """Whether the second word of a line is a small one: 'Von der Freiheit' tells of what, 'von Ada Feld' by whom."""
    return text.split()[1:2] != [] and text.split()[1][0].islower()


def is_volume(said: Said, after: m.Blocks, names: Names) -> bool:
    """Whether the division a title page names is a volume's: one of a series alone, or the title page goes on."""
    if goes_on(said.block, after, names.language):
        return True
    shapes = patterns(names.language)
    others = [other for other in (shapes.said(block, 0) for block in after) if other and other.word == said.word]
    if any(other.numeral and (other.number or 1) != said.number for other in others):
        return False
    again = any(names.are(text) and not names.is_person(text) for text in map(block_text, after[:VOLUME]))
    return again or ((said.number or 1) > 1 and not any(other.numeral for other in others))


def goes_on(volume: m.Block, after: m.Blocks, language: str) -> bool:
    """Whether the title page goes on with the number of a volume: it tells the edition, or a printer's line follows."""
    if isinstance(volume, m.Heading):
        under = after[0] if after else volume
        return isinstance(under, m.Paragraph) and is_display(under) and is_printers(block_text(under))
    if telling().search(PRINTED.sub("", block_text(volume))):
        return True
    for index, block in enumerate(after[:VOLUME]):
        text = block_text(block)
        said = patterns(language).said(block, 0)
        if not is_display(block) or (said and said.role is not Role.PART and (said.role or said.numeral)):
            return False
        imprint = bool(IMPRINT.fullmatch(text.strip())) and not any(map(is_running, after[index + 1 : index + 2]))
        if imprint or is_printers(text):
            return True
    return False


def is_printers(text: str) -> bool:
    """Whether a line names the printer or publisher."""
    return bool(telling().search(text) and PLACE.search(text))


def is_year(blocks: m.Blocks, index: int) -> bool:
    """Whether a block is a year alone over running text, as those of annals are."""
    year, after = blocks[index], blocks[index + 1 : index + 2]
    over = isinstance(year, m.Paragraph) and bool(YEARS.fullmatch(block_text(year).strip()))
    return over and bool(after) and isinstance(after[0], m.Paragraph) and is_running(after[0])


def is_lone(date: m.Block, blocks: m.Blocks, language: str) -> bool:
    """Whether a date in a heading's markup is the only one of its level: it dates the whole, not an entry."""
    if not isinstance(date, m.Heading):
        return False
    alike = [block for block in blocks if isinstance(block, m.Heading) and block.level == date.level]
    return [patterns(language).read(one, block_text(one), 0, one.level).word for one in alike].count(DATE) == 1


def is_dedication(block: m.Block, shapes: Patterns) -> bool:
    """Whether a block of a few lines says whom the book is for."""
    text = block_text(block).strip()
    brief = len(text.split("\n", 1)[0]) <= BRIEF and len(text) <= QUOTED
    return text[:1].isupper() and brief and bool(shapes.dedicates.match(text))


def is_epigraph(block: m.Block) -> bool:
    """Whether a block is a quotation: set in, in quotation marks, or verse."""
    text = block_text(block).strip()
    words = len(text.split())
    recited = isinstance(block, m.Verse) and text[:1] in QUOTES and words >= VERSES
    quoted = not isinstance(block, m.Heading) and text[:1] in QUOTES and len(text) <= QUOTED and words > APART + 2
    said = isinstance(block, m.Quotation) or quoted or (isinstance(block, m.Verse) and words >= VERSES)
    if not said or (text.upper() == text and not recited):
        return False
    return not YEAR.search(undated(text, block)) and not telling().search(text)


def is_display(block: m.Block) -> bool:
    """Whether a block is a few short lines, such as stand on a title page, or states who has the rights."""
    if isinstance(block, m.ThematicBreak):
        return True
    if isinstance(block, m.Figure) and block.caption:
        return False
    text = block_text(block)
    rows = [row for row in text.split("\n") if row.strip()]
    short = max(map(len, rows), default=0) <= BRIEF or text.upper() == text or bool(rights().match(text))
    return len(text) <= DISPLAY and len(rows) <= DISPLAY_LINES and short


def evidence(text: str, block: m.Block) -> bool:
    """Whether `text` speaks of edition, publisher or year, and is no sentence of the text."""
    if not text.strip() or (isinstance(block, m.LetterLine) and block.part is m.LetterPart.SALUTATION):
        return False
    sentence = "\n" not in text.strip() and is_sentence(text.strip())
    closed = spaced(undated(text, block))
    return not sentence and bool(YEAR.search(closed) or telling().search(closed))


def is_motto(text: str) -> bool:
    """Whether a line is a few words all in quotation marks, as under a title: one in small letters among them."""
    text = text.strip()
    small = any(word.islower() and word not in small_words() for word in NAMING.findall(text))
    return len(text) > 2 and text[0] in QUOTES and text[-1] in CLOSING and small and len(text.split()) > APART


def undated(text: str, block: m.Block) -> str:
    """The words of a block; those of a poem without its last line, which may date it: no imprint has so small words."""
    poem, _, last = text.strip().rpartition("\n")
    found = NAMING.findall(poem)
    small = sum(word.islower() for word in found)
    return poem if isinstance(block, m.Verse) and len(found) >= VERSES and small * 2 > len(found) and last else text


def is_sentence(text: str) -> bool:
    """Whether a line is one of prose: long, or most of its words small; an imprint's begins with a word of its kind.

    It ends as a sentence does, or as words before a quotation; of what is spoken fewer words are enough.
    """
    small = [word for word in NAMING.findall(text) if word.islower() and word not in small_words()]
    said = len(small) >= (QUOTED_SPOKEN if text[0] in QUOTES else SPOKEN) and not telling().match(text)
    long = len(text) > BRIEF and not rights().match(text)
    ends = bool(SENTENCE.search(text)) or (said and text.endswith(":"))
    return ends and text.upper() != text and (long or said)


def is_title_of_text(blocks: m.Blocks, index: int) -> bool:
    """Whether a line of plain text, or one of several headings of a level, stands over running text: a tale's title."""
    block, after = blocks[index], next((one for one in blocks[index + 1 :] if not is_plate(one)), None)
    if not isinstance(after, m.Paragraph) or not is_running(after):
        return False
    if isinstance(block, m.Heading):
        return any(isinstance(one, m.Heading) and one.level == block.level for one in blocks[index + 1 :])
    return isinstance(block, m.Paragraph)


def is_tales_title(blocks: m.Blocks, index: int, names: Names) -> bool:
    """Whether the first half of a title stands over a first number or a poem: one of the pieces is called so.

    The subtitle of the poem, and the number of its first canto, may stand between.
    """
    if not names.several or folded(block_text(blocks[index])) != names.short:
        return False
    for block in blocks[index + 1 : index + 1 + SUBTITLES]:
        text = block_text(block)
        if isinstance(block, m.Verse) and text.count("\n") >= STANZA:
            return True
        if not isinstance(block, m.Paragraph) or not is_display(block) or not (text.upper() == text or divides(text)):
            return False
        if FIRST.fullmatch(text):
            return True
    return False


def is_running(block: m.Block) -> bool:
    """Whether a block is running text: too long for a title page, or a long sentence."""
    text = block_text(block)
    return not is_display(block) or (len(text) > BRIEF and text.upper() != text and bool(SENTENCE.search(text)))


def is_plate(block: m.Block) -> bool:
    """Whether a block shows no words."""
    return isinstance(block, m.ThematicBreak) or (isinstance(block, m.Figure) and not block.caption)
