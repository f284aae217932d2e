"""Emend: an editor's decisions as edits of the copy-text, each on record with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from octavo.edition import Change, Doubt, Stet
from octavo.inlines import flat, moved, splice
from octavo.manifest import Emendations, EmendEntry, StetEntry
from octavo.model import Book, Position
from octavo.problem import EmendationError
from octavo.typography.edit import Edit
from octavo.walk import Run, rewrite, runs

CONTEXT = 40
EMENDATION = "emendation"
STET = "stet"

Edits = Mapping[int, Sequence[Edit]]
"""Edits by the number of their run in the book."""


class Place(Struct, frozen=True):
    """Where a decided reading stands: characters `start` to `end` of run number `run`."""

    run: int
    start: int
    end: int
    reading: str
    position: Position
    decision: str
    reason: str


class Decisions(Struct, frozen=True):
    """Emendations found in the book: their edits, and every reading decided."""

    edits: dict[int, list[Edit]] = {}
    places: tuple[Place, ...] = ()

    def reason(self, run: int, edit: Edit) -> str | None:
        """Why the editor made `edit` of run number `run`."""
        return next(
            (p.reason for p in self.places if p.run == run and p.start <= edit.start and edit.end <= p.end),
            None,
        )

    @property
    def stets(self) -> tuple[Stet, ...]:
        """The readings the editor lets stand."""
        return tuple(Stet(place.position, place.reading) for place in self.places if place.decision == STET)

    def let_stand(self, run: int) -> list[tuple[int, int]]:
        """The places, start and end, of run number `run` in the copy-text that the editor lets stand."""
        return [(place.start, place.end) for place in self.places if place.decision == STET and place.run == run]

    def answered(self, doubts: Sequence[Doubt]) -> tuple[Doubt, ...]:
        """`doubts` with the decisions that cover them; and what the editor let stand though no rule asked."""
        answers = [(doubt, self.covering(doubt)) for doubt in doubts]
        asked = {place for _, place in answers if place}
        told = (
            replace(doubt, decision=place.decision, reason=place.reason) if place else doubt for doubt, place in answers
        )
        unasked = (p for p in self.places if p.decision == STET and p not in asked)
        own = (Doubt("editor", p.position, p.reading, "", "", decision=p.decision, reason=p.reason) for p in unasked)
        return (*told, *own)

    def covering(self, doubt: Doubt) -> Place | None:
        """The decision that covers `doubt`."""
        return next((p for p in self.places if shares_words(doubt.position, len(doubt.reading), p)), None)


def decide(book: Book, emendations: Emendations, *, file: str) -> Decisions:
    """Where the `emendations` of the file named `file` stand in `book`, and the edits they ask for.

    Raises EmendationError telling every reading that does not stand exactly once, those that overlap, the ones that
    nothing is done to, and the decisions without a reason.
    """
    if not (emendations.emend or emendations.stet):
        return Decisions()
    seen = runs(book)
    texts = [flat(run.children) for run in seen]
    places: list[Place] = []
    faults: list[str] = []
    edits: dict[int, list[Edit]] = {}
    entries: tuple[EmendEntry | StetEntry, ...] = (*emendations.emend, *emendations.stet)
    for entry in entries:
        faults += idle(entry)
        place = found(entry, seen, texts)
        if isinstance(place, str):
            faults.append(place)
            continue
        places.append(place)
        if isinstance(entry, EmendEntry):
            edits.setdefault(place.run, []).append(narrowed(place, entry.reading, entry.emended))
    faults += overlaps(places)
    if faults:
        raise EmendationError("\n".join(f"{file}: {fault}" for fault in faults))
    return Decisions({run: sorted(of_run) for run, of_run in edits.items()}, tuple(places))


def found(entry: EmendEntry | StetEntry, seen: Sequence[Run], texts: Sequence[str]) -> Place | str:
    """The one place where the reading of `entry` stands, or what is wrong with it."""
    reading = entry.reading
    places = list(occurrences(reading, texts)) if reading else []
    if not places:
        return (
            f"the reading {reading!r} stands nowhere in the witness; copy it as the witness has it, line ends as spaces"
        )
    if len(places) > 1:
        where = ", ".join(str(seen[run].position.at(start)) for run, start in places[:5])
        return (
            f"the reading {reading!r} stands {len(places)} times in the witness ({where}); "
            "add words around it until it stands once"
        )
    ((run, start),) = places
    decision = "emend" if isinstance(entry, EmendEntry) else STET
    return Place(run, start, start + len(reading), reading, seen[run].position.at(start), decision, entry.reason)


def occurrences(reading: str, texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(run, start) of every place where `reading` stands, overlapping ones too."""
    for run, text in enumerate(texts):
        start = text.find(reading)
        while start >= 0:
            yield run, start
            start = text.find(reading, start + 1)


def idle(entry: EmendEntry | StetEntry) -> Iterator[str]:
    """What is wrong with a decision that changes nothing or gives no reason."""
    if isinstance(entry, EmendEntry) and entry.reading == entry.emended:
        yield (
            f"the emendation of {entry.reading!r} changes nothing; write in `emended` what is to stand, "
            "or make it a [[stet]] if the reading is to stay"
        )
    if not entry.reason.strip():
        yield f"the decision on {entry.reading!r} has an empty `reason`; say why it was taken"


def overlaps(places: Sequence[Place]) -> Iterator[str]:
    """What is wrong where two decisions claim the same characters."""
    ordered = sorted(places, key=lambda place: (place.run, place.start))
    for one, other in pairwise(ordered):
        if one.run == other.run and other.start < one.end:
            yield f"two decisions claim the same words at {other.position}; make them one"


def narrowed(place: Place, reading: str, emended: str) -> Edit:
    """The edit of whole words that makes `reading` into `emended`: words both share at the ends stay out."""
    head = 0
    while head < min(len(reading), len(emended)) and reading[head] == emended[head]:
        head += 1
    tail = 0
    while tail < min(len(reading), len(emended)) - head and reading[-1 - tail] == emended[-1 - tail]:
        tail += 1
    while head and not reading[head - 1].isspace():
        head -= 1
    while tail and not reading[len(reading) - tail].isspace():
        tail -= 1
    return Edit(place.start + head, place.end - tail, emended[head : len(emended) - tail], EMENDATION)


def shares_words(position: Position, length: int, place: Place) -> bool:
    """Whether `length` characters at `position` share one with a decided reading on the same line."""
    other, span = place.position, place.end - place.start
    if (position.file, position.line) != (other.file, other.line):
        return False
    return position.column < other.column + span and other.column < position.column + length


def recorded(edit: Edit, run: Run, text: str, reason: str | None = None) -> Change:
    """`edit` of the run with the flat `text`, as a line of the apparatus with the words around it."""
    return Change(
        rule=edit.rule,
        position=run.position.at(edit.start),
        before=text[edit.start : edit.end],
        after=edit.replacement,
        left=words_before(text, edit.start),
        right=words_after(text, edit.end),
        reason=reason,
    )


def words_before(text: str, offset: int) -> str:
    """The last whole words before `offset`."""
    begin = max(0, offset - CONTEXT)
    return text[begin:offset] if begin == 0 else "… " + text[begin:offset].partition(" ")[2]


def words_after(text: str, offset: int) -> str:
    """The first whole words after `offset`."""
    end = offset + CONTEXT
    return text[offset:end] if end >= len(text) else text[offset:end].rpartition(" ")[0] + " …"


def edited(book: Book, edits: Edits) -> Book:
    """`book` with `edits` carried out."""
    numbers = iter(range(len(runs(book))))

    def changed(run: Run) -> Run:
        of_run = edits.get(next(numbers), ())
        return replace(run, children=splice(run.children, of_run), position=moved(run.position, of_run))

    return rewrite(book, changed)
