"""Drama: the paragraphs of a text in; where they are a play's, speeches, stage directions and the persons out.

A play is known by its cues: paragraphs that begin with a name which is set off, the names few and coming again.
In a plain text this is judged before its lines are, so that each speech is prose or verse for itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from octavo import model as m
from octavo.divisions import ROMAN, alternatives, divides, rows
from octavo.edition import Mark
from octavo.inlines import flat
from octavo.lines import Line, block_text, cut, glued, without
from octavo.marks import PICTURE
from octavo.model import Role
from octavo.notes import BODY, BRACKETED, divided
from octavo.shape import rows_of, table
from octavo.typography.edit import Edit

TITLE = r"(?:(?:Mr|Mrs|Ms|Dr|St|Mme|Mlle|Capt|Col|Gen|Sgt|Lt|Sig|[A-Z][a-z]?)\.\s?)"
ASIDE = r"[\[(][^\[\]()]*[\])]"
NAME = rf"(?:[0-9][a-z.]{{0,3}}\s?)?{TITLE}?[^\W\d_a-z][^.:\n\[\]()!?,;“”\"\t_]{{0,30}}?"
CUE = re.compile(
    rf"(?P<mark>_?)(?P<name>{NAME})(?P<aside>(?:,?\s*{ASIDE})?)"
    rf"(?:(?P<point>[.:](?:--|—)?(?P=mark)|(?P=mark)[.:](?:--|—)?)(?P<after>\s*{ASIDE}[.:]?$)?(?:\s+|$)|(?P<tab>\t+))"
)
"""A name with a point or colon, and what is said; what stands in brackets beside the name belongs to it."""
BETWEEN = re.compile(r",\s*|\s+(?:and|AND|&|et|ET|und|UND|y|Y)\s+")
NUMBERED = re.compile(r"\(?(?:[0-9]|[IVXLC]+\.)")
"""What follows the name of a series, as in `Obs. 4.`, and no speaker's."""
COUNTED = re.compile(r"\s[IVXLC]+$")
"""The number at the end of what is counted, such as the songs of an opera."""
CUED, CUE_LENGTH = re.compile(r"[.:\[(\t]"), 60
"""What a line must have near its beginning to be a cue, if it is not in capitals."""
CALLED = re.compile(rf"(?P<name>{NAME}(?:,\s+{NAME})*)(?P<aside>(?:,?\s*{ASIDE})?)[.:]?")
"""Names alone on their line."""
DIRECTION = re.compile(rf"{ASIDE}[.,]?|\[[^\[\]]*", re.DOTALL)
TIMES, SPEECHES, SHARE, APART = 2, 6, 0.4, 12
"""A play has so many speeches by names that come so often, a share of its paragraphs, none further from the next."""
SMALL = re.compile(r"(?<!\S)(?!(?:of|the|and|to|de|du|der|von)\b)[a-zà-ÿа-я]")
"""A word that begins small, but for those that names have."""
BRACED = re.compile(r"\S {3,}\S|[{}|\t]")
"""A line of persons that a brace, or a column beside it, binds to others."""
FULL = 58
PERSONS_LINES, SETTING, CLOSE, HEADING, LIKELY = 3, 4, 2, 60, 3


class Cue(Struct, frozen=True):
    """Who begins to speak on a line: the names, where they stand in it, what beside them, and where speech begins.

    `sure` are names in capitals or italics, `likely` ones only have every word begin with a capital. `column` is the
    line's; `headed` says that more lines stand under the name, `bare` that none does and nothing stands beside it.
    """

    names: tuple[str, ...]
    place: tuple[int, int]
    aside: tuple[int, int]
    said: int
    sure: bool
    likely: bool
    column: int
    headed: bool = False
    bare: bool = False


class Style(Struct, frozen=True):
    """How a play names its speakers, who they are, and the column its margin is."""

    names: frozenset[str]
    bare: bool
    sure: bool
    headed: bool
    set_in: bool
    margin: int

    def has(self, cue: Cue) -> bool:
        """Whether a cue is set as the play's are."""
        return cue.sure >= self.sure and self.bare >= cue.bare

    def speaks(self, cue: Cue | None) -> bool:
        """Whether a cue is one of the play's."""
        if cue is None or cue.sure < self.sure:
            return False
        alike = (self.headed and cue.headed) or (self.set_in and cue.column > self.margin)
        stranger = self.has(cue) and (cue.sure or (cue.likely and alike))
        return stranger or all(name in self.names for name in cue.names)


@cache
def entering() -> re.Pattern[str]:
    """What begins a direction that no bracket sets off: drama.toml."""
    table = msgspec.toml.decode(files("octavo").joinpath("drama.toml").read_bytes(), type=dict[str, list[str]])
    return re.compile(rf"_?(?:{alternatives(table['directions'])})\b(?![^_\n]*[?!])")


@cache
def addressed() -> re.Pattern[str]:
    """What begins with the word of an address, as over a letter, in any language."""
    words = [str(word) for table in rows().values() for word in table.get("to", [])]
    return re.compile(rf"(?:{alternatives(words)})\s", re.IGNORECASE)


@cache
def persons() -> re.Pattern[str]:
    """The heading of a list of the persons, in any language."""
    words = [str(word) for table in rows().values() for word in table.get(Role.PERSONS.value, [])]
    return re.compile(rf"_?(?:the\s+)?(?:{alternatives(words)})\s*[.:]?_?", re.IGNORECASE)


def dramatised(blocks: m.Blocks) -> m.Blocks:
    """`blocks` with speeches, directions and the persons where they are a play's."""
    listed = persons_of(blocks)
    out: list[m.Block] = []
    done = 0
    for first, end, style in plays(blocks, listed):
        before = next((i for i in range(max(done, first - SETTING), first) if is_stage(text_of(blocks[i]))), first)
        after = next((i for i in range(end, len(blocks)) if not is_direction(text_of(blocks[i]))), len(blocks))
        out += (cast(block) if index in listed else block for index, block in enumerate(blocks[done:before], done))
        out += staged(blocks[before:after], style)
        done = after
    return (*out, *blocks[done:]) if done else blocks


def cue_marks(before: m.Blocks, after: m.Blocks) -> list[Mark]:
    """The underscores that set off the names of those who speak in `after`, as they stand `before`."""
    places = {(block.position.file, block.position.line) for block in after if isinstance(block, m.Speech)}
    paragraphs = (block for block in before if isinstance(block, m.Paragraph)) if places else ()
    marks: list[Mark] = []
    for line in (line for block in paragraphs for line in cut(block.children, block.position)):
        if (line.position.file, line.position.line) in places and (cue := cue_in(line)):
            marks += [Mark("markup", line.position.at(at), "_") for at in range(cue.said) if line.text[at] == "_"]
    return marks


def text_of(block: m.Block) -> str:
    """The characters of a paragraph; nothing of another block."""
    return flat(block.children).strip() if isinstance(block, m.Paragraph) else ""


def is_stage(text: str) -> bool:
    """Whether a paragraph may stand before the first speech of a play: a direction, an act's or a scene's heading."""
    return is_direction(text) or divides(text)


# Where a play is -------------------------------------------------------------------------------------------


def cue_of(block: m.Block) -> Cue | None:
    """The cue a paragraph begins with."""
    if not isinstance(block, m.Paragraph) or not block.children:
        return None
    first = block.children[0]
    if (
        isinstance(first, m.Text)
        and not CUED.search(first.content, 0, CUE_LENGTH)
        and first.content.upper() != first.content
    ):
        return None
    return cue_at(cut(block.children, block.position), 0)


def cue_at(rows: Sequence[Line], index: int) -> Cue | None:
    """The cue that one of the lines of a paragraph begins with."""
    cue = cue_in(rows[index])
    if cue is None or cue.said < len(rows[index].text.rstrip()):
        return cue
    return replace(cue, headed=index + 1 < len(rows), bare=len(rows) == 1)


def cue_in(line: Line) -> Cue | None:
    """The cue a line begins with; a heading is none."""
    text = line.text.rstrip()
    lead = len(text) - len(text.lstrip())
    text = text[lead:]
    if not text or divides(text.lstrip("_")) or entering().match(text) or addressed().match(text):
        return None
    found = CUE.match(text) or CALLED.fullmatch(text)
    if not found or not is_name(found["name"]) or NUMBERED.match(text, found.end()):
        return None
    if found.end() < len(text) and COUNTED.search(found["name"]):
        return None
    capital = found["name"].upper() == found["name"]
    if found.re is CALLED and not capital:
        return None
    groups = found.groupdict()
    begin, end = found.span("name")
    aside, closed = found.span("after" if groups.get("after") else "aside")
    sure = capital or bool(groups.get("mark"))
    names = tuple(" ".join(name.lower().split()) for name in BETWEEN.split(found["name"]))
    places = (lead + begin, lead + end), (lead + aside, lead + closed)
    likely = len(found["name"].split()) <= LIKELY and not SMALL.search(found["name"])
    return Cue(names, *places, lead + found.end(), sure, likely, line.position.column)


def is_name(text: str) -> bool:
    """Whether `text` can be a person's name: a few words, and no number."""
    return len(text.split()) <= 5 and not ROMAN.fullmatch(text.strip())


def plays(blocks: m.Blocks, listed: set[int]) -> Iterator[tuple[int, int, Style]]:
    """The indexes (first, end) of each stretch that is a play's, and how it names its speakers."""
    cues = [None if index in listed else cue_of(block) for index, block in enumerate(blocks)]
    counted = Counter(name for cue in cues if cue for name in cue.names)
    often = [(index, cue) for index, cue in enumerate(cues) if cue and counted[cue.names[0]] >= TIMES]
    if len(often) < SPEECHES:
        return
    style = style_of([cue for _, cue in often], min(column for block in blocks for column in columns(block)))
    run: list[tuple[int, Cue]] = []
    for index, cue in often:
        if not style.has(cue):
            continue
        if run and (index - run[-1][0] > APART or any(place in listed for place in range(run[-1][0], index))):
            yield from play(run, style)
            run = []
        run.append((index, cue))
    yield from play(run, style)


def style_of(cues: Sequence[Cue], margin: int) -> Style:
    """How most of `cues` are set."""
    bare, sure, headed, set_in = (
        sum(traits) * 2 > len(cues)
        for traits in zip(*((cue.bare, cue.sure, cue.headed, cue.column > margin) for cue in cues), strict=True)
    )
    return Style(frozenset(), bare, sure, headed, set_in, margin)


def columns(block: m.Block) -> Iterator[int]:
    """The columns that the lines of a block begin at."""
    yield block.position.column
    yield from (column for _, _, column in block.position.breaks)


def play(run: Sequence[tuple[int, Cue]], style: Style) -> Iterator[tuple[int, int, Style]]:
    """A stretch with cues, if they are enough for a play."""
    names = frozenset(name for _, cue in run for name in cue.names)
    if len(run) >= SPEECHES and len(names) >= TIMES:
        first, end = run[0][0], run[-1][0] + 1
        if len(run) * (1 + style.bare) >= SHARE * (end - first):
            yield first, end + style.bare, replace(style, names=names)


# On the stage ----------------------------------------------------------------------------------------------


def staged(blocks: m.Blocks, style: Style) -> list[m.Block]:
    """The paragraphs of a play as what they are on a stage; a bare name speaks the paragraph under it."""
    out: list[m.Block] = []
    waiting: list[Line] = []
    last = 0
    for block in blocks:
        rows = list(cut(block.children, block.position)) if isinstance(block, m.Paragraph) else []
        cue = cue_of(block)
        if waiting and (not rows or style.speaks(cue) or divides(rows[0].text)):
            out.append(m.Paragraph(*glued(waiting)))
            waiting = []
        if not rows:
            out.append(block)
        elif cue and cue.bare and style.speaks(cue):
            waiting = rows
        elif waiting:
            out.append(speech([*waiting, *rows]))
            waiting = []
        elif not cue and goes_on(rows) and rows[0].position.line - last <= CLOSE:
            continued(out, tuple(parted(rows)))
        else:
            out += acted(rows, style)
        last = block.position.breaks[-1][1] if block.position.breaks else block.position.line
    return [*out, m.Paragraph(*glued(waiting))] if waiting else out


def goes_on(rows: Sequence[Line]) -> bool:
    """Whether a paragraph without a cue may go on with a speech: it is no direction, and stands unlike a heading."""
    text = "\n".join(row.text for row in rows).strip()
    if is_direction(text) or divides(text) or text.upper() == text or PICTURE.match(text):
        return False
    return len(rows) > 1 or not text[-1].isalnum() or len(text) > HEADING


def continued(out: list[m.Block], said: m.Blocks) -> None:
    """Adds to the last speech what goes on with it after the directions since, where there is one."""
    last = next((i for i in range(len(out) - 1, -1, -1) if not isinstance(out[i], m.Direction)), -1)
    speech = out[last] if last >= 0 else None
    if isinstance(speech, m.Speech):
        out[last:] = [replace(speech, blocks=(*speech.blocks, *out[last + 1 :], *said))]
    else:
        out += said


def acted(rows: Sequence[Line], style: Style) -> Iterator[m.Block]:
    """The lines of a paragraph as headings, speeches, directions and what else it has."""
    while len(rows) > 1 and divides(rows[0].text) and is_apart(rows[1].text):
        yield m.Paragraph(*glued(rows[:1]))
        rows = rows[1:]
    if is_direction("\n".join(row.text for row in rows).strip()):
        yield m.Direction(*glued(rows))
        return
    starts = [
        index
        for index, row in enumerate(rows)
        if (cue := cue_at(rows, index)) and style.speaks(cue) and (index == 0 or is_inner(row, cue, style.margin))
    ]
    ends = [*starts, len(rows)]
    yield from parted(rows[: ends[0]])
    for begin, end in pairwise(ends):
        spoken = speech(rows[begin:end])
        said = spoken.blocks
        last = next((i for i in range(len(said), 1, -1) if not isinstance(said[i - 1], m.Direction)), 1)
        yield replace(spoken, blocks=said[:last])
        yield from said[last:]


def is_apart(text: str) -> bool:
    """Whether a line under a heading's is not more of it: it is a heading too, or a direction."""
    return divides(text) or text.lstrip()[:1] in "[("


def is_inner(row: Line, cue: Cue, margin: int) -> bool:
    """Whether a line within a paragraph begins a speech: it is set in, or its name is in capitals or italics."""
    name = row.text[cue.place[0] : cue.place[1]]
    return row.position.column > margin or (cue.sure and name.upper() == name) or row.text.lstrip().startswith("_")


def is_direction(text: str) -> bool:
    """Whether a paragraph is nothing but a stage direction."""
    if PICTURE.fullmatch(text) or BRACKETED.match(text) or BODY.match(text):
        return False
    return bool(text and (DIRECTION.fullmatch(text) or entering().match(text)))


def speech(rows: Sequence[Line]) -> m.Speech:
    """The lines of a speech, who speaks told apart from what is said."""
    first = rows[0]
    cue = cue_in(first)
    assert cue is not None
    rest = [without(first, [Edit(0, cue.said, "", "speaker")])] if cue.said < len(first.text.rstrip()) else []
    name, position = speaker(first, cue)
    position = replace(position, breaks=(*position.breaks, *glued(rows)[1].breaks))
    return m.Speech(name, tuple(parted([*rest, *rows[1:]])), position)


def speaker(line: Line, cue: Cue) -> tuple[m.Inlines, m.Position]:
    """A name with its point, without the markup that sets it off; what stands beside it is in italics."""
    text = line.text
    aside, closed = cue.aside
    stop = len(text[: cue.said].rstrip())
    lead = len(text) - len(text.lstrip())
    gone = {place for place, sign in enumerate(text) if not lead <= place < stop or sign == "_"}
    named = without(line, [Edit(place, place + 1, "", "speaker") for place in sorted(gone)])
    if aside == closed:
        return named.children, named.position
    before, rest = divided(named.children, sum(place not in gone for place in range(aside)))
    beside, point = divided(rest, sum(place not in gone for place in range(aside, closed)))
    return (*before, m.Emphasis(beside), *point), named.position


def parted(rows: Sequence[Line]) -> Iterator[m.Block]:
    """Lines of a speech with the directions among them told apart; a direction's lines go up to its bracket's end."""
    said: list[Line] = []
    index = 0
    while index < len(rows):
        end = direction_end(rows, index)
        if end > index:
            if said:
                yield m.Paragraph(*glued(said))
            said = []
            yield m.Direction(*glued(rows[index:end]))
            index = end
        else:
            said.append(rows[index])
            index += 1
    if said:
        yield m.Paragraph(*glued(said))


def direction_end(rows: Sequence[Line], index: int) -> int:
    """The index after the direction that the line at `index` begins, `index` where it begins none."""
    text = rows[index].text.strip()
    if entering().match(text) and index == len(rows) - 1:
        return index + 1
    if text[:1] not in "[(" or BODY.match(text) or not text:
        return index
    for end in range(index + 1, min(len(rows), index + 6) + 1):
        whole = "\n".join(row.text for row in rows[index:end]).strip()
        if DIRECTION.fullmatch(whole) and whole[-1] in "]).,":
            return end
    return index


# The persons -----------------------------------------------------------------------------------------------


def persons_of(blocks: m.Blocks) -> set[int]:
    """The indexes of the paragraphs under a heading of persons, up to a larger gap or the first division."""
    found: set[int] = set()
    inside = False
    last = 0
    for index, block in enumerate(blocks):
        short = isinstance(block, m.Heading) or (isinstance(block, m.Paragraph) and not block.position.breaks)
        text = block_text(block).strip() if inside or short else ""
        if short and persons().fullmatch(text):
            inside = True
        elif isinstance(block, m.Paragraph) and inside:
            inside = not divides(text) and block.position.line - last <= PERSONS_LINES
            found |= {index} if inside else set()
        else:
            inside = False
        last = block.position.breaks[-1][1] if block.position.breaks else block.position.line
    return found


def cast(block: m.Block) -> m.Block:
    """The persons of a paragraph, if each has a line; what begins small, is set in or under a full line goes on."""
    if not isinstance(block, m.Paragraph):
        return block
    rows = cut(block.children, block.position)
    least = min(row.position.column for row in rows)
    if any(BRACED.search(row.text) for row in rows):
        return table(rows_of(block), block.position)
    if len(rows) < TIMES:
        return block
    items: list[list[Line]] = []
    for row in rows:
        full = bool(items) and len(items[-1][-1].text) >= FULL and items[-1][-1].text[-1] not in ".;"
        if items and (full or row.position.column > least or row.text.lstrip("_")[:1].islower()):
            items[-1].append(row)
        else:
            items.append([row])
    if len(items) < TIMES:
        return block
    return m.List(tuple((m.Paragraph(*glued(item)),) for item in items), None, block.position)
