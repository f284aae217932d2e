"""Tokens: what is read at one look must be what the HTML Standard's states read character by character."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import pytest
import tinyhtml5
from hypothesis import given
from hypothesis import strategies as st

from octavo.readers.tokens import CLOSE, OPEN, Parser

PIECES = [
    "<p>", "</p>", "<P CLASS=Lead>", "<p class='a b' id=\"x\">", '<p class="a"id=b>', "<p title = 'x'>",
    "<p a=1 A=2>", "<br>", "<br/>", "<br />", "<a href=x/y>", '<a href="x?a&amp;b&copy=1">', "</a >",
    "</i class=x>", "<i/>", "<i", "</", "<", ">", "<!-- c -->", "<!-- <p> --", "<?x?>", "</?>", "<3", "&amp;",
    "&ampx", "&#8217;", "&#x2014;", "&#0;", "&nbsp;", "&nosuch;", "&", "&mdash;", "&mdash;", "<script>a<b</script>",
    "<textarea>\n<p></textarea>", "<table>x<tr><td>", "</table>", "<li>", "<ul>", "</ul>", "<hr>",
    '<h2\n class="t"\t>', "</h2>", "<svg><g/></svg>", "<pre>\n", "</pre>", "word", " two words ", "\n", "\t", "\f",
    'a="b">', "'", "é—", "<b x=>", "<b x=''>", "<b =x>", "<b x='1' x='2'>",
]  # fmt: skip


def shape(element: Element, wordless: str = "") -> tuple[object, ...]:
    """An element with what it holds, without marks of place."""
    told = [re.sub(f"{OPEN}[0-9]+{CLOSE}", "", text or "") for text in (element.text, element.tail)]
    attributes = {name: value for name, value in element.attrib.items() if not name.startswith(OPEN)}
    return (str(element.tag), attributes, *told, *map(shape, element))


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_a_page_read_by_tags_is_the_tree_of_the_standard(page: str) -> None:
    assert shape(Parser().page(page)) == shape(tinyhtml5.parse(page, namespace_html_elements=False))


@pytest.mark.parametrize("reference", ["&eacute;", "&#233;", "&#xE9;", "&nbsp;"])
def test_a_character_named_again_keeps_its_own_place(reference: str) -> None:
    page = f"<p>a{reference}b{reference}c"
    (text,) = [found.text or "" for found in Parser().page(page).iter("p")]
    places = [int(found[1]) for found in re.finditer(f"{OPEN}([0-9]+){CLOSE}[^{OPEN}]", text)]
    assert places[1::2] == [found.start() for found in re.finditer(re.escape(reference), page)]
