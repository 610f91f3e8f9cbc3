"""Odd values through the real window, the store and every export: as they are, and never as markup."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from clean_gazette import gazette
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.store import Store
from desktop.widgets.value_edit import LONGEST

SitDown = Callable[[Path], Any]

ODD = {
    "mark": "关于\u200f植树\u200e的通知",
    "isolate": "关于\u2067植树\u2069的通知",
    "override": "关于\u202e植树\u202c的通知",
    "emoji": "关于👨\u200d👩\u200d👧植树的通知",
    "rare": "关于𠮷祥村植树的通知",
    "combining": "关于e\u0301植树的通知",
    "markup": "<b>关于</b>&amp;植树<img src=x>的通知",
}


@pytest.fixture
def sitting(sit_down: SitDown, tmp_path: Path) -> Any:
    path = tmp_path / "公报.txt"
    path.write_text(gazette(), encoding="utf-8")
    made = sit_down(tmp_path / "store")
    made.open(path)
    made.go_to(1)
    return made


def paste(sitting: Any, key: str, text: str) -> None:
    """Replace the value of a field by a paste, and press Enter."""
    data = QMimeData()
    data.setText(text)
    sitting.window.fields.focus_field(key)
    editor = sitting.window.fields.row(key).editor
    editor.selectAll()
    editor.insertFromMimeData(data)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    sitting.settle()


def exported(path: Path) -> list[str]:
    """Return the titles in an exported file."""
    if path.suffix == ".json":
        records = json.loads(path.read_text(encoding="utf-8"))
        return [record["fields"]["title"] for record in records["records"]]
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return [row["标题"] for row in csv.DictReader(stream)]
    sheet = openpyxl.load_workbook(path).worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    return [row[heads.index("标题")].value for row in sheet.iter_rows(min_row=2)]


def test_odd_values_reach_the_store_and_every_export_unchanged(sitting: Any, tmp_path: Path) -> None:
    window = sitting.window
    for number, text in enumerate(ODD.values(), start=1):
        sitting.go_to(number)
        paste(sitting, "title", text)
        assert window.flow.record.value("title") == text
        assert window.fields.row("title").typed == text
        sitting.act("mark1")
        sitting.act("approve")
    for format in ("json", "csv", "xlsx"):
        window.flow.ask(window.flow.desk.export, format, tmp_path / f"out.{format}")
    sitting.settle()
    sitting.end()
    with Store.open(tmp_path / "store") as store:
        assert [str(store.record(row.id).value("title")) for row in store.queue()][: len(ODD)] == list(ODD.values())
        assert store.verify().ok
    for format in ("json", "csv", "xlsx"):
        assert exported(tmp_path / f"out.{format}") == list(ODD.values())


def test_control_characters_are_refused_and_named(sitting: Any) -> None:
    parsed = sitting.window.flow.record.value("title")
    paste(sitting, "title", "关于\x07植树的通知")
    said = sitting.window.fields.row("title").foot.sentence
    assert "其中有看不见的字符：控制字符 U+0007" in said
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert sitting.window.flow.record.value("title") == parsed
    assert sitting.window.fields.row("title").typed == parsed


def test_a_paste_of_ten_million_letters_is_refused_in_words_and_nothing_is_lost(sitting: Any) -> None:
    parsed = sitting.window.flow.record.value("title")
    paste(sitting, "title", "字" * 10_000_000)
    assert sitting.window.flow.record.value("title") == parsed
    assert sitting.window.fields.row("title").typed == parsed
    sitting.window.fields.focus_field("title")
    data = QMimeData()
    data.setText("字" * 10_000_000)
    sitting.window.fields.row("title").editor.insertFromMimeData(data)
    assert f"一个值最多 {LONGEST:,} 字，没有粘贴" in sitting.window.fields.row("title").foot.sentence


@pytest.mark.long
def test_a_value_of_ten_megabytes_is_shown_in_part_and_exported_whole(sitting: Any, tmp_path: Path) -> None:
    window, huge = sitting.window, "植树" * 1_750_000
    window.flow.correct("title", huge)
    sitting.settle()
    assert window.fields.row("title").typed == huge
    assert len(window.fields.row("title").editor.toPlainText()) < LONGEST
    sitting.act("mark1")
    sitting.act("approve")
    window.flow.ask(window.flow.desk.export, "json", tmp_path / "out.json")
    sitting.settle()
    assert exported(tmp_path / "out.json") == [huge]
