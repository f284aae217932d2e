"""Structure: a flat run of blocks in; front, body and back matter with roles out."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from octavo import model as m
from octavo.edition import Change, Doubt
from octavo.manifest import OpeningEntry
from octavo.model import Role
from octavo.roles import SEMANTICS
from octavo.typography.edit import Edit
from octavo.walk import flat, lines, moved, splice

HEADING_LINES = 3
HEADING_LENGTH = 90
NUMBER = r"(?:[0-9]+|[IVXLC]+|[ivxlc]+|[A-Z][a-z]+|[A-Z]+)"


class Opened(Struct, frozen=True):
    """A heading understood: its level in the book (0 the highest), role, number and title."""

    depth: int
    role: Role
    title: m.Inlines
    position: m.Position
    label: m.Inlines = ()
    number: str | None = None
    title_position: m.Position = m.NOWHERE
    supplied: bool = False


class Structured(Struct, frozen=True):
    """The sections of a book by matter, and what structure changed or doubts."""

    front: tuple[m.Section, ...]
    body: tuple[m.Section, ...]
    back: tuple[m.Section, ...]
    changes: tuple[Change, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def structure(blocks: m.Blocks, language: str, title: str, opening: OpeningEntry | None) -> Structured:
    """`blocks` as sections.

    Text before the first heading goes under the heading `opening` supplies; where nothing names it, it
    stands under the book's `title` and the apparatus asks.
    """
    divisions = Divisions(language)
    parts = split(blocks, divisions)
    changes: tuple[Change, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    if parts[0][0] is None:
        untitled = parts[0][1]
        place = position_of(untitled)
        if opening:
            changes = (Change("supply-heading", place, "", f"{opening.title}\n\n", reason=opening.reason),)
        else:
            doubts = (unnamed(place, title),)
        role, words = (opening.role, opening.title) if opening else (Role.CHAPTER, title)
        parts[0] = (Opened(0, role, (m.Text(words),), place, title_position=place, supplied=True), untitled)
    sections = tuple(nest([(opened, blocks) for opened, blocks in parts if opened]))
    return Structured(*by_matter(named(sections)), changes, doubts)


def unnamed(place: m.Position, title: str) -> Doubt:
    """The query about text that no heading names."""
    evidence = "no heading names this text; name it in [opening] of book.toml"
    return Doubt("unnamed-opening", place, "", title, evidence)


def position_of(blocks: m.Blocks) -> m.Position:
    """Where `blocks` begin."""
    return blocks[0].position.at(0) if blocks else m.NOWHERE


# Headings --------------------------------------------------------------------------------------------------


@cache
def division_words() -> dict[str, dict[Role, tuple[str, ...]]]:
    """divisions.toml by language."""
    rows = files("octavo").joinpath("divisions.toml").read_bytes()
    return msgspec.toml.decode(rows, type=dict[str, dict[Role, tuple[str, ...]]])


class Divisions:
    """Recognises the headings of a text in one language."""

    def __init__(self, language: str) -> None:
        rows = division_words().get(language.partition("-")[0].lower(), {})
        self.roles = {word: role for role, words in rows.items() for word in words}
        words = "|".join(sorted(map(re.escape, self.roles), key=len, reverse=True)) or "(?!)"
        self.heading = re.compile(
            rf"(?P<word>{words})\b(?P<ordinal>\s+(?P<number>(?-i:{NUMBER}))\b)?"
            r"(?P<rest>\s*[.:—–-]?\s*(?P<title>.*))",
            re.IGNORECASE | re.DOTALL,
        )

    def opened(self, block: m.Block) -> Opened | None:
        """`block` as a heading, or None where it is text."""
        match block:
            case m.Heading(level, children, position):
                return self.named(children, position, depth=level - 1)
            case m.Paragraph(children, position) if is_short(children):
                return self.named(children, position, depth=None)
            case _:
                return None

    def named(self, children: m.Inlines, position: m.Position, depth: int | None) -> Opened | None:
        """A heading by its words. `depth` is known for a heading of the markup, which needs no known word."""
        words = flat(children)
        found = self.heading.fullmatch(words)
        if not found or (depth is None and not is_heading_like(found)):
            role = Role.CHAPTER if depth == 0 else Role.SUBCHAPTER
            return None if depth is None else Opened(depth, role, children, position, title_position=position)
        role = self.roles[found["word"].lower()]
        opened = Opened(depth or 0, role, children, position, title_position=position)
        return numbered(opened, found) if found["number"] else opened


def is_short(children: m.Inlines) -> bool:
    """Whether a paragraph has a heading's size."""
    return len(lines(children)) <= HEADING_LINES and len(flat(children)) <= HEADING_LENGTH


def is_heading_like(found: re.Match[str]) -> bool:
    """Whether a division's word is followed as in a heading: by nothing, a number, or a line of its own."""
    if not found["word"][0].isupper():
        return False
    return bool(found["number"]) or not found["title"] or found["rest"].startswith((".", ":", "\n"))


def numbered(opened: Opened, found: re.Match[str]) -> Opened:
    """A heading with a number, told apart into label and title."""
    start, text = found.start("title"), flat(opened.title)
    title = splice(opened.title, [Edit(0, start, "", "label")]) if found["title"] else ()
    return replace(
        opened,
        label=(m.Text(text[: found.end("ordinal")]),),
        number=found["number"],
        title=title,
        title_position=moved(opened.position, [Edit(0, start, "", "label")]),
    )


# Sections --------------------------------------------------------------------------------------------------


def split(blocks: m.Blocks, divisions: Divisions) -> list[tuple[Opened | None, m.Blocks]]:
    """Each heading with the blocks under it; None stands for what comes before the first."""
    parts: list[tuple[Opened | None, list[m.Block]]] = [(None, [])]
    for block in blocks:
        opened = divisions.opened(block)
        if opened:
            parts.append((opened, []))
        else:
            parts[-1][1].append(block)
    if not parts[0][1] and len(parts) > 1:
        parts = parts[1:]
    return [(opened, tuple(under)) for opened, under in lowered(parts)]


def lowered(parts: list[tuple[Opened | None, list[m.Block]]]) -> list[tuple[Opened | None, list[m.Block]]]:
    """`parts` with chapters one level below the parts, where the book has parts."""
    if not any(opened and opened.role is Role.PART for opened, _ in parts):
        return parts
    inside, out = False, []
    for opened, under in parts:
        if opened and opened.role is Role.PART:
            inside = True
        elif opened and SEMANTICS[opened.role].matter is not m.Matter.BODY:
            inside = False
        deeper = replace(opened, depth=opened.depth + 1) if opened and inside else opened
        out.append((opened if opened and opened.role is Role.PART else deeper, under))
    return out


def nest(parts: list[tuple[Opened, m.Blocks]]) -> list[m.Section]:
    """Parts in order as a tree, by depth."""
    out: list[m.Section] = []
    while parts:
        (opened, blocks), *rest = parts
        inner = next((i for i, (o, _) in enumerate(rest) if o.depth <= opened.depth), len(rest))
        out.append(
            m.Section(
                id="",
                role=opened.role,
                title=opened.title,
                label=opened.label,
                number=opened.number,
                title_position=opened.title_position,
                blocks=blocks,
                sections=tuple(nest(rest[:inner])),
                supplied=opened.supplied,
                position=opened.position,
            )
        )
        parts = rest[inner:]
    return out


def named(sections: tuple[m.Section, ...], seen: Counter[Role] | None = None) -> tuple[m.Section, ...]:
    """`sections` with ids such as 'chapter-3', counted over the whole book by role."""
    seen = Counter() if seen is None else seen
    out = []
    for section in sections:
        seen[section.role] += 1
        name = f"{section.role.value}-{seen[section.role]}"
        out.append(replace(section, id=name, sections=named(section.sections, seen)))
    return tuple(out)


Matters = tuple[tuple[m.Section, ...], tuple[m.Section, ...], tuple[m.Section, ...]]


def by_matter(sections: tuple[m.Section, ...]) -> Matters:
    """Front matter up to the first section of the body, back matter from the last on."""
    matters = [SEMANTICS[section.role].matter for section in sections]
    bodies = [index for index, matter in enumerate(matters) if matter is m.Matter.BODY]
    if not bodies:
        backs = [index for index, matter in enumerate(matters) if matter is m.Matter.BACK]
        cut = backs[0] if backs else len(sections)
        return sections[:cut], (), sections[cut:]
    end = next((i for i in range(bodies[-1] + 1, len(sections)) if matters[i] is m.Matter.BACK), len(sections))
    return sections[: bodies[0]], sections[bodies[0] : end], sections[end:]
