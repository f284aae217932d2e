"""Faces: kept under a name that tells what made them, subset to the characters of a book."""

from fontTools.ttLib import TTFont
from msgspec.structs import replace

from octavo.faces import faces
from octavo.fonts import characters, instance, source, subsetted


def test_an_instance_is_named_for_all_that_makes_it(project):
    regular, *_ = faces(project.styles)
    names = {replace(regular, **change).kept(project.fonts) for change in ({}, {"weight": 500}, {"style": "italic"})}
    assert len(names) == 3
    assert all(name.parent == project.fonts and name.suffix == ".ttf" for name in names)


def test_an_instance_shows_what_its_source_shows(project):
    for face in faces(project.styles):
        assert characters(instance(face, project.fonts)) == characters(source(face))


def test_a_subset_shows_what_it_is_asked_and_keeps_real_small_capitals(project, tmp_path):
    regular, *_ = faces(project.styles)
    whole = instance(regular, project.fonts)
    small = tmp_path / "small.ttf"
    small.write_bytes(subsetted(whole, "abc1"))
    assert characters(small) == set("abc1")
    assert small.read_bytes() == subsetted(whole, "abc1")
    assert small.stat().st_size < 20_000
    with TTFont(small) as font:
        kept = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
        licence = [str(name) for name in font["name"].names if name.nameID in {13, 14}]
    assert {"smcp", "c2sc", "onum"} & kept >= {"smcp", "onum"} and "ss01" not in kept
    assert "openfontlicense" in " ".join(licence).lower().replace(" ", "")
