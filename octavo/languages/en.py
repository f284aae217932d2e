"""English as American publishers set it."""

from __future__ import annotations

from octavo.languages.language import Apostrophes, Dash, Hyphens, Language, NoBreak, Quotes, words

# Words that drop their beginning: those of Standard Ebooks' typogrify (standardebooks/tools), and aphetic
# forms of Wiktionary's category of that name and of Wright, The English Dialect Grammar (1905): loss of
# initial h, w, th and of unstressed beginnings. Older printing sets clitics apart: you 'll. RESTORED and
# ENDINGS find more.
LEADING = frozenset(
    words("""
    alf ampstead appen appens appy arf arriet arry aven avent avin aving bacca baccy caze cep
    cept ceptin cepting ception cos cuz d dentical e ead eads eard eart ee eed eld elp elped
    em enery erself f fraid gainst gator gators gin ginst im imself isself kase kaze ld lection leven
    ll lowed m magine mergency mong mongs mongst n nother nough nt nuff ole oles oman omans ome omen omes oo
    ood ooden ooman orld orse orses ospital oss otel ould ouldn ouldst ouse ouses ow pon possum
    prentice prentices quaintance re rithmetic s sblood scuse sdeath sfoot skeeter skeeters spesh
    speshly spose sposed sposin sposing strewth struth t tain tarnal tater taters tatur tel tention
    tice til tis tisn tisna turney twarn twarnt twas twasn twere tweren twill twix twixt twon twould twouldn
    twouldna twur twuz ud uld ull un undred undreds ungry uns urry urt usband uz varsity ve zackly zounds
    """)
)
SOMETIMES = frozenset(
    words("""
    squire lasses ave pears backer slid coz a ad air airs all and ands ard art as at ate ats bide board bout
    bove bus buses case cause cello coon cording count course cross cute deed ear ears eat eating ed edge eds
    eel ell em er ere faith fend fer fess flu fore front gad gage gain haps hind ill ills im is lack lay less
    light lock long longside lotted low member members mid most mount muse neath nigh nip od ods old olds ope
    orn ot our ours owl pear phone phones pike plane point proach quaint quire range ready round rouse say
    scape sect sell shamed side sides sign sist skin sleep specs spect spite state stead steads stonished
    straction stroy sturb sure sylum tack tempt tend test thout through tic till tired tother tween twill
    twixt ud un us ware wares way ways while
    """)
)
TRAILING = frozenset(
    words("""
    a ain altho an an' aroun' awfu ba befo behin' bes bol ca chil chile col couldna d' darlin dat de do eas
    ev evenin fa fas fin fo foun foun' fren frien' fu ga gen'lem gi gol groun ha han hol hun i inter jus kep
    kin l' lan las las' lea lef mar mars marse mas min mis missis missus mo mornin mos mus n nex no nothin
    nuffin nuthin o oh ol ol' ole po poun pu roun roun' sha slep sof somethin soun stan sumpin t ter th tha
    thar tho thoro thousan thro tol wa wes wha whar wi wick wid wil wouldna yer yo yo'
    """)
)
RESTORED = words("""
    h w th a be e ex re de di dis in im en em o un per al ac ad ap as at af an ar com con pro pre su sus
    sup po to mo u i es ob op oc ro co wh y
    """)
ENDINGS = words("""
            g d t f l ll h k e re r n ve ld st p v y s th
        """)

# Words that end no compound, so that a hyphen before one is a lost dash; not 'while', 'will', 'where'.
NEVER_LAST = frozenset(
    words("""
    a although an and are aren't as because but can't cannot could couldn't didn't does doesn't especially even
    had hadn't has hasn't have haven't he he's him himself his I I'll I'm I've if including indeed is hence
    however isn't it it's its itself moreover must my namely neither never nevertheless nor not or our perhaps
    shall she she's should shouldn't than that that's the their them themselves there there's therefore these
    they they'll they're they've this those though thus unless until was wasn't we we'll we're were weren't what
    whatever when whenever whereas wherever whether which who whom whose why won't would wouldn't your
    """)
)
CONNECTING = frozenset(
    words("""
    against among between during for from into of towards upon with without
    """)
)
# Adverbs end compounds (looker-on, lean-to), but not across a space.
ADVERBS = frozenset(
    words("""
    about after at by in on over through to under
    """)
)
# Words that begin no compound of two: a hyphen after one is a slip.
NEVER_FIRST = frozenset(
    words("""
    a an and from his into of or our than the their these those towards upon which whose
    """)
)
SUSPENDING = frozenset(("and", "or", "nor", "but", "to"))
# Prefixes set with a hyphen when in doubt, and those set solid: Chicago 7.89, New Hart's Rules, chapter 3.
PREFIXES = frozenset(
    words("""
    all ante anti arch bi bio co counter cross crypto de demi electro ever ex extra far half hyper ill infra
    inter intra macro mega meta micro mid mini multi neo non omni para photo poly post pre pro proto pseudo
    psycho quasi re self semi socio sub super supra tele trans tri ultra vice well
    """)
)
# Endings that are words as well; what they end is a word (planless), not two run together.
SUFFIXES = frozenset(
    words("""
    ability able fully land less like man men most ness ring ship some ward wards wise woman women
    """)
)
SOLID = frozenset(
    ("over", "under", "out", "un", "dis", "mis", "fore", "up", "down", "en", "em", "im", "il", "ir", "in")
)

TITLES = words("""
    Mr Mrs Ms Mx Dr Messrs Mme Mlle Prof Rev Hon St Capt Col Gen Lieut Lt Maj Sergt Sgt Cpl Adm Gov Pres
    Sen Rep Fr Esq Mt Ft Supt Insp Cmdr Corp
    """)
LABELS = words("""
            No Nos no nos p pp vol vols Vol ch chap Chap fig Fig sec § §§ ¶
        """)
UNITS = words("""
            km cm mm kg lb lbs oz ft mi mph a.m. p.m. A.M. P.M. AD BC CE BCE
        """)

# Inclusive dates: Chicago 6.78.
CALENDAR = words("""
    January February March April May June July August September October November December Jan Feb Mar Apr Aug Sept Oct
    Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    """)

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
    objects=frozenset(("him", "himself", "it", "itself", "them", "themselves", "us", "ourselves")),
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
        "The Chicago Manual of Style, 17th ed. (2017), chapters 6 (dashes, quotation marks), 7 (contractions,"
        " "
        "compounds), 10 (initials) and 13 (ellipses)",
        "Standard Ebooks Manual of Style, Typography (punctuation, hair spaces, word joiners)",
    ),
    wordlist="en",
    quotes=(QUOTES,),
    apostrophes=APOSTROPHES,
    dash=Dash(mark="\N{EM DASH}"),
    range_dash="\N{EN DASH}",
    calendar=CALENDAR,
    omission_dashes=True,
    ellipsis="\N{HORIZONTAL ELLIPSIS}",
    ellipsis_space="\N{HAIR SPACE}",
    nested_space="\N{HAIR SPACE}",
    dash_joiner="\N{WORD JOINER}",
    tight_marks=",;:!?.)]}",
    hyphens=HYPHENS,
    no_break=NoBreak(titles=TITLES, labels=LABELS, units=UNITS, initials=True),
)
