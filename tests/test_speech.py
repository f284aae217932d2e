"""The language of a text: told by a library's model where no header states it, and doubted where the text disagrees."""

import pytest

from octavo.intake.speech import detected, speech
from octavo.tongue import regional

LINES = {
    "af": "Daar was eenmaal 'n ou man wat drie seuns gehad het. Die oudste het gesê dat hy die wêreld wou ingaan.",
    "be": "Жыў-быў стары чалавек, і было ў яго тры сыны. Старэйшы сказаў бацьку, што хоча ісці ў свет.",
    "bg": "Имало едно време един стар човек, който имал трима сина. Най-големият казал, че иска да тръгне по света.",
    "br": "Ur wech e oa un den kozh hag en doa tri mab. An hini koshañ a lavaras d'e dad e felle dezhañ mont kuit.",
    "cs": "Byl jednou jeden starý muž, který měl tři syny. Nejstarší řekl otci, že chce jít do světa hledat štěstí.",
    "cy": "Yr oedd hen ŵr yn byw mewn bwthyn bach, ac yr oedd ganddo dri mab. Nid oedd y tad yn fodlon o gwbl.",
    "da": "Der var engang en gammel Mand, som havde tre Sønner. Den ældste sagde, at han vilde ud.",
    "el": "Ἦτο μία φορὰ ἕνας γέρος ποὺ εἶχε τρία παιδιά. Τὸ μεγαλύτερο ἤθελε νὰ πάῃ στὸν κόσμο, καὶ δὲν γύρισε.",
    "eo": "En malgranda vilaĝo apud la maro vivis maljuna fiŝkaptisto kun sia edzino. Ili neniam plendis.",
    "et": "Elas kord vana mees, kellel oli kolm poega. Vanim ütles isale, et tahab maailma minna ja õnne otsida.",
    "eu": "Bazen behin gizon bat mendian bizi zena, eta hiru seme zituen. Zaharrenak mundura joan nahi zuela esan.",
    "fy": "Der wie ris in âlde man dy't trije soannen hie. De âldste sei tsjin syn heit dat er de wrâld yn woe.",
    "ga": "Bhí fear ann fadó agus bhí triúr mac aige. Dúirt an mac ba shine go raibh sé ag dul amach.",
    "gd": "Bha siud ann uair a bha seo rìgh agus bean, agus bha triùir nighean aca. Chaochail a' bhean gu luath.",
    "gl": "Había unha vez un vello que tiña tres fillos. O máis vello díxolle ao seu pai que quería ir polo mundo.",
    "grc": "Ἦν ποτε γέρων τις ᾧ τρεῖς ἦσαν παῖδες· ὁ δὲ πρεσβύτατος ἔφη τῷ πατρὶ βούλεσθαι τὴν γῆν περιελθεῖν.",
    "hr": "Bio jednom jedan starac koji je imao tri sina. Najstariji reče ocu da želi poći u svijet tražiti sreću.",
    "hy": "Կար չկար մի թագավոր կար, այս թագավորն ուներ երեք տղա։ Մի օր նա կանչեց իր տղաներին։",
    "ka": "იყო და არა იყო რა, იყო ერთი მეფე, რომელსაც სამი ვაჟი ჰყავდა. ერთ დღეს მეფემ დაიბარა შვილები.",
    "la": "Erat olim senex quidam qui tres filios habebat. Natu maximus patri dixit se terras peragrare velle.",
    "lb": "Et war eemol en ale Mann, deen hat dräi Jongen. Den eelsten huet zu sengem Papp gesot, hie wéilt fort goen.",
    "nds": "Dor weer mal en olen Mann, de harr dree Söhns. De öllste sä, dat he in de Welt wull un sien Glück söken. "
    "Sien Mudder geev em wat to eten mit, un he güng fröh los, ahn dat he een Minschen to sehn kreeg.",
    "no": "Det var en gang en gammel mann som hadde tre sønner. Den eldste sa at han ville ut i verden.",
    "nn": "Det var ein gong ein gamal mann som hadde tre søner. Den eldste sa at han ikkje ville vera heime lenger.",
    "pt": "Era uma vez um velho que tinha três filhos. O mais velho disse ao pai que queria ir pelo mundo.",
    "sk": "Bol raz jeden starý muž, ktorý mal troch synov. Najstarší povedal otcovi, že chce ísť do sveta.",
    "sq": "Na ishte një herë një plak që kishte tre djem. Më i madhi i tha të atit se donte të shkonte nëpër botë.",
    "sr": "Био једном један старац који је имао три сина. Најстарији рече оцу да жели да пође у свет.",
    "uk": "Жив собі старий чоловік, і було в нього три сини. Найстарший сказав батькові, що хоче піти у світ.",
    "yi": "אַמאָל איז געווען אַן אַלטער מאַן וואָס האָט געהאַט דרײַ זין. דער עלטסטער האָט געזאָגט אַז ער וויל גיין.",
}


@pytest.mark.parametrize("tag", LINES)
def test_a_language_is_told_from_its_neighbours(tag: str) -> None:
    assert detected(LINES[tag])[0] == tag


def test_what_is_stated_is_doubted_where_the_text_is_surely_in_another_language() -> None:
    doubts: list[str] = []
    assert speech("en", [LINES["la"] * 3], doubts) == "en"
    assert doubts == ["the language is stated as en, and looks like la"]


@pytest.mark.parametrize(
    ("stated", "tag"), [("nb", "no"), ("da-DK", "da"), ("sr-Latn", "hr"), ("gl", "gl"), ("sco", "no")]
)
def test_what_is_stated_is_not_doubted_for_its_other_name_or_where_no_model_knows_it(stated: str, tag: str) -> None:
    doubts: list[str] = []
    speech(stated, [LINES[tag] * 3], doubts)
    assert doubts == []


def test_a_text_of_a_word_or_two_is_not_sure() -> None:
    doubts: list[str] = []
    assert speech(None, ["Xqz vrbl."], doubts) == "en"
    assert doubts[-1] == "the language is not sure; see language in book.toml"


BRITISH, AMERICAN = "Her neighbours did the harbour honour in colour. ", "Her neighbors did the harbor honor in color. "


@pytest.mark.parametrize(
    ("tag", "texts", "found"),
    [
        ("en", [BRITISH], "en-GB"),
        ("en", [AMERICAN], "en-US"),
        ("en", [AMERICAN * 2 + "The centre of the theatre, a traveller. "], "en-US"),
        ("en", [AMERICAN + "The programme of the theatre's defence, and programmes, centres. "], "en"),
        ("en", ["The centre of the theatre, where a traveller travelled in defence. "], "en-GB"),
        ("en", [BRITISH, AMERICAN], "en"),
        ("en", [AMERICAN, "A boat. ", BRITISH, AMERICAN, AMERICAN], "en-US"),
        ("pt", ["O gênio econômico do cônego Antônio, um fenômeno. "], "pt-BR"),
        ("pt", ["O génio económico do cónego António, um fenómeno. "], "pt-PT"),
        ("la", ["Erat olim senex. "], "la"),
    ],
)
def test_spelling_shows_the_region_of_a_text_and_of_most_texts_of_a_collection(tag, texts, found) -> None:
    assert regional(tag, texts)[0] == found


def test_mixed_spelling_is_asked_about() -> None:
    assert regional("en", [AMERICAN, BRITISH])[1] == (
        "the spelling is mixed (en-GB in 1 and en-US in 1 texts); see language in book.toml"
    )
    assert regional("en", [AMERICAN + BRITISH])[1] == "the spelling is mixed; see language in book.toml"
    assert regional("en", [AMERICAN] * 3 + [BRITISH])[1] == (
        "the texts are spelled as en-GB in 1 and en-US in 3; en-US is taken"
    )
