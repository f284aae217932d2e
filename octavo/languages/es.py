"""Spanish as the academies set it."""

from __future__ import annotations

from octavo.languages.language import Dash, Language, NoBreak, Quotes, words

_FIXED = "\N{NO-BREAK SPACE}"
_LOW_SINGLE = ("\N{LEFT SINGLE QUOTATION MARK}", "\N{RIGHT SINGLE QUOTATION MARK}")
_ENGLISH = ("\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}")

SPANISH = Language(
    tag="es",
    name="Spanish",
    sources=(
        "RAE y ASALE, Ortografía de la lengua española (2010), III (comillas «“‘’”», raya, puntos "
        "suspensivos, guion "
        "en intervalos), V (abreviaturas), VIII (cifras y unidades)",
        "José Martínez de Sousa, Manual de estilo de la lengua española, 5th ed. (2015)",
    ),
    wordlist="es",
    quotes=(
        Quotes(
            double=(
                "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}",
                "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}",
            ),
            inner=_ENGLISH,
            single=_LOW_SINGLE,
            continuing="\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}",
        ),
        Quotes(double=_ENGLISH, inner=_LOW_SINGLE, single=_LOW_SINGLE),
    ),
    dash=Dash(mark="\N{EM DASH}", dialogue="\N{EM DASH}", keeps_spaces=True),
    ellipsis="\N{HORIZONTAL ELLIPSIS}",
    tight_marks=",;:!?.)]}",
    no_break=NoBreak(
        titles=words(
            """
            Sr Sra Srta Sres D Dña Dr Dra Prof Ilmo Excmo Fr Mons Lic
            """
        ),
        labels=("n.º", "núm", "núms", "pág", "págs", "p", "pp", "cap", "t", "vol", "art", "fig", "§", "lib"),
        units=("%", "‰", "km", "cm", "mm", "kg", "°C", "€", "h", "min"),
        phrases=("EE. UU.", "p. ej.", "a. C.", "d. C.", "JJ. OO.", "RR. HH.", "P. D."),
        phrase_space=_FIXED,
        thousands=_FIXED,
        initials=True,
    ),
)
