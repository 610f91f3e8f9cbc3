"""What the world does to the store under an open window: told in words, nothing typed is lost."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop import paths
from desktop.store import Store, connection
from desktop.views.keeping import unsaved

SAMPLE = paths.seeds() / "yunchuan-2026-01.txt"

SitDown = Callable[[Path], Any]


@pytest.fixture
def sitting(sit_down: SitDown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a sitting that waits for no lock, at the first document of the sample."""
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.02)
    monkeypatch.setattr(unsaved, "SOONEST", 50)
    sitting = sit_down(tmp_path / "store")
    sitting.open(SAMPLE)
    sitting.window.activateWindow()
    sitting.go_to(1)
    return sitting


def type_title(sitting: Any, words: str) -> None:
    """Type another title and press Enter's way out: the field is left."""
    sitting.window.fields.focus_field("title")
    editor = QApplication.focusWidget()
    assert editor is not None
    editor.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(editor, words)
    assert sitting.window.fields.take_over()
    sitting.settle()


def title(folder: Path) -> object:
    with Store.open(folder, read_only=True) as store:
        return store.record(1).value("title")


def test_value_typed_while_the_store_is_locked_is_saved_when_it_is_free(sitting: Any, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "store" / "desk.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    type_title(sitting, "Locked")
    assert "占用" in sitting.window.banner.words
    sitting.go_to(2)  # wherever a person turns meanwhile
    assert sitting.window.unsaved.count == 1
    sitting.window.close()
    assert sitting.window.isVisible()
    assert "1 处更正没有保存（标题）" in sitting.window.banner.words
    other.execute("ROLLBACK")
    other.close()
    sitting.until(lambda: sitting.window.unsaved.count == 0)
    sitting.settle()
    assert title(tmp_path / "store") == "Locked"
    sitting.go_to(1)
    assert sitting.window.flow.record.value("title") == "Locked"
    sitting.end()
    assert not sitting.window.isVisible()
    with Store.open(tmp_path / "store") as store:
        assert store.verify().ok


def test_full_disk_keeps_what_was_typed_until_there_is_room(sitting: Any, tmp_path: Path) -> None:
    writer = sitting.window.flow.desk.store._writer
    database = writer.database.conn
    pages = database.execute("PRAGMA page_count").fetchone()[0]
    database.execute(f"PRAGMA max_page_count = {pages}")
    for number in range(400):  # the last page has some room of its own
        type_title(sitting, f"Full{number}" + "x" * 60)
        if sitting.window.unsaved.count:
            break
    assert "磁盘空间不足" in sitting.window.banner.words
    database.execute("PRAGMA max_page_count = 1000000")
    sitting.until(lambda: sitting.window.unsaved.count == 0)
    sitting.settle()
    assert str(title(tmp_path / "store")).startswith(f"Full{number}")
    assert sitting.window.flow.desk.store.verify().ok


def test_store_taken_away_is_told_and_work_goes_on_when_it_is_back(sitting: Any, tmp_path: Path) -> None:
    folder, away = tmp_path / "store", tmp_path / "away"
    folder.rename(away)
    type_title(sitting, "Away")
    assert "移走" in sitting.window.banner.words
    assert sitting.window.unsaved.count == 1
    away.rename(folder)
    sitting.until(lambda: sitting.window.unsaved.count == 0)
    assert title(folder) == "Away"


def test_store_replaced_by_another_one_is_never_written(sitting: Any, tmp_path: Path) -> None:
    folder, other = tmp_path / "store", tmp_path / "other"
    with Store.open(other):
        pass
    shutil.copytree(folder, tmp_path / "kept")
    for name in ("desk.sqlite", "desk.sqlite-wal", "desk.sqlite-shm"):
        (folder / name).unlink(missing_ok=True)
    shutil.copy(other / "desk.sqlite", folder / "desk.sqlite")
    type_title(sitting, "Replaced")
    assert "换成了另一份" in sitting.window.banner.words
    with Store.open(folder) as store:
        assert store.entries() == ()


def test_two_windows_on_one_store_lose_nothing_of_each_other(sitting: Any, sit_down: SitDown, tmp_path: Path) -> None:
    second = sit_down(tmp_path / "store")
    second.until(lambda: second.window.flow.desk is not None)
    second.window.flow.open_source(1)
    second.settle()
    second.go_to(1)
    sitting.window.flow.correct("title", "First")
    sitting.settle()
    second.window.flow.correct("genre", "Second")
    second.settle()
    second.act("mark1")
    sitting.act("mark2")
    record = sitting.window.flow.desk.record(1)
    assert (record.value("title"), record.value("genre")) == ("First", "Second")
    assert sitting.window.flow.desk.store.verify().ok
