"""Whom the pages of a book name, and in what office, where its header does not say so."""

from datetime import date

import pytest

from octavo.intake import Draft, new
from octavo.personal_names import several

DAY = date(2026, 12, 1)
PROSE = (
    "<p>It was late when they came down to the ford, and all of them had to wait on the bank until the morning.</p>" * 3
)
CHAPTERS = "".join(f"<h2>{number}</h2><h3>THE {word}</h3>{PROSE}" for number, word in (("I", "WATER"), ("II", "ROAD")))
PLAIN = "It was late when they came down to the ford, and all of them had to wait on the bank until the morning came.\n"


def people(draft: Draft) -> list[tuple[str, str]]:
    return [(person.name, person.role) for person in draft.edition.book.metadata.contributors]


@pytest.fixture
def page(tmp_path):
    """Makes a book of a page of Project Gutenberg whose header is gone, from its head's title and its body."""

    def make(title: str, body: str) -> Draft:
        frame = "*** END OF THE PROJECT GUTENBERG EBOOK ***"
        whole = f"<html><head><title>{title}</title></head><body>{body}{CHAPTERS}<div>{frame}</div></body></html>"
        (tmp_path / "page.htm").write_text(whole, encoding="utf-8")
        return new([str(tmp_path / "page.htm")], tmp_path / "book", DAY)

    return make


@pytest.fixture
def plain(tmp_path):
    """Makes a book of a plain text in Project Gutenberg's frame."""

    def make(title: str, head: str, author: str = "Ada Reed") -> Draft:
        frame = f"THE PROJECT GUTENBERG EBOOK {title.upper()} ***"
        text = "\n\n\n\n".join([head, *(f"CHAPTER {number}\n\n{PLAIN * 3}" for number in ("I", "II", "III"))])
        labels = f"Title: {title}\n\nAuthor: {author}\n\nLanguage: English"
        (tmp_path / "a.txt").write_text(f"{labels}\n\n*** START OF {frame}\n\n{text}\n\n*** END OF {frame}\n", "utf-8")
        return new([str(tmp_path / "a.txt")], tmp_path / "book", DAY)

    return make


def test_a_letterspaced_title_page_and_the_name_in_the_head(page):
    spread = "<h3>A U T O B I O G R A P H Y</h3><h3>OF</h3><h1>J A N E</h1><h1>R O E</h1>".replace(" ", "&nbsp;")
    offices = (
        "<div>WITH ILLUSTRATIONS</div><div>by</div><div>BO LAKE</div><div>EDITED</div><div>by</div><div>JO LEE</div>"
    )
    arms = "<h4>ROE ARMS</h4><h4>ROE SEAL</h4>"
    draft = page("The Project Gutenberg eBook of &quot;Autobiography of Jane Roe.&quot;", arms + spread + offices)
    assert draft.edition.book.metadata.title == "Autobiography of Jane Roe"
    assert people(draft) == [("Jane Roe", "aut"), ("Jo Lee", "edt"), ("Bo Lake", "ill")]


def test_a_word_that_stands_alone_leads_the_name_in_the_office_above_it(plain):
    draft = plain("The Ford", "THE FORD\n\nBY ADA REED\n\nTRANSLATED\n\nBY\n\nJO LEE\n\nLONDON: 1866")
    assert people(draft) == [("Ada Reed", "aut"), ("Jo Lee", "trl")]


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("The Ford.", "The Ford"),
        ("The Ford, Vol. 2.", "The Ford, Vol. 2."),
        ("Roe, M.A.", "Roe, M.A."),
        ("Ford?", "Ford?"),
    ],
)
def test_the_full_stop_behind_a_title_is_not_the_title_s(plain, stated, title):
    draft = plain(stated, "THE FORD\n\nBY ADA REED")
    assert draft.edition.book.metadata.title.replace("\u00a0", " ") == title


def test_a_title_keeps_what_stands_behind_its_author_s_name(plain):
    assert (
        plain("Plays by Ada Reed, Second Series", "PLAYS").edition.book.metadata.title
        == "Plays by Ada Reed, Second Series"
    )
    assert several("Jo Lee, M.A., Bo Lake, Litt.D., and Ann Moor, F.R.S.") == ["Jo Lee", "Bo Lake", "Ann Moor"]
    assert several("Jo Lee, M.A.") == ["Jo Lee, M.A."]
