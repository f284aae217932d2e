"""English as American publishers set it."""

from __future__ import annotations

from octavo.languages.language import Apostrophes, Dash, Hyphens, Language, NoBreak, Quotes

# Words that drop their beginning. The first lines of each are those of Standard Ebooks' typogrify (standardebooks/tools,
# se/typography.py); the rest are aphetic forms of Wiktionary's category of that name and of Wright, The English Dialect
# Grammar (1905): loss of initial h, w, th and of unstressed beginnings. Older printing sets clitics apart: you 'll.
LEADING = frozenset(
    """
    tis twas twere twill twould twixt twasn twouldn twon twouldna tisn tisna tweren twarn twarnt twuz twur twon tain
    d e f ll ld m nt re s t ve em im n tel til uz uns un ud ull ld ve ll nt
    arf alf ampstead appen appens appy arry arriet enery ave aving avin aven avent ead eads eard eart earth ee eed eld elp elped
    erself imself isself ouse ouses orse orses oss ome omes ole oles otel ospital ow undred undreds ungry urry urt
    usband oo ooman oman omans omen ood ooden ould ouldn ouldst orld ud uld
    bacca baccy backer caze cos coz cuz kaze cept ceptin cepting ception clare coz dentical fraid gainst gator gators gin ginst kase kaze
    lasses lection leven lowed magine mergency mongst mong mongs nother nough nuff pears pon possum prentice prentices
    quaintance rithmetic scuse skeeter skeeters sposing spose sposed sposin squire struth strewth sdeath sblood slid sfoot spesh speshly twix
    zounds taters tater tatur tarnal tention tice turney twere twixt varsity zackly
    """.split()  # noqa: SIM905
)
SOMETIMES = frozenset(
    """
    a bout board bove bide bus buses cause cello coon cording count course cross cute deed em
    ere er ear ears eat eating ed eds ot ad air airs all and ands ard art as at ate ats edge eel ell faith ill ills im is old olds
    ope orn our ours owl fess flu fore fend fer front gain gad gage haps hind is lack lay less light lock long longside
    lotted low member members mid most mount muse neath nigh nip od ods pear phone phones pike plane point proach quaint
    quire range ready round rouse say scape sect sell shamed side sides sign sist skin sleep spect specs spite stead
    state steads stonished straction stroy sure sturb sylum tack tempt tend test thout through till tired tother tween
    twill twixt way ways ware while wares un us ope ud un tic
    """.split()  # noqa: SIM905
)
TRAILING = frozenset(
    """
    n o th an wi ol ole po mo fo befo yo do de t i a ca wa ha ba fu pu gi awfu lea fa ga sha wha tha dat wid
    wouldna couldna tho thro altho thoro an' no gen'lem missis mos las jus mus bes fas eas wes nex kep slep lef sof
    han lan stan fin min kin fren frien' groun roun soun poun thousan hun chil chile wil ol' tol col gol hol bol ain
    mar marse mas mars mis missus ter inter ev d' l' roun' behin' aroun' foun foun' las' whar thar yer yo' oh
    wick mornin evenin nothin nuthin nuffin somethin sumpin darlin
    """.split()  # noqa: SIM905
)
RESTORED = (
    "h", "w", "th", "a", "be", "e", "ex", "re", "de", "di", "dis", "in", "im", "en", "em", "o", "un", "per", "al", "ac", "ad",
    "ap", "as", "at", "af", "an", "ar", "com", "con", "pro", "pre", "su", "sus", "sup", "po", "to", "mo", "u", "i", "es", "ob",
    "op", "oc", "ro", "co", "wh", "y",
)  # fmt: skip
ENDINGS = ("g", "d", "t", "f", "l", "ll", "h", "k", "e", "re", "r", "n", "ve", "ld", "st", "p", "v", "y", "s", "th")

# Words that end no compound, so that a hyphen before one is a lost dash: not those of worthwhile, goodwill, nowhere.
NEVER_LAST = frozenset(
    """
    a an the this that these those which who whom whose what whatever wherever when whenever why because although though
    unless until whether whereas if as than and but or nor
    I he she we they it his its their our your my him them himself themselves itself
    is are was were has have had does could would shall should must cannot
    isn't aren't wasn't weren't hasn't haven't hadn't doesn't didn't can't couldn't won't wouldn't shouldn't
    it's that's he's she's they're they'll they've we're we'll I'm I've I'll there's there
    even especially including perhaps indeed namely
    """.split()  # noqa: SIM905
)
CONNECTING = frozenset("of for from with into upon against between among without during towards".split())  # noqa: SIM905
# Adverbs end compounds (looker-on, lean-to), but not across a space.
ADVERBS = frozenset("to in on at by over under about after through".split())  # noqa: SIM905
# Words that begin no compound of two: a hyphen after one is a slip.
NEVER_FIRST = frozenset("from of the a an and or into upon towards than whose their our his these those which".split())  # noqa: SIM905
SUSPENDING = frozenset(("and", "or", "nor", "but", "to"))
# Chicago 7.89, section 4, and New Hart's Rules 3.3: prefixes set with a hyphen when in doubt, and those set solid.
PREFIXES = frozenset(
    """
    all ante anti arch bi bio co counter cross crypto de demi electro ever ex extra far half hyper ill infra inter intra
    macro mega meta micro mid mini multi neo non omni para photo poly post pre pro proto pseudo psycho quasi re self
    semi socio sub super supra tele trans tri ultra vice well
    """.split()  # noqa: SIM905
)
# Endings that are words as well; what they end is a word (planless), not two run together.
SUFFIXES = frozenset("able ability fully land less like man men most ness ring ship some ward wards wise woman women".split())  # noqa: SIM905
SOLID = frozenset(("over", "under", "out", "un", "dis", "mis", "fore", "up", "down", "en", "em", "im", "il", "ir", "in"))

TITLES = (
    "Mr", "Mrs", "Ms", "Mx", "Dr", "Messrs", "Mme", "Mlle", "Prof", "Rev", "Hon", "St", "Capt", "Col", "Gen", "Lieut", "Lt",
    "Maj", "Sergt", "Sgt", "Cpl", "Adm", "Gov", "Pres", "Sen", "Rep", "Fr", "Esq", "Mt", "Ft", "Supt", "Insp", "Cmdr", "Corp",
)  # fmt: skip
LABELS = ("No", "Nos", "no", "nos", "p", "pp", "vol", "vols", "Vol", "ch", "chap", "Chap", "fig", "Fig", "sec", "§", "§§", "¶")
UNITS = ("km", "cm", "mm", "kg", "lb", "lbs", "oz", "ft", "mi", "mph", "a.m.", "p.m.", "A.M.", "P.M.", "AD", "BC", "CE", "BCE")

APOSTROPHES = Apostrophes(
    leading=LEADING,
    sometimes=SOMETIMES,
    trailing=TRAILING,
    restored=RESTORED,
    endings=ENDINGS,
    possessive="sxz",
)
HYPHENS = Hyphens(
    never_last=NEVER_LAST,
    never_first=NEVER_FIRST,
    connecting=CONNECTING,
    adverbs=ADVERBS,
    suspending=SUSPENDING,
    prefixes=PREFIXES,
    solid=SOLID,
    suffixes=SUFFIXES,
)
QUOTES = Quotes(
    double=("\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"),
    inner=("\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"),
    single=("\N{LEFT SINGLE QUOTATION MARK}", "\N{RIGHT SINGLE QUOTATION MARK}"),
)

AMERICAN = Language(
    tag="en",
    name="American English",
    sources=(
        "The Chicago Manual of Style, 17th ed., 6.75-6.96 (hyphens, dashes), 6.115-6.123 (quotation marks, apostrophes, "
        "spaces), 7.30 (apostrophe at a word's beginning), 10.12 (initials), 13.50-13.58 (ellipses)",
        "Standard Ebooks Manual of Style, 8.7 (punctuation, hair spaces, word joiners)",
    ),
    wordlist="en",
    quotes=(QUOTES,),
    apostrophe="\N{RIGHT SINGLE QUOTATION MARK}",
    apostrophes=APOSTROPHES,
    dash=Dash(mark="\N{EM DASH}"),
    range_dash="\N{EN DASH}",
    omission_dashes=True,
    ellipsis="\N{HORIZONTAL ELLIPSIS}",
    ellipsis_space="\N{HAIR SPACE}",
    nested_space="\N{HAIR SPACE}",
    dash_joiner="\N{WORD JOINER}",
    tight_marks=",;:!?.)]}",
    hyphens=HYPHENS,
    no_break=NoBreak(titles=TITLES, labels=LABELS, units=UNITS, initials=True),
)
