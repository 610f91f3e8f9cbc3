"""A store with much behind its backup, made once in a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store import histories


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store that is not to be changed, with a backup and what came after it."""
    folder = tmp_path_factory.mktemp("ready") / "store"
    with pytest.MonkeyPatch.context() as monkeypatch:
        histories.cheap_passwords(monkeypatch)
        histories.begin(folder)
        histories.go_on(folder)
    return folder
