"""Russian as Milchin and Cheltsova's handbook sets it."""

from __future__ import annotations

from octavo.languages.language import Dash, Language, NoBreak, Quotes, words

_FIXED = "\N{NO-BREAK SPACE}"

RUSSIAN = Language(
    tag="ru",
    name="Russian",
    sources=(
        "А. Э. Мильчин, Л. К. Чельцова, Справочник издателя и автора, 4-е изд. (2014): знаки препинания, "
        "кавычки, "
        "числа (тире между цифрами не отбивается), сокращения, неразрывные сочетания",
        "ГОСТ Р 7.0.12-2011 (сокращения)",
    ),
    wordlist="ru",
    quotes=(
        Quotes(
            double=(
                "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}",
                "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}",
            ),
            inner=("\N{DOUBLE LOW-9 QUOTATION MARK}", "\N{LEFT DOUBLE QUOTATION MARK}"),
            single=("\N{SINGLE LOW-9 QUOTATION MARK}", "\N{LEFT SINGLE QUOTATION MARK}"),
        ),
    ),
    dash=Dash(mark="\N{EM DASH}", before=_FIXED, after=" ", dialogue=f"\N{EM DASH}{_FIXED}"),
    range_dash="\N{EM DASH}",
    ellipsis="\N{HORIZONTAL ELLIPSIS}",
    stress_marks=True,
    tight_marks=",;:!?.)]}",
    no_break=NoBreak(
        titles=("г-н", "г-жа", "гр", "проф", "акад", "доц", "св", "им", "ген", "г", "ул", "о", "д-р"),
        labels=("№", "§", "§§", "с", "стр", "гл", "т", "ч", "рис", "табл", "ст", "вып", "п"),
        units=words(
            """
            % г. гг. в. вв. руб. коп. км м см мм кг °C тыс. млн млрд ч мин
            """
        ),
        proclitics=words(
            """
            в к с о у и а В К С О У И А на не по за из от до во со ко
            """
        ),
        enclitics=("ли", "же", "бы", "б", "ж", "ль"),
        phrases=(
            "т. е.",
            "т. д.",
            "т. п.",
            "т. к.",
            "т. н.",
            "н. э.",
            "и т. д.",
            "и т. п.",
            "до н. э.",
            "и др.",
            "и пр.",
            "P. S.",
        ),
        phrase_space=_FIXED,
        thousands=_FIXED,
        initials=True,
    ),
)
