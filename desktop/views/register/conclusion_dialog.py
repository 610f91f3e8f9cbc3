"""Asks by which announcement, and from which day, the verdicts of a clean-up hold."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.register.cleanup import Campaign
from desktop.views.register.question_dialog import QuestionDialog
from desktop.widgets.appearance import Appearance
from desktop.widgets.day_edit import DayEdit
from desktop.widgets.labels import plain_label

_WORDS = "定为失效、废止的，从这一天起在台账里登记为失效、废止；此前已经失去效力的不变。"


class ConclusionDialog(QuestionDialog):
    """`given` tells the number of the clean-up, the day, and the announcement."""

    given = Signal(int, object, str)

    def __init__(self, appearance: Appearance, campaign: Campaign, parent: QWidget) -> None:
        super().__init__(appearance, "按通告登记状态", "登记", parent)
        self._number = campaign.number
        self.since = DayEdit("自哪一天起", date.fromisoformat(campaign.cutoff))
        self.by = self._line("公布结果的文件", "公布结果的文件，例如：云政布〔2026〕3号")
        self._add(self.since, self.by)
        self.take.setEnabled(False)
        self._compose(plain_label(_WORDS, tone="muted", wrap=True))
        self.by.textChanged.connect(self._on_text_changed)
        self.take.clicked.connect(self._on_take_clicked)

    @Slot()
    def _on_text_changed(self) -> None:
        self.take.setEnabled(bool(self.by.text().strip()))

    @Slot()
    def _on_take_clicked(self) -> None:
        self.given.emit(self._number, self.since.day, self.by.text().strip())
        self.accept()
