"""Which tests are the core's and which the window's; each runs in one of the two parts of `dev.py test`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

WINDOW = frozenset({"app", "end2end", "house", "itemmodels", "tasks", "views", "widgets"})
"""Folders and files of tests that are not the core's."""

TESTS = Path(__file__).parents[1]


def is_window_path(path: Path) -> bool:
    """Tell whether everything that a path holds belongs to the window's part."""
    if not path.is_relative_to(TESTS) or path == TESTS:
        return False
    return path.relative_to(TESTS).parts[0].removeprefix("test_").removesuffix(".py") in WINDOW


def mentions(path: Path, mark: str) -> bool:
    """Tell whether a file of tests may hold one with this mark."""
    return f"mark.{mark}" in path.read_text("utf-8")


def marked(mark: str) -> list[Path]:
    """Return the files of tests that may hold one with this mark; the others need not even be loaded."""
    return [path for path in sorted(TESTS.rglob("test_*.py")) if mentions(path, mark)]


def for_core(words: Sequence[str]) -> list[str] | None:
    """Return what a person asked pytest for without the window's files, None when it was these alone."""

    def place(word: str) -> Path:
        return TESTS.parent / word.partition("::")[0]

    kept = [word for word in words if not is_window_path(place(word))]
    return kept if len(kept) == len(words) or any(place(word).exists() for word in kept) else None


def keep(config: pytest.Config, items: list[pytest.Item], window: bool) -> None:
    """Leave out the tests of the other part."""
    left = [
        item for item in items if (is_window_path(item.path) or item.get_closest_marker("qt") is not None) != window
    ]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]
