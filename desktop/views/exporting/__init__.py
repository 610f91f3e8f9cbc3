"""Records and forms on their way out: what, as what, where to, and what became of it."""
