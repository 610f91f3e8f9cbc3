"""A pytest plugin that makes PySide6 absent: `pytest -p no:pytest-qt -p tests.house.without_qt`.

What is left are the tests of the core; those of the window's packages and those marked `qt` or `once` are left out.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ABSENT = frozenset({"PySide6", "shiboken6", "pytestqt"})
WINDOW = frozenset({"app", "end2end", "house", "itemmodels", "tasks", "views", "widgets"})
TESTS = Path(__file__).parents[1]


class Absent(MetaPathFinder):
    """Answers for the packages that are to be absent that there are none."""

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> None:
        """Refuse an absent package; leave the others to the next finder."""
        del path, target
        if fullname.partition(".")[0] in ABSENT:
            raise ModuleNotFoundError(f"{fullname} is absent in this run", name=fullname)


sys.meta_path.insert(0, Absent())


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave out the tests of the window's packages."""
    if not collection_path.is_relative_to(TESTS) or collection_path == TESTS:
        return None
    first = collection_path.relative_to(TESTS).parts[0]
    return True if first.removeprefix("test_").removesuffix(".py") in WINDOW else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[Any]) -> None:
    """Leave out single tests that need Qt, and those that are enough once."""
    left = [item for item in items if any(item.get_closest_marker(name) for name in ("qt", "once"))]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]


def pytest_sessionfinish() -> None:
    """Prove that nothing of Qt came in by another way."""
    present = sorted(name for name in sys.modules if name.partition(".")[0] in ABSENT)
    if present:
        raise pytest.UsageError(f"present although absent: {present}")
