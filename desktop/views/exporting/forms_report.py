"""What became of the forms of many documents: how many were written where, and what was left out and why."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.review.form_sheets import FormsReport
from desktop.widgets.labels import plain_label


class FormsReportDialog(QDialog):
    """Lists what was left out; stays open beside the work."""

    def __init__(self, report: FormsReport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("help", "forms")
        self.setWindowTitle("批量写出认定表格")
        self.setModal(False)
        self.resize(640, 420)
        lines = [f"{one.record_id}　{one.title}\n{one.why}" for one in report.left_out]
        self._text = QPlainTextEdit("\n\n".join(lines))
        self._text.setReadOnly(True)
        self._text.setAccessibleName("没有写出的文件")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        head = f"写出 {len(report.written)} 张表格，{len(report.left_out)} 件没有写出"
        column.addWidget(plain_label(head, size="heading"))
        column.addWidget(plain_label(f"文件夹：{report.folder}", tone="muted", size="note", wrap=True))
        column.addWidget(self._text, 1)
        column.addWidget(buttons)
        buttons.button(QDialogButtonBox.StandardButton.Close).setFocus()

    @property
    def words(self) -> str:
        """The list as text."""
        return self._text.toPlainText()
