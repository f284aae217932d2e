"""Volume of: the lines of a title page in; those of the book itself, without the edition it is a volume of, out.

'Field's Works / Second Volume / The Ford' is the title page of The Ford. The edition's name stays the title where no
number of a volume stands under it, or nothing under that may be a title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from octavo import model as m
from octavo.credits import leads
from octavo.facts import alternatives
from octavo.personal_names import is_name
from octavo.structure.headings import Patterns
from octavo.structure.title_words import rows as table
from octavo.structure.titlepage import PRINTED, evidence

FEW = 4
"""The words of a line that numbers a volume, at most."""
Row = tuple[str, m.Block]


def own_rows(rows: Sequence[Row], shapes: Patterns) -> list[Row]:
    """The rows of the book, those over an edition's name that are persons' among them."""
    edition = next((at for at, (text, _) in enumerate(rows) if is_edition(text)), len(rows))
    number = next((at for at in range(edition, len(rows)) if is_number(rows[at][0], shapes)), None)
    if number is None:
        return list(rows)
    under = [(called(text, shapes), block) for text, block in rows[number:]]
    under = [(text, block) for text, block in under if text and not is_credit(text)]
    persons = [row for row in rows[:edition] if is_name(row[0])]
    titles = bool(under) and (bool(called(rows[number][0], shapes)) or not evidence(*under[0]))
    return [*persons, *under] if titles else list(rows)


def is_edition(text: str) -> bool:
    """Whether a line names an edition of several works: 'Gesammelte Schriften', 'Field's Works'."""
    return bool(collected().fullmatch(text))


def is_number(text: str, shapes: Patterns) -> bool:
    """Whether a line numbers a volume, be the volume's title behind the number."""
    said = shapes.read(m.Heading(1, ()), text, 0, 1)
    part = said.role is m.Role.PART and said.numeral is not None
    return part or (len(text.split()) <= FEW and bool(PRINTED.search(text)))


def called(text: str, shapes: Patterns) -> str:
    """What a line says beside the number of a volume."""
    if not is_number(text, shapes):
        return text
    said = shapes.read(m.Heading(1, ()), text, 0, 1)
    return said.title.strip() if said.role is m.Role.PART else ""


def is_credit(text: str) -> bool:
    """Whether a line names one who edited, translated or pictured the work."""
    return any(lead.match(text) for role, lead in leads().items() if role != "aut")


@cache
def collected() -> re.Pattern[str]:
    """The name of an edition, behind the person's it is of or before it, or before the number of its volumes."""
    names = alternatives(table()["collected"])
    return re.compile(rf"(?:[^\W\d_][\w.]*(?:['’]s|s['’]?)\s+|the\s+)?(?:{names})(?:\s+\w+){{0,5}}\.?", re.IGNORECASE)
