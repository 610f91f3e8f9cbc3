"""A pytest plugin that leaves out what the run without PySide6 tests: `pytest -p tests.house.with_qt`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house import parts


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the core's files unread, unless they may hold a test that needs Qt or a person named them."""
    if collection_path.suffix != ".py" or parts.is_window_path(collection_path):
        return None
    named = {(config.invocation_params.dir / word.partition("::")[0]).resolve() for word in config.args}
    return None if collection_path in named or parts.mentions(collection_path, "qt") else True


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the core's tests."""
    parts.keep(config, items, window=True)
