"""The language of a text: as headers name it, and as its commonest words tell."""

import pytest

from octavo.tongue import familiar, named


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("English", "en"),
        ("Greek, Ancient", "grc"),
        ("Gaelic, Scottish", "gd"),
        ("English, Middle", "enm"),
        ("Maori", "mi"),
        ("Old English (ca. 450-1100)", "ang"),
        ("French, English", "fr"),
        ("German and English", "de"),
        ("ger", "de"),
        ("en-gb", "en-gb"),
        ("nonsense", None),
    ],
)
def test_a_language_is_known_by_its_names(name, tag):
    assert named(name) == tag


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Онъ сказалъ, что всѣ лошади стоятъ въ сараѣ, но мужикъ отвѣчалъ ему, что теперь ихъ тамъ уже нѣтъ.", "ru"),
        ("Es ſei denn, daß er ſich ſelbſt ſo ſehr haſſe; ſonſt iſt ſie ſeine Frau, und ſie ſoll es ſein.", "de"),
    ],
)
def test_old_spelling_is_the_language_it_was(text, tag):
    found, share = familiar(text)
    assert found == tag
    assert share > 0.4
