"""Roles: the one source of a section's matter, `epub:type`, ARIA role, English name and page style.

EPUB Structural Semantics Vocabulary 1.1 (https://www.w3.org/TR/epub-ssv-11/) and Digital Publishing
WAI-ARIA Module 1.1 (https://www.w3.org/TR/dpub-aria-1.1/).
"""

from __future__ import annotations

from msgspec import Struct

from octavo.model import Matter, Role


class Semantics(Struct, frozen=True):
    """What a role means to the formats; `aria` is None where DPUB-ARIA has no role for it.

    `term` is the `epub:type` where it is not the role's own name, or where that is deprecated
    (http://www.daisy.org/z3998/2012/vocab/structure/ has it).
    """

    matter: Matter
    name: str
    aria: str | None = None
    term: str | None = None


FRONT, BODY, BACK = Matter.FRONT, Matter.BODY, Matter.BACK
SEMANTICS: dict[Role, Semantics] = {
    Role.DEDICATION: Semantics(FRONT, "Dedication", "doc-dedication"),
    Role.EPIGRAPH: Semantics(FRONT, "Epigraph", "doc-epigraph"),
    Role.FOREWORD: Semantics(FRONT, "Foreword", "doc-foreword"),
    Role.PREFACE: Semantics(FRONT, "Preface", "doc-preface"),
    Role.INTRODUCTION: Semantics(FRONT, "Introduction", "doc-introduction"),
    Role.ACKNOWLEDGMENTS: Semantics(FRONT, "Acknowledgments", "doc-acknowledgments"),
    Role.PERSONS: Semantics(FRONT, "Persons", term="z3998:dramatis-personae"),
    Role.PROLOGUE: Semantics(BODY, "Prologue", "doc-prologue"),
    Role.PART: Semantics(BODY, "Part", "doc-part"),
    Role.CHAPTER: Semantics(BODY, "Chapter", "doc-chapter"),
    Role.SUBCHAPTER: Semantics(BODY, "Section", term="z3998:subchapter"),
    Role.LETTER: Semantics(BODY, "Letter", term="z3998:letter"),
    Role.EPILOGUE: Semantics(BODY, "Epilogue", "doc-epilogue"),
    Role.CONCLUSION: Semantics(BODY, "Conclusion", "doc-conclusion"),
    Role.AFTERWORD: Semantics(BACK, "Afterword", "doc-afterword"),
    Role.APPENDIX: Semantics(BACK, "Appendix", "doc-appendix"),
    Role.GLOSSARY: Semantics(BACK, "Glossary", "doc-glossary"),
    Role.BIBLIOGRAPHY: Semantics(BACK, "Bibliography", "doc-bibliography"),
    Role.INDEX: Semantics(BACK, "Index", "doc-index"),
    Role.COLOPHON: Semantics(BACK, "Colophon", "doc-colophon"),
}
EPUB_TYPE = {Matter.FRONT: "frontmatter", Matter.BODY: "bodymatter", Matter.BACK: "backmatter"}
