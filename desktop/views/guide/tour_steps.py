"""The steps of the tour as texts: what is shown, what is said about it, what a person is asked to try. No Qt."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class TourStep:
    """One step. `at` names the part of the window; {…} in the words stands for the keys of an action."""

    name: str
    at: str
    side: str
    title: str
    text: str
    ask: str


def load_steps(file: Path) -> tuple[TourStep, ...]:
    """Read the steps in their order. Raises OSError."""
    steps = tomllib.loads(file.read_text("utf-8"))["step"]
    return tuple(TourStep(**step) for step in steps)
