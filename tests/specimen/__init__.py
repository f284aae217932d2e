"""The specimen: a short book that holds every role, block and inline of `octavo.model`."""
