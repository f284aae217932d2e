"""Markdown at intake: CommonMark with notes and a front matter becomes a book, every word of it and every mark told."""

import contextlib
from datetime import date
from pathlib import Path

import pytest

from octavo import model as m
from octavo.inlines import flat, leaves
from octavo.intake import new
from octavo.lines import block_text
from octavo.readers import markdown
from octavo.readers.witness import Witness
from octavo.render import heading_text
from octavo.walk import block_runs, runs, sections

FIXTURES = Path(__file__).parent / "fixtures" / "intake"
DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def tale(tmp_path_factory):
    return new([str(FIXTURES / "tale.md")], tmp_path_factory.mktemp("tale") / "book", DAY)


def shape(text: str) -> list[str]:
    return [str(block) for block in markdown.read([Witness("t.md", text.encode())], None).blocks]


def test_the_front_matter_is_the_record_and_no_text(tale):
    record = tale.edition.book.metadata
    assert (record.title, record.language) == ("The Long Quay", "en-GB")
    assert [(person.name, person.role) for person in record.contributors] == [
        ("Ada Field", "aut"),
        ("Paul Weir", "trl"),
    ]
    assert tale.edition.apparatus.omissions[0].rule == "front-matter"


def test_headings_of_both_kinds_are_chapters(tale):
    found = [
        (section.role.value, heading_text(section).replace("\u00a0", " "))
        for _, _, section in sections(tale.edition.book)
    ]
    assert found == [("chapter", "Chapter I. Morning"), ("chapter", "Chapter II. Evening")]


def test_blocks_are_what_they_are(tale):
    kinds = [type(block).__name__ for _, _, s in sections(tale.edition.book) for block in s.blocks]
    assert kinds == [
        *["Paragraph", "Quotation", "List", "ThematicBreak", "Paragraph"],
        *["Table", "Preformatted", "Paragraph", "Paragraph"],
    ]


def test_lines_are_filled_and_markup_is_markup(tale):
    first = flat(runs(tale.edition.book)[2].children).replace("\u2060", "")
    assert "they said “don’t wait for us”—so nobody did; the café was shut, 2 * 3 is six, and the log said so" in first
    markup = str(tale.edition.book)
    assert "Link(children=(Text(content='here'),), target='http://example.org/a?b=1&c=2')" in markup
    assert "Subscript(children=(Text(content='2'),))" in markup and "seen" not in markup


def test_notes_are_linked_in_the_order_of_their_calls(tale):
    notes = tale.edition.book.notes
    assert [(note.id, note.label, len(note.blocks)) for note in notes] == [("n1", "1", 2), ("n2", "b", 1)]
    assert flat(block_runs(notes[0].blocks)[0].children) == "It was the Morning Star’s own boat."
    again = [run for run in runs(tale.edition.book) if flat(run.children) == "The end1."]
    assert "Link(children=(Text(content='1'),), target='#note-n1')" in str(again)


def test_what_cannot_be_used_is_a_query(tale):
    asked = {doubt.rule: doubt.evidence for doubt in tale.edition.apparatus.doubts}
    assert asked["note-without-call"] == "nothing calls note loose"
    assert "'images/boat.png' (A boat)" in asked["picture-missing"]


def test_a_picture_beside_the_text_is_taken(tmp_path):
    (tmp_path / "t.md").write_text("# One\n\nWords.\n\n![A press](press.png)\n\n# Two\n\nMore.\n")
    (tmp_path / "press.png").write_bytes((Path(__file__).parent / "specimen" / "images" / "press.png").read_bytes())
    made = new([str(tmp_path / "t.md")], tmp_path / "book", DAY)
    assert [(picture.source, picture.alternative) for picture in made.edition.pictures] == [("press.png", "A press")]


def test_html_that_is_more_than_lines_stays_as_it_stands_with_a_query(tmp_path):
    (tmp_path / "t.md").write_text(
        "# One\n\n<div onclick='x()'>Words</div>\n\n<script>bad()</script>\n\nMore.\n\n# Two\n\nWords.\n"
    )
    made = new([str(tmp_path / "t.md")], tmp_path / "book", DAY)
    assert [doubt.rule for doubt in made.edition.apparatus.doubts].count("html-in-markdown") == 1
    assert any("Words" in flat(run.children) for run in runs(made.edition.book))


def blocks(text: str) -> list[tuple[str, str]]:
    read = markdown.read([Witness("t.md", text.encode())], None).blocks
    return [(type(block).__name__, block_text(block)) for block in read]


def test_html_in_lines_is_what_its_tags_say():
    page = """<h1 align="center">The <i>Quay</i></h1>

<div><p>Salt &amp; tar
  and rope.</p><hr/>
<blockquote>Homer</blockquote></div>

<img src="a.png" alt="A rope"/>
"""
    assert blocks(page) == [
        ("Heading", "The Quay"),
        ("Paragraph", "Salt & tar and rope."),
        ("ThematicBreak", ""),
        ("Quotation", "Homer"),
        ("Figure", ""),
    ]
    assert markdown.shown(page) == ["a.png"]


def test_divisions_spans_attributes_and_empty_breaks_of_pandoc_are_no_words():
    text = "[]{#p5 .pagenum} I. {#i}\n====\n\n::: {.poem}\nThe [Sea]{.smallcaps} *is*{.x} wide\n:::\n\n\\\n\nEnd.\n"
    assert blocks(text) == [("Heading", "I."), ("Paragraph", "The Sea is wide"), ("Paragraph", "End.")]
    assert "SmallCapitals" in "".join(shape(text))


def test_a_note_in_the_line_it_belongs_to_is_a_note_and_parts_no_word(tmp_path):
    said = "Rope^[A *long*\nnote.] and tar[^1], x^[]y, w^[a]rd.\n\n[^1]: Black.\n"
    draft = taken(tmp_path, {"a.md": f"# One\n\n{said}\n\n# Two\n\n{PROSE}\n"})
    assert [flat(note.blocks[0].children) for note in draft.edition.book.notes] == ["A long note.", "Black."]
    assert flat(draft.edition.book.body[0].blocks[0].children).startswith("Rope and tar, x^[]y, w^[a]rd.")


def test_the_brackets_of_a_call_may_be_escaped(tmp_path):
    text = f"# One\n\nRope\\[1\\] and tar.\n\n\\[1\\] Of hemp.\n\n# Two\n\n{PROSE}\n"
    (note,) = taken(tmp_path, {"a.md": text}).edition.book.notes
    assert flat(note.blocks[0].children) == "Of hemp."


def test_links_that_only_lead_to_other_pages_are_left_out():
    read = markdown.read(
        [Witness("t.md", b"One.\n\n[< Previous](a.md) | [Next >](b.md)\n\n[Next](http://a.b)\n")], None
    )
    assert [row.text for row in read.omissions] == ["< Previous | Next >"]
    assert [block_text(block) for block in read.blocks] == ["One.", "Next"]


def test_a_link_that_does_not_lead_to_the_web_is_words_only():
    assert "Link" not in "".join(shape("a [b](javascript:alert) [c](file:///etc/passwd) [d](local.md)"))


@pytest.mark.parametrize(
    "text",
    [
        "a `` b ` c `` d",
        "*a **b** c*",
        "<http://a.b>",
        "<http://a.b&amp;-->",
        "[a]",
        "a\\\nb",
        "![a *b* c](x.png)",
        "- a\n\n      b",
        "> > a\n> b",
        "[a](<b c> 'd') d",
        "# a #",
        "a ~~b~~ c",
        "&copy; &#35; &nope; &",
        "| a\\|b | c |\n|---|---|\n| c | a |",
        "a[^1]\n\n[^1]:\n    b",
        "1) a\n2) b",
        "\ta",
        "```\na\n\n  b\n```\nc",
        "~~~ x\n",
        "a <i>b</i> <u>c</u>",
        "[x]: /y 'x'\n[x]",
        "---\na: [b, c]\n---\nd",
        "[a *b*]{.c a} a {a} [d](e){.f} .f",
        "::: a\nb :::\n:::\nc",
        "a\n\n\\\n\nb",
        "|**a**|`b`|[c](d)|\n|---|---|---|\n| | *d* |e|\n\n`f` | **g**\n---|---\nh|",
        "<p>a</p><p>a &amp; b\n c</p>\n<center>d <i>e</center> f",
        "> <div>a\n> b</div>",
        "- <p>a</p>\n  <hr>\n  <h2>b</h2>",
        "<p><img src=x.png alt='b'> a <br> c</p>",
    ],
)
def test_corners_of_the_standard_keep_every_word(tmp_path, text):
    (tmp_path / "t.md").write_text(f"# One\n\nWords here.\n\n{text}\n\nMore words.\n" if text[:3] != "---" else text)
    assert new([str(tmp_path / "t.md")], tmp_path / "book", DAY).edition.book.body


def test_objects_are_kept_in_their_place():
    (block,) = markdown.read([Witness("t.md", b"a ![b](c.png) d")], None).blocks
    assert isinstance(block, m.Paragraph)
    assert [type(leaf).__name__ for leaf in leaves(block.children)] == ["Text", "Image", "Text"]
    with contextlib.suppress(AttributeError):
        assert block.position.at(3).column == 14


PROSE = "It was a long sentence about nothing that anybody in the harbour would remember. " * 4


def taken(tmp_path: Path, files: dict[str, str], *names: str):
    """The book of a folder with these files; of those named, where some are."""
    for name, text in files.items():
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    places = [str(tmp_path / "in" / name) for name in names] or [str(tmp_path / "in")]
    return new(places, tmp_path / "out", DAY)


def titles(draft) -> list[str]:
    return [flat(section.title or section.label) for _, _, section in sections(draft.edition.book)]


@pytest.mark.parametrize(
    "poem",
    [
        "| Salt is bitter,\n|   tar is black,\n|\n| and rope is long.\n",
        "Salt is bitter,  \ntar is black,\\\nrope is long.\n",
    ],
)
def test_lines_that_are_led_by_bars_or_end_in_breaks_are_verse(poem):
    (verse,) = markdown.read([Witness("t.md", poem.encode())], None).blocks
    words = [[(flat(line.children), line.indent) for line in stanza] for stanza in verse.stanzas]
    assert words in (
        [[("Salt is bitter,", 0), ("tar is black,", 1)], [("and rope is long.", 0)]],
        [[("Salt is bitter,", 0), ("tar is black,", 0), ("rope is long.", 0)]],
    )


def test_a_break_within_a_line_of_a_line_block_loses_nothing_of_it():
    (verse,) = markdown.read([Witness("t.md", b"| Salt<br>\n| is bitter,\n")], None).blocks
    assert [flat(line.children) for stanza in verse.stanzas for line in stanza] == ["Salt", "is bitter,"]


@pytest.mark.parametrize("attributes", ["#pre .unnumbered", "#a-0.htm.html#i", '#pre title="" epub:type=preface'])
def test_attributes_of_a_heading_that_pandoc_made_are_none_of_its_words(attributes):
    (heading, _) = markdown.read([Witness("t.md", f"# Of Salt {{{attributes}}}\n\nSea.\n".encode())], None).blocks
    assert flat(heading.children) == "Of Salt"


def test_attributes_of_a_heading_are_none_of_its_words():
    (heading, _) = markdown.read([Witness("t.md", b"# Preface {#pre .unnumbered}\n\nWords.\n")], None).blocks
    assert flat(heading.children) == "Preface"


def test_a_definition_list_is_terms_and_what_they_mean():
    blocks = markdown.read([Witness("t.md", b"Salt\n:   What is bitter.\n\nTar\n:   What is black.\n")], None).blocks
    assert [flat(block.children) for block in blocks] == ["Salt", "What is bitter.", "Tar", "What is black."]


def test_html_without_words_is_markup_and_no_query(tmp_path):
    draft = taken(tmp_path, {"a.md": f'# One\n\n<div class="c">\n\n{PROSE}\n\n</div>\n\n# Two\n\n{PROSE}\n'})
    kinds = [type(block).__name__ for _, _, section in sections(draft.edition.book) for block in section.blocks]
    assert kinds == ["Paragraph", "Paragraph"]
    assert not [doubt for doubt in draft.edition.apparatus.doubts if doubt.rule == "html-in-markdown"]


def test_a_front_matter_of_one_file_of_several_names_that_file(tmp_path):
    files = {
        "1.md": f"---\ntitle: The Rope\nauthor: Ada Field\n---\n\n{PROSE}\n",
        "2.md": f"---\ntitle: The Knot\nauthor: Ada Field\n---\n\n{PROSE}\n",
    }
    draft = taken(tmp_path, files)
    assert titles(draft) == ["The Rope", "The Knot"]
    record = draft.edition.book.metadata
    assert record.title not in {"The Rope", "The Knot"} and record.contributors[0].name == "Ada Field"


@pytest.mark.parametrize(
    "head",
    [
        "---\ntitle: A Parcel, Tied\nsubtitle: Of Rope\nauthors: [Ada Field, Ben Ford]\ntranslators:\n- Cy Hill\n---\n",
        "---\ntitle:\n- type: main\n  text: A Parcel, Tied\n- type: subtitle\n  text: Of Rope\ncreator:\n"
        "- role: author\n  text: Ada Field\n- role: author\n  text: Ben Ford\n- role: translator\n  text: Cy Hill\n"
        "...\n",
        "---\ntitle: 'A Parcel, Tied'\nsubtitle: Of Rope\nauthor:\n- name: Ada Field\n  affiliation: None\n"
        "- name: Ben Ford\ntranslator: Cy Hill\nabstract: |\n  Words: with\n  author: nobody\n---\n",
        '+++\ntitle = "A Parcel, Tied"\nsubtitle = "Of Rope"\nauthors = ["Ada Field", "Ben Ford"]\n'
        'translator = "Cy Hill"\n+++\n',
        "Title: A Parcel, Tied\nSubtitle: Of Rope\nAuthor: Ada Field, Ben Ford\nTranslator: Cy Hill\n",
    ],
)
def test_a_front_matter_names_title_and_persons_in_any_of_its_forms(tmp_path, head):
    record = taken(tmp_path, {"a.md": f"{head}\n# One\n\n{PROSE}\n\n# Two\n\n{PROSE}"}).edition.book.metadata
    people = [(person.name, person.role) for person in record.contributors]
    assert (record.title, record.subtitle) == ("A Parcel, Tied", "Of Rope")
    assert people == [("Ada Field", "aut"), ("Ben Ford", "aut"), ("Cy Hill", "trl")]


def test_a_title_block_of_pandoc_is_the_record(tmp_path):
    text = f"% A Parcel\n  Tied\n% Ada Field; Ben Ford\n% 1895\n\n# One\n\n{PROSE}\n\n# Two\n\n{PROSE}"
    record = taken(tmp_path, {"a.md": text}).edition.book.metadata
    assert (record.title, record.provenance.published) == ("A Parcel Tied", "1895")
    assert [person.name for person in record.contributors] == ["Ada Field", "Ben Ford"]


def test_lines_between_rules_are_text_where_they_tell_nothing(tmp_path):
    draft = taken(tmp_path, {"a.md": f"---\n\n{PROSE}\n\n---\n\n# One\n\n{PROSE}\n"})
    assert not [row for row in draft.edition.apparatus.omissions if row.rule == "front-matter"]


def test_a_summary_orders_the_files_it_leads_to(tmp_path):
    files = {
        "SUMMARY.md": "# Summary\n\n- [The Rope](z/rope.md)\n- [The Knot](knot.md)\n",
        "knot.md": f"# The Knot\n\n{PROSE}\n",
        "z/rope.md": f"# The Rope\n\n{PROSE}\n",
    }
    draft = taken(tmp_path, files)
    assert titles(draft) == ["The Rope", "The Knot"]
    assert "SUMMARY.md lists the files and was left out" in draft.remarks


def test_files_stand_in_the_order_in_which_they_are_given(tmp_path):
    files = {name: f"# Of {name[0].upper()}\n\n{PROSE}\n" for name in ("a.md", "b.md", "c.md")}
    assert titles(taken(tmp_path, files, "c.md", "a.md", "b.md")) == ["Of C", "Of A", "Of B"]


def test_a_front_matter_tells_year_publisher_source_and_rights(tmp_path):
    head = "---\ntitle: The Quay\nauthor: Ada Reed\nyear: 1871\npublisher: Holt\nsource: the second edition\n"
    for rights in ("rights: Public domain", "license: All rights reserved"):
        draft = taken(tmp_path / rights[:3], {"a.md": f"{head}{rights}\n---\n\n# One\n\n{PROSE}\n\n# Two\n\n{PROSE}\n"})
        told = draft.edition.book.metadata.provenance
        assert (told.published, told.publisher, told.source) == ("1871", "Holt", "the second edition")
        assert told.rights == ("Public domain" if "Public" in rights else None)
        assert any("All rights reserved" in remark for remark in draft.remarks) == ("reserved" in rights)
