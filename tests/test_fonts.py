"""Faces: kept under a name that tells what made them, subset once for all formats."""

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


def test_a_subset_has_its_characters_and_is_the_same_each_time(project, tmp_path):
    whole = instance(faces(project.styles)[0], project.fonts)
    first = subsetted(whole, "abc")
    (tmp_path / "subset.ttf").write_bytes(first)
    assert {"a", "b", "c"} <= characters(tmp_path / "subset.ttf") < characters(whole)
    assert subsetted(whole, "abc") == first
