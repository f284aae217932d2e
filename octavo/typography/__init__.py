"""Typography: passages of flat text in, edits and queries out."""
