"""White space: a run of a page's inlines in; as a browser shows it, out (CSS Text 3, 4.1)."""

from __future__ import annotations

import re

from msgspec.structs import replace

from octavo import model as m
from octavo.inlines import PARENTS, flat, moved, splice
from octavo.typography.edit import Edit

SPACES = re.compile(
    r"(?P<ends>^[ \n\u00a0]+|(?<![ \n\u00a0])[ \n\u00a0]+$)|(?P<breaks>(?<=\n)[ \n\u00a0]*\n)"
    r"|(?P<edges>[ ]+(?=\n)|(?<=\n)[ ]+)|(?P<many> {2,})"
)
BLANK = " \n\u00a0"
OPENING = tuple("\"'“‘«„([")


def collapsed(inlines: m.Inlines, position: m.Position) -> tuple[m.Inlines, m.Position]:
    """A run with its white space as a browser shows it."""
    if inlines and isinstance(last := inlines[-1], m.Text) and last.content.strip(BLANK):
        inlines = (*inlines[:-1], m.Text(last.content.rstrip(BLANK)))
    text = flat(inlines)
    edits = [
        Edit(found.start(), found.end(), " " if found["many"] else "", "spaces")
        for found in (SPACES.finditer(text) if is_loose(text) else ())
    ]
    if not edits:
        return merged(inlines), position
    first = edits[0].end if edits[0].start == 0 else 0
    shifted = moved(position, edits)
    start = position.at(first)
    breaks = tuple(row for row in shifted.breaks if row[0] > 0)
    return merged(splice(inlines, edits)), m.Position(position.file, start.line, start.column, breaks)


def is_loose(text: str) -> bool:
    """Whether SPACES may find anything in a text."""
    if not text or text[0] in BLANK or text[-1] in BLANK or "  " in text:
        return True
    return "\n" in text and any(f"{before}\n" in text or f"\n{before}" in text for before in BLANK)


def merged(inlines: m.Inlines) -> m.Inlines:
    """`inlines` with neighbouring texts made one, however deep, and each call at the word before it."""
    out: list[m.Inline] = []
    for inline in inlines:
        last = out[-1] if out else None
        if isinstance(inline, m.Text) and isinstance(last, m.Text):
            out[-1] = m.Text(last.content + inline.content)
        elif isinstance(inline, m.Text) and len(out) > 1 and is_call(out[-1]) and parts_words(out[-2], inline):
            assert isinstance(out[-2], m.Text)
            out[-2:] = [m.Text(out[-2].content[:-1]), out[-1], m.Text(f" {inline.content}")]
        elif isinstance(inline, PARENTS):
            out.append(replace(inline, children=merged(inline.children)))
        else:
            out.append(inline)
    return tuple(out)


def is_call(inline: m.Inline) -> bool:
    """Whether an inline is a call, be it raised."""
    raised = inline.children if isinstance(inline, m.Superscript) else (inline,)
    return all(isinstance(one, m.NoteReference) for one in raised)


def parts_words(before: m.Inline, after: m.Text) -> bool:
    """Whether a space ends the text `before` a call, and a word begins the one `after` it."""
    spaced = isinstance(before, m.Text) and len(before.content) > 1 and before.content.endswith(" ")
    return spaced and (after.content[:1].isalnum() or after.content.startswith(OPENING))
