"""Figures: what a page shows besides words; its pictures, their captions, and the words that pictures stand for.

An `alt` that is a file's name says nothing and counts as none (WCAG 2.2, failure F30). One that is a single letter
at the head of a paragraph is that letter, drawn (HTML Standard, 4.8.4.4.5: a picture of text).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from octavo import model as m
from octavo.edition import Doubt
from octavo.readers.calls import leads
from octavo.readers.tokens import OPEN
from octavo.readers.tree import PLACED, Page, chunks, classes, texts, unseen, wording

FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|gif|svg|webp|bmp|tiff?)\b.*|\S+ \([0-9]+ ?KB?\)", re.IGNORECASE | re.DOTALL)
INITIAL = re.compile(r"[\"'“‘«„]?[^\W\d_]['’.]?")
WORDS = frozenset("AEIOUYÀÈÉÔÓАВИКОСУЯ")
"""The letters that are words of their own in one of the languages."""
LIFTED = f"{OPEN}lifted"
"""Marks a drawn letter that stood in a block of its own before the paragraph it begins."""
FEWEST_WORDS = 4
BREAK = re.compile(r"<br\b", re.IGNORECASE)
WRAPPERS = frozenset({"figure", "div", "p", "center", "table", "tbody", "tr", "td", "span"})
LONGEST_CAPTION = 1500
UNREADABLE = {
    "svg": "a drawing",
    "math": "a formula",
    "iframe": "another page",
    "embed": "an inset",
    "canvas": "a canvas",
}
UNREADABLE |= {"video": "a film", "audio": "a recording"}


def picture(element: Element) -> m.Image:
    """An `img` as the page has it: its address, and what it says of itself, in its title where nowhere else."""
    text = element.get("alt") or element.get("title") or element.get("alt")
    said = " ".join(text.split()) if text is not None else None
    address = (element.get("src") or element.get("data-src") or "").strip()
    return m.Image(address, None if said and FILE_NAME.fullmatch(said) else said)


def spoken(heading: Element) -> str:
    """What a heading says, in words or, where it has none, in pictures of words."""
    return wording(heading) or " ".join(filter(None, (picture(image).alternative for image in heading.iter("img"))))


def initial(page: Page, element: Element) -> str | None:
    """The letter that a picture at the head of a paragraph is: no block or line end parts it from the words."""
    said = (element.get("alt") or "").strip()
    if not INITIAL.fullmatch(said) or next(page.block(element).iter("img")) is not element:
        return None
    place, words = opening(page, element)
    heads = bool(words) and leads(page, element)
    begin = page.end_of_tag(element)
    parted = page.parts(begin, place) or BREAK.search(page.text, begin, place)
    beside = heads and (not parted or element.get(LIFTED) is not None)
    return said if beside else None


def lift_initials(page: Page) -> None:
    """Puts each letter drawn in a block of its own at the head of the paragraph after it, which lacks it."""
    for image in list(page.body.iter("img")):
        letter = (image.get("alt") or "").strip()
        if INITIAL.fullmatch(letter) and (text := lacking(page, image, letter)) is not None:
            parent = page.parents[image]
            before = parent[list(parent).index(image) - 1] if parent[0] is not image else None
            if before is None:
                parent.text = (parent.text or "") + (image.tail or "")
            else:
                before.tail = (before.tail or "") + (image.tail or "")
            parent.remove(image)
            image.tail, text.text = text.text, None
            text.insert(0, image)
            image.set(LIFTED, "")
            page.parents[image] = text


def lacking(page: Page, image: Element, letter: str) -> Element | None:
    """The paragraph after the block of a drawn letter that goes on with its word: in capitals, or in a small letter."""
    box = page.block(image)
    if box.tag not in WRAPPERS or box is page.body or wording(box) or len(list(box.iter("img"))) > 1:
        return None
    row = list(page.parents[box])
    after = next(iter(row[row.index(box) + 1 :]), None)
    beside = after is not None and after.tag == "p" and not PLACED.sub("", box.tail or "").strip()
    words = wording(after).split() if beside and after is not None else []
    first = words[0].rstrip(",.;:") if words else ""
    own = letter[-1].upper() in WORDS or not letter[-1].isupper() or not first.isalpha() or len(words) < FEWEST_WORDS
    return after if not own and first[0].upper() != letter[-1] and (first.isupper() or first[0].islower()) else None


def continued(page: Page, element: Element, letter: str) -> m.Position | None:
    """Where the word goes on that a letter drawn at the head of its paragraph begins; None where it may be a word."""
    place, words = opening(page, element)
    begins = letter[-1].isalpha() and letter[-1].upper() not in WORDS and words[0].isalpha()
    return m.Position(page.name, *page.place(place)) if begins else None


def opening(page: Page, element: Element) -> tuple[int, str]:
    """The offset and characters of the first words in the block of `element`; none where it has no words."""
    for text, offset in chunks("".join(texts(page.block(element)))):
        if offset is not None and (words := text.lstrip()):
            return offset + len(text) - len(words), words
    return 0, ""


def captioned(element: Element, names: dict[str, frozenset[str]]) -> tuple[Element, list[Element]] | None:
    """The one picture `element` shows on its own, and what holds its caption: nothing, parts of it, or all of it."""
    if element.tag not in WRAPPERS or next(element.iter("img"), None) is None:
        return None
    pictures = list(element.iter("img"))
    words = wording(element)
    if len(pictures) != 1 or len(words) > LONGEST_CAPTION:
        return None
    captions = [inner for inner in element.iter() if inner.tag == "figcaption" or classes(inner) & names["caption"]]
    captions = [one for one in captions if not any(one is not other and one in set(other.iter()) for other in captions)]
    if element.tag == "figure" or classes(element) & names["figure"]:
        return pictures[0], captions if pure(words, captions) else [element]
    return (pictures[0], captions) if captions and element not in captions and pure(words, captions) else None


def pure(words: str, holders: list[Element]) -> bool:
    """Whether `holders` hold all of `words`."""
    return len("".join(words.split())) == sum(len("".join(wording(holder).split())) for holder in holders)


def leads_away(element: Element) -> bool:
    """Whether `element` holds no words, only pictures that lead to other pages, as arrows and image maps do."""
    pictures = list(element.iter("img"))
    linked = {image for a in element.iter("a") if is_page(a.get("href") or "") for image in a.iter("img")}
    return bool(pictures) and not wording(element) and all(image in linked or image.get("usemap") for image in pictures)


def is_page(address: str) -> bool:
    """Whether an address leads to a page of the same site, not to a larger picture."""
    return bool(re.fullmatch(r"(?![a-z]+:)[^?]*(?:\.x?html?|/)(?:#.*)?|#.+|\.\.?", address, re.IGNORECASE))


def unread(page: Page) -> Iterator[Doubt]:
    """A query for each thing of the page that is neither words nor a picture."""
    for element in page.root.iter():
        if isinstance(element.tag, str) and element.tag in UNREADABLE:
            place = page.tag_position(element)
            said = (
                element.get("title")
                or element.get("aria-label")
                or " ".join(PLACED.sub("", "".join(unseen(element))).split())
            )
            address = element.get("src") or ""
            kept = f" ({' '.join(filter(None, (said[:80], address[:200])))})" if said or address else ""
            evidence = f"{UNREADABLE[element.tag]} stands here{kept}, which is not read; set it as text or a picture"
            yield Doubt("not-read", place, "", "", evidence)
