"""How a benchmark measures and prints: the best of several runs, one table."""

from __future__ import annotations

import time
import tracemalloc
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Limits:
    """Which limits were missed, so that a benchmark can end with a status that says so."""

    missed: list[float] = field(default_factory=list)

    def most(self, value: float, limit: float, form: str = "{:.2f}") -> list[str]:
        """Return the cells of a value that has a limit: itself, its part of the limit, the limit."""
        if value > limit:
            self.missed.append(value)
        return [form.format(value), f"{value / limit:.2f}", f"≤ {limit:g}" + ("，超出" if value > limit else "")]


def seconds(work: Callable[[], object], runs: int = 5) -> float:
    """Return the processor time of the fastest of several runs."""
    fastest = float("inf")
    for _ in range(runs):
        began = time.process_time()
        work()
        fastest = min(fastest, time.process_time() - began)
    return fastest


def timed(work: Callable[[], object]) -> float:
    """Return the seconds of one run by the clock, where a medium or several processes count too."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def peak_bytes(work: Callable[[], object]) -> int:
    """Return how far the memory in use rose above its level before the work, its result included."""
    tracemalloc.start()
    try:
        kept = work()
        _, peak = tracemalloc.get_traced_memory()
        del kept
    finally:
        tracemalloc.stop()
    return peak


def show(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table, the first column to the left and the others to the right."""
    lines = [headings, *rows]
    widths = [max(_width(line[column]) for line in lines) for column in range(len(headings))]
    print(title)
    for line in lines:
        first = line[0] + " " * (widths[0] - _width(line[0]))
        others = (" " * (width - _width(cell)) + cell for cell, width in zip(line[1:], widths[1:], strict=True))
        print("  " + "  ".join([first, *others]))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
