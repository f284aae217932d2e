"""Books of volumes and of tales: a list within the text, rules drawn over lines, tales with numbered pieces."""

from datetime import date

import pytest

from octavo.intake import Draft, new

from .drafts import outline, text

DAY = date(2026, 12, 1)
PROSE = "It was late when they came down to the ford, and all of them had to wait on the bank until the morning came.\n"
RULE = "-" * 72
FIRST, SECOND = ("The Water", "The Mill", "The Road"), ("The Bell", "The Wall", "The Boat")


@pytest.fixture
def made(tmp_path):
    """Makes a book of a plain text in Project Gutenberg's frame."""

    def make(body: str, title: str = "The Ford") -> Draft:
        frame = "THE PROJECT GUTENBERG EBOOK ***"
        labels = f"Title: {title}\n\nAuthor: Ada Reed\n\nLanguage: English"
        whole = f"{labels}\n\n*** START OF {frame}\n\n{body}\n\n*** END OF {frame}\n"
        (tmp_path / "a.txt").write_text(whole, encoding="utf-8")
        return new([str(tmp_path / "a.txt")], tmp_path / "book", DAY)

    return make


def volume(names: tuple[str, ...]) -> str:
    listed = "\n\n".join(f"    {number}  {name}" for number, name in zip(("I", "II", "III"), names, strict=True))
    paragraphs = "\n".join([PROSE] * 12)
    text = "\n\n".join(
        f"{number}\n\n{name.upper()}\n\n{paragraphs}" for number, name in zip(("I", "II", "III"), names, strict=True)
    )
    return f"{RULE}\n          CONTENTS\n\n{listed}\n\n{RULE}\n          THE FORD\n\n{text}"


def test_each_volume_s_list_of_contents_goes_and_no_rule_hides_its_heading(made):
    draft = made("\n\n".join(volume(names) for names in (FIRST, SECOND, FIRST, SECOND)))
    assert [line.split(": ")[1] for line in outline(draft)] == [
        f"{number}. {name.upper()}"
        for names in (FIRST, SECOND, FIRST, SECOND)
        for number, name in zip(("I", "II", "III"), names, strict=True)
    ]
    assert "CONTENTS" not in text(draft)


def test_the_rules_of_a_table_stay_with_it(made):
    table = f"{RULE}\nName        Age\n{RULE}\nJo           11\n{RULE}"
    draft = made("\n\n\n\n".join(f"CHAPTER {number}\n\n{PROSE}\n\n{table}\n\n{PROSE}" for number in ("I", "II")))
    assert text(draft).count("Name") == 2 and len(outline(draft)) == 2


def test_a_name_set_apart_under_the_first_of_a_series_of_papers_is_no_paper(made):
    papers = [
        f"THE WEIR No. {n}\n\nOf Water\n\n{chr(10) * (n == 1)}LEE\n\nTo the Men of the Ford:\n\n{PROSE}"
        for n in range(1, 7)
    ]
    assert outline(made("\n\n\n\n".join(papers))) == [f"chapter: THE WEIR No. {n}" for n in range(1, 7)]


def test_a_title_page_goes_on_under_the_number_of_its_volume(made):
    page = (
        "THE WORKS\n\nOF\n\nMARIA ADA REED,\n\nOF LEE.\n\nEdited by the\n\nREV. JO LEE, M.A.\n\nVOL. I.\n\n"
        "THE FORD,\n\nVOLUME I.\n\nEDINBURGH:\nT. & T. LAKE, 38, GEORGE STREET.\n\nMDCCCLXXI.\n\n\n\n\n"
    )
    chapters = "\n\n\n\n".join(f"BOOK {number}.\n\n{PROSE}" for number in ("FIRST", "SECOND", "THIRD"))
    draft = made(f"{page}{chapters}", "The Ford, Volume I")
    assert outline(draft) == ["chapter: BOOK FIRST.", "chapter: BOOK SECOND.", "chapter: BOOK THIRD."]


def test_numbered_lines_under_a_tale_s_heading_are_pieces_of_it(tmp_path):
    prose = f"<p>{PROSE}</p>" * 2
    pieces = f"<h2>The Weir</h2><p>1. HOW THEY WENT TO THE WEIR</p>{prose}<p>2. HOW THEY CAME BACK</p>{prose}"
    tales = "".join(f"<h2>{name}</h2>{prose}" for name in ("The Water", "The Road", "The Mill"))
    page = f"<html lang='en'><title>Tales, by Ada Reed</title><h1>Tales</h1>{tales}{pieces}<h2>The Bell</h2>{prose}"
    (tmp_path / "p.html").write_text(page, encoding="utf-8")
    assert [line.split(": ")[0] for line in outline(new([str(tmp_path / "p.html")], tmp_path / "book", DAY))] == [
        "chapter",
        "chapter",
        "chapter",
        "chapter",
        "  subchapter",
        "  subchapter",
        "chapter",
    ]
