"""When the program itself fails: a line in the log, a dialog with the details, and the window lives on."""

from __future__ import annotations

import json
import logging
import os
import sys
import threading
import time
import traceback
from datetime import UTC, datetime
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.tasks.traces import told
from desktop.widgets.labels import plain_label

_LOGGER = logging.getLogger("desktop.crash")
_LARGEST, _KEPT = 1_000_000, 3
_WORDS = (
    "已保存的审校结果没有丢失，可以继续工作。如果同样的错误再次出现，请复制详情交给维护人员；"
    "详情里只有出错的位置，没有文件内容。"
)


class LineFormatter(logging.Formatter):
    """One JSON object a line. Of an error only its kind and the places in the code: messages may quote documents."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "where": record.name,
            "what": record.msg,
        }
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["stack"] = [
                f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(record.exc_info[2])
            ]
        return json.dumps(line, ensure_ascii=False)


class _PrivateFile(RotatingFileHandler):
    """A log that only its owner may read."""

    def _open(self) -> TextIOWrapper:
        os.close(os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT, 0o600))
        if os.name == "posix":
            os.chmod(self.baseFilename, 0o600)
        return super()._open()


def open_log(folder: Path) -> logging.Handler:
    """Write the program's log to a file in `folder`; where that cannot be, to nowhere."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler: logging.Handler = _PrivateFile(
            folder / "gongbao-desk.jsonl", maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(LineFormatter())
    logging.getLogger("desktop").addHandler(handler)
    return handler


class CrashHook(QObject):
    """Takes every exception that nobody caught, in any thread."""

    _caught = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before = (sys.excepthook, threading.excepthook)
        self._dialog: CrashDialog | None = None
        self._last: tuple[str, float] = ("", 0.0)
        self._caught.connect(self._on_caught, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take the place of Python's own hooks."""
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    def remove(self) -> None:
        """Give the place back."""
        sys.excepthook, threading.excepthook = self._before

    def report(self, error: BaseException) -> None:
        """Log an error and tell of it."""
        self._hook(type(error), error, error.__traceback__)

    @property
    def dialog(self) -> CrashDialog | None:
        """The dialog that is open."""
        return self._dialog

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        _LOGGER.critical("unhandled error", exc_info=(kind, error, trace))
        details = getattr(error, "details", "")
        self._caught.emit(told(error.with_traceback(trace)) + (f"\n{details}" if details else ""))

    def _thread_hook(self, arguments: threading.ExceptHookArgs) -> None:
        error = arguments.exc_value
        if error is not None:
            self._hook(arguments.exc_type, error, arguments.exc_traceback)

    @Slot(object)
    def _on_caught(self, details: str) -> None:
        now = time.monotonic()
        repeated = details == self._last[0] and now - self._last[1] < 5
        self._last = (details, now)
        if self._dialog is not None and self._dialog.isVisible():
            self._dialog.add(details)
        elif not repeated:
            self._dialog = CrashDialog(details, QApplication.activeWindow())
            self._dialog.show()


class CrashDialog(QDialog):
    """Says that the fault is the program's, what is safe, and gives the details to pass on."""

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("help", "trouble")
        self.setWindowTitle("程序出错")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self.resize(560, 380)
        self._details = QPlainTextEdit(details)
        self._details.setReadOnly(True)
        self._details.setProperty("kind", "details")
        copy = QPushButton("复制详情")
        copy.clicked.connect(self._on_copy_clicked)
        go_on = QPushButton("继续工作")
        go_on.setProperty("kind", "primary")
        go_on.setDefault(True)
        go_on.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addWidget(copy)
        buttons.addStretch(1)
        buttons.addWidget(go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(plain_label("程序在这一步出了错", size="heading"))
        column.addWidget(plain_label(_WORDS, tone="muted", wrap=True))
        column.addWidget(self._details, 1)
        column.addLayout(buttons)
        go_on.setFocus()

    def add(self, details: str) -> None:
        """Add the details of a further error."""
        self._details.appendPlainText(f"\n{details}")

    @property
    def details(self) -> str:
        """The text of the details."""
        return self._details.toPlainText()

    @Slot()
    def _on_copy_clicked(self) -> None:
        QApplication.clipboard().setText(self.details)
