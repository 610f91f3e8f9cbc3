"""The documents of a source, or of all: the list, what it is narrowed by, and its order."""
