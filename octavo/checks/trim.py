"""Trim: a PDF in, the text of its pages that the knife would cut off out."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2

from octavo.problem import Problem, Severity

SLACK = 0.5
"""Points a letter may reach over the edge before it is cut visibly: overhangs of italics stay below."""


def check_trim(pdf: bytes, first: int | None = None) -> Iterator[Problem]:
    """A problem for each page of the `first`, or of all, with text outside its trim box (ISO 32000-2, 14.11.2)."""
    for number, page in enumerate(list(pypdfium2.PdfDocument(pdf))[:first], 1):
        left, bottom, right, top = page.get_trimbox()
        text = page.get_textpage()
        boxes = [text.get_rect(index) for index in range(text.count_rects())]
        over = max((max(left - b[0], bottom - b[1], b[2] - right, b[3] - top) for b in boxes), default=0.0)
        if over > SLACK:
            yield Problem(
                "V020",
                Severity.ERROR,
                f"text on page {number} of the PDF runs {over:.0f} points over the edge of the page",
                "shorten what book.toml says there (title, subtitle, names), choose a larger trim, or mend the style",
            )
