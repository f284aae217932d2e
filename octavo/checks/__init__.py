"""Checks: a finished output in, problems out."""
