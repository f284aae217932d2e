"""Characters a second and core of typeset_text on the open pairs, beside the peers at hand, in one run.

OCTAVO_CORPUS=/path/to/corpus uv run python bench/typography.py
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import book

from octavo.typography import typeset_text

LANGUAGES = {"us": "en-US", "gb": "en-GB"}
Work = Callable[[list[tuple[str, str]]], object]


def paragraphs(corpus: Path) -> list[tuple[str, str]]:
    """The paragraphs of the open pairs, each with its language."""
    files = sorted((corpus / "pairs-open").glob("*.jsonl"))
    records = (json.loads(line) for file in files for line in file.open(encoding="utf-8"))
    return [(record["input"], LANGUAGES[record["style"]]) for record in records]


def octavo(texts: list[tuple[str, str]]) -> object:
    return [typeset_text(text, language) for text, language in texts]


def smartypants(texts: list[tuple[str, str]]) -> object:
    module = importlib.import_module("smartypants")
    return [module.smartypants(text) for text, _ in texts]


def pandoc(texts: list[tuple[str, str]]) -> object:
    command = ["pandoc", "-f", "markdown_strict+smart", "-t", "plain", "--wrap=none"]
    return subprocess.run(
        command, input="\n\n".join(text for text, _ in texts), text=True, capture_output=True, check=True
    )


def peers() -> dict[str, Work]:
    """Octavo, and the peers at hand."""
    found: dict[str, Work] = {"octavo": octavo}
    if importlib.util.find_spec("smartypants"):
        found["smartypants"] = smartypants
    if shutil.which("pandoc"):
        found["pandoc"] = pandoc
    return found


def processor_seconds() -> float:
    """What this process and those it has waited for have used: others on the machine do not count."""
    return sum(os.times()[:4])


def main() -> None:
    texts = paragraphs(book.corpus())
    characters = sum(len(text) for text, _ in texts)
    typeset_text("'ouse", "en-US")  # reads the dictionary
    speeds = {}
    for name, work in peers().items():
        begun = processor_seconds()
        work(texts)
        speeds[name] = characters / (processor_seconds() - begun)
    for name, speed in speeds.items():
        print(f"{name:12} {speed:>12,.0f} characters a second  {speed / speeds['octavo']:5.2f} of Octavo's")


if __name__ == "__main__":
    main()
