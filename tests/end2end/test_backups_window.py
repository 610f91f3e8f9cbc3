"""Backups in the real window: made beside the work, gone back to with open eyes, offered when the store is damaged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop import paths
from desktop.domain.edits import Verb
from desktop.store import Store, backup_copy, backups
from desktop.store.backups import Reason
from desktop.views.keeping import backup_commands
from tests.store import tampering

SAMPLE = paths.seeds() / "yunchuan-2026-01.txt"

SitDown = Callable[[Path], Any]


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test wait for what comes by itself."""
    monkeypatch.setattr(backup_commands, "START_AFTER", 30)
    monkeypatch.setattr(backup_commands, "CHANGES_AFTER", 20)


@pytest.fixture
def sitting(sit_down: SitDown, tmp_path: Path) -> Any:
    """Return a sitting at the sample, with one backup made by hand."""
    sitting = sit_down(tmp_path / "store")
    sitting.open(SAMPLE)
    backups.make(tmp_path / "store", Reason.ASKED)
    return sitting


def dialog_of(sitting: Any) -> Any:
    """Open the dialog and wait until it lists the backups."""
    sitting.act("backups")
    dialog = sitting.window.backup_commands.dialog
    sitting.until(lambda: dialog.table.rowCount() > 0)
    sitting.until(lambda: dialog.restore.isEnabled())
    return dialog


@pytest.mark.usefixtures("soon")
def test_store_is_backed_up_at_the_start_when_it_changed(sit_down: SitDown, tmp_path: Path) -> None:
    store = tmp_path / "store"
    sitting = sit_down(store)
    sitting.open(SAMPLE)
    sitting.until(lambda: len(backups.listed(store)) == 1)  # the first file that was taken in
    sitting.act("mark1")
    sitting.end()
    again = sit_down(store)
    again.until(lambda: len(backups.listed(store)) == 2)
    made, first = backups.listed(store)
    assert made.reason is Reason.START
    backups.check(made)
    assert first.entries < made.entries


@pytest.mark.usefixtures("soon")
def test_store_is_backed_up_after_many_changes(sitting: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.review.backups.EVERY", 3)
    for _ in range(3):
        sitting.act("mark1")
        sitting.act("mark2")
    sitting.until(lambda: backups.listed(tmp_path / "store")[0].reason in (Reason.CHANGES, Reason.START))
    assert not sitting.window.banner.isVisible()


@pytest.mark.usefixtures("soon")
def test_backup_that_fails_by_itself_is_told_once_and_work_goes_on(
    sitting: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.review.backups.EVERY", 1)
    with tampering.opened(tmp_path / "store") as database, tampering.unguarded(database):
        database.execute("UPDATE journal SET actor = '赵' WHERE number = 1")
    sitting.act("mark1")
    sitting.until(sitting.window.banner.isVisible)
    assert "自动备份没有做成" in sitting.window.banner.words
    sitting.window.banner.hide()
    sitting.act("mark2")
    sitting.until(lambda: not sitting.window.backup_commands._later.isActive())
    sitting.settle()
    assert not sitting.window.banner.isVisible()


def test_dialog_shows_what_would_be_lost_before_it_is(sitting: Any, tmp_path: Path) -> None:
    before = sitting.window.flow.record
    sitting.act("mark1")
    sitting.window.flow.correct("title", "改过的标题")
    sitting.settle()
    dialog = dialog_of(sitting)
    assert "备份以后的 2 步操作会撤去" in dialog.words
    assert [row[2].partition("：")[0] for row in dialog.lost.texts] == ["更正", "标注公开属性"]
    assert "《改过的标题》" in dialog.lost.texts[0][2]
    dialog.restore.click()
    assert dialog.restore.text() == "确认恢复，撤去 2 步操作"
    assert len(sitting.window.flow.desk.store.entries()) == 3  # nothing happened yet
    dialog.restore.click()
    sitting.until(lambda: sitting.window.flow.desk is not None)
    sitting.settle()
    assert sitting.window.backup_commands.dialog is None
    assert "已恢复到" in sitting.window.banner.words
    store = sitting.window.flow.desk.store
    assert [entry.verb for entry in store.entries()] == [Verb.IMPORT, Verb.RECOVER]
    sitting.window.flow.open_source(1)
    sitting.settle()
    assert sitting.window.flow.record.value("title") == before.value("title")
    sitting.act("mark1")
    assert store.verify().ok
    assert len(list((tmp_path / "store" / "set-aside").iterdir())) == 1


def test_choice_of_another_backup_takes_the_confirmation_back(sitting: Any, tmp_path: Path) -> None:
    sitting.act("mark1")
    backups.make(tmp_path / "store", Reason.ASKED)
    dialog = dialog_of(sitting)
    assert "不会丢失任何内容" in dialog.words
    dialog.restore.click()
    dialog.table.selectRow(1)
    sitting.until(lambda: "1 步操作会撤去" in dialog.words)
    assert dialog.restore.text() == "恢复到这份备份…"


def test_backup_is_made_at_once_and_listed(sitting: Any, tmp_path: Path) -> None:
    dialog = dialog_of(sitting)
    dialog.make.click()
    sitting.until(lambda: dialog.table.rowCount() == 2)
    assert "已备份并检查无误" in sitting.window.toast.text
    dialog.making_wanted.emit(tmp_path / "U盘")
    sitting.until(lambda: (tmp_path / "U盘").exists() and dialog.make.isEnabled())
    assert len(backups.listed(tmp_path / "store")) == 2


def test_restore_that_fails_leaves_the_store_and_the_work(sitting: Any, tmp_path: Path) -> None:
    sitting.act("mark1")
    dialog = dialog_of(sitting)
    (backup,) = backups.listed(tmp_path / "store")
    (backup.folder / "desk.sqlite").write_bytes(b"?")
    dialog.restore.click()
    dialog.restore.click()
    sitting.until(lambda: sitting.window.flow.desk is not None)
    sitting.settle()
    assert "不是完好的备份" in sitting.window.banner.words
    assert len(sitting.window.flow.desk.store.entries()) == 2


def test_damaged_store_offers_its_newest_sound_backup(sit_down: SitDown, tmp_path: Path) -> None:
    store = tmp_path / "store"
    sitting = sit_down(store)
    sitting.open(SAMPLE)
    backups.make(store, Reason.START)
    spoiled = backups.make(store, Reason.START)
    sitting.act("mark1")
    sitting.act("mark2")
    sitting.end()
    (spoiled.folder / "desk.sqlite").write_bytes(b"?")
    with tampering.opened(store) as database:
        database.execute("DROP TABLE touched")
    again = sit_down(store)
    fault = again.window.store_fault
    again.until(fault.restore.isVisible)
    assert "补回 2 步" in fault.words
    fault.restore.click()
    again.until(lambda: again.window.flow.desk is not None)
    again.settle()
    assert not fault.isVisible()
    assert "补回 2 步" in again.window.banner.words
    with Store.open(store) as opened:
        assert opened.verify().ok
        assert len(opened.entries()) == 4


def test_store_without_backups_offers_none(sit_down: SitDown, tmp_path: Path) -> None:
    (tmp_path / "desk.sqlite").write_bytes(b"no database at all" * 400)
    sitting = sit_down(tmp_path)
    fault = sitting.window.store_fault
    sitting.until(fault.isVisible)
    sitting.until(lambda: not sitting.window.backup_commands._lane.busy)
    assert not fault.restore.isVisible()


@pytest.mark.usefixtures("soon")
def test_window_closes_in_the_middle_of_a_backup(sitting: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup_copy, "_PAGES", 1)
    commands = sitting.window.backup_commands
    commands._on_making_wanted(None)
    sitting.end()
    assert list((tmp_path / "store" / "backups").glob("*.part")) == []
    with Store.open(tmp_path / "store") as store:
        assert store.verify().ok
