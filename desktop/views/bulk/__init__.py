"""One change to many documents: what is asked for, and what it would do."""
