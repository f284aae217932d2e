"""Book: the text to measure with, and a project folder with that one book in it."""

from __future__ import annotations

import hashlib
import os
import random
import re
import shutil
import sys
from pathlib import Path

from wordfreq import top_n_list, word_frequency

ROOT = Path(__file__).resolve().parent.parent
CORPUS_TEXT = "pg1661-sherlock-holmes.txt"
LENGTH, SEED, VOCABULARY, CHAPTERS = 105_000, 1661, 6_000, 12
COPIED = ("octavo", "templates", "styles", "dodo.py", "uv.lock")
BEGIN, END = re.compile(r"\*\*\* ?START OF.*\n"), re.compile(r"\*\*\* ?END OF")

MANIFEST = """\
title = "Measured"
language = "en-GB"
date = 2026-11-23
identifier = "urn:uuid:00000000-0000-5000-8000-000000000000"

[[contributors]]
name = "Nobody"
role = "aut"

[witness]
file = "text/measured.txt"
sha256 = "{sha256}"

[opening]
role = "chapter"
title = "Measured"
reason = "Stands before what the text itself calls a chapter."
"""


def corpus() -> Path:
    """The corpus that OCTAVO_CORPUS names; where it names none, says so and ends."""
    folder = Path(os.environ.get("OCTAVO_CORPUS", ""))
    if not (folder / "raw").is_dir():
        sys.exit("set OCTAVO_CORPUS to the folder of the corpus, which holds raw/ and pairs-open/")
    return folder


def corpus_text() -> Path | None:
    """The book of the corpus, where OCTAVO_CORPUS is set and has it."""
    corpus = os.environ.get("OCTAVO_CORPUS")
    return next(iter(sorted(Path(corpus).rglob(CORPUS_TEXT))), None) if corpus else None


def read(path: Path) -> str:
    """The text of `path` without Project Gutenberg's header and footer."""
    text = path.read_text(encoding="utf-8-sig")
    return END.split(BEGIN.split(text)[-1])[0].strip() + "\n"


def generated() -> str:
    """A text of LENGTH words, the same each time, with the word lengths of English."""
    chance = random.Random(SEED)
    words = [word for word in top_n_list("en", VOCABULARY) if word.isascii() and word.isalpha()]
    weights = [word_frequency(word, "en") for word in words]
    supply = iter(chance.choices(words, weights, k=LENGTH))
    chapters = []
    for number in range(1, CHAPTERS + 1):
        paragraphs, left = [f"Chapter {number}"], LENGTH // CHAPTERS
        while left > 0:
            size = min(left, chance.randint(12, 120))
            left -= size
            paragraphs.append(sentences([next(supply) for _ in range(size)], chance))
        chapters.append("\n\n".join(paragraphs))
    return "\n\n\n".join(chapters) + "\n"


def sentences(words: list[str], chance: random.Random) -> str:
    """`words` as a paragraph."""
    out = []
    while words:
        length = chance.randint(5, 25)
        out.append(" ".join(words[:length]).capitalize() + ".")
        words = words[length:]
    return " ".join(out)


def project(root: Path, text: str) -> Path:
    """A project folder at `root` with `text` as its only book; the place of the text."""
    for name in COPIED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, root / name)
    witness = root / "content" / "measured" / "text" / "measured.txt"
    witness.parent.mkdir(parents=True)
    put(witness, text)
    return witness


def put(witness: Path, text: str) -> None:
    """Writes `text`, and the manifest with its hash."""
    witness.write_text(text, encoding="utf-8")
    sha256 = hashlib.sha256(witness.read_bytes()).hexdigest()
    (witness.parent.parent / "book.toml").write_text(MANIFEST.format(sha256=sha256), encoding="utf-8")


def one_word_changed(text: str, turn: int) -> str:
    """`text` with one word in its middle made another, at each `turn` a different one."""
    places = [found.span() for found in re.finditer(r"(?<= )[a-z]{4,9}(?= )", text)]
    start, end = places[len(places) // 2 + turn]
    return f"{text[:start]}{'meanwhile'[: end - start]}{text[end:]}"
