"""Public copies: files without the passages that a plan removes, and the proof that nothing of them is left."""
