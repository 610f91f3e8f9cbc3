"""The text of a secret document removed through the window: asked plainly before, gone afterwards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from desktop.review.desk import Desk
from desktop.store import Store
from tests.store.samples import raw
from tests.store.test_expunge import OPEN, faults, gazette, left, words_of_secret

SitDown = Callable[[Path], Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "gazette.txt"
    path.write_bytes(raw(gazette()))
    with Store.open(tmp_path / "store") as store:
        Desk(store, "李敏").keep(gazette(), path)
    return tmp_path / "store"


def begin(sit_down: SitDown, folder: Path) -> Any:
    sitting = sit_down(folder)
    sitting.window.flow.open_source(1)
    sitting.until(lambda: sitting.window.flow.record is not None)
    sitting.settle()
    return sitting


def commands_of(sitting: Any) -> Any:
    from desktop.views.keeping.expunge_commands import ExpungeCommands

    return sitting.window.findChild(ExpungeCommands)


def test_text_is_removed_after_it_was_said_what_goes(sit_down: SitDown, folder: Path) -> None:
    sitting = begin(sit_down, folder)
    sitting.go_to(2)
    assert not sitting.window.actions_by_name["expunge"].isEnabled()
    sitting.window.flow.correct("addressees", "全体市民")
    sitting.settle()
    sitting.go_to(1)
    sitting.window.flow.correct("addressees", "青石峡泵站")
    sitting.settle()
    sitting.act("expunge")
    dialog = commands_of(sitting).dialog
    assert any("只能看文字" in sentence for sentence in dialog.sentences)
    assert any("备份" in sentence for sentence in dialog.sentences)
    for label in dialog.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width()), label.text()
    assert not dialog.clear_button.isEnabled()
    dialog.reason.setText("按清退通知办理")
    assert not dialog.clear_button.isEnabled()
    dialog.sure.click()
    dialog.clear_button.click()
    sitting.settle()
    sitting.until(lambda: sitting.window.flow.record is not None)
    sitting.settle()
    assert sitting.window.flow.record.expunged == "按清退通知办理"
    assert "青石峡" not in sitting.window.source.source.text
    assert OPEN in sitting.window.source.source.text
    assert not sitting.window.actions_by_name["expunge"].isEnabled()
    sitting.act("undo")
    assert sitting.window.flow.desk.record(2).value("addressees") is None
    assert not sitting.window.flow.stack.canUndo()
    sitting.end()
    assert left(folder, words_of_secret()) == []
    assert faults(folder) == []


def test_nothing_is_removed_when_the_question_is_put_aside(sit_down: SitDown, folder: Path) -> None:
    sitting = begin(sit_down, folder)
    sitting.go_to(1)
    sitting.act("expunge")
    dialog = commands_of(sitting).dialog
    dialog.cancel_button.click()
    sitting.settle()
    assert sitting.window.flow.record.expunged is None
    assert "青石峡" in sitting.window.source.source.text
