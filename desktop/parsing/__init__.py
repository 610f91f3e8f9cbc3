"""From source text to claims: pure functions. The text never changes; every claim points into it."""
