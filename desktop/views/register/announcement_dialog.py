"""Compares the numbers that an announcement tells with the rows of the three lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.register.cleanup import Campaign, CountCheck
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label

if TYPE_CHECKING:
    from desktop.review.desk import Desk
    from desktop.views.register.register_feed import RegisterFeed


class AnnouncementDialog(QDialog):
    """Takes the text of an announcement and says which numbers agree."""

    def __init__(self, appearance: Appearance, campaign: Campaign, feed: RegisterFeed, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("help", "register")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("核对通告件数")
        self.resize(appearance.px(600), appearance.px(460))
        self._campaign, self._feed = campaign, feed
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText("把通告正文粘贴到这里，例如：……继续有效的31件，失效、废止的27件，拟修改的2件……")
        self.text.setAccessibleName("通告正文")
        self.answer = plain_label(wrap=True)
        self.check = QPushButton("核对")
        self.check.setProperty("kind", "primary")
        self.check.clicked.connect(self._on_check_clicked)
        row = QHBoxLayout()
        row.addWidget(self.answer, 1)
        row.addWidget(self.check)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        column.addWidget(self.text, 1)
        column.addLayout(row)

    @Slot()
    def _on_check_clicked(self) -> None:
        desk = self._feed.desk
        if desk is not None:
            self._feed.ask(_check, desk, self._campaign, self.text.toPlainText()).finished.connect(self._on_checked)

    @Slot(object)
    def _on_checked(self, checks: tuple[CountCheck, ...]) -> None:
        self.answer.setText("\n".join(map(_words, checks)))


def _check(desk: Desk, campaign: Campaign, text: str) -> tuple[CountCheck, ...]:
    return desk.register.campaigns.check_announcement(campaign, text)


def _words(check: CountCheck) -> str:
    if check.told is None:
        return f"{check.key}：目录 {check.counted} 件，通告没有写"
    if check.agrees:
        return f"{check.key}：{check.counted} 件，一致"
    return f"{check.key}：目录 {check.counted} 件，通告写 {check.told} 件，不一致"
