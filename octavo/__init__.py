"""Octavo turns public-domain texts into books: EPUB, Kindle and print-ready PDF.

The way of the data, one pure function a stage (`octavo.build.make`):

    read -> normalise -> structure -> emend -> typeset -> the edition -> render -> write -> verify

- `readers` take a witness's bytes to a flat run of blocks (`model`); `intake` makes a draft book of a raw text.
- `facts` reads the tables beside the code (*.toml): what a language, provider or transcriber writes, with its source.
- `normalise` composes characters and sets the provider's header apart (`frame`, `provider`, `sources/`); of a plain
  text it judges the lines (`shape`), links the `notes`, and finds the `drama` and the `marks`.
- `describe` makes the bibliographic record of book.toml (`manifest`, `toml_file`) and that header.
- `structure.matter` makes sections of headings, each with a role (`roles`), in front, body and back matter.
  `lists` finds in a plain text's what is listed (`items`).
- `emend` finds an editor's decisions in the text; `typeset` carries them and the rules of `typography` out as edits
  (`compose`, `walk`), each a line of the apparatus. What the rules doubt they ask, and leave as it stands.
- `checks.laws` holds the result to the witness: words survive, rules settle. `edition` is what comes out, written
  once as JSON; every format reads it.
- `pages` fills the `templates` with what `render` makes of blocks; `formats` make files of pages; `checks` read each
  finished file back and compare it; `press` runs these as steps, `tasks` tells doit when.
  `catalogue` lists what stands in dist/; `watch` ends a build one of whose processes is killed.

Only readers, intake, formats, catalogue, press and `build.load` touch files. The tree is walked in `walk`, a run in
`inlines`; WeasyPrint is imported in `formats.compositor` alone, ebooklib in `formats.epub` (and `checks.checker`, for
a page of practice). Outputs are made beside the old ones, checked, and moved (`store`). Problems and errors are
`problem`.

One place to touch: an input format is `readers/<name>.py`, a provider `sources/<name>.toml`, an output format
`formats/<name>.py` with its rows in `tasks.STEPS` and `press.STEPS`, a rule `typography/<rule>.py` with its line in
the order, a language `languages/<tag>.py` and its rows in the tables of facts, a page `templates/`, a look `styles/`, a
check `checks/<topic>.py`, a book `content/<slug>/`.
"""

__version__ = "0.1.0"
