"""An issue divided between two windows and put together again, without a command being typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog

from desktop import paths
from desktop.review import exchange
from desktop.review.desk import Desk
from desktop.store import Store

SAMPLE = paths.seeds() / "yunchuan-2026-01.txt"

SitDown = Callable[[Path], Any]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the file dialogs answer with one package."""
    path = tmp_path / "移交.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    return path


def corrected(folder: Path, record_id: int, title: str, actor: str) -> None:
    with Store.open(folder) as store:
        Desk(store, actor).correct(record_id, "title", title)


def forecast_of(sitting: Any) -> Any:
    """Choose the package and wait for what it would bring."""
    sitting.act("take_over")
    sitting.until(lambda: sitting.window.exchange_commands.dialog is not None)
    return sitting.window.exchange_commands.dialog


def test_issue_is_divided_between_two_windows(sit_down: SitDown, package: Path, tmp_path: Path) -> None:
    mine, other = tmp_path / "本方", tmp_path / "对方"
    sitting = sit_down(mine)
    sitting.open(SAMPLE)
    sitting.act("hand_over")
    sitting.until(package.exists)
    sitting.settle()
    sitting.end()

    there = sit_down(other)
    dialog = forecast_of(there)
    assert dialog.accept_button.isEnabled()
    dialog.accept_button.click()
    there.until(lambda: len(there.window.sources) == 1)
    there.end()
    corrected(other, 2, "对方改的标题", "王芳")
    corrected(other, 3, "对方改的另一个标题", "王芳")
    corrected(mine, 3, "本方改的另一个标题", "李敏")

    there = sit_down(other)
    there.window.flow.open_source(1)
    there.settle()
    there.act("hand_over")
    there.settle()
    there.end()

    again = sit_down(mine)
    again.window.flow.open_source(1)
    again.settle()
    again.go_to(2)
    dialog = forecast_of(again)
    assert [row[1] for row in dialog.taken.texts if "对方改的标题" in row[1]]
    assert {row[1] for row in dialog.conflicts.texts} == {"本方", "对方"}
    assert again.window.flow.record.value("title") != "对方改的标题"
    dialog.accept_button.click()
    again.until(again.window.banner.isVisible)
    again.settle()
    assert again.window.flow.record.number == 2
    assert again.window.flow.record.value("title") == "对方改的标题"
    again.go_to(3)
    assert again.window.flow.record.value("title") == "本方改的另一个标题"
    again.go_to(2)
    dialog = forecast_of(again)
    assert [row for row in dialog.taken.texts if "对方改的标题" in row[1]] == []


def test_bounds_that_one_side_drew_come_and_those_of_both_are_listed(
    sit_down: SitDown, package: Path, tmp_path: Path
) -> None:
    mine, other = tmp_path / "本方", tmp_path / "对方"
    sitting = sit_down(mine)
    sitting.open(SAMPLE)
    sitting.act("hand_over")
    sitting.until(package.exists)
    sitting.settle()
    sitting.end()
    with Store.open(other) as store:
        desk = Desk(store, "王芳")
        exchange.take_over(desk, package)
        desk.bounds.merge(2)
        desk.bounds.set_end(6, desk.record(7).document.span.start)
        exchange.hand_over(desk, [row.id for row in desk.queue()], package)
    with Store.open(mine) as store:
        desk = Desk(store, "李敏")
        desk.bounds.set_end(6, desk.record(6).document.span.end - 40)

    again = sit_down(mine)
    again.window.flow.open_source(1)
    again.settle()
    count = len(again.window.flow.queue)
    again.go_to(3)
    dialog = forecast_of(again)
    told = [row[1] for row in dialog.taken.texts]
    assert [words for words in told if words.startswith("起止由第")]
    assert [words for words in told if words.startswith("不再单独成件（原为第")]
    assert {(row[1], row[3]) for row in dialog.conflicts.texts if row[4].startswith("起止由第")} == {
        ("本方", "李敏"),
        ("对方", "王芳"),
    }
    dialog.accept_button.click()
    again.until(again.window.banner.isVisible)
    again.settle()
    assert len(again.window.flow.queue) == count - 1
    assert again.window.flow.record is not None
    assert again.window.flow.desk.verify().ok


def test_a_cancelled_or_damaged_package_changes_nothing(sit_down: SitDown, package: Path, tmp_path: Path) -> None:
    sitting = sit_down(tmp_path / "store")
    sitting.open(SAMPLE)
    sitting.act("hand_over")
    sitting.until(package.exists)
    sitting.settle()
    head = sitting.window.flow.desk.store.timeline.head()
    dialog = forecast_of(sitting)
    assert not dialog.accept_button.isEnabled()
    dialog.close_button.click()
    content = bytearray(package.read_bytes())
    content[len(content) // 2] ^= 1
    package.write_bytes(content)
    sitting.act("take_over")
    sitting.until(sitting.window.banner.isVisible)
    sitting.settle()
    assert sitting.window.exchange_commands.dialog is None
    assert sitting.window.flow.desk.store.timeline.head() == head
