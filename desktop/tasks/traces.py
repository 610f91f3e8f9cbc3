"""Where in the code an error arose, told without its message: messages may quote documents. Imports no Qt."""

from __future__ import annotations

import traceback


def told(error: BaseException) -> str:
    """Return the traceback of an error and of those that led to it, the last one at the end, by their kinds alone."""
    parts: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        stack = "".join(traceback.format_tb(current.__traceback__))
        parts.append(f"Traceback (most recent call last):\n{stack}{type(current).__qualname__}\n")
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return "\n".join(reversed(parts))
