"""A pytest plugin that makes PySide6 absent: `pytest -p no:pytest-qt -p tests.house.without_qt`.

What is left are the tests of the core; those of the window's packages and those marked `qt` are left out.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from importlib.abc import MetaPathFinder
from pathlib import Path
from types import ModuleType

import pytest

from tests.house import parts

ABSENT = frozenset({"PySide6", "shiboken6", "pytestqt"})


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
    return True if parts.is_window_path(collection_path) else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out single tests that need Qt."""
    parts.keep(config, items, window=False)


@pytest.fixture(scope="session", autouse=True)
def nothing_of_qt() -> Iterator[None]:
    """Prove that nothing of Qt came in by another way."""
    yield
    present = sorted(name for name in sys.modules if name.partition(".")[0] in ABSENT)
    assert present == []
