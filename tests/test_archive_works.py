"""An archive's works: what its index pages, chapters, lone articles and lists of books say, and what stays of them."""

from octavo.inlines import flat
from octavo.walk import block_runs

from .drafts import outline
from .drafts import text as words
from .test_masthead import ABOUT, made, page, text


def test_a_list_of_books_in_the_information_class_stays(tmp_path):
    over = '<p class="title">The Quay. Ada Field 1891</p>'
    books = "".join(f'<p class="information">{row}</p>' for row in ("Lee, Jo: <em>Of Walls</em>", "&#8212; Of Rope"))
    pages = {f"c{n}.htm": page(f"{over}<h3>Chapter {n}</h3>{text()}") for n in (1, 2)}
    pages["d.htm"] = page(f'{over}<h3>Bibliography</h3><hr class="end">{books}<p class="footer">Table of Contents</p>')
    draft = made(tmp_path, pages)
    assert "Of Walls" in words(draft) and "Of Rope" in words(draft) and "Table of Contents" not in words(draft)
    assert outline(draft)[-1].strip() == "bibliography: Bibliography"


def test_a_list_of_books_under_its_own_heading_is_no_title_page(tmp_path):
    over = "<h2>Ada Field</h2><h1>The Quay</h1><hr>"
    books = "<p>Lee, Jo: <em>Of Walls</em>, London, 1888.</p><p>Weir, Paul: <em>Of Rope</em>, London, 1889.</p>"
    pages = {f"c{n}.htm": page(f"{over}<h3>{name}</h3>{text()}") for n, name in enumerate(("Lamps", "Walls"), 1)}
    draft = made(tmp_path, {**pages, "d.htm": page(f"{over}<h3>Books Read</h3>{books}")})
    assert "Of Rope" in words(draft) and "Books Read" in outline(draft)[-1]


def test_pages_without_an_index_are_called_by_what_their_heads_have_alike(tmp_path):
    over = '<h4>Ada Field</h4><h3>The Quay and the Wall</h3><hr class="section">'
    pages = {
        f"c{n}.htm": page(f"{over}<h1>Chapter {n}</h1>{text()}", f"Ada Field: The Quay and the Wall ({n}. Of {name})")
        for n, name in enumerate(("Lamps", "Ropes", "Mills"), 1)
    }
    record = made(tmp_path, pages).edition.book.metadata
    assert (record.title, [one.name for one in record.contributors]) == ("The Quay and the Wall", ["Ada Field"])


def test_the_name_over_the_heading_that_the_head_begins_with_is_the_authors(tmp_path):
    body = f"<h2>Ada Field</h2><h3>The Quay by Night</h3>{ABOUT}{text(count=4)}"
    record = made(tmp_path, page(body, "The Quay by Night - March 3, 1891", "")).edition.book.metadata
    assert (record.title, [one.name for one in record.contributors]) == ("The Quay by Night", ["Ada Field"])


def test_articles_without_a_first_level_heading_are_chapters_of_a_collection(tmp_path):
    names = ("The Quay at Night", "The Wall at Noon", "A Rope for the Mill")
    pages = {
        f"{n}.htm": page(f"<h2>Ada Field</h2><h3>{name}</h3>{ABOUT}{text(name)}", f"{name} - March {n}, 1891", "")
        for n, name in enumerate(names, 1)
    }
    draft = made(tmp_path, pages)
    assert draft.edition.book.metadata.title.startswith("Three Articles")
    assert outline(draft) == [f"chapter: {name}" for name in names]


def test_days_in_both_calendars_and_a_link_in_brackets_are_no_part_of_the_title(tmp_path):
    see = '<a href="../../glossary/q.htm"><sup class="enote">[See glossary entry]</sup></a>'
    over = f"<h2>Ada Field</h2><h3>The Congress<br>Of Quays{see}</h3><h2>November 10-25 (November 23-December 8), 1917"
    over += "</h2>"
    body = "".join(f"<h2>{n}</h2><h3>On {name}</h3>{text(name)}" for n, name in enumerate(("Lamps", "Walls"), 1))
    draft = made(tmp_path, page(f"{over}{ABOUT}{body}", "The Congres Of Quays"))
    assert draft.edition.book.metadata.title == "The Congress Of Quays"
    assert [row.split(": ")[0] for row in outline(draft)] == ["chapter", "chapter"]


def test_a_note_whose_star_stands_before_its_number_is_linked_and_a_section_is_no_title(tmp_path):
    calls = '<span class="note"><a href="#{0}">{1}</a></span>'
    notes = "".join(
        f'<a name="{label}"></a><p><span class="note"><a href="#{back}">[{label}]</a></span> Of {label}.</p>'
        for label, back in (("41", "b"), ("*9", "c"))
    )
    body = (
        f"<h2>Ada Field</h2><h1>The Quay</h1><hr><h1>Appendix</h1><hr>{text()}<h4>I. The Lamps</h4>"
        f'{text()}<a name="b"></a><p>Lit. {calls.format("41", "[41]")}</p><h4>II. The Wall</h4>{text()}'
        f'<a name="c"></a><p>Built. {calls.format("*9", "*9")}</p><hr><h3>Footnotes</h3>{notes}'
    )
    draft = made(tmp_path, page(body, "Appendix"))
    assert draft.edition.book.metadata.title == "The Quay"
    assert [note.label for note in draft.edition.book.notes] == ["41", "*9"]
    assert "[" not in "".join(
        flat(run.children) for note in draft.edition.book.notes for run in block_runs(note.blocks)
    )


def test_headings_under_the_one_number_of_a_file_are_its_sections(tmp_path):
    over = "<h2>Ada Field</h2><h1>The Quay</h1><hr>"
    pages = {
        f"c{n}.htm": page(f"{over}<h4>{'I' * n}</h4>{title}{text()}<h4>The Lamps</h4>{text()}")
        for n, title in enumerate(("", "<h3>The Wall</h3>", "<h3>The Rope</h3>"), 1)
    }
    rows = [row.split(":")[0].strip() for row in outline(made(tmp_path, pages))]
    assert rows == ["chapter", "subchapter"] * 3


def test_a_letter_to_an_editor_is_no_dedication(tmp_path):
    body = f"<p><strong>To the Editor of <em>The Lamp</em>:</strong></p>\n\n{text()}<h4>On Walls</h4>{text()}"
    draft = made(tmp_path, page(f"<h2>Ada Field</h2><h1>A Letter</h1>{ABOUT}{body}"))
    assert "To the Editor" in words(draft) and not any("dedication" in row for row in outline(draft))


def test_letters_that_stand_for_a_body_give_way_to_its_name_over_the_title(tmp_path):
    body = f"<h2>Group of Harbour Workers</h2><h1>The Quay</h1>{ABOUT}{text()}"
    people = made(tmp_path, page(body, "The Quay (1891)", "GHW")).edition.book.metadata.contributors
    assert [one.name for one in people] == ["Group of Harbour Workers"]


def works(tmp_path, links: str, chapter: str = "<h3>Chapter {number}: {name}</h3>") -> list[str]:
    over = '<span class="title">The Quay<br></span><hr class="section">'
    names = ("The Lamps", "The Wall", "The Rope", "The Mill")
    pages = {
        f"{n}.htm": page(over + chapter.format(number="I" * n, name=name) + text(name))
        for n, name in enumerate(names, 1)
    }
    index = f"<h2>Ada Field</h2><h1>The Quay</h1>{ABOUT}{links}<hr>"
    return outline(made(tmp_path, {"index.htm": page(index), **pages}))


def test_a_part_in_a_line_over_links_stands_over_its_first_page(tmp_path):
    row = '<p class="indexb">{0}. <a href="{0}.htm">{1}</a><br>{2}. <a href="{2}.htm">{3}</a></p>'
    first, second = row.format(1, "The Lamps", 2, "The Wall"), row.format(3, "The Rope", 4, "The Mill")
    rows = works(tmp_path, f'<p class="toc">Part 1 - Of Light</p>{first}<p class="toc">Part 2 - Of Work</p>{second}')
    assert [row.split(":")[0].strip() for row in rows] == ["part", "chapter", "chapter"] * 2
    assert "Of Work" in rows[3]


def test_a_summary_that_counts_on_within_itself_is_no_section(tmp_path):
    told = '<p class="pagenoteb">1. OF QUAYS. 2. GROWTH OF THE WALL. STONE. 3. THE LAMPS OF {number}.</p>'
    links = "<br>".join(f'<a href="{n}.htm">Chapter {n}</a>' for n in (1, 2, 3, 4))
    rows = works(tmp_path, f'<p class="link">{links}</p>', "<h3>Chapter {number}: {name}</h3>" + told)
    assert [row.split(":")[0] for row in rows] == ["chapter"] * 4


def test_numbers_that_lead_to_sections_are_of_the_index_though_they_are_few(tmp_path):
    names = ("The Light of the Harbour in Old Times", "The Stones of the Harbour Wall")
    row = '<p class="index"><a href="{0}.htm">Chapter {0}</a></p><p class="indentb">{1}</p>'
    sections = "<br>".join(f'<a href="{{0}}.htm#s{n}">{n}.</a> {name}' for n, name in enumerate(names, 1))
    links = "".join(row.format(n, sections.format(n)) for n in (1, 2, 3, 4))
    chapter = "<h3>Chapter {number}: {name}</h3>" + "".join(f"<h5>{n}. {one}</h5>" for n, one in enumerate(names, 1))
    rows = works(tmp_path, links, chapter)
    assert rows[0].startswith("chapter")


def test_what_the_list_calls_an_epilogue_is_one_though_its_page_has_a_section_alone(tmp_path):
    over = "<h2>Ada Field</h2><h1>{0}</h1><h2>2004</h2>"
    names = ("The Lamps", "The Wall", "Epilogue")
    entries = ("Chapter 1. The Lamps", "Chapter 2. The Wall", "Epilogue (2004)")
    rows = [f'<li><a href="c{n}.htm">{entry}</a></li>' for n, entry in enumerate(entries, 1)]
    contents = (
        '<hr><h3>Table of Contents:</h3><ul><li><a href="index.htm">The Quay</a><ul><li>{0}</li></ul></li></ul><hr>'
    )
    pages = {
        f"c{n}.htm": page(f"{over.format(name)}{contents.format(entries[n - 1])}<h3>Of Light {n}</h3>{text(name)}")
        for n, name in enumerate(names, 1)
    }
    index = f"<h2>Ada Field</h2><h1>The Quay</h1>{ABOUT}<h3>Table of Contents:</h3><ul>{''.join(rows)}</ul>"
    roles = [row.split(":")[0] for row in outline(made(tmp_path, {"index.htm": page(index), **pages}))]
    assert [role for role in roles if role[0] != " "] == ["chapter", "chapter", "epilogue"]


def test_a_lone_letter_keeps_the_note_that_its_information_block_calls_and_is_a_chapter(tmp_path):
    call = 'Written: March 3, 1891.<a id="f1" href="#n1">[1]</a><br>Source: Papers of the Quay, York, p. 3.'
    notes = (
        '<h3>Notes</h3><p>[Footnotes by Jo Lee]</p><p class="note"><a id="n1" href="#f1">1.</a> It was answered.</p>'
    )
    over = f'<h3>Ada Field</h3><h1>A Letter to Jo Lee</h1><hr><p class="information">{call}</p><hr>'
    draft = made(tmp_path, page(f"{over}{text()}{notes}", "A Letter to Jo Lee"))
    assert "It was answered." in words(draft) and "[Footnotes by Jo Lee]" in words(draft)
    assert [row.split(":")[0].strip() for row in outline(draft)] == ["chapter", "appendix"]


def test_an_information_block_without_the_word_source_tells_it_in_its_first_line(tmp_path):
    told = "Ada Field, <strong>The Quay: A Study</strong>, 118pp, Harbour Press, York. 1882.<br>"
    told += "Transcribed by A Volunteer."
    draft = made(tmp_path, page(f'<h2>Ada Field</h2><h1>The Quay</h1><hr><p class="info">{told}</p><hr>{text()}'))
    found = draft.edition.book.metadata.provenance
    assert found.source == "Ada Field, The Quay: A Study, 118pp, Harbour Press, York. 1882."
    assert found.transcriber == "A Volunteer."


def test_a_sentence_behind_the_source_tells_who_transcribed_it(tmp_path):
    told = '<span class="info">Source</span>: <em>Letters</em> (Harbour Press, 1975). Scanned by A Volunteer.'
    body = f'<h2>Ada Field</h2><h1>The Quay</h1><hr><p class="information">{told}</p><hr>{text()}'
    found = made(tmp_path, page(body)).edition.book.metadata.provenance
    assert (found.source, found.transcriber) == ("Letters (Harbour Press, 1975).", "A Volunteer.")


def test_a_saying_set_as_a_heading_over_the_text_is_its_epigraph(tmp_path):
    saying = "<h4>&#8220;No wall is built in a night of the lamps&#8221; &#8211; Jo Lee</h4>"
    body = f"<h2>Ada Field</h2><h1>The Quay</h1>{saying}<h3>(March 3, 1891)</h3>{ABOUT}<h3>Of Light</h3>{text()}"
    draft = made(tmp_path, page(body + f"<h3>Of Stone</h3>{text()}"))
    assert "No wall is built" in words(draft) and not any("No wall" in row for row in outline(draft))


def test_an_index_that_leads_to_itself_lacks_no_page(tmp_path):
    trail = '<p class="toplink"><a href="a-quay.htm">The Quay</a></p>'
    links = "".join(f'<h4><a href="c{n}.htm">Part {n}</a></h4>' for n in (1, 2))
    over = f"{trail}<h2>Ada Field</h2><h1>The Quay</h1>{ABOUT}"
    pages = {f"c{n}.htm": page(f"{over}{text(str(n))}") for n in (1, 2)}
    draft = made(tmp_path, {"a-quay.htm": page(over + links), **pages})
    assert not [remark for remark in draft.remarks if "not there" in remark]
