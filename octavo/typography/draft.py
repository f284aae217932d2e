"""Drafts: a text under revision, and what has become of it so far, told against the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from octavo.typography.edit import Edit, Finding, Query, apply

AND = " + "
"""Between the names of the rules that made one edit."""


class Draft:
    """A passage's source, its text as the rules have left it, and the edits between the two.

    `kept` are the places of the present text, start and end, into which no edit may reach.
    """

    def __init__(self, source: str, kept: tuple[tuple[int, int], ...] = ()) -> None:
        self.source = self.text = source
        self.kept = kept
        self.edits: list[Edit] = []
        self._queries: dict[tuple[int, int, str], Query] = {}
        self._order: dict[str, int] = {}

    @cached_property
    def characters(self) -> frozenset[str]:
        """The characters of the present text."""
        return frozenset(self.text)

    def revise(self, edits: Sequence[Edit]) -> None:
        """Apply edits of the present text, which are in order and do not overlap."""
        if self.kept:
            edits = [
                edit for edit in edits if not any(edit.start < end and start < edit.end for start, end in self.kept)
            ]
            self.kept = tuple(moved(place, edits) for place in self.kept)
        for edit in edits:
            for name in edit.rule.split(AND):
                self._order.setdefault(name, len(self._order))
        self.edits = compose(self.edits, edits, self.text) if self.edits else list(edits)
        self.text = apply(self.text, tuple(edits))
        self.__dict__.pop("characters", None)

    def ask(self, query: Query) -> None:
        """Keep a query on the present text, told against the source, unless its rule has asked there already."""
        start, end = self.origin(query.start), self.origin(query.end)
        asked = Query(start, end, query.suggestion, query.rule, query.evidence)
        self._queries.setdefault((start, end, query.rule), asked)

    def take(self, finding: Finding) -> None:
        """Do as a reading of the present text has found."""
        for query in finding.queries:
            self.ask(query)
        if finding.edits:
            self.revise(finding.edits)

    def origin(self, position: int) -> int:
        """The place in the source of a position in the present text."""
        shift = 0
        for edit in self.edits:
            if edit.start + shift >= position:
                break
            grown = shift + len(edit.replacement) - (edit.end - edit.start)
            if edit.end + grown > position:
                return edit.start
            shift = grown
        return position - shift

    def finished(self) -> Finding:
        """The queries, and the edits that change something, cut down to it; those that touch are one."""
        queries = tuple(sorted(self._queries.values()))
        if self.text == self.source:
            return Finding((), queries)
        touching: list[Edit] = []
        for edit in self._trimmed(self.edits):
            if touching and touching[-1].end == edit.start:
                last = touching.pop()
                both = last.replacement + edit.replacement
                touching.append(Edit(last.start, edit.end, both, f"{last.rule}{AND}{edit.rule}"))
            else:
                touching.append(edit)
        edits = tuple(map(self._signed, self._trimmed(touching)))
        return Finding(edits, queries)

    def _trimmed(self, edits: Sequence[Edit]) -> Iterator[Edit]:
        """The edits without what they leave as it was."""
        for edit in edits:
            cut = trim(self.source, edit)
            if cut.replacement or cut.end > cut.start:
                yield cut

    def _signed(self, edit: Edit) -> Edit:
        """The edit with the rules that made it named once each, in their order."""
        if AND not in edit.rule:
            return edit
        names = sorted(set(edit.rule.split(AND)), key=self._order.__getitem__)
        return Edit(edit.start, edit.end, edit.replacement, AND.join(names))


def moved(place: tuple[int, int], edits: Sequence[Edit]) -> tuple[int, int]:
    """Where a place lies when edits have been made, none of which reaches into it."""
    by = sum(len(edit.replacement) - (edit.end - edit.start) for edit in edits if edit.end <= place[0])
    return place[0] + by, place[1] + by


class Place(NamedTuple):
    """Where an edit lies in the present text, whether it is still to be made, how far it lengthened it."""

    start: int
    end: int
    pending: bool
    grown: int
    edit: Edit


def compose(earlier: Sequence[Edit], later: Sequence[Edit], text: str) -> list[Edit]:
    """One list of edits that does what `earlier`, which led to `text`, and then `later` do."""
    pending = (Place(edit.start, edit.end, True, 0, edit) for edit in later)
    result: list[Edit] = []
    shift = 0
    for cluster in clusters(sorted([*written(earlier), *pending])):
        start, end = cluster[0].start, max(place.end for place in cluster)
        edit = cluster[0].edit if len(cluster) == 1 else merged(cluster, text[start:end])
        grown = sum(place.grown for place in cluster)
        result.append(Edit(start - shift, end - shift - grown, edit.replacement, edit.rule))
        shift += grown
    return result


def written(edits: Iterable[Edit]) -> Iterator[Place]:
    """Where in the text they led to edits of the source now lie."""
    shift = 0
    for edit in edits:
        grown = len(edit.replacement) - (edit.end - edit.start)
        start = edit.start + shift
        yield Place(start, start + len(edit.replacement), False, grown, edit)
        shift += grown


def clusters(places: Iterable[Place]) -> Iterator[list[Place]]:
    """The places in groups that overlap or, empty, are one point."""
    cluster: list[Place] = []
    end = 0
    for place in places:
        same_point = cluster and place.start == place.end == cluster[-1].start == end
        if cluster and place.start >= end and not same_point:
            yield cluster
            cluster = []
        cluster.append(place)
        end = place.end if len(cluster) == 1 else max(end, place.end)
    if cluster:
        yield cluster


def merged(cluster: Sequence[Place], text: str) -> Edit:
    """What a cluster makes of `text`, which has its earlier edits in it."""
    start = cluster[0].start
    later = tuple(
        Edit(place.start - start, place.end - start, place.edit.replacement, place.edit.rule)
        for place in cluster
        if place.pending
    )
    return Edit(0, 0, apply(text, later), AND.join(place.edit.rule for place in cluster))


def trim(source: str, edit: Edit) -> Edit:
    """The same edit without what it leaves as it was at either end."""
    start, end, replacement = edit.start, edit.end, edit.replacement
    while start < end and replacement and source[start] == replacement[0]:
        start, replacement = start + 1, replacement[1:]
    while start < end and replacement and source[end - 1] == replacement[-1]:
        end, replacement = end - 1, replacement[:-1]
    return Edit(start, end, replacement, edit.rule) if (start, end) != (edit.start, edit.end) else edit
