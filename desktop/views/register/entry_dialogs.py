"""Two small questions about an entry: what a field should say, and how and when the document ended."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget

from desktop.register.entry import LABELS, EndKind
from desktop.views.register.question_dialog import QuestionDialog
from desktop.views.register.reading import EntrySight
from desktop.widgets.appearance import Appearance
from desktop.widgets.day_edit import DayEdit
from desktop.widgets.labels import plain_label

_KEEP = ("verdict",)
"""What a source prints is not for a person to set here."""
_HINT = "日期写成 2026-01-15 或 2026年1月15日；施行日期还可以写“自印发之日起”；有效期写“5年”“长期有效”。"


class ValueDialog(QuestionDialog):
    """Asks for a field and its value. `given` tells the entry, the key and the text, None for what the sources say."""

    given = Signal(int, str, object)

    def __init__(self, appearance: Appearance, sight: EntrySight, parent: QWidget) -> None:
        super().__init__(appearance, "更正台账", "更正", parent)
        self._sight = sight
        self.field = QComboBox()
        self.field.setAccessibleName("哪一栏")
        for key, label in LABELS.items():
            if key not in _KEEP:
                self.field.addItem(label, key)
        self.text = self._line("改为")
        self._add(self.field, self.text, plain_label(_HINT, tone="muted", size="note", wrap=True))
        self.back = QPushButton("恢复来源的说法")
        self._compose(_heading(sight), self.back)
        self.field.currentIndexChanged.connect(self._on_field_changed)
        self.take.clicked.connect(self._on_take_clicked)
        self.back.clicked.connect(self._on_back_clicked)
        self._on_field_changed()

    @Slot()
    def _on_field_changed(self) -> None:
        label = self.field.currentText()
        title = self._sight.row.title if self.field.currentData() == "title" else ""
        self.text.setText(next((line.value for line in self._sight.lines if line.label == label), title))
        self.text.selectAll()

    @Slot()
    def _on_take_clicked(self) -> None:
        self.given.emit(self._sight.row.number, self.field.currentData(), self.text.text())
        self.accept()

    @Slot()
    def _on_back_clicked(self) -> None:
        self.given.emit(self._sight.row.number, self.field.currentData(), None)
        self.accept()


class EndDialog(QuestionDialog):
    """Asks how a document ended. `given` tells the entry, the kind, the day in ISO 8601, and by what."""

    given = Signal(int, object, str, str)

    def __init__(self, appearance: Appearance, sight: EntrySight, parent: QWidget) -> None:
        super().__init__(appearance, "登记废止或失效", "登记", parent)
        self._number = sight.row.number
        self.kind = QComboBox()
        self.kind.setAccessibleName("怎样失去效力")
        for kind in EndKind:
            self.kind.addItem(kind.value, kind)
        self.since = DayEdit("自哪一天起")
        self.by = self._line("依据的文件", "例如：云政发〔2026〕3号")
        self._add(self.kind, self.since, self.by)
        self._compose(_heading(sight))
        self.take.clicked.connect(self._on_take_clicked)

    @Slot()
    def _on_take_clicked(self) -> None:
        self.given.emit(self._number, self.kind.currentData(), self.since.day.isoformat(), self.by.text())
        self.accept()


def _heading(sight: EntrySight) -> QLabel:
    return plain_label(sight.row.title or "（无标题）", size="heading", wrap=True)
