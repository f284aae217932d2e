"""Formats: the edition in, one kind of file out."""
