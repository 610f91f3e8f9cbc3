"""Many documents edited at once through the real window: looked at first, ticked, made and undone as one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop import paths
from desktop.domain.disclosure import Disclosure
from desktop.review.bulk import BulkEdit, Replace, Retag, SetDisclosure, SetField
from desktop.views.bulk_dialog import BulkDialog
from tests.end2end.conftest import Sitting

SAMPLE = paths.seeds() / "yunchuan-2026-01.txt"


@pytest.fixture
def sitting(sit_down: Callable[[Path], Sitting], tmp_path: Path) -> Sitting:
    sitting = sit_down(tmp_path / "store")
    sitting.open(SAMPLE)
    return sitting


def ask(sitting: Sitting, edit: BulkEdit) -> BulkDialog:
    """Open the dialog for all documents of the issue, fill it in, and wait until the plan is there."""
    flow = sitting.window.flow
    dialog = sitting.window.bulk_commands.ask_for([row.id for row in flow.queue])
    assert dialog is not None
    dialog.form.say(edit)
    assert dialog.form.edit == edit
    sitting.until(lambda: "正在" not in dialog.words and "请先" not in dialog.words and bool(dialog.model.rows))
    return dialog


def values(sitting: Sitting, key: str) -> list[object]:
    desk = sitting.window.flow.desk
    assert desk is not None
    return [desk.record(row.id).value(key) for row in desk.queue()]


def test_plan_is_shown_before_anything_changes(sitting: Sitting) -> None:
    before = values(sitting, "column")
    dialog = ask(sitting, SetField("column", "政策文件"))
    assert "将修改 12 件" in dialog.words
    assert [row.after for row in dialog.model.rows] == ["政策文件"] * 12
    assert values(sitting, "column") == before
    dialog.reject()
    sitting.settle()
    assert values(sitting, "column") == before


def test_ticked_documents_are_changed_and_undone_as_one(sitting: Sitting) -> None:
    before = values(sitting, "column")
    dialog = ask(sitting, SetField("column", "政策文件"))
    dialog.model.setData(dialog.model.index(0, 0), Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    assert dialog.apply_button.text() == "应用到 11 件"
    dialog.apply_button.click()
    sitting.settle()
    assert values(sitting, "column") == [before[0], *["政策文件"] * 11]
    sitting.act("undo")
    assert values(sitting, "column") == before


def test_find_and_replace_by_pattern(sitting: Sitting) -> None:
    dialog = ask(sitting, Replace("doc_number", "〔(\\d+)〕", "[\\1]", is_pattern=True))
    dialog.apply_button.click()
    sitting.settle()
    assert not any("〔" in str(number) for number in values(sitting, "doc_number"))


def test_what_is_no_pattern_is_said_in_the_dialog(sitting: Sitting) -> None:
    dialog = sitting.window.bulk_commands.ask_for([sitting.window.flow.queue[0].id])
    assert dialog is not None
    dialog.form.say(Replace("title", "(", "", is_pattern=True))
    sitting.until(lambda: "不是有效的查找模式" in dialog.words)
    assert not dialog.apply_button.isEnabled()
    dialog.reject()


def test_mark_and_tags_are_set(sitting: Sitting) -> None:
    ask(sitting, SetDisclosure(Disclosure.PROACTIVE)).apply_button.click()
    sitting.settle()
    ask(sitting, Retag(more=("急",))).apply_button.click()
    sitting.settle()
    assert {row.disclosure for row in sitting.window.flow.queue} == {Disclosure.PROACTIVE}
    assert {row.tags for row in sitting.window.flow.queue} == {("急",)}


def test_approved_documents_are_not_ticked(sitting: Sitting) -> None:
    sitting.act("mark1")
    sitting.act("approve")
    dialog = ask(sitting, SetField("genre", "公告"))
    approved = next(row for row in dialog.model.rows if row.reopened)
    assert approved.record_id not in dialog.model.chosen
    assert "1 件已核准，勾选后会退回待核" in dialog.words
    dialog.model.tick_all(True)
    dialog.apply_button.click()
    sitting.settle()
    assert set(values(sitting, "genre")) == {"公告"}
    assert "已核准" not in {row.status.value for row in sitting.window.flow.queue}
