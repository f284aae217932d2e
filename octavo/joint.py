"""Joint: changes of one reading by two stages in, each place told once, in the witness's own characters, out."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from octavo.edition import Change
from octavo.misread import TWICE_ENCODED

Place = tuple[str, int, int]


def joined(first: Sequence[Change], later: Sequence[Change]) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """Both, with each change of characters misread that a later one goes over made part of that one."""
    mends = {change.position.place: change for change in first if change.rule in {TWICE_ENCODED, "control-character"}}
    if not mends:
        return tuple(first), tuple(later)
    taken: set[Place] = set()
    out = tuple(over(change, mends, taken) for change in later)
    kept = (
        change
        for change in first
        if change.position.place not in taken or mends.get(change.position.place) is not change
    )
    return tuple(kept), out


def over(change: Change, mends: dict[Place, Change], taken: set[Place]) -> Change:
    """`change` with the reading of the witness, where characters in it were mended before."""
    file, line, column = change.position.place
    before, rest, rules = "", change.before, []
    while rest:
        mend = mends.get((file, line, column))
        if mend is not None and rest.startswith(mend.after):
            taken.add((file, line, column))
            rules.append(mend.rule)
            before, rest, column = before + mend.before, rest[len(mend.after) :], column + len(mend.before)
        elif rest[0] == "\n":
            break
        else:
            before, rest, column = before + rest[0], rest[1:], column + 1
    rule = " + ".join(dict.fromkeys((*rules, change.rule)))
    return replace(change, before=before + rest, rule=rule) if rules else change
