"""Which files of a batch were not read, and why."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.review.explain import explain
from desktop.widgets.labels import plain_label


class ReportDialog(QDialog):
    """Lists files with what happened and what to do next; stays open beside the work."""

    def __init__(self, failed: Sequence[tuple[Path, BaseException]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("help", "opening")
        self.setWindowTitle("没有读成的文件")
        self.setModal(False)
        self.resize(640, 420)
        self._text = QPlainTextEdit("\n\n".join(_entry(path, error) for path, error in failed))
        self._text.setReadOnly(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        column.addWidget(plain_label(f"{len(failed)} 个文件没有读成", size="heading"))
        column.addWidget(plain_label("其余文件已经读入；已有的记录和审校结果没有受到影响。", tone="muted", size="note"))
        column.addWidget(self._text, 1)
        column.addWidget(buttons)
        buttons.button(QDialogButtonBox.StandardButton.Close).setFocus()

    @property
    def words(self) -> str:
        """The list as text."""
        return self._text.toPlainText()


def _entry(path: Path, error: BaseException) -> str:
    words = explain(error)
    return f"{path}\n{words.what}{words.next}"
