"""Pages at intake: the shapes of transcribers' HTML, of all times and of nobody known, each read as the book it is."""

from datetime import date

import pytest
from PIL import Image

from octavo.intake import Draft, new
from octavo.walk import sections

from .drafts import headings, text

DAY = date(2026, 11, 24)
PROSE = (
    "<p>It was a long sentence about nothing that anybody in the harbour would remember when the lamps were lit.</p>"
)


@pytest.fixture
def made(tmp_path):
    """Makes a book of what stands in the body of a page."""

    def make(body: str, title: str = "The Long Tale") -> Draft:
        page = f"<html lang='en'><head><title>{title}, by Ada Field</title></head><body>{body}</body></html>"
        (tmp_path / "page.html").write_text(page, encoding="utf-8")
        return new([str(tmp_path / "page.html")], tmp_path / "book", DAY)

    return make


def omitted(draft: Draft, rule: str) -> list[str]:
    return [omission.text for omission in draft.edition.apparatus.omissions if omission.rule == rule]


# What a page holds that is not HTML's own ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        ("<xmp>raw <b>words</b> &amp; more</xmp>", "raw <b>words</b> &amp; more"),
        ("<xmp>raw words to the end", "raw words to the end"),
        ("<plaintext>raw <b>words</b> &amp; more", "raw <b>words</b> &amp; more"),
    ],
)
def test_text_that_is_shown_as_it_stands_is_read_so(made, odd, said):
    assert said in text(made(f"<h1>A Walk</h1>{PROSE}{odd}")).replace("\u00a0", " ")


def test_a_sentence_with_links_to_other_chapters_is_no_list_of_them(made):
    links = ", ".join(f'<a href="#c{n}">The story of the {n} ropes</a>' for n in (1, 2, 3))
    heads = "".join(f'<h2 id="c{n}">The story of the {n} ropes</h2>{PROSE}' for n in (1, 2, 3))
    said = "The tales that deal with the sea are these:"
    assert said in text(made(f"<h1>A Walk</h1><h2>Of All</h2>{PROSE}<p>{said} {links}.</p>{PROSE}{heads}"))


def test_a_note_that_says_nothing_takes_no_caption(made):
    note = 'word<a href="#n">1</a><p id="n">1<p class="caption">The quay.'
    assert "The quay." in text(made(f"<h1>A Walk</h1>{PROSE}{note}"))


def test_spaces_between_the_tags_of_lines_that_stand_as_they_are_part_words(made):
    draft = made(f"<h1>A Walk</h1>{PROSE}<pre><b>who</b>   <b>went</b> there\nand who stayed</pre>")
    assert "who went there\nand who stayed" in text(draft).replace("\u00a0", " ")


@pytest.mark.parametrize(
    "drawn", ["<svg><text>a</text><![CDATA[b & <c>]]></svg>", "<math><ms><![CDATA[x]]></ms></math>"]
)
def test_a_drawing_with_a_section_of_characters_is_asked_about_and_does_not_stop_the_book(made, drawn):
    book = made(f"<h1>A Walk</h1>{PROSE}{drawn}{PROSE}")
    assert text(book).count("harbour") == 2
    assert [doubt.rule for doubt in book.edition.apparatus.doubts if doubt.rule == "not-read"] == ["not-read"]


def test_a_title_drawn_as_a_picture_is_the_title_page_as_a_printed_one_is(made):
    drawn = "<img src='title.png' alt='The Long Tale'>"
    first = f"<h1>{drawn}</h1><p>by Ada Field</p><h2>CHAPTER I</h2>{PROSE}"
    book = made(f"{first}<h1>{drawn}</h1><h2><img src='two.png' alt='CHAPTER II'></h2>{PROSE}")
    assert [heading for _, heading, _ in headings(book)] == ["CHAPTER I", "CHAPTER II"]
    assert omitted(book, "title-page") == ["by Ada Field"] and "Long Tale" not in text(book)


# Headings --------------------------------------------------------------------------------------------------


def numbered(*titles: str, level: int = 2) -> str:
    """Chapters with a bare number, and markup for the title under it."""
    numbers = ("I", "II", "III", "IV", "V", "VI")
    return "".join(f"<h{level}>{n}</h{level}>{title}{PROSE}" for n, title in zip(numbers, titles, strict=False))


def test_a_bold_line_under_each_number_is_its_title(made):
    book = made(numbered(*(f"\n<br />\n\n<p><b>The {name}</b></p>\n" for name in ("Quay", "Light", "Storm", "End"))))
    assert [heading for _, heading, _ in headings(book)] == [
        "I. The Quay",
        "II. The Light",
        "III. The Storm",
        "IV. The End",
    ]


def test_a_title_that_begins_with_the_pronoun_is_no_number(made):
    book = made(numbered("<h3>THE QUAY</h3>", "<h3>I MAKE MY ESCAPE</h3>", "<h3>THE STORM</h3>"))
    assert headings(book)[1] == ("chapter", "II. I MAKE MY ESCAPE", 0)


def test_a_word_that_ends_a_book_is_a_title_after_a_number(made):
    book = made(
        "".join(f"<h2>{n}<br /><br />\nTHE {n} DAY</h2>{PROSE}" for n in ("I", "II"))
        + f"<h2>III<br />\nCONCLUSION</h2>{PROSE}"
    )
    assert headings(book)[2] == ("chapter", "III. CONCLUSION", 0)


def test_among_headings_of_markup_no_line_of_text_is_one(made):
    signed = f"<h2>PREFACE</h2>{PROSE}\n\n\n<p>\nA. FIELD.\n</p>\n\n\n"
    letters = "".join(
        f"<h2>CHAPTER {n}</h2>{PROSE}\n\n<p>The Fen House,<br />May {n}.</p>\n\n{PROSE}" for n in (1, 2, 3)
    )
    assert [heading for _, heading, _ in headings(made(signed + letters))] == [
        "PREFACE",
        "CHAPTER 1",
        "CHAPTER 2",
        "CHAPTER 3",
    ]


def test_headings_without_a_number_among_a_series_of_numbers_are_no_chapters(made):
    numbers = numbered(*(["<h3>A DAY</h3>"] * 6))
    book = made(f"<h2>TO MY BROTHER</h2>{PROSE}<h2>AUTHOR'S INTRODUCTION TO THE LOG</h2>{PROSE}{numbers}")
    assert [role for role, _, _ in headings(book)] == ["dedication", "introduction"] + ["chapter"] * 6
    assert len(book.edition.book.front) == 2


def test_a_heading_of_notes_says_nothing_of_the_level_of_chapters(made):
    text = f"<h3>INTRODUCTION</h3>{PROSE}<h3>THE PUMPKIN</h3>{PROSE}<h2>FOOTNOTES</h2><p>A note that nothing calls.</p>"
    assert [role for role, _, _ in headings(made(text))] == ["introduction", "chapter", "appendix"]


def test_the_headings_of_a_contents_list_are_of_the_list_and_a_picture_after_it_stays(made, tmp_path):
    Image.new("RGB", (40, 30)).save(tmp_path / "front.png")
    links = "".join(f"<p class='ctr'>\n<a href='#c{n}'>{n}. THE {n} DAY</a></p>\n" for n in ("I", "II", "III"))
    listed = f"<h2>CONTENTS</h2><h3>PART ONE</h3><h3>THE SEA</h3>{links}<h3>PART TWO</h3><h3>THE LAND</h3>{links}"
    pictures = "<h2>ILLUSTRATIONS</h2>" + "".join(f"<p><a href='p{n}.jpg'>A ship {n}</a></p>" for n in (1, 2, 3))
    days = "".join(f"<h2><a name='c{n}'>{n}</a></h2><h3>THE {n} DAY</h3>{PROSE}" for n in ("I", "II", "III"))
    parts = f"<h2>PART ONE</h2><h3>THE SEA</h3>{days}<h2>PART TWO</h2><h3>THE LAND</h3>{days}"
    shown = "<div class='figcenter'><img src='front.png'><p class='caption'>A ship at sea</p></div>"
    book = made(f"{listed}{pictures}{shown}{parts}")
    assert [(role, depth) for role, _, depth in headings(book)] == [("part", 0), *([("chapter", 1)] * 3)] * 2
    assert "A ship at sea" in text(book)


def test_a_page_in_utf_8_whose_old_header_claims_latin_1_is_read_as_it_is(tmp_path):
    head = "<pre>\nCharacter set encoding: ISO-8859-1\n</pre>"
    (tmp_path / "page.html").write_text(f"{head}<h1>Le café</h1>{PROSE}", encoding="utf-8")
    book = new([str(tmp_path / "page.html")], tmp_path / "book", DAY)
    assert book.edition.book.metadata.title == "Le café" and any(
        "claims iso-8859-1" in remark for remark in book.remarks
    )


# Lists, notes and the transcriber --------------------------------------------------------------------------

LINES = (
    "And when the lamps were lit upon the shore,",
    "We heard the distant thunder of the sea;",
    "The children ran to meet us at the door",
    "And nobody was happier than we.",
)

NUMBERS = ("I", "II", "III", "IV")


def chapters(after: str = "") -> str:
    return "".join(f"<h2>CHAPTER {n}<br /><small>THE {n} DAY</small></h2>{PROSE}{PROSE}{after}" for n in NUMBERS)


@pytest.mark.parametrize("heading", ["CONTENTS", "ILLUSTRATIONS"])
def test_a_table_that_links_only_its_page_numbers_is_a_list(made, heading):
    rows = "".join(f"<tr><td>{n}.</td><td>The {n} Day</td><td><a href='#p{n}'>{n}</a></td></tr>" for n in NUMBERS)
    book = made(f"<h2>{heading}</h2><table><tr><th>Chap.</th><th></th><th>Page</th></tr>{rows}</table>{chapters()}")
    assert [role for role, _, _ in headings(book)] == ["chapter"] * 4 and "The II Day" not in text(book)


def test_a_table_of_errors_at_the_end_is_no_list(made):
    rows = "".join(
        f"<tr><td><a href='#p{n}'>{n}</a></td><td>teh {n} dyke</td><td>the {n} dyke</td></tr>" for n in NUMBERS
    )
    book = made(f"{chapters()}<h2>ERRATA</h2><table><tr><th>Page</th><th>Is</th><th>Read</th></tr>{rows}</table>")
    assert "the II dyke" in text(book)


def test_notes_in_divisions_one_after_the_other_are_linked_and_their_heading_goes_with_them(made):
    called = "".join(f"<p>The mill[<a href='#f{n}'>{n}</a>] stood still.</p>" for n in (1, 2, 3))
    notes = "".join(f"<div id='f{n}'><b>Footnote {n}</b>: It was burnt.</div><br />" for n in (1, 2, 3))
    book = made(f"{chapters()}{called}<div><h2>FOOTNOTES</h2><div class='foots'>{notes}</div></div>")
    assert [note.label for note in book.edition.book.notes] == ["1", "2", "3"]
    assert len(headings(book)) == 4 and omitted(book, "notes-heading") == ["FOOTNOTES"]


def test_a_chapter_that_a_number_leads_to_is_no_note(made):
    listed = "".join(f"<p><a href='#c{n}'>{n}</a> The {n} Day</p>" for n in NUMBERS)
    parts = "".join(f"<div id='c{n}'><h2>{n}. THE {n} DAY</h2>{PROSE}</div>" for n in NUMBERS)
    book = made(f"{listed}{parts}")
    assert not book.edition.book.notes and len(headings(book)) >= 4


def test_lines_of_a_title_that_are_headings_each_are_one_title(made):
    part = "<h2>PART THE {}.</h2><h3>1703.</h3><h3>THE MILL.</h3>"
    book = made(f"{part.format('FIRST')}{chapters()}{part.format('SECOND')}{chapters()}")
    assert headings(book)[0] == ("part", "PART THE FIRST. 1703. THE MILL.", 0)
    assert [role for role, _, depth in headings(book) if depth == 0] == ["part", "part"]


def test_what_a_transcriber_says_in_a_box_or_heading_is_no_part_of_the_book(made):
    begin = "<pre>\n*** START OF THE PROJECT GUTENBERG EBOOK THE LONG TALE ***\n</pre>"
    end = "<pre>\n*** END OF THE PROJECT GUTENBERG EBOOK THE LONG TALE ***\n</pre>"
    prepared = "<h3>E-text prepared by Tom Reed</h3><div class='mynote'><p>The leaves were put in order.</p></div>"
    book = made(f"{begin}{prepared}<h1>THE LONG TALE</h1>{chapters()}{end}")
    assert len(headings(book)) == 4 and "Tom Reed" not in text(book) and "leaves" not in text(book)


def test_a_name_and_size_of_a_file_says_nothing_of_a_picture(made, tmp_path):
    Image.new("RGB", (40, 30)).save(tmp_path / "front.png")
    book = made(f"<h1>A Walk</h1>{PROSE}<div class='fig'><img alt='titlepage (155K)' src='front.png'></div>{PROSE}")
    assert any(doubt.rule == "picture-without-words" for doubt in book.edition.apparatus.doubts)


# Lines and boxes -------------------------------------------------------------------------------------------


def test_the_headings_of_a_title_page_divide_nothing(made):
    lines = (
        "<h1>THE LONG TALE</h1><h4>OR THE ROAD</h4><h5>BY</h5><h4>ADA FIELD</h4><h5>SEA STORIES</h5><h5>VOLUME VI</h5>"
    )
    book = made(f"<div class='titlepage'>{lines}<h6>LONDON: THE PIER PRESS</h6></div>{chapters()}")
    assert [role for role, _, _ in headings(book)] == ["chapter"] * 4


def test_each_chapter_s_own_title_box_is_its_heading(made):
    boxes = "".join(f"<div class='titlepage'><h2>Chapter {n}</h2><h3>The {n} Day</h3></div>{PROSE}" for n in NUMBERS)
    assert [heading for _, heading, _ in headings(made(boxes))][1] == "Chapter II. The II Day"


def test_of_a_wiki_s_page_only_its_text_is_read(made):
    skin = "<ul><li><a>Read</a></li><li><a>View history</a></li></ul><div>Add languages</div>"
    wiki = (
        "<meta name='generator' content=\"MediaWiki 1.41\"><header><h1 id='firstHeading'>The Long Tale</h1>{}</header>"
    )
    noted = "<p>A mill.<sup class='reference'><a href='#cite_note-1'>[1]</a></sup></p>"
    note = "<ol class='references'><li id='cite_note-1'><a href='#cite_ref-1'>↑</a> <span>Burnt.</span></li></ol>"
    text_of = (
        f"<div><div class='mw-parser-output'>{chapters()}{noted}{note}</div></div><footer>Terms may apply.</footer>"
    )
    book = made(f"{wiki.format(skin)}{skin}{text_of}")
    assert len(headings(book)) == 4 and len(book.edition.book.notes) == 1
    assert not any(word in text(book) for word in ("View history", "Add languages", "Terms may apply"))


def test_what_a_site_has_around_the_main_of_a_page_is_its_own(made):
    site = "<header><nav>Home</nav>The Pier Site</header><main>{}</main><footer>© 2020</footer>"
    book = made(site.format(chapters()))
    assert len(headings(book)) == 4 and "©" not in text(book) and "Pier Site" not in text(book)


def test_a_list_in_a_box_of_its_own_goes_with_its_heading(made):
    box = "<div class='contents'><h5>Contents<br>(<i>added by the transcriber</i>)</h5>{}</div>"
    links = "".join(f"<p><a href='#c{n}'>Day {n}</a>: <i>a room by the sea</i></p>" for n in NUMBERS)
    book = made(f"{box.format(links)}{chapters()}{chapters()}")
    assert "transcriber" not in text(book) and "room" not in text(book)


def test_the_list_of_one_volume_is_a_list(made):
    links = "".join(f"<li><a href='#c{n}'>To {n}</a></li>" for n in NUMBERS)
    book = made(f"<h2>CONTENTS OF VOLUME II.</h2><ol>{links}</ol>{chapters()}")
    assert len(headings(book)) == 4


def test_the_letters_of_an_alphabet_are_no_numbers(made):
    book = made("".join(f"<h1>{letter}</h1>{PROSE}" for letter in "ABCDEFGHIJ"))
    assert [heading for _, heading, _ in headings(book)] == list("ABCDEFGHIJ")
    assert not any(section.number for _, _, section in sections(book.edition.book))


@pytest.mark.parametrize("given", [True, False])
def test_a_frontispiece_with_its_words_stands_before_the_first_heading(made, tmp_path, given):
    if given:
        Image.new("RGB", (40, 30)).save(tmp_path / "front.png")
    said = (
        "The harbour is the last of its kind, and it is fully and widely understood by those who sail from it still. "
    )
    shown = f"<div class='figcenter'><img src='front.png' alt='A pier'><span class='caption'>{said * 3}</span></div>"
    book = made(f"{shown}<h1>THE LONG TALE</h1><p>BY<br />ADA FIELD</p><p>LONDON: THE PIER PRESS</p>{chapters()}")
    assert [role for role, _, _ in headings(book)] == ["chapter"] * 4 and text(book).count(said.strip()) == 3


def test_the_persons_of_a_play_are_no_title_page(made):
    cast = "".join(f"<tr><td>{name}</td><td>a sailor</td></tr>" for name in ("TOM", "ROSE"))
    persons = f"<h4>THE PERSONS OF THE PLAY</h4><table>{cast}</table>"
    acts = "".join(f"<h3>THE {n} ACT</h3>{PROSE}" for n in ("FIRST", "SECOND"))
    book = made(f"<h1>THE LONG TALE</h1><p>BY ADA FIELD</p>{persons}<h2>THE LONG TALE</h2>{acts}")
    assert [heading for _, heading, _ in headings(book)][:2] == ["THE PERSONS OF THE PLAY", "THE FIRST ACT"]


def test_a_part_before_the_half_title_is_no_volume_of_the_title_page(made):
    part = "<h2>EPOCH THE {}.</h2><h3>1703.</h3>"
    first = f"<h1>THE LONG TALE</h1><h2>BY ADA FIELD</h2>{part.format('FIRST')}<h2>THE LONG TALE.</h2>{chapters()}"
    assert [role for role, _, depth in headings(made(f"{first}{part.format('SECOND')}{chapters()}")) if not depth] == [
        "part"
    ] * 2


def test_a_page_that_is_only_a_title_page_is_a_book_of_it(made):
    book = made("<h1>THE LONG TALE</h1><p>BY ADA FIELD</p><p>LONDON: THE PIER PRESS, 1903</p>")
    assert "PIER PRESS" in text(book)


def test_lines_before_the_first_heading_are_no_poem(made):
    lines = "<br>".join(("To the memory of my father,", *LINES[1:]))
    book = made(f"<h1>The Long Tale</h1><p>by Ada Field</p><p>{lines}</p>{chapters()}")
    (dedication,) = book.edition.book.front
    assert [type(block).__name__ for block in dedication.blocks] == ["Paragraph"]


def test_an_author_whose_name_ends_as_a_verb_does_keeps_it(made):
    said = "<pre>\nTitle: The Long Tale\n\nAuthor: Robert L. Reed\n\n*** START OF THE PROJECT GUTENBERG EBOOK\n</pre>"
    book = made(f"<p>The Project Gutenberg eBook</p>{said}<h1>THE LONG TALE</h1>{chapters()}")
    assert [person.name for person in book.edition.book.metadata.contributors] == ["Robert L. Reed"]


def test_the_record_in_a_wiki_s_page_names_the_work_and_its_people(made):
    record = {"title": "The Mill", "author": "Ada Field", "translator": "Tom Reed"}
    held = "".join(f"<span id='ws-{name}'>{value}</span>" for name, value in record.items())
    wiki = "<meta name='generator' content=\"MediaWiki 1.43\"><h1 id='firstHeading'>The Mill/Chapter 2</h1>"
    text = f"<div class='mw-parser-output'><div id='ws-data' class='ws-noexport'>{held}</div>{{}}</div>"
    centred = (
        "<div class='c'>\n<p><b>CHAPTER II</b></p>\n</div>\n<div class='c'>\n\n<p><span>THE LIGHT</span></p></div>"
    )
    book = made(f"{wiki}{text.format(centred + PROSE * 3)}")
    about = book.edition.book.metadata
    assert (about.title, [one.name for one in about.contributors]) == ("The Mill", ["Ada Field", "Tom Reed"])
    assert headings(book) == [("chapter", "CHAPTER II. THE LIGHT", 0)]


def test_the_volume_a_publisher_stands_under_is_of_the_title_page(made):
    front = "<h2>THE LONG TALE</h2><h3>VOLUME ONE</h3><p>Published in 1922 by<br>THE PIER PRESS, LONDON</p>"
    tales = "".join(f"<h2>THE {n} DAY</h2>{PROSE}{PROSE}" for n in NUMBERS)
    signed = f"<h2>FOREWORD</h2>{PROSE}\n\n\n<p align='right'><b>A. FIELD.</b></p>\n\n\n<p>Fen, May 1844.</p>"
    listed = "".join(f"<tr><td><a href='#d{n}'>The {n} Day</a></td><td>{n}</td></tr>" for n in NUMBERS)
    book = made(f"{front}<h2>CONTENTS AND ILLUSTRATIONS</h2><table>{listed}</table>{signed}{tales}")
    assert [role for role, _, _ in headings(book)] == ["foreword"] + ["chapter"] * 4
