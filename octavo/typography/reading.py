"""The reading of a passage's quotation marks: the cheapest that is consistent from its beginning to its end.

Each mark may open, close, be an apostrophe or a prime. What stands beside it makes each role cheap or dear;
what is open makes it fit or not. The cheapest sequence of roles is found by Viterbi's algorithm (1967), the
states being the stacks of open marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from functools import cache
from typing import TypeAlias

from octavo.languages.language import Family


class Role(IntEnum):
    """What a mark can be."""

    APOSTROPHE = 0
    PRIME = 1
    OPEN_DOUBLE = 2
    CLOSE_DOUBLE = 3
    OPEN_SINGLE = 4
    CLOSE_SINGLE = 5
    AGAIN_DOUBLE = 6
    AGAIN_SINGLE = 7
    DOUBLE_PRIME = 8
    CONTINUE = 9


Costs: TypeAlias = dict[Role, float]
"""What each role of one mark costs."""

NEVER_CLOSED, CONTINUED = 4.0, 0.8
REOPENED, NEVER_OPENED, CROSSED = 6.0, 5.0, 4.0
OTHER_STYLE, NESTED_ALIKE = 1.0, 0.7

_OPENING = {Role.OPEN_DOUBLE: "d", Role.OPEN_SINGLE: "s"}
_CLOSING = {Role.CLOSE_DOUBLE: "d", Role.CLOSE_SINGLE: "s"}
_AGAIN = {Role.AGAIN_DOUBLE: "d", Role.AGAIN_SINGLE: "s"}


class Grammar:
    """How quotations nest in a book: the family outside, and that of the marks for a double within a double.

    `inner` is '' where doubles do not nest.
    """

    def __init__(self, outer: Family, inner: str) -> None:
        self._outer = outer.value[0]
        self._inner = inner
        self._steps: dict[tuple[str, Role], tuple[float, str]] = {}

    def step(self, stack: str, role: Role) -> tuple[float, str]:
        """What a role costs with these marks open, and what is open then."""
        key = stack, role
        if (found := self._steps.get(key)) is None:
            found = self._steps[key] = self._step(stack, role)
        return found

    def _step(self, stack: str, role: Role) -> tuple[float, str]:
        if family := _OPENING.get(role):
            return self._opened(stack, family)
        if family := _CLOSING.get(role):
            return self._closed(stack, family)
        if family := _AGAIN.get(role):
            at = stack.rfind(family)
            return (CONTINUED, stack[: at + 1]) if at >= 0 else (NEVER_OPENED, family)
        return 0.0, "d" if role is Role.CONTINUE else stack

    def _opened(self, stack: str, family: str) -> tuple[float, str]:
        if not stack:
            return (0.0 if family == self._outer else OTHER_STYLE), family
        if family not in stack:
            return 0.2, stack + family
        if self.nests(stack, Role.OPEN_DOUBLE) and family == "d" and self._inner not in stack[1:]:
            return NESTED_ALIKE, stack + self._inner
        if stack in ("ds", "sd") and family == stack[0]:
            return 0.5, stack + family
        return REOPENED, stack[: stack.rfind(family) + 1]

    def _closed(self, stack: str, family: str) -> tuple[float, str]:
        if stack.endswith(family):
            return 0.0, stack[:-1]
        if family == "d" and self.nests(stack, Role.CLOSE_DOUBLE):
            return NESTED_ALIKE, stack[:-1]
        if family in stack:
            return CROSSED, stack[: stack.rfind(family)]
        return NEVER_OPENED, stack

    def nests(self, stack: str, role: Role) -> bool:
        """Whether a double mark of this role is one within a double."""
        if role is Role.OPEN_DOUBLE:
            return bool(self._inner) and "d" in stack
        return role is Role.CLOSE_DOUBLE and bool(self._inner) and "d" in stack[:-1] and stack.endswith(self._inner)


@cache
def grammar(outer: Family, inner: str) -> Grammar:
    """The grammar of a style, kept because its steps are."""
    return Grammar(outer, inner)


def cheapest(marks: Sequence[Costs], nesting: Grammar, following: str) -> list[Role]:
    """The roles of the marks that cost least together, if the next passage begins with `following`."""
    paths: dict[str, tuple[float, tuple[Role, object] | None]] = {"": (0.0, None)}
    for costs in marks:
        after: dict[str, tuple[float, tuple[Role, object] | None]] = {}
        for stack, (cost, path) in paths.items():
            for role, own in costs.items():
                extra, then = nesting.step(stack, role)
                total = cost + own + extra
                if then not in after or total < after[then][0]:
                    after[then] = total, (role, path)
        paths = after
    ends = {stack: cost + left_open(stack, following) for stack, (cost, _) in paths.items()}
    return roles(paths[min(ends, key=ends.__getitem__)][1])


def left_open(stack: str, following: str) -> float:
    """What it costs to leave these marks open at a passage's end, if the next begins with `following`."""
    carried = stack.startswith(following) if len(following) < len(stack) else following.startswith(stack)
    kept = min(len(stack), len(following)) if carried else 0
    return CONTINUED * kept + NEVER_CLOSED * (len(stack) - kept)


def roles(path: object) -> list[Role]:
    """A path's roles from first to last."""
    found = []
    while isinstance(path, tuple):
        role, path = path
        found.append(role)
    return found[::-1]
