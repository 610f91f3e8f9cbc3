"""Two small questions about an entry: what a field should say, and how and when the document ended."""

from __future__ import annotations

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.register.entry import LABELS, EndKind
from desktop.views.registry.reading import EntrySight
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import plain_label

_KEEP = ("verdict",)
"""What a source prints is not for a person to set here."""


class ValueDialog(QDialog):
    """Asks for a field and its value. `given` tells the entry, the key and the text, None for what the sources say."""

    given = Signal(int, str, object)

    def __init__(self, appearance: Appearance, sight: EntrySight, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("help", "register")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("更正台账")
        self.setMinimumWidth(appearance.px(460))
        self._sight = sight
        self.field = QComboBox()
        self.field.setAccessibleName("哪一栏")
        for key, label in LABELS.items():
            if key not in _KEEP:
                self.field.addItem(label, key)
        self.text = QLineEdit()
        self.text.setAccessibleName("改为")
        hint = "日期写成 2026-01-15 或 2026年1月15日；施行日期还可以写“自印发之日起”；有效期写“5年”“长期有效”。"
        form = QFormLayout()
        form.addRow("哪一栏", self.field)
        form.addRow("改为", self.text)
        form.addRow("", plain_label(hint, tone="muted", size="note", wrap=True))
        self.take, self.back = QPushButton("更正"), QPushButton("恢复来源的说法")
        self.take.setProperty("kind", "primary")
        _compose(self, sight.row.title, form, (self.back, self.take))
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


class EndDialog(QDialog):
    """Asks how a document ended. `given` tells the entry, the kind, the day in ISO 8601, and by what."""

    given = Signal(int, object, str, str)

    def __init__(self, appearance: Appearance, sight: EntrySight, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("help", "register")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("登记废止或失效")
        self.setMinimumWidth(appearance.px(460))
        self._number = sight.row.number
        self.kind = QComboBox()
        self.kind.setAccessibleName("怎样失去效力")
        for kind in EndKind:
            self.kind.addItem(kind.value, kind)
        self.since = QDateEdit(QDate.currentDate())
        self.since.setCalendarPopup(True)
        self.since.setDisplayFormat("yyyy-MM-dd")
        self.since.setAccessibleName("自哪一天起")
        self.by = QLineEdit()
        self.by.setAccessibleName("依据的文件")
        self.by.setPlaceholderText("例如：云政发〔2026〕3号")
        form = QFormLayout()
        form.addRow("怎样失去效力", self.kind)
        form.addRow("自哪一天起", self.since)
        form.addRow("依据的文件", self.by)
        self.take = QPushButton("登记")
        self.take.setProperty("kind", "primary")
        _compose(self, sight.row.title, form, (self.take,))
        self.take.clicked.connect(self._on_take_clicked)

    @Slot()
    def _on_take_clicked(self) -> None:
        since = self.since.date().toString(Qt.DateFormat.ISODate)
        self.given.emit(self._number, self.kind.currentData(), since, self.by.text())
        self.accept()


def _compose(dialog: QDialog, title: str, form: QFormLayout, buttons: tuple[QPushButton, ...]) -> None:
    column = QVBoxLayout(dialog)
    column.setContentsMargins(24, 20, 24, 18)
    column.setSpacing(12)
    column.addWidget(plain_label(title or "（无标题）", size="heading", wrap=True))
    column.addLayout(form)
    row = QHBoxLayout()
    cancel = QPushButton("取消")
    cancel.clicked.connect(dialog.reject)
    row.addStretch(1)
    for button in (cancel, *buttons):
        row.addWidget(button)
    column.addLayout(row)
