"""Folders and archives at intake: which of their files are the book, in what order, and what they say of it."""

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from octavo.intake import Draft, new
from octavo.intake.sequence import sequence
from octavo.problem import WitnessError
from octavo.render import heading_text
from octavo.walk import sections

DAY = date(2026, 11, 24)
PROSE = "It was a long sentence about nothing that anybody in the harbour would remember. " * 4


def archive(files: dict[str, bytes | str]) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        for name, text in files.items():
            made.writestr(name, text)
    return content.getvalue()


def taken(tmp_path: Path, files: dict[str, bytes | str]) -> Draft:
    """The book of a folder 'the-parcel' with these files."""
    for name, text in files.items():
        path = tmp_path / "the-parcel" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return new([str(tmp_path / "the-parcel")], tmp_path / "out", DAY)


def outline(draft: Draft) -> list[tuple[int, str, str]]:
    return [(depth, s.role.value, heading_text(s)) for _, depth, s in sections(draft.edition.book)]


def chapter(title: str) -> str:
    return f"# {title}\n\n{PROSE}\n"


# Order -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "names",
    [
        ["1.txt", "2.txt", "10.txt"],
        ["i.txt", "ii.txt", "iv.txt", "v.txt", "ix.txt", "x.txt"],
        ["chapter-one.md", "chapter-two.md", "chapter-three.md", "chapter-twenty-one.md"],
        ["title.md", "preface.md", "chapter-1.md", "chapter-02.md", "appendix.md"],
        ["a/1.md", "a/2.md", "b/1.md"],
    ],
)
def test_files_stand_as_they_are_counted(names):
    keys = sequence(names)
    assert sorted(set(names), key=lambda name: keys[name]) == names


def test_a_list_in_markdown_tells_parts_and_depths_and_may_lead_to_a_readme(tmp_path):
    summary = """# Summary\n\n[Before](README.md)\n\n# The Sea\n\n- [Of Salt](salt.md)\n  - [White](white.md)
- [Of Tar](tar.md)\n\n# The Land\n\n- [Of Clay](clay.md)\n\n---\n\n[Afterword](after.md)\n"""
    files = {
        "SUMMARY.md": summary,
        "README.md": chapter("Preface"),
        "license.md": "Free.",
        "salt.md": chapter("Of Salt"),
    }
    files |= {f"{name.lower()}.md": chapter(name) for name in ("White", "Afterword")}
    files |= {f"{name.lower()}.md": chapter(f"Of {name}") for name in ("Tar", "Clay")}
    files["after.md"] = files.pop("afterword.md")
    assert outline(taken(tmp_path, files)) == [
        (0, "preface", "Preface"),
        (0, "part", "The Sea"),
        (1, "chapter", "Of Salt"),
        (2, "subchapter", "White"),
        (1, "chapter", "Of Tar"),
        (0, "part", "The Land"),
        (1, "chapter", "Of Clay"),
        (0, "afterword", "Afterword"),
    ]


def test_files_stand_in_the_order_of_their_weights_under_the_title_of_their_own_page(tmp_path):
    files = {"_index.md": '+++\ntitle = "The Parcel"\n+++\n'}
    rows = ((30, "Storm"), (10, "Quay"), (20, "Light"))
    files |= {f"{n}.md": f'+++\ntitle = "{n}"\nweight = {w}\nauthors = ["Ada Field"]\n+++\n\n{PROSE}' for w, n in rows}
    draft = taken(tmp_path, files)
    assert [words for _, _, words in outline(draft)] == ["Quay", "Light", "Storm"]
    metadata = draft.edition.book.metadata
    assert (metadata.title, [person.name for person in metadata.contributors]) == ("The Parcel", ["Ada Field"])


LISTS = {
    "_quarto.yml": 'project:\n  type: book\nbook:\n  title: "Ropes"\n  author: Ada Field\n'
    "  chapters:\n    - light.md\n    - part: The Land\n      chapters:\n        - clay.md\n",
    "_bookdown.yml": 'title: "Ropes"\nauthor: Ada Field\nrmd_files: ["light.md", "clay.md"]\n',
    "mkdocs.yml": "site_name: Ropes\nsite_author: Ada Field\nnav:\n  - The Light: light.md\n  - clay.md\n",
}


@pytest.mark.parametrize("name", LISTS)
def test_the_settings_of_makers_of_books_tell_the_order_of_the_files_with_title_and_author(tmp_path, name):
    room = "docs/" if name == "mkdocs.yml" else ""
    files = {f"{room}{n}.md": chapter(f"The {n.title()}") for n in ("clay", "light", "notes-on-making")}
    draft = taken(tmp_path, {name: LISTS[name], **files})
    metadata = draft.edition.book.metadata
    assert (metadata.title, metadata.contributors[0].name) == ("Ropes", "Ada Field")
    assert [words for _, _, words in outline(draft)] == ["The Light", "The Clay"]
    assert f"{room}notes-on-making.md is not in the book's own list and was left out" in draft.remarks


def test_a_list_of_leanpub_tells_the_order_of_the_files(tmp_path):
    files = {"manuscript/Book.txt": "front.txt\nquay.md\nclay.md\n", "manuscript/front.txt": "{frontmatter}\n"}
    files |= {f"manuscript/{name}.md": chapter(f"The {name.title()}") for name in ("clay", "quay")}
    assert [words for _, _, words in outline(taken(tmp_path, files))] == ["The Quay", "The Clay"]


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("metadata.yaml", "title: Ropes\nauthor:\n  - Ada Field\n"),
        ("_config.yml", "title: Ropes\nauthor: Ada Field\nplugins:\n  - feed\n"),
        ("title.txt", "---\ntitle: Ropes\nauthor: Ada Field\n...\n"),
        ("title.txt", "% Ropes\n% Ada Field\n"),
    ],
)
def test_a_file_of_settings_beside_the_texts_says_title_and_author(tmp_path, name, settings):
    files = {name: settings, **{f"{n}.md": chapter(n) for n in ("One", "Two")}}
    draft = taken(tmp_path, files)
    metadata = draft.edition.book.metadata
    assert (metadata.title, metadata.contributors[0].name, len(outline(draft))) == ("Ropes", "Ada Field", 2)


# What is the book ------------------------------------------------------------------------------------------


def test_one_text_in_several_sets_of_characters_is_taken_once(tmp_path):
    text = f"THE TALE\n\nCHAPTER I\n\n{PROSE}\n\nCHAPTER II\n\n{PROSE}"
    draft = taken(tmp_path, {"1234.txt": text, "1234-8.txt": text, "1234-0.txt": text, "old/1234-0.txt": text})
    assert len(outline(draft)) == 2
    assert "1234.txt is 1234-0.txt in fewer characters and was left out" in draft.remarks
    assert "old/1234-0.txt is an older text and was left out" in draft.remarks


def test_an_archive_in_an_archive_is_opened_and_several_are_refused_by_name(tmp_path):
    inner = archive({"a/1.md": chapter("One"), "a/2.md": chapter("Two"), "__MACOSX/a/._1.md": b"\x00\x05"})
    assert len(outline(taken(tmp_path, {"x/inner.zip": inner, "readme.txt": "Read me."}))) == 2
    (tmp_path / "the-parcel/other.zip").write_bytes(inner)
    with pytest.raises(WitnessError, match=r"holds 2 books \(other.zip, x/inner.zip\); give one of them"):
        new([str(tmp_path / "the-parcel")], tmp_path / "out2", DAY)


def test_an_archive_that_holds_itself_ends(tmp_path):
    content = archive({"a.txt.zip": b"no archive"})
    for _ in range(9):
        content = archive({"a.zip": content})
    with pytest.raises(WitnessError, match="no text is in this folder or archive"):
        taken(tmp_path, {"a.zip": content})


# What is said of it ----------------------------------------------------------------------------------------


def test_a_book_without_a_title_is_called_as_its_folder(tmp_path):
    draft = taken(tmp_path, {"src/01 Quay.md": chapter("The Quay"), "src/02 Light.md": chapter("The Light")})
    assert draft.edition.book.metadata.title == "The Parcel"
    assert [words for _, _, words in outline(draft)] == ["The Quay", "The Light"]


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("book.toml", '[book]\ntitle = "Ropes"\nauthors = ["Ada Field", "Ben Ford"]\nlanguage = "en"\n'),
        ("book.json", '{"title": "Ropes", "author": ["Ada Field", "Ben Ford"], "language": "en"}'),
        ("book.json", '{"title": "Ropes"'),
    ],
)
def test_the_settings_of_a_tool_for_books_say_title_and_authors(tmp_path, name, settings):
    files = {name: settings, "src/1.md": chapter("The Quay"), "src/2.md": chapter("The Light")}
    metadata = taken(tmp_path, files).edition.book.metadata
    broken = settings[-1] == '"'
    assert metadata.title == ("The Parcel" if broken else "Ropes")
    assert [one.name for one in metadata.contributors] == (["Unknown author"] if broken else ["Ada Field", "Ben Ford"])
