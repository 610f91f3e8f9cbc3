"""A pytest plugin that leaves out what the run without PySide6 tests: `pytest -p tests.house.with_qt`."""

from __future__ import annotations

import pytest

from tests.house import parts


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the core's tests."""
    parts.keep(config, items, window=True)
