"""The source at hand: its text, its pages, its tables, and the bounds of its documents."""
