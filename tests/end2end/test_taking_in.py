"""Files on their way into the real window: passwords, folders, and a window that stays awake."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import psutil
import pymupdf
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLineEdit, QMessageBox, QPushButton

from desktop import paths, settings
from desktop.views.office.password_dialog import PasswordDialog
from desktop.views.reading import intake
from desktop.views.reading.unread_dialog import ReportDialog

SAMPLE = paths.seeds() / "yunchuan-2026-01.txt"
PASSWORD = "Ab-12"
LONGEST_GAP = 0.05

SitDown = Callable[[Path], Any]


def encrypted(path: Path) -> Path:
    with pymupdf.open() as document:
        page = document.new_page()
        for number, line in enumerate(("云川市人民政府令", "第9号", "云川市城市照明管理办法", "第一条　为了照明。")):
            page.insert_text((72, 72 + 24 * number), line, fontname="china-s")
        document.save(path, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw=PASSWORD, owner_pw="b")
    return path


def drop(window: Any, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, data, buttons, keys))


def asking(window: Any) -> PasswordDialog | None:
    return next((dialog for dialog in window.findChildren(PasswordDialog) if dialog.isVisible()), None)


def test_encrypted_file_is_opened_with_its_password(sit_down: SitDown, tmp_path: Path, qtbot: Any) -> None:
    sitting = sit_down(tmp_path / "store")
    window = sitting.window
    window.open_files([encrypted(tmp_path / "加密.pdf")])
    sitting.until(lambda: asking(window) is not None)
    dialog = asking(window)
    assert dialog is not None
    assert dialog.edit.echoMode() is QLineEdit.EchoMode.Password
    assert not dialog.open_button.isEnabled()

    qtbot.keyClicks(dialog.edit, "wrong")
    qtbot.keyClick(dialog.edit, Qt.Key.Key_Return)
    sitting.until(lambda: "不对" in dialog.words)
    assert dialog.edit.selectedText()

    qtbot.keyClicks(dialog.edit, PASSWORD)
    dialog.show_button.click()
    assert dialog.edit.displayText() == PASSWORD
    qtbot.keyClick(dialog.edit, Qt.Key.Key_Return)
    sitting.until(lambda: window.flow.record is not None)
    sitting.settle()
    assert asking(window) is None
    assert not window.banner.isVisible()
    assert list(window.intake.passwords.values()) == [PASSWORD]
    kept = [path for folder in (tmp_path / "store", paths.user_config()) for path in folder.rglob("*")]
    assert not [path for path in kept if path.is_file() and PASSWORD.encode() in path.read_bytes()]


def test_escape_leaves_an_encrypted_file_unread(sit_down: SitDown, tmp_path: Path, qtbot: Any) -> None:
    sitting = sit_down(tmp_path / "store")
    window = sitting.window
    window.open_files([encrypted(tmp_path / "加密.pdf")])
    sitting.until(lambda: asking(window) is not None)
    qtbot.keyClick(asking(window), Qt.Key.Key_Escape)
    sitting.until(window.banner.isVisible)
    assert "设有密码" in window.banner.words
    assert not window.progress.isVisible()


def test_dropped_folder_is_read_and_summed_up_once(sit_down: SitDown, tmp_path: Path) -> None:
    folder = tmp_path / "公报"
    folder.mkdir()
    for number in (2, 10):
        text = SAMPLE.read_text(encoding="utf-8").replace("第1期", f"第{number}期")
        (folder / f"第{number}期.txt").write_text(text, encoding="utf-8")
    (folder / "坏.pdf").write_bytes(b"%PDF-1.7\nbroken")
    (folder / "空.txt").touch()
    sitting = sit_down(tmp_path / "store")
    window = sitting.window
    said: list[str] = []
    window.intake.began.connect(lambda *_: said.append(window.progress.words))
    drop(window, folder)
    sitting.until(window.banner.isVisible)
    sitting.settle()
    assert "读入 2 个文件，2 个没有读成" in window.banner.words
    assert [words.partition("　")[0] for words in said] == [f"第 {number} 个，共 4 个文件" for number in (1, 2, 3, 4)]
    assert not window.progress.isVisible()
    assert window.flow.opened.summary.name == "第2期.txt"
    assert [source.name for source in window.sources] == ["第2期.txt", "第10期.txt"]

    next(button for button in window.banner.findChildren(QPushButton) if button.text() == "详情…").click()
    dialog = window.findChild(ReportDialog)
    assert "坏.pdf" in dialog.words
    assert "空.txt”里没有文字" in dialog.words
    dialog.close()


@pytest.mark.parametrize("wanted", [True, False], ids=["read", "left"])
def test_large_folder_is_asked_about(
    sit_down: SitDown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wanted: bool
) -> None:
    monkeypatch.setattr(intake, "MANY", 1)
    folder = tmp_path / "公报"
    folder.mkdir()
    for number in (1, 2):
        (folder / f"{number}.txt").write_text(f"云川市人民政府令\n第{number}号\n", encoding="utf-8")
    sitting = sit_down(tmp_path / "store")
    window = sitting.window
    drop(window, folder)
    sitting.until(lambda: any(box.isVisible() for box in window.findChildren(QMessageBox)))
    question = window.findChild(QMessageBox)
    assert "2 个文件" in question.text()
    role = QMessageBox.ButtonRole.AcceptRole if wanted else QMessageBox.ButtonRole.RejectRole
    next(button for button in question.buttons() if question.buttonRole(button) is role).click()
    if wanted:
        sitting.until(lambda: window.toast.text == "读入 2 个文件")
    sitting.settle()
    assert len(window.sources) == (2 if wanted else 0)


def test_child_is_warm_and_gone_with_the_window(sit_down: SitDown, tmp_path: Path) -> None:
    sitting = sit_down(tmp_path / "store")
    reading = sitting.window.intake.reading
    sitting.until(lambda: reading.pid is not None)
    pid = reading.pid
    sitting.open(SAMPLE)
    assert reading.pid == pid
    sitting.end()
    assert not psutil.pid_exists(pid)


def test_bounds_are_those_of_the_settings(sit_down: SitDown, tmp_path: Path) -> None:
    settings.save(settings.Settings(reading_seconds=30, reading_memory_mb=700))
    bounds = sit_down(tmp_path / "store").window.intake.reading.bounds
    assert (bounds.seconds, bounds.megabytes) == (30, 700)


@pytest.mark.alone
def test_window_stays_awake_while_a_file_is_read(sit_down: SitDown, tmp_path: Path) -> None:
    large = tmp_path / "大.txt"
    large.write_text(SAMPLE.read_text(encoding="utf-8") * 8, encoding="utf-8")
    sitting = sit_down(tmp_path / "store")
    beats: list[float] = []
    heart = QTimer()
    heart.timeout.connect(lambda: beats.append(time.perf_counter()))
    told: list[object] = []
    sitting.window.intake.arrived.disconnect()
    sitting.window.intake.arrived.connect(lambda *_: told.append(heart.stop()))
    heart.start(2)
    sitting.window.open_files([large])
    sitting.until(lambda: bool(told))
    gaps = [after - before for before, after in pairwise(beats)]
    assert max(gaps) < LONGEST_GAP, f"{max(gaps) * 1000:.0f} ms"


def test_what_the_reader_noticed_is_said_once(sit_down: SitDown, tmp_path: Path) -> None:
    cut = tmp_path / "断.txt"
    cut.write_bytes("云川市人民政府关于做好植树工作的通知".encode()[:-1])
    sitting = sit_down(tmp_path / "store")
    window = sitting.window
    sitting.open(cut)
    assert "文件末尾的字符不完整，已略去。" in window.banner.words
    assert window.banner.isVisible()
    window.banner.hide()
    window.flow.close_source()
    window.flow.open_source(1)
    sitting.settle()
    assert window.flow.opened is not None
    assert not window.banner.isVisible()
