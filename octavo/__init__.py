"""Octavo turns public-domain texts into books."""

__version__ = "0.1.0"
