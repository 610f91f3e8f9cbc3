"""What makes the window comfortable: news that can be taken back, files dropped anywhere, no time lost by a zoom."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop import paths

SAMPLE = paths.seeds() / "yunchuan-2026-01.txt"

SitDown = Callable[[Path], Any]


@pytest.fixture
def sitting(sit_down: SitDown, tmp_path: Path) -> Any:
    """Return a sitting at the sample."""
    sitting = sit_down(tmp_path / "store")
    sitting.open(SAMPLE)
    return sitting


def test_news_is_taken_back_by_the_button_that_comes_with_it(sitting: Any) -> None:
    window = sitting.window
    before = [row.id for row in window.flow.queue]
    sitting.act("drop")
    assert len(window.flow.queue) == len(before) - 1
    assert window.toast.button.text() == "撤销"
    window.toast.button.click()
    sitting.settle()
    assert [row.id for row in window.flow.queue] == before
    assert not window.toast.button.isVisible()


def test_button_goes_when_it_would_take_back_something_else(sitting: Any) -> None:
    window = sitting.window
    sitting.act("drop")
    assert window.toast.button.isVisible()
    sitting.act("mark1")
    assert not window.toast.button.isVisible()
