"""Asks by which announcement, and from which day, the verdicts of a clean-up hold."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtWidgets import QDateEdit, QDialog, QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.register.cleanup import Campaign
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label


class ConclusionDialog(QDialog):
    """`given` tells the number of the clean-up, the day, and the announcement."""

    given = Signal(int, object, str)

    def __init__(self, appearance: Appearance, campaign: Campaign, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("help", "register")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("按通告登记状态")
        self.setMinimumWidth(appearance.px(460))
        self._number = campaign.number
        self.since = QDateEdit(QDate.fromString(campaign.cutoff, Qt.DateFormat.ISODate))
        self.since.setCalendarPopup(True)
        self.since.setDisplayFormat("yyyy-MM-dd")
        self.since.setAccessibleName("自哪一天起")
        self.by = QLineEdit()
        self.by.setPlaceholderText("公布结果的文件，例如：云政布〔2026〕3号")
        self.by.setAccessibleName("公布结果的文件")
        self.by.textChanged.connect(self._on_text_changed)
        form = QFormLayout()
        form.addRow("自哪一天起", self.since)
        form.addRow("公布结果的文件", self.by)
        self.take = QPushButton("登记")
        self.take.setProperty("kind", "primary")
        self.take.setEnabled(False)
        self.take.clicked.connect(self._on_take_clicked)
        cancel = QPushButton("取消")
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        words = "定为失效、废止的，从这一天起在台账里登记为失效、废止；此前已经失去效力的不变。"
        column.addWidget(plain_label(words, tone="muted", wrap=True))
        column.addLayout(form)
        column.addLayout(row)

    @Slot()
    def _on_text_changed(self) -> None:
        self.take.setEnabled(bool(self.by.text().strip()))

    @Slot()
    def _on_take_clicked(self) -> None:
        since = date.fromisoformat(self.since.date().toString(Qt.DateFormat.ISODate))
        self.given.emit(self._number, since, self.by.text().strip())
        self.accept()
