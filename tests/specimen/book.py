"""The specimen as a value. Its words were written for it; they are in the public domain (CC0)."""

from datetime import date

from octavo import __version__
from octavo import model as m
from octavo.edition import Apparatus, Edition
from octavo.model import LetterPart, Role

IDENTIFIER = "urn:uuid:6c1b3c0e-5f0a-5d0e-9a53-0c7a9d1b2e41"


def p(*parts: str | m.Inline) -> m.Paragraph:
    return m.Paragraph(inlines(*parts))


def inlines(*parts: str | m.Inline) -> m.Inlines:
    return tuple(m.Text(part) if isinstance(part, str) else part for part in parts)


def line(text: str, indent: int = 0) -> m.VerseLine:
    return m.VerseLine(inlines(text), indent)


def section(role: Role, count: int, title: str | m.Inlines, *blocks: m.Block, **more: object) -> m.Section:
    words = inlines(title) if isinstance(title, str) else title
    return m.Section(f"{role.value}-{count}", role, words, blocks=blocks, **more)


def letter(part: LetterPart, text: str) -> m.LetterLine:
    return m.LetterLine(part, inlines(text))


def em(*parts: str | m.Inline) -> m.Emphasis:
    return m.Emphasis(inlines(*parts))


def foreign(language: str, text: str, *, italic: bool = True) -> m.Foreign:
    return m.Foreign(inlines(text), language, italic)


WEATHER = (
    "The rain came over the hill at noon and stayed until the lamps were lit. Nobody in the shop spoke of it. They "
    "set their lines, struck off a proof, read it aloud against the copy, and set it again where the eye had wandered. "
)

FRONT = (
    section(Role.DEDICATION, 1, "Dedication", p("To whoever reads the proofs.")),
    section(
        Role.EPIGRAPH,
        1,
        "Epigraph",
        m.Quotation((p(foreign("la", "Littera scripta manet."), " The written letter stays."),)),
    ),
    section(Role.FOREWORD, 1, "Foreword", p("A foreword is by another hand.", m.NoteReference("n1"))),
    section(
        Role.PREFACE,
        1,
        "Preface",
        p(m.PageBreak("vii"), "A preface is by the author, and says why the book was written."),
        p("It was written to be ", em("looked at"), ", and only then read. ", WEATHER * 2),
    ),
    section(Role.INTRODUCTION, 1, "Introduction", p("An introduction says what the reader must know before.")),
    section(Role.ACKNOWLEDGMENTS, 1, "Acknowledgments", p("Thanks are owed to the compositor.")),
    section(
        Role.PERSONS,
        1,
        "Persons of the Play",
        m.List(((p("A Compositor."),), (p("A Binder, his neighbour."),)), None),
    ),
)

INLINES = section(
    Role.CHAPTER,
    1,
    inlines("Of ", em("Inlines")),
    p(
        m.PageBreak("1"),
        "Here stand ",
        em("stress"),
        ", ",
        m.Strong(inlines("weight")),
        ", ",
        m.SmallCapitals(inlines("Small Capitals")),
        ", ",
        foreign("fr", "le mot juste"),
        ", ",
        foreign("ru", "слово", italic=False),
        ", the 4",
        m.Superscript(inlines("th")),
        " of May, H",
        m.Subscript(inlines("2")),
        "O, a ",
        m.Link(inlines("link abroad"), "https://www.gutenberg.org/"),
        ", a ",
        m.Link(inlines("link at home"), "#appendix-1"),
        ", an ornament ",
        m.Image("fleuron.png", "a printer’s flower"),
        ", a note",
        m.NoteReference("n2"),
        " and a break",
        m.LineBreak(),
        "of the line.",
    ),
    p(WEATHER * 9),
    p("Then a word runs over the edge of a prin", m.PageBreak("2"), "ted leaf, as words do. ", WEATHER * 6),
    label=inlines("Chapter I"),
    number="I",
)

VERSE = section(
    Role.SUBCHAPTER,
    1,
    "Verse",
    m.Verse(
        (
            (line("A line of verse must keep its place,"), line("And so must every line,", 1)),
            (line("Though screens be narrow, and the space"), line("Too small for a design.", 1)),
        )
    ),
    p("Prose goes on after it."),
    m.ThematicBreak(),
    p("And goes on after a pause."),
)

TABLES = section(
    Role.SUBCHAPTER,
    2,
    "Lists and tables",
    m.Heading(4, inlines("A heading between paragraphs")),
    m.List(((p("ink"),), (p("paper"),)), None),
    m.List(((p("fold"),), (p("sew"),)), 3),
    m.Table(
        (
            (m.Cell(inlines("Size"), header=True), m.Cell(inlines("Leaves"), header=True)),
            (m.Cell(inlines("Folio"), header=True), m.Cell(inlines("two"))),
            (m.Cell(inlines("Octavo and its kin"), columns=2),),
        ),
        inlines("How often a sheet is folded"),
    ),
    m.Figure(m.Image("press.png", "A hand press, its bar drawn towards the printer"), inlines("The press")),
    m.Preformatted(inlines("ETAOIN\n  SHRDLU")),
)

BLOCKS = section(
    Role.CHAPTER,
    2,
    "Of Blocks",
    p("A chapter holds parts of its own.", m.NoteReference("n3")),
    m.Quotation((p("A quotation stands apart,"), p("in as many paragraphs as it needs."))),
    sections=(VERSE, TABLES),
    label=inlines("Chapter II"),
    number="II",
)

LETTER = section(
    Role.LETTER,
    1,
    "Letter to the Binder",
    letter(LetterPart.DATELINE, "Reading, 3 May 1871"),
    letter(LetterPart.SALUTATION, "Dear Sir,"),
    p("The sheets are dry and may be fetched."),
    letter(LetterPart.CLOSING, "I remain yours,"),
    letter(LetterPart.SIGNATURE, "A. Compositor"),
    letter(LetterPart.POSTSCRIPT, "P.S. Mind the plates."),
)

DRAMA = section(
    Role.CHAPTER,
    3,
    "Of Drama",
    m.Direction(inlines("A shop. Enter a Printer and a Devil.")),
    m.Speech(inlines("Printer"), (p("Who has been at my type?"),)),
    m.Speech(inlines("Devil"), (m.Verse(((line("Not I, sir, not I,"), line("I was washing the dye.", 1)),)),)),
    label=inlines("Chapter III"),
    number="III",
)

BODY = (
    section(Role.PROLOGUE, 1, "Prologue", p("Before the first part comes this. ", WEATHER)),
    section(
        Role.PART,
        1,
        "The Parts of a Book",
        p("A part may have words of its own."),
        sections=(INLINES, BLOCKS, LETTER, DRAMA),
        label=inlines("Part One"),
        number="One",
    ),
    section(Role.EPILOGUE, 1, "Epilogue", p("After the last part comes this.")),
    section(Role.CONCLUSION, 1, "Conclusion", p("And what follows from it all.")),
)

BACK = (
    section(Role.AFTERWORD, 1, "Afterword", p("An afterword looks back.")),
    section(Role.APPENDIX, 1, "Appendix", p("An appendix holds what would not fit. ", WEATHER)),
    section(Role.GLOSSARY, 1, "Glossary", p(m.Strong(inlines("Octavo")), ": a sheet folded three times.")),
    section(Role.BIBLIOGRAPHY, 1, "Bibliography", p("J. Moxon, ", em("Mechanick Exercises"), ", 1683.")),
    section(Role.INDEX, 1, "Index", p("Press, ", m.Link(inlines("figure"), "#subchapter-2"))),
    section(Role.COLOPHON, 1, "Colophon", p("Set by hand, in a manner of speaking.")),
)

NOTES = (
    m.Note("n1", "1", (p("Often by a friend."),)),
    m.Note("n2", "2", (p("A note may have ", em("stress"), " in it."), p("And a second paragraph."))),
    m.Note("n3", "3", (p("See ", foreign("fr", "Candide"), "."), m.Quotation((p("Cela est bien dit."),)))),
)

METADATA = m.Metadata(
    slug="specimen",
    title="A Specimen of All the Parts of a Book",
    language="en-GB",
    date=date(2026, 11, 23),
    identifier=IDENTIFIER,
    contributors=(m.Contributor("A. Compositor", "aut", "Compositor, A."), m.Contributor("Zoë Binder", "ill")),
    subtitle="With Examples",
    short_title="A Specimen",
    description="Every role, block and inline a book may hold, once each.",
    subjects=(m.Subject("Printing -- Specimens", "https://example.org/subjects", "p1"), m.Subject("Books")),
    provenance=m.Provenance(
        provider="Octavo",
        source="A Specimen, the printed sheets of 1871",
        publisher="Octavo",
        transcriber="the compositor",
        rights="The text is in the public domain.",
        credit="Octavo",
        url="https://example.org/specimen",
    ),
)

BOOK = m.Book(METADATA, FRONT, BODY, BACK, NOTES)
EDITION = Edition(BOOK, Apparatus(), __version__)
