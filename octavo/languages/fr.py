"""French as the Imprimerie nationale sets it."""

from __future__ import annotations

from octavo.languages.language import Apostrophes, Dash, Language, NoBreak, Quotes, words

_FIXED, _FINE = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"

FRENCH = Language(
    tag="fr",
    name="French",
    sources=(
        "Lexique des règles typographiques en usage à l'Imprimerie nationale (2002): Ponctuation (fine before"
        " ; ! ?, "
        "word space before :), Guillemets, Tiret, Points de suspension, Nombres, Abréviations",
        "Jacques André, Petites leçons de typographie (2017)",
    ),
    wordlist="fr",
    quotes=(
        Quotes(
            double=(
                "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}",
                "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}",
            ),
            inner=("\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"),
            single=("\N{LEFT SINGLE QUOTATION MARK}", "\N{RIGHT SINGLE QUOTATION MARK}"),
            padding=_FIXED,
        ),
    ),
    apostrophes=Apostrophes(
        leading=frozenset(("tit", "tite", "tits", "tites", "tiot", "spèce", "pis", "coute", "gad")),
        trailing=frozenset(
            words("""
            p' jusqu lorsqu puisqu quelqu presqu entr grand prud qu l d j n s m t c v z
        """)
        ),
    ),
    dash=Dash(mark="\N{EM DASH}", before=" ", after=" ", dialogue=f"\N{EM DASH}{_FIXED}"),
    ellipsis="\N{HORIZONTAL ELLIPSIS}",
    tight_marks=",.)]}",
    spaced_marks=((";!?", _FINE), (":", _FIXED)),
    no_break=NoBreak(
        titles=("M", "MM", "Mme", "Mmes", "Mlle", "Mlles", "Dr", "Pr", "Me", "Mgr", "St", "Ste", "Vve", "Sr"),
        labels=("n°", "nos", "no", "p", "pp", "chap", "t", "vol", "art", "fig", "§", "liv", "fol"),
        units=words(
            """
            % ‰ km cm mm kg °C ° € F fr francs livres sous h min heures
            """
        ),
        thousands=_FINE,
        initials=True,
    ),
)
