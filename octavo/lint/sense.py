"""Sense rules: a book in, what its parts show that a pattern cannot see out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from babel.core import Locale, UnknownLocaleError
from msgspec import Struct

from octavo import model as m
from octavo.inlines import flat, foreign_spans, leaves
from octavo.problem import Problem, Severity
from octavo.render import heading_text
from octavo.typography.edit import Kind
from octavo.walk import blocks, images, links, note_calls, runs, sections
from octavo.words import words

Found = tuple[str, m.Position]
"""What is wrong in words, and where."""


class Sense(Struct, frozen=True):
    """A rule: its code, gravity, remedy, and the function that finds."""

    code: str
    hint: str
    find: Callable[[m.Book], Iterator[Found]]
    severity: Severity = Severity.WARNING


def sense(book: m.Book) -> Iterator[Problem]:
    """Each finding of each rule."""
    for rule in SENSES:
        for message, position in rule.find(book):
            yield Problem(rule.code, rule.severity, message, rule.hint, position)


# Sections --------------------------------------------------------------------------------------------------


def empty_section(book: m.Book) -> Iterator[Found]:
    """A section with nothing in it."""
    for _, _, section in sections(book):
        if not section.blocks and not section.sections:
            yield f"the section {heading_text(section)!r} is empty", section.position


def untitled(book: m.Book) -> Iterator[Found]:
    """A section that says neither number nor title."""
    for _, _, section in sections(book):
        if not flat(section.title).strip() and not flat(section.label).strip():
            yield f"the {section.role.value} {section.id!r} has no heading", section.position


def full_stop(book: m.Book) -> Iterator[Found]:
    """A title that ends as a sentence."""
    for _, _, section in sections(book):
        title = flat(section.title)
        if re.search(r"[^.]\.$", title) and title.count(".") == 1:
            yield f"the title {title!r} ends with a full stop", section.position


def shouted(book: m.Book) -> Iterator[Found]:
    """A title in capitals, where styles should set them."""
    for _, _, section in sections(book):
        title = flat(section.title)
        if len(words(title)) > 1 and title.isupper():
            yield f"the title {title!r} is in capitals", section.position


def same_id(book: m.Book) -> Iterator[Found]:
    """Two sections of one id."""
    seen = Counter(section.id for _, _, section in sections(book))
    for _, _, section in sections(book):
        if seen[section.id] > 1:
            yield f"the id {section.id!r} names {seen[section.id]} sections", section.position


def same_title(book: m.Book) -> Iterator[Found]:
    """Two sections that follow each other under one heading."""
    parts = [section for _, _, section in sections(book)]
    for one, other in pairwise(parts):
        if heading_text(one) == heading_text(other):
            yield f"two sections in a row are called {heading_text(one)!r}", other.position


def long_heading(book: m.Book) -> Iterator[Found]:
    """A heading that is a paragraph."""
    for _, _, section in sections(book):
        if len(flat(section.title)) > LONG_HEADING:
            yield f"a heading has {len(flat(section.title))} characters", section.position


LONG_HEADING = 250
NUMERALS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def value(number: str) -> int | None:
    """What a number says, in figures or Roman numerals."""
    if number.isdecimal():
        return int(number)
    if not number or set(number.upper()) - set(NUMERALS):
        return None
    figures = [NUMERALS[letter] for letter in number.upper()]
    return sum(-one if one < other else one for one, other in pairwise([*figures, 0]))


def numbers_jump(book: m.Book) -> Iterator[Found]:
    """A chapter whose number does not follow the one before; each part may begin anew."""
    rows = [(value(s.number), s) for _, _, s in sections(book) if s.number and s.role is m.Role.CHAPTER]
    for (before, _), (after, section) in pairwise(rows):
        if before and after and after not in {before + 1, 1}:
            yield f"chapter {after} follows chapter {before}", section.position


def heading_levels(book: m.Book) -> Iterator[Found]:
    """A heading inside a section that stands higher than the section's own."""
    for _, depth, section in sections(book):
        for block in section.blocks:
            if isinstance(block, m.Heading) and block.level < depth + 2:
                yield f"a heading of level {block.level} stands in a section of level {depth + 2}", block.position


# Blocks ----------------------------------------------------------------------------------------------------


def empty_block(book: m.Book) -> Iterator[Found]:
    """A paragraph, cell, list or stanza of nothing."""
    for block in blocks(book):
        match block:
            case m.Paragraph(children) if not flat(children).strip():
                yield "an empty paragraph", block.position
            case m.List(()) | m.Table(()) | m.Quotation(()) | m.Verse(()):
                yield f"an empty {type(block).__name__.lower()}", block.position
            case _:
                pass


def lone_item(book: m.Book) -> Iterator[Found]:
    """A list of one."""
    for block in blocks(book):
        if isinstance(block, m.List) and len(block.items) == 1:
            yield "a list of one item", block.position


def headless_table(book: m.Book) -> Iterator[Found]:
    """A table that does not say what its cells are (WCAG 2.2, 1.3.1)."""
    for block in blocks(book):
        if isinstance(block, m.Table) and block.rows and not any(cell.header for row in block.rows for cell in row):
            yield "a table without a heading cell", block.position


def ragged_table(book: m.Book) -> Iterator[Found]:
    """A table whose rows differ in width, where no cell spans rows."""
    for block in blocks(book):
        if isinstance(block, m.Table):
            widths = {sum(cell.columns for cell in row) for row in block.rows}
            if len(widths) > 1 and all(cell.rows == 1 for row in block.rows for cell in row):
                yield f"a table with rows of {sorted(widths)} cells", block.position


def stray_break(book: m.Book) -> Iterator[Found]:
    """A pause where nothing pauses."""
    for _, _, section in sections(book):
        kinds = [isinstance(block, m.ThematicBreak) for block in section.blocks]
        ends = bool(kinds) and (kinds[0] or (kinds[-1] and not section.sections))
        if ends or any(one and other for one, other in pairwise(kinds)):
            yield f"a thematic break at an end of {heading_text(section)!r}, or two in a row", section.position


def silent_speech(book: m.Book) -> Iterator[Found]:
    """A speech without speaker or words."""
    for block in blocks(book):
        if isinstance(block, m.Speech) and not (flat(block.speaker).strip() and block.blocks):
            yield "a speech without a speaker or without words", block.position


def long_paragraph(book: m.Book) -> Iterator[Found]:
    """A paragraph so long that paragraphs have run together."""
    for run in runs(book):
        count = len(words(flat(run.children)))
        if run.kind is Kind.PROSE and count > LONG_PARAGRAPH:
            yield f"a paragraph of {count} words", run.position


LONG_PARAGRAPH = 1500


# Notes, links, pages, pictures -----------------------------------------------------------------------------


def uncalled_note(book: m.Book) -> Iterator[Found]:
    """A note nothing refers to."""
    names = {name for name, _ in note_calls(book)}
    for note in book.notes:
        if note.id not in names:
            yield f"nothing refers to note {note.label!r}", note.position


def missing_note(book: m.Book) -> Iterator[Found]:
    """A reference to no note."""
    names = {note.id for note in book.notes}
    for name, position in note_calls(book):
        if name not in names:
            yield f"there is no note {name!r}", position


def same_note(book: m.Book) -> Iterator[Found]:
    """Two notes of one id."""
    seen = Counter(note.id for note in book.notes)
    for note in book.notes:
        if seen[note.id] > 1:
            yield f"the id {note.id!r} names {seen[note.id]} notes", note.position


def empty_note(book: m.Book) -> Iterator[Found]:
    """A note that says nothing."""
    for note in book.notes:
        if not note.blocks:
            yield f"note {note.label!r} is empty", note.position


def notes_disordered(book: m.Book) -> Iterator[Found]:
    """Notes that do not stand as they are called."""
    order = list(dict.fromkeys(name for name, _ in note_calls(book)))
    stand = [note.id for note in book.notes if note.id in order]
    for want, note in zip(order, (note for note in book.notes if note.id in order), strict=False):
        if want != note.id and len(order) == len(stand):
            yield f"note {note.label!r} stands where {want!r} is called", note.position
            return


def dead_link(book: m.Book) -> Iterator[Found]:
    """A link to a place the book does not have."""
    names = {section.id for _, _, section in sections(book)} | {"notes"}
    for link, position in links(book):
        if link.target.startswith("#") and link.target[1:] not in names:
            yield f"the link {link.target!r} leads nowhere", position


def odd_link(book: m.Book) -> Iterator[Found]:
    """A link that is no address."""
    for link, position in links(book):
        if not re.match(r"#|https?://[\w.-]+\.\w|mailto:|urn:", link.target):
            yield f"{link.target!r} is no address", position


def wordless_link(book: m.Book) -> Iterator[Found]:
    """A link with nothing to read (WCAG 2.2, 2.4.4)."""
    for link, position in links(book):
        if not flat(link.children).strip():
            yield f"the link to {link.target!r} has no words", position


def page_labels(book: m.Book) -> list[tuple[str, m.Position]]:
    """The printed source's pages, with their places."""
    return [
        (leaf.label, run.position)
        for run in runs(book)
        for leaf in leaves(run.children)
        if isinstance(leaf, m.PageBreak)
    ]


def same_page(book: m.Book) -> Iterator[Found]:
    """A page of the source met twice."""
    seen: set[str] = set()
    for label, position in page_labels(book):
        if label in seen:
            yield f"page {label} begins twice", position
        seen.add(label)


def pages_jump(book: m.Book) -> Iterator[Found]:
    """A page of the source that does not follow the one before."""
    numbers = [(int(label), position) for label, position in page_labels(book) if label.isdecimal()]
    for (before, _), (after, position) in pairwise(numbers):
        if after <= before or after > before + 2:
            yield f"page {after} follows page {before}", position


EMPTY_WORDS = re.compile(r"(?i)(?:image|picture|photo|illustration|figure|img)?\s*\d*|.+\.(?:jpe?g|png|gif|webp|svg)")


def poor_alternative(book: m.Book) -> Iterator[Found]:
    """An alternative text that is a file's name, or says only that there is a picture."""
    for image, position in images(book):
        text = (image.alternative or "").strip()
        if text and EMPTY_WORDS.fullmatch(text):
            yield f"the alternative text {text!r} says nothing", position


def long_alternative(book: m.Book) -> Iterator[Found]:
    """An alternative text too long to be heard in one breath."""
    for image, position in images(book):
        if len(image.alternative or "") > LONG_ALTERNATIVE:
            yield f"the alternative text of {image.source!r} has {len(image.alternative or '')} characters", position


LONG_ALTERNATIVE = 400


def unknown_language(book: m.Book) -> Iterator[Found]:
    """A foreign word in a language nobody knows (BCP 47)."""
    for run in runs(book):
        for start, _, language in foreign_spans(run.children):
            if not known(language):
                yield f"{language!r} is no language tag", run.position.at(start)


ANCIENT = frozenset({"la", "grc", "ang", "enm", "fro", "cu", "got", "non", "und", "mul", "sa", "pi"})
"""Languages of books that Babel has no locale for."""


def known(language: str) -> bool:
    """Whether `language` is a tag with a locale, or of an ancient language."""
    if language.partition("-")[0] in ANCIENT:
        return True
    try:
        Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


# Words -----------------------------------------------------------------------------------------------------


ENUMERATED = re.compile(r"(?<![\w(])(?:\d{1,3}|[a-z]|[ivxlc]{1,5})\)")
"""A bracket after a number or letter that counts."""


def unbalanced(opening: str, closing: str) -> Callable[[m.Book], Iterator[Found]]:
    """Finds runs where a pair of marks does not close."""

    def find(book: m.Book) -> Iterator[Found]:
        for run in runs(book):
            text = ENUMERATED.sub("", flat(run.children))
            if run.kind is not Kind.VERBATIM and text.count(opening) != text.count(closing):
                yield f"{opening} and {closing} do not pair in {text[:60]!r}", run.position

    return find


def quotes_open(book: m.Book) -> Iterator[Found]:
    """A quotation that never closes: no closing mark, and the next paragraph does not go on with it."""
    prose = [(flat(run.children), run.position) for run in runs(book) if run.kind is Kind.PROSE]
    for (text, position), (after, _) in pairwise([*prose, ("", m.NOWHERE)]):
        if text.count("“") > text.count("”") and not after.startswith("“"):
            yield f"a quotation does not close in {text[-60:]!r}", position


COMPOUND = re.compile(r"\b([^\W\d_]{2,})-([^\W\d_]{2,})\b")


def mixed_compounds(book: m.Book) -> Iterator[Found]:
    """A compound with a hyphen here and without one there."""
    seen = Counter(word.lower() for run in runs(book) for word in words(flat(run.children)))
    told: set[str] = set()
    for run in runs(book):
        for found in COMPOUND.finditer(flat(run.children)):
            solid = (found[1] + found[2]).lower()
            if seen[solid] and solid not in told:
                told.add(solid)
                yield f"{found[0]!r} here, {solid!r} {seen[solid]} times elsewhere", run.position.at(found.start())


ERROR = Severity.ERROR
MEND = "mend it in the witness’s markup, or by an emendation"
SENSES = (
    Sense("S001", "a text is missing, or a heading stands alone: mend its level, or emend it", empty_section),
    Sense("S002", "name it under [opening] in book.toml, or emend a heading in", untitled),
    Sense("S003", "a heading carries no full stop (New Hart’s Rules 1.3.3): emend", full_stop),
    Sense("S004", "emend to title case; the styles set capitals", shouted),
    Sense("S005", "this is a fault of Octavo: report the text", same_id, ERROR),
    Sense("S006", "the heading was read twice: emend one", same_title),
    Sense("S007", "a paragraph was read as a heading: emend", long_heading),
    Sense("S008", "a chapter is missing, or its number is misread: compare with the source", numbers_jump),
    Sense("S009", "headings descend (WCAG 2.2, 1.3.1): " + MEND, heading_levels),
    Sense("S010", MEND, empty_block),
    Sense("S011", "a paragraph that begins with a number or a dash? " + MEND, lone_item),
    Sense("S012", "mark the heading cells: a screen reader speaks them with each cell", headless_table),
    Sense("S013", "a cell is missing or one too many: " + MEND, ragged_table),
    Sense("S014", "delete the break", stray_break),
    Sense("S015", MEND, silent_speech),
    Sense("S016", "paragraphs may have run together: compare with the source, suppress it if not", long_paragraph),
    Sense("S017", "put its reference where it belongs, or delete the note", uncalled_note),
    Sense("S018", "add the note, or delete the reference", missing_note, ERROR),
    Sense("S019", "this is a fault of Octavo: report the text", same_note, ERROR),
    Sense("S020", "write the note or delete it with its reference", empty_note),
    Sense("S021", "sort the notes as they are called", notes_disordered),
    Sense("S022", "point it to the id of a section, or take the link away", dead_link, ERROR),
    Sense("S023", "write a whole address, beginning with https://", odd_link),
    Sense("S024", "give it words that say where it leads", wordless_link),
    Sense("S025", "a page break is misread: compare with the source", same_page),
    Sense("S026", "a page break is missing or misread: compare with the source", pages_jump),
    Sense("S027", "say what the picture shows, under [alternatives] in book.toml", poor_alternative),
    Sense("S028", "say the main thing, the rest in the caption", long_alternative),
    Sense("S029", "use a BCP 47 tag, such as fr, la or grc", unknown_language),
    Sense("S030", MEND, unbalanced("(", ")")),
    Sense("S031", MEND, unbalanced("[", "]")),
    Sense("S032", "emend the mark that is missing, or suppress it", quotes_open),
    Sense("S033", "choose one by emendations, unless the author varies", mixed_compounds),
)
