"""Stage: elements of a page that say they are a play's; speeches and stage directions out.

Standard Ebooks Manual of Style 1.8, 5.4 (a table, a row each); Z39.98 (`z3998:persona`, `z3998:stage-direction`);
class names by classes.toml.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from octavo import model as m
from octavo.drama.stage import bare
from octavo.readers.entry import Entry
from octavo.readers.run import parts
from octavo.readers.sheet import Sheet
from octavo.readers.tree import classes, wording
from octavo.readers.verse import versified
from octavo.reading import start

Names = Mapping[str, frozenset[str]]


def is_staged(element: Element, names: Names) -> bool:
    """Whether an element is a play's: a table with a column of speakers, a speech with its speaker, a direction."""
    if element.tag == "table":
        return any(is_speaker(cell, names) for cell in element.iter("td"))
    if element.tag == "div":
        return bool(classes(element) & names["speech"]) and len(element) > 1 and is_speaker(element[0], names)
    return element.tag == "p" and (bool(classes(element) & names["direction"]) or led(element, names))


def led(element: Element, names: Names) -> bool:
    """Whether a paragraph is a speech that its speaker leads, in an element of its own."""
    first = element[0] if len(element) else None
    if first is None or (element.text or "").strip():
        return False
    return is_speaker(first, names) and wording(first) != wording(element)


def is_speaker(element: Element, names: Names) -> bool:
    """Whether an element names who speaks."""
    return bool(classes(element) & names["speaker"])


def staged(element: Element, sheet: Sheet, names: Names) -> Iterator[Entry]:
    """The speeches and directions an element holds."""
    if element.tag == "p":
        yield from spoken(element, sheet) if led(element, names) else direction(element, sheet, names)
        return
    rows = [list(row) for row in element.iter("tr")] if element.tag == "table" else [list(element)]
    for row in rows:
        speakers = [cell for cell in row if is_speaker(cell, names) and wording(cell)]
        words = [cell for cell in row if cell not in speakers]
        if speakers:
            yield from speech(speakers[0], words, sheet, names)
        else:
            for cell in words:
                yield from direction(cell, sheet, names)


def spoken(element: Element, sheet: Sheet) -> Iterator[Entry]:
    """A paragraph that its speaker leads."""
    name = sheet.runs.run(parts(element[0]))
    said = sheet.runs.run([node for node in parts(element) if node is not element[0]])
    if name and said:
        yield Entry(start(name[1]), (m.Speech(bare(name[0]), (m.Paragraph(*said),), name[1]),))


def speech(speaker: Element, words: list[Element], sheet: Sheet, names: Names) -> Iterator[Entry]:
    """Who speaks, and what."""
    name = sheet.runs.run(parts(speaker))
    if name is None:
        return
    blocks: list[m.Block] = []
    for cell in words:
        in_verse = classes(cell) & names["verse"]
        entries = versified(cell, sheet.page, sheet.inside_plain(cell), names) if in_verse else sheet.inside(cell)
        blocks += [block for entry in entries for block in entry.blocks if block != m.ThematicBreak()]
    yield Entry(start(name[1]), (m.Speech(name[0], tuple(blocks), name[1]),))


def direction(element: Element, sheet: Sheet, names: Names) -> Iterator[Entry]:
    """What the stage shows: a block each; what already says it is a direction need not be italic too."""
    alone = [inner for inner in element.iter() if inner.tag in {"i", "em"} and classes(inner) & names["direction"]]
    if len(alone) == 1 and wording(alone[0]) == wording(element):
        element = alone[0]
    elif element.tag != "p":
        yield from sheet.inside(element)
        return
    if run := sheet.runs.run(parts(element)):
        yield Entry(start(run[1]), (m.Direction(*run),))
