"""台账 in the window: a list taken in, looked at on a day, and decided about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest

from desktop.register.overview import Only
from desktop.register.state import State
from desktop.views.register.announcement_dialog import AnnouncementDialog
from desktop.views.register.cleanup_dialog import CleanupDialog
from desktop.views.register.entry_dialogs import EndDialog, ValueDialog
from desktop.views.register.import_dialog import ImportDialog
from desktop.views.register.register_feed import RegisterFeed
from desktop.views.register.surface import RegisterSurface

LIST = """序号,文件名称,发文字号,起草单位,施行日期,有效期
1,云川市植树管理办法,云政发〔2021〕3号,市林业局,2021年3月1日,5年
2,云川市节约用水办法,云政发[2020]8号,市水务局,2020-05-01,长期有效
3,云川市犬只管理暂行规定,云政办发〔2025〕2号,市公安局,2025-02-30,
,,,,,
合计,3,,,,
"""


@pytest.fixture
def sitting(sit_down: Callable[[Path], Any], tmp_path: Path) -> Any:
    made = sit_down(tmp_path / "store")
    made.act("surface-register")
    return made


@pytest.fixture
def surface(sitting: Any) -> RegisterSurface:
    found = sitting.window.findChild(RegisterSurface)
    found.day.setDate(QDate(2026, 1, 15))
    sitting.settle()
    return found


def take_list(sitting: Any, surface: RegisterSurface, folder: Path) -> None:
    path = folder / "台账.csv"
    path.write_text(LIST, encoding="utf-8")
    dialog = ImportDialog(sitting.window.look, path, surface.findChild(RegisterFeed), sitting.window)
    dialog.show()
    sitting.settle()
    assert dialog.take.isEnabled()
    dialog.take.click()
    sitting.settle()


def test_an_empty_register_says_how_to_begin(surface: RegisterSurface) -> None:
    assert surface.model.rowCount() == 0
    assert "导入清单" in surface._hint.text()


def test_a_list_is_taken_in_and_every_document_stands_as_its_days_tell(
    sitting: Any, surface: RegisterSurface, tmp_path: Path
) -> None:
    take_list(sitting, surface, tmp_path)
    states = {row.doc_number: row.state for row in surface.model.rows}
    assert states == {
        "云政发〔2021〕3号": State.EXPIRING,
        "云政发〔2020〕8号": State.IN_FORCE,
        "云政办发〔2025〕2号": State.UNKNOWN,
    }
    assert "读到 3 件" in sitting.window.toast.text
    assert surface.drafter.findText("市林业局（1）") > 0
    surface.day.setDate(QDate(2026, 3, 2))
    sitting.settle()
    assert {row.doc_number: row.state for row in surface.model.rows}["云政发〔2021〕3号"] is State.EXPIRED


def test_cards_words_and_choices_restrict_the_list(sitting: Any, surface: RegisterSurface, tmp_path: Path) -> None:
    take_list(sitting, surface, tmp_path)
    surface.cards.card(State.EXPIRING).click()
    sitting.settle()
    assert [row.title for row in surface.model.rows] == ["云川市植树管理办法"]
    surface.cards.card(State.EXPIRING).click()
    surface.words.setText("用水")
    surface.ask()
    sitting.settle()
    assert [row.title for row in surface.model.rows] == ["云川市节约用水办法"]
    surface.words.clear()
    surface.only.setCurrentIndex(surface.only.findData(Only.UNCLEAR))
    sitting.settle()
    assert [row.title for row in surface.model.rows] == ["云川市犬只管理暂行规定"]


def test_the_panel_says_what_the_state_rests_on(sitting: Any, surface: RegisterSurface, tmp_path: Path) -> None:
    take_list(sitting, surface, tmp_path)
    surface.show_entry_number(next(row.number for row in surface.model.rows if "植树" in row.title))
    sitting.settle()
    sight = surface.panel.sight
    assert sight is not None
    assert any("5年" in words for words in sight.grounds)
    assert any("台账.csv" in line.source for line in sight.lines)


def test_a_repeal_is_entered_and_taken_back(sitting: Any, surface: RegisterSurface, tmp_path: Path) -> None:
    take_list(sitting, surface, tmp_path)
    surface.show_entry_number(next(row.number for row in surface.model.rows if "用水" in row.title))
    sitting.settle()
    surface.panel.end_wanted.emit(surface.panel.sight.row.number)
    dialog = sitting.window.findChild(EndDialog)
    dialog.since.setDate(QDate(2025, 12, 1))
    dialog.by.setText("云政发〔2025〕9号")
    QTest.keyClick(dialog.by, Qt.Key.Key_Return)
    sitting.settle()
    row = next(row for row in surface.model.rows if "用水" in row.title)
    assert row.state is State.REPEALED
    assert "云政发〔2025〕9号" in row.standing.words
    surface.undo.click()
    sitting.settle()
    assert next(row for row in surface.model.rows if "用水" in row.title).state is State.IN_FORCE


def test_a_day_that_cannot_be_is_corrected_by_a_person(sitting: Any, surface: RegisterSurface, tmp_path: Path) -> None:
    take_list(sitting, surface, tmp_path)
    surface.show_entry_number(next(row.number for row in surface.model.rows if "犬只" in row.title))
    sitting.settle()
    surface.panel.value_wanted.emit(surface.panel.sight.row.number)
    dialog = sitting.window.findChild(ValueDialog)
    dialog.field.setCurrentIndex(dialog.field.findData("effective"))
    dialog.text.setText("2025-02-28")
    dialog.take.click()
    sitting.settle()
    row = next(row for row in surface.model.rows if "犬只" in row.title)
    assert row.start is not None
    assert row.start.isoformat() == "2025-02-28"
    assert row.state is not State.UNKNOWN


def test_a_clean_up_proposes_settles_and_writes_its_lists(
    sitting: Any, surface: RegisterSurface, tmp_path: Path
) -> None:
    take_list(sitting, surface, tmp_path)
    surface.cleanup.click()
    dialog = sitting.window.findChild(CleanupDialog)
    sitting.settle()
    dialog.cutoff.setDate(QDate(2026, 4, 1))
    dialog.office.setText("云川市人民政府")
    dialog.begin.click()
    sitting.settle()
    proposed = {row[1]: row[3] for row in dialog.table.texts}
    assert proposed["云川市植树管理办法"] == "失效"
    assert proposed["云川市节约用水办法"] == "继续有效"
    at = next(number for number, row in enumerate(dialog.table.texts) if row[1] == "云川市犬只管理暂行规定")
    dialog.table.setCurrentCell(at, 0)
    dialog.reason.setText("需要与上位法衔接")
    dialog.verdict.chosen.emit(3)
    sitting.settle()
    assert dialog.table.texts[at][5] == "拟修改"
    dialog.adopt.click()
    sitting.settle()
    assert {row[1]: row[5] for row in dialog.table.texts} == {
        "云川市植树管理办法": "失效",
        "云川市节约用水办法": "继续有效",
        "云川市犬只管理暂行规定": "拟修改",
    }
    desk = sitting.window.flow.desk
    folder = tmp_path / "目录"
    folder.mkdir()
    files = desk.register.files.write_lists(dialog._at, folder)
    assert {path.suffix for path in files} == {".docx", ".xlsx", ".pdf"}
    dialog.close()


def test_the_numbers_of_an_announcement_are_compared_with_the_lists(
    sitting: Any, surface: RegisterSurface, tmp_path: Path
) -> None:
    take_list(sitting, surface, tmp_path)
    surface.cleanup.click()
    dialog = sitting.window.findChild(CleanupDialog)
    sitting.settle()
    dialog.begin.click()
    sitting.settle()
    dialog.check.click()
    asked = dialog.findChild(AnnouncementDialog)
    asked.text.setPlainText("现公布继续有效的行政规范性文件2件，失效、废止的行政规范性文件9件。")
    asked.check.click()
    sitting.settle()
    assert "不一致" in asked.answer.text()
    asked.close()
    dialog.close()
