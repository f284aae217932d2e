"""Pages of the archive as its volunteers make them: a second list of notes, heads that every page repeats, parts."""

from datetime import date
from pathlib import Path

import pytest

from octavo.intake import Draft, new
from octavo.lines import block_text

from .drafts import outline
from .drafts import text as words

DAY = date(2026, 11, 24)
TEXT = "The tide came in over the quay before the lamps were lit, and the men went home along the wall. " * 3
TRAIL = '<p class="toplink"><a href="../../index.htm">MIA</a> &gt; <a href="../index.htm">Archive</a></p>'
FOOT = '<p class="updat">Last updated on 15.7.2006</p>'
OVER = "<h2>Ada Field</h2><h1>The Quay</h1>"
ABOUT = '<hr class="infotop"><p class="info">Transcribed by A Volunteer.</p><hr class="infobot">'
NAMES = ("The Lamps", "The Wall", "The Rope")


def page(body: str, title: str = "Ada Field: The Quay (1891)", author: str = "Ada Field") -> str:
    head = f'<title>{title}</title><meta name="author" content="{author}">'
    return f"<html><head>{head}</head><body>\n{TRAIL}\n{body}\n{FOOT}\n</body></html>"


def text(words: str = "", count: int = 2) -> str:
    return "\n".join(f'<p class="fst">{words} {number}. {TEXT}</p>' for number in range(count))


def made(tmp_path: Path, pages: dict[str, str]) -> Draft:
    folder = tmp_path / "site"
    folder.mkdir()
    for name, content in pages.items():
        (folder / name).write_text(content, encoding="utf-8")
    return new([str(folder)], tmp_path / "book", DAY)


def links(names: tuple[str, ...] = NAMES) -> str:
    return "<br>".join(f'<a href="c{number}.htm">{name}</a>' for number, name in enumerate(names, 1))


def chapters(over: str = f"{OVER}<hr>", names: tuple[str, ...] = NAMES) -> dict[str, str]:
    return {f"c{n}.htm": page(f"{over}<h3>{name}</h3>{text(name)}") for n, name in enumerate(names, 1)}


def notes(draft: Draft) -> list[str]:
    return [" ".join(map(block_text, note.blocks)) for note in draft.edition.book.notes]


@pytest.mark.parametrize("heading", ["Editorial Notes", "Notes by the Editor", "Anmerkungen der Redaktion"])
def test_a_second_list_of_notes_whose_labels_have_a_star_is_linked_and_its_heading_goes(tmp_path, heading):
    call = '<a id="f{0}" href="#n{0}">[{1}]</a>'
    called = f"<p>The mill {call.format('1', '1')} stood still {call.format('a', '1*')} at night. {TEXT}</p>"
    lists = (
        '<h3>Footnotes</h3><p class="note"><a id="n1" href="#f1">1.</a> It was burnt.</p>'
        f'<h3>{heading}</h3><p class="note"><a id="na" href="#fa">1*.</a> It was sold.</p>'
    )
    pages = chapters()
    pages["c1.htm"] = page(f"{OVER}<hr><h3>The Lamps</h3>{called}{lists}")
    draft = made(tmp_path, {"index.htm": page(f'{OVER}{ABOUT}<p class="link">{links()}</p>'), **pages})
    assert outline(draft) == ["chapter: The Lamps", "chapter: The Wall", "chapter: The Rope"]
    assert notes(draft) == ["It was burnt.", "It was sold."]


def test_an_arrow_that_leads_to_the_next_page_is_no_text(tmp_path):
    arrow = '<p style="text-align: right"><a href="c2.htm#h1" target="_self">-&gt;</a></p>'
    pages = {name: content.replace(FOOT, arrow + FOOT) for name, content in chapters().items()}
    draft = made(tmp_path, {"index.htm": page(f'{OVER}{ABOUT}<p class="link">{links()}</p>'), **pages})
    assert "->" not in words(draft)
    assert "->" in [omission.text.strip() for omission in draft.edition.apparatus.omissions]


def test_an_information_block_of_no_class_between_two_rules_is_the_archives(tmp_path):
    told = (
        "<hr><p>Second Edition, published by the Harbour Guild, York 1915.<br>\n"
        "Transcribed by A Volunteer for the <em>Marxists&#8217; Internet Archive</em>.</p><hr>"
    )
    over = f"{OVER}<h4>Of Lamps</h4><h3>(1907)</h3>"
    draft = made(tmp_path, {"index.htm": page(f'{over}{told}<p class="toc">{links()}</p>'), **chapters()})
    record = draft.edition.book.metadata
    assert outline(draft) == ["chapter: The Lamps", "chapter: The Wall", "chapter: The Rope"]
    assert (record.subtitle, record.provenance.transcriber) == (
        "Of Lamps",
        "A Volunteer for the Marxists’ Internet Archive.",
    )
    assert "Second Edition" not in words(draft)


def test_a_surname_of_two_words_that_the_head_writes_as_one_is_as_the_page_prints_it(tmp_path):
    body = f"<h2>Ada Le Field</h2><h1>The Quay</h1>{ABOUT}<p>{links()}</p>"
    pages = {name: content.replace("Ada Field", "Ada Le Field") for name, content in chapters().items()}
    draft = made(tmp_path, {"index.htm": page(body, "", "Ada LeField"), **pages})
    assert [person.name for person in draft.edition.book.metadata.contributors] == ["Ada Le Field"]


def test_the_language_is_the_one_that_the_bodies_of_most_pages_state(tmp_path):
    pages = {name: content.replace("<body>", '<body lang="en-US">') for name, content in chapters().items()}
    index = page(f'{OVER}{ABOUT}<p class="link">{links()}</p>').replace("<body>", '<body lang="en-GB">')
    assert made(tmp_path, {"index.htm": index, **pages}).edition.book.metadata.language == "en-US"


def test_a_volume_with_a_title_of_its_own_is_a_part_and_goes_on_in_its_next_file(tmp_path):
    def volume(number: str, title: str, part: str = "") -> str:
        return f"{OVER}<p>&#160;</p><h2><small>Volume {number}</small><br>{title}{part}</h2><hr>"

    goes_on = "<br><small>(Part 2)</small>"
    heads = [
        f"{volume('I', 'The Quay')}<h3>The Lamps</h3>",
        f"{volume('II', 'On the Day after the Quay')}<h3>[Introduction]</h3>",
        f"{volume('II', 'On the Day after the Quay', goes_on)}<h3>The Rope</h3>",
    ]
    pages = {f"c{n}.htm": page(head + text()) for n, head in enumerate(heads, 1)}
    draft = made(tmp_path, {"index.htm": page(f'{OVER}{ABOUT}<p class="link">{links()}</p>'), **pages})
    assert outline(draft) == [
        "part: Volume I. The Quay",
        "  chapter: The Lamps",
        "part: Volume II. On the Day after the Quay",
        "  introduction: [Introduction]",
        "  chapter: The Rope",
    ]


def test_an_appendix_is_called_by_the_heading_under_its_name_and_tells_its_author(tmp_path):
    def numbered(n: int, name: str) -> str:
        return page(f"<h4>Ada Field</h4><h3>The Quay</h3><hr><h1><small>Chapter {n}</small><br>{name}</h1>{text()}")

    over = "<h4>Ada Field</h4><h3>The Quay</h3><hr>"
    end = f"{over}<h2>APPENDIX</h2><h1>What the<br>Harbour Proved</h1><h2>by P.V. Weir</h2>{text()}"
    pages = {f"c{n}.htm": numbered(n, name) for n, name in enumerate(NAMES, 1)}
    listed = f'{links()}<br><a href="appendix.htm">What the Harbour Proved</a><br><small>by P.V. Weir</small>'
    index = page(f'{OVER}{ABOUT}<p class="link">{listed}</p>')
    draft = made(tmp_path, {"index.htm": index, "appendix.htm": page(end), **pages})
    assert outline(draft)[3:] == ["appendix: APPENDIX. What the Harbour Proved"]
    assert block_text(draft.edition.book.back[0].blocks[0]) == "by P.V. Weir"


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Publishers&#8217; Preface", "preface"),
        ("From the Author", "preface"),
        ("Letter to a Friend<br><small>(In Lieu of Preface)</small>", "preface"),
        ("Notes and Errata", "appendix"),
        ("The Lamps of Autumn", "chapter"),
    ],
)
def test_what_stands_beside_chapters_has_the_role_its_heading_tells(tmp_path, heading, role):
    pages = {
        f"c{n}.htm": page(f"{OVER}<hr><h3><small>Chapter {n}</small><br>{name}</h3>{text()}")
        for n, name in enumerate(NAMES, 1)
    }
    listed = f'<a href="more.htm">{heading}</a><br>{links()}'
    index = page(f'{OVER}{ABOUT}<p class="link">{listed}</p>')
    draft = made(tmp_path, {"index.htm": index, "more.htm": page(f"{OVER}<hr><h3>{heading}</h3>{text()}"), **pages})
    roles = [line.partition(":")[0] for line in outline(draft)]
    assert (roles.count("chapter"), role in roles) == (3 + (role == "chapter"), True)


def test_numbers_in_bold_under_each_chapter_are_its_sections_from_the_second_on_too(tmp_path):
    tides = ("The Spring Tide", "The Summer Tide", "The Autumn Tide")
    over = f"{OVER}<h3>from Dusk to Dawn (1891)</h3><hr>"
    listed, pages = [], {}
    for chapter, name in enumerate(NAMES, 1):
        lines = [f"\n<strong><center>{n}. {tide}</center></strong>\n{text()}\n" for n, tide in enumerate(tides, 1)]
        body = f"{over}<h5>Chapter {chapter}</h5><h3>{name}</h3><br>{'<br>'.join(lines)}"
        pages[f"c{chapter}.htm"] = page(body)
        places = "<br>".join(f'<a href="c{chapter}.htm#{n}">{n}.</a> {tide}' for n, tide in enumerate(tides, 1))
        listed.append(f'<p class="fst"><a href="c{chapter}.htm">{chapter}.</a> {name}<br>{places}</p>')
    draft = made(tmp_path, {"index.htm": page(f"{OVER}{ABOUT}<h3>Contents</h3>{''.join(listed)}"), **pages})
    kinds = [line.partition(":")[0].strip() for line in outline(draft)]
    assert kinds == ["chapter", "subchapter", "subchapter", "subchapter"] * 3


def test_a_note_over_the_text_of_every_page_stands_once(tmp_path):
    note = f'<hr><h3>Translator&#8217;s Note</h3><p class="information">{TEXT}</p><hr>'
    pages = {name: content.replace("<hr>", note, 1) for name, content in chapters().items()}
    draft = made(tmp_path, {"index.htm": page(f'{OVER}{note}<p class="index">{links()}</p>'), **pages})
    assert outline(draft) == [
        "foreword: Translator’s Note",
        "chapter: The Lamps",
        "chapter: The Wall",
        "chapter: The Rope",
    ]
    assert [o.rule for o in draft.edition.apparatus.omissions].count("repeated") == 6


def test_a_note_under_every_pages_own_heading_takes_no_heading_with_it(tmp_path):
    note = f'<p class="fst">{TEXT}</p><hr>'
    pages = {f"c{n}.htm": page(f"{OVER}<h3>{name}</h3>{note}{text(name)}") for n, name in enumerate(NAMES, 1)}
    draft = made(tmp_path, {"index.htm": page(f'{OVER}<h3>Note</h3>{note}<p class="index">{links()}</p>'), **pages})
    assert [line for line in outline(draft) if "chapter" in line] == [
        "chapter: The Lamps",
        "chapter: The Wall",
        "chapter: The Rope",
    ]


def test_pages_without_an_index_are_called_by_the_line_that_stands_over_each(tmp_path):
    over = '<p class="title">\nAda Field\n<br>\nThe Quay at Night\n</p><hr>'
    pages = {
        f"c{n}.htm": page(f"{over}<h3>{name}</h3>{text(name)}", f"The Quay at Night &mdash; Chapter {n}")
        for n, name in enumerate(NAMES, 1)
    }
    draft = made(tmp_path, pages)
    assert draft.edition.book.metadata.title == "The Quay at Night"
    assert outline(draft) == ["chapter: The Lamps", "chapter: The Wall", "chapter: The Rope"]


def test_the_archives_name_over_each_page_is_no_title(tmp_path):
    over = '<p class="title">Ada Field Internet Archive</p>'
    pages = {f"c{n}.htm": page(f"{over}<h1>{name}</h1><hr>{text(name)}", name) for n, name in enumerate(NAMES, 1)}
    assert made(tmp_path, pages).edition.book.metadata.title == "Three Articles"


def test_text_behind_a_rule_under_an_indexs_list_keeps_no_part_from_its_pages(tmp_path):
    parts = ""
    pages = {}
    for number, name in enumerate(("The Sea", "The Land", "The Town"), 1):
        parts += f'<h4>PART {number}<br>{name}</h4><p class="index">'
        for chapter in (2 * number - 1, 2 * number):
            pages[f"c{chapter}.htm"] = page(
                f'<p class="title">The Quay</p><h3>Article {chapter}<br>Of Ropes</h3>{text()}'
            )
            parts += f'<a href="c{chapter}.htm">Article {chapter} Of Ropes</a><br>'
        parts += "</p>"
    index = page(f"<h3>The Quay</h3>{ABOUT}{parts}<hr><p>{TEXT}</p>")
    found = outline(made(tmp_path, {"index.htm": index, **pages}))
    assert [line for line in found if line.startswith("part")] == [
        "part: PART 1. The Sea",
        "part: PART 2. The Land",
        "part: PART 3. The Town",
    ]
    assert sum("chapter: Article" in line for line in found) == 6


def doubts(draft: Draft) -> list[str]:
    return [doubt.reading for doubt in draft.edition.apparatus.doubts if doubt.rule == "contents-differ"]


def test_an_index_that_names_the_sections_of_each_page_without_a_link_is_a_list_and_agrees(tmp_path):
    parts = ""
    pages = {}
    for number, name in enumerate(("The Sea", "The Land", "The Town"), 1):
        parts += f'<h4><small>PART {number}</small><br>{name}</h4><p class="{"link" if number < 3 else "fst"}">'
        for chapter in (1, 2, 3):
            head = (
                f"<h4><small>PART {number}</small><br>{name}</h4><h3><small>Chapter {chapter}</small><br>Of Ropes</h3>"
            )
            under = "".join(f"<h4>{n}. How Ropes Are Made in Harbours</h4>{text()}" for n in (1, 2, 3))
            pages[f"c{number}{chapter}.htm"] = page(f"{OVER}<hr>{head}{under}")
            listed = "<br>".join(f" {n}. How Ropes Are Made in Harbours" for n in (1, 2, 3))
            parts += f'<big><a href="c{number}{chapter}.htm">Chapter {chapter}. Of Ropes</a></big><br>{listed}<br>'
        parts += "</p>"
    draft = made(tmp_path, {"index.htm": page(f"{OVER}{ABOUT}{parts}"), **pages})
    assert sum("chapter: Chapter" in line for line in outline(draft)) == 9
    assert words(draft).count("Of Ropes") == 9
    assert not doubts(draft)


@pytest.mark.parametrize(
    ("rights", "asked"),
    [
        ("Copyleft:</span> Ada Field Internet Archive 2003. Permission is granted to copy this document", True),
        ("Public Domain:</span> Under the terms of the Creative Commons Attribution-ShareAlike Licence", True),
        ("Public Domain:</span> Marxists Internet Archive (2008). You may freely copy this work.", False),
        ("Published:</span> Printed again when it was out of copyright", False),
    ],
)
def test_a_licence_or_rights_that_are_held_are_asked_about(tmp_path, rights, asked):
    about = (
        f'<hr><p class="information"><span class="info">Transcribed:</span> One<br><span class="info">{rights}</p><hr>'
    )
    draft = made(tmp_path, {"index.htm": page(f'{OVER}{about}<p class="link">{links()}</p>'), **chapters()})
    assert any("says of rights" in remark for remark in draft.remarks) == asked


def test_a_letter_is_by_the_person_whose_surname_its_head_states(tmp_path):
    over = '<p class="title">Weir Field Correspondence 1884</p><h3>Ada Field to Pia Reed<br>In York</h3><hr>'
    draft = made(tmp_path, {"24.htm": page(f"{over}<h4>24 March 1884</h4>{text()}", "Letters of 1884", "Field")})
    assert [person.name for person in draft.edition.book.metadata.contributors] == ["Ada Field"]


def test_a_file_that_no_list_names_stands_behind_the_one_its_name_goes_on_with(tmp_path):
    pages = {f"ch0{n}.htm": page(f"{OVER}<hr><h3>{name}</h3>{text()}") for n, name in enumerate(NAMES, 1)}
    pages["ch02b.htm"] = page(f"{OVER}<hr><h3>The Wall at Night</h3>{text()}")
    pages["ch011.htm"] = page(f"{OVER}<hr><h3>The Last</h3>{text()}")
    listed = links().replace("c1.", "ch01.").replace("c2.", "ch02.").replace("c3.", "ch03.")
    draft = made(tmp_path, {"index.htm": page(f'{OVER}{ABOUT}<p class="link">{listed}</p>'), **pages})
    assert [line.partition(": ")[2] for line in outline(draft)] == [
        *NAMES[:2],
        "The Wall at Night",
        NAMES[2],
        "The Last",
    ]
    assert [remark for remark in draft.remarks if "in no list" in remark] == [
        "ch02b.htm is in no list of contents and stands after ch02.htm",
        "ch011.htm is in no list of contents and stands last",
    ]


def test_a_row_of_links_before_the_rule_under_the_notes_is_no_part_of_the_last(tmp_path):
    called = f'<p>The mill <a id="f1" href="#n1">[1]</a> stood still. {TEXT}</p><h3>Footnotes</h3>'
    note = '<p class="note"><a id="n1" href="#f1">1.</a> It was burnt.</p><p class="note">And sold.</p>'
    row = '<p class="link"><a href="index.htm">Contents</a> | <a href="c2.htm">Next section</a></p><hr>'
    pages = chapters()
    pages["c1.htm"] = page(f"{OVER}<hr><h3>The Lamps</h3>{called}{note}{row}")
    draft = made(tmp_path, {"index.htm": page(f'{OVER}{ABOUT}<p class="link">{links()}</p>'), **pages})
    assert notes(draft) == ["It was burnt. And sold."]
    assert "Contents | Next section" in [omission.text for omission in draft.edition.apparatus.omissions]


def test_notes_of_which_little_but_their_labels_is_there_are_notes_all_the_same(tmp_path):
    called = "".join(f'<p>The mill <a id="f{n}" href="#n{n}">[{n}]</a> stood still. {TEXT}</p>' for n in (1, 2))
    listed = "".join(f'<p class="note"><a id="n{n}" href="#f{n}">{n}.</a> .</p>' for n in (1, 2))
    pages = chapters()
    pages["c1.htm"] = page(f"{OVER}<hr><h3>The Lamps</h3>{called}<h3>Notes</h3>{listed}<hr>")
    draft = made(tmp_path, {"index.htm": page(f'{OVER}{ABOUT}<p class="link">{links()}</p>'), **pages})
    assert notes(draft) == [".", "."]
