"""Structure: how a book is divided; what its headings say, which of them divide it, and the matter it is of.

`matter` makes sections of blocks; the others each know one thing that it needs: the words of `divisions`, what
`headings` say, which `candidates` there are, their `hierarchy`, the `contents` list and the `titlepage`.
"""
