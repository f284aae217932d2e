"""Sites at intake: hand-made pages of an archive, alone or in a folder under an index, as volunteers make them."""

from datetime import date
from pathlib import Path

from octavo.inlines import flat
from octavo.intake import Draft, new
from octavo.walk import sections

from .drafts import kinds, outline
from .drafts import text as words

DAY = date(2026, 11, 24)
TEXT = "The tide came in over the quay before the lamps were lit, and the men went home along the wall. " * 3
TRAIL = '<p class="toplink"><a href="../../index.htm">MIA</a> &gt; <a href="../index.htm">Archive</a></p>'
FOOT = '<p class="footer"><a href="index.htm">Contents</a></p><p class="updat">Last updated on 15.7.2006</p>'


def page(body: str, title: str = "Ada Field: The Quay", author: str = "Ada Field") -> str:
    head = f'<title>{title}</title><meta name="author" content="{author}">'
    return f"<html><head>{head}</head><body>\n{TRAIL}\n{body}\n{FOOT}\n</body></html>"


def text(words: str = "", count: int = 2) -> str:
    return "\n".join(f'<p class="fst">{words} {number}. {TEXT}</p>' for number in range(count))


def made(tmp_path: Path, pages: dict[str, str] | str) -> Draft:
    if isinstance(pages, str):
        (tmp_path / "page.htm").write_text(pages, encoding="utf-8")
        return new([str(tmp_path / "page.htm")], tmp_path / "book", DAY)
    folder = tmp_path / "site"
    folder.mkdir()
    for name, content in pages.items():
        (folder / name).write_text(content, encoding="utf-8")
    return new([str(folder)], tmp_path / "book", DAY)


HEAD = "<h2>Ada Field</h2><h1>The Quay</h1>"


def test_pages_of_which_the_index_names_only_places_stand_in_its_order(tmp_path):
    index = (
        '<p><a href="opening.htm#a">Before Dawn</a><br><a href="ch1.htm">The Tide</a><br><a href="ch2.htm">Ebb</a></p>'
    )
    pages = {
        "index.htm": page(HEAD + "<hr>" + index),
        "ch1.htm": page(HEAD + "<hr><h3>The Tide</h3>" + text("one")),
        "ch2.htm": page(HEAD + "<hr><h3>Ebb</h3>" + text("two")),
        "opening.htm": page(HEAD + '<hr><h3><a name="a">Before Dawn</a></h3>' + text("nought")),
    }
    draft = made(tmp_path, pages)
    assert outline(draft) == ["chapter: Before Dawn", "chapter: The Tide", "chapter: Ebb"]
    assert not [remark for remark in draft.remarks if "opening" in remark]


def test_an_information_block_without_labels_is_the_archives(tmp_path):
    block = (
        '<hr><p class="info">From <em>Harbour Review</em>, Vol.2, March 1891, pp.3-8.<br>Translated by Paul Weir.<br>'
        "Marked up by A Volunteer for the <strong>Marxists&#8217; Internet Archive</strong>.</p><hr>"
    )
    draft = made(tmp_path, page(f"{HEAD}{block}{text()}<h4>The Lamps</h4>{text()}<h4>The Wall</h4>{text()}"))
    assert "Harbour Review" not in words(draft) and "Volunteer" not in words(draft)
    people = [(one.name, one.role) for one in draft.edition.book.metadata.contributors]
    assert people == [("Ada Field", "aut"), ("Paul Weir", "trl")]
    assert [row.rule for row in draft.edition.apparatus.omissions if "Harbour Review" in row.text] == [
        "provider-header"
    ]


def test_a_text_in_an_information_block_under_its_own_heading_stays(tmp_path):
    note = f'<hr><h3>A Note on the Text</h3><p class="information">{TEXT}</p><hr>'
    draft = made(tmp_path, page(f"{HEAD}{note}<h3>The Lamps</h3>{text()}<h3>The Wall</h3>{text()}"))
    assert outline(draft)[0].endswith("A Note on the Text") and words(draft).count(TEXT.strip()) == 5


def test_a_label_nobody_knows_ends_the_line_before(tmp_path):
    block = (
        '<hr><p class="information"><span class="info">Written:</span> 1891<br><span class="info">Translated:</span> '
        'Paul Weir, Edited by Jo Lee<br><span class="info">Scanned and read:</span> A Volunteer</p><hr>'
    )
    draft = made(tmp_path, page(HEAD + block + text()))
    people = [one.name for one in draft.edition.book.metadata.contributors if one.role == "trl"]
    assert people == ["Paul Weir"]


def test_a_date_under_a_title_is_its_dateline_and_dates_that_divide_stay_headings(tmp_path):
    body = "<h3>The Report</h3><h2>January 14(27)</h2>{0}<h3>The Reply</h3><h2>January 18 (31)</h2>{0}".format(text())
    draft = made(tmp_path, page(f"{HEAD}<hr>{body}"))
    assert outline(draft) == ["chapter: The Report", "chapter: The Reply"]
    assert [row[0] for row in kinds(draft)] == ["LetterLine", "LetterLine"]


def test_entries_by_date_under_one_title_are_sections(tmp_path):
    days = "".join(f"<h4>May {day}, 1891</h4>{text(str(day))}" for day in (3, 4, 5))
    draft = made(tmp_path, {"a.htm": page(f"<h1>The Log</h1>{days}"), "b.htm": page(f"<h1>The Wall</h1>{text()}")})
    assert [row for row in outline(draft) if "May" in row] == [f"  subchapter: May {day}, 1891" for day in (3, 4, 5)]


def test_the_one_date_under_the_books_title_stands_on_its_title_page(tmp_path):
    draft = made(tmp_path, page(f"{HEAD}<h3>(January 24, 1891)</h3><hr>{text()}<h4>The Lamps</h4>{text()}"))
    assert not [row for row in outline(draft) if "January" in row]


def test_words_that_close_a_page_are_no_heading_whatever_their_markup(tmp_path):
    body = f"<h3>The Lamps</h3>{text()}<h3>The Wall</h3>{text()}<h4>Men of the quay, unite!</h4><h4>THE END</h4>"
    draft = made(tmp_path, page(f"{HEAD}<hr>{body}"))
    assert outline(draft) == ["chapter: The Lamps", "chapter: The Wall"]
    assert "THE END" in words(draft) and "Men of the quay" in words(draft)


def test_a_subtitle_that_every_page_prints_under_the_title_heads_no_chapter(tmp_path):
    head = f"{HEAD}<h3>(A Sketch for Many)</h3>"
    listed = "".join(f'<p class="index"><a href="c{n}.htm">{n}. Tide {n}</a></p>' for n in (1, 2, 3))
    pages = {f"c{n}.htm": page(f"{head}<hr><h4>{n}. Tide {n}</h4>{text()}") for n in (1, 2, 3)}
    draft = made(tmp_path, {"index.htm": page(f"{head}<hr><h4>Contents</h4>{listed}"), **pages})
    assert outline(draft) == ["chapter: 1. Tide 1", "chapter: 2. Tide 2", "chapter: 3. Tide 3"]


NOTE = '<hr><h4>Notes</h4><p class="endnote"><a name="n1" href="#f1">[1]</a> The old wall.</p>'
CALL = '<a name="f1" href="#n1">[1]</a>'


def test_a_heading_of_notes_holds_nothing_of_the_next_page(tmp_path):
    pages = {
        f"ch{n}.htm": page(
            f"{HEAD}<hr><h3>Section {n}</h3><h2>{n}</h2><h3>Morning</h3>{text()}<p>Lamps.{CALL}</p>{NOTE}"
        )
        for n in (1, 2)
    }
    draft = made(tmp_path, pages)
    assert not [row for row in outline(draft) if "Notes" in row]
    assert len(draft.edition.book.notes) == 2


def test_each_pages_own_list_of_contents_goes_with_its_heading(tmp_path):
    parts = "".join(f'<li><a href="#h{n}">Part of {n}</a></li>' for n in range(4))
    places = "".join(f'<h3><a name="h{n}">Part of {n}</a></h3>{text(count=9)}' for n in range(4))
    listed = f"<hr><h3>Table of Contents:</h3><ul>{parts}</ul><hr>"
    draft = made(tmp_path, {f"c{n}.htm": page(f"{HEAD}<h2>Chapter {n}</h2>{listed}{places}") for n in range(1, 6)})
    assert not [row for row in outline(draft) if "Contents" in row]


def test_the_author_is_known_by_initials_and_in_the_genitive(tmp_path):
    pages = {
        f"ch{n}.htm": page(f"<h2>{name}</h2><h3>The Quay</h3><h2>May {n}, 1891</h2><h3>{title}</h3>{text()}")
        for n, name, title in ((1, "A. K. Field", "The Lamps"), (2, "Ada Field&#8217;s", "The Wall"))
    }
    pages["index.htm"] = page(f'{HEAD}<p><a href="ch1.htm">The Lamps</a><br><a href="ch2.htm">The Wall</a></p>')
    assert outline(made(tmp_path, pages)) == ["chapter: The Lamps", "chapter: The Wall"]


def test_an_index_with_a_title_in_quotation_marks_and_remarks_under_its_list(tmp_path):
    title = "&#8220;Left&#8221; Lamps: a Disorder of the Quay"
    head = f'<h2>Ada Field</h2><h1>{title}</h1><hr class="base">'
    listed = '<p>Contents:</p><p class="index"><a href="ch1.htm">One</a> (9 k)<br><a href="ch2.htm">Two</a></p>'
    pages = {f"ch{n}.htm": page(f"{head}<h3>{name}</h3>{text()}", title=name) for n, name in ((1, "One"), (2, "Two"))}
    pages["index.htm"] = page(f"{head}{listed}<hr><h4>Endnotes</h4>{text()}", title=title)
    draft = made(tmp_path, pages)
    assert outline(draft)[-2:] == ["chapter: One", "chapter: Two"] and len(outline(draft)) == 3
    assert draft.edition.book.metadata.title == "“Left” Lamps: a Disorder of the Quay"


def people(draft: Draft) -> list[str]:
    return [one.name for one in draft.edition.book.metadata.contributors if one.role == "aut"]


def test_the_author_a_page_prints_goes_before_the_one_its_head_has(tmp_path):
    cases = {
        "V. K. Field": page(f"<h2>V. K. Field</h2><h1>The Quay</h1><hr>{text()}", author="Vladimir Field"),
        "Jo Lee": page(f"<h2>Jo Lee</h2><h1>The Quay</h1>{text()}", title="Jo Lee: The Quay", author="Paul Weir"),
        "Ada Field": page(f"<h3>The Quay<br>By Ada Field</h3><hr>{text()}", title="The Quay", author="Field and "),
        "Eleanor Field": page(f"<h1>Ada Field</h1><hr>{text()}", title="Ada Field: A Life", author="Eleanor Field"),
    }
    for number, (name, content) in enumerate(cases.items()):
        (tmp_path / str(number)).mkdir()
        assert people(made(tmp_path / str(number), content)) == [name]


def test_two_authors_are_two_however_they_are_joined(tmp_path):
    for number, joined in enumerate(("Ada Field / Jo Lee", "Ada Field, Jo Lee", "Ada Field &amp; Jo Lee")):
        (tmp_path / str(number)).mkdir()
        found = made(tmp_path / str(number), page(f"<h2>{joined}</h2><h1>The Quay</h1><hr>{text()}", author=joined))
        assert people(found) == ["Ada Field", "Jo Lee"]


def test_initials_alone_have_the_surname_of_the_next(tmp_path):
    block = (
        '<hr><p class="info"><strong>Translated:</strong> J.L. &amp; E.G. Weir.<br><strong>Written:</strong> 1891</p>'
    )
    draft = made(tmp_path, page(HEAD + block + "<hr>" + text()))
    found = [one.name for one in draft.edition.book.metadata.contributors if one.role == "trl"]
    assert found == ["J.L. Weir", "E.G. Weir"]


def test_the_title_has_no_author_behind_it_and_is_the_indexs_where_pages_have_their_own(tmp_path):
    index = '<h1>Harbour Papers</h1><p><a href="a.htm">The Lamps</a><br><a href="b.htm">The Wall</a></p>'
    title = "Harbour Papers by Ada Field"
    pages = {
        "index.htm": page(index, title=title),
        "a.htm": page(f"<h1>The Lamps</h1>{text()}", title=title),
        "b.htm": page(f"<h1>The Wall</h1>{text()}", title=title),
    }
    assert made(tmp_path, pages).edition.book.metadata.title == "Harbour Papers"


def test_a_chapter_the_page_numbers_and_names_is_not_supplied_from_the_index(tmp_path):
    listed = '<p><a href="a.htm">Chapter I. THE LAMPS</a><br><a href="b.htm">Chapter II. THE WALL</a></p>'
    pages = {
        "index.htm": page(HEAD + listed),
        "a.htm": page(f"{HEAD}<hr><h3>I. The Lamps</h3><h4>1. Oil</h4>{text()}<h4>2. Wick</h4>{text()}"),
        "b.htm": page(f"{HEAD}<hr><h3>II. The Wall</h3><h4>1. Stone</h4>{text()}<h4>2. Lime</h4>{text()}"),
    }
    assert [row for row in outline(made(tmp_path, pages)) if row[0] != " "] == [
        "chapter: I. The Lamps",
        "chapter: II. The Wall",
    ]


def test_an_article_keeps_the_title_that_stands_over_its_year(tmp_path):
    pages = {
        f"{name}.htm": page(
            f"<h4>Marxists Internet Archive</h4><h1>{title}</h1><h4>(Extracts)</h4><h3>{year}</h3><hr>{text(name)}",
            title=title,
        )
        for name, title, year in (("a", "The Lamps", 1891), ("b", "The Wall", 1892), ("c", "The Tide", 1893))
    }
    draft = made(tmp_path, pages)
    assert [row for row in outline(draft) if row[0] != " "] == [
        "chapter: The Lamps (Extracts)",
        "chapter: The Wall (Extracts)",
        "chapter: The Tide (Extracts)",
    ]
    assert "Internet Archive" not in words(draft)


# Chapters over several pages, parts of an index, notes -------------------------------------------------------


def test_a_page_that_goes_on_with_a_chapter_begins_none(tmp_path):
    tops = {
        "ch1.htm": "<h3><small>Chapter 1</small><br>The Lamps</h3><h4>I. Oil</h4>",
        "ch1b.htm": "<h3><small>Chapter 1</small><br>The Lamps<br><small>(cont&#8217;d)</small></h3><h4>II. Wick</h4>",
        "ch2.htm": "<h3><small>Chapter 2</small><br>The Wall<br><small>(Part 1)</small></h3><h4>I. Stone</h4>",
        "ch2b.htm": "<h3><small>Chapter 2</small><br>The Wall<br><small>(Part 2)</small></h3>",
        "ch3.htm": "<h3><small>Chapter 3</small><br>The Tide</h3>",
    }
    draft = made(tmp_path, {name: page(f"{HEAD}<hr>{top}{text(name)}") for name, top in tops.items()})
    assert [row.partition(": ")[2] for row in outline(draft)] == [
        "Chapter 1. The Lamps",
        "I. Oil",
        "II. Wick",
        "Chapter 2. The Wall (Part 1)",
        "I. Stone",
        "Chapter 3. The Tide",
    ]
    assert "ch2b.htm 1. The tide" in words(draft)
    assert sum(row.rule == "continued" for row in draft.edition.apparatus.omissions) == 2


def test_works_whose_pages_each_begin_with_the_same_number_stay_apart(tmp_path):
    draft = made(
        tmp_path,
        {
            f"{n}.htm": page(f"<h2>{title}</h2><h3>I</h3>{text(title)}<h3>II</h3>{text()}")
            for n, title in enumerate("AB")
        },
    )
    assert [row for row in outline(draft) if row[0] != " "] == ["chapter: A", "chapter: B"]


def test_parts_that_only_the_index_names_stand_over_their_first_pages(tmp_path):
    index = (
        '<h4><small>PART I</small><br>THE HARBOUR</h4><p class="link"><a href="intro.htm">Introduction</a><br>'
        '<a href="ch1.htm">Chapter I. THE LAMPS</a></p><h4><small>PART II</small><br>THE TOWN</h4>'
        '<p class="link"><a href="ch2.htm">Chapter I. THE WALL</a><br><a href="ch3.htm">Chapter II. THE GATE</a></p>'
    )
    pages = {
        "index.htm": page(HEAD + "<hr>" + index),
        "intro.htm": page(f"{HEAD}<hr><h3>Introduction</h3>{text('nought')}"),
        "ch1.htm": page(f"{HEAD}<hr><h3>Chapter I.<br>THE LAMPS</h3>{text('one')}"),
        "ch2.htm": page(f"{HEAD}<hr><h2>Part II.<br>The Town</h2><hr><h3>Chapter I.<br>THE WALL</h3>{text('two')}"),
        "ch3.htm": page(f"{HEAD}<hr><h3>Chapter II.<br>THE GATE</h3>{text('three')}"),
    }
    draft = made(tmp_path, pages)
    assert outline(draft) == [
        "part: PART I. THE HARBOUR",
        "  introduction: Introduction",
        "  chapter: Chapter I. THE LAMPS",
        "part: Part II. The Town",
        "  chapter: Chapter I. THE WALL",
        "  chapter: Chapter II. THE GATE",
    ]
    supplied = [row.after.strip() for row in draft.edition.apparatus.changes if row.rule == "supply-heading"]
    assert supplied == ["PART I\nTHE HARBOUR"]


def test_a_transcribers_note_is_no_chapter_and_on_record(tmp_path):
    block = '<hr><p class="info">Transcribed by A Volunteer. <a id="f1" href="#n1">[1*]</a></p><hr>'
    note = '<h3>Transcriber&#8217;s note</h3><p class="note"><a id="n1" href="#f1">1*.</a> Faults are set right.</p>'
    draft = made(tmp_path, page(f"{HEAD}{block}<h3>The Lamps</h3>{text()}<h3>The Wall</h3>{text()}{note}"))
    assert outline(draft) == ["chapter: The Lamps", "chapter: The Wall"] and not draft.edition.book.notes
    assert "Faults are set right" in "\n".join(row.text for row in draft.edition.apparatus.omissions)


def test_notes_are_linked_by_empty_anchors_before_their_paragraphs(tmp_path):
    call = '<a name="1.1"></a>\n<p>The lamps, <span class="note"><a href="#1">[1]</a></span> were lit.</p>'
    body = '<p class="fst"><span class="note"><a href="#1.1">[1]</a></span> With oil.</p>'
    note = f'<h4>Footnotes</h4>\n<a name="1"></a>\n{body}'
    draft = made(tmp_path, page(f"{HEAD}<hr>{text()}{call}<h3>The Wall</h3>{text()}<hr>{note}<hr>"))
    assert [flat(block.children) for note in draft.edition.book.notes for block in note.blocks] == ["With oil."]
    assert not [row for row in outline(draft) if "Footnotes" in row]


def test_a_heading_of_stars_is_a_break(tmp_path):
    body = f"<h3>The Lamps</h3>{text()}<h4>* * *</h4>{text()}<h3>The Wall</h3>{text()}<h4>*</h4>{text()}"
    draft = made(tmp_path, page(f"{HEAD}<hr>{body}"))
    assert outline(draft) == ["chapter: The Lamps", "chapter: The Wall"]
    assert [row.count("ThematicBreak") for row in kinds(draft)] == [1, 1]


def test_an_index_is_known_by_whatever_name(tmp_path):
    listed = '<h4><a href="wall.htm">The Wall</a><br><a href="lamps.htm">The Lamps</a><br>The Tide</h4>'
    pages = {
        "quay.htm": page(HEAD + "<hr>" + listed),
        "lamps.htm": page(f"{HEAD}<hr><h3>The Lamps</h3>{text('one')}"),
        "wall.htm": page(f'{HEAD}<hr><h3>The Wall</h3>{text("two")}<p><a href="quay.htm">Index</a></p>'),
    }
    assert outline(made(tmp_path, pages)) == ["chapter: The Wall", "chapter: The Lamps"]


def test_a_surname_its_head_states_is_the_whole_name_the_page_prints(tmp_path):
    draft = made(tmp_path, page(f"<h3>Ada Field to Jo Lee</h3><hr><h4>24 March 1884</h4>{text()}", author="Field"))
    assert people(draft) == ["Ada Field"]


def test_paragraphs_of_a_class_for_quotations_are_one(tmp_path):
    call = '<a id="f1" href="#n1">[1]</a>'
    quoted = f'<p class="quoteb">The lamps are out. {call}</p><p class="quote">The wall stands.</p>'
    note = '<hr><p class="note"><a id="n1" href="#f1">1.</a> At night.</p>'
    draft = made(tmp_path, page(f"{HEAD}<hr><h3>The Lamps</h3>{text()}{quoted}{text()}<h3>The Wall</h3>{text()}{note}"))
    first = next(section for _, _, section in sections(draft.edition.book))
    assert [type(block).__name__ for block in first.blocks] == ["Paragraph"] * 2 + ["Quotation"] + ["Paragraph"] * 2
    assert len(first.blocks[2].blocks) == 2 and len(draft.edition.book.notes) == 1


def test_a_title_page_ends_at_the_archives_information(tmp_path):
    block = '<hr><p class="information"><span class="info">Discussed:</span> April 1938.</p><hr>'
    days = "".join(f"<h3>Discussion of {month}, 1938</h3>{text(month)}" for month in ("April", "May"))
    draft = made(tmp_path, page(f"{HEAD}<h4>Two Talks</h4><h3>(April&#8211;May 1938)</h3>{block}{days}"))
    assert outline(draft) == ["chapter: Discussion of April, 1938", "chapter: Discussion of May, 1938"]


def test_a_page_that_prints_its_heading_with_another_kind_of_number_has_no_second_one(tmp_path):
    listed = "".join(
        f'<li><a href="ch{n}.htm">Chapter {n}: The {name}</a></li>' for n, name in ((1, "Tide"), (2, "Ebb"))
    )
    heads = {
        f"ch{n}.htm": f"<div style='text-align:center'><p><b>CHAPTER {number}</b></p></div><p class='c'>THE {name}</p>"
        for n, number, name in ((1, "I", "TIDE"), (2, "II", "EBB"))
    }
    pages = {name: page(head + text("one")) for name, head in heads.items()}
    draft = made(tmp_path, {"index.htm": page(f"{HEAD}<ul>{listed}</ul>"), **pages})
    assert outline(draft) == ["chapter: CHAPTER I. THE TIDE", "chapter: CHAPTER II. THE EBB"]
