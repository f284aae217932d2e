"""Readers: a witness in, a flat run of blocks out."""
