"""Sources: one data file a provider of texts."""
