"""From a gazette file to approved records through the real window, and back to the same place the next day."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication

from desktop import paths
from desktop.domain.disclosure import Disclosure
from desktop.domain.record import Status
from desktop.domain.text import Span
from desktop.store import Store

SAMPLE = paths.seeds() / "yunchuan-2026-01.txt"

SitDown = Callable[[Path], Any]


def titles_in_xlsx(path: Path) -> list[str]:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    return [row[heads.index("标题")].value for row in sheet.iter_rows(min_row=2)]


def test_whole_way_from_gazette_to_export_and_resume(sit_down: SitDown, tmp_path: Path, qtbot: Any) -> None:
    store, target = tmp_path / "store", tmp_path / "已核准.xlsx"
    sitting = sit_down(store)
    window = sitting.window
    sitting.open(SAMPLE)
    assert len(window.flow.queue) == 12

    # Correct a field by typing
    sitting.go_to(2)
    row = window.fields.row("title")
    parsed = window.flow.record.parsed("title")
    row.edit()
    edit = QApplication.focusWidget()
    edit.selectAll()
    edit.insertPlainText("更正后的标题")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    sitting.settle()
    assert window.flow.record.value("title") == "更正后的标题"
    assert window.flow.record.parsed("title") == parsed

    # Refuse to approve without a 公开属性, then mark, approve and go on
    before = window.flow.record.id
    sitting.act("approve")
    assert window.flow.record.status is Status.PENDING
    sitting.act("mark1")
    assert window.flow.record.disclosure is Disclosure.PROACTIVE
    sitting.act("approve")
    assert window.flow.record.id != before

    # Export what is approved, and nothing else
    dialog = window.commands.ask_for_export()
    sitting.settle()
    dialog.target.setText(str(target))
    dialog.export_button.click()
    sitting.until(target.exists)
    sitting.settle()
    assert titles_in_xlsx(target) == ["更正后的标题"]

    # The next day: the same file is not parsed again, and the place is the same
    place = window.flow.record.id
    sitting.end()
    again = sit_down(store)
    again.open(SAMPLE)
    assert again.window.flow.record.id == place
    states = {row.number: row for row in again.window.flow.queue}
    assert states[2].status is Status.APPROVED
    assert states[2].title == "更正后的标题"
    assert sum(row.status is Status.APPROVED for row in states.values()) == 1
    with Store.open(store) as opened:
        assert opened.verify().ok


def test_every_step_is_undone_and_redone(sit_down: SitDown, tmp_path: Path) -> None:
    sitting = sit_down(tmp_path / "store")
    window = sitting.window
    sitting.open(SAMPLE)
    sitting.go_to(1)
    first = window.flow.record
    window.flow.correct("title", "另一个标题")
    sitting.settle()
    sitting.act("mark2")
    sitting.act("approve")
    approved = window.flow.queue
    assert approved[0].status is Status.APPROVED

    for _ in range(3):
        sitting.act("undo")
    sitting.go_to(1)
    assert window.flow.record == first
    assert not window.actions_by_name["undo"].isEnabled()

    for _ in range(3):
        sitting.act("redo")
    assert window.flow.queue == approved


def test_selected_text_becomes_the_value_with_its_place(sit_down: SitDown, tmp_path: Path) -> None:
    sitting = sit_down(tmp_path / "store")
    window = sitting.window
    sitting.open(SAMPLE)
    sitting.go_to(2)
    record = window.flow.record
    span = record.document.fields["addressees"].spans[0]
    chosen = Span(span.start, span.start + 5)
    window.source.view.select(chosen)
    menu = window.source.field_menu()
    next(action for action in menu.actions() if action.data() == "meeting").trigger()
    sitting.settle()
    menu.deleteLater()
    correction = window.flow.record.corrections["meeting"]
    assert correction.spans == (chosen,)
    assert correction.value == window.flow.opened.text.slice(chosen)


def test_dropped_file_is_opened(sit_down: SitDown, tmp_path: Path) -> None:
    sitting = sit_down(tmp_path / "store")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(SAMPLE))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, data, buttons, keys)
    sitting.window.dropEvent(event)
    assert event.isAccepted()
    sitting.until(lambda: len(sitting.window.flow.queue) == 12)
    sitting.settle()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        pytest.param("没有.txt", None, "找不到", id="missing", marks=pytest.mark.long),
        pytest.param("空.txt", b"", "没有文字", id="empty", marks=pytest.mark.long),
        pytest.param("假.txt", bytes(range(256)) * 40, "不是文字", id="binary"),
        pytest.param("半.pdf", SAMPLE.with_suffix(".pdf").read_bytes()[:5000], "损坏", id="half-copied"),
        pytest.param("图.png", b"\x89PNG\r\n\x1a\n" + bytes(200), "无法读取", id="picture", marks=pytest.mark.long),
    ],
)
def test_bad_file_is_told_in_words_and_work_goes_on(
    sit_down: SitDown, tmp_path: Path, name: str, content: bytes | None, words: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    sitting = sit_down(tmp_path / "store")
    sitting.window.open_files([path])
    sitting.until(sitting.window.banner.isVisible)
    assert words in sitting.window.banner.words
    assert "Traceback" not in sitting.window.banner.words
    sitting.open(SAMPLE)
    assert len(sitting.window.flow.queue) == 12


def test_damaged_store_is_told_in_words(sit_down: SitDown, tmp_path: Path) -> None:
    store = tmp_path / "store"
    store.mkdir()
    (store / "desk.sqlite").write_bytes(b"no database at all" * 400)
    sitting = sit_down(store)
    sitting.until(sitting.window.store_fault.isVisible)
    assert "已损坏" in sitting.window.store_fault.words


def test_parsing_can_be_cancelled(sit_down: SitDown, tmp_path: Path) -> None:
    large = tmp_path / "很大.txt"
    large.write_text(SAMPLE.read_text(encoding="utf-8") * 150, encoding="utf-8")
    sitting = sit_down(tmp_path / "store")
    sitting.window.open_files([large])
    sitting.until(sitting.window.progress.isVisible)
    sitting.window.intake.cancel()
    sitting.until(lambda: not sitting.window.progress.isVisible())
    sitting.settle()
    assert sitting.window.flow.opened is None


KILLED = """
import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from desktop import app, paths


class Person:
    def __init__(self, flow):
        self.flow, self.count = flow, 0
        flow.saved.connect(self.acknowledge)
        flow.record_shown.connect(self.begin)

    def begin(self, record):
        if self.count == 0:
            self.edit()

    def edit(self):
        self.count += 1
        self.flow.correct("title", f"第{self.count}次更正")

    def acknowledge(self):
        record = self.flow.record
        if record is not None and record.is_changed("title"):
            print(record.id, record.value("title"), flush=True)
            self.edit()


if __name__ == "__main__":
    application = app.application()
    program = app.Program(application, Path(sys.argv[1]), bundled_font_only=True)
    person = Person(program.window.flow)
    program.window.show()
    program.window.open_files([paths.seeds() / "yunchuan-2026-01.txt"])
    QTimer.singleShot(0, program, program.start)
    application.exec()
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a thing of POSIX")
def test_killed_window_has_kept_everything_it_acknowledged(tmp_path: Path) -> None:
    store = tmp_path / "store"
    (tmp_path / "session.py").write_text(KILLED, encoding="utf-8")
    child = subprocess.Popen(
        [sys.executable, str(tmp_path / "session.py"), str(store)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(paths.seeds().parent)},
    )
    assert child.stdout is not None
    acknowledged = [child.stdout.readline().split() for _ in range(25)]
    child.send_signal(signal.SIGKILL)
    acknowledged += [line.split() for line in child.stdout.read().splitlines() if len(line.split()) == 2]
    child.wait()
    child.stdout.close()
    record_id, value = acknowledged[-1]
    with Store.open(store) as opened:
        kept = str(opened.record(int(record_id)).value("title"))
        assert int(kept.strip("第次更正")) >= int(value.strip("第次更正")) >= 25
        assert opened.verify().ok
