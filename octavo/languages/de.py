"""German as Duden and the German book trade set it."""

from __future__ import annotations

from octavo.languages.language import Apostrophes, Dash, Language, NoBreak, Quotes, words

_FIXED, _NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"
_COMMAS = Quotes(
    double=("\N{DOUBLE LOW-9 QUOTATION MARK}", "\N{LEFT DOUBLE QUOTATION MARK}"),
    inner=("\N{SINGLE LOW-9 QUOTATION MARK}", "\N{LEFT SINGLE QUOTATION MARK}"),
    single=("\N{SINGLE LOW-9 QUOTATION MARK}", "\N{LEFT SINGLE QUOTATION MARK}"),
)
_GUILLEMETS = Quotes(
    double=(
        "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}",
        "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}",
    ),
    inner=("\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}", "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}"),
    single=(
        "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}",
        "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}",
    ),
)
_SWISS = Quotes(
    double=(
        "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}",
        "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}",
    ),
    inner=("\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}", "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"),
    single=(
        "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}",
        "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}",
    ),
)
_MONTHS = words("Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember")

GERMAN = Language(
    tag="de",
    name="German",
    sources=(
        "Duden, Die deutsche Rechtschreibung, 28th ed. (2020): Anführungszeichen, Apostroph, "
        "Auslassungspunkte, "
        "Gedankenstrich; Textverarbeitung (Abkürzungen, Striche, Zahlen)",
        "DIN 5008:2020, Schreib- und Gestaltungsregeln (abbreviations, figures and units)",
        "Forssman and de Jong, Detailtypografie, 6th ed. (2014): Anführungen, Gedankenstrich, Festabstände",
    ),
    wordlist="de",
    quotes=(_COMMAS, _GUILLEMETS, _SWISS),
    apostrophes=Apostrophes(
        leading=frozenset(
            words("""
            s ne nen nem ner n rein raus ran rauf rum rüber runter mal naus nein nauf nunter
        """)
        ),
        trailing=frozenset(
            words("""
            hab hätt wär könnt wollt sollt möcht würd lass werd geh hör sag komm glaub denk ohn heut
            manch solch welch
        """)
        ),
        endings=("e", "en", "er"),
        possessive="szxß",
    ),
    dash=Dash(mark="\N{EN DASH}", before=" ", after=" "),
    range_dash="\N{EN DASH}",
    ellipsis="\N{HORIZONTAL ELLIPSIS}",
    ellipsis_apart=True,
    tight_marks=",;:!?.)]}",
    no_break=NoBreak(
        titles=("Dr", "Prof", "Hr", "Fr", "Frl", "St", "Ing", "Dipl"),
        labels=("Nr", "S", "Bd", "Kap", "Abb", "Abs", "Art", "§", "§§", "Tab", "Anm", "Str"),
        units=words(
            """
            % ‰ km cm mm kg °C € Mark Pf Uhr
            """
        )
        + _MONTHS,
        phrases=(
            "z. B.",
            "d. h.",
            "u. a.",
            "u. U.",
            "i. A.",
            "i. d. R.",
            "o. ä.",
            "u. ä.",
            "z. T.",
            "s. o.",
            "s. u.",
            "v. a.",
            "n. Chr.",
            "v. Chr.",
            "m. E.",
            "u. s. w.",
        ),
        phrase_space=_NARROW,
        thousands=_NARROW,
        initials=True,
    ),
)
