"""Faces: kept under a name that tells what made them, subset once for all formats."""

from msgspec.structs import replace

from octavo.faces import faces
from octavo.fonts import characters, instance, source, subset_face


def test_an_instance_is_named_for_all_that_makes_it(project):
    regular, *_ = faces(project.styles)
    names = {replace(regular, **change).kept(project.fonts) for change in ({}, {"weight": 500}, {"style": "italic"})}
    assert len(names) == 3
    assert all(name.parent == project.fonts and name.suffix == ".ttf" for name in names)


def test_an_instance_shows_what_its_source_shows(project):
    for face in faces(project.styles):
        assert characters(instance(face, project.fonts)) == characters(source(face))


def test_a_subset_is_made_once(project, tmp_path):
    regular, *_ = faces(project.styles)
    whole = instance(regular, project.fonts)
    cache = tmp_path / "cache"
    cache.mkdir()
    (cache / whole.name).symlink_to(whole)
    first = subset_face(regular, "abc", cache)
    (made,) = set(cache.iterdir()) - {cache / whole.name}
    assert made.read_bytes() == first and {"a", "b", "c"} <= characters(made) < characters(whole)
    made.write_bytes(b"kept")
    assert subset_face(regular, "abc", cache) == b"kept"
    assert subset_face(regular, "abd", cache) != b"kept"
