"""Compose: two rounds of edits as one, so that every change is told against the text it began with."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.typography.edit import Edit, apply


def compose(text: str, first: Sequence[Edit], second: Sequence[Edit]) -> list[Edit]:
    """Edits of `text` that do what `first` does and then, on its result, `second`.

    Where the two touch, one edit comes of them, under the name of the first.
    """
    if not first or not second:
        return list(first or second)
    middle = apply(text, tuple(first))
    out, gained = [], 0
    for group in groups(placed(first), second):
        begin, end = group[0][0], max(row[1] for row in group)
        before = gained
        gained += sum(len(edit.replacement) - (edit.end - edit.start) for _, _, edit, early in group if early)
        late = (
            Edit(edit.start - begin, edit.end - begin, edit.replacement, edit.rule)
            for _, _, edit, early in group
            if not early
        )
        named = next((edit.rule for _, _, edit, early in group if early), group[0][2].rule)
        out.append(Edit(begin - before, end - gained, apply(middle[begin:end], tuple(late)), named))
    return out


Placed = tuple[int, int, Edit, bool]
"""Begin and end in the text between the rounds, the edit, whether it is of the first round."""


def placed(first: Sequence[Edit]) -> list[Placed]:
    """The first round's edits with where their replacements stand in the text between."""
    out, gained = [], 0
    for edit in first:
        begin = edit.start + gained
        gained += len(edit.replacement) - (edit.end - edit.start)
        out.append((begin, edit.end + gained, edit, True))
    return out


def groups(first: list[Placed], second: Sequence[Edit]) -> list[list[Placed]]:
    """All edits in order, an early and a late one that overlap or touch together."""
    late = [(edit.start, edit.end, edit, False) for edit in second]
    out: list[list[Placed]] = []
    reach = -1
    for row in sorted([*first, *late], key=lambda row: row[:2]):
        touches = row[0] < reach or (row[0] == reach and row[3] != out[-1][-1][3])
        if out and touches:
            out[-1].append(row)
        else:
            out.append([row])
        reach = max(reach, row[1])
    return out
