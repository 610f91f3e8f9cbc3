"""A fault of the world in words on stderr: what happened, what is safe, what to do next."""

from __future__ import annotations

from desktop.cli import console
from desktop.review.explain import explain


def words(error: BaseException) -> str:
    """Return the three sentences that explain a fault."""
    return str(explain(error))


def tell(error: BaseException) -> None:
    """Write the three sentences to stderr."""
    console.warn(words(error))
