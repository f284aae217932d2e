"""Whatever is read, of any bytes, is read without loss or refused in words; bench/fuzz.py goes on with it."""

import contextlib
import re
import warnings
import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from octavo.checks.laws import Copy, compared, words
from octavo.edition import Apparatus
from octavo.inlines import flat
from octavo.intake import accession, arranged
from octavo.normalise import normalise
from octavo.problem import WitnessError
from octavo.provider import provider
from octavo.readers import READERS, read
from octavo.readers.encoding import witness as encoded
from octavo.readers.witness import Witness
from octavo.walk import block_runs

from .inputs import CONTAINER, PACKAGE

TAGS = """<p> </p> <b> </i> <em> <table> <td> <th> <tr> </table> <caption> <tbody> <h1> <h2> </h2> <br> <hr> <pre>
</pre> <ul><li> </ul> <ol> <dl><dt> <dd> <div> </div> <div_class=poem> <div_class=figcenter>
<span_class=pagenum>7</span> <blockquote> </blockquote> <center> <font> <form> <button> <nobr> <figure>
</figure> <figcaption> <p_class=caption> <nav> </nav> <a_href=x.htm> </a> <a_href='#n1'>[1]</a>
<p_class=footnote><a_id=n1>[1]</a> <a_id=n1> <img_src=a.png_alt=T> <img_src=b.png> <svg> </svg> <text> <math>
<mi> </math> <script>bad()</script> <style> </style> <textarea> </textarea> <select> <option> <noscript>
<iframe> <template> </template> <title> <frameset> <!--_x_--> <!-- --> <?xml <!DOCTYPE_html> &amp; &#8212;
&nbsp &#0; &eacute; & < > " ' </ =""".split()
SCRAPS = st.lists(
    st.sampled_from(
        [*(tag.replace("_", " ") for tag in TAGS), " word ", "bread", "\n", "\r", "\x0c", "\u0301", "é", "[1]", "a"]
    ),
    max_size=40,
).map("".join)
LINES = st.lists(
    st.sampled_from(
        [
            "CHAPTER I",
            "II.",
            "[1] a note",
            "words[1] here",
            "_it_",
            "    set in",
            "",
            "",
            "* * *",
            "[Pg 3]",
            "a  b    c    d",
            "_",
            "=",
            "[Footnote 2: x",
            "x[2]",
        ]
    )
    | st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), max_size=30),
    max_size=30,
).map("\n".join)
FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def agree(witness: Witness) -> None:
    """Every word of the witness is in the reading, a note, a mark or an omission, and no other word is."""
    copy = normalise(read([witness], provider("gutenberg.org")), provider("gutenberg.org"))
    parts = (copy.blocks, *(note.blocks for note in copy.notes))
    spoken = words("\n".join(flat(run.children) for blocks in parts for run in block_runs(blocks)))
    record = Apparatus(copy.changes, (), copy.omissions, copy.moves, copy.marks)
    witnessed = Copy([witness], record)
    witnessed.check_omissions()
    assert compared(words("\n".join([witnessed.body(), *witnessed.moved()])), spoken, "reading") == []


def test_a_tag_for_a_line_end_is_no_word_of_what_is_left_out():
    agree(Witness("w.md", b"***<br>"))


@pytest.mark.parametrize(
    "page",
    [
        "&amp;<select></",
        "<img src=a.png alt=T><p> word ",
        "<img src=a.png alt=T><br> word ",
        "a<svg>&nbspbread",
        "<a href='#n1'>[1]</a><math>&eacute;é",
    ],
)
def test_what_fuzzing_found_is_read_without_loss(page):
    agree(Witness("w.htm", page.encode()))


def read_without_loss(page: str) -> None:
    """The law does not know that what holds raw text in HTML does not in SVG, MathML and a form's list."""
    if re.search("<(?:svg|math|select)", page):
        page = re.sub("<(?:style|title|textarea|iframe|script)>", "", page)
    with contextlib.suppress(WitnessError):
        agree(Witness("w.htm", page.encode()))


def text_without_loss(text: str) -> None:
    if text.strip():
        agree(Witness("w.txt", text.encode()))


def bytes_told(content: bytes) -> None:
    """Any bytes under any name are read, or refused in words."""
    for ending in READERS:
        with contextlib.suppress(WitnessError):
            made, _ = encoded(f"w{ending}", content)
            read([made], None)


def archive_told(files: tuple[tuple[str, bytes], ...]) -> None:
    """An archive of anything is unpacked, or refused in words."""
    out = BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as made:
        warnings.simplefilter("ignore", UserWarning)
        for name, content in files:
            made.writestr(name, content)
    for ending in (".zip", ".epub"):
        with contextlib.suppress(WitnessError):
            arranged.sorted_out([accession.unpacked(f"w{ending}", out.getvalue())], None)


def markdown_without_loss(text: str) -> None:
    with contextlib.suppress(WitnessError):
        agree(Witness("w.md", text.encode()))


HEADS = st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"<?xml encoding='x'?>", b"<meta charset=utf-16>", b"%PDF"])
SIGNS = r"""# ## * ** _ __ ` `` > - + 1. 1) [ ] ( ) ![ ]( [^1] [^1]: [a]: [a] ~~ ~~~ ``` | --- === *** \\ \\* <b>
</b> <br> <div> <!-- --> &amp; &eacute; &#8212; & < word bread don't é http://a.b <http://a.b> "t"
word_word 2*3 </div> <p> </p> <h2> </h2> <hr> <img> <blockquote> </blockquote> ::: {.a} ]{.b} +++ % ^[ ^[a]
title: [a](b.md)""".split()
MARKDOWN = st.lists(
    st.sampled_from([*SIGNS, " ", " ", "\n", "\n\n", "\n    ", "  \n", "\n> ", "\n| ", "\t"]), max_size=40
).map("".join)
BYTES = st.tuples(HEADS, st.binary(max_size=200) | SCRAPS.map(str.encode)).map(b"".join)
NAMES = st.sampled_from(
    ["a.htm", "b/a.htm", "index.html", "p.opf", "META-INF/container.xml", "a.png", "mimetype", "../a.htm"]
)
MEMBERS = st.lists(
    st.tuples(NAMES, BYTES | st.sampled_from([CONTAINER, PACKAGE, CONTAINER.replace(b"OPS/p", b"p"), CONTAINER[:200]])),
    max_size=6,
)
LAWS = {
    "page": (SCRAPS, read_without_loss),
    "text": (LINES, text_without_loss),
    "markdown": (MARKDOWN, markdown_without_loss),
    "bytes": (BYTES, bytes_told),
    "archive": (MEMBERS, archive_told),
}
"""By kind: what is given to a reader, and the law it must keep; bench/fuzz.py tries them for as long as wanted."""


@pytest.mark.parametrize("kind", LAWS)
def test_whatever_is_read_is_read_without_loss_or_refused_in_words(kind):
    strategy, law = LAWS[kind]
    FUZZ(given(strategy)(law))()
