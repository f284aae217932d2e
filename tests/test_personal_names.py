"""Names as headers give them: whom they name, in which office, and how each is filed."""

import pytest

from octavo.intake.identify import identify
from octavo.personal_names import filed, is_name, plain, several
from octavo.readers.witness import Witness

PROSE = "The road was long, and by evening it was white with salt, as it had been before.\n\n" * 4


@pytest.mark.parametrize(
    ("said", "persons"),
    [
        ("Field, Ada, 1801-1870", ["Ada Field"]),
        ("Field, Ada, b. 1801", ["Ada Field"]),
        ("Ada Field (1801-1870)", ["Ada Field"]),
        ("Ada Field [pseud.]", ["Ada Field"]),
        ("Lord Salt [Edward J. M. D. Field]", ["Lord Salt"]),
        ("AKA George Ellis", ["George Ellis"]),
        ("Currer Lake, AKA Ada Field", ["Currer Lake"]),
        ("Ada Field et al.", ["Ada Field"]),
        ("Ada Field, Bo Lake, and others", ["Ada Field", "Bo Lake"]),
        ("Ada Field\nBo Lake", ["Ada Field", "Bo Lake"]),
        ("Field, Ada, and Bo Lake", ["Ada Field", "Bo Lake"]),
        ("De Field, Ada", ["Ada De Field"]),
        ("Полев Иван Ильич", ["Иван Ильич Полев"]),
        ("Иван Ильич Полев", ["Иван Ильич Полев"]),
        ("Пётр Иванович Полевич", ["Пётр Иванович Полевич"]),
        ("Walter Field, Bart.", ["Walter Field, Bart."]),
        ("Ada Field, M.A.", ["Ada Field, M.A."]),
        ("Ada Field.", ["Ada Field"]),
        ("José Ortega y Campo", ["José Ortega y Campo"]),
        ("Ada and Bo Lake", ["Ada Lake", "Bo Lake"]),
        ("Ada Field y Bo Lake", ["Ada Field", "Bo Lake"]),
        ("Field, Ada Jane, Lady", ["Lady Ada Jane Field"]),
        ("Field, Mrs.", ["Mrs. Field"]),
        ("Lake, Bo Wendell, Jr.", ["Bo Wendell Lake, Jr."]),
        ("Bo George Lake, Baron Lake", ["Bo George Lake, Baron Lake"]),
        ("Lake, Bo George Lake, Baron", ["Bo George Lake, Baron"]),
    ],
)
def test_a_header_s_names_are_persons(said, persons):
    assert several(plain(said)) == persons


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Thomas à Field", True),
        ("José Maria de Eça de Campo", True),
        ("Ludwig van der Field", True),
        ("The Salt Road", False),
        ("Field", False),
        ("A Walk from Field to Field", False),
    ],
)
def test_a_name_has_capitals_and_particles(name, said):
    assert is_name(name) is said


@pytest.mark.parametrize(
    ("name", "file_as"),
    [
        ("Ada Field", "Field, Ada"),
        ("Oliver Field, Jr.", "Field, Oliver, Jr."),
        ("Alexandre Field, père", "Field, Alexandre, père"),
        ("Ludwig van Field", "Field, Ludwig van"),
        ("Catherine of Field", "Catherine of Field"),
        ("Pope Leo XIII", "Pope Leo XIII"),
        ("Library of the Harbour", "Library of the Harbour"),
        ("Plato", "Plato"),
    ],
)
def test_a_name_is_filed_by_its_family_name_where_it_has_one(name, file_as):
    assert filed(name) == file_as


@pytest.mark.parametrize(
    ("author", "people"),
    [
        ("Ada Field; Translated by Bo Lake", [("aut", "Ada Field"), ("trl", "Bo Lake")]),
        ("by Ada Field", [("aut", "Ada Field")]),
        ("Miguel de Campo", [("aut", "Miguel de Campo")]),
        ("ADA FIELD", [("aut", "Ada Field")]),
        ("Ada Field\n        Bo Lake", [("aut", "Ada Field"), ("aut", "Bo Lake")]),
        ("Various\n\nCompiler: Ada Field", [("aut", "Various"), ("com", "Ada Field")]),
        ("Ada Field\n\nTranslator: Unknown", [("aut", "Ada Field")]),
        ("Ada Field\n\nTranslator: from the German by Bo Lake", [("aut", "Ada Field"), ("trl", "Bo Lake")]),
        ("Ada Field\n\nTranslator: Bo Lake for the Harbour Press, 1920", [("aut", "Ada Field"), ("trl", "Bo Lake")]),
        ("Ada Field, Editor", [("aut", "Unknown author"), ("edt", "Ada Field")]),
    ],
)
def test_a_header_names_persons_with_their_offices(author, people):
    text = f"""The Project Gutenberg EBook of The Salt Road

Title: The Salt Road

Author: {author}

Language: English

*** START OF THIS PROJECT GUTENBERG EBOOK THE SALT ROAD ***

CHAPTER I

{PROSE}

CHAPTER II

{PROSE}

*** END OF THIS PROJECT GUTENBERG EBOOK THE SALT ROAD ***
"""
    found = identify([Witness("text/a.txt", text.encode())])
    assert [(person.role, person.name) for person in found.contributors] == people


@pytest.mark.parametrize(
    ("text", "person"), [("LES GENS DE MER", False), ("DIE LEUTE", False), ("Bo de las Islas", True)]
)
def test_a_line_with_an_article_is_no_name(text, person):
    assert is_name(text) is person
