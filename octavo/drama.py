"""Drama: the paragraphs of a text in; in a play, speeches and stage directions out.

A play is known by its paragraphs: many begin with a name and a point, and the names are few and come again.
"""

from __future__ import annotations

import re
from collections import Counter

from octavo import model as m
from octavo.notes import divided
from octavo.typography.edit import Edit
from octavo.walk import flat, splice, within

SPEAKER = re.compile(r"(?P<name>[^\W\d_][^.:\n\[\]!?,;“”\"]{0,30})[.:]\s+(?=\S)")
DIRECTION = re.compile(r"[\[(][^\[\]()]*[\])]\.?", re.DOTALL)
SHARE, TIMES, SPEECHES = 0.4, 2, 6


def dramatised(blocks: m.Blocks) -> m.Blocks:
    """`blocks` with speeches and directions, where they are a play's."""
    names = speakers(blocks)
    return tuple(staged(block, names) for block in blocks) if names else blocks


def speakers(blocks: m.Blocks) -> frozenset[str]:
    """Those who speak in a play; nobody where the text is none."""
    texts = [flat(block.children) for block in blocks if isinstance(block, m.Paragraph)]
    spoken = [found["name"] for text in texts if (found := SPEAKER.match(text)) and found["name"][0].isupper()]
    counted = Counter(spoken)
    names = frozenset(name for name, times in counted.items() if times >= TIMES)
    speeches = sum(counted[name] for name in names)
    return names if speeches >= SPEECHES and speeches >= SHARE * len(texts) and len(names) >= 2 else frozenset()


def staged(block: m.Block, names: frozenset[str]) -> m.Block:
    """A paragraph as what it is on a stage."""
    if not isinstance(block, m.Paragraph):
        return block
    text = flat(block.children)
    found = SPEAKER.match(text)
    if found and found["name"] in names:
        speaker, said = divided(block.children, found.end())
        end = len(text)
        point = len(flat(speaker).rstrip())
        name = splice(speaker, [Edit(point, found.end(), "", "speaker")]) if point < found.end() else speaker
        speech = m.Paragraph(said, within(block.position, found.end(), end))
        return m.Speech(name, (speech,), block.position)
    if DIRECTION.fullmatch(text.strip()):
        return m.Direction(block.children, block.position)
    return block
