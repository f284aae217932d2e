"""What is text though it stands by the title page or says the book's title: no word of it goes with the title page."""

from datetime import date

import pytest

from octavo.intake import Draft, new

from .drafts import headings, text

DAY = date(2026, 11, 24)
PROSE = (
    "<p>It was a long sentence about nothing that anybody in the harbour would remember when the lamps were lit.</p>"
)
CHAPTERS = "".join(f"<h2>Chapter {number}</h2>{PROSE}" for number in ("I", "II"))


@pytest.fixture
def made(tmp_path):
    """Makes a book of what stands in the body of a page."""

    def make(body: str, language: str = "en", title: str = "The Hills") -> Draft:
        page = f"<html lang='{language}'><head><title>{title}, by Jane Roe</title></head><body>{body}</body></html>"
        (tmp_path / "page.html").write_text(page, encoding="utf-8")
        return new([str(tmp_path / "page.html")], tmp_path / "book", DAY)

    return make


@pytest.mark.parametrize("said", ["The hills stood blue.", "The hills had these names:", "The hills, they say, moved!"])
@pytest.mark.parametrize("after", [f"{PROSE}{CHAPTERS}", f"<table><tr><td>Moel<td>900</table>{PROSE}", CHAPTERS])
def test_a_sentence_that_begins_with_the_title_is_text(made, said, after):
    assert said in text(made(f"<h1>THE HILLS</h1><p>BY JANE ROE</p><p>{said}</p>{after}")).replace("\u00a0", " ")


@pytest.mark.parametrize("line", ["The Hills: a novel.", "The Hills, by Jane Roe.", "THE HILLS AND THE SEA."])
def test_a_line_that_tells_title_and_kind_is_the_title_page_s(made, line):
    draft = made(f"<h1>THE HILLS</h1><p>BY JANE ROE</p><p>{line}</p>{CHAPTERS}")
    assert [role for role, _, _ in headings(draft)] == ["chapter", "chapter"] and line not in text(draft)


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "Citoyennes et Citoyens,"), ("en", "Friends and Neighbours:"), ("de", "Genossen!")]
)
def test_the_address_over_a_speech_is_its_first_words(made, language, said):
    assert said in text(made(f"<h1>THE HILLS</h1><h2>Jane Roe</h2><hr><p>{said}</p>{PROSE}<h4>1</h4>{PROSE}", language))
