"""Prose in what was set apart is asked about; title pages, lists and summaries are not."""

from datetime import date

import pytest

from octavo.edition import Omission
from octavo.intake import new
from octavo.model import Position
from octavo.set_apart_prose import set_apart_prose

AT = Position("w.txt", 3, 1)
SENTENCE = "The man at the ford had never seen so much water come down before the snow had gone from the hill."
TEXT = f"{SENTENCE} {SENTENCE}\n{SENTENCE} {SENTENCE}"


def asked(rule: str, text: str) -> list[str]:
    return [doubt.evidence for doubt in set_apart_prose([Omission(rule, AT, 9, text, AT)])]


@pytest.mark.parametrize("rule", ["title-page", "half-title", "contents"])
def test_prose_that_was_set_apart_is_asked_about(rule):
    (evidence,) = asked(rule, f"THE FORD\n\nBY JANE ROE\n\n{TEXT}")
    assert rule in evidence and "The man at the ford had never" in evidence


def test_prose_in_remarks_is_asked_about_where_it_is_longer_than_remarks_are():
    assert asked("provider-remarks", "\n\n".join([TEXT] * 30)) and not asked("provider-remarks", TEXT)


@pytest.mark.parametrize(
    "text",
    [
        "THE FORD\n\nBY JANE ROE\n\nLEE: Printed by A. Field. Sold by all booksellers in town and country. 1851.",
        f"All rights reserved. No part of this book may be copied by any one. {SENTENCE} {SENTENCE}",
        "CONTENTS\n\n" + "\n".join(f"How the man came to the ford and what he saw there. {n}" for n in range(30)),
        "CONTENTS\n\nThe ford. Of the man and his boat. He is seen. What came of it. Rain. The snow. Night. "
        "How they sang. The end of the feast. A letter comes. The man goes away.",
        "CONTENTS\n\n" + "\n".join(["What is the essence of the ford?", "Why do men cross it? Do they come back?"] * 9),
    ],
)
def test_what_belongs_to_a_title_page_or_a_list_is_not_asked_about(text):
    assert not asked("title-page", text) and not asked("contents", text)


def test_the_query_stands_in_the_draft(tmp_path):
    page = (
        "<html lang='en'><head><title>The Ford, by Jane Roe</title></head><body><h1>THE FORD</h1><h2>JANE ROE</h2>"
        f"<div class='toc'><p>CONTENTS</p><p>{TEXT}</p><p><a href='#a'>I</a></p><p><a href='#b'>II</a></p></div>"
        + "".join(f"<h2 id='{n}'>Chapter {k}</h2><p>{SENTENCE}</p>" for n, k in (("a", "I"), ("b", "II")))
        + "</body></html>"
    )
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    apparatus = new([str(tmp_path / "page.html")], tmp_path / "book", date(2026, 12, 1)).edition.apparatus
    assert [row.rule for row in apparatus.omissions if "never seen" in row.text] == ["contents"]
    assert "prose-set-apart" in [doubt.rule for doubt in apparatus.doubts]
