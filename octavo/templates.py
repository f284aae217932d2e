"""Templates: the pages in `templates/` and what they are filled with in, markup out; each mistake told by its line."""

from __future__ import annotations

import os
import re
import string
from pathlib import Path
from traceback import extract_tb
from types import TracebackType

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from lxml import etree
from markupsafe import Markup

from octavo.problem import ToolError
from octavo.render import OPS, XHTML
from octavo.toml_file import decoded

WORDS = "words.toml"
FALLBACK = "en"
MISTAKES = (TemplateError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What an expression of a template may raise."""
PACKAGE = f"{Path(__file__).parent}{os.sep}"
EXCERPT = 60
"""Characters shown of a line."""


class Templates:
    """The templates in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def fill(self, name: str, values: dict[str, object]) -> Markup:
        """The template `name` filled with `values`. Raises ToolError naming the template's line."""
        try:
            made = Markup(self.environment.get_template(name).render(values))
        except TemplateNotFound as error:
            raise ToolError(f"templates/{error.name}: there is no such template; restore it") from None
        except UnicodeDecodeError as error:
            raise ToolError(f"templates/{name}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
        except TemplateSyntaxError as error:
            raise ToolError(f"templates/{error.name or name}:{error.lineno}: {error.message}") from None
        except MISTAKES as error:
            if is_ours(error.__traceback__):
                raise
            raise ToolError(f"{self.place(name, error)}: {explained(error)}") from None
        if name.endswith((".xhtml", ".ncx")):
            self.check(name, made)
        return made

    def place(self, name: str, error: BaseException) -> str:
        """The template and line in which `error` was raised."""
        frames = [frame for frame in extract_tb(error.__traceback__) if Path(frame.filename).parent == self.folder]
        return f"templates/{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else f"templates/{name}"

    def check(self, name: str, made: str) -> None:
        """Raises ToolError where what the template `name` made is not well-formed XML."""
        whole = made.lstrip().startswith(("<?xml", "<!DOCTYPE"))
        text = made.lstrip() if whole else f'<x xmlns="{XHTML}" xmlns:epub="{OPS}">{made}</x>'
        try:
            etree.fromstring(text.encode(), etree.XMLParser(huge_tree=True, resolve_entities=False))
        except etree.XMLSyntaxError as error:
            wrong = made.splitlines()[error.lineno - 1 : error.lineno] if error.lineno else []
            line = wrong[0].strip() if wrong else ""
            raise ToolError(
                f"templates/{name}{self.line_of(name, line)}: not well-formed XHTML: {error.msg}; it makes "
                f"{line[:EXCERPT]!r}"
            ) from None

    def line_of(self, name: str, line: str) -> str:
        """`:` and the number of the one line of the template `name` that reads `line`, nothing where that is unsure."""
        rows = (self.folder / name).read_text(encoding="utf-8").splitlines()
        found = [number for number, row in enumerate(rows, 1) if row.strip() == line]
        return f":{found[0]}" if len(found) == 1 else ""


def is_ours(trace: TracebackType | None) -> bool:
    """Whether an error comes from this package, called by the template, rather than from the template."""
    return extract_tb(trace)[-1].filename.startswith(PACKAGE) if trace and trace.tb_next else False


def explained(error: BaseException) -> str:
    """What is wrong in a template, and where else to look."""
    if isinstance(error, LookupError) and not isinstance(error, TemplateError):
        return (
            f"there is nothing to fill in for {{{error.args[0]}}}; mend the phrase in templates/{WORDS}, or this line"
        )
    return str(error) or type(error).__name__


def sheet(path: Path) -> str:
    """The style sheet at `path`. Raises ToolError naming it where it is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ToolError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from None


class Phrases(dict[str, str]):
    """What the templates say, by its name in words.toml."""

    def __missing__(self, name: str) -> str:
        raise ToolError(f"templates/{WORDS}: [{FALLBACK}] lacks {name!r}, which the pages say; write it there")


def phrases(folder: Path, language: str) -> Phrases:
    """What the templates in `folder` say in `language`, in English where they do not speak it.

    Raises ManifestError or ToolError naming the table and the phrase.
    """
    path = folder / WORDS
    tables = decoded(path, dict[str, dict[str, object]])
    if FALLBACK not in tables:
        raise ToolError(f"{path}: the table [{FALLBACK}] is missing; every other language falls back on it")
    spoken = language.partition("-")[0].lower()
    words = Phrases()
    for name in (FALLBACK, spoken):
        for key, phrase in tables.get(name, {}).items():
            words[key] = checked(phrase, f"{path}: [{name}] {key}")
    return words


def checked(phrase: object, place: str) -> str:
    """`phrase`, when it is text whose {…} are closed and named. Raises ToolError beginning with `place`."""
    if not isinstance(phrase, str):
        raise ToolError(f"{place}: {phrase!r} is no text; put it in quotes")
    try:
        fields = [field for _, field, _, _ in string.Formatter().parse(phrase) if field is not None]
    except ValueError as error:
        raise ToolError(f"{place}: {phrase!r}: {error}") from None
    if not all(re.fullmatch(r"[a-z]+", field) for field in fields):
        raise ToolError(f"{place}: {phrase!r}: a {{…}} holds the name of what is filled in, as in {{date}}")
    return phrase
