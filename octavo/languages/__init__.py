"""Languages: the conventions of each, as data."""
