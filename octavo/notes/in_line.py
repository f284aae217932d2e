"""Notes in a line: a plain text's blocks in; `[Footnote: …]` where a paragraph has it, as a note called there, out.

Transcribers of the nineties left a note without a number where its star had stood, or right under the paragraph
(Project Gutenberg's older guidelines). A remark of another kind, and what does not close, stays as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from octavo import model as m
from octavo.edition import Mark, Move
from octavo.facts import alternatives, every_word
from octavo.inlines import flat, moved, splice, within
from octavo.notes import Noted, divided
from octavo.reading import start
from octavo.typography.edit import Edit

OPENS = re.compile(rf"\[(?:{alternatives(every_word('marks.toml', 'footnote'))}):\s*", re.IGNORECASE)
SIGN = "*"
"""What calls a note that has no number of its own (The Chicago Manual of Style 18, 13.27)."""
CALLS = frozenset("*†‡")
ENDS, GOES_ON = frozenset(".,;:!?)"), frozenset(".,;:!?)")
"""What a note may stand behind, and what may follow one behind a word."""


class Span(Struct, frozen=True):
    """Where a note stands in a paragraph's text: from its bracket, what it says, to behind its bracket."""

    begin: int
    first: int
    last: int
    end: int


def in_line(blocks: m.Blocks, known: int) -> Noted:
    """`blocks` with the notes that stand in their lines taken out; `known` notes are there before."""
    out: list[m.Block] = []
    notes: list[m.Note] = []
    moves: list[Move] = []
    marks: list[Mark] = []
    for block in blocks:
        spans = list(spans_in(block)) if isinstance(block, m.Paragraph) else []
        if not spans or not isinstance(block, m.Paragraph):
            out.append(block)
            continue
        ids = [f"n{known + len(notes) + number}" for number in range(1, len(spans) + 1)]
        if is_whole(block, spans):
            before = out[-1] if out else None
            if not isinstance(before, m.Paragraph) or not may_call(before):
                out.append(block)
                continue
            out[-1] = replace(before, children=(*before.children, *map(m.NoteReference, ids)))
        else:
            out.append(without(block, spans, ids))
        for span, name in zip(spans, ids, strict=True):
            place, end = (start(block.position.at(at)) for at in (span.begin, span.end))
            notes.append(m.Note(name, SIGN, (said(block, span),), place))
            moves.append(Move("note", place, end))
            marks += labels(block, span)
    return Noted(tuple(out), tuple(notes), tuple(moves), tuple(marks))


def spans_in(block: m.Paragraph) -> Iterator[Span]:
    """The notes in a paragraph's text, each up to the bracket that closes it."""
    text = flat(block.children)
    at = 0
    while "[" in text and (found := OPENS.search(text, at)):
        depth, at = 1, found.end()
        while depth and at < len(text):
            depth += (text[at] == "[") - (text[at] == "]")
            at += 1
        if depth:
            return
        if text[found.end() : at - 1].strip() and is_apart(text[: found.start()], text[at:]):
            yield Span(found.start(), found.end(), at - 1, at)


def is_apart(before: str, after: str) -> bool:
    """Whether nothing that typography or a transcriber's mark reads as one stands on both sides of a note.

    A dash, an ellipsis, a quotation mark or an open bracket there may go on behind the note: it is left to an editor.
    """
    left, right = before.rstrip()[-1:], after.lstrip()[:1]
    closed = all(before.count(opens) == before.count(closes) for opens, closes in ("[]", "{}", "()"))
    ends = not left or left.isalnum() or left in ENDS
    return closed and ends and (not right or right.isalnum() or (right in GOES_ON and left not in ENDS))


def is_whole(block: m.Paragraph, spans: Sequence[Span]) -> bool:
    """Whether a paragraph holds nothing but notes."""
    text = flat(block.children)
    bounds = zip([0, *(span.end for span in spans)], [*(span.begin for span in spans), len(text)], strict=True)
    return not any(text[begin:end].strip() for begin, end in bounds)


def may_call(block: m.Paragraph) -> bool:
    """Whether a note under a paragraph belongs to its end: no sign in it calls the note elsewhere."""
    return bool(block.children) and CALLS.isdisjoint(flat(block.children))


def without(block: m.Paragraph, spans: Sequence[Span], ids: Sequence[str]) -> m.Paragraph:
    """A paragraph with calls for its notes; the space before each goes with it."""
    text = flat(block.children)
    begins = [span.begin - (text[span.begin - 1 : span.begin] in {" ", "\n"}) for span in spans]
    edits = [Edit(begin, span.end, "", "note") for begin, span in zip(begins, spans, strict=True)]
    children: list[m.Inline] = []
    rest, done = block.children, 0
    for begin, span, name in zip(begins, spans, ids, strict=True):
        before, rest = divided(rest, begin - done)
        _, rest = divided(rest, span.end - begin)
        children += [*before, m.NoteReference(name)]
        done = span.end
    return replace(block, children=(*children, *rest), position=moved(block.position, edits))


def said(block: m.Paragraph, span: Span) -> m.Paragraph:
    """What a note says, as a paragraph of its own."""
    size = len(flat(block.children))
    edits = [
        edit for edit in (Edit(0, span.first, "", "note"), Edit(span.last, size, "", "note")) if edit.end > edit.start
    ]
    return m.Paragraph(splice(block.children, edits), within(block.position, span.first, span.last))


def labels(block: m.Paragraph, span: Span) -> Iterator[Mark]:
    """What stood for the note: its bracket with its name, and the bracket that closes it."""
    for begin, end in ((span.begin, span.first), (span.last, span.end)):
        yield Mark("note-label", start(block.position.at(begin)), flat(block.children)[begin:end].strip())
