"""Paper: a PDF's bytes and the words it must print in, what each page holds and every fault out.

The pages are read by PDFium, which had no part in writing them. A word broken over two pages belongs to the first.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

import pypdfium2
from msgspec import Struct

from octavo.checks.copy import FOLIO, Copy, Matter
from octavo.checks.laws import compared
from octavo.layout import PageStart
from octavo.problem import Problem, Severity
from octavo.words import words

SHORTEST_HEAD = 12
"""The letters of the shortest running head that is the beginning of a longer heading."""
HEAD, FOOT = 52.0, 58.0
"""Points from a page's head and foot within which running heads and folios stand (styles/furniture.css)."""
BROKEN = "\N{HYPHEN}"
BROKEN_WORD = re.compile(f"{BROKEN}[\r\n]+\\s*")
REST_OF_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
MARKER = r"[ ]*(?:[\u2022\u25e6\u25aa]|-?[0-9]+\.)[ ]*"
MARKERS = re.compile(rf"(?:(?:^|[\r\n]+){MARKER}(?=[\r\n]|\Z))+\s*\Z")
"""The marks and numbers of lists, which PDFium reads as lines of their own after the page's text."""
NUMBER = re.compile(r"[0-9]+")
LOST = "text was lost or added between edition and output: a template or style does it"
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Sheet(Struct, frozen=True):
    """A page as PDFium reads it: running head, words, the numbers after them that may be lists', foot, label."""

    head: str
    words: tuple[str, ...]
    numbers: tuple[str, ...]
    foot: str
    label: str


class Printed(Struct, frozen=True):
    """A page of the book, the `index`th of its file: its sheet, its number, and its words of the copy.

    These are the words from `begin` to `end`.
    """

    index: int
    sheet: Sheet
    begin: int
    end: int
    matter: Matter
    number: int


def sheets(document: pypdfium2.PdfDocument, first: int = 0) -> list[Sheet]:
    """The pages of a PDF from index `first` on."""
    read = [texts(document[index]) for index in range(first, len(document))]
    found, broken = [], False
    for index, (head, text, foot) in enumerate(read):
        body = MARKERS.sub("", text)
        numbers = NUMBER.findall(text[len(body) :])
        whole = BROKEN_WORD.sub("", body).strip()
        begun = REST_OF_WORD.sub("", whole, count=1) if broken else whole
        if whole:
            broken = whole.endswith(BROKEN)
        rest = next((page for _, page, _ in read[index + 1 :] if page.strip()), "") if broken else ""
        more = REST_OF_WORD.search(rest) if whole else None
        said = words(begun.removesuffix(BROKEN) + (more[0] if more else ""))
        found.append(Sheet(head, tuple(said), tuple(numbers), foot, document.get_page_label(first + index)))
    return found


def texts(page: pypdfium2.PdfPage) -> tuple[str, str, str]:
    """What stands at the head of a page, on it and at its foot."""
    _, bottom, _, top = page.get_mediabox()
    read = page.get_textpage()
    return (
        read.get_text_bounded(bottom=top - HEAD),
        read.get_text_bounded(bottom=bottom + FOOT, top=top - HEAD),
        read.get_text_bounded(top=bottom + FOOT),
    )


class Reading:
    """One reading of `sheets` against `copy`: the pages found, and what is wrong with them."""

    def __init__(self, sheets: Sequence[Sheet], copy: Copy, running: str, where: str) -> None:
        self.copy, self.running, self.where = copy, running, where
        self.folios: dict[int, str] = {}
        self.problems: list[Problem] = []
        self.pages = list(self.read(sheets))
        if not self.problems and (end := self.pages[-1].end if self.pages else 0) < len(copy.words):
            lost = " ".join(copy.words[end : end + 20])
            self.fault("V001", f"the {where} ends before {lost!r}")
        if not self.problems:
            self.check_furniture()
            self.check_contents()

    def fault(self, code: str, message: str) -> None:
        """Something is wrong."""
        self.problems.append(Problem(code, Severity.ERROR, message, LOST))

    def read(self, sheets: Sequence[Sheet]) -> Iterator[Printed]:
        """Each page in its place, up to one that is not what it must be."""
        begin = number = 0
        begun = False
        openings = self.copy.openings
        for index, sheet in enumerate(sheets):
            end = self.end_of(sheet, begin)
            if end is None:
                return
            if not (sheet.words or sheet.head.strip() or sheet.foot.strip()):
                begin = end
                continue
            opening = openings[bisect_right(openings, begin, key=lambda opening: opening.at) - 1]
            if begin >= self.copy.text and not begun:
                begun, number = True, 0
            recto = number + 1 if number % 2 == 0 else number + 2
            opens = opening.at == begin and opening.recto is not False
            if end == begin or opening.recto is None:  # a picture alone may open a page that no word tells of
                opens = opens and sheet.foot.strip() == str(recto)
            number = recto if opens else number + 1
            yield Printed(index, sheet, begin, end, opening.matter, number)
            begin = end

    def end_of(self, sheet: Sheet, begin: int) -> int | None:
        """The word after the last of a page that begins with word `begin`; None, and a fault, where it holds others."""
        told = ""
        for at in range(len(sheet.numbers) + 1):
            seen: list[str] = []
            end = self.matched((*sheet.words, *sheet.numbers[:at]), begin, seen)
            if end is None:
                continue
            want = sorted(self.copy.numbers_between(begin, end))
            if want == sorted(map(int, (*seen, *sheet.numbers[at:]))):
                return end
            listed = ", ".join((*seen, *sheet.numbers[at:]))
            told = told or f"the {self.where} has list numbers {listed!r} for {str(want)[1:-1]!r}"
        told = told or self.difference(sheet, begin)
        near = " ".join(self.copy.words[begin : begin + 6]).replace(FOLIO, "…")
        self.fault("V001", f"{told} on the page that must begin with {near!r}")
        return None

    def difference(self, sheet: Sheet, begin: int) -> str:
        """The first word of a page, to begin with word `begin`, that is not what it must be."""
        found = [*sheet.words, *sheet.numbers]
        pairs = zip(self.copy.words[begin : begin + len(found)], found, strict=False)
        expected = [is_ if want == FOLIO and is_.isdecimal() else want for want, is_ in pairs]
        problem = next(iter(compared(expected, found, self.where)), None)
        return problem.message if problem else f"the {self.where} ends otherwise"

    def matched(self, found: Sequence[str], at: int, seen: list[str]) -> int | None:
        """The word after those that `found` are from word `at` on; None where they are not.

        The number of a list of one item, which PDFium reads where it stands on the last line, is added to `seen`.
        """
        if tuple(self.copy.words[at : at + len(found)]) == found:
            return at + len(found)
        rest = iter(found)
        for letters in rest:
            if at >= len(self.copy.words):
                return None
            want, cuts = self.copy.words[at], self.copy.joints.get(at, frozenset())
            if letters != want and letters.isdecimal() and int(letters) in self.copy.numbers_between(at, at + 1):
                seen.append(letters)
                continue
            if want == FOLIO and letters.isdecimal():
                self.folios[at] = letters
            elif not made_whole(want, cuts, letters, rest):
                return None
            at += 1
        return at

    # What stands around the text -------------------------------------------------------------------------------

    def check_furniture(self) -> None:
        """Holds running heads, folios and page labels to what they must be."""
        head: Sequence[str] = ()
        heads = iter([*self.copy.heads])
        coming = next(heads, None)
        for page in self.pages:
            headed = False
            while coming and coming.at < page.end:
                headed, head, coming = True, coming.words, next(heads, None)
            if page.matter is not Matter.TEXT:
                want: Sequence[str] = ()
            elif page.number % 2:
                want = () if headed else head
            else:
                want = () if headed else words(self.running)
            self.compare_furniture(page, want)

    def compare_furniture(self, page: Printed, head: Sequence[str]) -> None:
        """Holds one page to its running head, its folio and its label."""
        number = roman(page.number) if page.begin < self.copy.text else str(page.number)
        folio = "" if page.matter is Matter.BLIND else number
        if page.sheet.foot.strip() != folio:
            self.fault("V003", f"the {self.where} has the folio {page.sheet.foot.strip()!r} for {folio!r}")
        said = words(page.sheet.head)
        rest = iter(said)
        whole = all(made_whole(word, ANYWHERE, next(rest, ""), rest) for word in head)
        letters = "".join(said)
        begun = len(letters) >= SHORTEST_HEAD and "".join(head).startswith(letters)
        if not begun and (not whole or next(rest, None) is not None):
            told = f"the running head {' '.join(page.sheet.head.split())!r} for {' '.join(head)!r}"
            self.fault("V003", f"the {self.where} has {told} on page {page.number}")
        if page.sheet.label and page.sheet.label != number:
            self.fault("V003", f"the {self.where} has the page label {page.sheet.label!r} for {number!r}")

    def check_contents(self) -> None:
        """Holds the folios of the contents to the pages their headings stand on."""
        for at, name in self.copy.folios:
            place = self.copy.places[name]
            pages = [page for page in self.pages if page.begin == place == page.end or page.begin <= place < page.end]
            if self.folios.get(at) not in [str(page.number) for page in pages]:
                wanted = str(pages[-1].number) if pages else "none"
                told = f"the contents have the folio {self.folios.get(at)!r} for {wanted!r} of {name}"
                self.fault("V003", f"in the {self.where} {told}")

    def check_sides(self) -> None:
        """Holds each page to the leaf and side its number tells, as a file of whole sheets must have them."""
        first = next((page.index for page in self.pages if page.begin >= self.copy.text), 0)
        for page in self.pages:
            place = page.index - (first if page.begin >= self.copy.text else 0) + 1
            if place != page.number:
                self.fault("V003", f"in the {self.where} page {page.number} stands as page {place}")

    def starts(self) -> Iterator[PageStart]:
        """The number of each page on which words of the text begin, and how many begin before it."""
        for page in self.pages:
            if self.copy.text <= page.begin < self.copy.end and self.copy.own(page.end) > self.copy.own(page.begin):
                yield PageStart(str(page.number), self.copy.own(page.begin))


class Anywhere(frozenset[int]):
    """Every place of a word."""

    def __contains__(self, place: object) -> bool:
        return True


ANYWHERE = Anywhere()


def made_whole(want: str, cuts: frozenset[int], letters: str, rest: Iterator[str]) -> bool:
    """Whether `letters`, with as many of `rest` as it takes, are the word `want`, parted only at its `cuts`."""
    while letters != want:
        if not want.startswith(letters) or len(letters) not in cuts or (more := next(rest, None)) is None:
            return False
        letters += more
    return True


def roman(number: int) -> str:
    """`number` in roman figures, as folios before the text are."""
    if number <= 0:
        return ""
    value, figure = next(row for row in ROMAN if row[0] <= number)
    return figure + roman(number - value)
