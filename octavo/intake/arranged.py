"""Arranged: what was brought in; the texts of one witness in reading order, and the pictures beside them, out."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from urllib.parse import unquote, urldefrag
from xml.etree.ElementTree import Element

from msgspec.structs import replace

from octavo.intake.file_names import is_aside
from octavo.intake.parcel import PICTURES, Accession, Item, Parcel, as_witness
from octavo.intake.sequence import sequence
from octavo.problem import WitnessError
from octavo.readers import READERS, front_matter, markdown
from octavo.readers.navigation import Listed
from octavo.readers.tree import Page, wording

NAMED = 5
"""So many files that are left out are named."""
SUMMARIES = re.compile(r"(?:^|/)summary\.md$", re.IGNORECASE)
"""The list of contents of mdBook and GitBook."""
INDEXES = re.compile(r"index\.x?html?$", re.IGNORECASE)
ADDRESS = re.compile(rb"""<a\b[^>]*?\bhref\s*=\s*["']?([^"'#>\s]+)""", re.IGNORECASE)
"""The file a link leads to, in the bytes of a page."""
LABEL = re.compile(r"[^\W\d_]+ (?:[IVXLC]+|[0-9]+)[.:]?")
WRITTEN_TWICE = re.compile(r"(?P<text>.*?\d+)(?P<characters>-0|-8|)\.txt")
"""Project Gutenberg's names of one text in UTF-8, in another set of eight bits, and in ASCII: the best first."""
SUPERSEDED = re.compile(r"(?:^|/)old/")


def sorted_out(parcels: Sequence[Parcel], origin: str | None) -> Accession:
    """The texts of the kind there is most of, in reading order; the pictures beside them. Raises WitnessError."""
    items = [item for parcel in parcels for item in parcel.items]
    texts = of_one_kind(items)
    pictures = [item for item in items if kind(item) in PICTURES]
    kept = {item.name for item in (*texts, *pictures)}
    other = [item.name for item in items if item.name not in kept]
    untold = f" and {len(other) - NAMED} more" if len(other) > NAMED else ""
    remarks = [f"left out, being of another kind: {', '.join(other[:NAMED])}{untold}"] if other else []
    remarks += [remark for parcel in parcels for remark in parcel.remarks]
    given = [parcel.items[0].name for parcel in parcels if len(parcel.items) == 1]
    keys = sequence(given)
    chosen = len(given) == len(parcels) and given not in (sorted(given), sorted(given, key=lambda name: keys[name]))
    if len(texts) > 1 and not chosen and not all(parcel.ordered for parcel in parcels):
        texts, more = in_order(texts)
        remarks += more
    record = parcels[0].record if len(parcels) == 1 else {}
    return Accession(tuple(texts), tuple(pictures), origin, remarks=tuple(remarks), record=record)


def kind(item: Item) -> str:
    """The ending of a file's name."""
    return PurePosixPath(item.name).suffix.lower()


def of_one_kind(items: Sequence[Item]) -> list[Item]:
    """The texts of the kind there is most of. Raises WitnessError where there is none."""
    sizes: dict[object, int] = {}
    for item in items:
        if reader := READERS.get(kind(item)):
            sizes[reader] = sizes.get(reader, 0) + len(item.content)
    if not sizes:
        raise WitnessError("there is no text in what was given; Octavo reads " + ", ".join(sorted(READERS)))
    most = max(sizes, key=lambda reader: sizes[reader])
    return [item for item in items if READERS.get(kind(item)) is most]


def in_order(texts: list[Item]) -> tuple[list[Item], list[str]]:
    """`texts` in the order a list of contents or index page has, else by weight or name; what is to be said of it."""
    keys = sequence([item.name for item in texts])
    ordered = sorted(texts, key=lambda item: keys[item.name])
    summary = next((item for item in ordered if is_summary(item.name)), None)
    if summary is not None:
        return summarised(summary, [item for item in ordered if item is not summary])
    own = [item for item in ordered if not is_aside(item.name)] or ordered
    ordered, remarks = without_doubles(own)
    index = next((item for item in ordered if INDEXES.search(item.name)), None) or leading(ordered)
    if index is None or kind(index) == ".txt":
        return weighed(ordered), [*remarks, *in_folders(ordered)]
    indexed, more = by_index(index, ordered)
    return indexed, [*remarks, *more]


def is_summary(name: str) -> bool:
    """Whether a file is called as a list of contents written in Markdown."""
    return bool(SUMMARIES.search(name))


def without_doubles(texts: list[Item]) -> tuple[list[Item], list[str]]:
    """`texts` without those that are others in fewer characters, or older; and what is to be said of it."""
    best: dict[str, Item] = {}
    for item in texts:
        if (found := WRITTEN_TWICE.fullmatch(item.name)) and found["characters"] != "":
            best[found["text"]] = min(best.get(found["text"], item), item, key=lambda one: one.name)
    kept, remarks = [], []
    for item in texts:
        found = WRITTEN_TWICE.fullmatch(item.name)
        better = best.get(found["text"]) if found else None
        if better is not None and better is not item:
            remarks.append(f"{item.name} is {better.name} in fewer characters and was left out")
        elif SUPERSEDED.search(item.name) and not all(SUPERSEDED.search(other.name) for other in texts):
            remarks.append(f"{item.name} is an older text and was left out")
        else:
            kept.append(item)
    return kept, remarks


def weighed(texts: list[Item]) -> list[Item]:
    """`texts` in the order their front matters give, where more than half of them do."""
    said = [
        front_matter.record(as_witness(item).text).get("weight", "") if kind(item) in front_matter.FILES else ""
        for item in texts
    ]
    weights = [float(weight) if re.fullmatch(r"-?\d+(?:\.\d+)?", weight) else None for weight in said]
    if sum(weight is not None for weight in weights) * 2 <= len(texts):
        return texts
    rows = sorted(enumerate(texts), key=lambda row: (weights[row[0]] is not None, weights[row[0]] or 0))
    return [item for _, item in rows]


def in_folders(texts: Sequence[Item]) -> Iterator[str]:
    """What is to be said of texts that stand in several folders."""
    folders = sorted({posixpath.dirname(item.name) for item in texts})
    if len(folders) > 1:
        names = ", ".join(folder or "." for folder in folders[:5])
        yield f"the texts stand in {len(folders)} folders ({names}); if these are books of their own, give one of them"


def own(name: str, index: Item) -> bool:
    """Whether a file's name is the index's own, or one that a folder's index has."""
    return name == posixpath.basename(index.name) or INDEXES.search(name) is not None


def by_index(index: Item, ordered: Sequence[Item]) -> tuple[list[Item], list[str]]:
    """The texts in the order in which a page of links leads to them; and what is to be said of it."""
    page = Page(as_witness(index))
    by_name = {posixpath.basename(item.name): item for item in ordered if item is not index}
    names: dict[str, str | None] = {}
    missing: list[str] = []
    for link in page.root.iter("a"):
        file, fragment = urldefrag(link.get("href") or "")
        name = posixpath.basename(unquote(file))
        if name in by_name:
            called = entry(page, link) if not fragment else None
            names[name] = names.get(name) or called
        elif "/" not in file and not own(name, index) and re.search(r"\.html?$", name):
            missing.append(f"{index.name} leads to {name} ({wording(link)}), which is not there")
    if not names:
        return list(ordered), []
    linked = [
        replace(by_name[name], entries=(Listed(name, "", title),) if title else ()) for name, title in names.items()
    ]
    rest = [item for name, item in by_name.items() if name not in names]
    remarks = []
    for item in rest:
        place, after = beside(item, linked)
        linked.insert(place, item)
        remarks.append(f"{item.name} is in no list of contents and stands {after}")
    return [index, *linked], [*dict.fromkeys(missing), *remarks]


def beside(item: Item, linked: Sequence[Item]) -> tuple[int, str]:
    """Where a text stands that no list names: behind the one whose name it goes on with, as ch05b does; else last."""
    stem = PurePosixPath(item.name).stem
    for index in range(len(linked) - 1, -1, -1):
        name = PurePosixPath(linked[index].name).stem
        more = stem.removeprefix(name)
        if more != stem and len(more) < len(name) and not (name[-1:].isdecimal() and more[:1].isdecimal()):
            return index + 1, f"after {linked[index].name}"
    return len(linked), "last"


def summarised(summary: Item, texts: list[Item]) -> tuple[list[Item], list[str]]:
    """`texts` in the order of a list of contents written in Markdown, which is left out as no text itself."""
    written = as_witness(summary).text
    by_name = {posixpath.normpath(item.name): item for item in texts}
    folder = posixpath.dirname(summary.name)
    linked: dict[str, Item] = {}
    part: list[str] = []
    within = False
    for row in markdown.led(written):
        name = posixpath.normpath(posixpath.join(folder, unquote(urldefrag(row.address).url)))
        within = row.depth is not None and (within or not row.address)
        part = [row.words] if not row.address else part if within else []
        if row.address and name in by_name and name not in linked:
            entries = [Listed(name, "", words, 0) for words in part]
            entries.append(Listed(name, "", row.words, (row.depth or 0) + within))
            linked[name] = replace(by_name[name], entries=tuple(entries))
            part = []
    rest = [item for name, item in by_name.items() if name not in linked and not is_aside(item.name)]
    remarks = [f"{item.name} is in no list of contents and stands last" for item in rest]
    return [*linked.values(), *rest], [f"{summary.name} lists the files and was left out", *remarks]


def leading(items: list[Item]) -> Item | None:
    """The one page that leads to most of the others: their index, by whatever name."""
    names = {posixpath.basename(item.name) for item in items}
    found = []
    for item in items if len(items) > 2 else []:
        led = {unquote(address.decode("latin-1")) for address in ADDRESS.findall(item.content)} - {item.name}
        if len(led & names) * 3 >= (len(names) - 1) * 2:
            found.append(item)
    return found[0] if len(found) == 1 else None


def entry(page: Page, link: Element) -> str:
    """What a list of contents calls a page: the link's words, after the word and number beside it in its row."""
    words, row = wording(link), page.parents.get(link)
    while row is not None and row.tag not in {"tr", "li", "p", "body"}:
        row = page.parents.get(row)
    before = wording(row).partition(words)[0].strip() if row is not None and words else ""
    return f"{before} {words}" if LABEL.fullmatch(before) else words
