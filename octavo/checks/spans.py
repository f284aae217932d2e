"""Spans: an EPUB and the one for Kobo made of it in, all that tells them apart but Kobo's spans out.

EPUBCheck passed the first; what differs from it by nothing but numbered spans is as sound, and shown to be so in a
fifth of the time that EPUBCheck takes for some thousand spans.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from octavo.problem import Problem, Severity

SPAN = "koboSpan"
NUMBER = re.compile(r"kobo\.[1-9][0-9]*\.[1-9][0-9]*")
HINT = "the EPUB for Kobo was not made of the EPUB beside it; run ./build again, and report it if it stays"


def check_spans(kepub: Path, epub: Path) -> tuple[Problem, ...]:
    """Each file of `kepub` that is not that of `epub` with numbered spans in it."""
    with zipfile.ZipFile(kepub) as made, zipfile.ZipFile(epub) as given:
        if made.namelist() != given.namelist():
            return (fault("its files are not those of the EPUB"),)
        pairs = ((name, made.read(name), given.read(name)) for name in given.namelist())
        return tuple(problem for name, one, other in pairs if one != other for problem in compared(name, one, other))


def compared(name: str, spanned: bytes, plain: bytes) -> Iterator[Problem]:
    """What is wrong with one document and its spans."""
    if not name.endswith(".xhtml"):
        yield fault(f"{name} is not that of the EPUB")
        return
    tree = etree.fromstring(spanned)
    numbers = [unwrapped(span) for span in tree.iter("{*}span") if span.get("class") == SPAN]
    if len(set(numbers)) < len(numbers) or not all(map(NUMBER.fullmatch, numbers)):
        yield fault(f"{name} has spans that are not numbered as Kobo's are")
    etree.strip_tags(tree, SPAN)
    if canonical(tree) != canonical(etree.fromstring(plain)):
        yield fault(f"{name} differs from that of the EPUB by more than spans")


def unwrapped(span: etree._Element) -> str:
    """The number of a span, which is then marked to be taken away; '' where it is more than a number."""
    number = str(span.attrib.pop("id", ""))
    span.attrib.pop("class")
    span.tag = SPAN
    return "" if span.attrib else number


def canonical(tree: etree._Element) -> bytes:
    """A document as Canonical XML 2.0 writes it."""
    whole: bytes = etree.tostring(tree, method="c14n2")
    return whole


def fault(message: str) -> Problem:
    """A difference as a problem."""
    return Problem("V013", Severity.ERROR, f"the EPUB for Kobo: {message}", HINT)
